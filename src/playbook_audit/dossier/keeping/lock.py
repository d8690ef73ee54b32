"""One interview at a time on a file: a lock on a separate file, which a rename cannot undo.

The lock is that of the operating system, freed by whatever ends the program. Where a disk has none
(some network shares), filelock puts a mark that a crash leaves behind, and says so is possible.
"""

import platform
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from playbook_audit.model.errors import HeldElsewhere

SUFFIX = ".lock"
_SIGNED = "playbook-audit"
_LONGEST = 200


class Lock:
    """The right to change one file, from the moment it is made until ``release``."""

    def __init__(self, file: Path, shown: str) -> None:
        """Take the lock; raise ``HeldElsewhere``, or ``OSError`` when the folder refuses it."""
        self._path = file.with_name(file.name + SUFFIX)
        self._lock = FileLock(self._path, mode=0o600)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise HeldElsewhere(shown, _held(_read(self._path), self._path.name)) from None
        self._sign()

    @property
    def taken_at(self) -> float:
        """Give when the lock was taken, by the clock of the disk."""
        return self._path.stat().st_mtime

    def release(self) -> None:
        """Let others change the file; the lock file itself stays, for whoever waits on it."""
        self._lock.release()

    def _sign(self) -> None:
        """Say which computer holds the lock, for the message of whoever is refused.

        A mark of filelock, on disks without locks, holds its own words and is left alone.
        """
        with suppress(OSError):
            found = _read(self._path)
            if not found or found.startswith(_SIGNED):
                self._path.write_text(f"{_SIGNED} {platform.node()}\n", encoding="utf-8")


def _read(path: Path) -> str:
    """Give what the lock file says, or nothing: Windows hides it while it is held."""
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")[:_LONGEST]
    return ""


def _held(words: str, name: str) -> str:
    """Give what to do about a lock held elsewhere."""
    signed, _, computer = words.strip().partition(" ")
    if signed == _SIGNED:
        where = "sur cet ordinateur" if computer == platform.node() else f"sur « {computer} »"
        return f"un entretien est déjà ouvert sur ce fichier, {where} ; finissez-le d’abord"
    if words:  # the mark of filelock: a process, then a computer
        computer = words.splitlines()[1] if len(words.splitlines()) > 1 else "un autre ordinateur"
        return (
            f"un entretien est ouvert, ou a été coupé, sur « {computer} » ; "
            f"si personne n’y travaille, supprimez « {name} » et recommencez"
        )
    return "un entretien est déjà ouvert sur ce fichier ; finissez-le d’abord"
