"""Residual life: the worked figures of the method, and its laws."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.rhythm.pasts import WORKED

from playbook_audit.assessment.rhythm.residual import residual_life

GAPS = st.lists(st.integers(1, 2000), min_size=1, max_size=60)
SILENCES = st.integers(0, 2500)


@pytest.mark.parametrize(
    ("silence", "share"),
    [
        (0, 1.0), (3, 0.6723), (7, 0.2353), (10, 0.1597), (14, 0.0588), (16, 0.0504),
        (17, 0.0462), (20, 0.0336), (25, 0.0126), (26, 0.0084), (28, 0.0),
    ],
)  # fmt: skip
def test_worked_example(silence: int, share: float) -> None:
    assert residual_life(WORKED, silence) == pytest.approx(share, abs=0.00005)


def test_without_a_past_nothing_is_unusual() -> None:
    assert residual_life((), 400) == 1


@given(GAPS)
def test_it_is_one_for_no_silence_and_zero_from_the_longest(gaps: list[int]) -> None:
    assert residual_life(gaps, 0) == 1
    assert residual_life(gaps, max(gaps)) == 0


@given(GAPS, SILENCES, SILENCES)
def test_it_never_grows_with_the_silence(gaps: list[int], one: int, two: int) -> None:
    assert residual_life(gaps, max(one, two)) <= residual_life(gaps, min(one, two))


@given(GAPS, SILENCES)
def test_it_is_the_share_of_past_days_with_such_a_silence_ahead(
    gaps: list[int], silence: int
) -> None:
    days = [left for gap in gaps for left in range(1, gap + 1)]
    share = Fraction(sum(left > silence for left in days), len(days))
    assert residual_life(gaps, silence) == pytest.approx(float(share))


@given(GAPS, SILENCES, st.randoms())
def test_the_order_of_gaps_does_not_matter(gaps: list[int], silence: int, order: object) -> None:
    mixed = gaps[:]
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert residual_life(mixed, silence) == residual_life(gaps, silence)
