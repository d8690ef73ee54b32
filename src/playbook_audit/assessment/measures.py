"""Figures of one account's activity: how often, how long the silences, how it is received.

Days without a post inside the coverage count; days outside it are unknown and never counted.
Engagement of a post = reactions + comments + shares; clicks are told apart; rates are not compared
across networks (evidence notes §11).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from playbook_audit.assessment.rhythm.history import history_of
from playbook_audit.model.activity import AccountActivity, Medium, Post

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)
ANSWERING = frozenset(("x", "mastodon", "bluesky"))
"""The networks whose files tie a reply to the moment of what it answers."""


class Received(NamedTuple):
    """How the posts of a period were received: reactions + comments + shares, by post."""

    posts: int
    """Posts whose three counts are all given."""
    median: float
    mean: float


class Answering(NamedTuple):
    """Replies to other people."""

    replies: int
    timed: int
    """Those whose delay is known."""
    median_delay: float | None
    """Seconds; None when no delay is known."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one account up to a day."""

    posts: int
    first: Post | None
    last: Post | None
    longest_gap: int | None
    """Days between two publications with everything known in between; None before the second."""
    silence: int | None
    """Days from the last publication to the end of the coverage; None when that is not known."""
    shares: int
    originals: float | None
    """Share of publications that are the account's own, in [0, 1]; None without any."""
    media: tuple[tuple[Medium, int], ...]
    """Publications by medium, most frequent first."""
    weeks: tuple[tuple[date, int], ...]
    """Publications by week, each told by its Monday; empty weeks of the coverage are there."""
    months: tuple[tuple[str, int], ...]
    """Publications by month, ``2026-04``; only months covered at least in part."""
    received: Received | None
    """Over the year before the last publication."""
    received_before: Received | None
    """Over the year before that one."""
    answering: Answering | None
    """None when files of this network cannot tell."""


def measures_of(account: AccountActivity, until: date) -> Measures:
    """Give the figures of an account; what is dated after ``until`` is left out."""
    posts = [post for post in account.publications if post.day <= until]
    history = history_of(account, until)
    last = posts[-1] if posts else None
    shares = sum(post.kind == "share" for post in posts)
    media = Counter(post.medium for post in posts)
    year = None if last is None else last.day - YEAR
    return Measures(
        posts=len(posts),
        first=posts[0] if posts else None,
        last=last,
        longest_gap=max(history.gaps, default=None),
        silence=_silence(account, last, until),
        shares=shares,
        originals=None if not posts else 1 - shares / len(posts),
        media=tuple(sorted(media.items(), key=lambda one: (-one[1], one[0]))),
        weeks=tuple(_weeks(account, posts, until)),
        months=tuple(_months(account, posts, until)),
        received=None if year is None else received([one for one in posts if one.day > year]),
        received_before=None
        if year is None
        else received([one for one in posts if year - YEAR < one.day <= year]),
        answering=_answering(account, until),
    )


def received(posts: Sequence[Post]) -> Received | None:
    """Give how posts were received; None when no post gives its three counts."""
    from statistics import fmean, median  # costs a report without measures more than its facts

    sums = [
        counts.reactions + counts.comments + counts.shares
        for counts in (post.counts for post in posts)
        if counts.reactions is not None
        and counts.comments is not None
        and counts.shares is not None
    ]
    return Received(len(sums), median(sums), fmean(sums)) if sums else None


def _silence(account: AccountActivity, last: Post | None, until: date) -> int | None:
    windows = account.windows_until(until)
    if last is None or not windows:
        return None
    start, end = windows[-1]
    return (end - last.day).days if start <= last.day <= end else None


def _answering(account: AccountActivity, until: date) -> Answering | None:
    from statistics import median

    if account.network not in ANSWERING:
        return None
    replies = [post for post in account.replies if post.day <= until]
    delays = [one.answered_after for one in replies if one.answered_after is not None]
    return Answering(len(replies), len(delays), median(delays) if delays else None)


# ---------------------------------------------------------------- the calendar of posts


def _weeks(
    account: AccountActivity, posts: Sequence[Post], until: date
) -> Iterator[tuple[date, int]]:
    """Give every week that touches the coverage, from the first post or covered day on."""
    found = Counter(monday(post.day) for post in posts)
    covered = {
        week for start, end in _covered(account, posts, until) for week in _mondays(start, end)
    }
    for week in sorted(covered | found.keys()):
        yield week, found[week]


def _months(
    account: AccountActivity, posts: Sequence[Post], until: date
) -> Iterator[tuple[str, int]]:
    found = Counter(f"{post.day:%Y-%m}" for post in posts)
    covered = {
        f"{max(day, start):%Y-%m}"
        for start, end in _covered(account, posts, until)
        for day in (*_mondays(start, end), end)
    }
    for month in sorted(covered | found.keys()):
        yield month, found[month]


def _covered(
    account: AccountActivity, posts: Sequence[Post], until: date
) -> Iterator[tuple[date, date]]:
    """Give the stretches of coverage; one without a beginning begins with the account."""
    begun = account.opened_on or (posts[0].day if posts else until)
    for start, end in account.windows:
        first = begun if start == date.min else start
        if first <= min(end, until):
            yield first, min(end, until)


def _mondays(start: date, end: date) -> Iterator[date]:
    week = monday(start)
    while week <= end:
        yield week
        week += WEEK


def monday(day: date) -> date:
    """Give the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())
