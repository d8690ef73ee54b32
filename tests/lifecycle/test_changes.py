"""What two assessments of one collectivité do not conclude alike."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders import ON, audit, finding, judged

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.lifecycle.changes import Change, changes_between
from playbook_audit.model.assessment import Assessment

PAGE = {"key": "page", "platform": "facebook", "scope": "general", "status": "live"}


def page(last_post: object, on: date = ON, **answers: Any) -> Assessment:
    return judged([{**PAGE, "last_post": last_post, **answers}], on)


@pytest.fixture
def alive() -> Assessment:
    return page("2026-11-20")


@pytest.fixture
def silent() -> Assessment:
    return page("2026-08-01")


def test_an_assessment_does_not_differ_from_itself(alive: Assessment) -> None:
    assert len(changes_between(alive, alive)) == 0


def test_a_page_that_fell_asleep_changes_its_finding_its_state_and_its_decision(
    alive: Assessment, silent: Assessment
) -> None:
    changes = changes_between(alive, silent)
    asleep = next(one for one in changes.findings if one.either.rule == "dormant_account")
    assert asleep.old is not None
    assert asleep.new is not None
    assert (asleep.old.state, asleep.new.state) == ("cleared", "raised")
    assert [[side and side.states for side in one] for one in changes.states] == [
        [("active",), ("dormant",)]
    ]
    assert [one.either.key for one in changes.decisions] == ["page"]


def test_the_other_way_round_both_sides_are_exchanged(
    alive: Assessment, silent: Assessment
) -> None:
    there, back = changes_between(alive, silent), changes_between(silent, alive)
    for field in ("findings", "benefits", "notes", "risks", "states", "decisions"):
        turned = tuple(Change(one.new, one.old) for one in getattr(back, field))
        assert getattr(there, field) == turned


def test_the_order_of_accounts_and_rules_counts_for_nothing(
    alive: Assessment, silent: Assessment
) -> None:
    shuffled = replace(
        silent,
        findings=silent.findings[::-1],
        benefits=silent.benefits[::-1],
        risks=silent.risks[::-1],
        accounts=silent.accounts[::-1],
    )
    assert changes_between(alive, shuffled) == changes_between(alive, silent)


def test_a_day_that_passes_without_moving_a_verdict_is_no_change() -> None:
    given = audit([{**PAGE, "last_post": "2026-11-20"}])
    days = [assess(catalogue(), given, ON + timedelta(days=one)) for one in (0, 1)]
    assert len(changes_between(*days)) == 0


def test_points_that_move_inside_a_level_change_the_finding_alone(silent: Assessment) -> None:
    heavier = finding(silent, "dormant_account", "page")
    doubled = heavier._replace(points=heavier.points._replace(high=heavier.points.high * 2))
    moved = tuple(doubled if one is heavier else one for one in silent.findings)
    changes = changes_between(silent, replace(silent, findings=moved))
    assert changes.findings == (Change(heavier, doubled),)
    assert len(changes) == 1


def test_how_grave_a_cleared_finding_would_be_is_no_change(alive: Assessment) -> None:
    cleared = finding(alive, "dormant_account", "page")
    other = cleared._replace(severity=cleared.severity.HIGH, worst=cleared.severity.HIGH)
    moved = tuple(other if one is cleared else one for one in alive.findings)
    assert len(changes_between(alive, replace(alive, findings=moved))) == 0


def test_a_rule_judged_on_one_side_is_told_only_when_it_concludes(silent: Assessment) -> None:
    without = replace(silent, findings=(), benefits=(), notes=(), risks=())
    changes = changes_between(without, silent)
    assert {one.old for one in changes.findings} == {None}
    assert {one.either.state for one in changes.findings} == {"raised"}
    assert {one.either.state for one in changes.benefits} <= {"realised", "potential"}
    assert {one.either.state for one in changes.notes} <= {"raised"}
    assert ("low",) not in [one.either.levels for one in changes.risks]
    assert changes_between(silent, without).findings == tuple(
        Change(one.new, None) for one in changes.findings
    )


def test_an_account_of_one_side_only_is_told(alive: Assessment) -> None:
    changes = changes_between(alive, judged([]))
    assert [one.new for one in changes.states] == [None]


def test_a_change_has_one_side_at_least() -> None:
    with pytest.raises(ValueError, match="one side"):
        _ = Change[int](None, None).either
