"""What a fact is declared to be; computing it is the business of ``assessment/facts/``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from playbook_audit.model.condition import Condition

FactType = Literal["choice", "number", "flag", "text"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value worked out from answers: its type, its unit, and how it is obtained.

    ``compute`` takes the scope of the audit or of the account and gives an ``Operand``;
    a fact that is a mere condition gives ``condition`` instead.
    """

    id: str
    title: str
    """What it is, in French, as explanations print it."""
    type: FactType
    compute: Callable[[Any], Any] | None = None
    condition: Condition | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()
    """For a choice, the values it may take."""
    reads: tuple[str, ...] = ()
    """The questions and facts behind it; a cycle in them would be a fault."""
    looks_around: bool = False
    """Whether it goes through accounts that ``reads`` does not tell of: all, or the other ones."""
