"""The days on which an account posted, and the silences between them that were wholly seen.

Replies are left out. A silence counts only when every day of it is covered by one stretch of the
sources: a hole in what was collected is no silence of the account.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from playbook_audit.model.activity import AccountActivity

Window = tuple[date, date]


class Gap(NamedTuple):
    """Two days of publication that follow each other."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Give the days from one publication to the next: 1 when they are on two days running."""
        return (self.end - self.start).days


@dataclass(frozen=True)
class History:
    """When an account posted, as far as the sources tell."""

    days: tuple[date, ...] = ()
    """Distinct days of publication, oldest first, covered or not."""
    silences: tuple[Gap, ...] = ()
    """Gaps between two days of publication, of which no day is unknown; oldest first."""
    since: date | None = None
    """First day of the covered stretch that holds the last publication; None when none does."""

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Give the lengths of the silences, in days, oldest first."""
        return tuple(gap.days for gap in self.silences)

    @property
    def last(self) -> date | None:
        """Give the day of the last publication."""
        return self.days[-1] if self.days else None

    @property
    def complete_days(self) -> int:
        """Give the days, up to the last publication, of which everything is known."""
        if self.since is None or self.last is None:
            return 0
        return (self.last - self.since).days

    def recent(self, days: float) -> "History":
        """Give the part of the history that ends with the last publication and lasts so long.

        What happened longer ago says little of how the account is run today.
        """
        if self.last is None or (self.last - self.days[0]).days <= days:
            return self
        first = self.last - timedelta(days=int(days))
        since = None if self.since is None else max(self.since, first)
        kept = tuple(gap for gap in self.silences if gap.start >= first)
        return History(self.days[bisect_left(self.days, first) :], kept, since)

    def posts_between(self, first: date, last: date) -> int:
        """Give how many days of publication lie between two days, both included."""
        return max(bisect_right(self.days, last) - bisect_left(self.days, first), 0)


def history_of(activity: AccountActivity, until: date | None = None) -> History:
    """Give the history of an account, up to a day; up to its last publication without one."""
    days = _days_of_publication(activity, until or date.max)
    if not days:
        return History()
    windows = tuple(_begun(window, days[0]) for window in activity.windows)
    return History(days, tuple(_covered_gaps(days, windows)), _first_day_around(days[-1], windows))


def _days_of_publication(activity: AccountActivity, until: date) -> tuple[date, ...]:
    days = activity.publication_days
    return days[: bisect_right(days, until)]


def _begun(window: Window, first_post: date) -> Window:
    """Let a stretch without a beginning begin with the first publication.

    An account may be opened, or emptied, long before: that tells nothing of its rhythm.
    """
    start, end = window
    return (min(first_post, end), end) if start == date.min else window


def _covered_gaps(days: tuple[date, ...], windows: tuple[Window, ...]) -> Iterator[Gap]:
    for start, end in pairwise(days):
        if any(first <= start and end <= last for first, last in windows):
            yield Gap(start, end)


def _first_day_around(day: date, windows: tuple[Window, ...]) -> date | None:
    return next((first for first, last in windows if first <= day <= last), None)
