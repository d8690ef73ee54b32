"""The two streams: what was asked for goes to stdout, what is said in passing goes to stderr."""

import io
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TextIO, cast

from playbook_audit.cli.help_page import spaced
from playbook_audit.model.diagnostic import Diagnostic

MOST_SHOWN = 20
"""Faults or remarks shown for one file; the others are counted."""


def prepare() -> None:
    """Make both streams able to hold any report, whatever the machine is set to.

    A terminal keeps its own encoding when it can hold French; a file or a pipe always gets UTF-8,
    so that the same report is the same bytes everywhere. What cannot be shown is replaced.
    """
    _fill_in()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors="replace", newline=_ends(stream))


def _fill_in() -> None:
    """Put nowhere in the place of closed streams: a file opened later would take their number.

    Nothing can be written to what stands for stdout: what was asked for is not lost in silence.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("r")
    sys.stderr = sys.stderr or _nowhere("w")


def _nowhere(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))


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
    """Print what was asked for, at once: what is said next must come after it."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Print what is only said in passing, or what is wrong; names of files may hold anything."""
    shown = _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    if sys.stderr.isatty():
        shown = "\n".join(map(_folded, shown.split("\n")))
    sys.stderr.write(f"{shown}\n")


_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would move the cursor, change colours or turn the line around."""


def _folded(line: str) -> str:
    """Give a line cut between words, for a terminal; elsewhere lines stay whole for editors."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    width = shutil.get_terminal_size().columns
    return fill(spaced(line), width, subsequent_indent=indent, break_long_words=False)


def warn(remarks: Sequence[Diagnostic]) -> None:
    """Print what is worth saying of files accepted all the same, up to a point."""
    for remark in remarks[:MOST_SHOWN]:
        say(str(remark._replace(message=f"attention : {remark.message}")))
    if len(remarks) > MOST_SHOWN:
        say(f"attention : … et {len(remarks) - MOST_SHOWN} autres remarques")


def finish() -> None:
    """Send what may be left; raise ``OSError`` when nobody can take it."""
    sys.stdout.flush()


def abandon() -> None:
    """Let nothing more be sent: otherwise the interpreter would try, and complain, on leaving."""
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # not a file: nothing would be sent
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
