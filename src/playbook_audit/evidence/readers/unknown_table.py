"""Any other table: read as ``colonnes.toml`` says, otherwise refused with its headers and advice.

The format of last resort: it also takes workbooks that cannot be read, to say what to do with them.
"""

from playbook_audit.evidence.interface import Circumstances, Format, Reading, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.generic.finding import top_rows
from playbook_audit.evidence.tables.generic.reading import read_tables
from playbook_audit.evidence.tables.spreadsheet import kind_of

WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".ods")
CSV_NAMES = (".csv", ".tsv")
LONGEST_HEADER = 100
ENOUGH_ROWS = 3
NOT_A_WORKBOOK = (
    "ce n’est pas un classeur malgré son nom ; "
    "ouvrez-le dans un tableur et enregistrez-le en .xlsx ou en CSV"
)


def recognises(piece: Piece) -> bool:
    """Tell a workbook, what claims to be one, or rows of the same width."""
    if kind_of(piece) is not None or _claims_workbook(piece):
        return True
    return not (piece.is_xml or piece.is_json) and _has_columns(piece)


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give what the person said the columns are; refuse the table when they said nothing."""
    if kind_of(piece) is None and _claims_workbook(piece):
        raise Refused(NOT_A_WORKBOOK)
    return read_tables(piece, around)


def _claims_workbook(piece: Piece) -> bool:
    return piece.base.lower().endswith(WORKBOOK_NAMES)


def _has_columns(piece: Piece) -> bool:
    """Tell rows from prose, which has commas too."""
    rows = top_rows(piece)
    if not rows or any("\0" in one for row in rows for one in row):
        return False
    width = max(len(row) for row in rows)
    alike = [row for row in rows if len(row) == width]
    short = all(len(one) <= LONGEST_HEADER for one in alike[0])
    enough = len(alike) >= ENOUGH_ROWS or piece.base.lower().endswith(CSV_NAMES)
    return width > 1 and short and enough


FORMAT = Format(
    id="unknown-table",
    title="Autre tableau, aux colonnes décrites dans colonnes.toml",
    obtained="un outil de publication ou de statistiques ; décrivez ses colonnes une fois",
    tells=("publications", "abonnés"),
    recognises=recognises,
    read=read,
)
