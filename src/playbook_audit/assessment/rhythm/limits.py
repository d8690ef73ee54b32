"""The numbers of the rules on rhythm; each is a parameter in scoring/parameters.yaml."""

from collections.abc import Callable
from typing import NamedTuple


class SlowingLimits(NamedTuple):
    """The numbers that tell a slowdown."""

    recent_days: int
    reference_days: int
    ratio: float
    """Slowed at most at this share of the former rate."""
    probability: float
    """Slowed under this probability that chance alone did it."""


class RhythmLimits(NamedTuple):
    """The numbers that tell a rhythm, and what a silence means with it."""

    window_days: float
    """Past days that tell today’s rhythm."""
    gaps_minimum: float
    history_days: float
    """Without so many gaps and so many days, there is no rhythm to judge by."""
    gaps_sure: float
    sure_days: float
    """Without so many gaps and so many days, the rhythm alone makes nothing sure."""
    residual_slow: float
    residual_dormant: float
    silence_margin: float
    """How many times longer than silences known a silence must be for the rhythm to be sure."""
    rare_gap_days: float
    """An account whose mean gap is longer posts rarely."""
    rare_abandon_days: float
    season_grace_days: float
    slowing: SlowingLimits


def rhythm_limits(number: Callable[[str], float]) -> RhythmLimits:
    """Give the numbers of the rules, from what looks parameters up by name."""
    return RhythmLimits(
        window_days=number("rhythm_window_days"),
        gaps_minimum=number("rhythm_gaps_minimum"),
        history_days=number("rhythm_history_days"),
        gaps_sure=number("rhythm_gaps_sure"),
        sure_days=number("rhythm_sure_days"),
        residual_slow=number("residual_slow"),
        residual_dormant=number("residual_dormant"),
        silence_margin=number("silence_margin"),
        rare_gap_days=number("rare_gap_days"),
        rare_abandon_days=number("rare_abandon_days"),
        season_grace_days=number("season_grace_days"),
        slowing=SlowingLimits(
            recent_days=int(number("slowing_recent_days")),
            reference_days=int(number("slowing_reference_days")),
            ratio=number("slowing_ratio"),
            probability=number("slowing_p"),
        ),
    )
