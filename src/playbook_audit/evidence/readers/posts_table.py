"""Tables of posts that people keep or that a tool exports: CSV, XLSX, ODS, XLS; one row a post.

The columns and their usual names: ``evidence/generic/layouts.py``; the template to fill:
``evidence/templates.py``; columns with other names: ``evidence/mapping.py``.
"""

from playbook_audit.evidence.interface import Format
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.generic.finding import holds
from playbook_audit.evidence.tables.generic.reading import read_tables


def recognises(piece: Piece) -> bool:
    """Tell by a header, maybe under titles: a date, and what makes a row one post."""
    return holds(piece, "publications")


FORMAT = Format(
    id="posts-table",
    title="Tableau de publications, une par ligne (CSV, XLSX, ODS, XLS)",
    obtained="un tableau tenu par le service ou exporté d’un outil, aux colonnes du modèle",
    tells=("publications", "réactions", "commentaires", "partages"),
    recognises=recognises,
    read=read_tables,
)
