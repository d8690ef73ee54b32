"""Feeds made on the spot, for tests, and what tests compare of a reading."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from tests.evidence.pieces import piece

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import recognised

TODAY = date(2026, 11, 22)
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
moments = st.datetimes(
    datetime(2004, 1, 2),  # noqa: DTZ001 — the zone is given apart
    datetime(2026, 11, 22),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=0))
counts = st.integers(0, 10**9)


def rss(items: Iterable[str], head: str = "") -> str:
    """Give an RSS feed of items."""
    body = "".join(f"<item>{one}</item>\n" for one in items)
    return f'<?xml version="1.0"?>\n<rss {NAMESPACES}><channel>{head}\n{body}</channel></rss>'


def reading(text: str | bytes, known_as: str, name: str = "flux") -> Reading:
    """Read a text, once it is seen to be of the expected format."""
    found = piece(name, text)
    return reading_of(found, known_as)


def reading_of(found: Piece, known_as: str) -> Reading:
    """Read a piece, once it is seen to be of the expected format."""
    known = recognised(found)
    assert known is not None
    assert known.id == known_as
    return known.read(found, Circumstances(TODAY))


def account(text: str | bytes, known_as: str) -> AccountSeen:
    """Give the only account of a text."""
    (seen,) = reading(text, known_as).accounts
    return seen


def moments_of(seen: AccountSeen) -> list[datetime | None]:
    """Give the moments of the posts, in their order."""
    return [post.at for post in seen.posts]
