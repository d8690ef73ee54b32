"""XML inside a ZIP, as in XLSX and ODS: read in a stream, real bytes counted, no DOCTYPE.

The sizes a ZIP announces are never believed, and nothing is written to disk.
"""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.tables.sheets import DAMAGED, ENCRYPTED

MOST_BYTES = 200_000_000
"""Uncompressed, for the whole file."""
MOST_MEMBERS = 2_000
FREE_BYTES = 5_000_000
"""Below, how much a member was compressed does not matter."""
MOST_RATIO = 200
"""A sheet full of the same word is compressed some fifty times."""
DEEPEST = 100
MOST_IN_A_TEXT = 1_000_000
"""Characters; a cell holds 32,767 at most."""
CHUNK = 65_536
ENCRYPTED_FLAG = 0x1
BOMB = "le contenu décompressé est démesuré ; ce n’est pas un classeur ordinaire"
WITH_DOCTYPE = "le fichier contient une déclaration DOCTYPE, interdite ici"
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """The ZIP of a workbook."""

    def __init__(self, data: bytes) -> None:
        """Open the list of members; raise ``Refused`` for a strange one."""
        try:
            self._archive = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError, IndexError):
            raise Refused(DAMAGED) from None
        self._read = 0
        self.members = self._checked()

    def _checked(self) -> dict[str, ZipInfo]:
        found = self._archive.infolist()
        if len(found) > MOST_MEMBERS:
            raise Refused(BOMB)
        members = {one.filename: one for one in found}
        if len(members) != len(found):
            raise Refused(DAMAGED)
        if any(one.flag_bits & ENCRYPTED_FLAG for one in found):
            raise Refused(ENCRYPTED)
        return members

    def walk(self, name: str, start: Start, end: End, text: Text | None = None) -> None:
        """Go through the XML of a member; names of elements and attributes lose their prefix."""
        info = self.members.get(name)
        if info is None:
            raise Refused(DAMAGED)
        parser = _parser(start, end, text)
        member, compressed = 0, max(info.compress_size, 1)
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    member += len(chunk)
                    self._count(len(chunk), member, compressed)
                    parser.Parse(chunk, False)  # noqa: FBT003 — the C function has no keyword
            parser.Parse(b"", True)  # noqa: FBT003 — the same
        except (expat.ExpatError, BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise Refused(DAMAGED) from None
        except NotImplementedError:
            raise Refused(DAMAGED) from None

    def _count(self, chunk: int, member: int, compressed: int) -> None:
        self._read += chunk
        squeezed = member > FREE_BYTES and member > MOST_RATIO * compressed
        if squeezed or self._read > MOST_BYTES:
            raise Refused(BOMB)


def _parser(start: Start, end: End, text: Text | None) -> expat.XMLParserType:
    """Give a parser that refuses documents too deep, texts too long and any DOCTYPE."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = length = 0
    local = _Locals()

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, length
        depth, length = depth + 1, 0
        if depth > DEEPEST:
            raise Refused(DAMAGED)
        start(local[name], {local[key]: value for key, value in attributes.items()})

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local[name])

    def said(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > MOST_IN_A_TEXT:
            raise Refused(BOMB)
        if text is not None:
            text(data)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = _refused
    return parser


class _Locals(dict[str, str]):
    """Names without their prefix, worked out once each: there are millions of elements."""

    def __missing__(self, name: str) -> str:
        if len(self) > MOST_MEMBERS:
            self.clear()
        self[name] = bare = name.rpartition(":")[2]
        return bare


def _refused(*_: object) -> NoReturn:
    raise Refused(WITH_DOCTYPE)
