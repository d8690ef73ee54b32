"""What people declare beside what was measured: agreement, completion, or contradiction.

Measured decides when it covers the days up to the audit. What was declared and fits what was
measured stays, better known; what cannot fit is kept beside the measure, and a note says so.
Rules: the method, « Truth of a fact ».
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from playbook_audit.model.activity import AccountActivity, Activity
from playbook_audit.model.answer import (
    NEVER,
    Account,
    Answer,
    Answers,
    Contradicted,
    DateRange,
    Value,
)
from playbook_audit.model.catalogue import Catalogue

DAY = timedelta(days=1)
Windows: TypeAlias = tuple[tuple[date, date], ...]
"""Stretches of days, oldest first."""


def confronted(catalogue: Catalogue, answers: Answers, activity: Activity, on: date) -> Answers:
    """Give the answers once measures have completed, confirmed or contradicted them.

    The measures go with them, for the rules on rhythm. Doing it again changes nothing.
    """
    if not activity.accounts or answers.accounts is None:
        return replace(answers, measured=activity)
    numbers = catalogue.rulebook.numbers
    accounts = tuple(
        _confronted(account, activity.accounts.get(account.key), numbers, on)
        for account in answers.accounts
    )
    return replace(answers, accounts=accounts, measured=activity)


def _confronted(
    account: Account, measured: AccountActivity | None, numbers: Mapping[str, float], on: date
) -> Account:
    if measured is None:
        return account
    confrontation = _Confrontation(measured, numbers, on)
    given = dict(account.answers)
    for name, confront in confrontation.by_question.items():
        answer = confront(given.get(name) or Answer(None))
        if answer.value is not None or name in given:
            given[name] = answer
    return Account(account.key, given)


class _Confrontation:
    """What was measured of one account, put beside what was declared of it."""

    def __init__(self, measured: AccountActivity, numbers: Mapping[str, float], on: date) -> None:
        self.measured = measured
        self.numbers = numbers
        self.on = on

    @property
    def by_question(self) -> Mapping[str, Callable[[Answer], Answer]]:
        """Give what confronts each question that says ``measured_by`` in its file."""
        return {
            "last_post": self.last_post,
            "followers": self.followers,
            "opened_on": self.opened_on,
        }

    # ------------------------------------------------------------ the last post

    def last_post(self, declared: Answer) -> Answer:
        """Give when the account last posted, from both."""
        if not self.windows or isinstance(declared.value, Contradicted):
            return declared
        last = self.last_day
        if last is None:
            return self.nothing_seen(declared)
        if declared.value is None:
            return self.seen(declared, DateRange(last, self.on), last)
        if isinstance(declared.value, DateRange):
            return self.seen(declared, declared.value, last)
        return _contradiction(declared, DateRange(last, last))

    @cached_property
    def windows(self) -> Windows:
        """Give the stretches of days, up to the audit, of which everything is known."""
        return self.measured.windows_until(self.on)

    @property
    def is_recent(self) -> bool:
        """Tell whether the copy is so recent that it speaks for the day of the audit."""
        return (self.on - self.windows[-1][1]).days <= self.numbers["coverage_tolerance_days"]

    @property
    def last_day(self) -> date | None:
        """Give the day of the last publication that is not after the audit."""
        days = (post.day for post in reversed(self.measured.publications))
        return next((day for day in days if day <= self.on), None)

    def seen(self, declared: Answer, said: DateRange, last: date) -> Answer:
        """Give the days on which both can be right: the last one seen, or a day nobody covers."""
        if said.latest < last:
            return _contradiction(declared, DateRange(last, last))
        if said.earliest is not None and said.earliest > last:
            later = _not_covered(said.earliest, said.latest, self.windows)
            return (
                _contradiction(declared, DateRange(last, last))
                if later is None
                else declared._replace(value=later)
            )
        later = _not_covered(last + DAY, min(said.latest, self.on), self.trusted_windows)
        latest = last if later is None else later.latest
        return declared._replace(value=DateRange(last, latest), origin="measured")

    @property
    def trusted_windows(self) -> Windows:
        """Give the stretches of known days; a recent one goes on to the audit."""
        if not self.is_recent:
            return self.windows
        *before, (start, _) = self.windows
        return (*before, (start, self.on))

    def nothing_seen(self, declared: Answer) -> Answer:
        """Give what an empty but covered period says: nothing was posted in it."""
        start, _ = self.windows[-1]
        before = NEVER if start == date.min else DateRange(None, start - DAY)
        said = declared.value
        if said is None:
            return (
                declared._replace(value=before, origin="measured") if self.is_recent else declared
            )
        if isinstance(said, DateRange) and said.earliest is not None:
            possible = _not_covered(said.earliest, said.latest, self.windows)
            return _contradiction(declared, before) if possible is None else declared
        return declared

    # ------------------------------------------------------------ followers, opening

    def followers(self, declared: Answer) -> Answer:
        """Give the followers: those declared when the measure confirms them, else what it says.

        A count that is old says nothing of today.
        """
        seen, said = self.measured.followers, declared.value
        if seen is None or not 0 <= (self.on - seen.on).days <= self.numbers["followers_days"]:
            return declared
        if said is None:
            return declared._replace(value=float(seen.people), origin="measured")
        if not isinstance(said, float | int):
            return declared
        most = max(said, seen.people)
        if abs(said - seen.people) <= self.numbers["followers_tolerance"] * most:
            return declared._replace(origin="measured")
        return _contradiction(declared, float(seen.people))

    def opened_on(self, declared: Answer) -> Answer:
        """Give when the account was opened: the network knows it better than anybody."""
        seen, said = self.measured.opened_on, declared.value
        if seen is None or seen > self.on or isinstance(said, Contradicted):
            return declared
        fits = isinstance(said, DateRange) and (said.earliest or seen) <= seen <= said.latest
        if said is None or fits:
            return declared._replace(value=DateRange(seen, seen), origin="measured")
        return _contradiction(declared, DateRange(seen, seen))


def _not_covered(earliest: date, latest: date, windows: Windows) -> DateRange | None:
    """Give a period without the covered days it begins and ends with; None when no other is left.

    In a hole between two copies, a post may stand that nobody saw.
    """
    for start, end in windows:
        if start <= earliest <= end:
            earliest = end + DAY
    for start, end in reversed(windows):
        if earliest <= latest and start <= latest <= end:
            latest = start - DAY
    return DateRange(earliest, latest) if earliest <= latest else None


def _contradiction(declared: Answer, seen: Value) -> Answer:
    """Keep both, side by side."""
    if declared.value is None or declared.value == seen:
        return declared
    both = Contradicted((declared.value, seen), ("declared", "measured"))
    return declared._replace(value=both)
