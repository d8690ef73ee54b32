"""A file of tables, whatever its layout: each table read, the others named."""

from collections.abc import Iterator, Sequence

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Reading,
    Refused,
    UnknownColumns,
)
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.generic.accounts import accounts_in
from playbook_audit.evidence.tables.generic.finding import Table, tables, top_rows
from playbook_audit.evidence.tables.generic.posts import posts_in
from playbook_audit.evidence.tables.generic.rows import Notes
from playbook_audit.evidence.tables.mapping import FILE_NAME

MOST_NAMES = 6
LONGEST_NAME = 30
MOST_FIGURES = 3
NO_TABLE = (
    "aucun tableau dans ce fichier ; "
    "il faut une ligne d’en-têtes, puis une ligne par publication ou par compte"
)


def read_tables(piece: Piece, around: Circumstances) -> Reading:
    """Give the accounts of every table understood; raise ``Refused`` when none is."""
    found, others = tables(piece, around.columns)
    if not found:
        raise unknown(piece)
    notes = Notes()
    inventories = [one for one in found if one.layout == "comptes"]
    publications = [one for one in found if one.layout == "publications"]
    accounts = accounts_in(inventories, around, notes)
    # Posts come last: of two readings of one account, the later says what days are covered.
    accounts += posts_in(publications, around, notes)
    remarks = _remarks(found, others, accounts, notes)
    return Reading(tuple(accounts), tuple(notes.rejected), tuple(remarks))


MOST_MAPPED = 200
"""Columns a person can be asked about."""


def unknown(piece: Piece) -> Refused:
    """Give the refusal of a table whose columns nobody knows: which they are, and what to do."""
    header = header_to_map(piece)
    names = [one for one in map(_shown, header) if one]
    if not names:
        return Refused(NO_TABLE)
    more = (
        "…" if len(names) > MOST_NAMES or len(names) < len([one for one in header if one]) else ""
    )
    listed = ", ".join(names[:MOST_NAMES]) + more
    reason = f"en-têtes inconnus ({listed}) ; dites dans {FILE_NAME} à quoi ils servent"
    return UnknownColumns(reason, header) if len(header) <= MOST_MAPPED else Refused(NO_TABLE)


def header_to_map(piece: Piece) -> tuple[str, ...]:
    """Give the header of a table nobody knows: the first of its fullest rows."""
    rows = top_rows(piece)
    return tuple(max(rows, key=lambda row: sum(map(bool, row)), default=()))


def _shown(name: str) -> str:
    """Give a header to be shown; nothing when it may be what the table holds rather than a name."""
    text = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    figures = sum(map(str.isdigit, text))
    strange = len(text) > LONGEST_NAME or figures > MOST_FIGURES or "@" in text or "/" in text
    return "" if strange else text


def _remarks(
    found: Sequence[Table], others: Sequence[str], accounts: Sequence[AccountSeen], notes: Notes
) -> Iterator[str]:
    if any(one.encoding == "Windows-1252" for one in found):
        yield "fichier enregistré par un tableur, lu en Windows-1252"
    if not accounts and not notes.rejected:
        yield "aucune ligne sous les en-têtes"
    if accounts and not all(one.is_named for one in accounts):
        yield "le tableau ne dit pas de quel compte il parle"
    if others:
        names = ", ".join(f"« {one} »" for one in others[:MOST_NAMES] if _shown(one))
        yield f"feuilles sans tableau reconnu, laissées de côté : {names or len(others)}"
    yield from notes.remarks()
