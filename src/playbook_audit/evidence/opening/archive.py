"""Archives: ZIP and tar.gz, of which only known names are opened, and nothing is written to disk.

A ZIP is read by its table of contents, so that a tweets.js of 80 MB in an archive of 5 GB costs no
more than itself. A tar.gz has none: it is gone through once, and what is known is held in memory.
What an archive says of sizes is never believed: bytes are counted as they come.
"""

import gzip
import posixpath
import stat
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from io import BufferedReader, BytesIO, FileIO, RawIOBase
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.opening.names import ARCHIVES, Names, is_closed, shown, wanders
from playbook_audit.evidence.piece import MOST_BYTES, Piece

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP_MARK = b"\x1f\x8b"
DOCUMENTS = ("[Content_Types].xml", "mimetype")
"""What a spreadsheet holds, which is a ZIP too: it is read as one piece."""
MOST_MEMBERS = 200_000
"""An X archive of a big city holds a hundred thousand pictures."""
MOST_OPENED = 2_000
MOST_AT_ONCE = 32 * 1024 * 1024
"""The longest stretch the library may ask for in one go: the table of contents of a ZIP."""
FREE_BYTES = 10_000_000
"""Below, how much was packed does not matter."""
MOST_RATIO = 200
"""Texts are packed ten to thirty times, a bomb a thousand times."""
CHUNK = 1024 * 1024
ENCRYPTED_FLAG = 0x1
BOMB = "le contenu se déplie sans mesure ; ce n’est pas une archive ordinaire"
TOO_LONG = "plus de 500 Mo une fois déplié"
DAMAGED = "archive abîmée ou coupée ; téléchargez-la de nouveau"
DAMAGED_MEMBER = "contenu abîmé dans l’archive ; téléchargez-la de nouveau"
FALSE_SIZE = "la taille annoncée par l’archive est fausse ; elle est abîmée ou trafiquée"
TOO_MANY = "l’archive contient beaucoup trop de fichiers"
NOTHING_KNOWN = "l’archive ne contient aucun fichier d’un format connu"
NESTED = "une archive dans l’archive, laissée fermée ; sortez-la d’abord"
SEVERAL_NESTED = "{} archives dans l’archive, laissées fermées ; sortez-les d’abord"
OUTSIDE = "ce chemin sort de l’archive ou ne peut pas s’afficher ; laissé fermé"
TWICE = "plusieurs fichiers de l’archive portent ce nom ; lequel est le bon ?"
LOCKED = "protégé par un mot de passe ; enregistrez l’archive sans mot de passe"
NOT_A_FILE = "un lien ou un appareil, pas un fichier ; laissé fermé"
FAULTS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
)
"""What the libraries raise on damaged archives; RuntimeError is a password that is missing."""


class Unreadable(NamedTuple):
    """Something that was given and cannot be read."""

    name: str
    reason: str
    """In French, without capital nor final point."""
    line: int | None = None


def is_zip(head: bytes) -> bool:
    """Tell a ZIP by its first bytes."""
    return head.startswith(ZIP_MARKS)


def is_gzip(head: bytes) -> bool:
    """Tell a gzip by its first bytes."""
    return head.startswith(GZIP_MARK)


def in_zip(file: Path, name: str, names: Names) -> Iterator[Piece | Unreadable]:
    """Give the known members of a ZIP in the order of their names; a spreadsheet is one piece."""
    return _told(name, _of_zip(file, name, names))


def in_tar(file: Path, name: str, names: Names) -> Iterator[Piece | Unreadable]:
    """Give the known members of a tar.gz in the order of their names."""
    return _told(name, _of_tar(file, name, names))


def _told(name: str, found: Iterator[Piece | Unreadable]) -> Iterator[Piece | Unreadable]:
    """Give what is found, then why there is no more, when the archive is at fault."""
    try:
        yield from found
    except FAULTS:
        yield Unreadable(name, DAMAGED)
    except Refused as refused:
        yield Unreadable(name, refused.reason)


def _of_zip(file: Path, name: str, names: Names) -> Iterator[Piece | Unreadable]:
    with closing(_Zip(file)) as archive:
        if any(one in archive.entries for one in DOCUMENTS):
            yield Piece(name, lambda: file.open("rb"))
        else:
            yield from _members(archive.listed(), file.name, name, names)


