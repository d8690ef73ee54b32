"""Laws of the method on figures and grounds: ranges, sums, the worst risk, witnesses, sources."""

from math import fsum, isclose

import pytest
from hypothesis import given
from tests.effort import examples
from tests.smallest import holds
from tests.strategies import Drawn, audits

from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import LEVELS, AccountAssessment, Contribution, Finding

pytestmark = pytest.mark.law

TINY = 1e-9


@examples(400)
@given(audits())
def test_bounds_are_ordered_and_in_their_range(drawn: Drawn) -> None:
    holds(_bounds_are_in_their_range, drawn)


def _bounds_are_in_their_range(drawn: Drawn) -> None:
    for risk in drawn.assessment.risks:
        assert 0 <= risk.points.low <= risk.points.high, risk
        assert 0 <= risk.score.low <= risk.score.high <= 1, risk
        assert (risk.margin is None) == (risk.points.high == 0), risk
        assert risk.margin is None or risk.margin >= 0, risk
    for practice in drawn.assessment.practices:
        assert practice.mean is None or 0 <= practice.mean.low <= practice.mean.high <= 1, practice
        assert 0 <= practice.coverage <= 1 + TINY, practice
    for account in drawn.assessment.accounts:
        _account_is_in_its_range(account)
    for unknown in drawn.assessment.unknowns:
        assert 0 < unknown.would_change <= len(drawn.assessment.risks), unknown
    assert 0 <= drawn.assessment.context.answered <= drawn.assessment.context.asked


def _account_is_in_its_range(account: AccountAssessment) -> None:
    assert 0.5 <= account.exposure.low <= account.exposure.high <= 1, account
    assert 0 <= account.risk.low <= account.risk.high <= 1, account
    assert 0 <= account.benefit.low <= account.benefit.high <= 1, account
    assert account.states, account


@examples(300)
@given(audits())
def test_contributions_sum_to_the_points(drawn: Drawn) -> None:
    holds(_contributions_sum, drawn)


def _contributions_sum(drawn: Drawn) -> None:
    for risk in drawn.assessment.risks:
        points = [one.points for one in risk.contributions]
        assert isclose(fsum(one.low for one in points), risk.points.low, abs_tol=TINY), risk
        assert isclose(fsum(one.high for one in points), risk.points.high, abs_tol=TINY), risk
        findings = [one for one in drawn.assessment.findings if one.risk == risk.id]
        for contribution in risk.contributions:
            _is_carried(contribution, findings)


def _is_carried(contribution: Contribution, findings: list[Finding]) -> None:
    """Check that the rules said to carry the bounds of a contribution weigh just that."""
    weights = {one.rule: one.points for one in findings if one.account == contribution.account}
    low, high = contribution.carried_by
    assert contribution.points.low == (weights[low].low if low else 0), contribution
    assert contribution.points.high == (weights[high].high if high else 0), contribution


@examples(200)
@given(audits(most=3))
def test_overall_level_is_that_of_the_worst_risk(drawn: Drawn) -> None:
    risks = drawn.assessment.risks
    lowest = max(LEVELS.index(risk.levels[0]) for risk in risks)
    highest = max(LEVELS.index(risk.levels[-1]) for risk in risks)
    assert drawn.assessment.overall == LEVELS[lowest : highest + 1]


@examples(300)
@given(audits())
def test_every_verdict_has_a_witness_and_a_source(drawn: Drawn) -> None:
    holds(_verdicts_are_grounded, drawn)


def _verdicts_are_grounded(drawn: Drawn) -> None:
    rulebook = catalogue().rulebook
    for finding in drawn.assessment.findings:
        assert finding.witnesses or finding.state == "not_applicable", finding
        assert rulebook.findings[finding.rule].sources, finding
    for benefit in drawn.assessment.benefits:
        assert benefit.witnesses or benefit.state == "not_sought", benefit
        assert rulebook.benefits[benefit.rule].sources, benefit
    for account in drawn.assessment.accounts:
        decision = account.decision
        assert decision.witnesses or decision.settled_by or decision.decision == "keep", account
