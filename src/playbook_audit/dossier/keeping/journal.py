"""The journal: one line for each change, on the disk before the next question is asked.

Lines are only ever added at the end, in one write, and forgotten together once a snapshot holds
them. Each carries a checksum and its rank in the run that wrote it, so that a line cut by a crash
(the last, without its end) is told from damage, which nobody can repair by guessing.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook_audit.dossier.keeping.change import Change, as_plain, from_plain
from playbook_audit.dossier.keeping.disk import Disk, write_all
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds: its changes in order, and what a crash cut."""

    changes: tuple[Change, ...]
    length: int
    """Of the whole lines, in bytes."""
    is_torn: bool
    """Whether something follows the last whole line."""
    base: str | None
    """The digest of the snapshot on which the last change was made."""


def digest(data: bytes) -> str:
    """Give what tells two versions of a file apart."""
    return sha256(data).hexdigest()[:_DIGITS]


def contents(data: bytes, name: str) -> Contents:
    """Read a journal; raise ``InvalidInput`` at the first damaged line."""
    *lines, rest = data.split(b"\n")
    ranks: dict[str, int] = {}
    changes: list[Change] = []
    base: str | None = None
    for number, line in enumerate(lines, start=1):
        try:
            record = _checked(line, ranks)
            changes.append(from_plain(record["change"]))
            base = record["base"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            diagnostic = Diagnostic(name, number, None, "", "JOURNAL-DAMAGED", _DAMAGED)
            raise InvalidInput([diagnostic]) from error
    return Contents(tuple(changes), len(data) - len(rest), bool(rest), base)


_DAMAGED = (
    "ligne abîmée parmi les réponses en attente ; rien n’a été changé. Gardez ce fichier sous un "
    "autre nom, puis recommencez : l’entretien reprendra sans ces réponses"
)


def _checked(line: bytes, ranks: dict[str, int]) -> dict[str, Any]:
    """Give the record of a line whose checksum and rank are right; raise otherwise."""
    record: dict[str, Any] = dict(json.loads(line))
    check = record.pop("check")
    run, rank = record["run"], record["rank"]
    if check != _check(record) or rank != ranks.get(run, 0) + 1:
        raise ValueError
    ranks[run] = rank
    return record


def _check(record: dict[str, Any]) -> str:
    return digest(_json(record).encode())


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


class Journal:
    """A journal being written."""

    def __init__(self, path: Path, disk: Disk, name: str) -> None:
        """Open it, read what an interruption left in it and cut a torn end."""
        self._path, self._disk = path, disk
        self.found = contents(disk.read(path) or b"", name)
        self._length = self.found.length
        """Where our last line ends."""
        self._is_shared = False
        """Whether another program, on a disk without locks, wrote lines among ours."""
        self._is_broken = False
        self._start_run()
        self._file = self._opened(cut_at=self.found.length if self.found.is_torn else None)

    def _start_run(self) -> None:
        self._run, self._rank = secrets.token_hex(4), 0

    def _opened(self, cut_at: int | None = None) -> int:
        """Give the file open at its end, once its name and its cut are there for good."""
        file = self._disk.open_to_append(self._path)
        try:
            if cut_at is not None:
                self._disk.truncate(file, cut_at)
                self._disk.sync(file)
            self._disk.sync_folder(self._path.parent)
        except BaseException:
            self._disk.close(file)
            raise
        return file

    @property
    def is_sound(self) -> bool:
        """Tell whether a line may follow: none failed, and the file is still in its place."""
        return not self._is_broken and self._is_in_place()

    def _is_in_place(self) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._file))
        except OSError:
            return False

    def append(self, change: Change, catalogue: str, base: str) -> Change:
        """Give the change as it will be read back, once it is on the disk for good."""
        plain = as_plain(change)
        record = {
            "run": self._run,
            "rank": self._rank + 1,
            "at": self._disk.now().isoformat(timespec="seconds"),
            "catalogue": catalogue,
            "base": base,
            "change": plain,
        }
        line = _json({**record, "check": _check(record)}).encode() + b"\n"
        self._is_broken = True  # until it is known to be whole
        start = self._size
        try:
            write_all(self._disk, self._file, line)
            self._disk.sync(self._file)
        except BaseException:
            with suppress(OSError):
                self._disk.truncate(self._file, start)
            raise
        self._rank += 1
        self._is_shared |= start != self._length
        self._length = start + len(line)
        self._is_broken = False
        return from_plain(plain)

    def empty(self) -> None:
        """Forget the changes, now in a snapshot; those another program added meanwhile stay."""
        was_broken, self._is_broken = self._is_broken, True  # until it is known to be fit again
        if not self._is_in_place():
            self._reopen()
        elif was_broken or (not self._is_shared and self._size == self._length):
            self._disk.truncate(self._file, 0)
            self._disk.sync(self._file)
            self._length = 0
        self._start_run()
        self._is_broken = False

    @property
    def _size(self) -> int:
        return os.fstat(self._file).st_size

    def _reopen(self) -> None:
        """Open it anew when somebody took it away."""
        gone, self._file = self._file, self._opened()
        self._disk.close(gone)
        self._length = self._size
        self._is_shared = self._length > 0

    def close(self) -> None:
        """Close the journal, and take it away when nothing waits in it."""
        is_empty = self._is_in_place() and not self._size
        self._disk.close(self._file)
        if is_empty:
            self._disk.remove(self._path)
