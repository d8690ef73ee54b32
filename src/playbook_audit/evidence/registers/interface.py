"""What a register is, what is sought in it, and what it gives: records, never answers.

A register is one file of this folder that ends with a ``REGISTER``. It opens nothing but the piece
it is handed, keeps no person, and never chooses between records: it gives those that bear the code
sought, and those that only might be meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from playbook_audit.evidence.addresses import Address
from playbook_audit.evidence.piece import Piece
from playbook_audit.model.rule import Network

Kind = Literal["commune", "epci", "departement", "region", "other"]
"""The types of collectivité, as the questionnaire names them."""
Networks: TypeAlias = Mapping[str, Network]
MOST_CANDIDATES = 10


class Sought(NamedTuple):
    """The collectivité looked for; what is not known is None."""

    name: str | None = None
    kind: Kind | None = None
    insee: str | None = None
    """Of a commune; a département has the beginning of those of its communes."""
    siren: str | None = None
    record: str | None = None
    """The record itself, by the name its register gives it: ``mairie-49999-01``, ``Q123``."""


class Listed(NamedTuple):
    """An account as a register lists it."""

    account: Address
    value: str
    """Its address, clean enough to be kept."""


class Record(NamedTuple):
    """What a register says of one collectivité, or one of its lines."""

    id: str
    """What asks for this record and no other; empty when nothing does."""
    name: str
    dated: str | None = None
    """When it was last changed, in French: ``fiche modifiée le 09/08/2023``."""
    kind: Kind | None = None
    accounts: tuple[Listed, ...] = ()
    unclear: tuple[str, ...] = ()
    """Addresses that are of no network we know."""
    sites: tuple[str, ...] = ()
    personal: int = 0
    """Accounts of persons, which are left out."""

    @property
    def lists_nothing(self) -> bool:
        """Tell whether it names no network at all, which proves nothing."""
        return not (self.accounts or self.unclear or self.personal)


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a register gave."""

    records: tuple[Record, ...] = ()
    """Those that are surely meant."""
    candidates: tuple[Record, ...] = ()
    """Those that may be meant when none surely is; at most ``MOST_CANDIDATES``."""
    edition: str = ""
    """The licence and date of the file, as it must be cited."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A register of accounts."""

    id: str
    title: str
    """In French, as it is cited: ``annuaire local de la DILA``."""
    obtained: str
    """Where to get it, one French sentence."""
    needs_a_code: bool
    """Whether it holds several collectivités."""
    recognises: Callable[[Piece], bool]
    """Tell by the content whether a piece is this register; cheap, and never raises."""
    consult: Callable[[Piece, Sought, Networks], Consulted]
    """Give the records sought; raise ``Refused`` when the file cannot be read."""


class Proposal(NamedTuple):
    """One thing that a register would add to an audit."""

    path: str
    """``accounts`` for an account, else the answer: ``answers.org_name``."""
    value: str
    origin: str
    """The register and the date of the record."""
    edition: str = ""
    """The licence and date of the whole register."""
    account: Address | None = None

    @property
    def note(self) -> str:
        """Give what is kept beside the value: all of its origin."""
        return " ; ".join(filter(None, (self.origin, self.edition)))


def proposed(register: Register, consulted: Consulted) -> tuple[Proposal, ...]:
    """Give the accounts of the records that are surely meant, each once, with its origin."""
    found: list[Proposal] = []
    for record in consulted.records:
        origin = origin_of(register, record)
        for one in record.accounts:
            if not any(before.account and one.account.is_same(before.account) for before in found):
                found.append(
                    Proposal("accounts", one.value, origin, consulted.edition, one.account)
                )
    return tuple(found)


def origin_of(register: Register, record: Record) -> str:
    """Give where a record comes from: « annuaire local de la DILA, fiche modifiée le … »."""
    return ", ".join(filter(None, (register.title, record.dated)))
