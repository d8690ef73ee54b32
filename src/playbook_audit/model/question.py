"""What can be asked: questions, choices, sections, as written in questions/*.yaml."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from playbook_audit.model.answer import Table
from playbook_audit.model.condition import Condition
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.spelling import folded

Path = Literal["village", "core", "more"]
"""Who is offered a question: everybody, all but the short path, or after the first report."""


class QuestionType(StrEnum):
    """The form of an answer."""

    ONE = "one"
    MANY = "many"
    YES_NO = "yes_no"
    COUNT = "count"
    DATE = "date"
    MONTH = "month"
    TEXT = "text"
    TABLE = "table"


class Choice(Frozen):
    """One possible answer of a closed question."""

    id: str
    label: str = Field(max_length=70)
    value: float | None = Field(default=None, ge=0, le=1)
    """Goodness of the practice, from 0 (weakest) to 1 (best); None for context."""
    weight: float | None = Field(default=None, ge=0, le=1)
    """For a several-choice question: what this choice adds to the value, capped at 1."""
    not_applicable: bool = False
    """Choosing it says that the question has no object."""
    exclusive: bool = False
    """Cannot be chosen together with another choice."""


class BorrowedChoices(Frozen):
    """The choices of another question, with a few of one's own."""

    source: str = Field(alias="from")
    extra: tuple[Choice, ...] = Field(default=(), alias="and")


class PathException(Frozen):
    """Another path for those who meet a condition."""

    path: Path
    when: Condition


class Question(Frozen):
    """One question, with its grounds and what hides it."""

    id: str
    ask: str = Field(max_length=110)
    why: str
    type: QuestionType
    help: str | None = None
    choices: tuple[Choice, ...] | BorrowedChoices = ()
    at_most: int | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    decimals: bool = False
    """Whether a count may have decimals: hours may, people may not."""
    rows_from: str | None = None
    path: Path
    path_if: tuple[PathException, ...] = ()
    axis: str | None = None
    weight: float = Field(default=1, gt=0)
    ask_if: Condition | None = None
    otherwise: str | None = None
    """The answer assumed when the question is not asked; None: it is then not applicable."""
    prefilled_by: str | None = None
    measured_by: str | None = None
    acts: tuple[str, ...] | None = None
    """The choices somebody can decide; empty when the answer describes what is; None for all."""
    same_for_all: bool = False
    personal: bool = False
    note: str | None = None
    sources: tuple[str, ...] = ()
    since: str

    @cached_property
    def offered(self) -> tuple[Choice, ...]:
        """Give the choices once borrowed ones are resolved (the loader resolves them)."""
        if isinstance(self.choices, BorrowedChoices):
            message = f"choices of {self.id} are not resolved"
            raise TypeError(message)
        return self.choices

    @cached_property
    def choice_of(self) -> dict[str, Choice]:
        """Give the choices by id."""
        return {choice.id: choice for choice in self.offered}

    @cached_property
    def without_object(self) -> frozenset[str]:
        """Give the choices that say the question has no object."""
        return frozenset(choice.id for choice in self.offered if choice.not_applicable)

    @cached_property
    def spellings(self) -> dict[str, Choice]:
        """Give the choices by what people may write: id or label, without accents or case."""
        by_label = {folded(choice.label): choice for choice in self.offered}
        return by_label | {folded(choice.id): choice for choice in self.offered}

    @property
    def has_value(self) -> bool:
        """Tell whether an answer measures a practice."""
        return self.axis is not None

    def value_of(self, answer: object) -> float | None:
        """Give the goodness of an answer in [0, 1], or None when it measures nothing.

        A table is worth the mean of its known rows.
        """
        if isinstance(answer, Table):
            values = [self.choice_of[column].value for _, column in answer.rows if column]
            measured = [value for value in values if value is not None]
            return sum(measured) / len(measured) if measured else None
        if self.type is QuestionType.MANY and isinstance(answer, frozenset):
            return min(1.0, sum(self.choice_of[chosen].weight or 0.0 for chosen in answer))
        choice = self.choice_of.get(answer) if isinstance(answer, str) else None
        return None if choice is None else choice.value


class Section(Frozen):
    """A group of questions asked together."""

    section: str
    title: str
    minutes: int
    of: Literal["audit", "account"] = "audit"
    questions: tuple[Question, ...]

    @property
    def per_account(self) -> bool:
        """Tell whether the section is asked once for each account."""
        return self.of == "account"


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """Every section, in the order of asking."""

    sections: tuple[Section, ...]

    @cached_property
    def audit_questions(self) -> dict[str, Question]:
        """Give the questions asked once, by id, in order."""
        return {
            question.id: question
            for section in self.sections
            if not section.per_account
            for question in section.questions
        }

    @cached_property
    def account_questions(self) -> dict[str, Question]:
        """Give the questions asked for each account, by id, in order."""
        return {
            question.id: question
            for section in self.sections
            if section.per_account
            for question in section.questions
        }

    def find(self, operand: str) -> Question | None:
        """Give the question an operand names (``org_type``, ``account.scope``), or None."""
        if operand.startswith("account."):
            return self.account_questions.get(operand.removeprefix("account."))
        return self.audit_questions.get(operand)

    def section_of(self, question_id: str) -> Section:
        """Give the section that holds a question."""
        return next(
            section
            for section in self.sections
            if any(question.id == question_id for question in section.questions)
        )
