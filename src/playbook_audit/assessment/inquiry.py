"""Asks "and if?": replaces an answer, judges again, and keeps what that would change.

Settling a level is checked for every answer tried; a change lifts a finding only when the rule,
applied again to the changed answers, no longer raises it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from playbook_audit.assessment.findings import judge_findings, verdict_of
from playbook_audit.assessment.programme import CompiledFinding, Programme, programme_of
from playbook_audit.assessment.risks import (
    exposures_of,
    gains_by_path,
    groups_of,
    judge_risk,
    scale_of,
)
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.conditions.truth import TRUE
from playbook_audit.model.answer import NEVER, Account, Answer, Answers, DateRange, Table, Value
from playbook_audit.model.assessment import Assessment, Finding, Risk
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.inquiry import Change, Inquiry, Settling
from playbook_audit.model.question import Question, QuestionType

MOST_CANDIDATES = 4
"""Missing answers tried for each open level, those that weigh most first."""
MOST_LIFTS = 3
"""Ways out kept for each finding."""
AGES_TRIED = (0, 20, 45, 100, 200, 400)
"""Days since a post, one in each interval of the thresholds of feed networks."""
COUNTS_TRIED = (0.0, 1.0, 2.0, 100.0, 10_000.0)


def inquire(catalogue: Catalogue, answers: Answers, assessment: Assessment) -> Inquiry:
    """Give what other answers would change in an assessment."""
    asking = _Asking(programme_of(catalogue), answers, assessment)
    return Inquiry(settled_by=dict(asking.settlings()), lifted_by=dict(asking.lifts()))


class _Asking:
    """One audit about which questions are asked."""

    def __init__(self, programme: Programme, answers: Answers, assessment: Assessment) -> None:
        self.programme = programme
        self.answers = answers
        self.assessment = assessment
        self.scale = scale_of(programme.numbers)
        self.scope = AuditScope(programme, answers, assessment.on)
        self.rules = {compiled.rule.id: compiled for compiled in programme.findings}

    def settlings(self) -> Iterator[tuple[str, Settling]]:
        """Give what would settle each open level."""
        groups = groups_of(self.assessment.findings)
        exposures = exposures_of(self.scope)
        for risk in self.assessment.risks:
            if len(risk.levels) == 1:
                continue
            gains = gains_by_path(groups.get(risk.id, ()), self.scope, exposures)
            ranked = sorted(gains, key=lambda path: (-gains[path], path))
            settling = self._settle(risk, ranked)
            if settling is not None:
                yield risk.id, settling

    def _settle(self, risk: Risk, ranked: list[str]) -> Settling | None:
        """Give one answer that settles a level alone, otherwise a few that do together."""
        candidates = [path for path in ranked if self._values(path)][:MOST_CANDIDATES]
        for path in candidates:
            if self._always_settled(self.answers, risk.id, (path,)):
                return Settling((path,), alone=True)
        for size in range(2, len(candidates) + 1):
            together = tuple(candidates[:size])
            if self._settled_for_the_better(risk, together):
                return Settling(together, alone=False)
        return None

    def _always_settled(self, answers: Answers, risk: str, paths: tuple[str, ...]) -> bool:
        """Tell whether a level is single whatever the answer."""
        return all(
            len(self._judge(with_answer(answers, path, value), risk).levels) == 1
            for path in paths
            for value in self._values(path)
        )

    def _settled_for_the_better(self, risk: Risk, paths: tuple[str, ...]) -> bool:
        """Tell whether the best answers together leave a single level."""
        answers = self.answers
        for path in paths:
            trials = [with_answer(answers, path, value) for value in self._values(path)]
            answers = min(trials, key=lambda one: self._judge(one, risk.id).points.high)
        return len(self._judge(answers, risk.id).levels) == 1

    def _judge(self, answers: Answers, risk: str) -> Risk:
        scope = AuditScope(self.programme, answers, self.assessment.on)
        findings = (one for one in judge_findings(scope, risk) if one.points.high > 0)
        return judge_risk(risk, groups_of(findings).get(risk, []), self.scale)

    def _values(self, path: str) -> tuple[Value, ...]:
        question = self._question(path)
        return () if question is None else values_tried(question, self.assessment.on)

    def _question(self, path: str) -> Question | None:
        kind, _, rest = path.partition(".")
        questionnaire = self.programme.catalogue.questionnaire
        if kind == "answers":
            return questionnaire.audit_questions.get(rest)
        return questionnaire.account_questions.get(rest.rpartition(".")[2])

    def lifts(self) -> Iterator[tuple[str, tuple[tuple[Change, ...], ...]]]:
        """Give the nearest changes that clear each raised finding."""
        for finding in self.assessment.raised:
            yield finding.fingerprint, tuple(self._lifts_of(finding))[:MOST_LIFTS]

    def _lifts_of(self, finding: Finding) -> Iterable[tuple[Change, ...]]:
        """Give ways out: one answer, the same answer on every account named, or two answers."""
        compiled = self.rules[finding.rule]
        changes = self._changes(finding)
        single = [change for change in changes if self._clears(compiled, finding, (change,))]
        if single:
            return [(change,) for change in _one_per_path(single)]
        together = self._same_for_named(finding, changes)
        shared = [several for several in together if self._clears(compiled, finding, several)]
        if shared:
            return shared[:1]
        pairs = ((one, two) for one, two in combinations(changes, 2) if one.path != two.path)
        return (pair for pair in pairs if self._clears(compiled, finding, pair))

    def _same_for_named(
        self, finding: Finding, changes: list[Change]
    ) -> Iterator[tuple[Change, ...]]:
        """Give each change of an account, made to all the accounts a finding names."""
        tried: set[tuple[str, Value]] = set()
        for change in changes:
            question = change.path.rpartition(".")[2]
            if change.path.startswith("accounts.") and (question, change.value) not in tried:
                tried.add((question, change.value))
                yield tuple(
                    Change(f"accounts.{key}.{question}", change.value) for key in finding.named
                )

    def _changes(self, finding: Finding) -> list[Change]:
        """Give the other answers somebody could bring about, the nearest better ones first."""
        found = [pair for path in finding.witnesses for pair in self._changes_at(path)]
        return [change for _, change in sorted(found, key=lambda pair: pair[0])]

    def _changes_at(self, path: str) -> Iterator[tuple[float, Change]]:
        """Give the changes of one answer, with how far each goes."""
        question, answer = self._question(path), self.answers.at(path)
        if question is None or answer is None or answer.value is None:
            return
        own = question.value_of(answer.value) or 0.0
        for value in _within_reach(question, answer.value, self.assessment.on):
            if value != answer.value:
                yield _distance(question.value_of(value), own), Change(path, value)

    def _clears(
        self, compiled: CompiledFinding, finding: Finding, changes: tuple[Change, ...]
    ) -> bool:
        """Tell whether a rule is no longer raised after some changes."""
        answers = self.answers
        for change in changes:
            answers = with_answer(answers, change.path, change.value)
        scope = AuditScope(self.programme, answers, self.assessment.on)
        accounts = {account.key: account for account in scope.accounts or ()}
        account = None if finding.account is None else accounts[finding.account]
        return verdict_of(compiled, scope, account)[0] is not TRUE


def _within_reach(question: Question, current: Value, on: date) -> Iterable[Value]:
    """Give the answers that are acts: one closes an account, one does not change its public."""
    if question.acts is not None:
        acts = frozenset(question.acts)
        return [one for one in values_tried(question, on) if _chosen(one) <= acts]
    if isinstance(current, Table):
        return _mended(question, current)
    if isinstance(current, float):
        return (current + 1,)
    if question.type in (QuestionType.DATE, QuestionType.MONTH):
        return (DateRange(on, on),)
    return values_tried(question, on)


def _chosen(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset((str(value),))


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


def _one_per_path(single: list[Change]) -> list[Change]:
    nearest: dict[str, Change] = {}
    for change in single:
        nearest.setdefault(change.path, change)
    return list(nearest.values())


def values_tried(question: Question, on: date) -> tuple[Value, ...]:
    """Give answers that stand for all those a question allows; none for free text."""
    match question.type:
        case QuestionType.ONE | QuestionType.YES_NO:
            return tuple(choice.id for choice in question.offered)
        case QuestionType.MANY:
            return tuple(frozenset((choice.id,)) for choice in question.offered)
        case QuestionType.COUNT:
            return COUNTS_TRIED
        case QuestionType.DATE | QuestionType.MONTH:
            days = [on - timedelta(days=age) for age in AGES_TRIED]
            return (*(DateRange(day, day) for day in days), NEVER)
        case _:
            return ()


def with_answer(answers: Answers, path: str, value: Value) -> Answers:
    """Give the same answers with another one at a path."""
    kind, _, rest = path.partition(".")
    if kind == "answers":
        return replace(answers, answers={**answers.answers, rest: Answer(value)})
    key, _, name = rest.rpartition(".")
    accounts = tuple(
        Account(one.key, {**one.answers, name: Answer(value)}) if one.key == key else one
        for one in answers.accounts or ()
    )
    return replace(answers, accounts=accounts)
