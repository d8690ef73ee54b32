"""XLSX, read with openpyxl after a first pass that finds its true size.

openpyxl makes every cell of a row at once, and every row up to the last: the first pass, in a
stream, refuses what would not fit, and notes what openpyxl does not tell (formulas without result,
merged cells).
"""

import re
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.tables.sheets import (
    DAMAGED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    NO_RESULT,
    TOO_FAR,
    TOO_MANY,
    Sheet,
    filled_down,
    text_of,
)
from playbook_audit.evidence.tables.zipped_xml import Package

WIDEST = 16_384
"""Cells of a row in Excel, empty ones included."""
MOST_ELEMENTS = 300_000
"""In a part that is neither a sheet nor the list of texts."""
MOST_TEXTS = 5_000_000
MOST_MERGES = 20_000
LONGEST_NUMBER = 9
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read_xlsx(data: bytes) -> list[Sheet]:
    """Give the sheets of an XLSX."""
    package = Package(data)
    survey = _Survey()
    for name in package.members:
        if name.endswith((".xml", ".rels")):
            part = _Part(survey)
            package.walk(name, part.start, part.end, part.text)
            survey.parts[name] = part
    try:
        return _sheets(data, survey)
    except Refused:
        raise
    except MemoryError:
        raise Refused(TOO_MANY) from None
    except Exception:  # noqa: BLE001 — openpyxl fails in any way on a damaged file
        raise Refused(DAMAGED) from None


def _sheets(data: bytes, survey: "_Survey") -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which are of no use here
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        if len(book.sheetnames) > MOST_SHEETS:
            raise Refused(TOO_MANY)
        found: list[Sheet] = []
        sheets: list[Any] = book.worksheets  # the types of openpyxl leave out those it streams
        for sheet in sheets:
            path = sheet._worksheet_path.lstrip("/")  # noqa: SLF001 — nothing public tells it
            found.append(_sheet(sheet, survey.parts[path]))
        book.close()
    return found


def _sheet(sheet: Any, part: "_Part") -> Sheet:
    """Give the rows down to the last filled one."""
    rows: dict[int, list[str]] = {}
    if part.last_row:
        cells = sheet.iter_rows(
            min_row=1, max_row=part.last_row, max_col=part.last_column, values_only=True
        )
        for number, values in enumerate(cells, 1):
            row = [text_of(value) for value in values]
            if any(row):
                rows[number] = row
    for number, column in part.without_result:
        row = rows.setdefault(number, [])
        row.extend([""] * (column - len(row)))
        row[column - 1] = NO_RESULT
    return Sheet(str(sheet.title), filled_down(rows, part.merges))


# ---------------------------------------------------------------- first pass


@dataclass
class _Survey:
    """What the first pass found in the whole workbook."""

    parts: dict[str, "_Part"] = field(default_factory=dict)
    cells: int = 0


@dataclass
class _Part:
    """What the first pass finds in one part; limits are held as it goes."""

    survey: _Survey
    root: str = ""
    elements: int = 0
    row: int = 0
    column: int = 0
    in_row: int = 0
    has_formula: bool = False
    in_value: bool = False
    is_filled: bool = False
    is_text: bool = False
    """The result of its formula is a text, which may be empty."""
    last_row: int = 0
    last_column: int = 0
    without_result: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Meet the start of an element."""
        self.root = self.root or name
        self._count()
        if name == "row":
            self.row = _whole(attributes.get("r"), self.row + 1)
            self.column = self.in_row = 0
        elif name == "c":
            self._begin_cell(attributes.get("r"))
            self.is_text = attributes.get("t") == "str"
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "t"):
            self.in_value = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Meet the end of an element."""
        self.in_value = False
        if name != "c" or not (self.is_filled or self.has_formula):
            return
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise Refused(TOO_FAR, self.row)
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        self.survey.cells += 1
        if self.survey.cells > MOST_CELLS:
            raise Refused(TOO_MANY)
        if not self.is_filled and not self.is_text:
            self.without_result.append((self.row, self.column))

    def text(self, _: str) -> None:
        """Meet characters."""
        self.is_filled = self.is_filled or self.in_value

    def _count(self) -> None:
        """Hold the number of elements: openpyxl makes a value of each."""
        self.elements += 1
        most = MOST_TEXTS if self.root == "sst" else MOST_ELEMENTS
        if self.root != "worksheet" and self.elements > most:
            raise Refused(TOO_MANY)

    def _begin_cell(self, reference: str | None) -> None:
        self.has_formula = self.is_filled = False
        self.in_row += 1
        if self.in_row > WIDEST:
            raise Refused(TOO_FAR, self.row)
        place = _REFERENCE.fullmatch(reference or "")
        self.column = _column(place[1]) if place else self.column + 1

    def _merge(self, reference: str) -> None:
        """Note a merge over several rows: what it shows goes for each of them."""
        corner, opposite = map(_REFERENCE.fullmatch, (reference.partition(":")[::2]))
        if corner is None or opposite is None:
            return
        first, last = int(corner[2]), min(int(opposite[2]), self.last_row)
        column = _column(corner[1])
        if last > first and column <= MOST_COLUMNS:
            self.merges.append((column, first, last))
        if len(self.merges) > MOST_MERGES:
            raise Refused(TOO_MANY)


def _whole(text: str | None, otherwise: int) -> int:
    fits = text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text or 0) if fits else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
