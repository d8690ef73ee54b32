"""Judges one situation under two versions of the catalogue."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.diff.situations import Situation
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.catalogue.lint.subject import Read
from playbook_audit.lifecycle.changes import Changes, changes_between
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.yaml import Keys, path_text


class SetAside(NamedTuple):
    """An answer that one version cannot read, because its question or its choice is not there."""

    version: str
    question: str


class Replayed(NamedTuple):
    """What one situation gives under both versions."""

    situation: Situation
    changes: Changes
    set_aside: tuple[SetAside, ...] = ()


def replay(situation: Situation, old: Version, new: Version, read: Read) -> Replayed:
    """Judge a situation twice; raise ``InvalidInput`` when neither version can read it."""
    before, after = _read(situation, old, read), _read(situation, new, read)
    if before.faults and after.faults:
        raise InvalidInput(_placed(situation, after.faults))
    changes = changes_between(_judged(situation, before, read), _judged(situation, after, read))
    set_aside = [
        SetAside(one.version.name, str(keys[-1])) for one in (before, after) for keys in one.refused
    ]
    return Replayed(situation, changes, tuple(set_aside))


class _Reading(NamedTuple):
    """What a version makes of the answers: all of them, or the faults it finds."""

    version: Version
    answers: Answers | None
    faults: tuple[Diagnostic, ...] = ()
    refused: tuple[Keys, ...] = ()
    """The answers the faults are about."""


def _read(situation: Situation, version: Version, read: Read) -> _Reading:
    document = situation.document
    try:
        answers = read(document.data, document.file, version.catalogue, situation.on)
    except InvalidInput as error:
        faults = tuple(error.diagnostics)
        return _Reading(version, None, faults, tuple(_refused(document.data, faults)))
    return _Reading(version, answers)


def _judged(situation: Situation, reading: _Reading, read: Read) -> Assessment:
    """Give what a version concludes, without the answers it cannot read."""
    version, answers = reading.version, reading.answers
    if answers is None:
        data = _without(situation.document.data, set(reading.refused))
        answers = read(data, situation.document.file, version.catalogue, situation.on)
    on = answers.on or situation.on
    given = confronted(version.catalogue, answers, situation.activity, on)
    return assess(version.catalogue, given, on)


def _refused(data: Any, faults: Iterable[Diagnostic]) -> list[Keys]:
    """Give the answers that faults are about; none in what is no answers file at all."""
    paths = [fault.path for fault in faults]
    given = _answers_in(data) if isinstance(data, dict) else []
    return [keys for keys in given if _is_in(path_text(keys), paths)]


def _is_in(answer: str, paths: Iterable[str]) -> bool:
    return any(path == answer or path.startswith((f"{answer}.", f"{answer}[")) for path in paths)


def _answers_in(data: dict[str, Any]) -> list[Keys]:
    """Give where each answer stands."""
    found: list[Keys] = [("answers", name) for name in _mapping(data.get("answers"))]
    for rank, account in enumerate(_rows(data)):
        found += [("accounts", rank, name) for name in _mapping(account) if name != "key"]
    return found


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _rows(data: dict[str, Any]) -> list[Any]:
    rows = data.get("accounts")
    return rows if isinstance(rows, list) else []


def _without(data: dict[str, Any], left_out: set[Keys]) -> dict[str, Any]:
    """Give answers without some of them."""
    answers = _mapping(data.get("answers")).items()
    kept = {name: raw for name, raw in answers if ("answers", name) not in left_out}
    rows = [
        {name: raw for name, raw in row.items() if ("accounts", rank, name) not in left_out}
        for rank, row in enumerate(_rows(data))
    ]
    return {**data, "answers": kept, **({"accounts": rows} if rows else {})}


def _placed(situation: Situation, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give faults with their lines, where the file they come from has some."""
    document = situation.document
    keys_of = {path_text(keys): keys for keys in document.places}
    return [
        document.diagnostic(keys_of[fault.path], fault.code, fault.message)
        if fault.path in keys_of
        else fault
        for fault in faults
    ]
