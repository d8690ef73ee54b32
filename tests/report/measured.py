"""A town whose accounts were measured: one lively, one abandoned, one known in part, one not."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tests.activity import activity_of, every, file_of, measured_audit, post_on
from tests.builders import ON
from tests.report.cases import judged_case

from playbook_audit.model.activity import AccountActivity, Headcount
from playbook_audit.model.answer import Answers
from playbook_audit.report.case import Case

LIVELY: Mapping[str, Any] = {
    "key": "facebook-ville",
    "platform": "facebook",
    "handle": "VilleDeValmont",
    "scope": "general",
    "status": "live",
    "last_post": "2026-11",
}
GONE: Mapping[str, Any] = {
    "key": "x-ville",
    "platform": "x",
    "handle": "valmont",
    "scope": "general",
    "status": "live",
    "last_post": "?",
}
KNOWN_IN_PART: Mapping[str, Any] = {
    "key": "youtube-ville",
    "platform": "youtube",
    "handle": "Ville de Valmont-sur-Loire",
    "scope": "general",
    "status": "live",
    "last_post": "?",
}
UNMEASURED: Mapping[str, Any] = {
    "key": "instagram-musee",
    "platform": "instagram",
    "handle": "musee",
    "last_post": "2026-11-18",
}
ACCOUNTS = (LIVELY, GONE, KNOWN_IN_PART, UNMEASURED)
HOSTILE_NAME = "Export | <b>[1](x)</b> *2026* \x1b[31m\u202e.csv"
META = "Meta Business Suite, contenu de Facebook ou d’Instagram (CSV)"


def lively() -> AccountActivity:
    """Give an account posting every fifth day but for a spring, with counts and followers."""
    days = [
        *every(5, date(2024, 1, 3), date(2026, 3, 3)),
        *every(6, date(2026, 5, 12), date(2026, 11, 19)),
    ]
    posts = [
        post_on(
            day,
            "share" if rank % 6 == 0 else "original",
            medium="image" if rank % 2 else "video",
            counts={"reactions": 14 if day.year == 2026 else 20, "comments": 2, "shares": 1},
        )
        for rank, day in enumerate(days)
    ]
    copy = file_of(
        "Apr-01-2026_mairie.csv",
        (date(2024, 1, 1), ON - timedelta(days=1)),
        time_basis="pacific_converted",
        kept=len(posts),
        rejected=2,
        title=META,
    )
    followers = Headcount(3120, ON - timedelta(days=1))
    return activity_of("facebook-ville", also=posts, file=copy, followers=followers)


def gone() -> AccountActivity:
    """Give an account silent since spring, all of it known, with two replies."""
    replies = [
        post_on(date(2026, 4, 1), "reply", answered_after=7200),
        post_on(date(2026, 4, 2), "reply"),
    ]
    return activity_of(
        "x-ville",
        every(9, date(2022, 1, 3), date(2026, 5, 8)),
        (None, date(2026, 11, 20)),
        network="x",
        also=replies,
        file=file_of(HOSTILE_NAME, (None, date(2026, 11, 20)), time_basis="id_derived", kept=179),
    )


def known_in_part() -> AccountActivity:
    """Give an account whose copy stops seven months before the audit."""
    covered = (date(2025, 1, 3), date(2026, 4, 30))
    return activity_of(
        "youtube-ville",
        every(40, date(2025, 1, 3), date(2026, 4, 10)),
        network="youtube",
        file=file_of("flux.xml", covered, kind="last_n", time_basis="day_only", kept=12),
    )


def answers(**more: Any) -> Answers:
    """Give the answers of that town, confronted with its measures."""
    return measured_audit(
        ACCOUNTS, lively(), gone(), known_in_part(), org_name="Valmont-sur-Loire", **more
    )


@lru_cache
def town() -> Case:
    """Give the case of that town."""
    return judged_case(answers())
