"""The state of an account, from what is declared and measured: the set of states still possible.

Rules and their order: « State of an account » in the method; day thresholds come from
scoring/networks.yaml, other numbers from scoring/parameters.yaml. A measured rhythm is judged in
``rhythm/``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import NamedTuple

from playbook_audit.assessment.rhythm.judgement import Rhythm, states_after
from playbook_audit.model.rule import Thresholds

MONTHS_IN_YEAR = 12
QUIET_SCOPES = frozenset(("alert", "storage"))
"""Scopes that are silent by purpose: they stand by, they do not sleep."""

States = frozenset[str]
Interval = tuple[float, float]


class Limits(NamedTuple):
    """The numbers of the state rules, in days."""

    launching: float
    season_grace: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured of one account."""

    rhythm: Callable[[Thresholds], Rhythm]
    """Its rhythm, seen with a row of thresholds."""
    hardly_begun: bool
    """Everything ever posted is known, and it is less than a start."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one account; sets hold every possibility."""

    statuses: frozenset[str]
    notices: frozenset[str]
    scopes: frozenset[str]
    rows: tuple[Thresholds, ...]
    """The rows of thresholds that may apply."""
    silence: Interval | None
    """Days since the last post, least and greatest; None when nothing was ever posted."""
    perhaps_never: bool
    """True when nothing is known of the last post: there may never have been one."""
    opened: Interval
    """Days since the opening, least and greatest."""
    season: frozenset[int] | None
    """Months of posting; None when they are not known."""
    on: date
    slowing_counts: bool
    """False in summer and in a reserve period, when posting less is no sign."""
    seen: Seen | None = None
    """None when nothing was measured."""

    @property
    def hardly_begun(self) -> bool:
        """Tell whether hardly anything was ever posted, as a complete copy shows."""
        return self.seen is not None and self.seen.hardly_begun


def possible_states(known: Known, limits: Limits) -> States:
    """Give the states an account may be in; one when everything that matters is known."""
    return _union(_states_if(status, known, limits) for status in sorted(known.statuses))


def _states_if(status: str, known: Known, limits: Limits) -> States:
    """Give the states an account of that status may be in: the first rule that applies decides."""
    if status in ("closed", "reserved"):
        return frozenset((status,))
    if status == "paused" and "none" not in known.notices:
        return frozenset(("standby",))
    states = _by_scope(status, known, limits)
    if status == "paused" and known.notices - {"none"}:
        states |= {"standby"}
    return states


def _by_scope(status: str, known: Known, limits: Limits) -> States:
    if known.scopes <= QUIET_SCOPES:
        return frozenset(("standby",))
    states = _by_activity(status, known, limits)
    return states | {"standby"} if known.scopes & QUIET_SCOPES else states


def _by_activity(status: str, known: Known, limits: Limits) -> States:
    if status == "barely" or known.silence is None or known.hardly_begun:
        return _by_opening(known.opened, limits)
    if status == "seasonal":
        states = _by_season(known, known.silence, limits)
    else:
        states = _by_silence(known, known.silence)
    return states | _by_opening(known.opened, limits) if known.perhaps_never else states


def _by_opening(opened: Interval, limits: Limits) -> States:
    youngest, oldest = opened
    states = {"launching"} if youngest < limits.launching else set()
    return frozenset(states | {"never_started"} if oldest >= limits.launching else states)


def _by_season(known: Known, silence: Interval, limits: Limits) -> States:
    """Judge a seasonal account: outside its months it rests; inside, it had to open on time."""
    if known.season is None:
        return _by_silence(known, silence) | {"seasonal"}
    if known.on.month not in known.season:
        return frozenset(("seasonal",))
    since_opening = days_since_opening(known.season, known.on)
    if since_opening is None or silence[1] <= since_opening:
        return _by_silence(known, silence)
    if since_opening < limits.season_grace:
        late: States = frozenset(("seasonal",))
    else:
        late = _by_silence(known, (since_opening, since_opening))
    if silence[0] > since_opening:
        return late
    return late | _by_silence(known, (silence[0], since_opening))


def days_since_opening(season: frozenset[int], on: date) -> int | None:
    """Give the days since the season under way opened; None when it lasts all year."""
    if len(season) == MONTHS_IN_YEAR:
        return None
    year, month = on.year, on.month
    while _month_before(month) in season:
        year, month = (year - 1 if month == 1 else year), _month_before(month)
    return (on - date(year, month, 1)).days


def _month_before(month: int) -> int:
    return MONTHS_IN_YEAR if month == 1 else month - 1


def _by_silence(known: Known, silence: Interval) -> States:
    states = _union(_by_row(known, silence, row) for row in known.rows)
    if known.slowing_counts:
        return states
    return frozenset("active" if one == "slowing" else one for one in states)


def _by_row(known: Known, silence: Interval, row: Thresholds) -> States:
    """Judge a silence on the rhythm of the account, otherwise on the thresholds alone."""
    if known.seen is not None and isfinite(silence[1]):
        rhythm = known.seen.rhythm(row)
        if rhythm.is_known:
            return states_after(rhythm, (int(silence[0]), int(silence[1])), known.on)
    return _states_between(silence, row)


def _states_between(silence: Interval, row: Thresholds) -> States:
    """Judge both ends of an interval of silence and every threshold that stands between them."""
    shortest, longest = silence
    steps = (
        row.slow_floor + 1,
        row.dormancy_floor + 1,
        row.dormancy_ceiling,
        row.abandon_ceiling,
    )
    moments = [shortest, longest, *(step for step in steps if shortest < step < longest)]
    return _union(_states_at(days, row) for days in moments)


def _states_at(days: float, row: Thresholds) -> States:
    """Judge a silence without measured rhythm: the ceilings decide, the floors open doubts."""
    if days >= row.abandon_ceiling:
        return _ABANDONED
    if days >= row.dormancy_ceiling:
        return _DORMANT
    if days > row.dormancy_floor:
        return _DOUBTFUL
    return _PERHAPS_SLOWING if days > row.slow_floor else _ACTIVE


_ACTIVE = frozenset(("active",))
_PERHAPS_SLOWING = frozenset(("active", "slowing"))
_DOUBTFUL = frozenset(("active", "slowing", "dormant"))
_DORMANT = frozenset(("dormant",))
_ABANDONED = frozenset(("abandoned",))


def _union(sets: Iterable[States]) -> States:
    return frozenset().union(*sets)
