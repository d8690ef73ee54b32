"""Whole audits drawn from the real catalogue, as plain data: what a person could write.

Every question may be left out (None), not known ("?"), or answered with anything it allows; figures
and dates fall on both sides of every step the rules know.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from tests.builders import answers_of

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.operand import Operand
from playbook_audit.model.question import Question, QuestionType

DATES = (
    date(2026, 11, 22),  # an ordinary day
    date(2027, 1, 5),  # the year has just turned
    date(2028, 2, 29),  # in a window that binds départements and régions
    date(2026, 3, 1),  # in a window that binds communes
    date(2026, 7, 14),  # the eve of the summer truce
    date(2026, 8, 10),  # in it
)
ORDINARY_DATES = (date(2026, 11, 22), date(2027, 1, 5), date(2026, 10, 1))
"""Days in no electoral window and out of the summer truce."""
POPULATIONS = (
    0, 1, 640, 999, 1_000, 1_999, 2_000, 3_499, 3_500, 4_999, 5_000,
    9_999, 10_000, 19_999, 20_000, 250_000,
)  # fmt: skip
COUNTS: Mapping[str, tuple[float, ...]] = {
    "org_population": POPULATIONS,
    "org_social_hours": (0, 0.5, 1, 2, 3, 20),
    "followers": (0, 1, 120, 2_500, 8_000, 1_000_000),
    "admins_count": (0, 1, 2, 5),
}
WORDS = ("jamais", "plus d’un an", "moins d’un mois", "il y a deux mois", "2026-01", "2025", "hier")


_EITHER = st.booleans()


class Drawn:
    """A file as plain data, and the date of its audit; answers go by the paths of witnesses."""

    def __init__(self, data: dict[str, Any], on: date) -> None:
        self.data = data
        self.on = on

    def __repr__(self) -> str:
        """Say little: a whole audit fills screens, and the smallest that fails is shown instead."""
        return f"<audit of {self.on}, {len(self.rows)} accounts>"

    @cached_property
    def answers(self) -> Answers:
        """Give the same, typed."""
        return answers_of(self.data, self.on)

    @cached_property
    def assessment(self) -> Assessment:
        """Give what is concluded of it."""
        return assess(catalogue(), self.answers, self.on)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Give the accounts, as plain data."""
        rows: list[dict[str, Any]] = self.data.get("accounts", [])
        return rows

    def operands(self) -> dict[str, Operand]:
        """Give what each question is worth, by path: whether it applies, and what is known."""
        scope = AuditScope(programme_of(catalogue()), self.answers, self.on)
        questionnaire = catalogue().questionnaire
        found = {f"answers.{name}": scope[name] for name in questionnaire.audit_questions}
        for account in scope.accounts or ():
            for name in questionnaire.account_questions:
                found[account.path_of(name)] = account[name]
        return found

    def written(self, path: str) -> Any:
        """Give what the file holds at a path; None when it holds nothing."""
        holder, name = self._place(path)
        return holder.get(name)

    def given(self, path: str, value: Any) -> "Drawn":
        """Give the same file with something else at a path; None leaves the line out."""
        changed = Drawn(deepcopy(self.data), self.on)
        holder, name = changed._place(path)
        holder[name] = value
        return changed

    def with_account(self, **answers: Any) -> "Drawn":
        """Give the same file with one more account."""
        rows = [*self.rows, {"key": "nouveau", **answers}]
        return Drawn({**self.data, "accounts": rows}, self.on)

    def _place(self, path: str) -> tuple[dict[str, Any], str]:
        kind, _, rest = path.partition(".")
        if kind == "answers":
            return self.data["answers"], rest
        key, _, name = rest.rpartition(".")
        row = next((row for row in self.rows if row["key"] == key), None)
        if row is None:  # left out in search of the smallest audit
            reject()
        return row, name


def question_at(path: str) -> Question:
    """Give the question of a path."""
    kind, _, rest = path.partition(".")
    name = rest if kind == "answers" else f"account.{rest.rpartition('.')[2]}"
    question = catalogue().questionnaire.find(name)
    if question is None:
        raise KeyError(path)
    return question


@cache
def ages() -> tuple[int, ...]:
    """Give ages in days around every threshold of silence."""
    found = {0, 1, 7, 59, 60, 400, 1_000}
    for row in catalogue().rulebook.thresholds.values():
        for floor in (row.slow_floor, row.dormancy_floor):
            found |= {floor, floor + 1}
        for ceiling in (row.dormancy_ceiling, row.abandon_ceiling):
            found |= {ceiling - 1, ceiling}
    return tuple(sorted(found))


def moments(on: date) -> tuple[str, ...]:
    """Give the dates one may answer on a day: exact ones around the thresholds, and vague ones."""
    exact = tuple(f"{on - timedelta(days=age)}" for age in ages())
    return tuple(one for one in (*exact, *WORDS) if one[:4] != str(on.year + 1))


