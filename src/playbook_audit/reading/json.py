"""JSON to the same plain data as YAML: scalars as text, duplicate keys and NaN refused."""

import json
from pathlib import Path
from typing import Any

from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.text import shortened
from playbook_audit.reading.yaml import DEEPEST, Document, Place


class _Refused(ValueError):
    """A fault of content that the JSON parser itself lets through."""


def says_json(text: str, file: str) -> bool:
    """Tell whether a file people write is JSON: by its name, or by how it begins."""
    return file.endswith(".json") or text.lstrip().startswith("{")


def parse_json(text: str, file: str) -> Document:
    """Read one JSON document; raise ``InvalidInput``."""
    try:
        data = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            parse_int=str,
            parse_float=str,
        )
        return Document(file, _as_text(data, 0, halves="\\ud" in text.casefold()))
    except json.JSONDecodeError as error:
        raise _invalid(file, (error.lineno, error.colno), _BROKEN) from error
    except _Refused as error:
        raise _invalid(file, None, str(error)) from error
    except RecursionError as error:
        raise _invalid(file, None, _DEEP) from error


def places_in_json(text: str, file: str) -> dict[Any, Place]:
    """Give the place of everything in a JSON text that was read without fault.

    JSON is close enough to YAML for its parser to find the places; they are only looked for when
    there is something to say about the file.
    """
    from playbook_audit.reading.yaml import parse_yaml

    try:
        return parse_yaml(text.replace("\t", " "), file).places
    except InvalidInput:
        return {}


_BROKEN = "mise en forme JSON illisible ici ; vérifiez virgules, guillemets et accolades"
_DEEP = "trop de niveaux imbriqués"


def _invalid(file: str | Path, place: Place | None, message: str) -> InvalidInput:
    line, column = place or (None, None)
    return InvalidInput([Diagnostic(str(file), line, column, "", "JSON-FORM", message)])


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"« {shortened(twice)} » est écrit deux fois au même endroit ; gardez-en un"
        raise _Refused(message)
    return read


def _no_constant(name: str) -> Any:
    message = f'« {name} » n’est pas un nombre ; écrivez le nombre, ou "?" s’il n’est pas connu'
    raise _Refused(message)


def _as_text(data: Any, depth: int, *, halves: bool) -> Any:
    """Give scalars as text; where the file may hold half characters, they are replaced."""
    if depth > DEEPEST:
        raise _Refused(_DEEP)
    if isinstance(data, str):
        return _whole(data) if halves else data
    if isinstance(data, dict):
        return {
            _whole(key) if halves else key: _as_text(value, depth + 1, halves=halves)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_as_text(value, depth + 1, halves=halves) for value in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    return data


def _whole(text: str) -> str:
    """Give a text whose lone surrogates, which no file could hold, are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
