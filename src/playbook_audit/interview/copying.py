"""Answers that accounts share: copied from the one before, or given once for all."""

from collections.abc import Iterator

from playbook_audit.conditions.references import operands
from playbook_audit.interview import wording
from playbook_audit.interview.asking import Settled, prompt_of, put
from playbook_audit.interview.filed import path_of
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import Change, Line, Menu, Setting
from playbook_audit.interview.session import Session
from playbook_audit.model.question import Question

YES, NO = "yes", "no"
SEVERAL = 2


def copied(source: str, key: str, session: Session) -> Iterator[Change]:
    """Give the changes that make an account answer as another, save what is its own."""
    questions = session.catalogue.questionnaire.account_questions
    for name, question in questions.items():
        raw = session.filed.raw(path_of(name, source))
        if raw is not None and not _is_its_own(question, questions):
            yield Setting(path_of(name, key), raw)


def _is_its_own(question: Question, questions: dict[str, Question]) -> bool:
    """Tell whether an answer holds for one account only.

    Its name, what its network would measure, and what is asked according to those.
    """
    if question.personal or question.prefilled_by or question.measured_by:
        return True
    names = operands(question.ask_if) if question.ask_if is not None else ()
    read = {name.removeprefix("account.") for name in names if name.startswith("account.")}
    return any(
        _is_its_own(questions[name], questions) for name in read & set(questions) - {question.id}
    )


def shared_stops(key: str, session: Session) -> tuple[Stop, ...]:
    """Give the questions of an account that may have the same answer for all."""
    return tuple(stop for stop in session.flow.of_account(key) if stop.question.same_for_all)


def offer_as_before(stop: Stop, session: Session) -> bool | None:
    """Offer the shared answers of the account before, at the first question they would answer.

    True when they are taken; None to go back, False to be asked the questions.
    """
    if stop.account is None:
        return False
    wanted = shared_stops(stop.account, session)
    is_first = bool(wanted) and wanted[0].path == stop.path
    model = _model_for(stop.account, session) if is_first else None
    if model is None:
        return False
    above = tuple(
        f"{wording.subject(one.question)} : {_as_model(one, model, session)}" for one in wanted
    )
    lines = (Line(YES, wording.AS_BEFORE_YES), Line(NO, wording.AS_BEFORE_NO))
    title = wording.as_before(session.account_name(model))
    chosen = session.choose(Menu(title, lines, current=YES, above=above))
    if chosen != YES:
        return None if chosen is None else False
    return _take_over(wanted, model, session)


def _model_for(key: str, session: Session) -> str | None:
    """Give the nearest account before that has every shared answer this one wants."""
    wanted = shared_stops(key, session)
    if any(stop.filed for stop in wanted):
        return None
    keys = session.filed.accounts
    for other in reversed(keys[: keys.index(key)]):
        if wanted and all(session.filed.holds(_moved(stop, other)) for stop in wanted):
            return other
    return None


def _moved(stop: Stop, key: str) -> str:
    return path_of(stop.question.id, key)


def _as_model(stop: Stop, model: str, session: Session) -> str:
    return session.words(session.flow.by_path.get(_moved(stop, model), stop))


def _take_over(wanted: tuple[Stop, ...], model: str, session: Session) -> bool:
    """Give an account the answers of another, and leave their lines on screen."""
    changes = [Setting(stop.path, session.filed.raw(_moved(stop, model))) for stop in wanted]
    if not session.keeps(*changes):
        return False
    for stop in wanted:
        session.trace(stop, session.words(stop))
    return True


def ask_for_all(session: Session) -> None:
    """Ask the shared questions once, each answer being set on every account it applies to."""
    names = [
        stop.question.id for key in session.filed.accounts for stop in shared_stops(key, session)
    ]
    rank, questions = 0, list(dict.fromkeys(names))
    while 0 <= rank < len(questions):
        stops = [
            stop
            for key in session.filed.accounts
            for stop in shared_stops(key, session)
            if stop.question.id == questions[rank]
        ]
        rank += 1 if not stops or _ask_one_for_all(stops, session) else -1


def _ask_one_for_all(stops: list[Stop], session: Session) -> bool:
    """Ask a question for the accounts it applies to; False to go back."""
    first = stops[0]
    prompt = prompt_of(first, session, about=wording.EVERY_ACCOUNT)
    session.tell(_replaced(stops, session))

    def keep(settled: Settled) -> None:
        session.record(*(session.setting(stop.path, settled.raw) for stop in stops))

    settled = put(prompt, first.question, session, keep)
    if settled is not None:
        session.trace(first, settled.words)
    return settled is not None


def _replaced(stops: list[Stop], session: Session) -> tuple[str, ...]:
    """Say what each account answers, when one answer for all would replace different ones."""
    filed = {str(stop.account): session.words(stop) for stop in stops if stop.filed}
    if len(set(filed.values())) < SEVERAL:
        return ()
    accounts = [f"{session.account_name(key)} : {words}" for key, words in filed.items()]
    return wording.replaced(accounts)
