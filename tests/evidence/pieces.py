"""Pieces of evidence for tests: samples, hostile files, bytes made on the spot."""

from io import BytesIO
from pathlib import Path

from playbook_audit.evidence.opening.gather import gather
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import formats

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
HOSTILE = HERE / "hostile"


def sample(name: str) -> Piece:
    """Give a sample file, with the files beside it as siblings."""
    return _piece(SAMPLES / name)


def hostile(name: str) -> Piece:
    """Give a hostile file."""
    return _piece(HOSTILE / name)


def piece(name: str, data: bytes | str) -> Piece:
    """Give a piece made of bytes."""
    content = data.encode() if isinstance(data, str) else data
    return Piece(name, lambda: BytesIO(content))


def _piece(file: Path) -> Piece:
    if " : " in file.as_posix():
        return _member(file.as_posix())

    def beside(name: str) -> Piece | None:
        other = file.parent / name
        return _piece(other) if other.is_file() else None

    return Piece(file.name, lambda: file.open("rb"), beside)


def _member(path: str) -> Piece:
    """Give a member of an archive: ``archive.zip : data/tweets.js``."""
    archive, _, member = path.partition(" : ")
    every = gather([Path(archive)], [name for one in formats() for name in one.members])
    return next(
        one for one in every if isinstance(one, Piece) and one.name.endswith(f" : {member}")
    )
