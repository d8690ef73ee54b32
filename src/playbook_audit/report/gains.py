"""What settling some matters would bring: the points taken off, and the levels then reached.

A matter settled is a matter whose findings are no longer raised; what stays unknown stays unknown.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from playbook_audit.assessment.risks import groups_of, judge_risk, scale_of
from playbook_audit.model.assessment import Finding, Risk
from playbook_audit.report.actions import DECISIVE_RISK, Matter, matters_to_act_on
from playbook_audit.report.case import Case


class Fall(NamedTuple):
    """A risk as it is, and as it would be."""

    before: Risk
    after: Risk


def most_rewarding(case: Case, most: int) -> tuple[Matter, ...]:
    """Give the matters that take most points off the risks once settled, the best first."""
    weighing = _weighing(case)
    gains = [(_points_off(case, one, weighing), one) for one in matters_to_act_on(case)]
    ranked = sorted(gains, key=lambda gain: (-gain[0], gain[1].rule.id))
    return tuple(matter for points, matter in ranked if points > 0)[:most]


def falls(case: Case, settled: Collection[Matter]) -> tuple[Fall, ...]:
    """Give the risks whose possible levels would change, in their usual order."""
    weighing = _weighing(case)
    pairs = [
        Fall(risk, _without(case, risk.id, settled, weighing)) for risk in case.assessment.risks
    ]
    return tuple(one for one in pairs if one.before.levels != one.after.levels)


Weighing: TypeAlias = Mapping[str, Sequence[Finding]]
"""The findings that weigh something, by risk."""


def _weighing(case: Case) -> Weighing:
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in case.assessment.findings:
        if one.points.high > 0:
            found[one.risk].append(one)
    return found


def _points_off(case: Case, matter: Matter, weighing: Weighing) -> float:
    """Give the points that are sure to go."""
    risk = case.assessment.risk(matter.rule.risk)
    return risk.points.low - _without(case, risk.id, (matter,), weighing).points.low


def _without(case: Case, risk: str, settled: Collection[Matter], weighing: Weighing) -> Risk:
    """Give a risk without the findings of some matters."""
    gone = _settled_with(settled, weighing)
    left = [one for one in weighing.get(risk, ()) if one.fingerprint not in gone]
    scale = scale_of(case.catalogue.rulebook.numbers)
    return judge_risk(risk, groups_of(left).get(risk, []), scale)


def _settled_with(settled: Collection[Matter], weighing: Weighing) -> frozenset[str]:
    """Give the findings that go: deciding on an account answers all that its silence raised."""
    found = [finding for matter in settled for finding in matter.findings]
    decided = {one.account for one in found if one.account and one.risk == DECISIVE_RISK}
    found += [
        one
        for one in weighing.get(DECISIVE_RISK, ())
        if one.state == "raised" and one.account in decided
    ]
    return frozenset(one.fingerprint for one in found)
