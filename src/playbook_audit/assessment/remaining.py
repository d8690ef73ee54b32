"""The questions of an audit that apply, or may apply, and those still without an answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook_audit.model.question import Question, Section

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that applies, to the audit or to one account."""

    path: str
    question: Question
    answered: bool
    said_unknown: bool
    """True when the answer on file is « je ne sais pas »."""


@dataclass(frozen=True, slots=True)
class AskedSection:
    """A section of the questionnaire and the questions of it that apply."""

    section: Section
    asked: tuple[Asked, ...]

    @property
    def open_ones(self) -> tuple[Asked, ...]:
        """Give the questions without an answer."""
        return tuple(one for one in self.asked if not one.answered)

    @property
    def unknown_share(self) -> float:
        """Give the share of questions without an answer, in [0, 1]."""
        return len(self.open_ones) / len(self.asked) if self.asked else 0.0


def asked_sections(scope: "AuditScope") -> tuple[AskedSection, ...]:
    """Give every section with the questions of it that apply, in the order of asking."""
    return tuple(
        AskedSection(section, tuple(_asked(section, scope)))
        for section in scope.programme.catalogue.questionnaire.sections
    )


def sections_to_clear(scope: "AuditScope") -> tuple[AskedSection, ...]:
    """Give the sections where the share of questions without an answer is worth a note."""
    least = scope.number("unknown_share")
    sections = asked_sections(scope)
    return tuple(one for one in sections if one.open_ones and one.unknown_share >= least)


def _asked(section: Section, scope: "AuditScope") -> Iterator[Asked]:
    places: Iterable[AuditScope | AccountScope] = (scope,)
    if section.per_account:
        places = scope.accounts or ()
    for question in section.questions:
        for place in places:
            place[question.id]  # whether it is asked is known once it is worked out
            if question.id in place.asked:
                yield _entry(place, question)


def _entry(place: "AuditScope | AccountScope", question: Question) -> Asked:
    given = place.given if isinstance(place.given, Mapping) else place.given.answers
    answered = question.id in place.answered
    return Asked(
        place.path_of(question.id), question, answered, question.id in given and not answered
    )
