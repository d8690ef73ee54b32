"""Measured seasons: two past years at rest on the same dates, and each side of every boundary."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.assessment.rhythm.pasts import (
    DAY,
    FEED,
    LIMITS,
    activity,
    covering,
    every,
    on_days,
    posting,
)

from playbook_audit.assessment.rhythm.history import Gap, History, history_of
from playbook_audit.assessment.rhythm.judgement import Rhythm, States, states_after
from playbook_audit.assessment.rhythm.season import Rest, Seasons

GRACE = 30
LAST = date(2026, 3, 30)
OPENING = date(2026, 12, 1)


def winters(*years: int, last: date = LAST) -> list[date]:
    """Give the days of a resort: every third day from 1 December of each year to late March."""
    return [
        day
        for year in years
        for day in every(3, date(year, 12, 1), date(year + 1, 3, 31))
        if day <= last
    ]


THREE = winters(2023, 2024, 2025)
"""Its last days are 30 March 2024, 31 March 2025 and 31 March 2026, cut on the 30th."""


def seasons(days: Iterable[date]) -> Seasons:
    return Seasons(posting(days), FEED.dormancy_floor, GRACE, FEED.dormancy_ceiling)


def rest_on(on: date, days: list[date]) -> Rest | None:
    return seasons(days).rest(max(days), on)


def states_on(on: date, history: History | list[date]) -> States:
    history = history if isinstance(history, History) else posting(history)
    assert history.last is not None
    silence = (on - history.last).days
    rhythm = Rhythm(history, FEED, LIMITS)
    assert rhythm.is_known
    return states_after(rhythm, (silence, silence), on)


# ------------------------------------------------------------------ rests


def test_a_resort_rests_from_spring_to_december() -> None:
    last = max(THREE)
    assert seasons(THREE).rests == (
        Gap(date(2024, 3, 30), date(2024, 12, 1)),
        Gap(date(2025, 3, 31), date(2025, 12, 1)),
    )
    assert last > date(2026, 3, 25)


def test_a_few_summer_posts_do_not_open_a_resort() -> None:
    summer = [date(2024, 7, 14), date(2025, 7, 1), date(2025, 7, 30)]
    assert [gap.end for gap in seasons([*THREE, *summer]).rests] == [
        date(2024, 12, 1),
        date(2025, 12, 1),
    ]


def test_a_summer_season_longer_than_the_grace_cuts_the_rest() -> None:
    summer = every(3, date(2025, 7, 1), date(2025, 8, 5))
    assert len(seasons([*THREE, *summer]).rests) == 3


def test_rests_of_two_years_are_twins_when_both_ends_agree() -> None:
    found = seasons(THREE)
    assert found.yearly == found.rests
    assert seasons(winters(2024, 2025)).yearly == ()


# ------------------------------------------------------------------ the present rest


def test_two_past_years_prove_a_rest_and_tell_when_it_ends() -> None:
    assert rest_on(date(2026, 9, 1), THREE) == Rest(OPENING, proved=True)


def test_the_later_of_two_openings_is_expected() -> None:
    late = [day for day in THREE if not date(2024, 12, 1) <= day < date(2024, 12, 20)]
    late.append(date(2024, 12, 20))
    assert rest_on(date(2026, 9, 1), late) == Rest(date(2026, 12, 20), proved=True)


def test_openings_a_grace_apart_are_the_same_season_and_one_day_more_is_not() -> None:
    for days, proved in ((30, True), (31, False)):
        opening = date(2024, 12, 1) + timedelta(days=days)
        late = [day for day in THREE if not date(2024, 12, 1) <= day < opening]
        found = rest_on(date(2026, 9, 1), [*late, opening])
        assert found is not None
        assert found.proved is proved


def test_a_silence_that_began_long_before_the_usual_rest_is_no_season() -> None:
    assert rest_on(date(2026, 9, 1), winters(2023, 2024, 2025, last=date(2026, 2, 20))) is None


def test_a_silence_may_begin_a_grace_before_the_usual_rest() -> None:
    """Rests began on 30 March 2024 and 31 March 2025."""
    for last, found in ((date(2026, 3, 1), False), (date(2026, 3, 4), True)):
        days = winters(2023, 2024, 2025, last=last)
        assert max(days) == last
        assert (rest_on(date(2026, 9, 1), days) is not None) is found


def test_an_account_that_posts_in_season_is_in_no_rest() -> None:
    assert rest_on(date(2026, 2, 20), winters(2023, 2024, 2025, last=date(2026, 2, 18))) is None


def test_one_past_year_only_raises_doubt() -> None:
    assert rest_on(date(2026, 9, 1), winters(2024, 2025)) == Rest(OPENING, proved=False)


def test_a_single_past_year_that_posted_all_along_proves_there_is_no_season() -> None:
    busy = every(3, date(2024, 1, 1), date(2024, 12, 1))
    assert rest_on(date(2026, 9, 1), [*busy, *winters(2024, 2025)]) is None


def test_a_hole_in_coverage_is_no_rest() -> None:
    winter_files = [
        covering(date(year, 12, 1), date(year + 1, 3, 31)) for year in (2023, 2024, 2025)
    ]
    history = history_of(activity(on_days(THREE), *winter_files))
    assert Seasons(history, 30, GRACE, 90).rests == ()


def test_29_february_has_its_date_every_year() -> None:
    days = every(3, date(2021, 1, 1), date(2024, 2, 29))
    assert seasons(days).rest(date(2024, 1, 30), date(2024, 2, 29)) is None


# ------------------------------------------------------------------ states


def test_a_resort_is_out_of_season_until_it_is_late() -> None:
    assert states_on(date(2026, 5, 1), THREE) == {"seasonal"}
    assert states_on(OPENING, THREE) == {"seasonal"}
    assert states_on(OPENING + 29 * DAY, THREE) == {"seasonal"}


def test_a_late_resort_is_silent_since_its_opening_on_its_rhythm_in_season() -> None:
    assert states_on(OPENING + 30 * DAY, THREE) == {"slowing"}
    assert states_on(OPENING + 31 * DAY, THREE) == {"dormant"}
    assert states_on(OPENING + 180 * DAY, THREE) == {"abandoned"}


def test_a_resort_that_stops_in_winter_is_judged_without_its_rests() -> None:
    stopped = winters(2023, 2024, 2025, last=date(2026, 1, 15))
    assert states_on(stopped[-1] + 14 * DAY, stopped) == {"active"}
    assert states_on(stopped[-1] + 15 * DAY, stopped) == {"slowing"}
    assert states_on(stopped[-1] + 31 * DAY, stopped) == {"dormant"}


def test_a_rest_seen_once_leaves_the_season_possible() -> None:
    days = winters(2024, 2025)
    assert states_on(date(2026, 9, 1), days) == {"seasonal", "dormant"}
    assert states_on(OPENING + 29 * DAY, days) == {"seasonal", "abandoned"}
    assert states_on(OPENING + 30 * DAY, days) == {"abandoned"}


def test_a_school_at_rest_in_summer_is_out_of_season() -> None:
    terms = [
        day
        for day in every(3, date(2023, 9, 1), date(2026, 7, 4))
        if not (date(day.year, 7, 5) <= day <= date(day.year, 8, 31))
    ]
    assert states_on(date(2026, 8, 20), terms) == {"seasonal"}
    assert states_on(date(2026, 10, 10), terms) == {"dormant"}


def test_an_account_that_posts_rarely_has_no_measured_season() -> None:
    days = every(20, date(2023, 1, 1), date(2026, 4, 1))
    quiet = [day for day in days if day.month not in (7, 8)]
    rhythm = Rhythm(posting(quiet), FEED, LIMITS)
    assert not rhythm.has_seasons
    assert rhythm.rest(max(quiet), date(2026, 8, 1)) is None
