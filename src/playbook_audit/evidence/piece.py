"""A piece of evidence: a file, or a member of an archive, read within limits.

Bytes are counted as they are read, whatever a header claims.
"""

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import IO

HEAD = 65_536
"""Bytes a format is recognised on."""
MOST_BYTES = 500_000_000
"""More than the largest register or archive of a big city (evidence notes, « Sizes »)."""
UTF8_MARK = b"\xef\xbb\xbf"
BLOCK = 1 << 20
CODECS = {"UTF-16": "utf-16", "UTF-8": "utf-8-sig", "Windows-1252": "cp1252"}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TooLarge(Exception):
    """A piece longer than anything we know how to use."""


@dataclass(frozen=True)
class Piece:
    """Something to read; nothing is read before it is asked for."""

    name: str
    """As shown to the person: ``exports/facebook.csv``, ``archive.zip : data/tweets.js``."""
    opened: Callable[[], IO[bytes]]
    """Open the bytes from the start."""
    siblings: Callable[[str], "Piece | None"] = field(default=lambda _: None)
    """Give the piece of that name beside this one, in the same folder or archive."""
    made_on: str | None = None
    """The name of the archive that holds it, which may tell its day."""

    @property
    def base(self) -> str:
        """Give the name without folders: ``tweets.js``."""
        return self.name.replace("\\", "/").rpartition("/")[2].rpartition(" : ")[2]

    @cached_property
    def head(self) -> bytes:
        """Give the first bytes."""
        with self.opened() as stream:
            return stream.read(HEAD)

    @cached_property
    def data(self) -> bytes:
        """Give all the bytes; raise ``TooLarge`` beyond the limit."""
        with self.opened() as stream:
            found = stream.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise TooLarge
        return found

    @cached_property
    def sha256(self) -> str:
        """Give the hash of the bytes, counted as they come; raise ``TooLarge``."""
        digest, size = sha256(), 0
        for block in self._blocks():
            digest.update(block)
            size += len(block)
            if size > MOST_BYTES:
                raise TooLarge
        return digest.hexdigest()

    @cached_property
    def encoding(self) -> str:
        """Give how the text is written: by its mark, UTF-8, else Windows-1252 as Excel saves it."""
        if self.head.startswith(UTF16_MARKS):
            return "UTF-16"
        decoder = getincrementaldecoder("utf-8")()
        try:
            for block in self._blocks():
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "Windows-1252"
        return "UTF-8"

    def _blocks(self) -> Iterator[bytes]:
        with self.opened() as stream:
            while block := stream.read(BLOCK):
                yield block

    @cached_property
    def start(self) -> str:
        """Give the first characters, as far as they can be read."""
        encoding = "utf-16" if self.head.startswith(UTF16_MARKS) else "utf-8-sig"
        return self.head.decode(encoding, "replace")

    @property
    def is_xml(self) -> bool:
        """Tell whether it begins as XML does."""
        return self.start.lstrip().startswith("<")

    @property
    def is_json(self) -> bool:
        """Tell whether it begins as JSON does."""
        return self.start.lstrip()[:1] in ("{", "[")


def decoded(data: bytes) -> tuple[str, str]:
    """Give the text of French bytes and its encoding: by its mark, UTF-8, else Windows-1252."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"
