"""How unusual a silence is for one account: the residual life of its own silences.

Whoever comes on a day taken at random falls more often in a long silence than in a short one. A
share of past days corrects that by itself, where a count of past silences does not.
"""

from collections.abc import Iterable
from math import fsum


def residual_life(gaps: Iterable[int], silence: float) -> float:
    """Give the share of past days on which a silence this long still lay ahead.

    1 for no silence, and for an account without past; never more for a longer silence; 0 once it
    reaches the longest silence of the past.
    """
    past = tuple(gaps)
    total = sum(past)
    if not total:
        return 1.0
    return fsum(gap - silence for gap in past if gap > silence) / total
