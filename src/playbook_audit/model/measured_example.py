"""Measures written by hand, in the examples of rules and in verdict cases: no export is needed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pydantic import Field

from playbook_audit.model.activity import (
    NO_ACTIVITY,
    AccountActivity,
    Activity,
    Counts,
    Coverage,
    CoverageKind,
    EvidenceFile,
    Headcount,
    Post,
    Unlisted,
)
from playbook_audit.model.frozen import Frozen


class MeasuredExample(Frozen):
    """What a copy of an account would show.

    ``account`` is its key; an account found in a file and not listed gives ``unlisted`` instead.
    """

    account: str | None = None
    unlisted: str | None = None
    """The network of an account that the answers do not list."""
    posts: tuple[date, ...] = ()
    every: int | None = Field(default=None, ge=1)
    """Days between the posts that go from ``since`` to ``until``."""
    since: date | None = None
    until: date | None = None
    months: frozenset[int] = frozenset(range(1, 13))
    """Months in which it posts, for an account of a season."""
    covered_from: date | None = None
    """First day of the copy; None: it holds everything."""
    covered_to: date | None = None
    """Last day of the copy; None: nothing is covered."""
    comments: int | None = None
    """Comments under each post."""
    followers: int | None = None
    opened_on: date | None = None

    def days(self) -> Iterator[date]:
        """Give the days of publication."""
        yield from self.posts
        day = self.since
        while self.every and day and self.until and day <= self.until:
            if day.month in self.months:
                yield day
            day += timedelta(days=self.every)


def activity_of(examples: Iterable[MeasuredExample]) -> Activity:
    """Give the measures that examples describe."""
    written = tuple(examples)
    if not written:
        return NO_ACTIVITY
    accounts = {one.account: _account(one.account, one) for one in written if one.account}
    found = (one.unlisted for one in written if one.unlisted)
    unlisted = tuple(Unlisted(network, str(rank)) for rank, network in enumerate(found))
    return Activity(accounts, unlisted)


def _account(key: str, written: MeasuredExample) -> AccountActivity:
    end = written.covered_to
    kind: CoverageKind = "complete" if written.covered_from is None else "window"
    coverage = None if end is None else Coverage(written.covered_from, end, kind)
    counts = Counts(comments=written.comments)
    posts = tuple(Post(day, None, "day", counts=counts) for day in sorted(written.days()))
    followers = written.followers
    return AccountActivity(
        key=key,
        network="",
        posts=posts,
        files=(EvidenceFile(key, "", "", coverage, "day_only", len(posts)),),
        opened_on=written.opened_on,
        followers=None if followers is None or end is None else Headcount(followers, end),
    )
