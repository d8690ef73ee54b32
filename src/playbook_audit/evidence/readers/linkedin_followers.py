"""LinkedIn, page of an organisation, « Abonnés » or « Visiteurs » export (XLS or XLSX).

One sheet of figures by day, then sheets of two columns: places, jobs, seniority, industries, sizes.
These are gains of a day, or visits: no running total, and the groups of people are not added up
(nobody could say that they make the total) nor kept.
Source of the format: public readers of these exports, November 2026.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from playbook_audit.evidence.interface import Circumstances, Format, Reading, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.tables.spreadsheet import Sheet, kind_of, sheets

DAILY_HEADERS = frozenset(
    (
        "organic followers",
        "total followers",
        "overview page views (total)",
        "total page views (total)",
    )
)
GROUPS = 4
"""Sheets of two columns, at least, when the headers are in a language we do not know."""
GROUP_WIDTH = 2
HEADER_WITHIN = 5
NOTHING_KEPT = (
    "abonnés gagnés ou visites, jour par jour : ni total d’abonnés, ni publications ; "
    "rien n’est retenu"
)


def recognises(piece: Piece) -> bool:
    """Tell by the sheets: figures by day, then groups of people."""
    if kind_of(piece) is None:
        return False
    try:
        every = sheets(piece)
    except Refused:
        return False
    return any(map(_is_daily, every)) or _is_shaped(every)


def read(_piece: Piece, _around: Circumstances) -> Reading:
    """Give nothing, and say why."""
    return Reading(remarks=(NOTHING_KEPT,))


def _is_daily(sheet: Sheet) -> bool:
    """Tell whether a sheet begins with a header of LinkedIn, in English."""
    for _, row in sheet.rows[:HEADER_WITHIN]:
        names = [normal(one) for one in row]
        if names[:1] == ["date"] and DAILY_HEADERS.intersection(names):
            return True
    return False


def _is_shaped(every: Sequence[Sheet]) -> bool:
    """Tell whether days follow each other on the first sheet, and the others hold two columns."""
    groups = [one for one in every[1:] if {len(row) for _, row in one.rows} == {GROUP_WIDTH}]
    return len(groups) == len(every) - 1 >= GROUPS and _follow(every[0])


def _follow(sheet: Sheet) -> bool:
    days = [_day(row[0]) for _, row in sheet.rows[1:] if row]
    return len(days) > 1 and all(a and b and b - a == timedelta(days=1) for a, b in pairwise(days))


def _day(written: str) -> date | None:
    """Give the day of a cell, months first or ISO; this only serves to see them follow."""
    month_day, _, year = written.strip().rpartition("/")
    month, _, day = month_day.partition("/")
    try:
        return date.fromisoformat(f"{year}-{month:0>2}-{day:0>2}" if month else written[:10])
    except ValueError:
        return None


FORMAT = Format(
    id="linkedin-followers",
    title="LinkedIn, abonnés ou visiteurs d’une page (XLS ou XLSX)",
    obtained="Page LinkedIn, Statistiques, Abonnés ou Visiteurs, Exporter",
    tells=(),
    recognises=recognises,
    read=read,
    members=("*.xls", "*.xlsx"),
)