def _of_tar(file: Path, name: str, names: Names) -> Iterator[Piece | Unreadable]:
    yield from _members(tuple(_in_tar(file, names)), file.name, name, names)


# ---------------------------------------------------------------- members


class _Member(NamedTuple):
    """A member of an archive, before anything of it is believed."""

    name: str
    refused: str | None
    """Why it cannot be opened, when its entry tells."""
    opened: Callable[[], IO[bytes]]


def _members(
    listed: Iterable[_Member], archive: str, name: str, names: Names
) -> Iterator[Piece | Unreadable]:
    """Give a piece for each known member, or why it is none."""
    every = tuple(listed)
    known = sorted((one for one in every if _is_known(one.name, names)), key=lambda one: one.name)
    read = [one for one in known if names.reads(one.name)]
    if len(read) > MOST_OPENED:
        raise Refused(TOO_MANY)
    times = Counter(one.name for one in known)
    pieces = _Pieces(archive, name, {one.name: one for one in known if times[one.name] == 1})
    for member in {one.name: one for one in read}.values():
        yield _checked(pieces, member, times[member.name])
    nested = sum(one.name.lower().endswith(ARCHIVES) for one in every if not is_closed(one.name))
    if nested:
        yield Unreadable(name, NESTED if nested == 1 else SEVERAL_NESTED.format(nested))
    elif not read:
        yield Unreadable(name, NOTHING_KNOWN)


def _is_known(name: str, names: Names) -> bool:
    return names.knows(name) and not is_closed(name)


def _checked(pieces: "_Pieces", member: _Member, times: int) -> Piece | Unreadable:
    where = shown(f"{pieces.archive_shown} : {member.name}")
    if wanders(member.name):
        return Unreadable(where, OUTSIDE)
    if times > 1:
        return Unreadable(where, TWICE)
    if member.refused is not None:
        return Unreadable(where, member.refused)
    piece = pieces.piece(member)
    try:
        return piece if piece.head else Unreadable(where, "le fichier est vide")
    except Refused as refused:
        return Unreadable(where, refused.reason, refused.line)


class _Pieces(NamedTuple):
    """The known members of one archive, each knowing the others."""

    archive: str
    archive_shown: str
    members: Mapping[str, _Member]

    def piece(self, member: _Member) -> Piece:
        """Give the piece a member is."""
        return Piece(
            shown(f"{self.archive_shown} : {member.name}"),
            member.opened,
            lambda name: self._beside(member.name, name),
            self.archive,
        )

    def _beside(self, name: str, wanted: str) -> Piece | None:
        found = self.members.get(
            posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted))
        )
        usable = found is not None and found.refused is None and not wanders(found.name)
        return self.piece(found) if found is not None and usable else None


# ---------------------------------------------------------------- ZIP


