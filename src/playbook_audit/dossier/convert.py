"""From what a file holds to a typed answer, by the type of the question."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from playbook_audit.dossier.french import (
    NO,
    YES,
    Unreadable,
    clean,
    is_unknown,
    moment,
    number,
)
from playbook_audit.model.answer import Table, Value
from playbook_audit.model.question import Choice, Question, QuestionType
from playbook_audit.model.spelling import folded, suggestion
from playbook_audit.reading.text import shortened

LONGEST_TEXT = 500
MOST_LISTED = 12
Reader = Callable[[Question, Any, date, "Chosen"], Value]
Chosen = Callable[[str], frozenset[str] | None]
"""Gives the choices made at another question, for the rows of a table."""


def convert(question: Question, raw: Any, on: date, chosen: Chosen) -> Value | None:
    """Give the typed value of an answer, or None for "I don't know"; raise ``Unreadable``."""
    if isinstance(raw, str) and raw not in question.choice_of and is_unknown(raw):
        return None
    return _READERS[question.type](question, raw, on, chosen)


def _one(question: Question, raw: Any, _on: date, _chosen: Chosen) -> str:
    return _choice(question, raw).id


def _yes_no(question: Question, raw: Any, _on: date, _chosen: Chosen) -> str:
    word = folded(raw) if isinstance(raw, str) else ""
    if word in YES | NO:
        return "yes" if word in YES else "no"
    return _choice(question, raw).id


def _choice(question: Question, raw: Any) -> Choice:
    """Give a choice written by its id or its label, whatever the accents and case."""
    if not isinstance(raw, str):
        message = f"un seul choix est attendu parmi : {_listed(question.offered)}"
        raise Unreadable(message)
    chosen = question.choice_of.get(raw) or question.spellings.get(folded(raw))
    if chosen is not None:
        return chosen
    names = [name for choice in question.offered for name in (choice.id, choice.label)]
    hint = suggestion(raw, names)
    message = f"« {shortened(raw)} » n’est pas un choix ; choix : {_listed(question.offered)}{hint}"
    raise Unreadable(message)


def _listed(choices: Iterable[Choice]) -> str:
    ids = [choice.id for choice in choices]
    more = f"… ({len(ids)} choix)" if len(ids) > MOST_LISTED else ""
    return ", ".join(ids[:MOST_LISTED]) + more


def _many(question: Question, raw: Any, _on: date, _chosen: Chosen) -> frozenset[str]:
    if isinstance(raw, dict):
        message = f"une liste de choix est attendue parmi : {_listed(question.offered)}"
        raise Unreadable(message)
    choices = [_choice(question, one) for one in (raw if isinstance(raw, list) else [raw])]
    alone = next((choice for choice in choices if choice.exclusive), None)
    if alone is not None and len(choices) > 1:
        message = f"« {alone.label} » ne va pas avec un autre choix"
        raise Unreadable(message)
    if not choices:
        raise Unreadable('la liste est vide ; retirez la ligne, ou écrivez "?"')
    if question.at_most and len(choices) > question.at_most:
        message = f"{question.at_most} choix au plus ; il y en a {len(choices)}"
        raise Unreadable(message)
    return frozenset(choice.id for choice in choices)


def _count(question: Question, raw: Any, _on: date, _chosen: Chosen) -> float:
    if not isinstance(raw, str):
        raise Unreadable("un nombre est attendu, comme 8012")
    value = number(raw, decimals=question.decimals)
    if question.minimum is not None and value < question.minimum:
        message = f"au moins {question.minimum:.15g} est attendu"
        raise Unreadable(message)
    if question.maximum is not None and value > question.maximum:
        message = f"au plus {question.maximum:.15g} est attendu"
        raise Unreadable(message)
    return value


def _moment(_question: Question, raw: Any, on: date, _chosen: Chosen) -> Value:
    if not isinstance(raw, str):
        raise Unreadable("une date est attendue, comme 2026-11-18 ou « mars 2026 »")
    return moment(raw, on)


def _text(_question: Question, raw: Any, _on: date, _chosen: Chosen) -> str:
    if not isinstance(raw, str):
        raise Unreadable("un texte est attendu")
    text = clean(raw)
    if not text:
        raise Unreadable("le texte est vide")
    if len(text) > LONGEST_TEXT:
        message = f"texte trop long : {LONGEST_TEXT} caractères au plus"
        raise Unreadable(message)
    return text


def _table(question: Question, raw: Any, _on: date, chosen: Chosen) -> Table:
    """Give a table: a row for each choice made at another question."""
    rows = chosen(question.rows_from or "")
    if not isinstance(raw, dict):
        raise Unreadable(f"une ligne par réponse est attendue, comme {{young: {_first(question)}}}")
    read: dict[str, str | None] = {}
    for row, column in raw.items():
        if rows is not None and row not in rows:
            hint = suggestion(row, rows)
            known = ", ".join(sorted(rows))
            message = f"ligne inconnue « {shortened(row)} » ; lignes : {known}{hint}"
            raise Unreadable(message)
        unknown = column is None or (isinstance(column, str) and is_unknown(column))
        read[row] = None if unknown else _choice(question, column).id
    for row in sorted(rows or ()):
        read.setdefault(row, None)
    return Table(tuple(sorted(read.items())))


def _first(question: Question) -> str:
    return question.offered[0].id


_READERS: dict[QuestionType, Reader] = {
    QuestionType.ONE: _one,
    QuestionType.YES_NO: _yes_no,
    QuestionType.MANY: _many,
    QuestionType.COUNT: _count,
    QuestionType.DATE: _moment,
    QuestionType.MONTH: _moment,
    QuestionType.TEXT: _text,
    QuestionType.TABLE: _table,
}
