"""What to do, from the findings raised: matters to decide, gravest first, and actions merged.

A matter is one rule with everything it raised; an action is one remedy, whatever the findings it
answers. How they are printed is the business of the sections.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from playbook_audit.conditions.references import parameters
from playbook_audit.model.assessment import Finding
from playbook_audit.model.rule import DecisionRow, FindingRule, Remedy
from playbook_audit.report.case import Case
from playbook_audit.report.words import day, deadline

DECISIVE_RISK = "abandonment"
"""The risk whose findings on an account come with the decision proposed for it."""


class Matter(NamedTuple):
    """One rule and the findings it raised."""

    rule: FindingRule
    findings: tuple[Finding, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the accounts concerned, each once."""
        return keys_of(self.findings)

    @property
    def gravest(self) -> Finding:
        """Give the finding that weighs most."""
        return max(self.findings, key=lambda one: (one.severity.rank, one.points.high))


class Action(NamedTuple):
    """One remedy and the findings it answers."""

    remedy: Remedy
    findings: tuple[Finding, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the accounts concerned, each once."""
        return keys_of(self.findings)


class Proposal(NamedTuple):
    """One row of the table of decisions and the accounts it is proposed for."""

    row: DecisionRow
    keys: tuple[str, ...]


def keys_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Give the accounts some findings are about, or name, in the order of keys."""
    return tuple(
        sorted({key for one in findings for key in ((one.account,) if one.account else one.named)})
    )


def matters(case: Case) -> tuple[Matter, ...]:
    """Give every rule raised, gravest first."""
    return _by_rule(case, case.assessment.raised)


def matters_to_act_on(case: Case) -> tuple[Matter, ...]:
    """Give the matters without the findings a graver one makes needless to say.

    An abandoned account is also stopped without a decision: deciding answers both.
    """
    carrying = {
        (one.account, one.carried_by[0])
        for risk in case.assessment.risks
        for one in risk.contributions
    }
    told = (
        one
        for one in case.assessment.raised
        if one.account is None
        or one.risk != DECISIVE_RISK
        or not one.points.low
        or (one.account, one.rule) in carrying
    )
    return _by_rule(case, told)


def _by_rule(case: Case, findings: Iterable[Finding]) -> tuple[Matter, ...]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    rules = case.catalogue.rulebook.findings
    found = [Matter(rules[rule], tuple(raised)) for rule, raised in by_rule.items()]
    return tuple(sorted(found, key=_gravity))


def _gravity(matter: Matter) -> tuple[int, float, str]:
    """Give the order: the gravest grade first, then what weighs most all accounts together."""
    total = fsum(one.points.high for one in matter.findings)
    return (-matter.gravest.severity.rank, -total, matter.rule.id)


def first_matters(case: Case) -> tuple[Matter, ...]:
    """Give what to decide first: the rules that carry a risk, a few at most."""
    carrying = {
        one.carried_by[0]
        for risk in case.assessment.risks
        for one in risk.contributions
        if one.points.low > 0
    }
    most = int(case.catalogue.rulebook.numbers["first_decisions"])
    return tuple(one for one in matters_to_act_on(case) if one.rule.id in carrying)[:most]


def first_proposals(case: Case, taken: Iterable[Matter]) -> tuple[Proposal, ...]:
    """Give the decisions on accounts that the matters already taken leave aside."""
    spoken_for = {key for matter in taken for key in matter.keys}
    most = int(case.catalogue.rulebook.numbers["first_decisions"])
    open_ones = (
        one for one in proposals(case) if one.row.decision != "keep" and set(one.keys) - spoken_for
    )
    left = (Proposal(one.row, _without(one.keys, spoken_for)) for one in open_ones)
    return tuple(left)[: max(0, most - len(tuple(taken)))]


def _without(keys: tuple[str, ...], others: set[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in others)


def proposals(case: Case) -> tuple[Proposal, ...]:
    """Give the decisions proposed, in the order of their table."""
    keys: dict[str, list[str]] = defaultdict(list)
    for account in case.assessment.accounts:
        keys[account.decision.row].append(account.key)
    rows = case.catalogue.rulebook.decisions
    return tuple(Proposal(row, tuple(keys[row.id])) for row in rows if row.id in keys)


def actions(case: Case) -> tuple[Action, ...]:
    """Give every remedy once, with all it answers: the soonest first, then the gravest."""
    answered: dict[Remedy, list[Finding]] = {}
    for matter in matters_to_act_on(case):
        for remedy in matter.rule.remedy:
            answered.setdefault(remedy, []).extend(matter.findings)
    found = [Action(remedy, tuple(findings)) for remedy, findings in answered.items()]
    return tuple(sorted(found, key=lambda one: one.remedy.within_days))


def parameters_of(rule: FindingRule, raised_by: Iterable[int]) -> tuple[str, ...]:
    """Give the parameters behind a verdict: those of the rule, and of the raises that apply."""
    conditions = [rule.when, *(rule.raises[rank].when for rank in raised_by)]
    if rule.applies_if is not None:
        conditions.append(rule.applies_if)
    return tuple(dict.fromkeys(name for one in conditions for name in parameters(one)))


def due(on: date, within_days: int) -> str:
    """Give until when: « avant le 22 décembre 2026 », or « tout de suite »."""
    if within_days <= 1:
        return deadline(within_days)
    return f"avant le {day(on + timedelta(days=within_days))}"
