"""Sheets of a workbook: what a spreadsheet is once read, its limits, and its cells as text.

Numbers longer than fifteen digits are written with an exponent, which no reader takes for an id:
spreadsheets round them. A formula whose result was not saved is the text ``=``.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MOST_ROWS = 200_000
MOST_COLUMNS = 300
MOST_CELLS = 2_000_000
"""In the whole workbook, empty ones left out."""
MOST_SHEETS = 200
EXACT = 10**15
"""From there on spreadsheets round whole numbers."""
LARGEST = 10**300
NO_RESULT = "="
TOO_FAR = (
    f"une cellule dépasse {MOST_ROWS} lignes ou {MOST_COLUMNS} colonnes ; "
    "gardez le tableau seul dans le classeur"
)
TOO_MANY = "trop de cellules remplies ; gardez le tableau seul, ou coupez-le en plusieurs fichiers"
DAMAGED = "le classeur est abîmé ; ouvrez-le dans un tableur et enregistrez-le encore"
ENCRYPTED = (
    "le classeur est protégé par un mot de passe ; enregistrez-en une copie sans mot de passe"
)
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")


@dataclass(frozen=True)
class Sheet:
    """The filled rows of one sheet; empty rows are left out."""

    name: str
    """Empty for a CSV."""
    rows: list[tuple[int, list[str]]]
    """Each row with its number in the file, from 1."""


def text_of(value: object) -> str:
    """Give a cell as text: ISO dates, whole numbers without a point, ``VRAI`` and ``FAUX``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def number_text(number: float) -> str:
    """Give a number as text; never one that a reader may take for thousands or for an id."""
    if abs(number) >= LARGEST or not math.isfinite(number):
        return ""
    if abs(number) >= EXACT:
        return f"{float(number):.14E}"
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text


def is_rounded(text: str) -> bool:
    """Tell whether a cell holds a number that the spreadsheet has rounded, an id for instance."""
    return re.fullmatch(r"-?\d[.,]\d+E\+?\d+", text.strip(), re.IGNORECASE) is not None


def _moment_text(at: datetime) -> str:
    """Give a moment to the second: spreadsheets count in fractions of a day."""
    near = (at + timedelta(microseconds=500_000)).replace(microsecond=0)
    return near.date().isoformat() if near.time() == time() else near.isoformat()


def filled_down(
    rows: dict[int, list[str]], merges: Sequence[tuple[int, int, int]]
) -> list[tuple[int, list[str]]]:
    """Give the filled rows in order, each merged cell (column, first, last row) repeated below."""
    for column, first, last in merges:
        shown = _at(rows.get(first), column)
        for number in range(first + 1, last + 1) if shown else ():
            row = rows.get(number)
            if row is not None and any(row) and not _at(row, column):
                rows[number] = [*row, *[""] * (column - len(row))]
                rows[number][column - 1] = shown
    return [(number, row) for number, row in sorted(rows.items()) if any(row)]


def _at(row: Sequence[str] | None, column: int) -> str:
    return row[column - 1] if row and column <= len(row) else ""
