"""X, account analytics by day (CSV): recognised so as to say what it cannot prove.

A line counts the posts made on a day, without their hour or nature, and the file does not name its
account. A count is no post, and days without one would be taken for a measured silence of nobody:
neither posts nor coverage are made out of it.
Source of the format: code of public importers (evidence notes §3); headers in French are unknown.
"""

from playbook_audit.evidence.interface import Circumstances, Format, Reading
from playbook_audit.evidence.making import count
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import cell, ranks_of
from playbook_audit.evidence.tables.csv_table import header_of, read_csv

COLUMNS = {
    "date": ("Date",),
    "impressions": ("Impressions",),
    "made": ("Create Post",),
    "unfollows": ("Unfollows",),
    "link": ("Post Link", "Lien"),
}
EMPTY = "aucun jour dans ce fichier ; X le donne vide quand la période n’a pas de mesure"
NO_POST = "prenez plutôt l’export « Contenu », ou l’archive"


def recognises(piece: Piece) -> bool:
    """Tell by the header: days, what was made on them, and no link to a post."""
    found = ranks_of(header_of(piece), COLUMNS)
    counted = found["made"] or found["unfollows"]
    return bool(found["date"] and found["impressions"] and counted and not found["link"])


def read(piece: Piece, around: Circumstances) -> Reading:  # noqa: ARG001 — nothing is dated
    """Give no account and no post, and say why."""
    table = read_csv(piece)
    made = ranks_of(table.header, COLUMNS)["made"]
    counts = [count(cell(row, made)) for _, row in table.rows]
    if not counts:
        return Reading(remarks=(EMPTY,))
    posts = sum(one for one in counts if one is not None)
    said = f"{len(counts)} jours et {posts} posts comptés, sans leur heure ni leur compte"
    return Reading(remarks=(f"{said} ; {NO_POST}",))


FORMAT = Format(
    id="x-overview",
    title="X, statistiques du compte jour par jour (CSV)",
    obtained="X, Analytics, Vue d’ensemble, Exporter",
    tells=(),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
