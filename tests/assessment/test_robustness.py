"""Whether verdicts hold when a number moves: each statement is tried again on a finer grid."""

import pytest
from tests.builders import ON, audit, finding, judged
from tests.situations import example_case

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.robustness import Robustness, Sway, range_of, with_number
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Finding

GRID = 8
RULES = tuple(catalogue().rulebook.findings)


def sways(answers: Answers, found: Finding) -> dict[str, Sway]:
    robustness = Robustness(catalogue(), answers, ON)
    return {one.parameter: one for one in robustness.sways(found)}


def outcome(answers: Answers, rule: str, parameter: str, value: float) -> tuple[str, str, str]:
    after = assess(with_number(catalogue(), parameter, value), answers, ON)
    found = finding(after, rule)
    return found.state, found.severity, found.worst


def expected(sway: Sway, value: float, today: tuple[str, str, str]) -> tuple[str, str, str] | None:
    """Give what a sway says of a value; None where it says nothing, beyond a turn."""
    if sway.above is not None and value >= sway.above.value:
        return sway.above.outcome if value == sway.above.value else None
    if sway.below is not None and value <= sway.below.value:
        return sway.below.outcome if value == sway.below.value else None
    return today


@pytest.mark.parametrize("rule", RULES)
def test_a_verdict_is_the_same_wherever_it_is_said_to_hold(rule: str) -> None:
    case = example_case(rule, "raised")
    assert case is not None
    robustness = Robustness(case.catalogue, case.answers, case.assessment.on)
    found = next(one for one in case.assessment.raised if one.rule == rule)
    today = (found.state, found.severity, found.worst)
    for sway in robustness.sways(found):
        low, high = range_of(case.catalogue.rulebook.parameters[sway.parameter]) or (0.0, 0.0)
        turns = [one.value for one in (sway.below, sway.above) if one is not None]
        grid = {round(low + (high - low) * rank / GRID) for rank in range(GRID + 1)}
        for value in sorted({low, high, *turns, *(one for one in grid if low <= one <= high)}):
            said = expected(sway, value, today)
            assert said in (None, robustness.outcome(found, sway.parameter, value)), (sway, value)


def test_a_number_that_turns_a_verdict_is_told_to_the_unit() -> None:
    accounts = [{"platform": one, "scope": "general", "last_post": ON} for one in ("x", "facebook")]
    answers = audit(accounts, org_population=3600, written_rules=["roles"])
    found = finding(
        judged(accounts, org_population=3600, written_rules=["roles"]), "no_working_rules"
    )
    sway = sways(answers, found)["population_3500"]
    assert not sway.holds
    assert sway.below is None
    assert sway.above is not None
    assert sway.above.value == 3601
    assert sway.above.outcome == outcome(answers, "no_working_rules", "population_3500", 3601)
    assert outcome(answers, "no_working_rules", "population_3500", 3600) == (
        found.state,
        found.severity,
        found.worst,
    )


def test_a_number_far_from_turning_holds() -> None:
    accounts = [{"platform": "x", "scope": "general", "last_post": ON}]
    answers = audit(accounts, org_population=90_000, written_rules=["roles"])
    found = finding(
        judged(accounts, org_population=90_000, written_rules=["roles"]), "no_working_rules"
    )
    assert sways(answers, found)["population_3500"].holds


def test_what_the_law_fixes_does_not_move() -> None:
    assert range_of(catalogue().rulebook.parameters["opposition_population"]) is None
    assert range_of(catalogue().rulebook.parameters["summer_truce_start"]) is None
