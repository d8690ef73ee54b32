"""What is typed while nothing is asked answers nothing, and is not echoed in between."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 0.02
"""Seconds of silence that end a paste."""
MOST_PAUSES = 30
"""A closed window is always ready to be read."""

if sys.platform == "win32":  # consoles there echo only what a program reads

    @contextmanager
    def without_echo(_file_number: int) -> Iterator[None]:
        """Do nothing."""
        yield

    def forget(_file_number: int) -> None:
        """Throw away the keys typed ahead."""
        import msvcrt
        import time

        time.sleep(PAUSE)
        while msvcrt.kbhit():
            msvcrt.getwch()

else:
    import termios
    from select import select

    @contextmanager
    def without_echo(file_number: int) -> Iterator[None]:
        """Keep a terminal from echoing; leave it as a shell expects it, whatever it was before.

        A terminal found raw was left so by a program that was killed.
        """
        try:
            before = termios.tcgetattr(file_number)
        except termios.error:  # a pipe, in tests
            yield
            return
        before[_INPUT] |= termios.ICRNL
        before[_LOCAL] |= _READABLE | termios.ECHO
        _set(file_number, _changed(before, before[_LOCAL] & ~termios.ECHO))
        try:
            yield
        finally:
            _set(file_number, before)

    def forget(file_number: int) -> None:
        """Throw away the lines typed ahead, those of a paste still arriving included."""
        for _ in range(MOST_PAUSES):
            more, _, _ = select([file_number], [], [], PAUSE)
            try:
                termios.tcflush(file_number, termios.TCIFLUSH)
            except termios.error:  # a pipe, in tests
                return
            if not more:
                return

    _INPUT, _LOCAL = 0, 3
    _READABLE = termios.ICANON | termios.ISIG | termios.IEXTEN

    def _changed(attributes: list[object], local: int) -> list[object]:
        return [*attributes[:_LOCAL], local, *attributes[_LOCAL + 1 :]]

    def _set(file_number: int, attributes: list[object]) -> None:
        try:
            termios.tcsetattr(file_number, termios.TCSANOW, attributes)  # type: ignore[arg-type]
        except termios.error:  # the window is gone
            return
