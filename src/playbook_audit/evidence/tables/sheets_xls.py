"""XLS, the workbooks of Excel 97 to 2003, read with xlrd."""

from io import StringIO
from typing import TYPE_CHECKING

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.tables.sheets import (
    DAMAGED,
    ENCRYPTED,
    MOST_CELLS,
    MOST_SHEETS,
    TOO_MANY,
    Sheet,
    text_of,
)

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlsSheet


def read_xls(data: bytes) -> list[Sheet]:
    """Give the sheets of an XLS; its columns are 256 at most by nature."""
    try:
        return _sheets(data)
    except Refused:
        raise
    except MemoryError:
        raise Refused(TOO_MANY) from None
    except Exception as error:  # noqa: BLE001 — xlrd fails in any way on a damaged file
        raise Refused(ENCRYPTED if "encrypted" in str(error) else DAMAGED) from None


def _sheets(data: bytes) -> list[Sheet]:
    import xlrd

    # Its warnings would go to the standard output, which belongs to the report.
    with xlrd.open_workbook(
        file_contents=data, logfile=StringIO(), on_demand=True, ragged_rows=True
    ) as book:
        if book.nsheets > MOST_SHEETS:
            raise Refused(TOO_MANY)
        found: list[Sheet] = []
        cells = 0
        for rank in range(book.nsheets):
            sheet = book.sheet_by_index(rank)
            cells += sum(sheet.row_len(row) for row in range(sheet.nrows))
            if cells > MOST_CELLS:
                raise Refused(TOO_MANY)
            found.append(_sheet(sheet, book))
            book.unload_sheet(rank)
        return found


def _sheet(sheet: "XlsSheet", book: "Book") -> Sheet:
    rows = [
        (number + 1, [_text(cell.ctype, cell.value, book) for cell in sheet.row(number)])
        for number in range(sheet.nrows)
    ]
    return Sheet(str(sheet.name), [(number, row) for number, row in rows if any(row)])


def _text(kind: int, value: object, book: "Book") -> str:
    import xlrd

    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _date_text(value, book)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return text_of(bool(value))
    if kind == xlrd.XL_CELL_ERROR:
        return "#ERREUR"
    return text_of(value)


def _date_text(value: float, book: "Book") -> str:
    import xlrd

    try:
        if value < 1:
            hours, minutes, seconds = xlrd.xldate_as_tuple(value, book.datemode)[3:]
            return f"{hours:02}:{minutes:02}:{seconds:02}"
        return text_of(xlrd.xldate_as_datetime(value, book.datemode))
    except (xlrd.XLDateError, ValueError, OverflowError):
        return "#ERREUR"
