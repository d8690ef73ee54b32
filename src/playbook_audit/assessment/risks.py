"""From points to risks: sums, scores, levels, robustness, and what a missing answer would change.

S adds, for each account, the points of its worst finding of a risk, and those of every audit-wide
finding; R = 1 − exp(−S/2). Sums are exact (``math.fsum``), in the order of account keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, fsum, log
from typing import TypeAlias

from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.model.assessment import (
    LEVELS,
    Contribution,
    Finding,
    Interval,
    Level,
    Risk,
    Unknown,
)
from playbook_audit.model.operand import Witnesses
from playbook_audit.model.rule import Severity


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of the scale: divisor of S, and the scores where levels begin."""

    divisor: float
    limits: tuple[float, float, float]

    def score(self, points: float) -> float:
        """Give R = 1 − exp(−S/divisor), in [0, 1)."""
        return 1 - exp(-points / self.divisor)

    def points_at(self, score: float) -> float:
        """Give the S at which a score is reached."""
        return -self.divisor * log(1 - score)

    def rank(self, score: float) -> int:
        """Give the rank of the level a score is in, from 0."""
        return sum(score >= limit for limit in self.limits)

    def levels(self, score: Interval) -> tuple[Level, ...]:
        """Give the levels an interval of scores touches, lowest first."""
        return LEVELS[self.rank(score.low) : self.rank(score.high) + 1]

    def margin(self, points: Interval) -> float | None:
        """Give δ*, the smallest relative change of all points that moves a level.

        min over both bounds and the three limits T of |T/S − 1|; a bound of 0 cannot move.
        """
        moves = [
            abs(self.points_at(limit) / bound - 1)
            for bound in points
            if bound > 0
            for limit in self.limits
        ]
        return min(moves, default=None)


def scale_of(numbers: Mapping[str, float]) -> Scale:
    """Give the scale the parameters define."""
    limits = (numbers["level_moderate"], numbers["level_high"], numbers["level_critical"])
    return Scale(numbers["risk_divisor"], limits)


Group = tuple[Finding, ...]
"""Findings of one risk on one account, or one audit-wide finding: its worst one counts."""


def groups_of(findings: Iterable[Finding]) -> dict[str, list[Group]]:
    """Give, for each risk, the groups of findings that weigh something."""
    by_place: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.points.high > 0:
            place = f"audit {finding.rule}" if finding.account is None else finding.account
            by_place[finding.risk][place].append(finding)
    return {risk: [tuple(one) for one in places.values()] for risk, places in by_place.items()}


def judge_risk(risk: str, groups: list[Group], scale: Scale) -> Risk:
    """Give one risk from its groups of findings."""
    return _risk_of(risk, tuple(_contribution(group) for group in groups), scale)


def _risk_of(risk: str, contributions: tuple[Contribution, ...], scale: Scale) -> Risk:
    points = Interval(
        fsum(one.points.low for one in contributions),
        fsum(one.points.high for one in contributions),
    )
    score = Interval(scale.score(points.low), scale.score(points.high))
    return Risk(risk, points, score, scale.levels(score), scale.margin(points), contributions)


def risks_without(findings: Iterable[Finding], scale: Scale) -> Iterator[tuple[str, Risk]]:
    """Give, for each finding that weighs, its risk as it would be if that finding were cleared."""
    for risk, groups in groups_of(findings).items():
        weights = [_contribution(group) for group in groups]
        for rank, group in enumerate(groups):
            for finding in group:
                left = tuple(one for one in group if one is not finding)
                instead = [_contribution(left)] if left else []
                without = (*weights[:rank], *instead, *weights[rank + 1 :])
                yield finding.fingerprint, _risk_of(risk, without, scale)


def _contribution(group: Group) -> Contribution:
    """Give what a group adds: its worst finding, for each bound."""
    low = max(group, key=lambda one: one.points.low)
    high = max(group, key=lambda one: one.points.high)
    return Contribution(
        group[0].account,
        Interval(low.points.low, high.points.high),
        (low.rule if low.points.low else None, high.rule),
    )


def overall_levels(risks: Iterable[Risk]) -> tuple[Level, ...]:
    """Give the levels of the worst risk: never a mean."""
    ranks = [(LEVELS.index(one.levels[0]), LEVELS.index(one.levels[-1])) for one in risks]
    low = max((low for low, _ in ranks), default=0)
    high = max((high for _, high in ranks), default=0)
    return LEVELS[low : high + 1]


def rank_unknowns(
    groups: Mapping[str, list[Group]], risks: Iterable[Risk], scope: AuditScope, scale: Scale
) -> tuple[Unknown, ...]:
    """Give the missing answers, those that would take most off the width of the scores first.

    What an answer would change is the fall of the high score of each risk if it settled, for the
    better, everything that waits for it.
    """
    change: dict[str, float] = defaultdict(float)
    exposures = exposures_of(scope)
    for risk in risks:
        for path, gain in gains_by_path(groups.get(risk.id, ()), scope, exposures).items():
            change[path] += risk.score.high - scale.score(max(0.0, risk.points.high - gain))
    ranked = sorted(change.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Unknown(path, width) for path, width in ranked if width > 0)


def gains_by_path(
    groups: Iterable[Group], scope: AuditScope, exposures: "Exposures"
) -> dict[str, float]:
    """Give, for each missing answer, the points it may take off the high bound of a risk."""
    gains: dict[str, float] = defaultdict(float)
    for group in groups:
        for path, gain in _gains(group, scope, exposures):
            gains[path] += gain
    return gains


Exposures: TypeAlias = Mapping[str | None, tuple[Witnesses, Interval]]
"""By account key (None for the audit): what is missing to know its exposure, and that exposure."""


def exposures_of(scope: AuditScope) -> Exposures:
    """Give the exposure of every account."""
    exposures: dict[str | None, tuple[Witnesses, Interval]] = {None: ((), Interval(1.0, 1.0))}
    for account in scope.accounts or ():
        exposures[account.key] = (account["exposure"].missing, exposure_of(account))
    return exposures


def exposure_of(account: AccountScope) -> Interval:
    """Give the exposure of an account, in [½, 1]."""
    value = account["exposure"].value
    return Interval(*value) if isinstance(value, tuple) else Interval(float(value), float(value))  # type: ignore[arg-type]


def _gains(group: Group, scope: AuditScope, exposures: Exposures) -> Iterable[tuple[str, float]]:
    """Give, for each answer a group waits for, the points its high bound would lose."""
    waits_exposure, exposure = exposures[group[0].account]
    points = scope.programme.points
    high = max(one.points.high for one in group)
    waited = {path for finding in group for path in _awaited(finding)} | set(waits_exposure)
    for path in waited:
        weight = exposure.low if path in waits_exposure else exposure.high
        left = max(weight * _points_without(finding, path, points) for finding in group)
        if left < high:
            yield path, high - left


def _awaited(finding: Finding) -> Witnesses:
    """Give the answers a finding waits for: its own, and those of its open raises."""
    own = finding.witnesses if finding.state == "unknown" else ()
    return own + tuple(path for one in finding.open_raises for path in one.missing)


def _points_without(finding: Finding, path: str, points: Mapping[Severity, float]) -> float:
    """Give the points of a finding if an answer settled for the better all that waits for it."""
    if finding.state == "unknown" and path in finding.witnesses:
        return 0.0
    still_open = (one.severity for one in finding.open_raises if path not in one.missing)
    return max(points[finding.severity], *(points[one] for one in still_open), 0.0)
