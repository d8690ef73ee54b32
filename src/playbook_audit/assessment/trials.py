"""Answers tried in the place of others: what may be tried, and the audit once it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from playbook_audit.model.answer import NEVER, Account, Answer, Answers, DateRange, Value
from playbook_audit.model.inquiry import Change
from playbook_audit.model.question import Question, Questionnaire, QuestionType

AGES_TRIED = (0, 20, 45, 100, 200, 400)
"""Days since a post, one in each interval of the thresholds of feed networks."""
COUNTS_TRIED = (0.0, 1.0, 2.0, 100.0, 10_000.0)


def question_at(questionnaire: Questionnaire, path: str) -> Question | None:
    """Give the question asked at a path, or None for the list of accounts."""
    kind, _, rest = path.partition(".")
    if kind == "answers":
        return questionnaire.audit_questions.get(rest)
    return questionnaire.account_questions.get(rest.rpartition(".")[2])


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


def with_changes(answers: Answers, changes: Iterable[Change]) -> Answers:
    """Give the same answers after some changes."""
    for change in changes:
        answers = with_answer(answers, change.path, change.value)
    return answers


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
