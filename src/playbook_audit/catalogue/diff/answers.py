"""The answers behind a changed verdict, as they are written in the situation."""

from typing import Any

from playbook_audit.catalogue.diff.verdicts import Moved
from playbook_audit.reading.text import shortened

NO_ANSWER = "sans réponse"
GATES = ("org_presence", "accounts")
"""What nearly every verdict rests on."""


def answers_behind(moved: Moved) -> list[tuple[str, str]]:
    """Give the questions and answers that decided, the telling ones first.

    A question on the account the verdict is about goes by its bare name.
    """
    told = [_told(path, moved) for path in moved.witnesses]
    return sorted(told, key=lambda one: (one[1] == NO_ANSWER, one[0] in GATES))


def _told(path: str, moved: Moved) -> tuple[str, str]:
    kind, _, rest = path.partition(".")
    data = moved.situation.document.data
    if not rest:
        return path, f"{len(data.get(path) or ())} dans la liste"
    if kind == "answers":
        return rest, _written((data.get("answers") or {}).get(rest))
    key, _, question = rest.rpartition(".")
    name = question if key == moved.account else f"{key}.{question}"
    return name, _written(_account(data, key).get(question))


def _account(data: Any, key: str) -> dict[str, Any]:
    """Give the account of a key: the one that has it, or whose rank ends it when none was given."""
    rows = data.get("accounts") or ()
    rank = key.rpartition("-")[2]
    for place, row in enumerate(rows, start=1):
        written = row.get("key")
        if written == key or (written is None and rank == str(place)):
            return dict(row)
    return {}


def _written(raw: Any) -> str:
    match raw:
        case None:
            return NO_ANSWER
        case {"value": value}:
            return _written(value)
        case dict():
            return ", ".join(f"{shortened(row)} = {_written(one)}" for row, one in raw.items())
        case list():
            return ", ".join(map(_written, raw))
    return shortened(raw)
