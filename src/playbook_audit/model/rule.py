"""What judges: findings, benefits, decisions and the reference data of scoring/*.yaml."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from playbook_audit.model.condition import Condition
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.measured_example import MeasuredExample

Effort = Literal["low", "medium", "high"]
Lifecycle = Literal["experimental", "stable", "deprecated"]
Concern = Literal["present", "absent", "all"]
Checked = Literal["read", "relayed", "to_check"]
Who = Literal[
    "communication",
    "executive",
    "management",
    "holder",
    "service",
    "purchasing",
    "human_resources",
]


def _number_or_text(value: object) -> object:
    """Read a number where there is one; a day of the year such as 07-15 stays text."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


Figure = Annotated[float | str, BeforeValidator(_number_or_text)]


class Severity(StrEnum):
    """How much a finding weighs, from nothing to the worst; ``rank`` orders them."""

    INFO = "info"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Give the place in the order of gravity, from 0."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Source(Frozen):
    """Where a fact, a threshold or a practice comes from."""

    id: str
    title: str
    author: str | None = None
    date: str | None = None
    address: str | None = None
    grade: Literal["law", "case_law", "official_guide", "study", "practice", "own_choice"]
    checked: Checked | None = None
    """How what it says was checked: read there, told by another page, not yet; ours has no need."""
    note: str | None = None


class Parameter(Frozen):
    """A number of the method, with its range and its ground."""

    id: str
    title: str
    value: Figure
    unit: str | None = None
    range: tuple[Figure, Figure] | None = None
    since: str
    source: str | None = None
    choice: str | None = None
    checked_on: str
    note: str | None = None


class Thresholds(Frozen):
    """Days of silence that separate the states of an account."""

    id: str
    title: str
    slow_floor: int
    dormancy_floor: int
    dormancy_ceiling: int
    abandon_ceiling: int
    source: str | None = None
    choice: str | None = None
    note: str | None = None


class IdleName(Frozen):
    """How long a network keeps the name of an account nobody opens."""

    days: int
    basis: str
    source: str


class Network(Frozen):
    """One kind of account; a Facebook page, profile and group are one network."""

    id: str
    title: str
    network: str
    thresholds: str
    hosts: tuple[str, ...] = ()
    roles: bool = False
    """Whether the network offers named roles, so that no password need be shared."""
    idle_name: IdleName | None = None
    note: str | None = None


class Election(Frozen):
    """An election and the window in which communication is framed, for the types it binds."""

    id: str
    title: str
    on: str | None = None
    month: str | None = None
    binds: tuple[str, ...] = ()
    window_from: str | None = None
    window_to: str | None = None
    source: str
    certainty: str
    note: str | None = None

    def opening(self, months: int) -> str:
        """Give the first day of the month that comes so many months before the election."""
        year, month = map(int, str(self.month).split("-"))
        years, rank = divmod(year * 12 + month - 1 - months, 12)
        return f"{years}-{rank + 1:02}-01"

    def frames(self, org_type: str, day: date) -> bool:
        """Tell whether the window is open that day for that type of collectivité."""
        if org_type not in self.binds or not (self.window_from and self.window_to):
            return False
        return date.fromisoformat(self.window_from) <= day <= date.fromisoformat(self.window_to)


class Named(Frozen):
    """An id with its French title and meaning: a risk, an axis, a state."""

    id: str
    title: str
    means: str
    order: int = 0
    symbol: str | None = None


class Term(Frozen):
    """A word of the trade in plain French, and the words people use for it."""

    id: str
    term: str
    means: str
    also: tuple[str, ...] = Field(min_length=1)
    """What somebody outside the trade would say; search leads from these to ``see``."""
    see: tuple[str, ...] = Field(min_length=1)
    """Ids of any kind, the most useful first."""
    sources: tuple[str, ...] = ()


class Example(Frozen):
    """A situation written by hand, with the state the rule must have in it."""

    on: date
    answers: dict[str, Any] = Field(default_factory=dict)
    accounts: tuple[dict[str, Any], ...] = ()
    activity: tuple[MeasuredExample, ...] = ()
    note: str | None = None


class Remedy(Frozen):
    """One thing to do, by whom, by when, at what effort."""

    do: str
    who: Who
    within_days: int
    effort: Effort


class Legal(Frozen):
    """Whom a point of law binds, since when, and how sure it is."""

    binds: str
    since: str
    certainty: str


class Raise(Frozen):
    """A higher severity, and when it applies."""

    to: Severity
    when: Condition


class Naming(Frozen):
    """Which accounts an audit-wide rule names."""

    where: Condition


class Rule(Frozen):
    """What a finding and a benefit have in common."""

    id: str
    title: str
    for_each: Literal["account"] | None = None
    concerns: Concern = "present"
    applies_if: Condition | None = None
    names: Naming | None = None
    says: str
    why: str
    sources: tuple[str, ...] = Field(min_length=1)
    lifecycle: Lifecycle
    since: str


class FindingExamples(Frozen):
    """The three examples of a finding; no unknown one where none can be."""

    raised: Example
    cleared: Example
    unknown: Example | None = None


class FindingRule(Rule):
    """A risk rule: what raises it, how grave, what to do."""

    risk: str
    when: Condition
    severity: Severity
    raises: tuple[Raise, ...] = Field(default=(), alias="raise")
    otherwise: str
    remedy: tuple[Remedy, ...] = Field(min_length=1)
    legal: Legal | None = None
    examples: FindingExamples


class NoteExamples(Frozen):
    """The examples of a note; what it counts is always known."""

    raised: Example
    cleared: Example


class NoteRule(Rule):
    """What is said of the answers themselves: no risk, no points."""

    when: Condition
    remedy: tuple[Remedy, ...] = Field(min_length=1)
    examples: NoteExamples


class BenefitExamples(Frozen):
    """The examples of a benefit."""

    realised: Example
    potential: Example | None = None
    sought: Example | None = None
    not_sought: Example | None = None
    unknown: Example | None = None


class BenefitRule(Rule):
    """A benefit rule: when it is sought, had, or within reach."""

    objectives: tuple[str, ...] = ()
    realised_if: Condition
    potential_if: Condition | None = None
    example_of: str | None = None
    keep: str
    examples: BenefitExamples


AnyRule: TypeAlias = FindingRule | BenefitRule | NoteRule
"""What says something of an audit: a risk, a benefit, or what is missing to judge."""


class DecisionRow(Frozen):
    """One row of the table that proposes a decision for an account."""

    id: str
    decision: str
    title: str
    do: str
    when: Condition | None = None
    because: str
    if_unknown: Literal["skip", "clarify"] = "skip"


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything that judges, by id, in the order of the files."""

    findings: dict[str, FindingRule]
    benefits: dict[str, BenefitRule]
    notes: dict[str, NoteRule]
    sources: dict[str, Source]
    parameters: dict[str, Parameter]
    thresholds: dict[str, Thresholds]
    networks: dict[str, Network]
    calendar: tuple[Election, ...]
    risks: dict[str, Named]
    axes: dict[str, Named]
    states: dict[str, Named]
    decisions: tuple[DecisionRow, ...]
    glossary: dict[str, Term]

    def rule(self, rule_id: str) -> AnyRule:
        """Give a finding, a benefit or a note; no two share an id."""
        found = self.findings.get(rule_id) or self.benefits.get(rule_id)
        return found or self.notes[rule_id]

    @cached_property
    def numbers(self) -> dict[str, float]:
        """Give the value of every numeric parameter, by id."""
        return {
            parameter.id: parameter.value
            for parameter in self.parameters.values()
            if isinstance(parameter.value, float)
        }
