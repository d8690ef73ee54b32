"""Answers listed to pick the one to change: of a section, of an account, or still missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playbook_audit.interview import wording
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import Line, Menu
from playbook_audit.interview.session import Session
from playbook_audit.interview.step import answer

DONE = "done"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Answers to show together."""

    title: str
    done: str
    """How the line that ends reads."""
    listed: Callable[[], Sequence[Stop]]
    """Gives the answers, anew after each change."""
    is_right_by_default: bool = False
    """Whether most people change nothing: the line that ends then comes first."""
    is_mixed: bool = False
    """Whether answers about several accounts stand together."""


def browse(shelf: Shelf, session: Session) -> None:
    """Let people pick answers and change them until they are done."""
    done_first = shelf.is_right_by_default
    current: str | None = DONE if done_first else None
    while True:
        stops = {stop.path: stop for stop in shelf.listed()}
        if not stops:
            return
        answers = [Line(path, _line(stop, shelf, session)) for path, stop in stops.items()]
        end = [Line(DONE, shelf.done)]
        lines = tuple(end + answers if done_first else answers + end)
        chosen = session.choose(
            Menu(shelf.title, lines, _still(current, stops), (wording.REVIEW_PICK,))
        )
        if chosen is None or chosen == DONE:
            return
        answer(stops[chosen], session)
        current = DONE if done_first else chosen


def _still(current: str | None, stops: Mapping[str, Stop]) -> str | None:
    """Stay on the line that was chosen, as long as it is listed."""
    return current if current == DONE or current in stops else None


def _line(stop: Stop, shelf: Shelf, session: Session) -> str:
    is_named = shelf.is_mixed and stop.account is not None
    about = f" ({session.account_name(str(stop.account))})" if is_named else ""
    note = " (avec une note)" if session.filed.note(stop.path) else ""
    return f"{wording.subject(stop.question)}{about} : {session.words(stop)}{note}"
