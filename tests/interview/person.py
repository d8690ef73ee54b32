"""Somebody at a terminal: sees what is drawn on a screen of a given size, and presses keys."""

import os
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
ENTER, ESC, UP, DOWN, SPACE = "\r", "\x1b", "\x1b[A", "\x1b[B", " "
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
F1, F2, F3 = "\x1bOP", "\x1bOQ", "\x1bOR"
PATIENCE = 20.0
QUIET = 0.08
"""Seconds without output after which a screen is taken as drawn."""


class Person:
    """Runs ``tests.interview.asking`` on a pseudo-terminal and keeps its screen."""

    def __init__(
        self,
        replies: Path,
        *names: str,
        size: tuple[int, int] = (80, 24),
        mode: str = "terminal",
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> None:
        self.replies = replies
        command = ["-m", "tests.interview.asking", str(replies), mode, *names]
        self._sits(command, ROOT, size, environment, encoding)

    def _sits(
        self,
        command: list[str],
        folder: Path,
        size: tuple[int, int],
        environment: Mapping[str, str] | None,
        encoding: str = "utf-8",
    ) -> None:
        """Open a terminal in a folder and run Python there."""
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self.written = ""
        self.child = pexpect.spawn(
            sys.executable,
            command,
            cwd=str(folder),
            dimensions=(rows, columns),
            encoding=encoding,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self.before = self._modes()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen and nothing more is drawn."""
        limit = time.monotonic() + PATIENCE
        while text not in self.seen:
            if time.monotonic() > limit:
                raise AssertionError(f"« {text} » is not on the screen:\n{self.seen}")
            self._read(0.05)
        while self._read(QUIET):
            pass

    def waits(self) -> None:
        """Wait for the first drawing, whatever it is."""
        while not self._read(0.05) or "\x1b[?2004h" not in self.written:
            assert self.child.isalive()
        while self._read(QUIET):
            pass

    def types(self, *keys: str) -> None:
        """Press keys one after the other, as fingers do."""
        for key in keys:
            self.child.send(key)
            while self._read(QUIET):
                pass

    def resizes(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        while self._read(QUIET * 2):
            pass

    def hangs_up(self) -> None:
        """Close the window; pexpect alone would send more signals."""
        process: Any = vars(self.child)["ptyproc"]
        process.fileobj.close()
        process.closed = True

    @property
    def seen(self) -> str:
        """What is on the screen, without the empty rows at its end."""
        return "\n".join(row.rstrip() for row in self.screen.display).rstrip()

    @property
    def replied(self) -> list[str]:
        return self.replies.read_text("utf-8").splitlines() if self.replies.exists() else []

    def ends(self) -> int:
        """Wait for the end and give the exit code."""
        while self._read(0.1) or self.child.isalive():
            pass
        self.after = self._modes()
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def _modes(self) -> Any:
        try:
            return termios.tcgetattr(self.child.child_fd)[:4]
        except termios.error:
            return None

    def _read(self, patience: float) -> bool:
        try:
            text = self.child.read_nonblocking(65536, timeout=patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += text
        self._stream.feed(text)
        return True
