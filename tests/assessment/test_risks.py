"""From points to risks: the worked figures of the method, levels, margins, what is accepted."""

from datetime import date, timedelta
from math import exp, log
from typing import Any

import pytest
from tests.builders import ON, answers_of, finding, judged

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.risks import Scale, scale_of
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import Assessment, Interval, Level


@pytest.fixture
def scale() -> Scale:
    return scale_of(catalogue().rulebook.numbers)


# ------------------------------------------------------------------ exposure


def exposure_of(followers: object, population: object) -> Interval:
    account = {"platform": "facebook", "followers": followers}
    return judged([account], org_population=population).accounts[0].exposure


@pytest.mark.parametrize(
    ("followers", "population", "expected"),
    [
        (8000, 10_000, 0.9879),
        (3000, 10_000, 0.9347),
        (1500, 10_000, 0.8970),
        (500, 10_000, 0.8375),
        (0, 10_000, 0.5),
        (10_000, 10_000, 1.0),
        (250_000, 10_000, 1.0),
    ],
)
def test_exposure_grows_with_the_share_of_residents_who_follow(
    followers: int, population: int, expected: float
) -> None:
    exposure = exposure_of(followers, population)
    assert exposure.low == exposure.high
    assert round(exposure.low, 4) == expected


@pytest.mark.parametrize(("followers", "population"), [("?", 10_000), (8000, "?"), (8000, 0)])
def test_exposure_is_anything_from_a_half_when_it_cannot_be_known(
    followers: object, population: object
) -> None:
    assert exposure_of(followers, population) == (0.5, 1.0)


def test_a_contradiction_on_followers_gives_both_exposures() -> None:
    both = {"contradicted": [{"value": 3000}, {"value": 8000}]}
    assert [round(bound, 4) for bound in exposure_of(both, 10_000)] == [0.9347, 0.9879]


# ------------------------------------------------------------------ the scale


@pytest.mark.parametrize(
    ("points", "score"), [(0, 0), (0.15, 0.0723), (0.9, 0.3624), (1.9, 0.6133), (4.0, 0.8647)]
)
def test_score_of_points(scale: Scale, points: float, score: float) -> None:
    assert round(scale.score(points), 4) == score


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0.0, "low"),
        (0.2499, "low"),
        (0.25, "moderate"),
        (0.4999, "moderate"),
        (0.50, "high"),
        (0.7499, "high"),
        (0.75, "critical"),
        (0.9999, "critical"),
    ],
)
def test_a_level_begins_at_its_limit(scale: Scale, score: float, level: Level) -> None:
    assert scale.levels(Interval(score, score)) == (level,)


def test_an_interval_takes_every_level_it_touches(scale: Scale) -> None:
    assert scale.levels(Interval(0.2, 0.6)) == ("low", "moderate", "high")


THRESHOLDS = [0.5753641449, 1.3862943611, 2.7725887222]
"""−2·ln(1 − level) for 0.25, 0.50 and 0.75."""


def test_limits_stand_at_these_points(scale: Scale) -> None:
    assert [scale.points_at(one) for one in (0.25, 0.5, 0.75)] == pytest.approx(THRESHOLDS)


@pytest.mark.parametrize(
    ("points", "margin"),
    [
        ((0.0, 0.0), None),
        ((0.9, 0.9), 0.3607),  # 0.5754 / 0.9
        ((1.9, 1.9), 0.2704),  # 1.3863 / 1.9
        ((4.0, 4.0), 0.3069),  # 2.7726 / 4.0
        ((0.9, 1.9), 0.2704),  # the nearer of both bounds
        ((0.0, 0.9), 0.3607),  # a bound of 0 cannot move
        ((1.38, 1.38), 0.0046),
        ((0.15, 0.15), 2.8358),
    ],
)
def test_margin_is_the_smallest_change_that_moves_a_level(
    scale: Scale, points: tuple[float, float], margin: float | None
) -> None:
    found = scale.margin(Interval(*points))
    assert (None if found is None else round(found, 4)) == margin


# ------------------------------------------------------------------ a whole sum, by hand


