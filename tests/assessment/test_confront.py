"""What is declared beside what was measured: completed, confirmed, or kept as a contradiction."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.activity import file_of
from tests.builders import ON, audit

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.activity import AccountActivity, Activity, Post
from playbook_audit.model.answer import NEVER, Answer, Answers, Contradicted, DateRange
from playbook_audit.model.measured_example import MeasuredExample, activity_of

PAGE = {"key": "page", "platform": "facebook", "scope": "general"}
SEEN = date(2026, 11, 10)
EXACTLY = DateRange(SEEN, SEEN)


def measured(covered_to: date | None = ON, **fields: object) -> MeasuredExample:
    return MeasuredExample.model_validate(
        {
            "account": "page",
            "posts": [date(2026, 10, 1), SEEN],
            "covered_from": date(2026, 1, 1),
            "covered_to": covered_to,
            **fields,
        }
    )


def met(example: MeasuredExample, **answers: object) -> Answers:
    return confronted(catalogue(), audit([{**PAGE, **answers}]), activity_of([example]), ON)


def answer(answers: Answers, name: str = "last_post") -> Answer:
    found = answers.at(f"accounts.page.{name}")
    assert found is not None
    return found


def conflicts(answers: Answers) -> list[str | None]:
    notes = assess(catalogue(), answers, ON).notes
    return [
        one.account
        for one in notes
        if one.rule == "declared_measured_conflict" and one.state == "raised"
    ]


def test_a_copy_up_to_the_audit_says_when_the_account_last_posted() -> None:
    assert answer(met(measured())) == Answer(EXACTLY, origin="measured")


def test_a_copy_that_ended_a_week_ago_still_decides() -> None:
    assert answer(met(measured(ON - timedelta(days=7)))).value == EXACTLY


def test_after_an_older_copy_the_account_may_have_posted_again() -> None:
    found = answer(met(measured(ON - timedelta(days=8))))
    assert found == Answer(DateRange(SEEN, ON), origin="measured")


def test_without_coverage_nothing_is_decided() -> None:
    assert met(measured(None)).at("accounts.page.last_post") is None


def test_a_vague_answer_that_fits_becomes_exact() -> None:
    assert answer(met(measured(), last_post="2026-11")) == Answer(EXACTLY, origin="measured")


def test_an_answer_dated_after_the_copy_stands_as_declared() -> None:
    found = answer(met(measured(ON - timedelta(days=3)), last_post=str(ON)))
    assert found == Answer(DateRange(ON, ON), origin="declared")


def test_a_vague_answer_that_reaches_past_the_copy_begins_after_it() -> None:
    end = date(2026, 11, 19)
    found = answer(met(measured(end, posts=[date(2026, 10, 1)]), last_post="2026-11"))
    assert found.value == DateRange(date(2026, 11, 20), ON)


def test_an_answer_the_copy_denies_is_kept_beside_it_and_said() -> None:
    found = met(measured(), last_post="2026-11-18")
    said = DateRange(date(2026, 11, 18), date(2026, 11, 18))
    both = Contradicted((said, EXACTLY), ("declared", "measured"))
    assert answer(found).value == both
    assert conflicts(found) == ["page"]


def test_never_is_denied_by_a_single_post() -> None:
    assert conflicts(met(measured(), last_post="jamais")) == ["page"]


def test_a_complete_copy_without_a_post_says_never() -> None:
    empty = measured(posts=[], covered_from=None)
    assert answer(met(empty)).value is NEVER


def test_an_empty_period_says_that_the_last_post_came_before() -> None:
    found = answer(met(measured(posts=[])))
    assert found == Answer(DateRange(None, date(2025, 12, 31)), origin="measured")


def test_a_day_declared_inside_an_empty_period_is_denied() -> None:
    assert conflicts(met(measured(posts=[]), last_post="2026-06-01")) == ["page"]


def test_what_is_posted_after_the_day_of_the_audit_is_left_out() -> None:
    later = measured(ON + timedelta(days=30), posts=[SEEN, ON + timedelta(days=2)])
    assert answer(met(later)).value == EXACTLY


@pytest.mark.parametrize(
    ("declared", "origin", "denied"),
    [("1000", "measured", False), ("1090", "measured", False), ("2000", "declared", True)],
)
def test_followers_are_confirmed_within_a_tenth(declared: str, origin: str, denied: bool) -> None:
    found = met(measured(followers=1000), followers=declared)
    assert isinstance(answer(found, "followers").value, Contradicted) is denied
    assert answer(found, "followers").origin == origin
    assert bool(conflicts(found)) is denied


def test_an_old_head_count_says_nothing() -> None:
    old = measured(ON - timedelta(days=400), followers=1000, posts=[])
    assert met(old).at("accounts.page.followers") is None


def test_the_network_knows_when_the_account_was_opened() -> None:
    opened = met(measured(opened_on=date(2012, 3, 5)), opened_on="2012")
    assert answer(opened, "opened_on").value == DateRange(date(2012, 3, 5), date(2012, 3, 5))


def two_copies(
    *posts: date, first: tuple[date | None, date], second: tuple[date, date]
) -> Activity:
    """Give an account known from two copies."""
    files = (file_of("a", first), file_of("b", second))
    one = AccountActivity("page", "facebook", tuple(Post(day, None, "day") for day in posts), files)
    return Activity({"page": one})


def last_post(activity: Activity, on: date = ON, **answers: object) -> Answer | None:
    given = audit([{**PAGE, **answers}])
    return confronted(catalogue(), given, activity, on).at("accounts.page.last_post")


def test_a_hole_between_two_copies_may_hold_the_last_post() -> None:
    found = last_post(
        two_copies(
            date(2026, 3, 15),
            first=(date(2026, 1, 1), date(2026, 3, 31)),
            second=(date(2026, 10, 1), ON),
        )
    )
    assert found == Answer(DateRange(date(2026, 3, 15), date(2026, 9, 30)), origin="measured")


def test_a_day_declared_in_a_hole_between_two_copies_stands() -> None:
    copies = two_copies(
        date(2026, 3, 15),
        first=(date(2026, 1, 1), date(2026, 3, 31)),
        second=(date(2026, 10, 1), ON),
    )
    september = DateRange(date(2026, 9, 12), date(2026, 9, 12))
    assert last_post(copies, last_post="2026-09-12") == Answer(september)
    october = last_post(copies, last_post="2026-10-12")
    assert october is not None
    assert isinstance(october.value, Contradicted)


def test_an_old_archive_without_a_post_says_nothing_of_the_hole_after_it() -> None:
    copies = two_copies(first=(None, date(2020, 1, 1)), second=(date(2026, 10, 1), ON))
    assert last_post(copies) == Answer(DateRange(None, date(2026, 9, 30)), origin="measured")


def test_a_copy_of_later_days_says_nothing_of_an_audit_before_it() -> None:
    copies = two_copies(
        date(2018, 5, 1),
        first=(date(2018, 1, 1), date(2018, 12, 31)),
        second=(date(2024, 1, 1), ON),
    )
    found = last_post(copies, on=date(2020, 6, 1))
    assert found == Answer(DateRange(date(2018, 5, 1), date(2020, 6, 1)), origin="measured")


DAYS = st.dates(date(2025, 1, 1), ON)
PAST = st.sets(DAYS, max_size=12)
STRETCHES = st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=3)


@given(past=PAST, stretches=STRETCHES, is_whole=st.booleans(), on=DAYS, said=st.booleans())
def test_whatever_is_covered_the_true_last_day_stays_possible(
    past: set[date], stretches: list[list[date]], is_whole: bool, on: date, said: bool
) -> None:
    """The tolerance apart: after a recent copy, a post of its last days may be missed."""
    covers = [(start, end) for start, end in stretches]
    files = tuple(
        file_of(str(rank), (None if is_whole and not rank else start, end))
        for rank, (start, end) in enumerate(covers)
    )
    whole = AccountActivity("page", "facebook", files=files)
    seen = sorted(day for day in past if any(a <= day <= b for a, b in whole.windows))
    posts = tuple(Post(day, None, "day") for day in seen)
    true = max((day for day in past if day <= on), default=None)
    answers = {} if true is None or not said else {"last_post": str(true)}
    found = last_post(Activity({"page": replace(whole, posts=posts)}), on, **answers)
    if found is None or true is None:
        return
    end = max((end for _, end in whole.windows_until(on)), default=on)
    if end < true and (on - end).days <= 7:
        return
    assert isinstance(found.value, DateRange)
    assert (found.value.earliest or true) <= true <= found.value.latest


DECLARED = st.one_of(
    st.none(),
    st.just("jamais"),
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
)
COPIES = st.builds(
    lambda posts, covered_from, length: measured(
        posts=sorted(posts),
        covered_from=covered_from,
        covered_to=min(covered_from + timedelta(days=length), ON),
    ),
    st.lists(DAYS, max_size=5),
    DAYS,
    st.integers(0, 500),
)


@given(copy=COPIES, declared=DECLARED)
def test_confronting_again_changes_nothing(copy: MeasuredExample, declared: str | None) -> None:
    once = met(copy, last_post=declared)
    assert confronted(catalogue(), once, activity_of([copy]), ON) == once


@given(copy=COPIES, declared=DAYS)
def test_what_was_declared_is_never_lost(copy: MeasuredExample, declared: date) -> None:
    found = answer(met(copy, last_post=str(declared))).value
    kept = found.values if isinstance(found, Contradicted) else (found,)
    assert any(
        isinstance(one, DateRange) and (one.earliest or one.latest) <= declared <= one.latest
        for one in kept
    )
