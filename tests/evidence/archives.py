"""Archives made on the spot for tests: no bomb is ever kept in the tree."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from playbook_audit.evidence.opening.gather import Unreadable, gather
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import formats

Members = Mapping[str, bytes] | Iterable[tuple[str, bytes, int]]


def zip_of(members: Members) -> bytes:
    """Give a ZIP; a member may come with a Unix mode."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, mode in _listed(members):
            info = zipfile.ZipInfo(name, (2026, 5, 2, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return made.getvalue()


def tar_of(members: Members, *links: tuple[str, bytes]) -> bytes:
    """Give a tar.gz; links are names with their tar type."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data, _ in _listed(members):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, kind in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    return made.getvalue()


def raw_tar_of(rolled: bytes) -> bytes:
    """Give bytes in a gzip, whatever they are."""
    return gzip.compress(rolled, mtime=0)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file, with its folders."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def gathered(*paths: Path, members: Iterable[str] | None = None) -> list[Piece | Unreadable]:
    """Give what is gathered under the names of every format, or under some."""
    known = [name for one in formats() for name in one.members] if members is None else members
    return list(gather(paths, tuple(known)))


def pieces(*paths: Path) -> list[Piece]:
    """Give the pieces of some paths, all of which can be read."""
    found = gathered(*paths)
    return [one for one in found if isinstance(one, Piece)]


def told(*paths: Path) -> list[tuple[str, str]]:
    """Give the last part of each name, with why it cannot be read; empty when it can."""
    return [
        (one.name.rpartition("/")[2], one.reason if isinstance(one, Unreadable) else "")
        for one in gathered(*paths)
    ]


def _listed(members: Members) -> Iterable[tuple[str, bytes, int]]:
    if isinstance(members, Mapping):
        return [(name, data, 0) for name, data in members.items()]
    return members
