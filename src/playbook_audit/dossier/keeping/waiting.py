"""What waits beside an answers file; light, since every report asks for it."""

from contextlib import suppress
from pathlib import Path

SUFFIX = ".journal"


def journal_of(file: Path) -> Path:
    """Give the journal of an answers file."""
    return file.with_name(file.name + SUFFIX)


def waiting(file: Path) -> int:
    """Give how many changes an answers file has not received yet."""
    with suppress(OSError, RuntimeError):
        return journal_of(file.resolve()).read_bytes().count(b"\n")
    return 0
