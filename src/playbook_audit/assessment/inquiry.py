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
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE
from playbook_audit.model.answer import NEVER, Account, Answer, Answers, DateRange, Value
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
        compiled = self.rules[finding.rule]
        changes = [
            Change(path, value)
            for path in finding.witnesses
            if self._may_change(path)
            for value in self._better_first(path)
        ]
        single = [change for change in changes if self._clears(compiled, finding, (change,))]
        if single:
            return [(change,) for change in _one_per_path(single)]
        pairs = ((one, two) for one, two in combinations(changes, 2) if one.path != two.path)
        return (pair for pair in pairs if self._clears(compiled, finding, pair))

    def _may_change(self, path: str) -> bool:
        """Tell whether an answer can be acted on: one does not change one's population."""
        question = self._question(path)
        return question is not None and not self._is_given(question)

    def _is_given(self, question: Question) -> bool:
        return question.id in GIVEN or question.prefilled_by is not None

    def _better_first(self, path: str) -> list[Value]:
        """Give the other answers to a question, the nearest better one first."""
        question = self._question(path)
        answer = self.answers.at(path)
        current = None if answer is None else answer.value
        if question is None:
            return []
        others = [one for one in values_tried(question, self.assessment.on) if one != current]
        own = question.value_of(current) or 0.0
        return sorted(others, key=lambda one: _distance(question.value_of(one), own))

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
        return verdict_of(compiled, scope, account)[0] in (FALSE, NOT_APPLICABLE)


GIVEN = frozenset(("org_name", "org_type", "org_population", "org_presence", "objectives_list"))
"""What a collectivité is, or wants: never a way out of a finding."""


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
