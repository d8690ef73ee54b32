"""How French is set: spaces and apostrophes of our sentences, and any text made fit for one line.

What markup means to a format is the business of each renderer; words are in ``words``.
"""

import re
from unicodedata import category

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
REPLACEMENT = "\ufffd"

_SPACE = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"
_KEPT = re.compile(r"(`[^`]*`|(?:https?://|www\.)[^\s«»]+|[\w.+-]*@[\w.-]+)", re.IGNORECASE)
"""Code, addresses and handles, where every character counts."""
_RULES = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    (re.compile(rf"(?<![\d,.])(?<!\d{_SPACE})(\d{{1,3}}(?:{_SPACE}\d{{3}})+)(?![\d,.]*\d)"), None),
    (re.compile(rf"{_SPACE}+(?=[;!?])|(?<=[\w’»)\]%])(?=[;!?](?:[\s!?»)\]]|$))"), NARROW_NO_BREAK),
    (re.compile(rf"{_SPACE}+(?=:(?:\s|$))|(?<=[^\W\d_])(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(rf"(?<=\d){_SPACE}*(?=%)"), NO_BREAK),
    (re.compile(rf"(?<=«){_SPACE}*|{_SPACE}*(?=»)"), NO_BREAK),
)
