"""Rests that come back at the same dates: the measured season of an account.

A rest is a long silence, or several with few days between: posts about a summer race do not open a
ski resort. It is a season once two past years rested on the same dates, both ends agreeing within
some weeks, and posting resumed after. A very long rest seen in one past year, while nothing is
known of the year before, or with other dates then, proves nothing, but it raises doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from playbook_audit.assessment.rhythm.history import Gap, History
from playbook_audit.assessment.rhythm.years import DAYS_IN_YEAR, years_after


class Rest(NamedTuple):
    """The rest an account is in, if it does as in past years."""

    opening: date
    """When it would post again."""
    proved: bool
    """Whether two past years did so on the same dates."""


@dataclass(frozen=True)
class Seasons:
    """The rests of one account."""

    history: History
    shortest: float
    """Days: longer silences may be part of a rest."""
    grace: float
    """Days by which a rest may move from one year to another, or be interrupted."""
    doubtful_from: float
    """Days: a rest so long raises doubt without proof."""

    @cached_property
    def rests(self) -> tuple[Gap, ...]:
        """Give the rests, oldest first: long silences, joined when nearly touching."""
        rests: list[Gap] = []
        for silence in self.history.silences:
            if silence.days <= self.shortest:
                continue
            if rests and (silence.start - rests[-1].end).days <= self.grace:
                rests[-1] = Gap(rests[-1].start, silence.end)
            else:
                rests.append(silence)
        return tuple(rests)

    @cached_property
    def yearly(self) -> tuple[Gap, ...]:
        """Give the rests that have a twin in the year before or after."""
        rests = self.rests
        return tuple(
            one
            for one in rests
            if any(self._twins(one, two) or self._twins(two, one) for two in rests)
        )

    def rest(self, last: date, on: date) -> Rest | None:
        """Give the rest that the silence from the last publication to a day belongs to, if any.

        When the silence began decides: a resort that stops in mid-winter is not at rest in July.
        """
        began = min(last + timedelta(days=self.grace), on)
        two_years_before = years_after(began, -2)
        for rest in self._holding(years_after(began, -1)):
            opening = years_after(rest.end, 1)
            for twin in self._holding(two_years_before):
                if self._twins(twin, rest):
                    return Rest(max(opening, years_after(twin.end, 2)), proved=True)
            if rest.days >= self.doubtful_from and not self._was_posting(two_years_before):
                return Rest(opening, proved=False)
        return None

    def _holding(self, day: date) -> Iterator[Gap]:
        return (rest for rest in self.rests if rest.start < day < rest.end)

    def _twins(self, rest: Gap, later: Gap) -> bool:
        """Tell whether two rests are the same, one year apart."""
        apart = ((later.start - rest.start).days, (later.end - rest.end).days)
        return all(abs(days - DAYS_IN_YEAR) <= self.grace for days in apart)

    def _was_posting(self, day: date) -> bool:
        known = self.history.since is not None and self.history.since <= day
        return known and not any(self._holding(day))
