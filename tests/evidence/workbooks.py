"""Workbooks made on the spot for tests: XLSX by openpyxl or by hand, ODS by hand."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "{tables}</office:spreadsheet></office:body></office:document-content>"
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows: Iterable[Any], name: str = "Feuille", merges: Sequence[str] = ()) -> bytes:
    """Give a workbook of one sheet, as Excel would hold the values."""
    return xlsx_of({name: rows}, merges)


def xlsx_of(sheets: dict[str, Any], merges: Sequence[str] = ()) -> bytes:
    """Give a workbook of several sheets."""
    book = openpyxl.Workbook()
    for rank, (name, rows) in enumerate(sheets.items()):
        sheet = book.create_sheet(name, rank)
        for row in rows:
            sheet.append(list(row))
        for one in merges:
            sheet.merge_cells(one)
    book.remove(book.worksheets[-1])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def raw_xlsx(body: str, before: str = "", **members: str) -> bytes:
    """Give a workbook whose only sheet is written by hand."""
    sheet = f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            **members,
        }
    )


def inline(text: str) -> str:
    """Give a cell of text, as XLSX writes it in place."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def ods(tables: str, **members: str) -> bytes:
    """Give an ODS whose tables are written by hand."""
    return packed({"mimetype": ODS_TYPE, "content.xml": _ODS.format(tables=tables), **members})


def ods_table(rows: Iterable[Sequence[str]], name: str = "Feuille") -> str:
    """Give a table of text cells."""
    written = "".join(
        "<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}">{written}</table:table>'


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    """Give a cell of an ODS."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


def packed(members: dict[str, str]) -> bytes:
    """Give a ZIP of some members."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return kept.getvalue()
