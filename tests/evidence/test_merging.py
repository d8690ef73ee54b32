"""Several sources of one account: each post once, the latest counts, the coverage joined."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.evidence.making import post_at, post_on
from playbook_audit.evidence.merging import coverage_of, same_posts_once, with_seen
from playbook_audit.model.activity import AccountActivity, Counts, Coverage, EvidenceFile, Post

AT = datetime(2026, 4, 2, 6, 20, tzinfo=UTC)
DAY = date(2026, 4, 2)


def seen(*posts: Post, **fields: object) -> AccountSeen:
    return AccountSeen("facebook", posts=posts, **fields)  # type: ignore[arg-type]


def file(name: str) -> EvidenceFile:
    return EvidenceFile(name, name, "meta-content", None, "utc", 1)


def test_a_post_with_the_same_number_is_one_and_keeps_its_greatest_counts() -> None:
    before = post_at(AT, id="7", counts=Counts(reactions=3, views=10))
    after = post_at(AT, id="7", counts=Counts(reactions=5))
    [one] = same_posts_once([before, after])
    assert one.counts == Counts(reactions=5, views=10)


def test_the_best_known_moment_is_kept() -> None:
    [one] = same_posts_once([post_on(DAY, id="7"), post_at(AT, id="7")])
    assert (one.at, one.precision) == (AT, "second")


def test_the_same_text_within_two_minutes_is_one_post() -> None:
    export = post_at(AT, "minute", id="7", text="Travaux rue des Écoles")
    download = post_at(AT + timedelta(seconds=90), text="travaux  rue des écoles")
    assert len(same_posts_once([export, download])) == 1


def test_the_same_text_an_hour_later_is_another_post() -> None:
    posts = [post_at(AT, id="7", text="Alerte"), post_at(AT + timedelta(hours=1), text="Alerte")]
    assert len(same_posts_once(posts)) == 2


def test_a_reel_may_come_out_forty_minutes_after_it_was_sent() -> None:
    reel = post_at(AT, id="7", text="Fête", medium="short_video")
    sent = post_at(AT - timedelta(minutes=35), text="Fête")
    assert len(same_posts_once([reel, sent])) == 1


def test_numbered_posts_of_the_same_text_stay_two() -> None:
    posts = [post_at(AT, id="7", text="Alerte"), post_at(AT, id="8", text="Alerte")]
    assert len(same_posts_once(posts)) == 2


def test_a_post_without_text_or_number_is_known_by_its_moment() -> None:
    assert len(same_posts_once([post_at(AT), post_at(AT), post_at(AT + timedelta(hours=1))])) == 2


def test_the_period_of_a_file_is_believed_first() -> None:
    period = (date(2026, 1, 1), date(2026, 4, 30))
    told = coverage_of(seen(post_on(DAY), period=period), date(2026, 5, 9))
    assert told == Coverage(*period, "window")


def test_without_a_period_nothing_is_known_after_the_last_post() -> None:
    told = coverage_of(seen(post_on(date(2026, 3, 1)), post_on(DAY)), None)
    assert told == Coverage(date(2026, 3, 1), DAY, "window")


def test_the_day_the_person_says_ends_the_coverage() -> None:
    told = coverage_of(seen(post_on(DAY), reach="last_n"), date(2026, 5, 9))
    assert told == Coverage(DAY, date(2026, 5, 9), "last_n")


def test_an_archive_covers_everything_up_to_its_day() -> None:
    archive = seen(post_on(DAY), reach="complete", taken_on=date(2026, 5, 2))
    assert coverage_of(archive, None) == Coverage(None, date(2026, 5, 2), "complete")


def test_the_day_a_file_was_made_is_no_end_of_a_period_it_does_not_tell() -> None:
    partial = seen(post_on(date(2026, 3, 1)), post_on(DAY), taken_on=date(2026, 5, 2))
    assert coverage_of(partial, date(2026, 5, 9)) == Coverage(date(2026, 3, 1), DAY, "window")


def test_a_feed_without_entry_covers_nothing() -> None:
    assert coverage_of(seen(reach="last_n"), date(2026, 5, 9)) is None


POSTS = st.lists(
    st.builds(
        lambda minutes, number, text: post_at(
            AT + timedelta(minutes=int(number) * 50 if number else minutes), id=number, text=text
        ),
        st.integers(0, 200),
        st.sampled_from([None, "1", "2", "3", "4"]),
        st.sampled_from([None, "a", "b"]),
    ),
    max_size=12,
)


@given(posts=POSTS)
def test_merging_again_changes_nothing(posts: list[Post]) -> None:
    once = same_posts_once(posts)
    assert same_posts_once(once) == once
    assert same_posts_once([*once, *once]) == once


@given(posts=POSTS)
def test_adding_a_file_twice_changes_nothing(posts: list[Post]) -> None:
    once = with_seen(AccountActivity("page", "facebook"), seen(*posts), file("a"))
    assert with_seen(once, seen(*posts), file("a")) == once


@given(posts=POSTS, rank=st.integers(0, 12))
def test_the_order_of_the_files_changes_nothing(posts: list[Post], rank: int) -> None:
    first, second = posts[:rank], posts[rank:]
    start = AccountActivity("page", "facebook")
    one = with_seen(with_seen(start, seen(*first), file("a")), seen(*second), file("b"))
    other = with_seen(with_seen(start, seen(*second), file("b")), seen(*first), file("a"))
    assert one == other


def test_windows_that_touch_are_one_and_holes_stay() -> None:
    def covering(name: str, first: date, last: date) -> EvidenceFile:
        return file(name)._replace(coverage=Coverage(first, last, "window"))

    activity = AccountActivity(
        "page",
        "facebook",
        files=(
            covering("a", date(2026, 1, 1), date(2026, 1, 31)),
            covering("b", date(2026, 2, 1), date(2026, 2, 28)),
            covering("c", date(2026, 4, 1), date(2026, 4, 30)),
        ),
    )
    assert activity.windows == (
        (date(2026, 1, 1), date(2026, 2, 28)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    )
