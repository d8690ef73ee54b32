"""The calls through which answers reach the disk, each of which may fail, and the clock."""

import errno
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from playbook_audit.reading.text import reason_of

PRIVATE = 0o600
ATTEMPTS = 8
PAUSE = 0.25
"""Seconds: an antivirus or a synchronised folder may hold a file for a moment."""
_HELD_ON_WINDOWS = frozenset((5, 32, 33))  # access denied, sharing violation, lock violation
_NO_SUCH_CALL = frozenset((errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP))  # some shares
_BINARY = getattr(os, "O_BINARY", 0)
_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY


class Disk:
    """What the operating system does for us."""

    def read(self, path: Path) -> bytes | None:
        """Give the bytes of a file, or None when there is no such file."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def open_new(self, path: Path) -> int:
        """Open a file that must not exist yet, readable by its owner alone from the start."""
        return os.open(path, _NEW, PRIVATE)

    def open_to_append(self, path: Path) -> int:
        """Open a file whose every write goes to its end."""
        return os.open(path, _APPENDING, PRIVATE)

    def write(self, file: int, data: bytes) -> int:
        """Write some of the data and give how much."""
        return os.write(file, data)

    def sync(self, file: int) -> None:
        """Return once a file is on the disk for good."""
        os.fsync(file)

    def truncate(self, file: int, length: int) -> None:
        """Cut a file."""
        os.ftruncate(file, length)

    def close(self, file: int) -> None:
        """Close a file."""
        os.close(file)

    def link(self, path: Path, name: Path) -> None:
        """Give a file a second name."""
        os.link(path, name)

    def restrict(self, path: Path) -> None:
        """Make a file readable by its owner alone."""
        path.chmod(PRIVATE)

    def rename(self, path: Path, name: Path) -> None:
        """Give a file the place of another, at one stroke."""
        path.replace(name)

    def remove(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Return once the names of a folder are on the disk for good, where it has such a call."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SUCH_CALL:
                raise
        finally:
            os.close(handle)

    def now(self) -> datetime:
        """Give the time."""
        return datetime.now(UTC)

    def pause(self) -> None:
        """Wait a little before another try."""
        time.sleep(PAUSE)


def write_all(disk: Disk, file: int, data: bytes) -> None:
    """Write all of the data, or raise."""
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(file, bytes(rest)) :]


def replace(disk: Disk, path: Path, name: Path) -> None:
    """Give a file the place of another, trying again while another program of Windows holds it."""
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            disk.rename(path, name)
        except OSError as error:
            held = getattr(error, "winerror", None) in _HELD_ON_WINDOWS
            if not held or not attempts_left:
                raise
            disk.pause()
        else:
            return


def why(error: OSError) -> str:
    """Give, in French, why the disk refuses, and what to do."""
    return _REASONS.get(error.errno or 0) or reason_of(error)


_FULL = "le disque est plein ; libérez de la place"
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): "votre espace de stockage est plein ; libérez-en",
    errno.EACCES: "vous n’avez pas le droit d’y écrire ; choisissez un autre dossier",
    errno.EROFS: "ce dossier est en lecture seule ; choisissez-en un autre",
    errno.EIO: "le disque a signalé une erreur ; copiez ce dossier ailleurs",
}
