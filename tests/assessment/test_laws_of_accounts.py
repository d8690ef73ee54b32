"""Laws of the method on accounts: those that stand still, opening, closing, absence, silence, time.

A law that needs a precondition says which, and why, in the docstring of its test.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import ON
from tests.effort import examples
from tests.smallest import holds
from tests.strategies import (
    ORDINARY_DATES,
    Drawn,
    accounts,
    ages,
    allowed,
    audits,
    question_at,
)

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answer, Answers, Contradicted, DateRange, Value
from playbook_audit.model.assessment import Assessment, Interval

pytestmark = pytest.mark.law

TINY = 1e-9
STILL = frozenset(("closed", "reserved", "standby", "seasonal"))
FIRST = "accounts.compte-0"


# ------------------------------------------------------------------ standing still, closing


@examples(300)
@given(audits(least=1, most=2), st.sampled_from(("closed", "reserved", "paused", "seasonal", None)))
def test_closed_reserved_standby_and_seasonal_accounts_carry_no_abandonment(
    drawn: Drawn, status: str | None
) -> None:
    """With a notice, an account stopped without a word keeping the finding that says so.

    Of an account whose state is settled: an unknown status leaves open what depends on it.
    """
    announced = drawn.given(f"{FIRST}.exit_notice", "full")
    if status is not None:
        announced = announced.given(f"{FIRST}.status", status)
    holds(_still_account_carries_nothing, announced)


def _still_account_carries_nothing(drawn: Drawn) -> None:
    assume(drawn.written(f"{FIRST}.exit_notice") == "full")
    account = drawn.assessment.accounts[0]
    assume(len(account.states) == 1 and account.states[0] in STILL)
    assert own_abandonment(drawn.assessment) == (0, 0), account


def own_abandonment(assessment: Assessment) -> Interval:
    """Give what the first account adds to abandonment."""
    contributions = assessment.risk("abandonment").contributions
    own = (one.points for one in contributions if one.account == "compte-0")
    return next(own, Interval(0, 0))


@examples(400)
@given(audits(least=1, most=4), st.sampled_from(("full", "short", "hidden")))
def test_closing_on_purpose_never_raises_abandonment(drawn: Drawn, notice: str) -> None:
    """On purpose: with a notice, or out of sight."""
    holds(partial(_closing_costs_nothing, notice), drawn)


def _closing_costs_nothing(notice: str, drawn: Drawn) -> None:
    closed = drawn.given(f"{FIRST}.status", "closed").given(f"{FIRST}.exit_notice", notice)
    assert_no_more(closed, drawn)


def assert_no_more(after: Drawn, before: Drawn) -> None:
    """Check that abandonment did not grow."""
    more, less = (one.assessment.risk("abandonment") for one in (after, before))
    assert more.points.low <= less.points.low + TINY, (less, more)
    assert more.points.high <= less.points.high + TINY, (less, more)


# ------------------------------------------------------------------ absence


@examples(200)
@given(audits(most=0), st.sampled_from(("no", "left")))
def test_absent_collectivite_has_no_risk(drawn: Drawn, presence: str) -> None:
    """With no account listed: one that was left without a notice is still seen by residents."""
    holds(_has_no_risk, drawn.given("answers.org_presence", presence))


def _has_no_risk(drawn: Drawn) -> None:
    assume(drawn.written("answers.org_presence") in ("no", "left"))
    assert all(risk.points == (0, 0) for risk in drawn.assessment.risks), drawn.assessment.risks


@examples(250)
@given(audits(most=2), st.data())
def test_absence_from_a_network_changes_no_risk(drawn: Drawn, data: st.DataObject) -> None:
    names = ("absence_chosen", "absence_reason", "absence_review")
    questions = {name: question_at(f"answers.{name}") for name in names}
    absence = {name: data.draw(allowed(one, drawn.on)) for name, one in questions.items()}
    holds(partial(_absence_costs_nothing, absence), drawn)


def _absence_costs_nothing(absence: dict[str, Any], drawn: Drawn) -> None:
    absent = Drawn({**drawn.data, "answers": {**drawn.data["answers"], **absence}}, drawn.on)
    assert _points(absent) == _points(drawn)


def _points(drawn: Drawn) -> dict[str, Interval]:
    return {risk.id: risk.points for risk in drawn.assessment.risks}


# ------------------------------------------------------------------ opening


@examples(400)
@given(audits(least=1, most=3), st.sampled_from((130, 185, 241, 400)), st.data())
def test_opening_a_dormant_account_never_lowers_abandonment(
    drawn: Drawn, days: int, data: st.DataObject
) -> None:
    """On the same path: a village with a second account is asked more, so less is sure of it."""
    account = data.draw(accounts(drawn.on))
    account["status"] = data.draw(st.sampled_from(("live", "idle")))
    account["last_post"] = f"{drawn.on - timedelta(days=days)}"
    holds(partial(_dormant_account_adds, account), drawn)


def _dormant_account_adds(account: dict[str, Any], drawn: Drawn) -> None:
    assume(drawn.rows)
    opened = drawn.with_account(**account)
    assume(opened.assessment.path == drawn.assessment.path)
    states = next(one.states for one in opened.assessment.accounts if one.key == "nouveau")
    assume(set(states) <= {"dormant", "abandoned"})
    assert_no_more(drawn, opened)


IN_PLACE: dict[str, Any] = {
    "org_presence": "yes",
    "org_type": "commune",
    "org_population": "8012",
    "org_social_hours": "40",
    "org_other_channels": ["website", "bulletin"],
    "objectives_list": ["inform"],
    "audiences_named": ["families"],
    "audience_channel_map": {"families": "both"},
    "message_adaptation": "designed",
    "register_exists": "reviewed",
    "opening_rule": "written",
    "identity_rule": "both",
}
"""What one more account asks for, already there: a register, rules, hours, other channels."""
EXEMPLARY: dict[str, Any] = {
    "scope": "general",
    "purpose": "inform",
    "audience": "families",
    "unique_reach": "partly",
    "owner": "service",
    "comments_open": "both",
    "answer_share": "fast",
    "branding": "yes",
    "bio_contents": ["who", "site", "where", "delay", "legal"],
    "listed_on_site": "yes",
    "admins_count": "3",
    "credential_type": "named",
    "mfa": "all",
    "email_institutional": "yes",
    "followers": "300",
}
"""Owned, distinct, charted, with an objective and an audience."""


@examples(300)
@given(audits(dates=ORDINARY_DATES, least=1, most=3), st.sampled_from(("mastodon", "youtube")))
def test_opening_an_active_account_of_a_new_network_changes_no_risk(
    drawn: Drawn, network: str
) -> None:
    """Its objective and audience already covered by an account of the same merits elsewhere.

    With register, rules, hours and channels in place, since a second account makes the audit ask
    for them; the accounts already there live, and are on another network.
    """
    holds(partial(_exemplary_account_changes_nothing, network), drawn)


def _exemplary_account_changes_nothing(network: str, drawn: Drawn) -> None:
    assume(drawn.rows)
    posted = {"last_post": f"{drawn.on}", "status": "live"}
    first = {**drawn.rows[0], **EXEMPLARY, **posted, "platform": "facebook"}
    lives = {"scope": "theme", "platform": "instagram", **posted}
    others = [{**row, **lives} for row in drawn.rows[1:]]
    answers = {**drawn.data["answers"], **IN_PLACE}
    before = Drawn({"answers": answers, "accounts": [first, *others]}, drawn.on)
    after = before.with_account(**EXEMPLARY, **posted, platform=network)
    assert after.assessment.accounts[-1].states == ("active",)
    assert _points(after) == _points(before)


# ------------------------------------------------------------------ silence and time


KNOWN_THRESHOLDS = {
    "answers.org_population": st.sampled_from((640, 1999, 2000, 8012, 250_000)),
    f"{FIRST}.platform": st.sampled_from(("facebook", "linkedin", "youtube", "other")),
    f"{FIRST}.scope": st.sampled_from(("general", "theme", "event", "alert")),
    f"{FIRST}.declared_rhythm": st.sampled_from((None, "weekly", "yearly", "none")),
}


@examples(300)
@given(
    audits(dates=ORDINARY_DATES, least=1, most=1),
    st.sampled_from((None, "?", "live", "idle", "paused", "barely")),
    st.lists(st.sampled_from(ages()), min_size=2, max_size=8).map(sorted),
    st.data(),
)
def test_severity_never_falls_as_declared_silence_grows(
    drawn: Drawn, status: str | None, steps: list[int], data: st.DataObject
) -> None:
    """Outside seasons and August; the severity of the account that is silent.

    Its thresholds known: between those of two rows, an account may be dormant or abandoned, and as
    neither finding is sure, the lower bound forgets that one of them is.
    """
    known = data.draw(st.fixed_dictionaries(KNOWN_THRESHOLDS)) | {f"{FIRST}.status": status}
    for path, value in known.items():
        drawn = drawn.given(path, value)
    holds(partial(_silence_weighs, steps), drawn)


def _silence_weighs(steps: list[int], drawn: Drawn) -> None:
    assume(all(drawn.written(path) for path in KNOWN_THRESHOLDS if "rhythm" not in path))
    weights = [own_abandonment(_silent_for(drawn, days).assessment) for days in steps]
    for shorter, longer in pairwise(weights):
        assert longer.low >= shorter.low - TINY, (steps, weights)
        assert longer.high >= shorter.high - TINY, (steps, weights)


def _silent_for(drawn: Drawn, days: int) -> Drawn:
    return drawn.given(f"{FIRST}.last_post", f"{drawn.on - timedelta(days=days)}")


@examples(250)
@given(audits(dates=(ON,), most=3), st.sampled_from(ORDINARY_DATES))
def test_shifting_all_dates_together_changes_nothing(drawn: Drawn, day: date) -> None:
    """Between days without electoral window nor summer truce, and without declared months."""
    for row in drawn.rows:
        row.pop("season", None)
    holds(partial(_day_changes_nothing, day), drawn)


def _day_changes_nothing(day: date, drawn: Drawn) -> None:
    moved = assess(catalogue(), shifted(drawn.answers, (day - ON).days), day)
    assert repr(replace(moved, on=ON)) == repr(drawn.assessment)


def shifted(answers: Answers, days: int) -> Answers:
    """Give the same answers with every date moved."""
    accounts = answers.accounts
    if accounts is not None:
        accounts = tuple(replace(one, answers=_all_moved(one.answers, days)) for one in accounts)
    return replace(answers, answers=_all_moved(answers.answers, days), accounts=accounts)


def _all_moved(answers: Any, days: int) -> dict[str, Answer]:
    return {name: one._replace(value=_moved(one.value, days)) for name, one in answers.items()}


def _moved(value: Value | None, days: int) -> Any:
    span = timedelta(days=days)
    if isinstance(value, DateRange):
        earliest = None if value.earliest is None else value.earliest + span
        return DateRange(earliest, value.latest + span)
    if isinstance(value, Contradicted):
        return value._replace(values=tuple(_moved(one, days) for one in value.values))
    return value
