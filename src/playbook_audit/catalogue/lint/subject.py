"""What lints look at: the entries of the catalogue, each with its place in its file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.catalogue.load import Files, Loaded
from playbook_audit.conditions.vocabulary import Vocabulary
from playbook_audit.model.answer import Answers
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.question import Question, Section
from playbook_audit.model.rule import AnyRule, BenefitRule, DecisionRow, FindingRule, NoteRule
from playbook_audit.reading.yaml import Document, Keys

Read: TypeAlias = Callable[[Any, str, Catalogue, date], Answers]
"""Reads plain data (answers, accounts) named as a file, against a catalogue, on a day."""


class Spot(NamedTuple):
    """A place in a file, to which faults can be pinned."""

    document: Document
    keys: Keys = ()

    def at(self, *keys: str | int) -> "Spot":
        """Give a place further inside."""
        return Spot(self.document, (*self.keys, *keys))

    def error(self, code: str, message: str) -> Diagnostic:
        """Give an error here."""
        return self.document.diagnostic(self.keys, code, message)

    def warning(self, code: str, message: str) -> Diagnostic:
        """Give a warning here."""
        return self.error(code, message)._replace(level="warning")

    @property
    def data(self) -> Any:
        """Give what is written here."""
        data = self.document.data
        for key in self.keys:
            data = data[key]
        return data

    @property
    def stem(self) -> str:
        """Give the name of the file without its folders and its ending."""
        return self.document.file.rpartition("/")[2].removesuffix(".yaml")


class AskedQuestion(NamedTuple):
    """A question, its place, and the name conditions give it."""

    spot: Spot
    name: str
    question: Question


@dataclass(frozen=True)
class Subject:
    """A catalogue under examination."""

    loaded: Loaded
    catalogue: Catalogue
    read: Read
    on: date

    @property
    def vocabulary(self) -> Vocabulary:
        """Give the words its conditions may use."""
        return vocabulary_of(self.catalogue)

    @cached_property
    def sections(self) -> tuple[tuple[Spot, Section], ...]:
        """Give the sections, in the order of asking."""
        documents = self.loaded.questions.documents.values()
        pairs = zip(documents, self.catalogue.questionnaire.sections, strict=True)
        return tuple((Spot(document), section) for document, section in pairs)

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """Give every question, in the order of asking."""
        return tuple(self._questions())

    def _questions(self) -> Iterator[AskedQuestion]:
        for spot, section in self.sections:
            prefix = "account." if section.per_account else ""
            for rank, question in enumerate(section.questions):
                name = f"{prefix}{question.id}"
                yield AskedQuestion(spot.at("questions", rank), name, question)

    @cached_property
    def findings(self) -> tuple[tuple[Spot, FindingRule], ...]:
        """Give every finding with its own file, even when two share an id."""
        return tuple(
            (spot, FindingRule.model_validate(spot.document.data))
            for spot in self._files("findings")
        )

    @cached_property
    def benefits(self) -> tuple[tuple[Spot, BenefitRule], ...]:
        """Give every benefit with its own file, even when two share an id."""
        return tuple(
            (spot, BenefitRule.model_validate(spot.document.data))
            for spot in self._files("benefits")
        )

    @cached_property
    def notes(self) -> tuple[tuple[Spot, NoteRule], ...]:
        """Give every note with its own file, even when two share an id."""
        return tuple(
            (spot, NoteRule.model_validate(spot.document.data)) for spot in self._files("notes")
        )

    @property
    def rules(self) -> tuple[tuple[Spot, AnyRule], ...]:
        """Give every finding, then every benefit, then every note."""
        return (*self.findings, *self.benefits, *self.notes)

    @property
    def decisions(self) -> Iterable[tuple[Spot, DecisionRow]]:
        """Give the rows of the table of decisions, in order."""
        return zip(self.rows("decisions.yaml"), self.catalogue.rulebook.decisions, strict=True)

    def rows(self, file: str, under: str | None = None) -> tuple[Spot, ...]:
        """Give the places of the entries of a list file."""
        spot = Spot(self.scoring.documents[file], (under,) if under else ())
        return tuple(spot.at(rank) for rank, _ in enumerate(spot.data))

    def _files(self, folder: str) -> Iterator[Spot]:
        for name in self.scoring.names_under(folder):
            yield Spot(self.scoring.documents[name])

    @property
    def scoring(self) -> Files:
        """Give the files of scoring/."""
        return self.loaded.scoring


Lint: TypeAlias = Callable[[Subject], Iterable[Diagnostic]]
"""Looks at one thing all over the catalogue."""
