"""What ``prefill`` says: the record found, what it would add, what it leaves to the person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playbook_audit.cli.whose import Whose
from playbook_audit.evidence.registers.comparing import Compared
from playbook_audit.evidence.registers.interface import (
    Consulted,
    Proposal,
    Record,
    Register,
    origin_of,
)
from playbook_audit.model.answer import Answers
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.report.words import number, plural
from playbook_audit.territory.spelling import plain, said

NAMES = {"org_name": "nom", "org_type": "type", "org_population": "population"}
EMPTY = "la fiche ne donne aucun réseau social ; cela ne prouve pas que vous n’en ayez aucun"
SAID_ALREADY = " - "
"""Between the kind and the name of a record: « Mairie - Valmont »."""


# ---------------------------------------------------------------- identity


class Conflict(NamedTuple):
    """An answer that is not what a register says; the answer stays."""

    question: str
    answered: str
    said: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of the collectivité itself."""

    new: tuple[Proposal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def identity(meant: Whose, register: Register, consulted: Consulted, answers: Answers) -> Identity:
    """Give the answers on identity that are missing, and those that differ."""
    known = tuple(_known(meant, register, consulted))
    conflicts = tuple(_conflicts(known, answers))
    if any(one.question in ("org_name", "org_type") for one in conflicts):
        return Identity(conflicts=conflicts)  # another collectivité: nothing of it is mixed in
    missing = tuple(one for one in known if _question(one) not in answers.answers)
    return Identity(missing, conflicts)


def _known(meant: Whose, register: Register, consulted: Consulted) -> Iterator[Proposal]:
    """Give the identity: of the national table, or of the record when it is not in there."""
    territory = meant.territory
    if territory is not None:
        population = "" if not territory.population else str(territory.population)
        yield from _proposals((territory.called, territory.type, population), territory.source)
    elif consulted.records and register.needs_a_code:
        record = consulted.records[0]
        name = record.name.rpartition(SAID_ALREADY)[2].strip()
        origin = origin_of(register, record)
        yield from _proposals((name, record.kind or "", ""), origin, consulted.edition)


def _proposals(values: Sequence[str], origin: str, edition: str = "") -> Iterator[Proposal]:
    for question, value in zip(NAMES, values, strict=True):
        if value:
            yield Proposal(f"answers.{question}", value, origin, edition)


def _conflicts(known: Sequence[Proposal], answers: Answers) -> Iterator[Conflict]:
    for one in known:
        answer = answers.answers.get(_question(one))
        value = None if answer is None else answer.value
        shown = f"{value:.0f}" if isinstance(value, float) else value
        if isinstance(shown, str) and _bare(shown) != _bare(one.value):
            yield Conflict(_question(one), shown, one.value)


def _bare(text: str) -> str:
    """Give a name without « Ville de », accents and dashes."""
    return said(plain(text)).name


def _question(proposal: Proposal) -> str:
    return proposal.path.removeprefix("answers.")


# ---------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True)
class Page:
    """Everything one register gave for one file."""

    register: Register
    consulted: Consulted
    identity: Identity
    accounts: Compared
    catalogue: Catalogue
    file: str

    @property
    def new(self) -> tuple[Proposal, ...]:
        """Give what can be added."""
        return (*self.identity.new, *self.accounts.new)

    def text(self) -> str:
        """Give the page."""
        parts = (
            tuple(self._head()),
            tuple(self._added()),
            tuple(self._doubtful()),
            tuple(self._there()),
            tuple(self._conflicting()),
            tuple(self._remarks()),
        )
        return "\n\n".join("\n".join(part) for part in parts if part)

    def _head(self) -> Iterator[str]:
        for record in self.consulted.records:
            yield from filter(None, (record.name,))
            yield from (f"Site : {one}" for one in record.sites)
        if self.consulted.edition:
            yield f"Source : {self.consulted.edition}"

    def _added(self) -> Iterator[str]:
        """Give what can be added, under each origin."""
        if not self.new:
            yield "Rien à ajouter."
        for origin in dict.fromkeys(one.origin for one in self.new):
            yield f"À ajouter ({origin}) :"
            yield from (f"  - {self._line(one)}" for one in self.new if one.origin == origin)

    def _line(self, one: Proposal) -> str:
        if one.account is not None:
            return f"{self.catalogue.rulebook.networks[one.account.platform].title} : {one.value}"
        name = _question(one)
        return f"{NAMES[name]} : {self._label(name, one.value)}"

    def _doubtful(self) -> Iterator[str]:
        if self.accounts.doubtful:
            yield "À vérifier, rien ne dit si ce sont les mêmes comptes :"
        for value, key in self.accounts.doubtful.items():
            yield f"  - {value} : peut-être « {key} » ; écrivez-y son adresse, puis recommencez"

    def _there(self) -> Iterator[str]:
        if self.accounts.there:
            yield f"Déjà dans {self.file} :"
        for value, key in self.accounts.there.items():
            yield f"  - {value} (« {key} »)"

    def _conflicting(self) -> Iterator[str]:
        if self.identity.conflicts:
            yield "Différent de vos réponses, qui ne sont pas changées :"
        for one in self.identity.conflicts:
            said = self._label(one.question, one.said)
            answered = self._label(one.question, one.answered)
            yield f"  - {NAMES[one.question]} : « {answered} » chez vous, « {said} » ici"

    def _remarks(self) -> Iterator[str]:
        for record in self.consulted.records:
            yield from _left_out(record)
            if record.lists_nothing and self.register.needs_a_code:
                yield f"À savoir : {EMPTY}."
        yield from (f"À savoir : {one}." for one in self.consulted.remarks)

    def _label(self, question: str, value: str) -> str:
        if question == "org_population":
            return number(float(value))
        choices = self.catalogue.questionnaire.audit_questions[question].offered
        return next((one.label for one in choices if one.id == value), value)


def _left_out(record: Record) -> Iterator[str]:
    for one in record.unclear:
        yield f"À savoir : « {one} » n’est l’adresse d’aucun réseau connu ; ajoutez-la à la main."
    if record.personal:
        those = plural(record.personal, "profil de personne", "profils de personnes")
        yield f"À savoir : {those} sur LinkedIn, laissé de côté."


# ---------------------------------------------------------------- choosing


def candidate_lines(candidates: Sequence[Record], register: Register) -> Mapping[str, str]:
    """Give each record that may be meant, in one line, by what asks for it."""
    return {
        record.id or str(rank): f"{record.name}, {record.dated or register.title}"
        for rank, record in enumerate(candidates, start=1)
    }


def question(page: Page) -> str:
    """Give the one question that is asked."""
    accounts, facts = len(page.accounts.new), page.identity.new
    if not accounts:
        return "Ajouter cette identité ?"
    those = "ce compte" if accounts == 1 else f"ces {accounts} comptes"
    return f"Ajouter {those} et l’identité ?" if facts else f"Ajouter {those} ?"


def done(page: Page) -> str:
    """Give what was written."""
    accounts, facts = len(page.accounts.new), len(page.identity.new)
    those = [plural(accounts, "compte")] if accounts else []
    those += [plural(facts, "réponse")] if facts else []
    one = accounts + facts == 1
    added = "ajouté" if one and accounts else "ajoutée" if one else "ajoutés"
    agreed = added if accounts or one else "ajoutées"
    return f"{page.file} : {' et '.join(those)} {agreed}, avec l’origine en note."
