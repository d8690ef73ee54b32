"""What other answers would change: which would settle a level, which would lift a finding."""

from dataclasses import dataclass
from typing import NamedTuple

from playbook_audit.model.answer import Value
from playbook_audit.model.operand import Witnesses


class Change(NamedTuple):
    """Another answer to one question."""

    path: str
    value: Value


class Settling(NamedTuple):
    """The answers that would bring a risk to a single level."""

    paths: Witnesses
    alone: bool
    """True when one question is enough, whatever its answer; False when several are needed, and
    settle it together if they are good."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was found by asking "and if?", each time by judging again."""

    settled_by: dict[str, Settling]
    """By risk, for risks whose level is open and that a few answers would settle."""
    lifted_by: dict[str, tuple[tuple[Change, ...], ...]]
    """By fingerprint of a raised finding: the nearest changes that clear it, shortest first."""