class _Frugal(BufferedReader):
    """A file that never gives a huge stretch at once, whatever a header asks for."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MOST_AT_ONCE:
            raise Refused(DAMAGED)
        return super().read(MOST_AT_ONCE if size is None or size < 0 else size)


class _Zip:
    """A ZIP and its table of contents.

    The table is parsed once while the archive is gone through; a piece that is opened after that
    opens its archive again.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._size = file.stat().st_size
        self._stream, self._zip = self._opened()
        self.entries = {one.filename for one in self._zip.infolist()}
        self._is_open = True

    def close(self) -> None:
        self._is_open = False
        self._zip.close()
        self._stream.close()

    def listed(self) -> Iterator[_Member]:
        """Give every member that is a file."""
        entries = self._zip.infolist()
        if len(entries) > MOST_MEMBERS:
            raise Refused(TOO_MANY)
        for one in entries:
            if not one.is_dir():
                yield _Member(one.filename, _why_not(one), self._opener(one))

    def _opened(self) -> tuple[_Frugal, zipfile.ZipFile]:
        stream = _Frugal(FileIO(self._file))
        try:
            return stream, zipfile.ZipFile(stream)
        except BaseException:
            stream.close()
            raise

    def _opener(self, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
        packed = min(info.compress_size, self._size)

        def opened() -> IO[bytes]:
            try:
                if self._is_open:
                    return _Counted.of(self._zip.open(info), packed, info.file_size)
                return self._again(info, packed)
            except FAULTS:
                raise Refused(DAMAGED_MEMBER) from None

        return opened

    def _again(self, info: zipfile.ZipInfo, packed: int) -> IO[bytes]:
        stream, archive = self._opened()
        try:
            return _Counted.of(archive.open(info), packed, info.file_size, stream)
        except BaseException:
            stream.close()
            raise


def _why_not(info: zipfile.ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return NOT_A_FILE
    return LOCKED if info.flag_bits & ENCRYPTED_FLAG else None


class _Counted(RawIOBase):
    """Bytes counted as they come: more than is sane, or other than announced, is refused."""

    def __init__(
        self, inner: IO[bytes], packed: int, promised: int, beneath: IO[bytes] | None
    ) -> None:
        self._inner = inner
        self._packed = max(packed, 1)
        self._promised = promised
        self._beneath = beneath
        self._count = 0

    @classmethod
    def of(
        cls, inner: IO[bytes], packed: int, promised: int, beneath: IO[bytes] | None = None
    ) -> IO[bytes]:
        """Give the stream of a member; what is beneath is closed with it."""
        return cast("IO[bytes]", cls(inner, packed, promised, beneath))

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Give that many bytes, fewer only at the end; they are held as they are needed."""
        wanted = MOST_BYTES + 1 if size is None or size < 0 else size
        if wanted <= CHUNK:
            return self._some(wanted)
        found = BytesIO()
        while (left := wanted - found.tell()) and (chunk := self._some(min(CHUNK, left))):
            found.write(chunk)
        return found.getvalue()

    def readinto(self, buffer: Any, /) -> int:
        chunk = self._some(min(CHUNK, len(buffer)))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            if self._beneath is not None:
                self._beneath.close()
        super().close()

    def _some(self, size: int) -> bytes:
        try:
            chunk = self._inner.read(size)
        except FAULTS:
            raise Refused(DAMAGED_MEMBER) from None
        self._count += len(chunk)
        if self._count > MOST_BYTES:
            raise Refused(TOO_LONG)
        if self._count > FREE_BYTES and self._count > MOST_RATIO * self._packed:
            raise Refused(BOMB)
        if size and not chunk and self._promised != self._count:
            raise Refused(FALSE_SIZE)
        return chunk


# ---------------------------------------------------------------- tar.gz


class _Unrolled:
    """What a gzip holds, gone through once, forwards only."""

    def __init__(self, inner: IO[bytes], packed: int) -> None:
        self._inner = inner
        self._packed = max(packed, 1)
        self._at = 0

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int) -> None:
        if offset < self._at:
            raise Refused(DAMAGED)
        while self._at < offset and self.read(min(CHUNK, offset - self._at)):
            pass

    def read(self, size: int) -> bytes:
        if not 0 <= size <= MOST_AT_ONCE:
            raise Refused(DAMAGED)
        found = self._inner.read(size)
        self._at += len(found)
        if self._at > FREE_BYTES and self._at > MOST_RATIO * self._packed:
            raise Refused(BOMB)
        return found


def _in_tar(file: Path, names: Names) -> Iterator[_Member]:
    with gzip.open(file) as packed:
        inner = cast("IO[bytes]", packed)
        unrolled = cast("IO[bytes]", _Unrolled(inner, file.stat().st_size))
        with tarfile.open(fileobj=unrolled, mode="r:") as archive:
            yield from _unrolled(archive, names)


def _unrolled(archive: tarfile.TarFile, names: Names) -> Iterator[_Member]:
    """Give every member that is not a folder, with the bytes of those that are known."""
    held = 0
    for rank, one in enumerate(_entries(archive), 1):
        if rank > MOST_MEMBERS:
            raise Refused(TOO_MANY)
        if one.isdir():
            continue
        data, refused = b"", None if one.isreg() and not one.issparse() else NOT_A_FILE
        if refused is None and _is_known(one.name, names):
            data = _bytes_of(archive, one, MOST_BYTES - held)
            held += len(data)
        yield _Member(one.name, refused, _from(data))


def _entries(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Give the entries one by one; the library would otherwise keep them all."""
    while (found := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]
        yield found


def _bytes_of(archive: tarfile.TarFile, one: tarfile.TarInfo, most: int) -> bytes:
    if one.size > most:
        raise Refused(TOO_LONG)
    found = BytesIO()
    with cast("IO[bytes]", archive.extractfile(one)) as stream:
        while chunk := stream.read(CHUNK):
            found.write(chunk)
    return found.getvalue()


def _from(data: bytes) -> Callable[[], IO[bytes]]:
    return lambda: BytesIO(data)
