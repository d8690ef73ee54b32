"""What would lift a finding: the nearest answers, within somebody's reach, that clear its rule.

Every way out is checked by applying the rule again to the changed answers. Ways are looked for from
the shortest: one answer, the same answer on the accounts concerned, two answers.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.facts.fleet import LIVE
from playbook_audit.assessment.findings import verdict_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.assessment.trials import question_at, values_tried, with_changes
from playbook_audit.conditions.references import operands
from playbook_audit.conditions.truth import TRUE
from playbook_audit.model.answer import DateRange, Table, Value
from playbook_audit.model.assessment import Assessment, Finding
from playbook_audit.model.inquiry import Change, Way
from playbook_audit.model.question import Question, QuestionType

MOST_LIFTS = 3
"""Ways out kept for each finding."""
MOST_PAIRS = 120
"""Pairs of changes tried for a finding that no single change clears, the nearest first."""
CLOSING = ("status", "closed")


class Act(NamedTuple):
    """One thing done: the same question answered otherwise, on one account or on several."""

    distance: float
    changes: Way

    @property
    def closes(self) -> bool:
        """Tell whether an account is closed."""
        return any((one.path.rpartition(".")[2], one.value) == CLOSING for one in self.changes)

    @property
    def order(self) -> tuple[float, bool]:
        """Give where the act stands: the nearest first, closing after what is as near."""
        return self.distance, self.closes


class Lifting:
    """One audit whose raised findings are to be lifted."""

    def __init__(self, scope: AuditScope, assessment: Assessment) -> None:
        """Keep the audit; nothing is tried yet."""
        self.scope = scope
        self.programme = scope.programme
        self.answers = scope.given
        self.on = scope.on
        self.raised = {one.fingerprint: one for one in assessment.raised}
        self.accounts = {one.key: one for one in assessment.accounts}

    # ------------------------------------------------------------ ways out

    def ways_out(self, fingerprint: str) -> tuple[Way, ...]:
        """Give the nearest ways to clear a finding, a few at most; none when nothing does."""
        finding = self.raised[fingerprint]
        acts = self._acts(finding.witnesses)
        shared = self._shared_acts(finding, finding.witnesses)
        if finding.account is not None:
            return self._alone(finding, acts) or self._pairs(finding)
        # One does not close accounts to mend a habit, unless nothing else does.
        return (
            self._alone(finding, _without_closing(acts))
            or self._together(finding, _without_closing(shared))
            or self._pairs(finding)
            or self._alone(finding, sorted(acts, key=self._loss))[:1]
            or self._together(finding, shared)
        )

    def _alone(self, finding: Finding, acts: Iterable[Act]) -> tuple[Way, ...]:
        """Give the nearest change of each answer that clears a finding alone."""
        found: dict[str, Way] = {}
        for act in acts:
            [change] = act.changes
            if change.path not in found and self.clears(finding, act.changes):
                found[change.path] = act.changes
            if len(found) == MOST_LIFTS:
                break
        return tuple(found.values())

    def _together(self, finding: Finding, acts: Iterable[Act]) -> tuple[Way, ...]:
        """Give the nearest act on several accounts that clears a finding."""
        for act in acts:
            if self.clears(finding, act.changes):
                return (self._without_the_needless(finding, act.changes),)
        return ()

    def _without_the_needless(self, finding: Finding, way: Way) -> Way:
        """Leave out the accounts that may stay as they are, those worth most first."""
        for change in sorted(way, key=self._worth, reverse=True):
            shorter = tuple(one for one in way if one != change)
            if not shorter or not self.clears(finding, shorter):
                break
            way = shorter
        return way

    def _loss(self, act: Act) -> tuple[bool, float]:
        return self._worth(act.changes[0])

    def _worth(self, change: Change) -> tuple[bool, float]:
        """Give what is lost with the account of a change: a living one is worth more."""
        account = self.accounts.get(change.path.split(".")[1])
        if account is None:
            return False, 0.0
        return not LIVE.isdisjoint(account.states), account.exposure.high

    def _pairs(self, finding: Finding) -> tuple[Way, ...]:
        """Give the nearest two acts that clear a finding together."""
        paths = tuple(dict.fromkeys((*finding.witnesses, *self._read(finding))))
        one_by_one = [] if len(_accounts_of(finding)) > 1 else self._acts(paths)
        acts = one_by_one or [*self._acts(_of_audit(paths)), *self._shared_acts(finding, paths)]
        twos = combinations(_without_closing(acts), 2)
        pairs = sorted(twos, key=lambda pair: pair[0].distance + pair[1].distance)
        ways = (_merged(one, two) for one, two in pairs[:MOST_PAIRS])
        for way in ways:
            if way and self.clears(finding, way):
                return (way,)
        return ()

    def clears(self, finding: Finding, changes: Way) -> bool:
        """Tell whether a rule is no longer raised after some changes."""
        return self._clears_in(self.scope.after(with_changes(self.answers, changes)), finding)

    def _clears_in(self, scope: AuditScope, finding: Finding) -> bool:
        account = None if finding.account is None else scope.account(finding.account)
        return verdict_of(self.programme.finding(finding.rule), scope, account)[0] is not TRUE

    # ------------------------------------------------------------ what can be done

    def _acts(self, paths: Iterable[str]) -> list[Act]:
        """Give the other answers somebody could bring about, the nearest better ones first."""
        acts = [act for path in paths for act in self._acts_at(path)]
        return sorted(acts, key=lambda act: act.order)

    def _acts_at(self, path: str) -> Iterator[Act]:
        """Give the changes of one answer, with how far each goes."""
        question = question_at(self.programme.catalogue.questionnaire, path)
        if question is None:
            return
        current = self._current(question, path)
        own = question.value_of(current) or 0.0
        for value in _within_reach(question, current, self.on):
            if value != current:
                distance = _distance(question.value_of(value), own)
                yield Act(distance, (Change(path, value),))

    def _current(self, question: Question, path: str) -> Value | None:
        """Give the answer at a path; where it was not asked, the one assumed."""
        answer = self.answers.at(path)
        return question.otherwise if answer is None else answer.value

    def _shared_acts(self, finding: Finding, paths: Iterable[str]) -> list[Act]:
        """Give each change of an account, made to all the accounts a finding is about."""
        keys = _accounts_of(finding)
        questions = dict.fromkeys(
            path.rpartition(".")[2] for path in paths if path.startswith("accounts.")
        )
        acts = [act for question in questions for act in self._on_all(question, keys)]
        return sorted(acts, key=lambda act: act.order)

    def _on_all(self, question: str, keys: tuple[str, ...]) -> Iterator[Act]:
        """Give the changes of one question that suit several accounts, on all of them."""
        by_aim: dict[object, list[Act]] = {}
        for key in keys:
            for aim, act in self._aims(f"accounts.{key}.{question}"):
                by_aim.setdefault(aim, []).append(act)
        for acts in by_aim.values():
            changes = tuple(change for act in acts for change in act.changes)
            yield Act(max(act.distance for act in acts), changes)

    def _aims(self, path: str) -> Iterator[tuple[object, Act]]:
        """Give the changes of one answer by what they aim at: for several choices, those added."""
        answer = self.answers.at(path)
        before = None if answer is None else answer.value
        for act in self._acts_at(path):
            after = act.changes[0].value
            yield (_added(after, before) if isinstance(after, frozenset) else after), act

    def _read(self, finding: Finding) -> Iterator[str]:
        """Give the answers a rule may read about what a finding concerns."""
        keys = _accounts_of(finding)
        for name in _questions_behind(operands(self.programme.finding(finding.rule).rule.when)):
            local = name.removeprefix("account.")
            if local == name:
                yield f"answers.{name}"
            else:
                yield from (f"accounts.{key}.{local}" for key in keys)

    # ------------------------------------------------------------ time

    def end(self, fingerprint: str) -> date | None:
        """Give the first day after a period of the calendar on which a finding is cleared."""
        finding = self.raised[fingerprint]
        periods = (one.window_to for one in self.programme.rulebook.calendar if one.window_to)
        days = sorted(date.fromisoformat(last) + timedelta(days=1) for last in periods)
        after = (day for day in days if day > self.on)
        return next((day for day in after if self._ended(finding, day)), None)

    def _ended(self, finding: Finding, day: date) -> bool:
        return self._clears_in(AuditScope(self.programme, self.answers, day), finding)


def _accounts_of(finding: Finding) -> tuple[str, ...]:
    """Give the accounts a finding is about: its own, those it names, or those behind it."""
    if finding.account is not None:
        return (finding.account,)
    if finding.named:
        return finding.named
    behind = (path.split(".")[1] for path in finding.witnesses if path.startswith("accounts."))
    return tuple(sorted(set(behind)))


def _without_closing(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts if not act.closes]


def _of_audit(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path.startswith("answers.")]


def _questions_behind(names: Iterable[str]) -> tuple[str, ...]:
    """Give the questions some operands come from, through the facts."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        waiting += FACTS[name].reads if name in FACTS else ()
    return tuple(name for name in found if name not in FACTS)


