"""From paths to pieces: files, folders and archives, in a fixed order, within limits.

Nothing is recognised here, and nothing written. What cannot be opened is told as a value, so that
the rest of a folder is still read.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook_audit.evidence.opening.archive import Unreadable, in_tar, in_zip, is_gzip, is_zip
from playbook_audit.evidence.opening.names import (
    Names,
    is_closed,
    is_private,
    is_readable,
    is_unpacked,
    shown,
)
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import formats

__all__ = ["Unreadable", "gather"]
MOST_FILES = 10_000
MISSING = "introuvable ; vérifiez le nom et le dossier"
NOT_A_FILE = "ce n’est ni un fichier ni un dossier"
EMPTY = "le fichier est vide"
FORBIDDEN = "lecture refusée par le système ; vérifiez vos droits"
AWAY = "un lien qui sort du dossier ; copiez le fichier lui-même"
PRIVATE = "ce nom annonce des données privées ; le fichier n’est pas ouvert"
NOTHING_KNOWN = "aucun fichier d’un format connu dans ce dossier"
TOO_MANY = f"plus de {MOST_FILES} fichiers ; donnez un dossier plus précis"


def gather(
    paths: Sequence[Path], members: Sequence[str], beside: Sequence[str] | None = None
) -> Iterator[Piece | Unreadable]:
    """Give what can be read in files, folders and archives, sorted by name, each file once.

    Of an archive, only what has one of the names ``members`` is read; ``beside`` are names of what
    these may ask for, by default what the known formats do. An archive stays open until the next
    piece is asked for: pieces are quicker read one by one.
    """
    names = Names(tuple(members), _beside() if beside is None else tuple(beside))
    seen: set[Path] = set()
    every = [one for path in sorted(set(paths)) for one in _found(path, names)]
    for one in sorted(every, key=_name):
        if isinstance(one, Unreadable):
            yield one
        elif (real := one.file.resolve()) not in seen:
            seen.add(real)
            yield from _pieces(one, names)


def _beside() -> tuple[str, ...]:
    return tuple(name for one in formats() for name in one.beside)


class _File(NamedTuple):
    """A file to open."""

    file: Path
    root: Path
    """The folder that was given, or that of the file: nothing above is opened."""

    @property
    def name(self) -> str:
        """Give the path as it was given."""
        return shown(self.file.as_posix())


def _name(one: _File | Unreadable) -> str:
    return one.name


# ---------------------------------------------------------------- folders


def _found(path: Path, names: Names) -> Iterator[_File | Unreadable]:
    """Give the files of a path."""
    name = shown(path.as_posix())
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        yield Unreadable(name, MISSING)
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path, name, names)
    elif not stat.S_ISREG(mode):
        yield Unreadable(name, NOT_A_FILE)
    elif is_private(path.name):
        yield Unreadable(name, PRIVATE)
    else:
        yield _File(path, path.parent)


def _in_folder(folder: Path, name: str, names: Names) -> Iterator[_File | Unreadable]:
    """Give the files of a folder that may be evidence, at any depth."""
    count = 0
    closed: list[OSError] = []
    for file in _walk(folder, closed):
        inside = file.relative_to(folder).as_posix()
        if is_closed(inside) or not _is_wanted(file, inside, names):
            continue
        count += 1
        if count > MOST_FILES:
            yield Unreadable(name, TOO_MANY)
            return
        yield _entry(file, folder)
    yield from (Unreadable(shown(str(one.filename)), FORBIDDEN) for one in closed)
    if not count and not closed:
        yield Unreadable(name, NOTHING_KNOWN)


def _walk(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Give every file under a folder, and note the folders that cannot be entered.

    Folders that are links are not followed.
    """
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(one for one in folders if not is_closed(one))
        yield from (Path(place, one) for one in sorted(files))


def _is_wanted(file: Path, inside: str, names: Names) -> bool:
    """Tell whether a file of a folder is opened; what is read beside another is left to it."""
    path = file.absolute().as_posix()
    if names.reads(path):
        return True
    return is_readable(path) and not names.is_beside(path) and not is_unpacked(inside)


def _entry(file: Path, root: Path) -> _File | Unreadable:
    one = _File(file, root)
    if not _is_inside(file, root):
        return Unreadable(one.name, AWAY)
    try:
        is_file = stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return Unreadable(one.name, MISSING)
    return one if is_file else Unreadable(one.name, NOT_A_FILE)


def _is_inside(file: Path, root: Path) -> bool:
    return not file.is_symlink() or file.resolve().is_relative_to(root.resolve())


# ---------------------------------------------------------------- pieces


def _pieces(one: _File, names: Names) -> Iterator[Piece | Unreadable]:
    """Give the pieces of a file: itself, or the members of an archive."""
    piece = _piece(one, names)
    try:
        head = piece.head
    except OSError:
        yield Unreadable(one.name, FORBIDDEN)
        return
    if not head:
        yield Unreadable(one.name, EMPTY)
    elif is_zip(head):
        yield from in_zip(one.file, one.name, names)
    elif is_gzip(head):
        yield from in_tar(one.file, one.name, names)
    else:
        yield piece


def _piece(one: _File, names: Names) -> Piece:
    def beside(wanted: str) -> Piece | None:
        other = _File(Path(os.path.normpath(one.file.parent / wanted)), one.root)
        return _piece(other, names) if _may_be_beside(other, names) else None

    return Piece(one.name, lambda: one.file.open("rb"), beside)


def _may_be_beside(other: _File, names: Names) -> bool:
    """Tell whether a file that a reader asks for is known, within the folder, and a file."""
    try:
        real = other.file.resolve()
        inside = real.relative_to(other.root.resolve()).as_posix()
        return names.knows(real.as_posix()) and not is_closed(inside) and real.is_file()
    except (OSError, ValueError):
        return False
