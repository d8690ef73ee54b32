"""How readers make posts: a moment or a day, a hash of the text, counts that people can read."""

import re
import unicodedata
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypedDict, Unpack

from playbook_audit.evidence.times import paris_day
from playbook_audit.model.activity import Counts, Medium, Post, PostKind, Precision

FINGERPRINT = 16
"""Hexadecimal digits kept of the hash: enough to tell the posts of one account apart."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_WHOLE = re.compile(r"-?\d+")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_SHORT = re.compile(r"(\d+(?:[.,]\d+)?)([km])", re.IGNORECASE)
_FACTORS = {"k": 1_000, "m": 1_000_000}
MOST_DIGITS = 15


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
    return _with(Post(paris_day(at), at, precision), told)


def post_on(day: date, **told: Unpack[Told]) -> Post:
    """Give a post of which only the day is known."""
    return _with(Post(day, None, "day"), told)


def _with(post: Post, told: Told) -> Post:
    fields: dict[str, Any] = dict(told)
    return post._replace(fingerprint=fingerprint(fields.pop("text", None)), **fields)


def fingerprint(text: str | None) -> str | None:
    """Give a short hash of a text, the same whatever its spaces and case; None without text."""
    plain = " ".join(unicodedata.normalize("NFKC", text or "").split()).casefold()
    return sha256(plain.encode("utf-8", "replace")).hexdigest()[:FINGERPRINT] if plain else None


def count(written: str | None) -> int | None:
    """Give a count as exports write it: ``1 204``, ``1,204``, ``1.2K``; None when it is none."""
    if written and written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS:
        return int(written)
    text = _SPACES.sub("", written or "")
    if _WHOLE.fullmatch(text) and len(text) <= MOST_DIGITS:
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(",", "").replace(".", ""))
    short = _SHORT.fullmatch(text)
    if short is None:
        return None
    return round(float(short[1].replace(",", ".")) * _FACTORS[short[2].lower()])
