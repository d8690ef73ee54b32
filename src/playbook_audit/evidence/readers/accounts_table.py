"""Inventories of accounts that people keep: CSV, XLSX, ODS, XLS; one row an account.

The columns and their usual names: ``evidence/generic/layouts.py``; the template to fill:
``evidence/templates.py``; columns with other names: ``evidence/mapping.py``.
"""

from playbook_audit.evidence.interface import Format
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.generic.finding import holds
from playbook_audit.evidence.tables.generic.reading import read_tables


def recognises(piece: Piece) -> bool:
    """Tell by a header, maybe under titles: what names an account, and what is said of it."""
    return holds(piece, "comptes")


FORMAT = Format(
    id="accounts-table",
    title="Inventaire des comptes, un par ligne (CSV, XLSX, ODS, XLS)",
    obtained="l’inventaire tenu par le service, aux colonnes du modèle",
    tells=("abonnés", "date d’ouverture"),
    recognises=recognises,
    read=read_tables,
)
