"""States of a measured silence: each side of each threshold, doubts, and the laws."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.assessment.rhythm.pasts import DAY, FEED, LAST, LIMITS, WORKED, every, posting, with_gaps

from playbook_audit.assessment.rhythm.history import History
from playbook_audit.assessment.rhythm.judgement import LADDER, Rhythm, States, states_after
from playbook_audit.assessment.rhythm.limits import rhythm_limits
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.rule import Thresholds

VIDEO = Thresholds(
    id="video",
    title="Vidéo",
    slow_floor=60,
    dormancy_floor=90,
    dormancy_ceiling=240,
    abandon_ceiling=365,
    choice="outil",
)
ACTIVE, SLOWING, DORMANT, ABANDONED = ({one} for one in LADDER)
DOUBT = SLOWING | DORMANT
WEEKLY = with_gaps((7,) * 160)
MONTHLY = with_gaps((30,) * 36)
IRREGULAR = with_gaps((12,) * 20 + (60, 15, 130) * 4)
"""Rare, and four times silent for more than four months."""


def after(silence: int, history: History, row: Thresholds = FEED) -> States:
    assert history.last is not None
    rhythm = Rhythm(history, row, LIMITS)
    assert rhythm.is_known
    return states_after(rhythm, (silence, silence), history.last + silence * DAY)


def test_the_numbers_are_those_of_the_catalogue() -> None:
    numbers = {
        one.id: float(one.value)
        for one in catalogue().rulebook.parameters.values()
        if isinstance(one.value, int | float)
    }
    assert rhythm_limits(numbers.__getitem__) == LIMITS


# ------------------------------------------------------------------ what makes a rhythm


@pytest.mark.parametrize(
    ("gaps", "known"),
    [((23,) * 8, True), ((27,) * 7, False), ((20,) * 9, True), ((19,) * 9, False)],
)
def test_a_rhythm_takes_eight_gaps_and_180_days(gaps: tuple[int, ...], known: bool) -> None:
    assert Rhythm(with_gaps(gaps), FEED, LIMITS).is_known is known


def test_a_rhythm_is_that_of_the_last_three_years() -> None:
    daily_once = [*every(1, date(2019, 1, 1), date(2020, 1, 1)), *every(30, date(2021, 1, 1), LAST)]
    assert Rhythm(posting(daily_once), FEED, LIMITS).gaps == (30,) * 36


# ------------------------------------------------------------------ an account that posts often


def test_worked_example_of_the_method() -> None:
    """26 gaps are too few for the rhythm alone to be sure before the ceiling."""
    history = with_gaps(sorted(WORKED, key=lambda gap: gap * 37 % 11))
    found = {silence: after(silence, history) for silence in (10, 17, 26, 31, 89, 90, 180)}
    assert found == {
        10: ACTIVE, 17: SLOWING, 26: SLOWING, 31: DOUBT, 89: DOUBT, 90: DORMANT, 180: ABANDONED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("silence", "states"),
    [(14, ACTIVE), (15, SLOWING), (30, SLOWING), (31, DORMANT), (179, DORMANT), (180, ABANDONED)],
)
def test_a_weekly_account(silence: int, states: set[str]) -> None:
    assert after(silence, WEEKLY) == states


def test_it_is_sure_once_twice_as_long_as_silences_known() -> None:
    history = with_gaps((20,) * 25 + (5,) * 80)
    assert after(39, history) == DOUBT
    assert after(40, history) == DORMANT


def test_a_year_must_have_been_seen_for_the_rhythm_alone_to_be_sure() -> None:
    assert after(40, with_gaps((5,) * 72)) == DOUBT
    assert after(40, with_gaps((5,) * 73)) == DORMANT


def test_silences_it_has_known_are_no_sign_before_the_ceiling() -> None:
    history = with_gaps(((3,) * 15 + (60,)) * 10)
    assert after(50, history) == ACTIVE
    assert after(90, history) == DORMANT


def test_an_account_that_slowed_is_slowing_whatever_its_silence() -> None:
    fallen = [*every(2, date(2024, 1, 1), LAST - 91 * DAY), *every(10, LAST - 80 * DAY, LAST)]
    assert after(1, posting(fallen)) == SLOWING


# ------------------------------------------------------------------ an account that posts rarely


@pytest.mark.parametrize(
    ("silence", "states"),
    [
        (28, ACTIVE), (29, SLOWING), (31, DOUBT), (89, DOUBT), (90, DORMANT), (180, ABANDONED),
    ],
)  # fmt: skip
def test_a_regular_monthly_account_is_doubtful_until_the_ceiling(
    silence: int, states: set[str]
) -> None:
    assert after(silence, MONTHLY) == states


@pytest.mark.parametrize(
    ("silence", "states"),
    [
        (89, ACTIVE),
        (90, ACTIVE | DOUBT),
        (129, DOUBT),
        (179, DOUBT),
        (180, DOUBT | ABANDONED),
        (253, DOUBT | ABANDONED),
        (260, ABANDONED),
    ],
)
def test_an_irregular_one_is_doubtful_until_twice_what_it_has_known(
    silence: int, states: set[str]
) -> None:
    assert after(silence, IRREGULAR) == states


def test_with_few_gaps_only_a_year_makes_it_sure() -> None:
    history = with_gaps((45,) * 12)
    assert after(364, history) == DOUBT | ABANDONED
    assert after(365, history) == ABANDONED


def test_longer_ceilings_of_the_network_are_kept() -> None:
    history = with_gaps((45,) * 12)
    assert after(90, history, VIDEO) == SLOWING
    assert after(91, history, VIDEO) == DOUBT
    assert after(240, history, VIDEO) == DOUBT
    assert after(365, history, VIDEO) == ABANDONED


@pytest.mark.parametrize(("gap", "states"), [(10, DORMANT), (11, DOUBT)])
def test_rarely_is_less_than_every_ten_days(gap: int, states: set[str]) -> None:
    assert after(60, with_gaps((gap,) * 60)) == states


# ------------------------------------------------------------------ laws

GAPS = st.lists(st.integers(1, 120), min_size=8, max_size=120).filter(lambda gaps: sum(gaps) > 180)


def bounds(states: States) -> tuple[int, int]:
    ranks = sorted(LADDER.index(one) for one in states)
    assert ranks == list(range(ranks[0], ranks[-1] + 1))
    return ranks[0], ranks[-1]


@given(GAPS, st.lists(st.integers(0, 800), min_size=2, max_size=8).map(sorted))
def test_severity_never_falls_as_silence_grows_outside_seasons(
    gaps: list[int], silences: list[int]
) -> None:
    rhythm = Rhythm(with_gaps(gaps), FEED, LIMITS)
    assume(all(rhythm.rest(LAST, LAST + one * DAY) is None for one in silences))
    steps = [bounds(states_after(rhythm, (one, one), LAST + one * DAY)) for one in silences]
    assert [one[0] for one in steps] == sorted(one[0] for one in steps)
    assert [one[1] for one in steps] == sorted(one[1] for one in steps)


@given(GAPS, st.integers(0, 400), st.integers(0, 400))
def test_a_silence_known_roughly_holds_all_that_either_end_allows(
    gaps: list[int], one: int, two: int
) -> None:
    rhythm, on = Rhythm(with_gaps(gaps), FEED, LIMITS), LAST + max(one, two) * DAY
    ends = (min(one, two), max(one, two))
    roughly = states_after(rhythm, ends, on)
    for silence in (*ends, sum(ends) // 2):
        assert roughly >= states_after(rhythm, (silence, silence), on)


@given(GAPS, st.integers(1, 400))
def test_what_happened_before_the_window_changes_nothing(gaps: list[int], older: int) -> None:
    recent = [*([1095] if sum(gaps) < 1095 else []), *gaps]
    with_more = with_gaps([older, 1, *recent])
    assert Rhythm(with_gaps(recent), FEED, LIMITS).gaps == Rhythm(with_more, FEED, LIMITS).gaps


@given(GAPS, st.integers(0, 400), st.integers(-3, 3))
def test_shifting_every_date_changes_nothing(gaps: list[int], silence: int, cycles: int) -> None:
    """By whole cycles of four years, so that every date keeps its place in its year."""
    moved = timedelta(days=1461 * cycles)
    here, there = (with_gaps(gaps, LAST + shift) for shift in (timedelta(0), moved))
    assert after(silence, here) == after(silence, there)


@given(GAPS, st.integers(90, 800))
def test_from_the_ceiling_dormancy_is_always_possible(gaps: list[int], silence: int) -> None:
    rhythm = Rhythm(with_gaps(gaps), FEED, LIMITS)
    assume(rhythm.rest(LAST, LAST + silence * DAY) is None)
    assert after(silence, with_gaps(gaps)) & {"dormant", "abandoned"}


@given(GAPS, st.integers(365, 800))
def test_after_a_year_nothing_excuses_a_silence(gaps: list[int], silence: int) -> None:
    rhythm = Rhythm(with_gaps(gaps), FEED, LIMITS)
    assume(rhythm.rest(LAST, LAST + silence * DAY) is None)
    assert after(silence, with_gaps(gaps)) == ABANDONED


@given(GAPS, st.integers(0, 179))
def test_below_the_last_ceiling_nothing_is_abandoned(gaps: list[int], silence: int) -> None:
    assert "abandoned" not in after(silence, with_gaps(gaps))