def _added(after: frozenset[str], before: Value | None) -> tuple[frozenset[str], frozenset[str]]:
    """Give the choices that come and those that go."""
    chosen = before if isinstance(before, frozenset) else frozenset[str]()
    come = after - chosen
    return come, frozenset() if come else chosen - after


def _merged(one: Act, two: Act) -> Way:
    """Give two acts as one way; several choices added to one question add up."""
    by_path: dict[str, Value] = {change.path: change.value for change in one.changes}
    for change in two.changes:
        before, after = by_path.get(change.path), change.value
        if isinstance(before, frozenset) and isinstance(after, frozenset):
            by_path[change.path] = before | after
        elif before is not None:
            return ()
        else:
            by_path[change.path] = after
    return tuple(Change(path, value) for path, value in by_path.items())


# ---------------------------------------------------------------- answers within reach


def _within_reach(question: Question, current: Value | None, on: date) -> Iterable[Value]:
    """Give the answers that are acts: one closes an account, one does not change its public."""
    if question.type is QuestionType.MANY:
        return _other_choices(question, current)
    if question.acts is not None:
        return [one for one in values_tried(question, on) if one in question.acts]
    if current is None:
        return ()
    if isinstance(current, Table):
        return _mended(question, current)
    if isinstance(current, float):
        return (current + 1,)
    if question.type in (QuestionType.DATE, QuestionType.MONTH):
        return (DateRange(on, on),)
    return values_tried(question, on)


