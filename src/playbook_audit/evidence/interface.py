"""What a reader of evidence is, what it is given, and what it gives back.

A reader is one file of ``readers/`` that ends with a ``FORMAT``. It opens nothing by itself: it is
handed a piece (a file, or a member of an archive) and gives the accounts seen in it, the rows it
left out and why. It keeps no text, and no word on anybody but the account.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from playbook_audit.evidence.piece import Piece
from playbook_audit.model.activity import CoverageKind, Headcount, Post, TimeBasis


class Refused(Exception):
    """A piece that cannot be read: where, and what to do; never a word of its content."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Keep the reason, a French sentence without capital, and the line if there is one."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


class UnknownColumns(Refused):
    """A table whose headers nobody knows."""

    def __init__(self, reason: str, header: Sequence[str]) -> None:
        """Keep the header, for the person to say what its columns are."""
        super().__init__(reason)
        self.header = header


class Rejected(NamedTuple):
    """A row that was left out."""

    line: int | None
    """The line of the file, or the rank of the item in a JSON list; from 1."""
    reason: str
    """In French, without its content."""


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """What a piece says of one account."""

    network: str
    """The network, as in scoring/networks.yaml: facebook, instagram, x, youtube, linkedin…"""
    native_id: str | None = None
    handle: str | None = None
    """The name in addresses, without ``@`` and in lower case: ``villevalmont``."""
    name: str | None = None
    """The name shown on the account."""
    posts: tuple[Post, ...] = ()
    """In any order; the same post may come twice."""
    reach: CoverageKind = "window"
    period: tuple[date, date] | None = None
    """First and last day the piece says it covers; None when it does not say."""
    taken_on: date | None = None
    """The day the piece was made, or the latest day it is seen to know of."""
    time_basis: TimeBasis = "utc"
    opened_on: date | None = None
    followers: Headcount | None = None

    @property
    def is_named(self) -> bool:
        """Tell whether the piece says which account this is."""
        return bool(self.native_id or self.handle or self.name)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader got out of a piece."""

    accounts: tuple[AccountSeen, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()
    """What the person should know of this file, in French sentences."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reader may need beside the piece."""

    today: date
    """Nothing can have been posted after the next day."""
    columns: "Mappings | None" = None
    """How the person said the columns of their tables are named; None: they said nothing."""


Columns: TypeAlias = Mapping[str, str]
"""Our name of a column → its header in the file, with what else was said of the table."""
Mappings: TypeAlias = Mapping[str, Columns]
"""The mark of a header → what was said of the tables that have it."""
Recognise: TypeAlias = Callable[[Piece], bool]
Read: TypeAlias = Callable[[Piece, Circumstances], Reading]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of evidence."""

    id: str
    title: str
    """In French, as a person would name the file."""
    obtained: str
    """Where to get it, one French sentence."""
    tells: tuple[str, ...]
    """What can be measured with it: posts, followers, reactions, replies, opening."""
    recognises: Recognise
    """Tell by the content whether the piece is of this format; cheap, and never raises."""
    read: Read
    """Give what the piece holds; raise ``Refused`` when nothing can be kept."""
    members: tuple[str, ...] = ()
    """Names this format may have inside an archive, as patterns: ``data/tweets*.js``. Nothing
    else of an archive is ever opened. ``*`` stays within a folder, any folders may come before."""
    beside: tuple[str, ...] = ()
    """Names of what is only opened when a reader asks for it beside its piece: ``account.js``."""
