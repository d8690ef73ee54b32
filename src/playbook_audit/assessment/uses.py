"""Who uses what in the catalogue: the conditions of each entry, and the reverse index.

Entries are questions, findings, benefits, decisions, facts and reference data; an entry *uses* the
operands and parameters its conditions name, and the sources it cites.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.findings import OWN_PLACEHOLDERS, placeholders
from playbook_audit.conditions.references import Keys, operands, parameters
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition
from playbook_audit.model.question import Question
from playbook_audit.model.rule import BenefitRule, DecisionRow, FindingRule, NoteRule, Rule

EntryKind = Literal[
    "question",
    "finding",
    "benefit",
    "note",
    "decision",
    "fact",
    "parameter",
    "network",
    "election",
    "term",
]


Entry: TypeAlias = Question | FindingRule | BenefitRule | NoteRule | DecisionRow
"""What has conditions."""


class Placed(NamedTuple):
    """A condition, and where it stands in its entry as written."""

    keys: Keys
    condition: Condition


class User(NamedTuple):
    """An entry that uses something; questions and facts go by the name conditions give them."""

    kind: EntryKind
    id: str


@dataclass(frozen=True, slots=True)
class Uses:
    """Who uses what, each user once, in the order of the catalogue."""

    operands: Mapping[str, tuple[User, ...]]
    parameters: Mapping[str, tuple[User, ...]]
    sources: Mapping[str, tuple[User, ...]]


def conditions_of(entry: Entry) -> tuple[Placed, ...]:
    """Give the conditions of an entry, in the order a reader meets them."""
    return tuple(_conditions_of(entry))


def _conditions_of(
    entry: Entry,
) -> Iterator[Placed]:
    match entry:
        case Question():
            for rank, exception in enumerate(entry.path_if):
                yield Placed(("path_if", rank, "when"), exception.when)
            yield from _optional(("ask_if",), entry.ask_if)
        case FindingRule():
            yield from _optional(("applies_if",), entry.applies_if)
            yield Placed(("when",), entry.when)
            for rank, one in enumerate(entry.raises):
                yield Placed(("raise", rank, "when"), one.when)
            yield from _names(entry)
        case BenefitRule():
            yield from _optional(("applies_if",), entry.applies_if)
            yield Placed(("realised_if",), entry.realised_if)
            yield from _optional(("potential_if",), entry.potential_if)
            yield from _names(entry)
        case NoteRule():
            yield Placed(("when",), entry.when)
        case DecisionRow():
            yield from _optional(("when",), entry.when)


def _names(rule: Rule) -> Iterator[Placed]:
    if rule.names is not None:
        yield Placed(("names", "where"), rule.names.where)


def _optional(keys: Keys, condition: Condition | None) -> Iterator[Placed]:
    if condition is not None:
        yield Placed(keys, condition)


@lru_cache(maxsize=4)
def uses_of(catalogue: Catalogue) -> Uses:
    """Give who uses what in a catalogue; catalogues are compared by identity."""
    return Uses(
        operands=_gathered(_operands(catalogue)),
        parameters=_gathered(_parameters(catalogue)),
        sources=_gathered(_sources(catalogue)),
    )


Pair = tuple[str, User]


def _gathered(pairs: Iterable[Pair]) -> Mapping[str, tuple[User, ...]]:
    found: dict[str, dict[User, None]] = defaultdict(dict)
    for used, user in pairs:
        found[used][user] = None
    return {used: tuple(users) for used, users in found.items()}


def _entries(
    catalogue: Catalogue,
) -> Iterator[tuple[User, Entry]]:
    """Give every entry that has conditions, with how it is named as a user."""
    for section in catalogue.questionnaire.sections:
        prefix = "account." if section.per_account else ""
        for question in section.questions:
            yield User("question", f"{prefix}{question.id}"), question
    rulebook = catalogue.rulebook
    for finding in rulebook.findings.values():
        yield User("finding", finding.id), finding
    for benefit in rulebook.benefits.values():
        yield User("benefit", benefit.id), benefit
    for note in rulebook.notes.values():
        yield User("note", note.id), note
    for row in rulebook.decisions:
        yield User("decision", row.id), row


def _operands(catalogue: Catalogue) -> Iterator[Pair]:
    for user, entry in _entries(catalogue):
        named = [name for placed in conditions_of(entry) for name in operands(placed.condition)]
        for name in (*named, *_named_otherwise(entry)):
            yield name, user
    for fact in FACTS.values():
        within = () if fact.condition is None else operands(fact.condition)
        for name in dict.fromkeys((*fact.reads, *within)):
            yield name, User("fact", fact.id)


def _named_otherwise(
    entry: Entry,
) -> Iterator[str]:
    """Give what an entry reads elsewhere than in its conditions."""
    if isinstance(entry, Question):
        yield from (one for one in (entry.rows_from, entry.prefilled_by) if one)
    if isinstance(entry, BenefitRule):
        yield from ["objectives_list"] if entry.objectives else []
        yield from [entry.example_of] if entry.example_of else []
    if isinstance(entry, Rule):
        yield from (one for one in placeholders(entry.says) if one not in OWN_PLACEHOLDERS)


def _parameters(catalogue: Catalogue) -> Iterator[Pair]:
    for user, entry in _entries(catalogue):
        for placed in conditions_of(entry):
            for name in parameters(placed.condition):
                yield name, user


def _sources(catalogue: Catalogue) -> Iterator[Pair]:
    for user, entry in _entries(catalogue):
        if isinstance(entry, Question | Rule):
            for source in entry.sources:
                yield source, user
    rulebook = catalogue.rulebook
    for parameter in rulebook.parameters.values():
        yield from _cited(parameter.source, User("parameter", parameter.id))
    for network in rulebook.networks.values():
        row = rulebook.thresholds[network.thresholds]
        yield from _cited(row.source, User("network", network.id))
        if network.idle_name is not None:
            yield from _cited(network.idle_name.source, User("network", network.id))
    for election in rulebook.calendar:
        yield from _cited(election.source, User("election", election.id))
    for term in rulebook.glossary.values():
        for source in term.sources:
            yield source, User("term", term.id)


def _cited(source: str | None, user: User) -> Iterator[Pair]:
    if source is not None:
        yield source, user
