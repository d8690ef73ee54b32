"""Dates of feeds: every zone, French words, and what is surely no date."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import moments

from playbook_audit.evidence.feeds.feed_times import dated, moment, period_of_latest, steady_days
from playbook_audit.evidence.making import post_on

TEN = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Mon, 01 Jun 2026 10:00:00 GMT", 0),
        ("Mon, 01 Jun 2026 10:00:00 UTC", 0),
        ("Mon, 01 Jun 2026 10:00:00 Z", 0),
        ("Mon, 01 Jun 2026 10:00:00 +0200", 2),
        ("Mon, 01 Jun 2026 10:00:00 -02:30", -2.5),
        ("Mon, 01 Jun 2026 10:00:00 GMT+0200", 2),
        ("Mon, 01 Jun 2026 10:00:00 CET", 1),
        ("Mon, 01 Jun 2026 10:00:00 CEST", 2),  # feedparser 6 takes it as UTC
        ("Mon, 01 Jun 2026 10:00:00 EST", -5),
        ("Mon, 01 Jun 2026 10:00:00 EDT", -4),
        ("Mon, 01 Jun 2026 10:00:00 PST", -8),
        ("Mon, 01 Jun 2026 10:00:00 PDT", -7),
        ("Mon, 01 Jun 2026 10:00:00 +0000 (UTC)", 0),
        ("1 Jun 26 10:00:00 +0000", 0),
        ("lun., 01 juin 2026 10:00:00 +0200", 2),
        ("lundi 1er juin 2026 à 10:00:00 +0200", 2),
        ("Lun, 01\u00a0juin 2026 10:00:00 CEST", 2),
        ("2026-06-01T10:00:00Z", 0),
        ("2026-06-01t10:00:00z", 0),
        ("2026-06-01 10:00:00+02:00", 2),
        ("2026-06-01T10:00:00.000Z", 0),
        ("2026-06-01T10:00:00.123456789-05:00", -5),
    ],
)
def test_a_date_with_a_zone_gives_its_moment(written: str, hours: float) -> None:
    assert moment(written) == TEN - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("05 janv. 2026 10:00 +0100", 1),
        ("05 févr. 2026 10:00 +0100", 2),
        ("05 mars 2026 10:00 +0100", 3),
        ("05 avr. 2026 10:00 +0200", 4),
        ("05 mai 2026 10:00 +0200", 5),
        ("05 juil. 2026 10:00 +0200", 7),
        ("05 août 2026 10:00 +0200", 8),
        ("05 Août 2026 10:00 +0200", 8),
        ("05 sept. 2026 10:00 +0200", 9),
        ("05 octobre 2026 10:00 +0200", 10),
        ("05 nov. 2026 10:00 +0100", 11),
        ("05 décembre 2026 10:00 +0100", 12),
    ],
)
def test_french_months_are_read(written: str, month: int) -> None:
    found = dated(written)
    assert found is not None
    assert (found.day, found.precision) == (date(2026, month, 5), "minute")


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-01",
        "2026-06-01T23:30:00",
        "Mon, 01 Jun 2026 23:30:00",
        "lun., 01 juin 2026 23:30:00",
        "Mon, 01 Jun 2026 23:30:00 XYZ",
        "1er juin 2026",
    ],
)
def test_a_date_without_a_known_zone_gives_its_day_only(written: str) -> None:
    assert dated(written) == (date(2026, 6, 1), None, "day")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hier",
        "01/06/2026",
        "06/13/2026 10:00",
        "Mon, 31 Feb 2026 25:61:00 +9999",
        "Mon, 01 Jun 2026 10:00:00 +9999",
        "Mon, 01 Jun 2026 24:00:00 +0000",
        "Mon, 01 Brumaire 2026 10:00:00 +0000",
        "2026-13-01T10:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "20260601",
        "2026-W23-1",
        "1780300800",
        "١ Jun 2026 10:00:00 +0000",
        "1" * 10_000,
    ],
)
def test_what_is_surely_no_date_gives_nothing(written: str) -> None:
    assert dated(written) is None


def test_a_post_of_late_evening_in_utc_is_of_the_next_day_in_paris() -> None:
    found = dated("Mon, 01 Jun 2026 23:30:00 GMT")
    assert found is not None
    assert found.day == date(2026, 6, 2)


@given(moments, st.integers(-14 * 4, 14 * 4))
def test_every_moment_comes_back_from_both_forms(at: datetime, quarters: int) -> None:
    local = at.astimezone(timezone(timedelta(minutes=15 * quarters)))
    assert moment(format_datetime(local)) == at
    assert moment(local.isoformat()) == at


@given(st.text(max_size=90))
def test_any_text_gives_a_date_or_nothing(written: str) -> None:
    dated(written)


def test_an_old_post_pinned_first_does_not_tell_how_far_back_a_feed_goes() -> None:
    posts = [post_on(date(2026, 1, day)) for day in (20, 10, 5)]
    old = post_on(date(2019, 1, 1))
    assert period_of_latest(posts, date(2026, 2, 1)) is None
    assert period_of_latest([old, *posts], date(2026, 2, 1)) == (date(2026, 1, 5), date(2026, 2, 1))
    assert steady_days([*reversed(posts)]) == steady_days(posts)


def test_a_feed_without_post_covers_nothing() -> None:
    assert period_of_latest([], None) is None
