"""The states a measured silence leaves possible, judged on the account's own rhythm.

Two bounds: the least severe state that the history still allows, the most severe that thresholds
and history point to. They meet, and the state is sure, where simulated live accounts of many kinds
are wrongly declared asleep at most once in twenty (benchmarks/dormancy.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from playbook_audit.assessment.rhythm.history import History
from playbook_audit.assessment.rhythm.limits import RhythmLimits
from playbook_audit.assessment.rhythm.residual import residual_life
from playbook_audit.assessment.rhythm.season import Rest, Seasons
from playbook_audit.assessment.rhythm.slowdown import has_slowed
from playbook_audit.model.rule import Thresholds

States = frozenset[str]
LADDER = ("active", "slowing", "dormant", "abandoned")
"""From the least to the most severe."""
ACTIVE, SLOWING, DORMANT, ABANDONED = range(4)
WEEKS = 28
"""Days between two silences tried in a long interval: shorter than any rest."""
SEASONAL: States = frozenset(("seasonal",))


@dataclass(frozen=True)
class Rhythm:
    """The rhythm of an account, seen with one row of thresholds."""

    history: History
    row: Thresholds
    limits: RhythmLimits

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Give the recent gaps, without the yearly rests of an account that posts often."""
        return self._gaps_in_season if self.has_seasons else self._recent.gaps

    @cached_property
    def is_known(self) -> bool:
        """Tell whether there is enough to judge by."""
        enough = len(self._recent.gaps) >= self.limits.gaps_minimum
        return enough and self.history.complete_days >= self.limits.history_days

    @cached_property
    def is_rare(self) -> bool:
        """Tell whether the account posts so rarely that the usual ceilings say little of it."""
        return _mean(self.gaps) > self.limits.rare_gap_days

    @cached_property
    def is_sure(self) -> bool:
        """Tell whether there is enough for the rhythm alone to decide."""
        many = len(self.gaps) >= self.limits.gaps_sure
        return many and self.history.complete_days >= self.limits.sure_days

    @cached_property
    def has_slowed(self) -> bool:
        """Tell whether it posted less and less until its last publication."""
        return has_slowed(self.history, self.limits.slowing)

    @cached_property
    def has_seasons(self) -> bool:
        """Tell whether rests can be told from ordinary silences: not when all are long."""
        return 0 < _mean(self._gaps_in_season) <= self.limits.rare_gap_days

    def share_ahead(self, silence: float) -> float:
        """Give the share of past days on which a silence this long still lay ahead."""
        return residual_life(self.gaps, silence)

    def rest(self, last: date, on: date) -> Rest | None:
        """Give the rest that the silence since a day belongs to, if it is one."""
        return self._seasons.rest(last, on) if self.has_seasons else None

    @cached_property
    def _recent(self) -> History:
        return self.history.recent(self.limits.window_days)

    @cached_property
    def _seasons(self) -> Seasons:
        row, grace = self.row, self.limits.season_grace_days
        return Seasons(self.history, row.dormancy_floor, grace, row.dormancy_ceiling)

    @cached_property
    def _gaps_in_season(self) -> tuple[int, ...]:
        rests = self._seasons.yearly
        return tuple(
            gap.days
            for gap in self._recent.silences
            if not any(rest.start <= gap.start and gap.end <= rest.end for rest in rests)
        )


def states_after(rhythm: Rhythm, silences: tuple[int, int], on: date) -> States:
    """Give the states possible on a day, after a silence of so many days: the least, the most.

    Both are the same number when the last publication is known. Only for a rhythm that is known.
    """
    moments = sorted({*silences, *_steps(rhythm.row, *silences)})
    states: States = frozenset().union(*(_states_after(rhythm, one, on) for one in moments))
    steps = [rank for rank, state in enumerate(LADDER) if state in states]
    between = LADDER[steps[0] : steps[-1] + 1] if steps else ()
    return states | frozenset(between)


def _steps(row: Thresholds, shortest: int, longest: int) -> Iterator[int]:
    """Give the silences between two where a state may turn: thresholds, and every few weeks."""
    turns = (row.slow_floor + 1, row.dormancy_floor + 1, row.dormancy_ceiling, row.abandon_ceiling)
    yield from (one for one in turns if shortest < one < longest)
    yield from range(shortest + WEEKS, longest, WEEKS)


def _states_after(rhythm: Rhythm, silence: int, on: date) -> States:
    rest = rhythm.rest(on - timedelta(days=silence), on)
    if rest is None:
        return _states_outside_rests(rhythm, silence)
    late = (on - rest.opening).days
    if late < rhythm.limits.season_grace_days:
        return SEASONAL if rest.proved else SEASONAL | _states_outside_rests(rhythm, silence)
    return _states_outside_rests(rhythm, late if rest.proved else silence)


def _states_outside_rests(rhythm: Rhythm, silence: int) -> States:
    worst = _worst(rhythm, silence)
    asleep = worst >= DORMANT
    least = _mildest(rhythm, silence) if asleep and not _is_sure(rhythm, silence) else worst
    return frozenset(LADDER[least : worst + 1])


def _worst(rhythm: Rhythm, silence: int) -> int:
    """Give the most severe state that thresholds or the past point to."""
    row = rhythm.row
    if silence >= row.abandon_ceiling:
        return ABANDONED
    if silence >= row.dormancy_ceiling:
        return DORMANT
    unheard_of = rhythm.share_ahead(silence) < rhythm.limits.residual_dormant
    if unheard_of and silence > row.dormancy_floor:
        return DORMANT
    return _mildest(rhythm, silence)


def _mildest(rhythm: Rhythm, silence: int) -> int:
    """Give the least severe state that the past still allows."""
    unusual = rhythm.share_ahead(silence) < rhythm.limits.residual_slow
    if rhythm.has_slowed or (unusual and silence > rhythm.row.slow_floor):
        return SLOWING
    return ACTIVE


def _is_sure(rhythm: Rhythm, silence: int) -> bool:
    """Tell whether an account thought asleep is so without a doubt.

    The past alone makes it sure once even a shorter silence was unheard of: the long silences of
    a few years understate those to come.
    """
    row, limits = rhythm.row, rhythm.limits
    settled_after = row.dormancy_ceiling
    if rhythm.is_rare:
        if silence < row.dormancy_ceiling:
            return False
        settled_after = max(row.abandon_ceiling, int(limits.rare_abandon_days))
    shorter = silence / limits.silence_margin
    unheard_of = rhythm.share_ahead(shorter) < limits.residual_dormant
    return silence >= settled_after or (rhythm.is_sure and unheard_of)


def _mean(gaps: tuple[int, ...]) -> float:
    return sum(gaps) / len(gaps) if gaps else 0.0
