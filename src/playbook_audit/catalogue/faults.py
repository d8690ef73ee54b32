"""Turns the faults pydantic finds in a YAML document into located diagnostics, in French."""

from typing import Any

from pydantic import ValidationError

from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.spelling import suggestion
from playbook_audit.reading.yaml import Document, Keys


def faults_of(error: ValidationError, document: Document, model: type[Frozen]) -> list[Diagnostic]:
    """Give one diagnostic for each fault of a document checked against a model."""
    errors = error.errors(include_url=False)
    told = [one for one in errors if not _told_by_another(one, errors, document)]
    return [_fault(one, document, model) for one in told]


def _told_by_another(error: Any, errors: list[Any], document: Document) -> bool:
    """Tell whether an error only says that a value is not of one form, while it fits another.

    The choices of a question are a list or a loan: what is wrong inside one of them is enough.
    """
    if error["type"] not in _OTHER_FORM or not error["loc"]:
        return False
    *holder, form = error["loc"]
    if form in _keys_in(document.data, error["loc"]):
        return False
    return any(
        one["type"] not in _OTHER_FORM and list(one["loc"][: len(holder)]) == holder
        for one in errors
    )


_OTHER_FORM = frozenset(("model_type", "tuple_type"))


def _fault(error: Any, document: Document, model: type[Frozen]) -> Diagnostic:
    keys = _keys_in(document.data, error["loc"])
    return document.diagnostic(keys, "CAT-SHAPE", _message(error, model))


def _keys_in(data: Any, location: tuple[str | int, ...]) -> Keys:
    """Give the path of a fault in the document: union tags are steps of the model only."""
    keys: list[str | int] = []
    for step in location:
        if _holds(data, step):
            data = data[step]
            keys.append(step)
    return tuple(keys)


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


def _message(error: Any, model: type[Frozen]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    name = error["loc"][-1] if error["loc"] else ""
    if kind == "missing":
        return f"il manque « {name} »"
    if kind == "extra_forbidden":
        return f"champ inconnu « {name} »{suggestion(str(name), _fields(model))}"
    if kind in ("literal_error", "enum"):
        read, accepted = _short(error["input"]), context["expected"]
        return f"« {read} » n’est pas admis ; valeurs admises : {accepted}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _unknown_operator(error["input"], str(context.get("expected_tags", "")))
    if kind == "string_too_long":
        return f"texte trop long : {context['max_length']} caractères au plus"
    return _OTHERS.get(kind, f"valeur refusée : « {_short(error['input'])} »")


_OTHERS = {
    "too_short": "il faut au moins un élément",
    "int_parsing": "un nombre entier est attendu",
    "float_parsing": "un nombre est attendu",
    "bool_parsing": "« true » ou « false » est attendu",
    "date_from_datetime_parsing": "une date (2026-11-22) est attendue",
    "model_type": "une suite « champ: valeur » est attendue",
    "tuple_type": "une liste est attendue",
    "string_type": "un texte est attendu",
}


def _unknown_operator(data: Any, expected: str) -> str:
    if isinstance(data, dict) and len(data) == 1:
        operator = str(next(iter(data)))
        known = [one.strip(" '") for one in expected.split(",")]
        return f"opérateur inconnu « {operator} »{suggestion(operator, known)}"
    return "une condition est un opérateur et ses termes : {eq: [question, valeur]}"


def _fields(model: type[Frozen]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _short(value: object, most: int = 40) -> str:
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"
