"""How French is set: the spaces and apostrophes of our sentences, and any text put on one line.

What markup means to a format is the business of each renderer; the words are in ``words``.
"""

import re
from unicodedata import category

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
REPLACEMENT = "\ufffd"

_SPACE = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"
_KEPT = re.compile(r"(`[^`]*`|(?:https?://|www\.)[^\s«»]+|[\w.+-]*@[\w.-]+)", re.IGNORECASE)
"""Code, addresses and handles, where every character counts."""
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_QUOTED = re.compile(rf"(?<=«){_SPACE}*|{_SPACE}+(?=»)|(?<!{_SPACE})(?=»)")
_THOUSANDS = re.compile(rf"(?<!\d)(?<!\d[,.])(?<!\d{_SPACE})\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_PERCENT = re.compile(rf"{_SPACE}+(?=%(?!\w))|(?<=\d)(?=%)")
_HIGH = re.compile(rf"{_SPACE}+(?=[;!?])|(?<=[\w’»)\]%])(?=[;!?](?:[\s!?»)\]]|$))")
"""Before ; ! ? whether a space was written or forgotten, but not inside « a;b »."""
_COLON = re.compile(rf"{_SPACE}+(?=:(?:\s|$))|(?<=[^\W\d_])(?=:(?:\s|$))")
"""Before a colon that ends a word: 12:30 and a:b stay as they are."""

_CONCERNED = re.compile(r"[':;!?%»«]|\d")
"""What the rules above act on: most pieces of a report hold none of it."""
_SPACES = re.compile(r"  +")
_OUR_SPACES = str.maketrans("", "", NO_BREAK + NARROW_NO_BREAK)


def french(text: str) -> str:
    r"""Give one of our sentences, or a piece of one, with the typography of French.

    >>> french("L'image est-elle claire ?") == "L’image est-elle claire\u202f?"
    True
    """
    parts = _KEPT.split(text)
    parts[::2] = [_set(part) for part in parts[::2]]
    return "".join(parts)


def _set(text: str) -> str:
    if not _CONCERNED.search(text):
        return text
    text = _APOSTROPHE.sub("’", text)
    text = _QUOTED.sub(NO_BREAK, text)
    text = _THOUSANDS.sub(lambda found: re.sub(_SPACE, NARROW_NO_BREAK, found[0]), text)
    text = _PERCENT.sub(NO_BREAK, text)
    text = _HIGH.sub(NARROW_NO_BREAK, text)
    return _COLON.sub(NO_BREAK, text)


def one_line(text: str) -> str:
    """Give any text on one line, without the characters that act on what stands around them.

    Line ends and tabs become spaces, and runs of spaces one space. Control and direction characters
    go, half characters are replaced. The spaces at both ends stay: the text may be a piece.
    """
    if not text.translate(_OUR_SPACES).isprintable():
        text = "".join(map(_harmless, text))
    return _SPACES.sub(" ", text) if "  " in text else text


def _harmless(character: str) -> str:
    kind = category(character)
    if kind in ("Zl", "Zp") or character in "\t\n\v\f\r\x1c\x1d\x1e\x85":
        return " "
    if kind == "Cs":
        return REPLACEMENT
    return "" if kind in ("Cc", "Cf") or _is_noncharacter(character) else character


def _is_noncharacter(character: str) -> bool:
    """Tell whether Unicode keeps a code point for the inside of programs, as renderers use some."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - the two ranges
