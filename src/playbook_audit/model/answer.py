"""What a collectivité answered: typed values with their origin, for the audit and each account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

from playbook_audit.model.activity import NO_ACTIVITY, Activity

Origin = Literal["declared", "deduced", "measured"]
"""``measured``: given by evidence, or declared and confirmed by it."""
ORIGINS: tuple[Origin, ...] = get_args(Origin)


class DateRange(NamedTuple):
    """A date known more or less: any day from ``earliest`` to ``latest``, both included.

    ``earliest`` is None when nothing bounds the past ("plus d'un an").
    """

    earliest: date | None
    latest: date


class Never(NamedTuple):
    """It never happened; not to be confused with an unknown date."""


NEVER = Never()


class Contradicted(NamedTuple):
    """Several values kept side by side after a merge; any of them may be true.

    ``origins`` says where each comes from, in the same order.
    """

    values: tuple["Value", ...]
    origins: tuple[Origin, ...] = ()

    def of(self, origin: Origin) -> tuple["Value", ...]:
        """Give the values that come from somewhere; those of unsaid origin are declared."""
        origins = self.origins or ("declared",) * len(self.values)
        return tuple(one for one, its in zip(self.values, origins, strict=True) if its == origin)


class Table(NamedTuple):
    """Rows of a table, each with its choice, or None when it is not known."""

    rows: tuple[tuple[str, str | None], ...]


Value: TypeAlias = str | float | frozenset[str] | DateRange | Never | Table | Contradicted


class Answer(NamedTuple):
    """One answer; ``value`` None means « je ne sais pas »."""

    value: Value | None
    note: str | None = None
    by: str | None = None
    origin: Origin = "declared"


@dataclass(frozen=True, slots=True)
class Account:
    """The answers about one account, under the stable key it has in the file."""

    key: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding somebody decided to live with, until a date."""

    fingerprint: str
    reason: str
    by: str | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Answers:
    """One answers file, typed."""

    answers: Mapping[str, Answer]
    accounts: tuple[Account, ...] | None
    """None when the file does not say which accounts exist."""
    on: date | None = None
    catalogue: str | None = None
    accepted: tuple[Acceptance, ...] = ()
    input_name: str = ""
    input_sha256: str = ""
    warnings: tuple[str, ...] = field(default=())
    measured: Activity = NO_ACTIVITY
    """What evidence says of the accounts; these answers are already confronted with it."""

    def at(self, path: str) -> Answer | None:
        """Give the answer at ``answers.<question>`` or ``accounts.<key>.<question>``."""
        kind, _, rest = path.partition(".")
        if kind == "answers":
            return self.answers.get(rest)
        key, _, question = rest.rpartition(".")
        found = next((one for one in self.accounts or () if one.key == key), None)
        return None if found is None else found.answers.get(question)
