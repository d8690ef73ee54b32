"""What other answers would change: which would settle a level, which would lift a finding."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from playbook_audit.model.answer import Value
from playbook_audit.model.operand import Witnesses

Worth = TypeVar("Worth")


class Change(NamedTuple):
    """Another answer to one question."""

    path: str
    value: Value


Way: TypeAlias = tuple[Change, ...]
"""Changes that clear a finding when they are all made."""


class Settling(NamedTuple):
    """The answers that would bring a risk to a single level."""

    paths: Witnesses
    alone: bool
    """True when one question is enough, whatever its answer; False when several are needed, and
    settle it together if they are good."""


class WhenAsked(Mapping[str, Worth], Generic[Worth]):
    """A mapping whose values are worked out when they are first asked for, then kept."""

    def __init__(self, names: Iterable[str], work: Callable[[str], Worth]) -> None:
        """Keep the names and how the value of one is found."""
        self._names = dict.fromkeys(names)
        self._work = work
        self._found: dict[str, Worth] = {}

    def __getitem__(self, name: str) -> Worth:
        """Give the value of a name."""
        if name not in self._found:
            if name not in self._names:
                raise KeyError(name)
            self._found[name] = self._work(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Give how many names there are."""
        return len(self._names)


@dataclass(frozen=True, eq=False)
class Inquiry:
    """What is found by asking "and if?", by judging again each time; nothing before one asks."""

    settle: Callable[[], Mapping[str, Settling]]
    lifted_by: Mapping[str, tuple[Way, ...]]
    """By fingerprint of a raised finding: the nearest changes that clear it, shortest first."""
    ends_on: Mapping[str, date | None]
    """By fingerprint of a raised finding: the day it ends by itself, the answers staying the same;
    None when no end of a period clears it."""

    @cached_property
    def settled_by(self) -> Mapping[str, Settling]:
        """Give, by risk whose level is open, the few answers that would settle it."""
        return self.settle()
