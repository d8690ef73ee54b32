"""What the copy of an account says of a question: told beside it, never written as an answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.measures import measures_of
from playbook_audit.interview import wording
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.session import Session
from playbook_audit.model.activity import AccountActivity
from playbook_audit.model.answer import Account, Answer, Contradicted, DateRange

FOLLOWERS, LAST_POST, ANSWER_SHARE = "followers", "last_post", "answer_share"


def measured_hint(stop: Stop, session: Session) -> str | None:
    """Give what was measured, for a question that is asked all the same; None without measure."""
    activity = _activity(stop, session)
    if activity is None:
        return None
    if stop.question.measured_by == ANSWER_SHARE:
        return _answering(activity, session)
    alone = _alone(stop, session)
    if alone is None or alone.value is None:
        return None
    return wording.seen(source(stop, session), session.desk.words(stop.path, alone.value))


def source(stop: Stop, session: Session) -> str:
    """Say where a measure comes from."""
    activity = _activity(stop, session)
    until = None if activity is None else _until(stop.question.measured_by, activity)
    words = None if until is None else session.desk.words(stop.path, DateRange(until, until))
    return wording.from_copy(words, is_count=stop.question.measured_by == FOLLOWERS)


def contradiction(stop: Stop, session: Session) -> Iterator[str]:
    """Warn that what was just answered cannot be what was measured."""
    value = None if _activity(stop, session) is None else session.filed.value(stop.path)
    if isinstance(value, Contradicted) and value.of("measured"):
        yield wording.DIFFERS


def _activity(stop: Stop, session: Session) -> AccountActivity | None:
    """Give the measures of the account a question is about, if it is one that measures answer."""
    if stop.account is None or stop.question.measured_by is None:
        return None
    return session.filed.answers.measured.accounts.get(stop.account)


def _alone(stop: Stop, session: Session) -> Answer | None:
    """Give what the measures say whatever was declared."""
    given = session.filed.answers
    blank = replace(given, accounts=(Account(str(stop.account), {}),))
    return confronted(session.catalogue, blank, given.measured, session.desk.on).at(stop.path)


def _until(measure: str | None, activity: AccountActivity) -> date | None:
    """Give the day up to which a measure holds; None for what does not change."""
    if measure == FOLLOWERS:
        return None if activity.followers is None else activity.followers.on
    return activity.covered_until if measure == LAST_POST else None


def _answering(activity: AccountActivity, session: Session) -> str | None:
    answering = measures_of(activity, session.desk.on).answering
    if answering is None or answering.median_delay is None:
        return None
    return wording.seen(
        wording.from_copy(None), wording.replies(answering.timed, answering.median_delay)
    )
