"""What every explanation is made of: conditions, sources, numbers and users, as blocks."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.risks import risks_without, scale_of
from playbook_audit.assessment.robustness import Robustness
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.assessment.uses import EntryKind, User, uses_of
from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.compile import Compiler
from playbook_audit.conditions.french import Clause, clause_of, in_one_line
from playbook_audit.model.assessment import Risk
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition
from playbook_audit.model.french import GRADES
from playbook_audit.model.rule import Parameter, Source, Thresholds
from playbook_audit.model.typography import french
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Fact,
    Item,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.findings import code, parameter_in_words, source_text
from playbook_audit.report.spans import ours, said, sentence_case
from playbook_audit.report.thresholds import thresholds_by_account
from playbook_audit.report.words import day, plural

USERS: dict[EntryKind, str] = {
    "question": "question",
    "finding": "constat",
    "benefit": "bénéfice",
    "note": "note",
    "decision": "décision",
    "fact": "fait",
    "parameter": "nombre",
    "network": "réseau",
    "election": "élection",
    "term": "mot",
}

NAMED_UNDER = ("question", "finding", "benefit", "note")
"""What is named under a fact; decisions are counted, facts made of it are left out."""


class Told(NamedTuple):
    """What is said of one thing: in general, then in the audit when there is one."""

    title: str
    blocks: tuple[Block, ...]
    in_case: tuple[Block, ...] = ()


class Telling:
    """One catalogue being explained, with one audit or none."""

    def __init__(self, catalogue: Catalogue, case: Case | None) -> None:
        """Keep both, with the words and the uses of the catalogue."""
        self.catalogue = catalogue
        self.questionnaire = catalogue.questionnaire
        self.rulebook = catalogue.rulebook
        self.case = case
        self.vocabulary = vocabulary_of(catalogue)
        self.uses = uses_of(catalogue)

    @cached_property
    def labels(self) -> Labels:
        """Give the names of the audit; only where there is one."""
        return Labels(self.given)

    @property
    def given(self) -> Case:
        """Give the audit; only where there is one."""
        if self.case is None:
            message = "there is no audit"
            raise ValueError(message)
        return self.case

    @cached_property
    def scope(self) -> AuditScope:
        """Give what conditions read of the audit."""
        case = self.given
        return AuditScope(programme_of(self.catalogue), case.answers, case.assessment.on)

    @cached_property
    def thresholds(self) -> dict[str, Thresholds]:
        """Give the row of day thresholds that judges each account, where only one may."""
        return thresholds_by_account(self.given)

    @cached_property
    def risks_without(self) -> dict[str, Risk]:
        """Give, by fingerprint of a finding that weighs, its risk without it."""
        findings = self.given.assessment.findings
        return dict(risks_without(findings, scale_of(self.rulebook.numbers)))

    @cached_property
    def robustness(self) -> Robustness:
        """Give the audit as it is judged with other numbers."""
        case = self.given
        return Robustness(self.catalogue, case.answers, case.assessment.on)

    @cached_property
    def compiler(self) -> Compiler:
        """Give what turns conditions into verdicts, with the numbers of the catalogue."""
        return Compiler(self.rulebook.numbers)

    def account_scope(self, key: str | None) -> AccountScope | None:
        """Give what conditions read of one account; None for the audit itself."""
        return next((one for one in self.scope.accounts or () if one.key == key), None)

    # ------------------------------------------------------------ conditions

    def condition(self, heading: str, condition: Condition) -> tuple[Block, ...]:
        """Give a condition in words under its heading."""
        clause = clause_of(condition, self.vocabulary)
        return (Subheading(ours(heading)), *_clause(clause))

    # ------------------------------------------------------------ grounds

    def numbers(self, names: Iterable[str]) -> tuple[Block, ...]:
        """Give the parameters behind something, each with its value, ground and date."""
        found = [self.rulebook.parameters[name] for name in dict.fromkeys(names)]
        items = tuple(
            Item(parameter_in_words(one, self.rulebook.sources), (ours(_reread(one)),))
            for one in found
        )
        return (Subheading(ours("Nombres employés")), Bullets(items)) if items else ()

    def silences(self, rows: Iterable[Thresholds]) -> Table:
        """Give rows of day thresholds as a table."""
        columns = (
            Column("Réseaux"),
            Column("Au ralenti au-delà de", numeric=True),
            Column("En sommeil à partir de", numeric=True),
            Column("Abandonné à partir de", numeric=True),
        )
        return Table("Jours de silence", columns, tuple(_silence(row) for row in rows))

    def sources(self, ids: Iterable[str]) -> tuple[Block, ...]:
        """Give sources with their grade and address."""
        items = tuple(Item(_graded(self.rulebook.sources[one])) for one in dict.fromkeys(ids))
        return (Subheading(ours("Sources")), Bullets(items)) if items else ()

    # ------------------------------------------------------------ who uses what

    def users(self, heading: str, users: Iterable[User]) -> tuple[Block, ...]:
        """Give who uses something; for a fact, what the fact itself serves stands under it."""
        items = tuple(Item(self.user(one), self._served(one)) for one in users)
        return (Subheading(ours(heading)), Bullets(items)) if items else ()

    def _served(self, user: User) -> tuple[Text, ...]:
        if user.kind != "fact":
            return ()
        served = self.uses.operands.get(user.id, ())
        decisions = sum(one.kind == "decision" for one in served)
        named = tuple(self.user(one) for one in served if one.kind in NAMED_UNDER)
        return (*named, *([_decisions(decisions)] if decisions else []))

    def user(self, user: User) -> Text:
        """Give an entry by its kind, its title and its id."""
        return said(
            "{kind} : {title} ({id})",
            kind=sentence_case(ours(USERS[user.kind])),
            title=self._title(user),
            id=code(user.id),
        )

    def _title(self, user: User) -> str:
        book = self.rulebook
        match user.kind:
            case "question" | "fact":
                return self.vocabulary.terms[user.id].title
            case "finding" | "benefit" | "note":
                return book.rule(user.id).title
            case "parameter":
                return book.parameters[user.id].title
            case "network":
                return book.networks[user.id].title
            case "term":
                return book.glossary[user.id].term
            case "election":
                return next(one.title for one in book.calendar if one.id == user.id)
            case "decision":
                return next(one.title for one in book.decisions if one.id == user.id)

    def read(self, heading: str, names: Iterable[str]) -> tuple[Block, ...]:
        """Give the questions and facts something reads."""
        users = [User("fact" if name in FACTS else "question", name) for name in names]
        items = tuple(Item(self.user(one)) for one in users)
        return (Subheading(ours(heading)), Bullets(items)) if items else ()


def _reread(parameter: Parameter) -> str:
    return f"en vigueur depuis le {dated(parameter.since)}, relu le {dated(parameter.checked_on)}"


def capital(text: str) -> str:
    """Give a text of ours with a capital."""
    return text[0].upper() + text[1:]


def dated(text: str) -> str:
    """Give a day in words."""
    return day(date.fromisoformat(text))


def _decisions(count: int) -> Text:
    return ours(f"{plural(count, 'ligne')} du tableau des décisions")


_OPENINGS = {"et": "Tout ceci à la fois :", "ou": "L’un au moins de ces cas :"}


def _clause(clause: Clause) -> tuple[Block, ...]:
    """Give a clause as a paragraph when it is short, as a list otherwise."""
    if len(clause.parts) <= 1:
        return (Paragraph(sentence_case(ours(f"{in_one_line(clause)}."))),)
    opening = f"{clause.head.removesuffix(' :')} :" if clause.head else _OPENINGS[clause.joined]
    items = tuple(_item(part) for part in clause.parts)
    return Paragraph(sentence_case(ours(opening))), Bullets(items)


def _item(clause: Clause) -> Item:
    if len(clause.parts) <= 1:
        return Item(ours(in_one_line(clause)))
    opening = f"{clause.head.removesuffix(' :')} :" if clause.head else _OPENINGS[clause.joined]
    return Item(ours(opening), tuple(ours(in_one_line(part)) for part in clause.parts))


def _silence(row: Thresholds) -> tuple[Text, ...]:
    return (
        said("{title} ({id})", title=row.title, id=code(row.id)),
        ours(str(row.slow_floor)),
        ours(str(row.dormancy_ceiling)),
        ours(str(row.abandon_ceiling)),
    )


def _graded(source: Source) -> Text:
    return said(
        "{source} — {grade} ({id})",
        source=source_text(source),
        grade=GRADES[source.grade],
        id=code(source.id),
    )


def facts(*pairs: tuple[str, Text | str | None]) -> tuple[Fact, ...]:
    """Give terms with their texts, leaving out those without one."""
    return tuple(
        Fact(french(term), ours(text) if isinstance(text, str) else text)
        for term, text in pairs
        if text
    )
