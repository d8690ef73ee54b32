"""Where the table is: the header under title rows, on each sheet, with any usual separator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from playbook_audit.evidence.interface import Columns, Mappings, Refused
from playbook_audit.evidence.piece import HEAD, Piece, decoded
from playbook_audit.evidence.tables.columns import ranks_of
from playbook_audit.evidence.tables.csv_table import SEPARATORS, csv_rows, rows_of
from playbook_audit.evidence.tables.generic.layouts import (
    LAYOUTS,
    OF_ACCOUNTS,
    LayoutName,
    Ranks,
    are_accounts,
    are_posts,
)
from playbook_audit.evidence.tables.mapping import CONTENT, columns_for
from playbook_audit.evidence.tables.spreadsheet import kind_of, sheets

HEADER_WITHIN = 30
"""Rows; titles and explanations above a header take fewer."""
MOST_COLUMNS = 5_000
WAYS = (None, *SEPARATORS)
"""How a CSV may be parted: as its first line tells, then each way."""
Row = tuple[int, list[str]]


class Grid(NamedTuple):
    """Rows before anybody knows which is the header."""

    sheet: str
    """Empty for a CSV."""
    rows: Iterator[Row]
    encoding: str | None = None
    """None for a workbook."""


@dataclass(frozen=True)
class Table:
    """A table whose columns are understood."""

    layout: LayoutName
    sheet: str
    header: tuple[str, ...]
    ranks: Ranks
    rows: Iterator[Row]
    """Those under the header, to go through once."""
    encoding: str | None
    columns: Columns
    """What the person said of this table; empty when nothing."""

    def cell(self, row: Sequence[str], notion: str) -> str:
        """Give what a row says of a notion: its first filled column; empty when none."""
        for rank in self.ranks.get(notion, ()):
            if rank < len(row) and (text := row[rank].strip()):
                return text
        return ""

    def title(self, notion: str) -> str:
        """Give our name of a column, to be said to the person."""
        return LAYOUTS[self.layout][notion][0].replace("_", " ")


def tables(piece: Piece, mappings: Mappings | None) -> tuple[list[Table], list[str]]:
    """Give the tables understood in a piece, and the sheets where there is none."""
    if kind_of(piece) is None:
        found = _csv_table(piece, mappings)
        return ([] if found is None else [found]), []
    understood, others = [], []
    for sheet in sheets(piece):
        table = _table(Grid(sheet.name, iter(sheet.rows)), mappings)
        if table is not None:
            understood.append(table)
        elif sheet.rows:
            others.append(sheet.name)
    return understood, others


def holds(piece: Piece, layout: LayoutName) -> bool:
    """Tell whether a table of this layout begins in a piece; never raises."""
    return any(found[0] == layout for row in _first_rows(piece) if (found := _known(row)))


def top_rows(piece: Piece) -> list[list[str]]:
    """Give the first rows of a piece as they stand, in the sheets of a workbook or in a CSV."""
    if kind_of(piece) is None:
        return _readable(csv_rows(_start(piece)))
    try:
        return [row for one in sheets(piece) for _, row in one.rows[:HEADER_WITHIN]]
    except Refused:
        return []


def _first_rows(piece: Piece) -> Iterator[list[str]]:
    """Give the first rows; those of a CSV once for each way to part them."""
    if kind_of(piece) is not None:
        yield from top_rows(piece)
    elif not piece.is_xml and not piece.is_json:
        start = _start(piece)
        for separator in WAYS:
            yield from _readable(csv_rows(start, separator))


def _readable(rows: Iterator[Row]) -> list[list[str]]:
    """Give the first rows, down to what cannot be read: the start of a file ends anywhere."""
    found: list[list[str]] = []
    try:
        found.extend(row for _, row in islice(rows, HEADER_WITHIN))
    except Refused:
        return found
    return found


def _start(piece: Piece) -> str:
    """Give the first whole lines as text: a letter cut in two would change the encoding found."""
    head = piece.head
    if len(head) >= HEAD and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    return decoded(head)[0]


def _csv_table(piece: Piece, mappings: Mappings | None) -> Table | None:
    """Give the table of a CSV: a title above it tells nothing of what parts its columns."""
    faults: list[Refused] = []
    for separator in WAYS:
        try:
            found = _table(Grid("", rows_of(piece, separator), piece.encoding), mappings)
        except Refused as refused:
            faults.append(refused)
            continue
        if found is not None:
            return found
    if faults:
        raise faults[0]
    return None


def _table(grid: Grid, mappings: Mappings | None) -> Table | None:
    """Give the table under the first row that is a header, said to be or known to be."""
    for _, row in islice(grid.rows, HEADER_WITHIN):
        if len(row) > MOST_COLUMNS:
            raise Refused(f"plus de {MOST_COLUMNS} colonnes")
        said = columns_for(row, mappings or {})
        found = _said(row, said) if said else _known(row)
        if found is not None:
            layout, ranks = found
            return Table(
                layout, grid.sheet, tuple(row), ranks, grid.rows, grid.encoding, said or {}
            )
    return None


def _said(row: Sequence[str], columns: Columns) -> tuple[LayoutName, Ranks]:
    """Give the columns as the person said they are."""
    layout: LayoutName = "comptes" if columns.get(CONTENT) == "comptes" else "publications"
    names = {
        notion: (columns[known[0]],) if known[0] in columns else ()
        for notion, known in LAYOUTS[layout].items()
    }
    return layout, ranks_of(row, names)


def _known(row: Sequence[str]) -> tuple[LayoutName, Ranks] | None:
    """Give the columns by their usual names; an inventory may have a date and an address too."""
    if len(row) > MOST_COLUMNS:
        return None
    accounts, posts = ranks_of(row, LAYOUTS["comptes"]), ranks_of(row, LAYOUTS["publications"])
    inventory = any(accounts[one] for one in OF_ACCOUNTS)
    if are_posts(posts) and not inventory:
        return "publications", posts
    return ("comptes", accounts) if are_accounts(accounts) else None
