"""Whether an account posts much less than it used to.

Windows end with the last publication, never with the audit: otherwise a growing silence would empty
the past it is compared with. Given the days of publication of both windows together, those of the
recent one follow a binomial law if nothing changed, whatever the rhythm. Compared: the year
before, and, once two earlier years are known, the same dates of both years, so that a quiet season
that comes back is no slowdown.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from math import comb, fsum
from typing import NamedTuple

from playbook_audit.assessment.rhythm.history import History
from playbook_audit.assessment.rhythm.limits import SlowingLimits
from playbook_audit.assessment.rhythm.years import years_after

EARLIER_YEARS = (1, 2)


class _Counts(NamedTuple):
    """Days of publication, recent and of reference, and the share of days that are recent."""

    recent: int
    reference: int
    share: float

    @property
    def ratio(self) -> float:
        former = self.reference * self.share
        return self.recent * (1 - self.share) / former if former else 1.0


def has_slowed(history: History, limits: SlowingLimits) -> bool:
    """Tell whether the rhythm fell; never when the days to compare are not all known."""
    if history.last is None:
        return False
    counts = tuple(_comparisons(history, history.last, limits))
    return bool(counts) and all(_fell(one, limits) for one in counts)


def chance_of_so_few(recent: int, reference: int, share: float) -> float:
    """Give the probability of so few recent days, or fewer, had nothing changed."""
    both = recent + reference
    return fsum(
        comb(both, few) * share**few * (1 - share) ** (both - few) for few in range(recent + 1)
    )


def _comparisons(history: History, last: date, limits: SlowingLimits) -> Iterable[_Counts]:
    recent_days, reference_days = limits.recent_days, limits.reference_days
    if history.complete_days + 1 < recent_days + reference_days:
        return
    recent = _days_until(history, last, recent_days)
    before = _days_until(history, last - timedelta(days=recent_days), reference_days)
    yield _Counts(recent, before, recent_days / (recent_days + reference_days))
    ends = tuple(years_after(last, -years) for years in EARLIER_YEARS)
    if history.since is None or _first_of(ends[-1], recent_days) < history.since:
        return
    same_dates = sum(_days_until(history, end, recent_days) for end in ends)
    yield _Counts(recent, same_dates, 1 / (1 + len(ends)))


def _fell(counts: _Counts, limits: SlowingLimits) -> bool:
    return counts.ratio <= limits.ratio and chance_of_so_few(*counts) < limits.probability


def _days_until(history: History, last: date, days: int) -> int:
    return history.posts_between(_first_of(last, days), last)


def _first_of(last: date, days: int) -> date:
    return last - timedelta(days=days - 1)
