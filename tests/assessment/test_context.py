"""Figures shown and never scored: effective number of accounts, how much was answered."""

from typing import Any

import pytest
from tests.builders import judged

from playbook_audit.assessment.context import hill_number


@pytest.mark.parametrize(
    ("followers", "expected"),
    [
        ([8000, 500, 500, 500, 500], 1.538),
        ([2000] * 5, 5.0),
        ([6000, 1500, 900, 700, 400, 300, 250, 200, 150, 120, 80, 40], 2.834),
        ([1200], 1.0),
    ],
)
def test_effective_number_of_accounts(followers: list[float], expected: float) -> None:
    assert round(hill_number(followers), 3) == expected


def test_doubling_every_account_doubles_the_number() -> None:
    assert hill_number([3, 2, 1, 3, 2, 1]) == pytest.approx(2 * hill_number([3, 2, 1]))


def effective(*accounts: dict[str, Any]) -> dict[str, float]:
    return dict(judged(accounts).context.effective_accounts)


def test_accounts_are_counted_within_a_network() -> None:
    found = effective(
        {"platform": "facebook", "last_post": "2026-11-20", "followers": 8000},
        {"platform": "facebook_profile", "last_post": "2026-11-20", "followers": 8000},
        {"platform": "x", "last_post": "2026-11-20", "followers": 10},
    )
    assert found == {"facebook": pytest.approx(2.0), "x": pytest.approx(1.0)}


def test_a_network_with_unknown_followers_has_no_number() -> None:
    known = {"platform": "x", "last_post": "2026-11-20", "followers": 10}
    assert effective(known, {**known, "followers": "?"}) == {}
    assert effective({**known, "followers": 0}) == {}


def test_accounts_out_of_sight_do_not_count() -> None:
    seen = {"platform": "x", "last_post": "2026-11-20", "followers": 10}
    hidden = {**seen, "status": "closed", "exit_notice": "hidden"}
    assert effective(seen, hidden) == {"x": pytest.approx(1.0)}


def test_questions_asked_and_answered_are_counted() -> None:
    nothing, more = judged([]).context, judged([], strategy_written="draft").context
    assert more.asked == nothing.asked
    assert more.answered == nothing.answered + 1
    unknown = judged([], strategy_written="?").context
    assert (unknown.asked, unknown.answered) == (nothing.asked, nothing.answered)
