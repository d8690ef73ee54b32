"""Days of publication and silences: what counts, and what a hole in the sources hides."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.rhythm.pasts import DAY, activity, covering, on_days, posting, with_gaps

from playbook_audit.assessment.rhythm.history import Gap, History, history_of
from playbook_audit.model.activity import AccountActivity

JANUARY = date(2026, 1, 1)
DAYS = st.lists(
    st.dates(date(2023, 1, 1), date(2026, 1, 1)), min_size=1, max_size=40, unique=True
).map(sorted)


def january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


def test_two_posts_of_a_day_are_one_day_of_publication() -> None:
    history = history_of(
        activity(on_days(january(1, 3, 3, 9)), covering(JANUARY, date(2026, 1, 9)))
    )
    assert history.days == tuple(january(1, 3, 9))
    assert history.gaps == (2, 6)
    assert history.last == date(2026, 1, 9)


def test_replies_are_no_publication() -> None:
    posts = on_days(january(1, 9)) + on_days(january(5, 20), "reply")
    history = history_of(activity(posts, covering(JANUARY, date(2026, 1, 31))))
    assert history.gaps == (8,)
    assert history.last == date(2026, 1, 9)


def test_shares_threads_and_stories_are_publications() -> None:
    posts = (
        on_days(january(1), "share") + on_days(january(2), "thread") + on_days(january(4), "story")
    )
    assert history_of(activity(posts, covering(JANUARY, date(2026, 1, 4)))).gaps == (1, 2)


def test_a_hole_in_coverage_is_no_silence() -> None:
    files = covering(JANUARY, date(2026, 1, 10)), covering(date(2026, 1, 15), date(2026, 1, 31))
    history = history_of(activity(on_days(january(1, 3, 9, 20, 25)), *files))
    assert history.gaps == (2, 6, 5)
    assert history.silences[-1] == Gap(date(2026, 1, 20), date(2026, 1, 25))
    assert history.since == date(2026, 1, 15)
    assert history.complete_days == 10


def test_windows_that_follow_each_other_leave_no_hole() -> None:
    files = covering(JANUARY, date(2026, 1, 10)), covering(date(2026, 1, 11), date(2026, 1, 31))
    assert history_of(activity(on_days(january(9, 20)), *files)).gaps == (11,)


def test_a_post_outside_the_coverage_makes_no_gap() -> None:
    history = history_of(activity(on_days(january(1, 5, 20)), covering(JANUARY, date(2026, 1, 10))))
    assert history.gaps == (4,)
    assert history.last == date(2026, 1, 20)
    assert history.complete_days == 0


def test_a_complete_copy_begins_with_the_first_post_not_with_the_opening() -> None:
    posts, copy = on_days(january(10, 20)), covering(None, date(2026, 1, 31))
    assert history_of(activity(posts, copy, opened_on=JANUARY)).complete_days == 10
    assert history_of(activity(posts, copy)).complete_days == 10


def test_posts_after_the_day_asked_for_do_not_count() -> None:
    posts, file = on_days(january(1, 5, 20)), covering(JANUARY, date(2026, 1, 31))
    history = history_of(activity(posts, file), until=date(2026, 1, 19))
    assert history.last == date(2026, 1, 5)
    assert history.gaps == (4,)


def test_nothing_measured_gives_no_history() -> None:
    assert history_of(AccountActivity("page", "facebook")) == History()
    assert History().last is None
    assert History().complete_days == 0


def test_without_coverage_nothing_is_known_between_posts() -> None:
    history = history_of(activity(on_days(january(1, 5))))
    assert history.gaps == ()
    assert history.since is None


def test_the_recent_part_ends_with_the_last_publication() -> None:
    history = with_gaps((400, 30, 20, 10))
    recent = history.recent(60)
    assert recent.gaps == (30, 20, 10)
    assert recent.complete_days == 60
    assert history.recent(59).gaps == (20, 10)
    assert history.recent(1000) is history


@given(DAYS)
def test_gaps_add_up_when_everything_is_known(days: list[date]) -> None:
    history = posting(days)
    assert sum(history.gaps) == (days[-1] - days[0]).days == history.complete_days


@given(DAYS, st.integers(0, 2000))
def test_forgetting_the_past_never_adds_a_gap(days: list[date], length: int) -> None:
    history = posting(days)
    recent = history.recent(length)
    assert set(recent.silences) <= set(history.silences)
    assert recent.last == history.last
    assert recent.complete_days <= history.complete_days


@given(DAYS, st.integers(1, 400))
def test_a_hole_only_removes_gaps(days: list[date], at: int) -> None:
    hole = days[0] + timedelta(days=at)
    whole = posting(days)
    pieces = [covering(days[0], hole - DAY)]
    pieces += [covering(hole + DAY, days[-1])] if hole < days[-1] else []
    pierced = history_of(activity(on_days(days), *pieces))
    assert set(pierced.silences) <= set(whole.silences)
    assert not any(gap.start <= hole <= gap.end for gap in pierced.silences)
