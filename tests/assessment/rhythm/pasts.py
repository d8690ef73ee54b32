"""Pasts of accounts, from days or from gaps, and the numbers of the method written here again."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

from playbook_audit.assessment.rhythm.history import History, history_of
from playbook_audit.assessment.rhythm.limits import RhythmLimits, SlowingLimits
from playbook_audit.model.activity import (
    AccountActivity,
    Coverage,
    EvidenceFile,
    Post,
    PostKind,
)
from playbook_audit.model.rule import Thresholds

LAST = date(2026, 3, 31)
DAY = timedelta(days=1)
LIMITS = RhythmLimits(
    window_days=1095,
    gaps_minimum=8,
    history_days=180,
    gaps_sure=30,
    sure_days=365,
    residual_slow=0.05,
    residual_dormant=0.01,
    silence_margin=2,
    rare_gap_days=10,
    rare_abandon_days=365,
    season_grace_days=30,
    slowing=SlowingLimits(recent_days=90, reference_days=360, ratio=0.5, probability=0.01),
)
FEED = Thresholds(
    id="feed",
    title="Fil",
    slow_floor=14,
    dormancy_floor=30,
    dormancy_ceiling=90,
    abandon_ceiling=180,
    choice="outil",
)
WORKED = (*(7,) * 20, *(14,) * 5, 28)
"""The gaps of the worked example: 26 of them, 238 days."""


def on_days(days: Iterable[date], kind: PostKind = "original") -> tuple[Post, ...]:
    return tuple(Post(day, None, "day", kind) for day in days)


def covering(start: date | None, end: date) -> EvidenceFile:
    coverage = Coverage(start, end, "complete" if start is None else "window")
    return EvidenceFile("posts.csv", "", "generic", coverage, "day_only", 1)


def activity(
    posts: tuple[Post, ...], *files: EvidenceFile, opened_on: date | None = None
) -> AccountActivity:
    return AccountActivity("page", "facebook", posts, files, opened_on)


def posting(days: Iterable[date]) -> History:
    """Give the history of an account of which everything is known since its first post."""
    ordered = sorted(days)
    return history_of(activity(on_days(ordered), covering(ordered[0], ordered[-1])))


def with_gaps(gaps: Iterable[int], last: date = LAST) -> History:
    """Give the history of an account that posted so many days apart, the latest gap last."""
    back = list(accumulate(reversed(tuple(gaps)), initial=0))
    return posting(last - timedelta(days=days) for days in back)


def every(days: int, first: date, last: date) -> list[date]:
    """Give one day in so many between two dates."""
    return [first + timedelta(days=rank) for rank in range(0, (last - first).days + 1, days)]
