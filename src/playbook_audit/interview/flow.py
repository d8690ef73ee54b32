"""Which questions apply now, in the order of asking, and how far one is.

Worked out anew from the answers on file after each of them: nothing here remembers anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from playbook_audit.assessment.programme import Programme
from playbook_audit.assessment.remaining import Asked, asked_sections
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.conditions.references import operands
from playbook_audit.interview.filed import Filed, account_at, path_of
from playbook_audit.interview.interface import Desk
from playbook_audit.model.answer import Account, Answer, Answers, DateRange
from playbook_audit.model.question import Path, Question, Questionnaire, Section

PRESENCE = "org_presence"
LAST_POST = "last_post"
EXPECTED = "?"
"""The key of the account that is expected before any is listed; no file can hold it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One question that applies, to the audit or to one account."""

    path: str
    question: Question
    section: Section
    filed: bool
    """Whether there is an answer, « je ne sais pas » included, be it a measure."""
    is_sure: bool = True
    """Whether what opens it is answered already; otherwise it may still turn out pointless."""
    is_measured: bool = False
    """Whether its answer is a measure nobody wrote: shown to be confirmed, never asked."""

    @property
    def account(self) -> str | None:
        """Give the key of the account it is about."""
        return account_at(self.path)

    @property
    def counts(self) -> bool:
        """Tell whether it counts among the questions: what may not be asked does not."""
        return self.is_sure and self.question.prefilled_by is None


@dataclass(frozen=True, eq=False)
class Flow:
    """The questions that apply, in the order of asking: section by section, account by account."""

    filed: Filed
    stops: tuple[Stop, ...]
    expected: tuple[Stop, ...]
    """Those of the account that is expected when none is listed yet."""
    later: frozenset[str]
    """The sections that come after the accounts."""

    @cached_property
    def by_path(self) -> Mapping[str, Stop]:
        """Give the stops by path."""
        return {stop.path: stop for stop in self.stops}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Give the rank of each stop, from 0."""
        return {stop.path: rank for rank, stop in enumerate(self.stops)}

    @cached_property
    def counted(self) -> tuple[Stop, ...]:
        """Give the questions that count, on file or not."""
        expected = () if self.is_past_accounts else self.expected
        return tuple(stop for stop in (*self.stops, *expected) if stop.counts)

    @property
    def answered(self) -> int:
        """Give how many of the questions that count have an answer, given or measured."""
        return sum(stop.filed for stop in self.counted)

    @property
    def written(self) -> int:
        """Give how many of the questions that count have an answer in the file."""
        return sum(stop.filed and not stop.is_measured for stop in self.counted)

    @property
    def open_ones(self) -> tuple[Stop, ...]:
        """Give the questions without an answer on file."""
        return tuple(stop for stop in self.stops if not stop.filed)

    @property
    def is_absent(self) -> bool:
        """Tell whether there is no account to speak of."""
        return not self.filed.accounts and not self.expected

    @property
    def is_past_accounts(self) -> bool:
        """Tell whether something that comes after the accounts is on file."""
        return any(stop.filed for stop in self.stops if stop.section.section in self.later)

    def place(self, path: str) -> str:
        """Give how far a question is: ``12/47``; one that does not count, as far as the next."""
        before = self.stops[: self._rank_of(path)]
        total = len(self.counted)
        return f"{min(sum(stop.counts for stop in before) + 1, total)}/{total}"

    def _rank_of(self, path: str) -> int:
        """Give the rank of a path; that of a new account comes after those of the others."""
        if path in self.rank:
            return self.rank[path]
        return sum(stop.section.section not in self.later for stop in self.stops)

    def approach(self, path: str, place: str | None = None) -> str:
        """Give the first place on the way to a question: measures about its account are shown.

        From a place of the account, those in between; from elsewhere, those right before it.
        """
        key = account_at(path)
        mine = [] if key is None else self.of_account(key)
        paths = [stop.path for stop in mine]
        before = mine[: paths.index(path)] if mine else []
        if place in paths:
            before = before[paths.index(place) + 1 :]
            return next((stop.path for stop in before if stop.is_measured), path)
        met = list(takewhile(lambda stop: stop.is_measured, reversed(before)))
        return met[-1].path if met else path

    def next_of(self, key: str, place: str | None = None) -> str | None:
        """Give what comes next about an account; None when it is complete."""
        found = next((stop.path for stop in self.of_account(key) if not stop.filed), None)
        return None if found is None else self.approach(found, place)

    def of_section(self, section: Section) -> tuple[Stop, ...]:
        """Give the questions of a section that count."""
        return tuple(stop for stop in self.counted if stop.section is section)

    def minutes_of(self, section: Section) -> int:
        """Give the minutes a section takes: those of the catalogue are for its usual questions."""
        usual = sum(map(_is_usual, section.questions))
        return max(1, round(section.minutes * len(self.of_section(section)) / max(1, usual)))

    def aside(self, questionnaire: Questionnaire) -> Iterator[Stop]:
        """Give the answers on file that no question asks for, as things stand."""
        for section in questionnaire.sections:
            for key in self.filed.accounts if section.per_account else (None,):
                for question in section.questions:
                    path = path_of(question.id, key)
                    if self.filed.holds(path) and path not in self.by_path:
                        yield Stop(path, question, section, filed=True)

    @property
    def about_audit(self) -> tuple[Stop, ...]:
        """Give the questions that count and are about no account."""
        return tuple(stop for stop in self.counted if stop.account is None)

    def of_account(self, key: str) -> tuple[Stop, ...]:
        """Give the questions about one account."""
        return tuple(stop for stop in self.stops if stop.account == key)


