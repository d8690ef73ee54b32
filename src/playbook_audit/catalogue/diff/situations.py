"""What is judged twice: examples of rules, verdict cases, answers files; each as plain answers."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from playbook_audit.catalogue.diff.version import Version
from playbook_audit.catalogue.faults import faults_of
from playbook_audit.catalogue.lint.examples import DEFAULTS, IN_FRENCH
from playbook_audit.model.activity import NO_ACTIVITY, Activity
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput, UnreadableFile
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.measured_example import MeasuredExample, activity_of
from playbook_audit.model.rule import Example
from playbook_audit.reading.json import parse_json, says_json
from playbook_audit.reading.text import read_text
from playbook_audit.reading.yaml import Document, parse_yaml, read_yaml

SituationKind = Literal["case", "example", "file"]


class Situation(NamedTuple):
    """Answers to judge, and the day to judge them on when they say none."""

    kind: SituationKind
    name: str
    document: Document
    on: date
    activity: Activity = NO_ACTIVITY


# ---------------------------------------------------------------- examples


def examples(old: Version, new: Version) -> list[Situation]:
    """Give the examples of the rules of both versions; one that changed is given as it was too."""
    before, after = _examples_of(old.catalogue), _examples_of(new.catalogue)
    found = [_example(name, example) for name, example in after.items()]
    for name, example in before.items():
        if name not in after:
            found.append(_example(name, example))
        elif example != after[name]:
            found.append(_example(f"{name}, tel qu’il était", example))
    return sorted(found, key=_name)


def _examples_of(catalogue: Catalogue) -> dict[str, Example]:
    rules = (catalogue.rulebook.findings, catalogue.rulebook.benefits, catalogue.rulebook.notes)
    return {
        f"exemple « {IN_FRENCH[state]} » de {rule.id}": example
        for group in rules
        for rule in group.values()
        for state, example in rule.examples
        if example is not None
    }


def _example(name: str, example: Example) -> Situation:
    data: dict[str, Any] = {"answers": {**DEFAULTS, **example.answers}}
    if example.accounts:
        data["accounts"] = list(example.accounts)
    measured = activity_of(example.activity)
    return Situation("example", name, Document(name, data), example.on, measured)


def _name(situation: Situation) -> str:
    return situation.name


# ---------------------------------------------------------------- cases


class Case(Frozen):
    """What a verdict case says of its situation; what it expects is the business of tests."""

    model_config = ConfigDict(extra="ignore")

    name: str
    on: date
    like: str | None = None
    """An earlier case of the same file: its answers and accounts hold, but for those given here."""
    answers: dict[str, Any] = Field(default_factory=dict)
    accounts: tuple[dict[str, Any], ...] = ()
    activity: tuple[MeasuredExample, ...] = ()
    accepted: tuple[dict[str, Any], ...] = ()


AnyCase = TypeVar("AnyCase", bound=Case)
"""A case, or what tests make of it."""


class CaseFile(Frozen):
    """The cases of one file."""

    model_config = ConfigDict(extra="ignore")

    cases: tuple[Case, ...]


def cases_in(folder: Path) -> list[Situation]:
    """Give the cases of every YAML file of a folder, or raise with the faults of all files."""
    found: list[Situation] = []
    faults: list[Diagnostic] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            found += _cases_of(file)
        except InvalidInput as error:
            faults += error.diagnostics
    if faults:
        raise InvalidInput(faults)
    if not found:
        raise UnreadableFile(str(folder), NO_CASE)
    return found


NO_CASE = "aucun fichier de cas (*.yaml) dans ce dossier ; vérifiez son chemin"


def _cases_of(file: Path) -> Iterator[Situation]:
    document = read_yaml(file)
    try:
        written = CaseFile.model_validate(document.data)
    except ValidationError as error:
        raise InvalidInput(faults_of(error, document, CaseFile)) from error
    earlier: dict[str, Case] = {}
    for rank, row in enumerate(written.cases):
        if row.like is not None and row.like not in earlier:
            message = f"aucun cas « {row.like} » plus haut dans le fichier"
            raise InvalidInput([document.diagnostic(("cases", rank, "like"), "CASE", message)])
        case = row if row.like is None else completed(row, earlier[row.like])
        earlier[case.name] = case
        yield _situation(f"{file.name}, « {case.name} »", case)


def _situation(name: str, case: Case) -> Situation:
    data: dict[str, Any] = {"answers": case.answers, "accepted": list(case.accepted)}
    if case.accounts:
        data["accounts"] = list(case.accounts)
    return Situation("case", name, Document(name, data), case.on, activity_of(case.activity))


def completed(case: AnyCase, base: Case) -> AnyCase:
    """Give a case with what it takes from the one it is like; an account without a key is new."""
    accounts: dict[Any, dict[str, Any]] = {}
    for row in (*base.accounts, *case.accounts):
        key = row.get("key", len(accounts))
        accounts[key] = {**accounts.get(key, {}), **row}
    given = {
        "answers": {**base.answers, **case.answers},
        "accounts": tuple(accounts.values()),
        "activity": (*base.activity, *case.activity),
    }
    return case.model_copy(update=given)


# ---------------------------------------------------------------- answers files


def answers_files(files: Iterable[Path], today: date) -> list[Situation]:
    """Give answers files; ``today`` counts for those without a date."""
    return [Situation("file", str(file), _document(file), today) for file in files]


def _document(file: Path) -> Document:
    text = read_text(file)
    parse = parse_json if says_json(text, str(file)) else parse_yaml
    return parse(text, str(file))
