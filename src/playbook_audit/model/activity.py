"""What was measured of the accounts: when they posted, what kind of post, how it was received.

No text and no person: a post is a moment, a kind, a few counts. Readers of exports and feeds make
these values; the rules on rhythm and the report use them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple, get_args

PostKind = Literal["original", "share", "thread", "reply", "story"]
"""``thread``: the account goes on from its own post; ``reply``: it answers somebody else."""
POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)
Medium = Literal[
    "text",
    "image",
    "carousel",
    "video",
    "short_video",
    "link",
    "document",
    "poll",
    "event",
    "unknown",
]
MEDIA: tuple[Medium, ...] = get_args(Medium)
Precision = Literal["second", "minute", "day"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
CoverageKind = Literal["complete", "window", "last_n"]
"""All that is still online; all of a period; the latest posts only."""
COVERAGE_KINDS: tuple[CoverageKind, ...] = get_args(CoverageKind)
TimeBasis = Literal["utc", "pacific_converted", "paris", "id_derived", "day_only"]
"""Where times come from: UTC or with their zone, California time converted, Paris time as
written, the number of the post, or a day without an hour."""
TIME_BASES: tuple[TimeBasis, ...] = get_args(TimeBasis)


class Counts(NamedTuple):
    """How a post was received; None: not given, 0: given as 0."""

    reach: int | None = None
    impressions: int | None = None
    views: int | None = None
    reactions: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    clicks: int | None = None


NO_COUNTS = Counts()


class Post(NamedTuple):
    """One post of the account itself."""

    day: date
    """The day in Paris."""
    at: datetime | None
    """The moment, in UTC; None when only the day is known."""
    precision: Precision
    kind: PostKind = "original"
    medium: Medium = "unknown"
    id: str | None = None
    """The number the network gave this post."""
    fingerprint: str | None = None
    """A hash of its text, to know the same post from two sources; the text is not kept."""
    counts: Counts = NO_COUNTS
    paid: bool | None = None
    """Whether it was promoted with money; None when not given."""
    answered_after: int | None = None
    """For a reply: seconds after what it answers; None when that moment is not known."""

    @property
    def is_publication(self) -> bool:
        """Tell whether the post shows the account at work by itself, and not only answering."""
        return self.kind != "reply"


class Coverage(NamedTuple):
    """The days a source tells everything about."""

    start: date | None
    """None: since the account was opened."""
    end: date
    kind: CoverageKind


class Headcount(NamedTuple):
    """How many followers, and on which day."""

    people: int
    on: date


class EvidenceFile(NamedTuple):
    """A file that measures come from."""

    name: str
    sha256: str
    format: str
    """The id of the reader."""
    coverage: Coverage | None
    """None when the file says nothing about any day."""
    time_basis: TimeBasis
    kept: int
    """Posts read."""
    rejected: int = 0
    """Rows left out."""
    title: str = ""
    """What such a file is called, in French; empty when it was not said."""


@dataclass(frozen=True)
class AccountActivity:
    """What was measured of one account."""

    key: str
    """The key of the account in the answers file."""
    network: str
    posts: tuple[Post, ...] = ()
    """Oldest first."""
    files: tuple[EvidenceFile, ...] = ()
    opened_on: date | None = None
    followers: Headcount | None = None
    native_ids: tuple[str, ...] = ()
    """What files named the account by: the number the network gives it, its ``@handle``."""

    @cached_property
    def publications(self) -> tuple[Post, ...]:
        """Give the posts that are not mere replies, oldest first."""
        return tuple(post for post in self.posts if post.is_publication)

    @cached_property
    def publication_days(self) -> tuple[date, ...]:
        """Give the distinct days of publication, oldest first."""
        return tuple(sorted({post.day for post in self.publications}))

    @cached_property
    def replies(self) -> tuple[Post, ...]:
        """Give the replies to other people, oldest first."""
        return tuple(post for post in self.posts if not post.is_publication)

    @cached_property
    def windows(self) -> tuple[tuple[date, date], ...]:
        """Give the stretches of days that are wholly covered, oldest first, never touching."""
        return merged(_days(one.coverage) for one in self.files if one.coverage is not None)

    @property
    def covered_until(self) -> date | None:
        """Give the last day of which everything is known; None without coverage."""
        return self.windows[-1][1] if self.windows else None

    @property
    def is_complete(self) -> bool:
        """Tell whether everything is known from the opening to the end of the coverage."""
        return [start for start, _ in self.windows] == [date.min]

    def windows_until(self, day: date) -> tuple[tuple[date, date], ...]:
        """Give the stretches of covered days up to a day, that one included."""
        return tuple((start, min(end, day)) for start, end in self.windows if start <= day)

    def covered_after(self, day: date) -> date:
        """Give the last day before any hole in what is known after a day."""
        return next((end for start, end in self.windows if start <= day <= end), day)

    @property
    def last_day(self) -> date | None:
        """Give the day of the last publication measured."""
        return self.publications[-1].day if self.publications else None


class Unlisted(NamedTuple):
    """An account found in a file of evidence and missing from the answers file."""

    network: str
    file: str
    """The hash of the file it was found in."""
    name: str = ""
    """The name of this file."""


@dataclass(frozen=True)
class Activity:
    """Everything measured for one audit, by account key."""

    accounts: Mapping[str, AccountActivity] = field(default_factory=dict)
    unlisted: tuple[Unlisted, ...] = ()
    input_name: str = ""
    input_sha256: str = ""


NO_ACTIVITY = Activity()


def merged(windows: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Join the stretches of days that overlap or follow each other."""
    joined: list[tuple[date, date]] = []
    for start, end in sorted(windows):
        if joined and (start - joined[-1][1]).days <= 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _days(coverage: Coverage) -> tuple[date, date]:
    return coverage.start or date.min, coverage.end
