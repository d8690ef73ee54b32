"""Meta Business Suite, daily curves: « Followers en plus », « Visites », « Vues » (CSV, UTF-16).

A line ``sep=,``, the title of the curve, then a day and a figure on each row. These are gains of a
day, or traffic: neither a total of followers nor a post, so nothing is kept.
Source of the format: a public reader of these files.
"""

from itertools import islice

from playbook_audit.evidence.interface import Circumstances, Format, Reading
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import normal

FIRST_LINES = 3
NOTHING_KEPT = (
    "courbe jour par jour de Meta : ni total d’abonnés, ni publications ; rien n’est retenu"
)


def recognises(piece: Piece) -> bool:
    """Tell by the first lines: the separator, a title alone, a header that begins with a date."""
    lines = list(islice(piece.start.splitlines(), FIRST_LINES))
    if len(lines) < FIRST_LINES or not lines[0].lower().startswith("sep="):
        return False
    separator = lines[0][4:5] or ","
    _, title, header = (_cells(line, separator) for line in lines)
    return len([one for one in title if one]) == 1 and len(header) > 1 and header[0] == "date"


def read(_piece: Piece, _around: Circumstances) -> Reading:
    """Give nothing, and say why."""
    return Reading(remarks=(NOTHING_KEPT,))


def _cells(line: str, separator: str) -> list[str]:
    return [normal(one.strip().strip('"')) for one in line.split(separator)]


FORMAT = Format(
    id="meta-daily",
    title="Meta Business Suite, courbe jour par jour (CSV)",
    obtained="Meta Business Suite, Statistiques, Résultats, Exporter",
    tells=(),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
