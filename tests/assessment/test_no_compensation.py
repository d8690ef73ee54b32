"""What is good never hides what is wrong: two promises of the method, and the wall behind them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.builders import Plain, finding, judged

from playbook_audit.model.assessment import Assessment, Interval

SPLENDID: Plain = {
    "org_population": 25_000,
    "org_other_channels": ["website", "bulletin", "sms", "boards"],
    "objectives_list": ["inform", "dialogue", "listen"],
    "objectives_measurable": "all",
    "channel_same_message": "planned",
    "opening_reason": ["need"],
    "assembly_informed": ["strategy", "cost", "results"],
    "audiences_named": ["families", "young"],
    "audience_channel_map": {"families": "both", "young": "networks"},
    "audiences_knowledge": ["stats", "survey", "desk"],
    "message_adaptation": "designed",
    "listening_practice": "daily",
    "local_groups": "engaged",
    "listening_feedback_loop": "tracked",
    "listening_example": {"value": "yes", "note": "un horaire changé après douze messages"},
    "community_contribution": {"value": ["opinions", "help"], "note": "300 avis sur le parc"},
    "voice": "people",
    "register_exists": "reviewed",
    "opening_rule": "written",
    "identity_rule": "both",
    "shared_territory": "clear",
    "contradictory_messages": "no",
    "indicators_used": ["effects", "survey", "answers"],
    "results_used": {"value": "yes", "note": "deux formats arrêtés"},
}
"""A city of 25,000 that does everything well, but for what a test says."""

ACCOUNT: Plain = {
    "scope": "general",
    "purpose": "inform",
    "audience": "families",
    "unique_reach": "no",
    "owner": "service",
    "last_post": "2026-11-20",
    "comments_open": "both",
    "answer_share": "fast",
    "followers": 12_000,
    "branding": "yes",
    "bio_contents": ["who", "site", "where", "delay", "legal"],
    "listed_on_site": "yes",
    "admins_count": 3,
    "credential_type": "named",
    "mfa": "all",
    "email_institutional": "yes",
}
FEW_HOURS = 3
"""Hours a week of a very small team, for two accounts."""


def accounts(**changed: Any) -> Iterator[dict[str, Any]]:
    """Give two accounts kept as well as they can be, but for what a test changes."""
    for platform in ("facebook", "instagram"):
        yield {**ACCOUNT, "platform": platform, "key": platform, **changed}


def city(changed_accounts: Mapping[str, Any] | None = None, **answers: Any) -> Assessment:
    return judged(accounts(**(changed_accounts or {})), **{**SPLENDID, **answers})


def points(assessment: Assessment) -> dict[str, Interval]:
    return {risk.id: risk.points for risk in assessment.risks}


# ---------------------------------------------------------------- a large team


@pytest.mark.parametrize("hours", [40, 400, 40 * 35, 2_000])
def test_a_40_person_team_never_compensates_a_missing_strategy(hours: int) -> None:
    small = city(strategy_written="none", org_social_hours=FEW_HOURS)
    large = city(strategy_written="none", org_social_hours=hours)
    missing = finding(large, "no_written_strategy")
    assert (missing.state, missing.severity) == ("raised", "high")
    assert missing == finding(small, "no_written_strategy")
    assert large.risk("off_strategy") == small.risk("off_strategy")
    assert large.risk("off_strategy").levels == ("high",)


def test_a_written_strategy_is_what_lifts_it() -> None:
    before, after = (
        city(strategy_written=written, org_social_hours=1_400) for written in ("none", "written")
    )
    assert before.risk("off_strategy").points == missing_strategy_points(before)
    assert after.risk("off_strategy").points == Interval(0, 0)


def missing_strategy_points(assessment: Assessment) -> Interval:
    return finding(assessment, "no_written_strategy").points


# ---------------------------------------------------------------- strong branding

STRONG: Plain = {"branding": "yes", "bio_contents": ["who", "site"], "listed_on_site": "yes"}
WEAK: Plain = {"branding": "none", "bio_contents": ["nothing"], "listed_on_site": "no"}
CONFUSIONS = [
    pytest.param("institution_politics_confusion", {"elected_separation": "staff"}, id="staff"),
    pytest.param(
        "institution_politics_confusion",
        {"elected_separation": "relay", "content_achievements": "often"},
        id="relay",
    ),
    pytest.param("elected_page_as_official", {"elected_separation": "only"}, id="only"),
    pytest.param(
        "elected_page_as_official",
        {"elected_separation": "only", "content_achievements": "often"},
        id="only, with achievements",
    ),
]


@pytest.mark.parametrize(("rule", "confusion"), CONFUSIONS)
def test_strong_branding_never_hides_a_confusion_between_institution_and_elected_person(
    rule: str, confusion: dict[str, Any]
) -> None:
    strong = city(STRONG, identity_rule="both", **confusion)
    weak = city(WEAK, identity_rule="none", **confusion)
    assert benefit(strong, "coherent_identity") == "realised"
    assert benefit(weak, "coherent_identity") != "realised"
    hidden, shown = finding(strong, rule), finding(weak, rule)
    assert hidden.state == "raised"
    assert (hidden.severity, hidden.worst, hidden.points) == (
        shown.severity,
        shown.worst,
        shown.points,
    )
    assert hidden.points.low > 0


def benefit(assessment: Assessment, rule: str) -> str:
    return next(one.state for one in assessment.benefits if one.rule == rule)


@pytest.mark.parametrize(("rule", "confusion"), CONFUSIONS)
def test_the_whole_of_what_is_good_leaves_the_confusion_its_weight(
    rule: str, confusion: dict[str, Any]
) -> None:
    """Every practice and benefit of a splendid city against a file that says nothing else."""
    alone = finding(judged(accounts(), **confusion), rule)
    amid = finding(city(**confusion), rule)
    assert (amid.state, amid.severity, amid.points.low) == (
        "raised",
        alone.severity,
        alone.points.low,
    )


# ---------------------------------------------------------------- the wall

ONLY_BENEFITS = [
    {"listening_example": "no"},
    {"community_contribution": ["nothing"]},
    {"results_used": "no"},
    {"voice": "mixed"},
    {"crisis_plan_social": "written"},
    {"channel_same_message": "mostly"},
]
"""Answers that take a benefit or a practice away, and that no risk of this city reads at once."""


@pytest.mark.parametrize("changed", ONLY_BENEFITS, ids=lambda one: next(iter(one)))
def test_benefits_and_practices_do_not_move_risks(changed: dict[str, Any]) -> None:
    full = city(strategy_written="none", crisis_plan_social="tested", elected_separation="staff")
    less = city(
        **{
            "strategy_written": "none",
            "crisis_plan_social": "tested",
            "elected_separation": "staff",
            **changed,
        }
    )
    assert (less.benefits, less.practices) != (full.benefits, full.practices)
    assert points(less) == points(full)