def _is_usual(question: Question) -> bool:
    """Tell whether most are asked it: not kept for later, nor opened by another on the account."""
    names = () if question.ask_if is None else operands(question.ask_if)
    is_further = any(name.startswith("account.") for name in names)
    return question.path != "more" and question.prefilled_by is None and not is_further


def flow_of(programme: Programme, filed: Filed, desk: Desk, *, further: bool = False) -> Flow:
    """Give the questions that apply to the answers on file.

    What is not said yet is taken to be what is most often so: otherwise a village would be asked
    what only others are, and progress would count questions that nobody will see. Those kept for
    later join them once they have an answer, which counts whatever the path.
    """
    answers = _with_assumptions(filed, desk)
    questionnaire = programme.catalogue.questionnaire

    def flow(stops: Iterable[Stop]) -> Flow:
        return _flow(tuple(stops), filed, questionnaire)

    every = _FurtherScope(programme, answers, desk.on)
    if further:
        return flow(_stops(every, filed))
    usual = flow(_stops(AuditScope(programme, answers, desk.on), filed))
    if next(usual.aside(questionnaire), None) is None:
        return usual
    asked = {stop.path for stop in (*usual.stops, *usual.expected)}
    return flow(one for one in _stops(every, filed) if one.path in asked or filed.holds(one.path))


def _flow(stops: tuple[Stop, ...], filed: Filed, questionnaire: Questionnaire) -> Flow:
    return Flow(
        filed,
        tuple(stop for stop in stops if stop.account != EXPECTED),
        tuple(stop for stop in stops if stop.account == EXPECTED),
        _later_sections(questionnaire),
    )


class _FurtherScope(AuditScope):
    """An audit that is offered every question: « Pour aller plus loin »."""

    @cached_property
    def path(self) -> Path:
        return "more"


def _with_assumptions(filed: Filed, desk: Desk) -> Answers:
    """Assume presence, one account and a post today, each until something is known."""
    given = dict(filed.answers.answers)
    if not filed.holds(path_of(PRESENCE)) and not filed.accounts:
        given[PRESENCE] = Answer("yes")
    listed = filed.answers.accounts or ()
    if not listed and given[PRESENCE].value not in ("no", "left"):
        listed = (Account(EXPECTED, {}),)
    today = Answer(DateRange(desk.on, desk.on))
    described = tuple(
        one
        if LAST_POST in one.answers or filed.holds(path_of(LAST_POST, one.key))
        else Account(one.key, {**one.answers, LAST_POST: today})
        for one in listed
    )
    return replace(filed.answers, answers=given, accounts=described)


def _stops(scope: AuditScope, filed: Filed) -> Iterator[Stop]:
    """Give the stops in order; accounts one after the other, in the order of the file."""
    for asked in asked_sections(scope):
        stops = [
            Stop(
                one.path,
                one.question,
                asked.section,
                filed.is_whole(one.path, one.question),
                _is_sure(one, scope, filed),
                filed.is_measured(one.path),
            )
            for one in asked.asked
            if one.question.rows_from is None or filed.chosen(one.question.rows_from)
        ]
        if asked.section.per_account:
            ranks = {key: rank for rank, key in enumerate(filed.accounts)}
            stops.sort(key=lambda stop: ranks.get(stop.account or "", len(ranks)))
        yield from stops


def _is_sure(one: Asked, scope: AuditScope, filed: Filed) -> bool:
    """Tell whether all that opens a question is on file, be it « je ne sais pas »."""
    key = account_at(one.path)
    place = scope if key is None else scope.account(key)
    missing = place[one.question.id].missing
    return filed.holds(one.path) or all(path == one.path or filed.holds(path) for path in missing)


def _later_sections(questionnaire: Questionnaire) -> frozenset[str]:
    names = [section.section for section in questionnaire.sections]
    last = max(rank for rank, one in enumerate(questionnaire.sections) if one.per_account)
    return frozenset(names[last + 1 :])
