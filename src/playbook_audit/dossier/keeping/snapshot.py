"""The snapshot: the answers file itself, whole at every moment, with its previous version."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playbook_audit.dossier.keeping.disk import Disk, replace, write_all

KEPT = ".bak"
_TEMPORARY = ".saving"
_REPEATED = 40
"""Characters of a name that a temporary one repeats: the length of names is limited."""
_PROBE = b"\0" * 4096


def write_snapshot(disk: Disk, file: Path, data: bytes) -> None:
    """Put data in the place of a file for good; on ``OSError`` the file is whole, old or new."""
    previous = disk.read(file)
    with _temporary(disk, file) as temporary:
        _write_new(disk, temporary, data)
        if previous is not None:
            _keep(disk, file, previous)
        replace(disk, temporary, file)
    disk.sync_folder(file.parent)


def try_writing(disk: Disk, file: Path) -> None:
    """Raise ``OSError`` if nothing can be written beside a file."""
    with _temporary(disk, file) as temporary:
        _write_new(disk, temporary, _PROBE)


def sweep(disk: Disk, file: Path, before: float) -> None:
    """Take away what a killed save left beside a file, if it is older than a moment."""
    prefix = _prefix(file)
    for one in file.parent.iterdir():
        if one.name.startswith(prefix) and one.name.endswith(_TEMPORARY):
            with suppress(OSError):
                if one.stat().st_mtime <= before:
                    disk.remove(one)


def _prefix(file: Path) -> str:
    return f".{file.name[:_REPEATED]}."


@contextmanager
def _temporary(disk: Disk, file: Path) -> Iterator[Path]:
    """Give a free name beside a file; whatever bears it in the end is taken away."""
    path = file.with_name(f"{_prefix(file)}{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        yield path
    finally:
        with suppress(OSError):
            disk.remove(path)


def _write_new(disk: Disk, path: Path, data: bytes) -> None:
    handle = disk.open_new(path)
    try:
        write_all(disk, handle, data)
        disk.sync(handle)
    finally:
        disk.close(handle)


def _keep(disk: Disk, file: Path, previous: bytes) -> None:
    """Keep the previous version: a second name for it, or a copy where names cannot be shared."""
    with _temporary(disk, file) as temporary:
        try:
            disk.link(file, temporary)
            disk.restrict(temporary)
        except OSError:
            disk.remove(temporary)
            _write_new(disk, temporary, previous)
        replace(disk, temporary, file.with_name(file.name + KEPT))
