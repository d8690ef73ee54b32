"""Dates as people type them: read exactly, or not at all."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.evidence.tables.generic.dates import (
    BAD_HOUR,
    IMPOSSIBLE,
    MONTH_TOO_HIGH,
    MONTHS,
    NO_DATE,
    NO_DAY,
    UNREADABLE,
    YEAR_CUT,
    NotADate,
    Proof,
    is_ambiguous,
    order_proved,
    typed,
)
from playbook_audit.evidence.times import PARIS

FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("03/11/2025", "2025-11-03", None),
        ("3/11/2025", "2025-11-03", None),
        ("03-11-2025", "2025-11-03", None),
        ("03.11.2025", "2025-11-03", None),
        ("2025-11-03", "2025-11-03", None),
        ("2025/11/03", "2025-11-03", None),
        ("03/11/2025 06:20", "2025-11-03", "06:20:00"),
        ("03/11/2025 à 6h20", "2025-11-03", "06:20:00"),
        ("03/11/2025 6 h 20", "2025-11-03", "06:20:00"),
        ("03/11/2025 18h", "2025-11-03", "18:00:00"),
        ("03/11/2025\u00a006:20:30", "2025-11-03", "06:20:30"),
        ("2025-11-03T06:20:30.123", "2025-11-03", "06:20:30"),
        ("3 novembre 2025", "2025-11-03", None),
        ("1er mars 2015", "2015-03-01", None),
        ("lundi 3 novembre 2025", "2025-11-03", None),
        ("Lun. 3 nov. 2025, 06:20", "2025-11-03", "06:20:00"),
        ("le 14 août 2025", "2025-08-14", None),
        ("mar. 4 févr. 2025", "2025-02-04", None),
        ("Nov 3, 2025", "2025-11-03", None),
        ("Mon, Nov 3, 2025 6:20 pm", "2025-11-03", "18:20:00"),
        ("12 May 2025 12:00 am", "2025-05-12", "00:00:00"),
    ],
)
def test_a_date_is_read(written: str, day: str, clock: str | None) -> None:
    found = typed(written)
    assert str(found.day) == day
    assert (None if found.clock is None else found.clock.isoformat()) == clock


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", NO_DATE),
        ("mars 2015", NO_DAY),
        ("03/2015", NO_DAY),
        ("2015", NO_DAY),
        ("2015-03", NO_DAY),
        ("03/11/25", YEAR_CUT),
        ("31/02/2025", IMPOSSIBLE),
        ("2025-13-01", IMPOSSIBLE),
        ("00/11/2025", IMPOSSIBLE),
        ("12/25/2025", MONTH_TOO_HIGH),
        ("3 brumaire 2025", UNREADABLE),
        ("19 avril", UNREADABLE),
        ("il y a 3 jours", UNREADABLE),
        ("45964", UNREADABLE),
        ("03/11/2025 25:00", BAD_HOUR),
        ("03/11/2025 13:00 pm", BAD_HOUR),
        ("03/11/2025 matin", BAD_HOUR),
        ("2025-11-03T06:20+99:00", BAD_HOUR),
        ("9" * 10_000, UNREADABLE),
    ],
)
def test_what_is_no_date_says_why(written: str, reason: str) -> None:
    with pytest.raises(NotADate) as caught:
        typed(written)
    assert str(caught.value) == reason


def test_a_typed_hour_is_that_of_paris_and_a_zone_is_believed() -> None:
    assert typed("03/11/2025 06:20").moment == datetime(2025, 11, 3, 5, 20, tzinfo=UTC)
    assert typed("03/07/2025 06:20").moment == datetime(2025, 7, 3, 4, 20, tzinfo=UTC)
    assert typed("2025-11-03T06:20:00Z").moment == datetime(2025, 11, 3, 6, 20, tzinfo=UTC)
    assert typed("2025-11-03 06:20 -0500").moment == datetime(2025, 11, 3, 11, 20, tzinfo=UTC)
    assert typed("03/11/2025").moment is None


def test_an_hour_in_a_column_of_its_own() -> None:
    assert typed("03/11/2025", "6h20").clock == time(6, 20)


def test_the_orders_a_table_proves() -> None:
    assert order_proved([(2, "03/04/2026"), (3, "12/25/2025")]) == Proof(None, 3)
    assert order_proved([(2, "25/12/2025"), (3, "2026-01-02")]) == Proof(2, None)
    assert is_ambiguous("03/04/2026")
    assert not is_ambiguous("03/03/2026")
    assert not is_ambiguous("2026-03-04")


@given(
    DAYS,
    st.times(),
    st.sampled_from(["{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{w} {d} {n} {y}", "{d} {n} {y}"]),
)
def test_what_is_written_is_read_back(day: date, clock: time, form: str) -> None:
    written = form.format(
        d=day.day, m=day.month, y=day.year, n=FRENCH[day.month - 1], w=WEEKDAYS[day.weekday()]
    )
    assert typed(written).day == day
    found = typed(f"{written} {clock:%H:%M}")
    assert (found.day, found.clock) == (day, clock.replace(second=0, microsecond=0))
    assert found.moment is not None
    assert found.moment.astimezone(PARIS).date() in (day, day + timedelta(days=1))


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_says_why_not(written: str) -> None:
    try:
        typed(written, written)
    except NotADate as reason:
        said = str(reason)
    else:
        return
    assert said


def test_every_month_has_its_names() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
