"""Leaving on a signal: at once while a question waits, at the next step otherwise.

Whoever keeps the answers is thus never cut in the middle of a write by a first signal.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

from playbook_audit.interview.interface import Interrupted

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Ctrl-C between two questions, a polite kill, a closed window (which Windows has not)."""
KEYBOARD = 130
HUNG_UP = 129


class Departures:
    """Listens to the signals that say leave, for as long as the interview lasts."""

    def __init__(self) -> None:
        """Start with nobody leaving."""
        self._code: int | None = None
        self._leave: Callable[[int], None] | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Take over the signals."""
        self._before = {number: signal.signal(number, self._received) for number in SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the signals back, then leave if one came and nobody has said so yet."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if error is None:
            self.check()

    @contextmanager
    def leaving_by(self, leave: Callable[[int], None]) -> Iterator[None]:
        """While a question waits, leave by the given way; a signal noted before counts too."""
        self.check()
        self._leave = leave
        try:
            yield
        except Interrupted:
            self._code = None
            raise
        finally:
            self._leave = None
        self.check()

    def check(self) -> None:
        """Raise ``Interrupted`` when a signal was noted, once: how to resume is said after it."""
        code, self._code = self._code, None
        if code is not None:
            raise Interrupted(code)

    def _received(self, number: int, _frame: FrameType | None) -> None:
        again, self._code = self._code is not None, 128 + number
        if self._leave is not None:
            self._leave(self._code)
        elif again:  # somebody insists: whatever is running takes too long
            raise Interrupted(self._code)


@contextmanager
def hanging_up() -> Iterator[None]:
    """Take a terminal that cannot be written to any more for a closed window."""
    try:
        yield
    except OSError as error:
        raise Interrupted(HUNG_UP) from error
