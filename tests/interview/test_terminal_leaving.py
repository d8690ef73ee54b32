"""Leaving in the middle of a question, on a real pseudo-terminal: at once, and nothing is broken."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.interview.person import ENTER, Person  # noqa: E402

KINDS = ("one", "many", "text", "table")
Leave = Callable[[Person], None]


def presses(key: str) -> Leave:
    return lambda person: person.types(key)


def receives(number: int) -> Leave:
    return lambda person: os.kill(person.child.pid or 0, number)


EVENTS: dict[str, tuple[Leave, int]] = {
    "ctrl-c": (presses("\x03"), 130),
    "ctrl-d": (presses("\x04"), 130),
    "sigint": (receives(signal.SIGINT), 130),
    "sigterm": (receives(signal.SIGTERM), 143),
    "sighup": (receives(signal.SIGHUP), 129),
}


def left_in_order(person: Person, leave: Leave, code: int) -> None:
    """Leave, then check everything a person would notice in the shell afterwards."""
    started = time.monotonic()
    leave(person)
    assert person.ends() == code
    assert time.monotonic() - started < 3
    assert person.after == person.before  # echo, line mode and signals are back
    assert person.written.count("\x1b[?25h") >= person.written.count("\x1b[?25l")  # cursor
    assert person.written.count("\x1b[?2004l") >= person.written.count("\x1b[?2004h")  # pastes
    assert "Traceback" not in person.written
    assert "Vous pourrez reprendre." in person.seen
    assert "F3" not in person.seen  # the question has gone


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("kind", KINDS)
def test_leaving_a_question_is_clean_and_answers_nothing(
    kind: str, event: str, tmp_path: Path
) -> None:
    with Person(tmp_path / "replies", kind) as person:
        person.sees("F3 note")
        left_in_order(person, *EVENTS[event])
        assert person.replied == []


@pytest.mark.parametrize("event", EVENTS)
def test_leaving_plain_lines_is_as_clean(event: str, tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "count", mode="linear") as person:
        person.sees("Votre réponse :")
        leave, code = EVENTS[event]
        leave(person)
        assert person.ends() == code
        assert person.after == person.before
        assert "Vous pourrez reprendre." in person.seen
        assert "Traceback" not in person.written
        assert person.replied == []


def test_answers_given_before_leaving_are_kept(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "text", "one") as person:
        person.sees("F3 note")
        person.types("Valmont", ENTER)
        person.sees("document de stratégie")
        left_in_order(person, *EVENTS["ctrl-c"])
        assert person.replied == ["text Given(raw='Valmont')"]


def test_a_window_that_closes_ends_the_program(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "text") as person:
        person.sees("F3 note")
        person.hangs_up()
        limit = time.monotonic() + 3
        while person.child.isalive() and time.monotonic() < limit:
            time.sleep(0.05)
        assert not person.child.isalive()
        assert person.child.exitstatus == 129
        assert person.replied == []
