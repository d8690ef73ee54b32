"""Truth: Kleene's three values, and the mark of what no answer can ever decide.

The four values stand on a chain, FALSE < NOT_APPLICABLE < UNKNOWN < TRUE, read as "how far from
being raised": ``all`` is the minimum, ``any`` the maximum. NOT_APPLICABLE is an undecided condition
that no answer can make true; UNKNOWN is one that some answer could. With negation pushed down to
the comparisons at compile time, minimum and maximum agree with Kleene's tables.
"""

from enum import IntEnum
from typing import TypeAlias

from playbook_audit.model.operand import Witnesses


class Truth(IntEnum):
    """The four values, ordered."""

    FALSE = 0
    NOT_APPLICABLE = 1
    UNKNOWN = 2
    TRUE = 3


Verdict: TypeAlias = tuple[Truth, Witnesses]
"""A truth value and the answers that decided it or, when it is unknown, those that are missing."""

FALSE, NOT_APPLICABLE, UNKNOWN, TRUE = Truth
NEGATION = (TRUE, NOT_APPLICABLE, UNKNOWN, FALSE)
"""The opposite of each value, by rank; what is undecided stays so."""
