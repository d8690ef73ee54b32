"""The six practices: the worked interval of the method, what may not apply, accounts together."""

from typing import Any

import pytest
from tests.builders import ON, judged

from playbook_audit.assessment.practices import Item, practice
from playbook_audit.model.assessment import Assessment, Interval, Practice

ANYTHING = Interval(0, 1)


def known(weight: float, worth: float) -> Item:
    return Item(weight, Interval(worth, worth), known=1, optional=False)


def unknown(weight: float, *, optional: bool = False) -> Item:
    return Item(weight, ANYTHING, known=0, optional=optional)


def test_the_worked_interval_of_the_method() -> None:
    """Weights and answers (3: 1.0), (2: 0.5), (2: unknown), (1: no object), (1: 0.0)."""
    found = practice("axis", [known(3, 1.0), known(2, 0.5), unknown(2), known(1, 0.0)])
    assert found.mean == (0.5, 0.75)
    assert found.coverage == 0.75


def test_an_axis_of_which_nothing_applies_has_no_figure() -> None:
    assert practice("axis", []) == Practice("axis", None, 0.0)


def test_an_answer_that_may_not_apply_is_left_out_where_that_widens() -> None:
    maybe = Item(1, Interval(1, 1), known=0, optional=True)
    assert practice("axis", [known(1, 0.5), maybe]).mean == (0.5, 0.75)
    assert practice("axis", [known(1, 0.5), unknown(1, optional=True)]).mean == (0.25, 0.75)


def test_equal_bounds_stay_equal_whatever_the_rounding() -> None:
    found = practice("axis", [known(1, 0.2), known(2, 0.2), known(3, 0.2)])
    assert found.mean is not None
    assert found.mean.low == found.mean.high == pytest.approx(0.2)


# ------------------------------------------------------------------ in an audit


def relation(assessment: Assessment) -> Practice:
    return next(one for one in assessment.practices if one.id == "relation")


def accounts(*shares: str, **others: Any) -> Assessment:
    """Give accounts that answer residents so, and nothing else that measures the relation."""
    rows = [
        {"platform": "facebook", "last_post": ON, "comments_open": "both", "answer_share": one}
        for one in shares
    ]
    nothing_else: dict[str, Any] = {
        "accessibility_practice": "?",
        "voice": "?",
        "community_contribution": "?",
    }
    return judged(rows, **nothing_else, **others)


def test_accounts_weigh_together_as_one_question() -> None:
    one, many = relation(accounts("fast")), relation(accounts("fast", "fast", "fast"))
    assert one.mean == many.mean
    half = relation(accounts("fast", "rarely"))
    assert half.mean is not None
    assert one.mean is not None
    assert half.mean.low < one.mean.low


def test_an_account_nobody_asks_anything_of_is_left_out() -> None:
    assert relation(accounts("fast", "no_question")).mean == relation(accounts("fast")).mean


def test_an_account_the_public_no_longer_sees_has_no_practice() -> None:
    hidden = {"status": "closed", "exit_notice": "hidden", "last_post": ON, "mfa": "none"}
    seen = {"platform": "facebook", "last_post": ON, "mfa": "all"}
    mastery = {one.id: one for one in judged([seen, {"platform": "x", **hidden}]).practices}
    alone = {one.id: one for one in judged([seen]).practices}
    assert mastery["mastery"].mean is not None
    assert alone["mastery"].mean is not None


def test_an_account_perhaps_out_of_sight_may_be_left_out() -> None:
    seen = {"key": "a", "platform": "facebook", "last_post": ON, "mfa": "none"}
    maybe = {"key": "b", "platform": "x", "last_post": "2025-01-01", "mfa": "all"}
    intervals = {
        status: next(
            one.mean
            for one in judged([seen, {**maybe, "status": status}]).practices
            if one.id == "mastery"
        )
        for status in ("?", "live", "reserved")
    }
    unsure = intervals["?"]
    assert unsure is not None
    for sure in (intervals["live"], intervals["reserved"]):
        assert sure is not None
        assert unsure.low <= sure.low
        assert sure.high <= unsure.high


def test_a_deficit_sets_what_it_hides_to_nothing() -> None:
    """Whoever looks at no figure is taken to use none; whoever looks may still say no."""
    blind = judged([], indicators_used=["nothing"], objectives_measurable="no")
    looking = judged(
        [], indicators_used=["followers"], results_used="no", objectives_measurable="no"
    )
    evaluation = [
        next(one for one in each.practices if one.id == "evaluation").mean
        for each in (blind, looking)
    ]
    assert evaluation[0] == (0, 0)
    assert evaluation[1] is not None
    assert evaluation[1].low > 0
