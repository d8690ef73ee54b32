"""TikTok Studio: the list of posts (« Content.csv ») and the figures by day (« Overview.csv »).

« Post time » has no year: the number of the video in its link holds the moment. Headers follow the
language and only English ones are known: elsewhere, a column that holds nothing but links of videos
of one account tells the file, and figures are left. The figures by day hold no post.
Source of the format: public readers of these exports, November 2026.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at
from playbook_audit.evidence.piece import HEAD, Piece
from playbook_audit.evidence.tables.columns import normal, ranks_of
from playbook_audit.evidence.tables.csv_table import CsvTable, header_of, read_csv, whole_rows
from playbook_audit.evidence.times import of_tiktok, plausible
from playbook_audit.model.activity import Counts, Medium, Post

COLUMNS: Mapping[str, Sequence[str]] = {
    "title": ("Video title",),
    "link": ("Video link",),
    "time": ("Post time",),
    "reactions": ("Total likes",),
    "comments": ("Total comments",),
    "shares": ("Total shares",),
    "views": ("Total views",),
    "saves": ("Total favorites", "Total favourites"),
}
BY_DAY = frozenset(("date", "video views", "profile views"))
LINK = re.compile(
    r"https?://(?:www\.)?tiktok\.com/@([\w.]{1,50})/(video|photo)/(\d{15,20})(?:\?\S*)?"
)
MEDIA: Mapping[str, Medium] = {"video": "video", "photo": "image"}
LEAST_COLUMNS = 6
OF_TABLES = frozenset(("reseau", "network", "plateforme", "platform", "compte", "account"))
"""Headers of a table about several accounts: not for TikTok Studio."""
DAILY = "courbe jour par jour de TikTok : aucune publication ; donnez le tableau des contenus"
NO_FIGURES = "en-têtes dans une autre langue : seules les dates, tirées des adresses, sont retenues"
ONLY_CHOSEN = "ce tableau ne liste que la période choisie ; le fichier ne dit pas laquelle"
NO_POST = "aucune publication sur la période choisie ; le fichier ne dit pas pour quel compte"


def recognises(piece: Piece) -> bool:
    """Tell by English headers, or by a column of links to the videos of one account."""
    header = header_of(piece)
    return _is_named(header) or _is_by_day(header) or _link_rank(piece) is not None


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of the account, dated by the numbers in their links."""
    table = read_csv(piece)
    if _is_by_day(table.header):
        return Reading(remarks=(DAILY,))
    named = _is_named(table.header)
    rank = None if named else _link_rank(piece)
    if not named and rank is None:
        raise Refused("aucune colonne d’adresses de vidéos ; exportez le tableau des contenus")
    ranks = ranks_of(table.header, COLUMNS) if rank is None else {**_nowhere(), "link": (rank,)}
    rejected: list[Rejected] = []
    accounts = _accounts(_posts(table, ranks, around.today, rejected))
    return Reading(accounts, tuple(rejected), (*_remarks(accounts, named=named),))


def _remarks(accounts: Sequence[AccountSeen], *, named: bool) -> Iterator[str]:
    yield ONLY_CHOSEN if accounts else NO_POST
    if not named:
        yield NO_FIGURES


# ---------------------------------------------------------------- what the file is


def _is_named(header: Sequence[str]) -> bool:
    found = ranks_of(header, COLUMNS)
    return bool(found["link"] and found["time"])


def _is_by_day(header: Sequence[str]) -> bool:
    return BY_DAY.issubset(map(normal, header))


def _nowhere() -> dict[str, tuple[int, ...]]:
    return dict.fromkeys(COLUMNS, ())


def _link_rank(piece: Piece) -> int | None:
    """Give the column where the first rows all link to videos of one account; None without one."""
    header = header_of(piece)
    if len(header) < LEAST_COLUMNS or OF_TABLES.intersection(map(normal, header)):
        return None
    if "tiktok.com/@" not in piece.start:
        return None
    rows = _first_rows(piece, len(header))
    for rank in range(len(header)):
        links = [LINK.fullmatch(row[rank].strip()) for row in rows]
        if links and all(links) and len({one[1] for one in links if one}) == 1:
            return rank
    return None


def _first_rows(piece: Piece, width: int) -> list[list[str]]:
    """Give the whole rows under the header, as far as the first characters go."""
    lines = piece.start.splitlines(keepends=True)
    whole = lines if len(piece.head) < HEAD else lines[:-1]
    separator = max(",;\t", key=lines[0].count)
    try:
        found = [row for row in csv.reader(whole, delimiter=separator) if any(row)][1:]
    except csv.Error:
        return []
    return [row for row in found if len(row) == width]


# ---------------------------------------------------------------- posts


class _Dated(NamedTuple):
    """A post, and the account its link names."""

    handle: str
    post: Post


def _posts(
    table: CsvTable, ranks: Mapping[str, Sequence[int]], today: date, rejected: list[Rejected]
) -> Iterator[_Dated]:
    for line, found in whole_rows(table, ranks, rejected):
        link = LINK.fullmatch(found["link"])
        if link is None:
            rejected.append(Rejected(line, "aucune adresse de vidéo, donc aucune date sûre"))
            continue
        when = of_tiktok(link[3])
        if when is None or not plausible(when, today):
            rejected.append(Rejected(line, "date impossible"))
            continue
        counts = Counts(*(count(found.get(name)) for name in Counts._fields))
        medium = MEDIA[link[2]]
        post = post_at(when, medium=medium, id=link[3], text=found["title"], counts=counts)
        yield _Dated(link[1].lower(), post)


def _accounts(posts: Iterator[_Dated]) -> tuple[AccountSeen, ...]:
    by_handle: dict[str, dict[str | None, Post]] = defaultdict(dict)
    for one in posts:
        by_handle[one.handle][one.post.id] = one.post
    return tuple(
        AccountSeen("tiktok", handle=handle, posts=tuple(own.values()), time_basis="id_derived")
        for handle, own in by_handle.items()
    )


FORMAT = Format(
    id="tiktok-studio",
    title="TikTok Studio, tableau des contenus (CSV)",
    obtained="TikTok Studio, Données analytiques, Contenu, Télécharger les données, CSV",
    tells=("publications", "réactions", "partages"),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
