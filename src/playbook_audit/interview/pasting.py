"""Text as people type and paste it, made safe to keep: no colour codes, no invisible characters."""

import re
import unicodedata

COLOUR = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
"""An escape sequence of a terminal: colours, window titles, cursor moves."""
LINE_ENDS = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")
LONGEST = 2000
"""More than any answer; a field that holds a whole document would only get slow."""

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def visible(text: str) -> str:
    r"""Give a text on one line, in NFC, with only what can be seen.

    >>> visible("\x1b[31mro\u202euge\x1b[0m")
    'rouge'
    """
    one_line = LINE_ENDS.sub(" ", COLOUR.sub("", text)).replace("\t", " ")
    seen = "".join(one for one in one_line if unicodedata.category(one) not in _HIDDEN)
    return unicodedata.normalize("NFC", seen)


def pasted(text: str) -> tuple[str, str | None]:
    """Give what is kept of a paste, and what to say when that is not all of it."""
    lines = text.strip("\r\n")
    kept = visible(lines)
    if len(kept) > LONGEST:
        return kept[:LONGEST], f"Collage trop long : {LONGEST} caractères sont gardés."
    if LINE_ENDS.search(lines):
        return kept, "Plusieurs lignes collées : elles n’en font plus qu’une."
    if kept != unicodedata.normalize("NFC", lines):
        return kept, "Les caractères invisibles du collage ont été retirés."
    return kept, None
