"""The slowdown: the worked figure, what has to be known, and seasons that come back."""

from datetime import date, timedelta
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.rhythm.pasts import LIMITS, activity, covering, every, on_days, posting

from playbook_audit.assessment.rhythm.history import History, history_of
from playbook_audit.assessment.rhythm.slowdown import chance_of_so_few, has_slowed

LAST = date(2026, 6, 30)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def past(recent: int, before: int, known_days: int = 450) -> History:
    """Give a history with so many days of publication in the 90 last days, and in the 360 before."""
    days = [ago(rank) for rank in range(recent)] + [ago(90 + rank) for rank in range(before)]
    return history_of(activity(on_days(sorted(days)), covering(ago(known_days - 1), LAST)))


def test_worked_example() -> None:
    assert chance_of_so_few(4, 60, 90 / 450) == pytest.approx(0.00206, abs=0.000005)
    assert has_slowed(past(4, 60), LIMITS.slowing)


def test_a_rate_above_half_is_no_slowdown_however_sure() -> None:
    slowing = LIMITS.slowing._replace(probability=1.1)
    assert has_slowed(past(10, 80), slowing)  # 10 in 90 days against 80 in 360: exactly half
    assert not has_slowed(past(11, 80), slowing)


def test_chance_explains_a_small_number() -> None:
    assert not has_slowed(past(1, 12), LIMITS.slowing)


def test_all_the_days_compared_must_be_known() -> None:
    assert has_slowed(past(4, 60, known_days=450), LIMITS.slowing)
    assert not has_slowed(past(4, 60, known_days=449), LIMITS.slowing)
    assert not has_slowed(History(), LIMITS.slowing)


def test_nothing_before_is_no_slowdown() -> None:
    assert not has_slowed(past(5, 0), LIMITS.slowing)


def spring_break(years: int) -> History:
    """Give an account that posts every other day, but weekly in spring, each year."""
    first = date(2026 - years, 4, 2)
    usual = (day for day in every(2, first, LAST) if day.month not in (4, 5, 6))
    quiet = (day for day in every(7, first, LAST) if day.month in (4, 5, 6))
    return posting({*usual, *quiet, first, LAST})


def test_a_quiet_season_that_comes_back_is_no_slowdown() -> None:
    assert has_slowed(spring_break(1), LIMITS.slowing), "one earlier spring is too few"
    assert not has_slowed(spring_break(2), LIMITS.slowing)


def test_a_fall_is_told_among_seasons_too() -> None:
    days = [*every(3, date(2023, 1, 1), ago(90)), *every(20, ago(80), LAST)]
    assert has_slowed(posting(days), LIMITS.slowing)


@given(st.integers(0, 60), st.integers(0, 200), st.fractions(0, 1, max_denominator=20))
def test_the_chance_is_the_exact_sum(recent: int, reference: int, share: Fraction) -> None:
    both = recent + reference
    exact = sum(
        comb(both, few) * share**few * (1 - share) ** (both - few) for few in range(recent + 1)
    )
    assert chance_of_so_few(recent, reference, float(share)) == pytest.approx(float(exact))


@given(st.integers(1, 60), st.integers(0, 300), st.integers(1, 30))
def test_more_recent_posts_never_make_a_slowdown(recent: int, before: int, more: int) -> None:
    if has_slowed(past(recent + more, before), LIMITS.slowing):
        assert has_slowed(past(recent, before), LIMITS.slowing)
