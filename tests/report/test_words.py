"""Values in French words."""

from datetime import date
from math import inf
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.model.assessment import LEVELS, Level
from playbook_audit.model.rule import Effort, Severity
from playbook_audit.model.typography import french
from playbook_audit.report import words


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 1, "0"),
        (8012, 1, "8\u202f012"),
        (1_234_567, 1, "1\u202f234\u202f567"),
        (12.5, 1, "12,5"),
        (12.0, 1, "12"),
        (12.25, 1, "12,3"),
        (12.25, 2, "12,25"),
        (0.613, 3, "0,613"),
        (7.5, 0, "8"),
        (-3.25, 1, "−3,3"),
        (-0.01, 1, "0"),
    ],
)
def test_a_number_has_thin_thousands_and_a_comma(
    value: float, decimals: int, expected: str
) -> None:
    assert words.number(value, decimals) == expected


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_can_be_read_back(value: int) -> None:
    assert int(words.number(value).replace("\u202f", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("share", "decimals", "expected"),
    [
        (0, 0, "0 %"),
        (0.29, 0, "29 %"),
        (1 / 3, 0, "33 %"),
        (1 / 3, 1, "33,3 %"),
        (0.004, 0, "moins de 1 %"),
        (0.996, 0, "plus de 99 %"),
        (0.9996, 1, "plus de 99,9 %"),
        (1, 0, "100 %"),
    ],
)
def test_a_share_never_prints_something_as_nothing(
    share: float, decimals: int, expected: str
) -> None:
    assert words.percent(share, decimals) == expected.replace(" %", "\u00a0%")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 compte"), (1, "1 compte"), (1.5, "1,5 compte"), (2, "2 comptes"), (12, "12 comptes")],
)
def test_the_plural_starts_at_two(count: float, expected: str) -> None:
    assert words.plural(count, "compte") == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("mois", "mois"),
        ("réseau", "réseaux"),
        ("canal", "canaux"),
        ("compte actif", "comptes actifs"),
        ("compte en sommeil", "comptes en sommeil"),
        ("point de droit", "points de droit"),
    ],
)
def test_common_plurals_make_themselves(one: str, many: str) -> None:
    assert words.agreed(2, one) == many


def test_an_irregular_plural_is_given() -> None:
    assert words.plural(3, "œil", "yeux") == "3 yeux"


def test_a_small_count_is_written_in_letters() -> None:
    assert [words.in_letters(count) for count in (0, 1, 10, 11, 1200)] == [
        *("zéro", "un", "dix", "11"),
        "1\u202f200",
    ]


def test_the_first_of_a_month_is_1er() -> None:
    assert words.day(date(2026, 3, 1)) == "1er mars 2026"
    assert words.day(date(2026, 11, 22)) == "22 novembre 2026"
    assert words.short_day(date(2026, 11, 22)) == "22 nov. 2026"
    assert words.short_day(date(2026, 8, 1)) == "1er août 2026"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "moins d’un jour"),
        (1, "1 jour"),
        (3, "3 jours"),
        (40, "40 jours"),
        (59, "59 jours"),
        (60, "2 mois"),
        (90, "3 mois"),
        (180, "6 mois"),
        (198, "6 mois"),
        (240, "8 mois"),
        (365, "12 mois"),
        (400, "13 mois"),
        (700, "23 mois"),
        (730, "2 ans"),
        (820, "2 ans et 3 mois"),
        (3650, "10 ans"),
    ],
)
def test_a_duration_is_told_as_people_do(days: int, expected: str) -> None:
    assert words.duration(days) == expected


@given(st.integers(60, 20_000))
def test_a_duration_is_never_told_a_week_longer_than_it_is(days: int) -> None:
    counts = [int(word) for word in words.duration(days).split() if word.isdecimal()]
    months = counts[0] if " an" not in words.duration(days) else 12 * counts[0] + sum(counts[1:])
    assert -31 < months * words.DAYS_IN_MONTH - days < 8


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (40, 40, "40 jours"),
        (100, 101, "3 mois"),
        (1, 3, "1 à 3 jours"),
        (100, 150, "3 à 5 mois"),
        (45, 100, "45 jours à 3 mois"),
        (730, 1100, "2 à 3 ans"),
        (730, 1200, "2 ans à 3 ans et 3 mois"),
        (0, 20, "20 jours au plus"),
        (366, inf, "plus de 12 mois"),
        (0, inf, "une durée inconnue"),
    ],
)
def test_a_duration_known_by_its_bounds_says_both(low: float, high: float, expected: str) -> None:
    assert words.duration_between(low, high) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "tout de suite"),
        (1, "tout de suite"),
        (3, "sous 3 jours"),
        (30, "sous 30 jours"),
        (60, "sous 2 mois"),
        (120, "sous 4 mois"),
    ],
)
def test_a_deadline_is_told_in_days_then_months(days: int, expected: str) -> None:
    assert words.deadline(days) == expected


def test_a_listing_joins_the_last_with_et() -> None:
    assert words.listing([]) == ""
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b"]) == "a et b"
    assert words.listing(["a", "b", "c"], "ou") == "a, b ou c"


@pytest.mark.parametrize(
    ("levels", "word", "mark"),
    [
        (("low",), "faible", "░"),
        (("moderate", "high"), "modéré à élevé", "▒▓"),
        (("critical", "high", "moderate"), "modéré à très élevé", "▒▓█"),
    ],
)
def test_levels_still_possible_are_told_from_the_lowest(
    levels: tuple[Level, ...], word: str, mark: str
) -> None:
    assert words.level(levels) == word
    assert words.level_mark(levels) == mark


def test_every_level_severity_and_effort_has_its_own_word() -> None:
    assert len({words.level([one]) for one in LEVELS}) == len(LEVELS)
    assert len({words.level_mark([one]) for one in LEVELS}) == len(LEVELS)
    assert len({words.severity(one) for one in Severity}) == len(Severity)
    efforts: tuple[Effort, ...] = get_args(Effort)
    assert len({words.effort(one) for one in efforts}) == len(efforts)


@pytest.mark.parametrize(
    ("change", "expected"),
    [(0.05, "fragile"), (0.1, "modérée"), (0.25, "modérée"), (0.26, "robuste"), (None, "robuste")],
)
def test_a_margin_is_judged_against_both_thresholds(change: float | None, expected: str) -> None:
    assert words.margin(change, 0.1, 0.25) == expected


@given(st.integers(0, 20_000))
def test_words_need_no_more_typography(days: int) -> None:
    told = [words.duration(days), words.number(days), words.percent(days / 20_000)]
    assert list(map(french, told)) == told
