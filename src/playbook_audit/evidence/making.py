"""How readers make posts: a moment or a day, a hash of the text, counts that people can read."""

import re
import unicodedata
from datetime import date, datetime
from hashlib import sha256
from typing import TypedDict, Unpack

from playbook_audit.evidence.times import paris_day
from playbook_audit.model.activity import NO_COUNTS, Counts, Medium, Post, PostKind, Precision

FINGERPRINT = 16
"""Hexadecimal digits kept of the hash: enough to tell the posts of one account apart."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[\w.:~-]{1,64}", re.ASCII)
_WHOLE = re.compile(r"-?\d+")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_SHORT = re.compile(r"(\d+(?:[.,]\d+)?)([km])", re.IGNORECASE)
_FACTORS = {"k": 1_000, "m": 1_000_000}
MOST_DIGITS = 15
LONGEST_COUNT = MOST_DIGITS + len("-,,,,")
"""Characters, without spaces; Python refuses to read numbers of some thousand digits."""


class Told(TypedDict, total=False):
    """What a file may tell of a post besides its moment; what it does not tell is left out."""

    kind: PostKind
    medium: Medium
    id: str | None
    text: str | None
    """Hashed and forgotten."""
    counts: Counts
    paid: bool | None
    answered_after: int | None


def post_at(at: datetime, precision: Precision = "second", **told: Unpack[Told]) -> Post:
    """Give a post whose moment is known."""
    return _post(paris_day(at), at, precision, told)


def post_on(day: date, **told: Unpack[Told]) -> Post:
    """Give a post of which only the day is known."""
    return _post(day, None, "day", told)


def _post(day: date, at: datetime | None, precision: Precision, told: Told) -> Post:
    return Post(
        day,
        at,
        precision,
        told.get("kind", "original"),
        told.get("medium", "unknown"),
        _number(told.get("id")),
        fingerprint(told.get("text")),
        told.get("counts", NO_COUNTS),
        told.get("paid"),
        told.get("answered_after"),
    )


def _number(written: str | None) -> str | None:
    """Give what a network numbers a post by; None for any other text, which is not kept."""
    return written if written and _NUMBER.fullmatch(written) else None


def fingerprint(text: str | None) -> str | None:
    """Give a short hash of a text, the same whatever its spaces and case; None without text."""
    plain = " ".join(unicodedata.normalize("NFKC", text or "").split()).casefold()
    return sha256(plain.encode("utf-8", "replace")).hexdigest()[:FINGERPRINT] if plain else None


def count(written: str | None) -> int | None:
    """Give a count as exports write it: ``1 204``, ``1,204``, ``1.2K``; None when it is none."""
    if written and written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS:
        return int(written)
    text = _SPACES.sub("", written or "")
    if len(text) > LONGEST_COUNT:
        return None
    if _WHOLE.fullmatch(text) and len(text) <= MOST_DIGITS:
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(",", "").replace(".", ""))
    short = _SHORT.fullmatch(text)
    if short is None:
        return None
    return round(float(short[1].replace(",", ".")) * _FACTORS[short[2].lower()])
