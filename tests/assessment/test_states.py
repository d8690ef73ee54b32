"""The state of an account: each rule and their order, each side of each threshold, what widens it.

Thresholds are written here again, from the method: the catalogue is judged too.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from tests.builders import ON, judged

from playbook_audit.model.assessment import AccountAssessment

ACTIVE = {"active"}
PERHAPS_SLOWING = {"active", "slowing"}
DOUBTFUL = {"active", "slowing", "dormant"}
DORMANT = {"dormant"}
ABANDONED = {"abandoned"}
EVERY_STATE = {
    "launching", "active", "slowing", "seasonal", "standby",
    "dormant", "abandoned", "never_started", "reserved", "closed",
}  # fmt: skip


def account_of(on: date = ON, population: object = 8012, **answers: Any) -> AccountAssessment:
    """Give what is concluded on a general Facebook page, unless said otherwise."""
    account = {"key": "it", "platform": "facebook", "scope": "general", **answers}
    return judged([account], on, org_population=population).accounts[0]


def states_of(on: date = ON, population: object = 8012, **answers: Any) -> set[str]:
    return set(account_of(on, population, **answers).states)


def silent(days: int, on: date = ON, population: object = 8012, **answers: Any) -> set[str]:
    """Give the states of an account whose last post is so many days old."""
    said = {"status": "live", **answers}
    return states_of(on, population, last_post=on - timedelta(days=days), **said)


# ------------------------------------------------------------------ thresholds


class Row(NamedTuple):
    """Days: slow floor, dormancy floor, dormancy ceiling, abandon ceiling."""

    slow: int
    doubt: int
    dormant: int
    abandoned: int


FEED = Row(14, 30, 90, 180)
LINKEDIN = Row(30, 60, 120, 240)
VIDEO = Row(60, 90, 240, 365)
OTHER = Row(30, 60, 180, 365)
SATELLITE = Row(14, 30, 90, 365)
RARE = Row(60, 90, 180, 365)
ROWS = {
    FEED: (
        "facebook", "facebook_profile", "facebook_group", "instagram", "x", "tiktok", "threads",
        "bluesky", "mastodon", "snapchat", "telegram", "whatsapp_channel", "whatsapp_group",
    ),
    LINKEDIN: ("linkedin",),
    VIDEO: ("youtube", "dailymotion", "peertube", "podcast", "flickr"),
    OTHER: ("other",),
}  # fmt: skip
SITUATIONS: list[tuple[Row, dict[str, Any]]] = [
    *((row, {"platform": one}) for row, networks in ROWS.items() for one in networks),
    *((SATELLITE, {"scope": scope}) for scope in ("theme", "facility", "area")),
    (FEED, {"scope": "event"}),
    (FEED, {"scope": "elected"}),
    (LINKEDIN, {"platform": "linkedin", "scope": "theme"}),
    (FEED, {"declared_rhythm": "monthly"}),
    (RARE, {"declared_rhythm": "yearly"}),
    (RARE, {"declared_rhythm": "yearly", "scope": "facility"}),
    (RARE, {"declared_rhythm": "yearly", "platform": "linkedin"}),
    (VIDEO, {"declared_rhythm": "yearly", "platform": "youtube"}),
    (RARE, {"population": 1999}),
    (FEED, {"population": 2000}),
]


@pytest.mark.parametrize(("row", "answers"), SITUATIONS, ids=str)
def test_each_side_of_each_threshold(row: Row, answers: dict[str, Any]) -> None:
    """The row with the longest ceilings applies; without a measured rhythm, floors open doubts."""
    steps = {
        0: ACTIVE,
        row.slow: ACTIVE,
        row.slow + 1: PERHAPS_SLOWING,
        row.doubt: PERHAPS_SLOWING,
        row.doubt + 1: DOUBTFUL,
        row.dormant - 1: DOUBTFUL,
        row.dormant: DORMANT,
        row.abandoned - 1: DORMANT,
        row.abandoned: ABANDONED,
        5000: ABANDONED,
    }
    assert {days: silent(days, **answers) for days in steps} == steps


@pytest.mark.parametrize(("row", "answers"), SITUATIONS[::6], ids=str)
def test_states_only_worsen_as_silence_grows(row: Row, answers: dict[str, Any]) -> None:
    order = ("active", "slowing", "dormant", "abandoned")
    ranks = [
        sorted(order.index(state) for state in silent(days, **answers)) for days in range(0, 400, 4)
    ]
    assert [rank[0] for rank in ranks] == sorted(rank[0] for rank in ranks)
    assert [rank[-1] for rank in ranks] == sorted(rank[-1] for rank in ranks)


# ------------------------------------------------------------------ order of the rules


@pytest.mark.parametrize("notice", ["full", "short", "none", "hidden", "?"])
def test_a_closed_account_is_closed_whatever_its_notice(notice: str) -> None:
    assert silent(400, status="closed", exit_notice=notice) == {"closed"}


@pytest.mark.parametrize("scope", ["alert", "storage", "general", "?"])
def test_closed_and_reserved_come_before_the_scope(scope: str) -> None:
    assert silent(400, status="closed", scope=scope) == {"closed"}
    assert silent(400, status="reserved", scope=scope) == {"reserved"}


@pytest.mark.parametrize("notice", ["full", "short", "hidden"])
def test_a_pause_that_is_announced_stands_by(notice: str) -> None:
    assert silent(400, status="paused", exit_notice=notice) == {"standby"}


def test_a_pause_nobody_announced_is_a_silence() -> None:
    assert silent(100, status="paused", exit_notice="none") == DORMANT


def test_a_pause_of_unknown_notice_may_be_either() -> None:
    assert silent(100, status="paused", exit_notice="?") == {"standby", "dormant"}


@pytest.mark.parametrize("scope", ["alert", "storage"])
@pytest.mark.parametrize("status", ["live", "idle", "barely", "seasonal", "paused"])
def test_accounts_made_to_keep_quiet_stand_by(scope: str, status: str) -> None:
    assert silent(400, scope=scope, status=status, exit_notice="none") == {"standby"}


@pytest.mark.parametrize(
    ("days", "expected"), [(0, {"launching"}), (59, {"launching"}), (60, {"never_started"})]
)
@pytest.mark.parametrize(
    "said", [{"status": "barely", "last_post": ON}, {"status": "live", "last_post": "jamais"}]
)
def test_an_account_that_barely_posted_is_launching_for_sixty_days(
    days: int, expected: set[str], said: dict[str, Any]
) -> None:
    assert states_of(opened_on=ON - timedelta(days=days), **said) == expected


def test_an_account_that_barely_posted_may_be_both_when_its_opening_is_unknown() -> None:
    assert states_of(status="barely", last_post=ON) == {"launching", "never_started"}
    month = states_of(status="barely", last_post=ON, opened_on="2026-09")
    assert month == {"launching", "never_started"}


def test_a_recent_post_answers_for_the_status() -> None:
    assert states_of(last_post=ON - timedelta(days=14)) == ACTIVE
    assert len(states_of(last_post=ON - timedelta(days=31))) > len(PERHAPS_SLOWING)


# ------------------------------------------------------------------ seasons

WINTER = ["november", "december", "january", "february"]


def seasonal(on: date, last_post: object, season: object = None) -> set[str]:
    """Give the states of an account that posts in winter, unless said otherwise."""
    months = WINTER if season is None else season
    return states_of(on, status="seasonal", season=months, last_post=last_post)


def test_a_season_outside_its_months_rests() -> None:
    assert seasonal(date(2026, 10, 31), "2026-02-20") == {"seasonal"}
    assert seasonal(date(2026, 3, 1), "2025-02-20") == {"seasonal"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 1), {"seasonal"}),  # the day of the opening
        (date(2026, 11, 30), {"seasonal"}),  # 29 days later
        (date(2026, 12, 1), PERHAPS_SLOWING),  # 30 days: silence counts from the opening
        (date(2026, 12, 2), DOUBTFUL),
        (date(2027, 1, 29), DOUBTFUL),  # 89 days, the year has turned
        (date(2027, 1, 30), DORMANT),
    ],
)
def test_a_season_that_does_not_open_is_given_thirty_days(on: date, expected: set[str]) -> None:
    assert seasonal(on, "2026-02-20") == expected


def test_a_season_that_opened_is_judged_on_its_silence() -> None:
    assert seasonal(date(2027, 1, 5), "2027-01-01") == ACTIVE
    assert seasonal(date(2027, 1, 5), "2026-11-20") == DOUBTFUL


def test_a_vague_last_post_may_stand_on_both_sides_of_the_opening() -> None:
    assert seasonal(date(2026, 11, 22), "il y a un mois") == {"seasonal", "active", "slowing"}


def test_a_season_of_twelve_months_is_no_season() -> None:
    every_month = [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ]  # fmt: skip
    assert seasonal(ON, ON - timedelta(days=100), every_month) == DORMANT


def test_a_season_of_unknown_months_may_rest_or_not() -> None:
    assert seasonal(ON, ON - timedelta(days=100), "?") == {"seasonal", "dormant"}


# ------------------------------------------------------------------ truces


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 7, 14), PERHAPS_SLOWING),
        (date(2026, 7, 15), ACTIVE),
        (date(2026, 8, 31), ACTIVE),
        (date(2026, 9, 1), PERHAPS_SLOWING),
    ],
)
def test_nobody_slows_down_in_summer(on: date, expected: set[str]) -> None:
    assert silent(20, on) == expected


def test_nobody_slows_down_in_an_electoral_window() -> None:
    assert silent(20, date(2026, 3, 1)) == ACTIVE
    assert silent(20, date(2026, 3, 23)) == PERHAPS_SLOWING


def test_a_truce_excuses_no_dormancy() -> None:
    assert silent(45, date(2026, 8, 10)) == {"active", "dormant"}
    assert silent(90, date(2026, 8, 10)) == DORMANT


# ------------------------------------------------------------------ what is vague or unknown


@pytest.mark.parametrize(
    ("last_post", "expected"),
    [
        ("hier", ACTIVE),
        ("moins d’un mois", PERHAPS_SLOWING),
        ("il y a deux mois", DOUBTFUL),
        ("2026-08", DOUBTFUL),  # 83 to 113 days
        ("2026-07", DORMANT),
        ("2026-05", {"dormant", "abandoned"}),  # 175 to 205 days
        ("plus d’un mois", DOUBTFUL | ABANDONED),
        ("plus d’un an", ABANDONED),
        ("2026", {"active", "slowing", "dormant", "abandoned"}),
    ],
)
def test_a_vague_date_gives_every_state_it_allows(last_post: str, expected: set[str]) -> None:
    assert states_of(status="live", last_post=last_post) == expected


def test_nothing_known_leaves_every_state_possible() -> None:
    assert states_of(last_post="?", status="?") == EVERY_STATE


def test_an_unknown_scope_may_be_general_a_satellite_or_quiet() -> None:
    assert silent(200, scope="?") == {"dormant", "abandoned", "standby"}


def test_an_unknown_network_may_have_any_thresholds() -> None:
    assert silent(100, platform="?") == DOUBTFUL
    assert silent(200, platform="?") == DOUBTFUL | ABANDONED


def test_an_unknown_population_may_be_small() -> None:
    assert silent(100, population="?") == DOUBTFUL


def test_a_rhythm_that_is_not_known_may_be_rare() -> None:
    assert silent(100, declared_rhythm="?") == DOUBTFUL


def test_an_unknown_status_keeps_what_any_status_would_give() -> None:
    assert silent(100, status="?") == EVERY_STATE - ACTIVE - {"slowing", "abandoned"}


def test_no_date_for_a_live_account_excludes_no_silence() -> None:
    assert states_of(status="live", last_post="?") == DOUBTFUL | ABANDONED | {
        "launching",
        "never_started",
    }


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"scope": "?", "status": "live"}, ("accounts.it.scope",)),
        ({"platform": "?", "status": "live"}, ("accounts.it.platform",)),
        ({"status": "paused"}, ("accounts.it.exit_notice",)),
    ],
)
def test_an_open_state_says_which_answer_is_missing(
    answers: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert account_of(last_post=ON - timedelta(days=200), **answers).missing == expected


def test_a_doubtful_silence_can_only_be_settled_by_the_posts_themselves() -> None:
    account = account_of(last_post=ON - timedelta(days=45), status="live")
    assert account.missing == ("accounts.it.last_post",)


def test_the_only_account_of_a_village_speaks_for_the_village() -> None:
    account = {"platform": "facebook", "last_post": ON - timedelta(days=200), "status": "idle"}
    assert judged([account], org_population=640).accounts[0].states == ("dormant",)