DRAWABLE = frozenset(QuestionType) - {QuestionType.TEXT, QuestionType.TABLE}
"""The types of question ``allowed`` gives answers to."""


def choice_lists(question: Question) -> st.SearchStrategy[list[str]]:
    """Give lists of choices a several-choice question allows."""
    shared = [choice.id for choice in question.offered if not choice.exclusive]
    alone = [[choice.id] for choice in question.offered if choice.exclusive]
    most = question.at_most or 3
    several = st.lists(st.sampled_from(shared), min_size=1, max_size=most, unique=True)
    return several if not alone else st.one_of(st.sampled_from(alone), several)


def allowed(question: Question, on: date) -> st.SearchStrategy[Any]:
    """Give the answers a question allows, "I don't know" excluded (tables: see ``audits``)."""
    match question.type:
        case QuestionType.ONE | QuestionType.YES_NO:
            return st.sampled_from([choice.id for choice in question.offered])
        case QuestionType.MANY:
            return choice_lists(question)
        case QuestionType.COUNT:
            return st.sampled_from(COUNTS.get(question.id, (question.minimum or 0, 1, 2, 100)))
        case QuestionType.DATE | QuestionType.MONTH:
            return st.sampled_from(moments(on))
        case _:
            return st.just("Valmont-sur-Loire")


@cache
def on_file(question: Question, on: date) -> st.SearchStrategy[Any]:
    """Give what may stand in a file for a question: nothing, "?", an answer, a contradiction."""
    answer = allowed(question, on)
    twice = st.lists(answer, min_size=2, max_size=2)
    contradicted = twice.map(lambda two: {"contradicted": [{"value": one} for one in two]})
    usual = [st.none(), st.just("?"), answer, answer, answer, answer, contradicted]
    if question.note is not None:
        usual.append(answer.map(lambda value: {"value": value, "note": "trente avis"}))
    return st.one_of(usual)


@cache
def _files(on: date, *, per_account: bool) -> st.SearchStrategy[dict[str, Any]]:
    """Give the answers of the audit, or of one account, with holes (None)."""
    return st.fixed_dictionaries(
        {name: on_file(question, on) for name, question in _drawable(per_account=per_account)}
    )


def _drawable(*, per_account: bool) -> Iterator[tuple[str, Question]]:
    questionnaire = catalogue().questionnaire
    source = questionnaire.account_questions if per_account else questionnaire.audit_questions
    for name, question in source.items():
        if question.type in DRAWABLE:
            yield name, question


def _without_holes(answers: dict[str, Any], on: date, *, per_account: bool) -> dict[str, Any]:
    """Give the same answers, those that miss replaced by the first one allowed."""
    whole = dict(answers)
    for name, question in _drawable(per_account=per_account):
        if whole[name] in (None, "?"):
            whole[name] = _first(question, on)
    return whole


@cache
def _first(question: Question, on: date) -> Any:
    match question.type:
        case QuestionType.MANY:
            return [question.offered[0].id]
        case QuestionType.COUNT:
            return COUNTS.get(question.id, (1,))[-1]
        case QuestionType.DATE | QuestionType.MONTH:
            return f"{on}"
        case _:
            return question.offered[0].id


@st.composite
def accounts(draw: st.DrawFn, on: date, *, whole: bool = False) -> dict[str, Any]:
    """Give one account, whole or with holes."""
    drawn = draw(_files(on, per_account=True))
    return _kept(_without_holes(drawn, on, per_account=True) if whole else drawn)


@st.composite
def audits(
    draw: st.DrawFn,
    dates: tuple[date, ...] = DATES,
    wholeness: st.SearchStrategy[bool] = _EITHER,
    least: int = 0,
    most: int = 5,
) -> Drawn:
    """Give a whole audit: its date, its answers, from ``least`` to ``most`` accounts."""
    on = draw(st.sampled_from(dates))
    whole = draw(wholeness)
    answers = draw(_files(on, per_account=False))
    if whole:
        answers = _without_holes(answers, on, per_account=False)
    answers["audience_channel_map"] = draw(_table(answers["audiences_named"]))
    drawn_rows = st.lists(accounts(on, whole=whole), min_size=least, max_size=most)
    rows = draw(drawn_rows)
    if rows and isinstance(answers["org_presence"], str) and answers["org_presence"] != "?":
        answers["org_presence"] = draw(st.sampled_from((None, "yes", "yes", "left")))
    data: dict[str, Any] = {"answers": _kept(answers)}
    listed = draw(st.booleans())
    if rows or listed:
        data["accounts"] = [{"key": f"compte-{rank}", **row} for rank, row in enumerate(rows)]
    return Drawn(data, on)


def _table(audiences: Any) -> st.SearchStrategy[Any]:
    if not isinstance(audiences, list):
        return st.sampled_from((None, "?"))
    columns = st.sampled_from(("networks", "other", "both", "poorly", "?"))
    rows = st.fixed_dictionaries(dict.fromkeys(audiences, columns))
    return st.one_of(st.none(), st.just("?"), rows, rows)


def _kept(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}
