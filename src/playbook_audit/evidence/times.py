"""Moments: zones, the time that post numbers hold, and what cannot be a moment of a network."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
PACIFIC = ZoneInfo("America/Los_Angeles")
"""Meta prints the hour of its head office, without saying so (evidence notes §0.1)."""
FIRST_YEAR = 2004
"""Facebook opened that year: nothing was posted before."""
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
X_EPOCH_MS = 1_288_834_974_657
X_FIRST_DATED_ID = 30_000_000_000
"""Smaller numbers were given before they held the time."""
LONGEST_NUMBER = 20
"""Digits; no network numbers beyond 64 bits."""
_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_CODE_LENGTHS = range(10, 13)
_RANKS = {letter: rank for rank, letter in enumerate(_CODE)}


def paris_day(at: datetime) -> date:
    """Give the day a moment falls on in Paris."""
    return at.astimezone(PARIS).date()


def in_zone(naive: datetime, zone: tzinfo) -> datetime:
    """Give the moment, in UTC, of a clock time in a zone; the first of two in autumn."""
    return naive.replace(tzinfo=zone).astimezone(UTC)


def of_milliseconds(milliseconds: int) -> datetime | None:
    """Give the moment of a Unix time in milliseconds; None when no calendar holds it."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def of_seconds(seconds: float) -> datetime | None:
    """Give the moment of a Unix time in seconds; None when no calendar holds it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def plausible(at: datetime, today: date) -> bool:
    """Tell whether something can have been posted then: since 2004, and not after tomorrow."""
    return at.year >= FIRST_YEAR and at.date() <= today + timedelta(days=1)


def of_instagram(code: str) -> datetime | None:
    """Give the moment a short code was made: ``DQlRSoTjzrP``; minutes before a reel is out."""
    if len(code) not in _CODE_LENGTHS or any(letter not in _RANKS for letter in code):
        return None
    number = 0
    for letter in code:
        number = number * len(_CODE) + _RANKS[letter]
    return of_milliseconds((number >> 23) + INSTAGRAM_EPOCH_MS)


def of_x(number: str) -> datetime | None:
    """Give the moment of a post on X; None for numbers older than November 2010."""
    if not _is_number(number) or int(number) < X_FIRST_DATED_ID:
        return None
    return of_milliseconds((int(number) >> 22) + X_EPOCH_MS)


def of_linkedin(number: str) -> datetime | None:
    """Give the moment of ``urn:li:activity:<number>``."""
    return of_milliseconds(int(number) >> 22) if _is_number(number) else None


def of_tiktok(number: str) -> datetime | None:
    """Give the moment of a video, to the second."""
    return of_seconds(int(number) >> 32) if _is_number(number) else None


def of_mastodon(number: str) -> datetime | None:
    """Give the moment of a status; other software of the fediverse numbers otherwise."""
    return of_milliseconds(int(number) >> 16) if _is_number(number) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
