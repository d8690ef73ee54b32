"""The state of an account, from what is declared: the set of states still possible.

Rules and their order: « State of an account » in the method; day thresholds come from
scoring/networks.yaml, other numbers from scoring/parameters.yaml.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
class Declared:
    """What is declared of one account; sets hold every possibility."""

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


def possible_states(declared: Declared, limits: Limits) -> States:
    """Give the states an account may be in; one when everything that matters is known."""
    return _union(_states_if(status, declared, limits) for status in sorted(declared.statuses))


def _states_if(status: str, declared: Declared, limits: Limits) -> States:
    """Give the states an account of that status may be in: the first rule that applies decides."""
    if status in ("closed", "reserved"):
        return frozenset((status,))
    if status == "paused" and "none" not in declared.notices:
        return frozenset(("standby",))
    states = _by_scope(status, declared, limits)
    if status == "paused" and declared.notices - {"none"}:
        states |= {"standby"}
    return states


def _by_scope(status: str, declared: Declared, limits: Limits) -> States:
    if declared.scopes <= QUIET_SCOPES:
        return frozenset(("standby",))
    states = _by_activity(status, declared, limits)
    return states | {"standby"} if declared.scopes & QUIET_SCOPES else states


def _by_activity(status: str, declared: Declared, limits: Limits) -> States:
    if status == "barely" or declared.silence is None:
        return _by_opening(declared.opened, limits)
    if status == "seasonal":
        states = _by_season(declared, declared.silence, limits)
    else:
        states = _by_silence(declared, declared.silence)
    return states | _by_opening(declared.opened, limits) if declared.perhaps_never else states


def _by_opening(opened: Interval, limits: Limits) -> States:
    youngest, oldest = opened
    states = {"launching"} if youngest < limits.launching else set()
    return frozenset(states | {"never_started"} if oldest >= limits.launching else states)


def _by_season(declared: Declared, silence: Interval, limits: Limits) -> States:
    """Judge a seasonal account: outside its months it rests; inside, it had to open on time."""
    if declared.season is None:
        return _by_silence(declared, silence) | {"seasonal"}
    if declared.on.month not in declared.season:
        return frozenset(("seasonal",))
    since_opening = days_since_opening(declared.season, declared.on)
    if since_opening is None or silence[1] <= since_opening:
        return _by_silence(declared, silence)
    if since_opening < limits.season_grace:
        late: States = frozenset(("seasonal",))
    else:
        late = _by_silence(declared, (since_opening, since_opening))
    if silence[0] > since_opening:
        return late
    return late | _by_silence(declared, (silence[0], since_opening))


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


def _by_silence(declared: Declared, silence: Interval) -> States:
    states = _union(_states_between(silence, row) for row in declared.rows)
    return states if declared.slowing_counts else states - {"slowing"} or frozenset(("active",))


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
