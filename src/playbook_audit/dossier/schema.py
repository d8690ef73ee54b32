"""The JSON Schema of an answers file, for editors that complete and check while one types.

Written for draft 2020-12 with nothing an editor of draft 7 ignores. The reader accepts a little
more than the schema (labels without accents, numbers in words); the schema refuses nothing the
reader would keep, save spelling.
"""

from collections.abc import Iterable
from typing import Any

from playbook_audit.dossier.french import UNKNOWN_WORDS
from playbook_audit.dossier.read import ACCEPTANCE_FIELDS, FORMAT
from playbook_audit.model.answer import ORIGINS
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Question, Questionnaire, QuestionType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
ON_AUDIT, ON_ACCOUNT = "answers", "accounts"
"""Prefixes of the definitions: a question of each kind may bear the same id."""
TEXT: Schema = {"type": ["string", "number"]}
"""An editor reads 01001 or 2026 as a number; the reader takes both as text."""
DAY: Schema = {"type": "string", "description": "Un jour, comme 2026-11-22"}


def answers_schema(catalogue: Catalogue) -> Schema:
    """Give the schema of the answers files of a catalogue."""
    questionnaire = catalogue.questionnaire
    return {
        "$schema": DIALECT,
        "title": "Fichier de réponses de playbook-audit",
        "description": f"Catalogue {catalogue.version}",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "playbook_audit": {"enum": [int(FORMAT), FORMAT], "description": "Format du fichier"},
            "catalogue": _or_null({"type": "string"}),
            "generation": _or_null(TEXT),
            "on": _or_null(DAY),
            "answers": _or_null(_object(_answers(questionnaire.audit_questions, ON_AUDIT))),
            "accounts": _or_null({"type": "array", "items": _account(questionnaire)}),
            "accepted": _or_null({"type": "array", "items": _ACCEPTANCE}),
            "plan": _or_null({"type": "array", "items": {"type": "object"}}),
            "orphans": _or_null({"type": "object"}),
        },
        "$defs": _definitions(questionnaire),
    }


_ACCEPTANCE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["fingerprint", "reason"],
    "properties": {name: DAY if name == "until" else TEXT for name in ACCEPTANCE_FIELDS},
}


def _or_null(schema: Schema) -> Schema:
    """Give a schema that a line left empty also fits."""
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: Schema, required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _account(questionnaire: Questionnaire) -> Schema:
    key = {"type": ["string", "number", "null"], "description": "Nom stable du compte"}
    return _object({"key": key, **_answers(questionnaire.account_questions, ON_ACCOUNT)})


def _definitions(questionnaire: Questionnaire) -> Schema:
    """Give the values each question allows, by id, and « je ne sais pas »."""
    audit, account = questionnaire.audit_questions, questionnaire.account_questions
    values = {f"{ON_AUDIT}.{one.id}": _value(one, audit) for one in audit.values()}
    values |= {f"{ON_ACCOUNT}.{one.id}": _value(one, audit) for one in account.values()}
    return {"unknown": {"enum": sorted(UNKNOWN_WORDS), "description": "Je ne sais pas"}, **values}


def _answers(questions: dict[str, Question], place: str) -> Schema:
    return {one.id: _answer(one, f"#/$defs/{place}.{one.id}") for one in questions.values()}


def _answer(question: Question, value: str) -> Schema:
    """Give the forms an answer may take: bare, with its note, contradicted, or not yet given."""
    given = {"anyOf": [{"$ref": value}, {"$ref": "#/$defs/unknown"}]}
    marks = {"by": TEXT, "at": TEXT}
    kept = _object({"value": given, "origin": {"enum": [*ORIGINS]}, **marks}, ["value"])
    several = {"type": "array", "items": kept}
    return {
        "title": question.ask,
        "description": question.why,
        "anyOf": [
            {"$ref": value},
            {"$ref": "#/$defs/unknown"},
            _object({"value": _or_null(given), "note": _or_null(TEXT), **marks}, ["value"]),
            _object({"contradicted": several}, ["contradicted"]),
            {"type": "null"},
        ],
    }


def _value(question: Question, audit: dict[str, Question]) -> Schema:
    match question.type:
        case QuestionType.ONE:
            return _choice(question)
        case QuestionType.YES_NO:
            return {"anyOf": [_choice(question), {"type": "boolean"}]}
        case QuestionType.MANY:
            return {"anyOf": [_choice(question), _several(question)]}
        case QuestionType.TABLE:
            rows = audit[question.rows_from].offered if question.rows_from else ()
            cell = {"anyOf": [_choice(question), {"$ref": "#/$defs/unknown"}, {"type": "null"}]}
            return _object({row.id: cell for row in rows})
        case QuestionType.COUNT:
            return {"anyOf": [_number(question), {"type": "string"}]}
        case _:
            return {**TEXT, "description": question.help or question.why}


def _choice(question: Question) -> Schema:
    names = [name for one in question.offered for name in (one.id, one.label, _small(one.label))]
    return {"enum": list(dict.fromkeys(names))}


def _small(label: str) -> str:
    """Give a label as one writes it in the middle of a line."""
    return label[:1].lower() + label[1:]


def _several(question: Question) -> Schema:
    most = {} if question.at_most is None else {"maxItems": question.at_most}
    return {"type": "array", "minItems": 1, "items": _choice(question), **most}


def _number(question: Question) -> Schema:
    bounds = {"minimum": question.minimum, "maximum": question.maximum}
    kind = "number" if question.decimals else "integer"
    return {"type": kind, **{name: value for name, value in bounds.items() if value is not None}}
