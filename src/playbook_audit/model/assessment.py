"""What an audit concludes: findings, risks, accounts, benefits, practices, and what is not known.

Intervals are (low, high) with low <= high. Tuples are in an order that depends on the catalogue and
on account keys alone, never on the order of a file.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from playbook_audit.model.operand import Operand, Witnesses
from playbook_audit.model.rule import Severity

FindingState = Literal["raised", "cleared", "unknown", "not_applicable", "accepted"]
BenefitState = Literal["not_sought", "sought", "potential", "realised", "unknown"]
Proof = Literal["declared", "declared_with_example", "measured"]
Level = Literal["low", "moderate", "high", "critical"]
LEVELS: tuple[Level, ...] = ("low", "moderate", "high", "critical")


class Interval(NamedTuple):
    """Every value from ``low`` to ``high``, both included."""

    low: float
    high: float


NOTHING = Interval(0.0, 0.0)


class OpenRaise(NamedTuple):
    """A higher severity that some missing answers may still bring."""

    severity: Severity
    missing: Witnesses


class Finding(NamedTuple):
    """What one risk rule says of the audit, or of one account."""

    rule: str
    account: str | None
    """The key of the account; None for a finding on the whole audit."""
    risk: str
    state: FindingState
    severity: Severity
    """The severity that is sure."""
    worst: Severity
    """The highest severity still possible."""
    points: Interval
    """What it weighs, exposure included; (0, 0) unless raised or unknown."""
    witnesses: Witnesses = ()
    """The answers that decided it, or those that are missing when it is unknown."""
    open_raises: tuple[OpenRaise, ...] = ()
    raised_by: tuple[int, ...] = ()
    """Ranks, in the rule, of the raises that apply."""
    named: tuple[str, ...] = ()
    """Keys of the accounts it names."""
    perhaps_named: tuple[str, ...] = ()
    details: tuple[tuple[str, Operand], ...] = ()
    """What its sentence prints, by placeholder."""

    @property
    def fingerprint(self) -> str:
        """Give the rule and the account: what stays the same from one audit to the next."""
        return self.rule if self.account is None else f"{self.rule}:{self.account}"


class Contribution(NamedTuple):
    """What one account, or one audit-wide finding, adds to a risk."""

    account: str | None
    points: Interval
    carried_by: tuple[str | None, str | None]
    """The rules that carry the low bound and the high bound; None for a bound of 0."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One of the six risks: its sum of points, its score in [0, 1], its levels."""

    id: str
    points: Interval
    score: Interval
    levels: tuple[Level, ...]
    margin: float | None
    """δ*: the smallest relative change of all points that moves a level; None without points."""
    contributions: tuple[Contribution, ...]


class DecisionProposed(NamedTuple):
    """What is proposed for an account, and the answers behind it."""

    row: str
    decision: str
    witnesses: Witnesses
    settled_by: Witnesses = ()
    """The answers that are missing, when the proposal is to clarify."""


class AccountAssessment(NamedTuple):
    """What is concluded on one account."""

    key: str
    states: tuple[str, ...]
    """The states still possible, in the order of the catalogue."""
    silence_days: Interval | None
    """None when nothing was posted, or nothing is known."""
    never_posted: bool
    exposure: Interval
    risk: Interval
    """1 − exp(−Σ over risks of the points of its worst finding / 2), without exposure."""
    benefit: Interval
    decision: DecisionProposed
    missing: Witnesses = ()
    """The answers that would make the state better known."""


class Benefit(NamedTuple):
    """What one benefit rule says of the audit, or of one account."""

    rule: str
    account: str | None
    state: BenefitState
    proof: Proof | None
    near: bool = False
    """Whether, still unknown, what makes it within reach is already established."""
    witnesses: Witnesses = ()
    named: tuple[str, ...] = ()
    details: tuple[tuple[str, Operand], ...] = ()


class Note(NamedTuple):
    """What one note says of the answers to the audit, or on one account; it weighs nothing."""

    rule: str
    account: str | None
    state: Literal["raised", "cleared"]
    witnesses: Witnesses = ()
    details: tuple[tuple[str, Operand], ...] = ()


class Practice(NamedTuple):
    """One axis: the weighted mean of its answers, and how much of it is known."""

    id: str
    mean: Interval | None
    """The index of the axis, in [0, 1]; None when nothing applies."""
    coverage: float
    """Known weight over applicable weight, in [0, 1]."""


class Unknown(NamedTuple):
    """A missing answer, and the width it would take off the six scores, in [0, 6]."""

    path: str
    would_change: float


@dataclass(frozen=True, slots=True)
class Context:
    """Figures that are shown and never scored."""

    effective_accounts: tuple[tuple[str, float], ...]
    """Effective number of accounts by network (Hill number of order 2 on followers)."""
    asked: int
    """Questions that apply, over the audit and its accounts."""
    answered: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole conclusion of one audit on one day."""

    on: date
    path: str
    overall: tuple[Level, ...]
    risks: tuple[Risk, ...]
    accounts: tuple[AccountAssessment, ...]
    findings: tuple[Finding, ...]
    benefits: tuple[Benefit, ...]
    notes: tuple[Note, ...]
    practices: tuple[Practice, ...]
    unknowns: tuple[Unknown, ...]
    context: Context

    def risk(self, risk_id: str) -> Risk:
        """Give one risk."""
        return next(risk for risk in self.risks if risk.id == risk_id)

    @property
    def raised(self) -> tuple[Finding, ...]:
        """Give the findings raised, gravest first."""
        raised = [finding for finding in self.findings if finding.state == "raised"]
        return tuple(sorted(raised, key=lambda one: (-one.points.high, -one.severity.rank)))

    @property
    def nothing_urgent(self) -> bool:
        """Tell whether no risk is above moderate and no finding high, raised or possible."""
        calm = all(risk.levels[-1] in ("low", "moderate") for risk in self.risks)
        open_ones = (one for one in self.findings if one.state in ("raised", "unknown"))
        return calm and all(one.worst.rank < Severity.HIGH.rank for one in open_ones)
