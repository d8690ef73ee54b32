"""The words a condition may use: operands with their types, choices and French names; parameters.

What a word is worth in one audit is another matter: see ``compile`` and the scopes it reads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playbook_audit.model.fact import Fact
from playbook_audit.model.question import Question, Questionnaire, QuestionType

ACCOUNT = "account."
"""The prefix of operands that belong to one account."""
YES_OR_NO = {"true": "oui", "false": "non"}


class TermType(StrEnum):
    """The form of an operand's value, which decides the operators that suit it."""

    CHOICE = "choice"
    SEVERAL = "several"
    TABLE = "table"
    NUMBER = "number"
    AGE = "age"
    """A date: conditions see the days gone by since."""
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Term:
    """One operand: a question or a fact."""

    id: str
    title: str
    """The wording of a question, or what a fact is, in French."""
    type: TermType
    is_question: bool
    labels: Mapping[str, str] = field(default_factory=dict)
    """The values of a closed list, by id, with their French names."""
    objectless: frozenset[str] = frozenset()
    """Choices that say the question has no object: a comparison never sees them."""

    @property
    def on_account(self) -> bool:
        """Tell whether it belongs to one account."""
        return self.id.startswith(ACCOUNT)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word of one catalogue."""

    terms: Mapping[str, Term]
    parameters: Mapping[str, float | str]


_QUESTION_TYPES = {
    QuestionType.ONE: TermType.CHOICE,
    QuestionType.YES_NO: TermType.CHOICE,
    QuestionType.MANY: TermType.SEVERAL,
    QuestionType.TABLE: TermType.TABLE,
    QuestionType.COUNT: TermType.NUMBER,
    QuestionType.DATE: TermType.AGE,
    QuestionType.MONTH: TermType.AGE,
    QuestionType.TEXT: TermType.TEXT,
}


def terms_of_questions(questionnaire: Questionnaire) -> Iterable[Term]:
    """Give the operands that are questions, in the order of asking."""
    for section in questionnaire.sections:
        prefix = ACCOUNT if section.per_account else ""
        for question in section.questions:
            yield _term_of_question(f"{prefix}{question.id}", question)


def _term_of_question(name: str, question: Question) -> Term:
    return Term(
        id=name,
        title=question.ask,
        type=_QUESTION_TYPES[question.type],
        is_question=True,
        labels={choice.id: choice.label for choice in question.offered},
        objectless=frozenset(choice.id for choice in question.offered if choice.not_applicable),
    )


def terms_of_facts(facts: Iterable[Fact], names: Mapping[str, Mapping[str, str]]) -> Iterable[Term]:
    """Give the operands that are facts; ``names`` holds the French names of their values."""
    for fact in facts:
        yield Term(
            id=fact.id,
            title=fact.title,
            type=TermType(fact.type),
            is_question=False,
            labels=_labels(fact, names),
        )


def _labels(fact: Fact, names: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    if fact.type == "flag":
        return YES_OR_NO
    named = names.get(fact.id, {})
    return {value: named.get(value, value) for value in fact.values or named}
