"""The review: every answer by section, what is missing first; pick one to change it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from playbook_audit.assessment.engine import assess
from playbook_audit.interview import accounts, wording
from playbook_audit.interview.browse import Shelf, browse
from playbook_audit.interview.confirming import settle
from playbook_audit.interview.filed import account_at
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import Line, Menu
from playbook_audit.interview.session import Session

FINISH, ACCOUNTS = "finish", "accounts"


class Part(NamedTuple):
    """One line of the review, and the answers behind it."""

    id: str
    label: str
    shelf: Shelf


def review(session: Session) -> bool:
    """Let people read and change their answers; True when they are done, False to go back."""
    current: str | None = FINISH
    while True:
        parts = {part.id: part for part in _parts(session)}
        chosen = session.choose(_menu(parts, current, session))
        session.save()
        if chosen is None or chosen == FINISH:
            return chosen is not None
        current = chosen
        if chosen == ACCOUNTS:
            _accounts(session)
        elif chosen in parts:
            browse(parts[chosen].shelf, session)


def _menu(parts: dict[str, Part], current: str | None, session: Session) -> Menu:
    lines = [Line(FINISH, wording.REVIEW_FINISH)]
    lines += [Line(part.id, part.label) for part in parts.values()]
    lines += [] if session.flow.is_absent else [Line(ACCOUNTS, wording.REVIEW_ACCOUNTS)]
    above = wording.REVIEW_ABOVE if "missing" in parts else wording.REVIEW_NOTHING_LEFT
    ids = {line.id for line in lines}
    return Menu(
        wording.REVIEW_TITLE,
        tuple(lines),
        current=current if current in ids else FINISH,
        above=(above,),
    )


def _parts(session: Session) -> Iterator[Part]:
    """Give what is missing, then each section, each account, and what is kept aside."""
    missing = _missing(session)
    if missing:
        label = wording.review_unknown(len(missing))
        yield Part("missing", label, _shelf(label, lambda: _missing(session), is_mixed=True))
    for section in session.catalogue.questionnaire.sections:
        if not section.per_account:
            yield from _part(f"section.{section.section}", section.title, session)
            continue
        for key in session.filed.accounts:
            yield from _part(f"account.{key}", session.account_name(key), session)
    aside = _aside(session)
    if aside:
        label = wording.review_aside(len(aside))
        yield Part("aside", label, _shelf(label, lambda: _aside(session), is_mixed=True))


def _shelf(title: str, listed: Callable[[], Sequence[Stop]], *, is_mixed: bool = False) -> Shelf:
    return Shelf(title, wording.REVIEW_BACK, listed, is_mixed=is_mixed)


def _part(name: str, title: str, session: Session) -> Iterator[Part]:
    """Give a section or an account, when it has answers to show."""

    def listed() -> list[Stop]:
        return [stop for stop in session.flow.stops if stop.filed and _belongs(stop, name)]

    count = len(listed())
    if count:
        yield Part(name, wording.review_part(title, count), _shelf(title, listed))


def _belongs(stop: Stop, name: str) -> bool:
    mine = f"section.{stop.section.section}" if stop.account is None else f"account.{stop.account}"
    return mine == name


def _missing(session: Session) -> list[Stop]:
    """Give what is not known, by how much it would narrow the verdict, then in order."""
    filed = session.filed
    stops = [one for one in session.flow.stops if not one.filed or filed.is_unsure(one.path)]
    if not stops:
        return []
    assessment = assess(session.catalogue, filed.answers, session.desk.on)
    gains = {unknown.path: unknown.would_change for unknown in assessment.unknowns}
    return sorted(stops, key=lambda stop: -gains.get(stop.path, 0.0))


def _aside(session: Session) -> list[Stop]:
    """Give the answers on file that the others make pointless."""
    return list(session.flow.aside(session.catalogue.questionnaire))


def _accounts(session: Session) -> None:
    """Go through the list of accounts, and the questions a new one opens."""
    following = accounts.visit(session)
    while following is not None and following != accounts.FINISHED:
        if not settle(session.flow.by_path[following], session):
            following = accounts.visit(session)
            continue
        key = str(account_at(following))
        following = session.flow.next_of(key, following) or accounts.visit(session)
