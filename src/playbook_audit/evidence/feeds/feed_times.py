"""Dates as feeds write them: RFC 822 with any zone, RFC 3339, French days and months.

A date without a zone, or with one nobody can tell, gives its day only. What is not surely a date
gives nothing: « 01/06/2026 » is in January or in June.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import NamedTuple

from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.evidence.making import post_at, post_on
from playbook_audit.evidence.times import paris_day, plausible
from playbook_audit.model.activity import NO_COUNTS, Counts, Medium, Post, Precision

LONGEST = 80
"""Characters of a date, and more."""
WIDEST_ZONE = timedelta(hours=14)
ZONES = {
    name: timedelta(hours=hours)
    for hours, names in {
        0: "z ut utc gmt wet",
        1: "cet met west bst",
        2: "cest mest eet",
        3: "eest",
        -4: "edt",
        -5: "est cdt",
        -6: "cst mdt",
        -7: "mst pdt",
        -8: "pst",
    }.items()
    for name in names.split()
}
MONTHS = {
    name: rank
    for rank, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:[t ]{_CLOCK} ?(\S*))?")
_WORDS = re.compile(
    r"(?:[a-z]{2,9}\.?,? )?([0-9]{1,2})(?:er)?[ -]([a-z]{3,9})\.?[ -]([0-9]{4}|[0-9]{2})"
    rf"(?:,? (?:a )?{_CLOCK}(?: ?(\S+))?(?: \([a-z ]+\))?)?"
)
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{2}):?([0-9]{2})")
_TWO_DIGITS = 100


class Dated(NamedTuple):
    """When something was published, as exactly as it is known."""

    day: date
    """In Paris; as written when there is no zone."""
    at: datetime | None
    """In UTC; None without a zone."""
    precision: Precision

    def is_possible(self, today: date) -> bool:
        """Tell whether something can have been published then."""
        at = self.at or datetime.combine(self.day, time(), UTC)
        return plausible(at, today)

    def post(
        self,
        *,
        medium: Medium = "unknown",
        id: str | None = None,
        text: str | None = None,
        counts: Counts = NO_COUNTS,
    ) -> Post:
        """Give the post published then."""
        if self.at is None:
            return post_on(self.day, medium=medium, id=id, text=text, counts=counts)
        return post_at(self.at, self.precision, medium=medium, id=id, text=text, counts=counts)


def dated(written: str) -> Dated | None:
    """Give when a written date says, or None when it cannot be told."""
    if len(written) > LONGEST:
        return None
    text = _plain(written)
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _dated(int(iso[1]), int(iso[2]), int(iso[3]), iso.groups()[3:])
    found = _WORDS.fullmatch(text)
    if found is None or found[2] not in MONTHS:
        return None
    return _dated(_year(found[3]), MONTHS[found[2]], int(found[1]), found.groups()[3:])


def moment(written: str) -> datetime | None:
    """Give the moment of a date that has a zone; None for any other."""
    found = dated(written)
    return None if found is None else found.at


def steady_days(posts: Sequence[Post]) -> tuple[date, ...]:
    """Give the days of the posts that follow the order of their feed, oldest first.

    A feed of the latest posts may show an old one first (pinned), or one dated long before it was
    put online: such a day does not tell how far back the feed goes.
    """
    days = [post.day for post in posts]
    falls = sum(after < before for before, after in pairwise(days))
    rises = sum(after > before for before, after in pairwise(days))
    kept: list[date] = []
    for day in days if rises > falls else reversed(days):
        if not kept or day >= kept[-1]:
            kept.append(day)
    return tuple(kept)


def with_reach_of_latest(
    seen: AccountSeen, others: Iterable[Dated | None], today: date
) -> AccountSeen:
    """Give an account of a feed of the latest posts, with the days the feed is seen to cover."""
    until = latest_day(seen.posts, others, today)
    period = period_of_latest(seen.posts, until)
    return replace(seen, reach="last_n", period=period, taken_on=until)


def period_of_latest(
    posts: Sequence[Post], until: date | None, pinned: Sequence[Post] = ()
) -> tuple[date, date] | None:
    """Give the days a feed of the latest posts covers, when its oldest post does not tell them."""
    steady = steady_days(posts)
    oldest = min((post.day for post in (*posts, *pinned)), default=None)
    if not steady or until is None or oldest is None or steady[0] <= oldest:
        return None
    return steady[0], until


def latest_day(posts: Iterable[Post], others: Iterable[Dated | None], today: date) -> date | None:
    """Give the latest day that a feed is seen to know of."""
    known = (one.day for one in others if one is not None and one.is_possible(today))
    return max((*(post.day for post in posts), *known), default=None)


def _plain(written: str) -> str:
    """Give a date in lower case, without accents, its spaces made one."""
    apart = unicodedata.normalize("NFKD", written.casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def _year(written: str) -> int:
    year = int(written)
    return year + 2000 if year < _TWO_DIGITS else year


def _dated(year: int, month: int, day: int, clock: Sequence[str | None]) -> Dated | None:
    """Give the moment of a day and a clock: hours, minutes, seconds, zone, each perhaps missing."""
    hours, minutes, seconds, zone = clock
    try:
        whole = date(year, month, day)
        if hours is None or minutes is None:
            return Dated(whole, None, "day")
        naive = datetime.combine(whole, time(int(hours), int(minutes), min(int(seconds or 0), 59)))
        offset = _offset(zone or "")
        if offset is None:
            return Dated(whole, None, "day")
        at = naive.replace(tzinfo=timezone(offset)).astimezone(UTC)
        return Dated(paris_day(at), at, "minute" if seconds is None else "second")
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta | None:
    """Give how far a zone is from UTC; None when that cannot be told."""
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return ZONES.get(zone)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if offset > WIDEST_ZONE:
        raise ValueError(zone)
    return -offset if found[1] == "-" else offset
