"""The two streams and the screen: what is shown goes to stdout, what is said goes to stderr."""

import io
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

DEFAULT_WIDTH = 80
ACCESSIBLE_VARIABLE = "PLAYBOOK_AUDIT_ACCESSIBLE"
NOT_SET = frozenset(("", "0", "no", "non", "false"))


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a report is shown."""

    width: int
    """Columns."""
    colour: bool
    accessible: bool
    """True for plain lines, one after the other: no box, no table, no colour."""


def prepare() -> None:
    """Make both streams able to hold any report, whatever the machine is set to.

    A terminal keeps its own encoding when it can hold French; a file or a pipe always gets UTF-8,
    so that the same report is the same bytes everywhere. What cannot be shown is replaced.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors="replace", newline=_ends(stream))


def _encoding(stream: TextIO) -> str:
    holds_french = _can_hold("é", stream.encoding)
    return stream.encoding if holds_french and stream.isatty() else "utf-8"


def _can_hold(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _ends(stream: TextIO) -> str | None:
    """Give how lines end: as the system does on a terminal, the same everywhere in a file."""
    return None if stream.isatty() else "\n"


def show(text: str) -> None:
    """Print what was asked for."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def say(text: str) -> None:
    """Print what is only said in passing, or what is wrong."""
    sys.stderr.write(f"{text}\n")


def finish() -> None:
    """Send everything shown; raise ``OSError`` when nobody can take it."""
    sys.stdout.flush()


def abandon() -> None:
    """Let nothing more be sent: otherwise the interpreter would try, and complain, on leaving."""
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # not a file: nothing would be sent
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def screen(*, width: int | None = None, accessible: bool = False) -> Screen:
    """Give the screen a report is drawn for: the terminal, or 80 columns when there is none."""
    on_terminal = sys.stdout.isatty()
    linear = accessible or _is_set(ACCESSIBLE_VARIABLE) or os.environ.get("TERM") == "dumb"
    return Screen(
        width=width or (_columns() if on_terminal else DEFAULT_WIDTH),
        colour=on_terminal and not linear and not os.environ.get("NO_COLOR"),
        accessible=linear,
    )


def _columns() -> int:
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns


def _is_set(variable: str) -> bool:
    return os.environ.get(variable, "").strip().lower() not in NOT_SET
