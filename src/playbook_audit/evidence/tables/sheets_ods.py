"""ODS, the workbooks of LibreOffice: a reader of ``content.xml``, in a stream.

A cell or a row may say that it is repeated a million times: repeats are counted before they are
written out. Comments, drawings and tracked changes are left alone.
"""

from dataclasses import dataclass, field

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.tables.sheets import (
    ENCRYPTED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    NO_RESULT,
    TOO_FAR,
    TOO_MANY,
    Sheet,
    filled_down,
    number_text,
)
from playbook_audit.evidence.tables.zipped_xml import Package

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MOST_REPEATS = 20_000_000
MOST_SPACES = 1_000
LONGEST_NUMBER = 8
MOST_MERGES = 20_000
CELLS = frozenset(("table-cell", "covered-table-cell"))
NOT_READ = frozenset(("annotation", "tracked-changes", "shapes", "frame", "forms", "dde-links"))
"""Nobody's comment is read, nor cells that were deleted."""
INLINE = {"tab": "\t", "line-break": "\n"}


def read_ods(data: bytes) -> list[Sheet]:
    """Give the sheets of an ODS."""
    package = Package(data)
    if MANIFEST in package.members:
        package.walk(MANIFEST, _refuse_encrypted, lambda _: None)
    content = _Content()
    package.walk(CONTENT, content.start, content.end, content.text)
    return content.sheets


def _refuse_encrypted(name: str, _: dict[str, str]) -> None:
    if name == "encryption-data":
        raise Refused(ENCRYPTED)


@dataclass
class _Cell:
    """The cell being read."""

    attributes: dict[str, str]
    said: list[str] = field(default_factory=list)
    paragraphs: int = 0

    def text(self) -> str:
        """Give its value when it has a type, otherwise what it shows."""
        kind = self.attributes.get("value-type", "")
        if kind in ("float", "percentage", "currency"):
            return _number(self.attributes.get("value", "")) or self.shown
        if kind == "date":
            return _iso(self.attributes.get("date-value", "")) or self.shown
        if kind == "boolean":
            return "VRAI" if self.attributes.get("boolean-value") == "true" else "FAUX"
        if not kind and not self.shown and self.attributes.get("formula"):
            return NO_RESULT
        return self.shown or self.attributes.get("string-value", "")

    @property
    def shown(self) -> str:
        """Give what a person sees."""
        return "".join(self.said).strip("\n")


@dataclass
class _Content:
    """The sheets, as ``content.xml`` goes by."""

    sheets: list[Sheet] = field(default_factory=list)
    table: str | None = None
    rows: dict[int, list[str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    number: int = 0
    """The last row read, repeats included."""
    repeats: int = 1
    row: list[str] | None = None
    column: int = 0
    cell: _Cell | None = None
    skipped: int = 0
    """How deep one is inside what is not read."""
    in_paragraph: int = 0
    cells: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Meet the start of an element."""
        if self.skipped or name in NOT_READ:
            self.skipped += 1
        elif name == "table":
            self._begin_table(attributes.get("name", ""))
        elif name == "table-row" and self.table is not None:
            self.row, self.column = [], 0
            self.repeats = _repeats(attributes.get("number-rows-repeated"))
        elif name in CELLS and self.row is not None:
            self.cell = _Cell(attributes if name == "table-cell" else _covered(attributes))
        elif self.cell is not None:
            self._inline(name, attributes)

    def end(self, name: str) -> None:
        """Meet the end of an element."""
        if self.skipped:
            self.skipped -= 1
        elif name == "table":
            self._end_table()
        elif name == "table-row" and self.row is not None:
            self._end_row(self.row)
            self.row = None
        elif name in CELLS and self.cell is not None and self.row is not None:
            self._end_cell(self.cell, self.row, covered=name != "table-cell")
            self.cell = None
        elif name == "p" and self.in_paragraph:
            self.in_paragraph -= 1

    def text(self, data: str) -> None:
        """Meet characters."""
        if self.cell is not None and self.in_paragraph and not self.skipped:
            self.cell.said.append(data)

    def _begin_table(self, name: str) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Refused(TOO_MANY)
        self.table, self.number = name, 0
        self.rows, self.merges = {}, []

    def _end_table(self) -> None:
        if self.table is not None:
            self.sheets.append(Sheet(self.table, filled_down(self.rows, self.merges)))
        self.table = self.row = self.cell = None

    def _inline(self, name: str, attributes: dict[str, str]) -> None:
        """Meet a paragraph, or what stands for a space inside one."""
        cell = self.cell
        if cell is None:
            return
        if name == "p":
            self.in_paragraph += 1
            if cell.paragraphs:
                cell.said.append("\n")
            cell.paragraphs += 1
        elif name == "s":
            cell.said.append(" " * min(_repeats(attributes.get("c")), MOST_SPACES))
        elif name in INLINE:
            cell.said.append(INLINE[name])

    def _end_cell(self, cell: _Cell, row: list[str], *, covered: bool) -> None:
        """Add the cell as often as it is repeated; empty ones only move on."""
        text = "" if covered else cell.text()
        times = _repeats(cell.attributes.get("number-columns-repeated"))
        first, self.column = self.column, min(self.column + times, MOST_REPEATS)
        if not text:
            return
        if self.column > MOST_COLUMNS:
            raise Refused(TOO_FAR, self.number + 1)
        row.extend([""] * (first - len(row)))
        row.extend([text] * times)
        span = _repeats(cell.attributes.get("number-rows-spanned"))
        if span > 1:
            self._merge(first + 1, span)

    def _merge(self, column: int, span: int) -> None:
        first = self.number + 1
        self.merges.append((column, first, min(first + span - 1, MOST_ROWS)))
        if len(self.merges) > MOST_MERGES:
            raise Refused(TOO_MANY)

    def _end_row(self, row: list[str]) -> None:
        """Add the row as often as it is repeated; empty ones only move on."""
        first, self.number = self.number + 1, min(self.number + self.repeats, MOST_REPEATS)
        if not any(row):
            return
        if self.number > MOST_ROWS:
            raise Refused(TOO_FAR, first)
        self.cells += sum(map(bool, row)) * self.repeats
        if self.cells > MOST_CELLS:
            raise Refused(TOO_MANY)
        for number in range(first, self.number + 1):
            self.rows[number] = row


def _covered(attributes: dict[str, str]) -> dict[str, str]:
    """Keep only how often a cell hidden under a merged one is repeated."""
    kept = "number-columns-repeated"
    return {kept: attributes[kept]} if kept in attributes else {}


def _repeats(text: str | None) -> int:
    """Give a number of repeats, from 1; enormous when it is not to be believed."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        return MOST_REPEATS
    return max(int(text), 1)


def _number(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return ""
    return number_text(number)


def _iso(text: str) -> str:
    """Give an ISO date or moment to the second; midnight is a day."""
    day, _, clock = text.partition("T")
    whole = clock.partition(".")[0]
    return day if whole in ("", "00:00:00") else f"{day}T{whole}"
