"""Long JSON, one value at a time: a hundred thousand posts are never all held in memory.

Figures stay text, as they are written: none is too long to be read.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import UTF16_MARKS
from playbook_audit.evidence.trees.json_tree import TOO_DEEP

CHUNK = 1024 * 1024
LONGEST = 16 * 1024 * 1024
"""Characters in one value; the longest post of an archive has some thousands."""
BROKEN = "mise en forme illisible, ou fichier coupé ; téléchargez-le encore"
TOO_LONG = "un élément est démesuré ; le fichier est abîmé"
_SPACES = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


class JsonStream:
    """The text of a piece, gone through once."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Read the first characters, which tell the encoding."""
        first = stream.read(len(codecs.BOM_UTF8))
        encoding = "utf-16" if first.startswith(UTF16_MARKS) else "utf-8-sig"
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._stream = stream
        self._text = self._decode(first)
        self._at = 0
        self._lines = 1
        self._is_over = False

    def skip_to(self, mark: str) -> None:
        """Go on to the next character of that kind."""
        while (found := self._text.find(mark, self._at)) < 0:
            self._at = len(self._text)
            if not self._fill():
                raise self._refused()
        self._at = found

    def next(self) -> str:
        """Give the next character that is no space, and stay on it; empty at the end."""
        while True:
            self._at = _SPACES.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def take(self, mark: str) -> None:
        """Go past a character that must be there."""
        if self.next() != mark:
            raise self._refused()
        self._at += 1

    def value(self) -> Any:
        """Give the next value, whatever it is."""
        self.next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                place = error.pos - self._at
                if not self._fill():
                    raise self._refused(place) from None
            except RecursionError:
                raise Refused(TOO_DEEP, self.line) from None
            else:
                if end < len(self._text) or not self._fill():
                    self._at = end
                    return found

    def items(self) -> Iterator[Any]:
        """Give the values of the list that starts here."""
        self.take("[")
        if self.next() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self._is_last("]"):
                return

    def keys(self) -> Iterator[str]:
        """Give the keys of the object that starts here; each value must be taken in between."""
        self.take("{")
        if self.next() == "}":
            self.take("}")
            return
        while True:
            key = self.value()
            self.take(":")
            yield key if isinstance(key, str) else ""
            if self._is_last("}"):
                return

    @property
    def line(self) -> int:
        """Give the line reached, from 1."""
        return self._lines + self._text.count("\n", 0, self._at)

    def _is_last(self, end: str) -> bool:
        """Go past what follows a value, and tell whether it is the end."""
        found = self.next()
        if found not in {end, ","}:
            raise self._refused()
        self._at += 1
        return found == end

    def _fill(self) -> bool:
        """Read on and forget what was gone through; tell whether there was more."""
        if self._is_over:
            return False
        if len(self._text) - self._at > LONGEST:
            raise Refused(TOO_LONG, self.line)
        chunk = self._stream.read(CHUNK)
        self._is_over = not chunk
        self._lines = self.line
        self._text = self._text[self._at :] + self._decode(chunk, not chunk)
        self._at = 0
        return True

    def _refused(self, further: int = 0) -> Refused:
        self._at += further
        return Refused(BROKEN, self.line)
