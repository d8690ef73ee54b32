"""Questions: choices fit the type, values go with an axis, and every name is a question's."""

from collections.abc import Iterator

from playbook_audit.catalogue.lint.subject import Lint, Spot, Subject
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.question import Question, QuestionType
from playbook_audit.model.spelling import suggestion
from playbook_audit.questionnaire.applicability import UNKNOWN_WHEN_HIDDEN

CLOSED = frozenset((QuestionType.ONE, QuestionType.MANY, QuestionType.YES_NO, QuestionType.TABLE))
MEASURES = frozenset(("last_post", "opened_on", "followers", "answer_share"))
"""What a copy of an account can measure in place of an answer."""


def choices_fit(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a closed question without choices, and choices or bounds that mean nothing."""
    for spot, _, question in subject.questions:
        if question.type in CLOSED and not question.offered:
            yield spot.error("QUESTION-CHOICES", f"« {question.id} » n’a pas de choix")
        if question.type not in CLOSED and question.offered:
            message = f"une question « {question.type} » n’a pas de choix"
            yield spot.at("choices").error("QUESTION-CHOICES", message)
        for field, only in _ONLY_FOR.items():
            if getattr(question, field) is not None and question.type not in only:
                message = f"« {field} » ne va pas avec une question « {question.type} »"
                yield spot.at(field).error("QUESTION-FIELD", message)
        yield from _otherwise(spot, question)


_ONLY_FOR = {
    "at_most": (QuestionType.MANY,),
    "minimum": (QuestionType.COUNT,),
    "maximum": (QuestionType.COUNT,),
    "unit": (QuestionType.COUNT,),
    "rows_from": (QuestionType.TABLE,),
}


def _otherwise(spot: Spot, question: Question) -> Iterator[Diagnostic]:
    assumed = question.otherwise
    if assumed is None:
        return
    if assumed != UNKNOWN_WHEN_HIDDEN and assumed not in question.choice_of:
        hint = suggestion(assumed, question.choice_of)
        message = f"« {assumed} » n’est ni un choix de « {question.id} », ni « unknown »{hint}"
        yield spot.at("otherwise").error("QUESTION-OTHERWISE", message)
    if question.ask_if is None:
        message = "« otherwise » ne sert qu’avec « ask_if »"
        yield spot.at("otherwise").error("QUESTION-OTHERWISE", message)


def values_go_with_an_axis(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse values without an axis, and a choice without value on an axis."""
    for spot, _, question in subject.questions:
        wanted = "weight" if question.type is QuestionType.MANY else "value"
        if question.axis is not None and question.type not in CLOSED:
            yield spot.at("axis").error("QUESTION-VALUE", _NOT_CLOSED)
            continue
        for rank, choice in enumerate(question.offered):
            place = spot.at("choices", rank)
            worth = {"value": choice.value, "weight": choice.weight}
            if question.axis is None and question.type is not QuestionType.YES_NO:
                wrong = [name for name, given in worth.items() if given is not None]
                yield from _misplaced(place, wrong, "il faut un « axis »")
            elif question.axis is not None and choice.not_applicable:
                wrong = [name for name, given in worth.items() if given is not None]
                yield from _misplaced(place, wrong, "ce choix est sans objet")
            elif question.axis is not None and worth[wanted] is None:
                message = f"il manque « {wanted} » au choix « {choice.id} »"
                yield place.error("QUESTION-VALUE", message)


_NOT_CLOSED = "seule une question à choix se mesure sur un axe"


def _misplaced(place: Spot, wrong: list[str], reason: str) -> Iterator[Diagnostic]:
    for name in wrong:
        yield place.at(name).error("QUESTION-VALUE", f"« {name} » n’a pas de sens ici : {reason}")


def names_of_questions(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a field that should name a question, or a measure, and does not."""
    questionnaire = subject.catalogue.questionnaire
    for spot, name, question in subject.questions:
        own = (
            questionnaire.audit_questions
            if name == question.id
            else (questionnaire.account_questions)
        )
        yield from _named(spot.at("prefilled_by"), question.prefilled_by, own)
        several = {
            one.id: one
            for one in questionnaire.audit_questions.values()
            if one.type is QuestionType.MANY
        }
        yield from _named(spot.at("rows_from"), question.rows_from, several)
        if question.measured_by is not None and question.measured_by not in MEASURES:
            hint = suggestion(question.measured_by, MEASURES)
            message = f"mesure inconnue « {question.measured_by} »{hint}"
            yield spot.at("measured_by").error("QUESTION-NAME", message)


def _named(spot: Spot, name: str | None, known: dict[str, Question]) -> Iterator[Diagnostic]:
    if name is not None and name not in known:
        message = f"« {name} » n’est pas une question qui convient{suggestion(name, known)}"
        yield spot.error("QUESTION-NAME", message)


QUESTION_LINTS: tuple[Lint, ...] = (choices_fit, values_go_with_an_axis, names_of_questions)