def _other_choices(question: Question, current: Value | None) -> Iterator[frozenset[str]]:
    """Give the choices made with one more, then with one less; an exclusive one stands alone."""
    chosen = current if isinstance(current, frozenset) else frozenset()
    exclusive = {choice.id for choice in question.offered if choice.exclusive}
    acts = set(question.choice_of) if question.acts is None else set(question.acts)
    full = question.at_most is not None and len(chosen - exclusive) >= question.at_most
    for choice in question.offered:
        if choice.id in acts and choice.id in exclusive:
            yield frozenset((choice.id,))
        elif choice.id in acts and not full:
            yield (chosen - exclusive) | {choice.id}
    if question.acts is None and len(chosen) > 1:
        yield from (chosen - {one} for one in sorted(chosen))


def _mended(question: Question, table: Table) -> Iterator[Table]:
    """Give the table with its weakest rows moved to each other column."""
    weak = {choice.id for choice in question.offered if choice.value == 0}
    for choice in question.offered:
        if choice.id not in weak:
            rows = ((row, choice.id if column in weak else column) for row, column in table.rows)
            yield Table(tuple(rows))


def _distance(value: float | None, own: float) -> float:
    """Give how far a better answer is; what measures nothing comes after."""
    if value is None:
        return 2.0
    return value - own if value > own else 1 + own - value