def town(**of_x: Any) -> Assessment:
    """Give four accounts of a commune of 10,000: active, stopped, slowing, silent."""
    accounts = [
        {"key": "facebook", "platform": "facebook", "followers": 8000, "last_post": ON},
        {"key": "x", "platform": "x", "followers": 3000, "comments_open": "both", **of_x},
        {"key": "instagram", "followers": 1500, "last_post": days_ago(20)},
        {"key": "youtube", "followers": 500, "status": "idle", "last_post": days_ago(300)},
    ]
    platforms = {"instagram": "instagram", "youtube": "youtube"}
    rows = [
        {"platform": platforms.get(str(one["key"])), "scope": "general", "comments_open": "neither"}
        | one
        for one in accounts
    ]
    return judged(rows, org_population=10_000, org_social_hours=40, objectives_list=["inform"])


def days_ago(days: int) -> date:
    return ON - timedelta(days=days)


X_ABANDONED = 1.9 * (0.5 + 0.5 * log(3001) / log(10_001))  # high, for a general account: 1.7758
YOUTUBE_DORMANT = 0.9 * (0.5 + 0.5 * log(501) / log(10_001))  # moderate, nobody can write: 0.7537


def test_abandonment_adds_accounts_up() -> None:
    risk = town(status="idle", last_post=days_ago(400)).risk("abandonment")
    assert risk.points.low == risk.points.high == pytest.approx(X_ABANDONED + YOUTUBE_DORMANT)
    assert risk.points.low == pytest.approx(2.5296, abs=1e-4)
    assert risk.score.low == pytest.approx(0.7177, abs=1e-4)
    assert risk.levels == ("high",)
    assert {one.account for one in risk.contributions} == {"x", "youtube"}


def test_closing_with_a_notice_takes_the_account_off() -> None:
    risk = town(status="closed", exit_notice="full", last_post=days_ago(400)).risk("abandonment")
    assert risk.points.low == risk.points.high == pytest.approx(YOUTUBE_DORMANT)
    assert risk.score.low == pytest.approx(0.3140, abs=1e-4)
    assert risk.levels == ("moderate",)


def test_an_account_of_which_nothing_is_known_opens_the_level() -> None:
    risk = town(status="?", last_post="?").risk("abandonment")
    assert risk.points.low == pytest.approx(YOUTUBE_DORMANT)
    assert risk.score.low == pytest.approx(1 - exp(-YOUTUBE_DORMANT / 2))
    assert risk.levels[0] == "moderate"
    assert risk.levels[-1] == "high"


def test_only_the_worst_finding_of_an_account_counts() -> None:
    assessment = town(status="idle", last_post=days_ago(400))
    weights = {
        one.rule: one.points.low
        for one in assessment.findings
        if one.account == "x" and one.risk == "abandonment" and one.state == "raised"
    }
    assert set(weights) == {"abandoned_account", "idle_undecided"}
    own = next(one for one in assessment.risk("abandonment").contributions if one.account == "x")
    assert own.points.low == max(weights.values())
    assert own.carried_by == ("abandoned_account", "abandoned_account")


# ------------------------------------------------------------------ accepted, exempt, urgent


def accepted(until: str | None, on: date = ON) -> Assessment:
    """Give a dormant account somebody decided to live with."""
    row = {"fingerprint": "dormant_account:x", "reason": "fusion prévue", "until": until}
    account = {"key": "x", "platform": "x", "scope": "theme", "status": "idle"}
    data = {
        "answers": {"org_type": "commune", "org_population": 8012},
        "accounts": [{**account, "last_post": date(2026, 7, 1)}],
        "accepted": [{name: value for name, value in row.items() if value}],
    }
    return assess(catalogue(), answers_of(data, on), on)


@pytest.mark.parametrize(
    ("until", "state"),
    [(None, "accepted"), ("2026-11-22", "accepted"), ("2026-11-21", "raised")],
)
def test_an_accepted_finding_weighs_nothing_until_it_runs_out(
    until: str | None, state: str
) -> None:
    found = finding(accepted(until), "dormant_account", "x")
    assert found.state == state
    assert (found.points.high > 0) == (state == "raised")


def test_an_acceptance_concerns_one_account_and_one_rule() -> None:
    raised = {one.fingerprint for one in accepted(None).raised if one.risk == "abandonment"}
    assert raised == {"idle_undecided:x"}


def test_nothing_is_urgent_when_no_high_finding_is_raised_or_possible() -> None:
    answers: dict[str, Any] = {"org_presence": "no"}
    assert judged(None, **answers).nothing_urgent
    assert not town(status="idle", last_post=days_ago(400)).nothing_urgent
    assert not town(status="?", last_post="?").nothing_urgent
