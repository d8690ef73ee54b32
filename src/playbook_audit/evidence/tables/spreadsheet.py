"""Spreadsheets: the rows of an XLSX, ODS or XLS as text, whatever program wrote them.

Told by their content, not by their name. Limits are held before any cell is made.
"""

import re
from functools import lru_cache
from typing import Literal

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.sheets import ENCRYPTED, NO_RESULT, Sheet, is_rounded

__all__ = ["NO_RESULT", "Kind", "Sheet", "is_rounded", "kind_of", "sheets"]

Kind = Literal["xlsx", "ods", "xls"]
MOST_BYTES = 50_000_000
MOST_XLS_BYTES = 20_000_000
"""The XLS reader holds all of it in memory several times."""
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XLSX_MEMBER = re.compile(rb"PK\x03\x04.{26}xl/", re.DOTALL)
"""Wherever the list of contents stands: openpyxl writes it last, Excel first."""
ODS_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
TOO_LARGE = "le classeur est trop gros ; gardez le tableau seul, ou enregistrez-le en CSV"


def kind_of(piece: Piece) -> Kind | None:
    """Tell which kind of workbook a piece is, by its first bytes; None when it is none."""
    head = piece.head
    if head.startswith(OLE):
        return "xls"
    if not head.startswith(ZIP):
        return None
    if ODS_TYPE in head[:200]:
        return "ods"
    return "xlsx" if XLSX_MEMBER.search(head) else None


def sheets(piece: Piece) -> list[Sheet]:
    """Give the sheets of a workbook; raise ``Refused``, in French, when they cannot be read."""
    outcome = _outcome(piece)
    if isinstance(outcome, Refused):
        raise Refused(outcome.reason, outcome.line)
    return outcome


@lru_cache(maxsize=1)
def _outcome(piece: Piece) -> list[Sheet] | Refused:
    """Read once what several readers ask for in turn."""
    try:
        return _read(piece)
    except Refused as refused:
        return Refused(refused.reason, refused.line)


def _read(piece: Piece) -> list[Sheet]:
    kind = kind_of(piece)
    if kind is None:
        raise Refused("ce n’est pas un classeur ; enregistrez-le en .xlsx, en .ods ou en CSV")
    data = _data(piece, MOST_XLS_BYTES if kind == "xls" else MOST_BYTES)
    if kind == "xlsx":
        from playbook_audit.evidence.tables.sheets_xlsx import read_xlsx

        return read_xlsx(data)
    if kind == "ods":
        from playbook_audit.evidence.tables.sheets_ods import read_ods

        return read_ods(data)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(ENCRYPTED)
    from playbook_audit.evidence.tables.sheets_xls import read_xls

    return read_xls(data)


def _data(piece: Piece, most: int) -> bytes:
    with piece.opened() as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise Refused(TOO_LARGE)
    return data
