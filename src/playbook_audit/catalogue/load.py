"""Reads the whole catalogue, with every fault of every file at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from playbook_audit.catalogue.faults import faults_of
from playbook_audit.catalogue.locate import locate
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.question import (
    BorrowedChoices,
    Choice,
    Question,
    Questionnaire,
    QuestionType,
    Section,
)
from playbook_audit.model.rule import (
    BenefitRule,
    DecisionRow,
    Election,
    FindingRule,
    Named,
    Network,
    NoteRule,
    Parameter,
    Rulebook,
    Source,
    Term,
    Thresholds,
)
from playbook_audit.reading.text import read_text
from playbook_audit.reading.yaml import Document, parse_yaml

Read = TypeVar("Read", bound=Frozen)
YES_NO = (
    Choice(id="yes", label="Oui", value=1),
    Choice(id="partly", label="En partie", value=0.5),
    Choice(id="no", label="Non", value=0),
)
NOT_HASHED = "versions.yaml"
"""The file that records the hash of each version cannot be part of it."""


@dataclass(slots=True)
class Files:
    """The YAML files of one folder, and the faults found while reading them."""

    folder: Path
    documents: dict[str, Document] = field(default_factory=dict)
    """By path inside the folder."""
    faults: list[Diagnostic] = field(default_factory=list)
    digest: Any = field(default_factory=sha256)

    def read_all(self) -> "Files":
        """Read every YAML file, in the order of names."""
        for file in sorted(self.folder.rglob("*.yaml")):
            self._read(file)
        return self

    def _read(self, file: Path) -> None:
        name = file.relative_to(self.folder).as_posix()
        place = f"{self.folder.name}/{name}"
        try:
            text = read_text(file).replace("\r\n", "\n")
            if name != NOT_HASHED:
                self.digest.update(f"{place}\n{text}\n".encode())
            self.documents[name] = parse_yaml(text, place)
        except InvalidInput as error:
            self.faults += [one._replace(file=place) for one in error.diagnostics]

    def one(self, name: str, model: type[Read]) -> Read | None:
        """Give a file that holds one value."""
        document = self.documents.get(name)
        if document is None:
            return None
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            self.faults += faults_of(error, document, model)
            return None

    def many(self, name: str, model: type[Read], under: str | None = None) -> list[Read]:
        """Give a file that holds a list of values, or the list under one of its keys."""
        document = self.documents.get(name)
        if document is None:
            self.faults.append(
                Diagnostic(
                    f"{self.folder.name}/{name}", None, None, "", "CAT-FILE", "fichier absent"
                )
            )
            return []
        base: tuple[str, ...] = (under,) if under else ()
        rows = document.data.get(under) if under else document.data
        read = [self._row(document, (*base, rank), row, model) for rank, row in enumerate(rows)]
        return [row for row in read if row is not None]

    def _row(
        self, document: Document, keys: tuple[str | int, ...], row: Any, model: type[Read]
    ) -> Read | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            part = Document(document.file, row, _places_under(document, keys))
            self.faults += faults_of(error, part, model)
            return None

    def names_under(self, folder: str) -> list[str]:
        """Give the files of a folder inside this one."""
        return [name for name in self.documents if name.startswith(f"{folder}/")]


def _places_under(document: Document, keys: tuple[str | int, ...]) -> dict[Any, Any]:
    size = len(keys)
    return {where[size:]: place for where, place in document.places.items() if where[:size] == keys}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: a catalogue when nothing is broken, and every fault."""

    catalogue: Catalogue | None
    faults: tuple[Diagnostic, ...]
    questions: Files
    scoring: Files


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Give the catalogue of this installation; raise ``InvalidInput`` with every fault."""
    loaded = load(locate("questions"), locate("scoring"))
    if loaded.catalogue is None:
        raise InvalidInput(list(loaded.faults))
    return loaded.catalogue


def load(questions: Path, scoring: Path) -> Loaded:
    """Read both folders."""
    asked, judged = Files(questions).read_all(), Files(scoring).read_all()
    sections = [section for name in asked.documents if (section := asked.one(name, Section))]
    rulebook = _rulebook(judged)
    versions = judged.many(NOT_HASHED, PublishedVersion)
    faults = [*asked.faults, *judged.faults]
    if not faults:
        resolved, unresolved = _resolve(sections)
        faults += unresolved
    if faults:
        return Loaded(None, tuple(faults), asked, judged)
    digest = sha256((asked.digest.hexdigest() + judged.digest.hexdigest()).encode()).hexdigest()
    built = Catalogue(Questionnaire(tuple(resolved)), rulebook, versions[-1].version, digest)
    return Loaded(built, (), asked, judged)


class PublishedVersion(Frozen):
    """A version of the catalogue and the hash of its content, once published."""

    version: str
    since: str
    sha256: str | None = None


def _rulebook(files: Files) -> Rulebook:
    return Rulebook(
        findings=_by_id(_each(files, "findings", FindingRule)),
        benefits=_by_id(_each(files, "benefits", BenefitRule)),
        notes=_by_id(_each(files, "notes", NoteRule)),
        sources=_by_id(files.many("sources.yaml", Source)),
        parameters=_by_id(files.many("parameters.yaml", Parameter)),
        thresholds=_by_id(files.many("networks.yaml", Thresholds, "thresholds")),
        networks=_by_id(files.many("networks.yaml", Network, "networks")),
        calendar=tuple(files.many("calendar.yaml", Election, "elections")),
        risks=_by_id(sorted(files.many("risks.yaml", Named), key=lambda risk: risk.order)),
        axes=_by_id(files.many("axes.yaml", Named)),
        states=_by_id(files.many("states.yaml", Named)),
        decisions=tuple(files.many("decisions.yaml", DecisionRow)),
        glossary=_by_id(files.many("glossary.yaml", Term)),
    )


def _each(files: Files, folder: str, model: type[Read]) -> list[Read]:
    return [rule for name in files.names_under(folder) if (rule := files.one(name, model))]


Identified = TypeVar("Identified")


def _by_id(rows: Iterable[Identified]) -> dict[str, Identified]:
    key: Callable[[Any], str] = lambda row: row.id  # noqa: E731 - one use, shorter than a def
    return {key(row): row for row in rows}


def _resolve(sections: list[Section]) -> tuple[list[Section], list[Diagnostic]]:
    """Give sections whose choices are their own: borrowed ones copied, yes/no filled in."""
    choices: dict[str, tuple[Choice, ...]] = {}
    faults: list[Diagnostic] = []
    resolved = []
    for section in sections:
        questions = []
        for question in section.questions:
            own = _choices_of(question, choices)
            if own is None:
                faults.append(_unknown_loan(section, question))
                own = ()
            choices[question.id] = own
            questions.append(question.model_copy(update={"choices": own}))
        resolved.append(section.model_copy(update={"questions": tuple(questions)}))
    return resolved, faults


def _choices_of(
    question: Question, choices: dict[str, tuple[Choice, ...]]
) -> tuple[Choice, ...] | None:
    if question.type is QuestionType.YES_NO:
        return YES_NO
    if not isinstance(question.choices, BorrowedChoices):
        return question.choices
    lent = choices.get(question.choices.source)
    if lent is None:
        return None
    bare = tuple(Choice(id=one.id, label=one.label) for one in lent)
    return (*bare, *question.choices.extra)


def _unknown_loan(section: Section, question: Question) -> Diagnostic:
    message = f"les choix de « {question.id} » viennent d’une question inconnue ou plus loin"
    return Diagnostic(f"questions/{section.section}", None, None, question.id, "CAT-LOAN", message)
