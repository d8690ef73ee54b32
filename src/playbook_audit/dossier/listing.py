"""Everything that can be asked, as plain data: what a script reads before it answers."""

from typing import Any

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.french import in_french
from playbook_audit.conditions.vocabulary import Vocabulary
from playbook_audit.dossier.wording import PATHS, form_of
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition
from playbook_audit.model.question import Question, Section

FORMAT = 1
"""Raised when a key changes its meaning; keys may be added without it."""


def listing(catalogue: Catalogue) -> dict[str, Any]:
    """Give the questions by section: English keys and ids, French texts."""
    vocabulary = vocabulary_of(catalogue)
    sections = catalogue.questionnaire.sections
    return {
        "format": FORMAT,
        "catalogue": {"version": catalogue.version, "sha256": catalogue.sha256},
        "sections": [_section(section, vocabulary) for section in sections],
    }


def _section(section: Section, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": section.section,
        "title": section.title,
        "minutes": section.minutes,
        "per_account": section.per_account,
        "questions": [_question(question, vocabulary) for question in section.questions],
    }


def _question(question: Question, vocabulary: Vocabulary) -> dict[str, Any]:
    """Give what it takes to answer a question; keys without object are left out."""
    data = {
        "id": question.id,
        "ask": question.ask,
        "why": question.why,
        "help": question.help,
        "type": question.type.value,
        "form": form_of(question),
        "choices": [{"id": one.id, "label": one.label} for one in question.offered] or None,
        "at_most": question.at_most,
        "unit": question.unit,
        "minimum": question.minimum,
        "maximum": question.maximum,
        "rows_from": question.rows_from,
        "path": question.path,
        "asked": PATHS[question.path],
        "ask_if": _condition(question.ask_if, vocabulary),
        "note": question.note,
        "personal": question.personal,
        "since": question.since,
    }
    return {key: value for key, value in data.items() if value is not None}


def _condition(condition: Condition | None, vocabulary: Vocabulary) -> dict[str, Any] | None:
    if condition is None:
        return None
    written = condition.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"condition": written, "says": in_french(condition, vocabulary)}
