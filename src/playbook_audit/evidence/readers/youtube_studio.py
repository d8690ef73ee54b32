"""YouTube Studio, table of videos: « Table data.csv », « Informations relatives aux tableaux.csv ».

Columns are chosen by the person: only the first four are always there. The first row is a total,
the day alone is written, in words; years are never guessed. The channel is not named. A table by
day (« Totals.csv ») holds no video.
Source of the format: a real English export, and public readers of French ones, November 2026.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Rejected,
)
from playbook_audit.evidence.making import count, post_on
from playbook_audit.evidence.piece import HEAD, Piece
from playbook_audit.evidence.tables.columns import normal, ranks_of
from playbook_audit.evidence.tables.csv_table import CsvTable, header_of, read_csv, whole_rows
from playbook_audit.evidence.times import plausible
from playbook_audit.model.activity import NO_COUNTS, Counts, Post

COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("Content", "Contenu", "Video", "Vidéo"),
    "title": ("Video title", "Titre de la vidéo"),
    "time": ("Video publish time", "Heure de publication de la vidéo"),
    "date": ("Date",),
    "views": ("Views", "Vues"),
    "impressions": ("Impressions",),
    "reactions": ("Likes", "Mentions J’aime", "J’aime"),
    "comments": ("Comments added", "Commentaires ajoutés"),
    "shares": ("Shares", "Partages"),
}
BY_DAY = frozenset(
    (
        "date",
        "views",
        "vues",
        "engaged views",
        "vues engagees",
        "vues intentionnelles",
        "watch time (hours)",
        "duree de visionnage (heures)",
        "subscribers",
        "abonnes",
        "impressions",
        "impressions click-through rate (%)",
        "taux de clics par impression (%)",
    )
)
SEEN_DAYS = 3
"""Days that follow each other, at least, to tell a table by day from a table of posts."""
MONTHS = {
    name: rank
    for rank, names in enumerate(
        (
            "jan january janv janvier",
            "feb february fev fevr fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        1,
    )
    for name in names.split()
}
MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}), (\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")
NO_YEAR = re.compile(r"\d{1,2}(?:er)? [a-z]+\.?|[a-z]+\.? \d{1,2}")
ONLY_CHOSEN = (
    "ce tableau ne liste que la période choisie, que le fichier ne dit pas, et 500 vidéos au plus"
)
NO_VIDEO = "aucune vidéo sur la période choisie ; le fichier ne dit pas pour quelle chaîne"
DAILY = "courbe jour par jour de YouTube Studio : aucune publication ; donnez le tableau des vidéos"


def recognises(piece: Piece) -> bool:
    """Tell by the header of the table of videos, or by days that follow each other."""
    return _is_table(header_of(piece)) or _is_by_day(piece)


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the videos of the channel, by day."""
    table = read_csv(piece)
    if not _is_table(table.header):
        return Reading(remarks=(DAILY,))
    rejected: list[Rejected] = []
    posts = {
        post.id or str(rank): post
        for rank, post in enumerate(_posts(table, around.today, rejected))
    }
    if not posts:
        return Reading(rejected=tuple(rejected), remarks=(NO_VIDEO,))
    seen = AccountSeen(network="youtube", posts=tuple(posts.values()), time_basis="day_only")
    return Reading((seen,), tuple(rejected), (ONLY_CHOSEN,))


def _is_table(header: Sequence[str]) -> bool:
    found = ranks_of(header, COLUMNS)
    return bool(found["id"] and found["title"] and found["time"])


def _is_by_day(piece: Piece) -> bool:
    """Tell whether figures of YouTube follow each other by day; a list of posts never does."""
    header = [normal(one) for one in header_of(piece)]
    if header[:1] != ["date"] or not {"views", "vues"}.intersection(header):
        return False
    if not BY_DAY.issuperset(header):
        return False
    lines = piece.start.splitlines()[1:]
    whole = lines if len(piece.head) < HEAD else lines[:-1]
    known = [day for line in whole if (day := _iso(line))]
    return len(known) >= SEEN_DAYS and all(b - a == timedelta(days=1) for a, b in pairwise(known))


def _iso(line: str) -> date | None:
    try:
        return date.fromisoformat(line.strip('"')[:10])
    except ValueError:
        return None


def _posts(table: CsvTable, today: date, rejected: list[Rejected]) -> Iterator[Post]:
    """Give the videos; figures that stand for one day of a video are left."""
    ranks = ranks_of(table.header, COLUMNS)
    for line, found in whole_rows(table, ranks, rejected):
        if normal(found["id"]) == "total":
            continue
        day = _day(found["time"])
        if day is None or not plausible(datetime.combine(day, time(12), UTC), today):
            rejected.append(Rejected(line, _fault(found["time"])))
            continue
        counts = NO_COUNTS if ranks["date"] else _counts(found)
        yield post_on(
            day, medium="video", id=found["id"] or None, text=found["title"], counts=counts
        )


def _counts(found: Mapping[str, str]) -> Counts:
    return Counts(*(count(found.get(name)) for name in Counts._fields))


def _day(written: str) -> date | None:
    """Give the day that words say: ``Nov 3, 2025``, ``3 nov. 2025``, or ISO."""
    plain = normal(written)
    if found := MONTH_FIRST.fullmatch(plain):
        return _date(found[3], MONTHS.get(found[1], 0), found[2])
    if found := DAY_FIRST.fullmatch(plain):
        return _date(found[3], MONTHS.get(found[2], 0), found[1])
    return _iso(plain)


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _fault(written: str) -> str:
    if not written:
        return "aucune date de publication"
    return "date sans année" if NO_YEAR.fullmatch(normal(written)) else "date impossible"


FORMAT = Format(
    id="youtube-studio",
    title="YouTube Studio, tableau des vidéos (CSV)",
    obtained="YouTube Studio, Données analytiques, Mode avancé, Exporter la vue actuelle, CSV",
    tells=("publications", "réactions"),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
