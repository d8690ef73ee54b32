"""Collectivités written to calibrate severities: ordinary ones, and fleets of 3 to 60 accounts.

``python -m tests.fleets`` prints what each scores. Nothing is drawn: every fifth account lacks
this, every tenth lacks that, so that two runs are the same and a fleet differs by its size alone.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tests.builders import ON, answers_of

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import Assessment

Plain = dict[str, Any]
SIZES = (3, 9, 30, 60)
NETWORKS = ("facebook", "instagram", "linkedin", "youtube", "x", "bluesky")
SCOPES = ("facility", "theme", "event", "area")
OBJECTIVES = ("inform", "services", "belong")
AUDIENCES = ("families", "young", "associations", "seniors")

WELL_KEPT: Plain = {
    "owner": "service",
    "unique_reach": "no",
    "last_post": "2026-11-18",
    "declared_rhythm": "weekly",
    "comments_open": "both",
    "answer_share": "fast",
    "followers": 900,
    "branding": "yes",
    "bio_contents": ["who", "site", "where", "delay", "legal"],
    "listed_on_site": "yes",
    "admins_count": 3,
    "credential_type": "named",
    "mfa": "all",
    "email_institutional": "yes",
}

ORDINARY: Plain = {
    "org_name": "Saint-Ordinaire",
    "org_type": "commune",
    "org_population": 8012,
    "respondent_role": "comm",
    "org_other_channels": ["website", "bulletin", "boards", "desk"],
    "org_presence": "yes",
    "org_social_hours": 6,
    "org_mandate_change": "same",
    "objectives_list": OBJECTIVES,
    "strategy_written": "draft",
    "assembly_informed": ["nothing"],
    "objectives_measurable": "no",
    "channel_same_message": "mostly",
    "opening_reason": ["peers", "test"],
    "audiences_named": ["families", "seniors", "associations"],
    "audiences_knowledge": ["desk"],
    "audience_channel_map": {"families": "both", "seniors": "other", "associations": "poorly"},
    "message_adaptation": "identical",
    "listening_practice": "sometimes",
    "local_groups": "unseen",
    "listening_feedback_loop": "nothing",
    "listening_example": "no",
    "community_contribution": ["stories"],
    "voice": "mixed",
    "register_exists": "partial",
    "opening_rule": "oral",
    "identity_rule": "logo",
    "shared_territory": "overlap",
    "contradictory_messages": "minor",
    "written_rules": ["roles"],
    "absence_cover": "informal",
    "departure_procedure": "sometimes",
    "moderation_charter": "none",
    "elected_separation": "separate",
    "content_achievements": "some",
    "opposition_space": "no",
    "image_rights": "adults",
    "accessibility_practice": "sometimes",
    "unofficial_watch": "once",
    "unofficial_found": ["auto"],
    "crisis_plan_social": "oral",
    "indicators_used": ["followers", "reach"],
    "results_used": "no",
}
"""An ordinary commune of 8 000: one general page well followed, three others less so."""

ORDINARY_ACCOUNTS: list[Plain] = [
    {
        **WELL_KEPT,
        "key": "facebook",
        "platform": "facebook",
        "scope": "general",
        "purpose": "inform",
        "audience": "all",
        "followers": 3200,
        "answer_share": "week",
        "bio_contents": ["who", "site"],
        "mfa": "some",
        "admins_count": 2,
    },
    {
        **WELL_KEPT,
        "key": "instagram",
        "platform": "instagram",
        "scope": "general",
        "purpose": "belong",
        "audience": "families",
        "followers": 1100,
        "answer_share": "late",
        "credential_type": "shared",
        "mfa": "none",
        "bio_contents": ["who"],
    },
    {
        **WELL_KEPT,
        "key": "mediatheque",
        "platform": "facebook",
        "scope": "facility",
        "purpose": "services",
        "audience": "families",
        "followers": 640,
        "admins_count": 1,
        "branding": "old",
        "listed_on_site": "no",
        "mfa": "some",
    },
    {
        **WELL_KEPT,
        "key": "jeunesse",
        "platform": "instagram",
        "scope": "theme",
        "purpose": "none",
        "audience": "young",
        "last_post": "2026-07-02",
        "status": "idle",
        "followers": 210,
        "branding": "partly",
    },
]

VILLAGE: Plain = {
    "org_name": "Les Granges",
    "org_type": "commune",
    "org_population": 400,
    "respondent_role": "general",
    "org_other_channels": ["boards", "bulletin"],
    "org_presence": "yes",
    "org_mandate_change": "same",
    "objectives_list": ["inform", "alert"],
    "local_groups": "unseen",
    "absence_cover": "nobody",
    "elected_separation": "separate",
    "image_rights": "some",
}
"""A village of 400 with one secretary: habits of somebody who does everything else too."""

VILLAGE_PAGE: Plain = {
    "key": "facebook",
    "platform": "facebook",
    "last_post": "2026-09-20",
    "status": "live",
    "answer_share": "late",
    "admins_count": 1,
    "credential_type": "agent",
    "mfa": "none",
}
VILLAGE_PROFILE: Plain = {
    **VILLAGE_PAGE,
    "platform": "facebook_profile",
    "credential_type": "shared",
}
"""The worst of ordinary villages: a profile with « friends », opened with a shared password."""

METROPOLE: Plain = {
    **ORDINARY,
    "org_name": "Grande Métropole",
    "org_type": "epci",
    "org_population": 450_000,
    "org_social_hours": 400,
    "strategy_written": "reviewed",
    "assembly_informed": ["strategy", "cost", "results"],
    "objectives_measurable": "all",
    "channel_same_message": "planned",
    "audience_channel_map": dict.fromkeys(("families", "seniors", "associations"), "both"),
    "message_adaptation": "designed",
    "listening_practice": "daily",
    "local_groups": "read",
    "listening_feedback_loop": "tracked",
    "register_exists": "reviewed",
    "opening_rule": "written",
    "identity_rule": "both",
    "shared_territory": "clear",
    "contradictory_messages": "no",
    "written_rules": ["roles", "personal", "hacked", "staff"],
    "absence_cover": "always",
    "departure_procedure": "always",
    "moderation_charter": "published",
    "opposition_space": "yes",
    "image_rights": "all",
    "accessibility_practice": "mostly",
    "unofficial_watch": "yearly",
    "unofficial_found": ["nothing"],
    "crisis_plan_social": "tested",
    "indicators_used": ["followers", "reach", "effects", "answers"],
    "results_used": {"value": "yes", "note": "deux comptes fermés"},
}
"""A well-kept métropole: what its fleet scores comes from its accounts alone."""


def small_defects(rank: int) -> Plain:
    """Give what one account of a fleet lacks: a habit here and there, none of them grave."""
    lacks: Plain = {}
    if rank % 5 == 1:
        lacks |= {"listed_on_site": "no"}
    if rank % 5 == 2:
        lacks |= {"branding": "old"}
    if rank % 5 == 3:
        lacks |= {"admins_count": 1, "mfa": "some"}
    if rank % 10 == 4:
        lacks |= {"purpose": "none"}
    if rank % 10 == 6:
        lacks |= {"answer_share": "late"}
    if rank % 10 == 8:
        lacks |= {"bio_contents": ["who", "site"]}
    return lacks


def some_dormant(rank: int) -> Plain:
    """Give the same, one account in fifteen being dormant."""
    silent = {"last_post": "2026-07-02", "status": "idle"} if rank % 15 == 7 else {}
    return {**small_defects(rank), **silent}


def nothing_lacking(_: int) -> Plain:
    """Give a fleet that lacks nothing."""
    return {}


def fleet(size: int, lacks: Callable[[int], Plain]) -> Iterator[Plain]:
    """Give the accounts of a métropole: a general one by network, then satellites."""
    for rank in range(size):
        general = rank < len(NETWORKS) and rank < size // 3
        yield {
            **WELL_KEPT,
            "key": f"compte-{rank:02}",
            "platform": NETWORKS[rank % len(NETWORKS)],
            "scope": "general" if general else SCOPES[rank % len(SCOPES)],
            "purpose": OBJECTIVES[rank % len(OBJECTIVES)],
            "audience": "all" if general else AUDIENCES[rank % len(AUDIENCES)],
            "followers": 60_000 if general else 900,
            **lacks(rank),
        }


def assessed(answers: Plain, accounts: list[Plain]) -> Assessment:
    """Give what is concluded on one of these collectivités."""
    given = answers_of({"answers": answers, "accounts": accounts})
    return assess(catalogue(), given, ON)


def scores(assessment: Assessment) -> dict[str, tuple[float, float]]:
    """Give the score of each risk, as both its bounds."""
    return {risk.id: (risk.score.low, risk.score.high) for risk in assessment.risks}


FLEETS: dict[str, Callable[[int], Plain]] = {
    "rien ne manque": nothing_lacking,
    "petits défauts": small_defects,
    "et 1 sur 15 en sommeil": some_dormant,
}


def rows() -> Iterator[tuple[str, Assessment]]:
    """Give every collectivité of the table."""
    yield "commune ordinaire, 8 012 hab., 4 comptes", assessed(ORDINARY, ORDINARY_ACCOUNTS)
    yield "village, 400 hab., une page", assessed(VILLAGE, [VILLAGE_PAGE])
    yield "village, 400 hab., un profil", assessed(VILLAGE, [VILLAGE_PROFILE])
    for name, lacks in FLEETS.items():
        for size in SIZES:
            yield f"métropole, {size} comptes, {name}", assessed(METROPOLE, [*fleet(size, lacks)])


def main() -> None:
    """Print the table."""
    risks = [*catalogue().rulebook.risks]
    print("| collectivité |", " | ".join(risks), "|")
    print("| --- |", " | ".join("---" for _ in risks), "|")
    for name, assessment in rows():
        told = (
            f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
            for low, high in scores(assessment).values()
        )
        print(f"| {name} |", " | ".join(told), "|")


if __name__ == "__main__":
    main()
