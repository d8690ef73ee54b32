"""CSV as platforms and Excel write it: any usual encoding and separator, faults with their line."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import chain

from playbook_audit.evidence.interface import Refused, Rejected
from playbook_audit.evidence.piece import CODECS, Piece
from playbook_audit.evidence.tables.columns import cells

SEPARATORS = ",;\t"
MOST_COLUMNS = 5_000
MOST_ROWS = 1_000_000
MOST_IN_A_CELL = 2_000_000
"""Characters; a caption has at most a few thousand."""
OPEN_QUOTE = (
    "un guillemet ouvert n’est jamais refermé ; le fichier est sans doute coupé, exportez-le encore"
)


@dataclass(frozen=True)
class CsvTable:
    """A header, and rows to go through once."""

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    """Each row with the line it starts on; empty rows are left out."""
    encoding: str


def read_csv(piece: Piece) -> CsvTable:
    """Open the table of a piece; raise ``Refused`` when it is none."""
    encoding = piece.encoding
    rows = _rows(_lines(piece, CODECS[encoding]))
    header = next(rows, None)
    if header is None:
        raise Refused("le fichier est vide")
    line, names = header
    if len(names) > MOST_COLUMNS:
        raise Refused(f"plus de {MOST_COLUMNS} colonnes", line)
    return CsvTable(tuple(names), rows, encoding)


def whole_rows(
    table: CsvTable, ranks: Mapping[str, Sequence[int]], rejected: list[Rejected]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows as wide as the header, by notion; note the others."""
    width = len(table.header)
    for line, row in table.rows:
        if len(row) == width:
            yield line, cells(row, ranks)
        else:
            rejected.append(Rejected(line, f"{len(row)} champs au lieu de {width}"))


def header_of(piece: Piece) -> tuple[str, ...]:
    """Give the header on the first lines of a piece; nothing when it does not look like a CSV."""
    try:
        return tuple(next(csv_rows(piece.start), (0, []))[1])
    except Refused:
        return ()


def csv_rows(text: str, separator: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Give every row, that of the header too, with a separator one tries; None: the likely one."""
    return _rows(StringIO(text, newline=""), separator)


def rows_of(piece: Piece, separator: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Give every row of a piece as it is read, that of the header too; see ``csv_rows``."""
    return _rows(_lines(piece, CODECS[piece.encoding]), separator)


def _lines(piece: Piece, codec: str) -> Iterator[str]:
    """Give the lines of a piece as they are read: a year of posts is never whole in memory."""
    with piece.opened() as stream, TextIOWrapper(stream, codec, "replace", newline="") as text:
        yield from text


def _rows(lines: Iterator[str], tried: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Give the rows with their first line; ``sep=;`` names the separator and is no row."""
    first, skipped = next(lines, ""), 0
    stated = None
    if first[:4].lower() == "sep=":
        stated, skipped = first[4:5], 1
        first = next(lines, "")
    known = stated if stated and stated in SEPARATORS else tried or _separator(first)
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(_without_nul(chain((first,), lines), skipped), delimiter=known, strict=True)
    start = 1 + skipped
    try:
        for number, row in enumerate(reader):
            if number > MOST_ROWS:
                raise Refused(f"plus de {MOST_ROWS} lignes", start)
            if any(row):
                yield start, row
            start = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise Refused(_fault(error), start) from None


def _without_nul(lines: Iterable[str], skipped: int) -> Iterator[str]:
    """Give the lines, or refuse the first that no CSV holds."""
    for rank, line in enumerate(lines, start=1 + skipped):
        if "\0" in line:
            raise Refused("un caractère NUL : ce n’est pas un CSV, ou il est abîmé", rank)
        yield line


def _separator(text: str) -> str:
    """Give the separator of the first line: the one it holds most of, outside quotes."""
    first = text.lstrip("\r\n").partition("\n")[0]
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _fault(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end of data" in said:
        return OPEN_QUOTE
    if "field larger" in said:
        return "une cellule est démesurée ; un guillemet manque sans doute"
    return "les guillemets ne se correspondent pas ; exportez le fichier encore"
