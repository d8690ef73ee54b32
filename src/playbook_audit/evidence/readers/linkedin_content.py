"""LinkedIn, page of an organisation, « Contenu » export (XLS or XLSX).

A sheet of posts, its header under a note, and a sheet of figures by day, which tells the period.
The day alone is written; the number of the activity in the link holds the moment. « Posted by »
names an agent and is never looked at. Figures by day may be negative (withdrawn reactions): unused.
French names of columns are not known: twenty columns and LinkedIn links stand in for them.
Source of the format: public readers of these exports, November 2026.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at, post_on
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import cell, normal, ranks_of
from playbook_audit.evidence.tables.spreadsheet import Sheet, kind_of, sheets
from playbook_audit.evidence.times import of_linkedin, plausible
from playbook_audit.model.activity import Counts, Medium, Post

COLUMNS: Mapping[str, Sequence[str]] = {
    "title": ("Post title", "Update title"),
    "link": ("Post link", "Update link"),
    "type": ("Post type", "Update type"),
    "date": ("Created date",),
    "impressions": ("Impressions",),
    "views": (
        "Views",
        "Views (Excludes offsite video views)",
        "Views (Excluding offsite video views)",
    ),
    "clicks": ("Clicks",),
    "reactions": ("Likes", "Reactions"),
    "comments": ("Comments",),
    "shares": ("Reposts", "Shares"),
    "medium": ("Content Type",),
}
PLACES: Mapping[str, Sequence[int]] = {
    "title": (0,),
    "link": (1,),
    "type": (2,),
    "date": (5,),
    "impressions": (9,),
    "views": (10,),
    "clicks": (12,),
    "reactions": (14,),
    "comments": (15,),
    "shares": (16,),
    "medium": (19,),
}
"""Where the columns stand in English, for headers in another language."""
WIDTH = 20
HEADER_WITHIN = 10
"""Rows; the header is the second one, under a note."""
MEDIA: Mapping[str, Medium] = {
    "image": "image",
    "multi-image": "carousel",
    "multi image": "carousel",
    "carousel": "carousel",
    "video": "video",
    "article": "link",
    "link": "link",
    "document": "document",
    "poll": "poll",
    "event": "event",
    "text": "text",
}
PAID: Mapping[str, bool] = {"sponsored": True, "organic": False}
ACTIVITY = re.compile(r"\bactivity[:-](\d{15,20})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SAME_DAY = timedelta(days=1)
"""The day is written in a zone LinkedIn does not name."""
LAST_MONTH = 12
Order = Literal["month", "day"]
BOTH_ORDERS = "des dates sont écrites jour/mois et d’autres mois/jour ; rien n’est sûr"
UNDECIDED = (
    "on ne peut pas savoir si 03/04 est le 4 mars ou le 3 avril ; exportez une période plus longue"
)
BY_PLACE = (
    "en-têtes dans une autre langue : colonnes lues d’après leur place ; vérifiez les nombres"
)
NO_PERIOD = (
    "la feuille jour par jour ne couvre pas toutes les publications ; sa période n’est pas retenue"
)
NO_SHARES = "LinkedIn ne dit pas quelles publications sont des partages"


def recognises(piece: Piece) -> bool:
    """Tell by a sheet that holds links of LinkedIn posts and the days they were made."""
    if kind_of(piece) is None:
        return False
    try:
        return any(_table(sheet) is not None for sheet in sheets(piece))
    except Refused:
        return False


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of the page; the file does not tell which page it is."""
    every = sheets(piece)
    tables = [_table(sheet) for sheet in every]
    table = next((one for one in tables if one), None)
    if table is None:
        raise Refused("aucune feuille de publications ; exportez encore le contenu de la page")
    others = (sheet for sheet, one in zip(every, tables, strict=True) if one is None)
    daily = [one for sheet in others for one in _first_dates(sheet)]
    notes = _Notes()
    order = _order(table, daily)
    posts = tuple(_posts(table, order, around.today, notes))
    seen = AccountSeen(
        network="linkedin",
        posts=posts,
        period=_period(daily, order, posts, notes),
        time_basis="id_derived" if any(post.at for post in posts) else "day_only",
    )
    return Reading((seen,), tuple(notes.rejected), tuple(_remarks(table, notes)))


@dataclass
class _Notes:
    """What is noted while reading."""

    rejected: list[Rejected] = field(default_factory=list)
    disagreeing: int = 0
    """Posts whose number tells another day than the file."""
    odd_period: bool = False


def _remarks(table: "_Table", notes: _Notes) -> Iterator[str]:
    if not table.is_named:
        yield BY_PLACE
    if notes.disagreeing:
        yield (
            f"dates contredites par le numéro de la publication : {notes.disagreeing} ; "
            "le jour écrit dans le fichier est gardé"
        )
    if notes.odd_period:
        yield NO_PERIOD
    yield NO_SHARES


# ---------------------------------------------------------------- the sheet of posts


class _Row(NamedTuple):
    """What is kept of a row; never who posted it."""

    line: int
    title: str
    made: datetime | None
    id: str | None
    written: str
    """The day, as it stands."""
    medium: Medium
    paid: bool | None
    counts: Counts


class _Table(NamedTuple):
    """The posts of a sheet."""

    rows: tuple[_Row, ...]
    is_named: bool
    """Whether the header was known by its words, and not by its places."""


def _table(sheet: Sheet) -> _Table | None:
    """Give the posts of a sheet; None when it holds none."""
    for rank, (_, header) in enumerate(sheet.rows[:HEADER_WITHIN]):
        ranks = ranks_of(header, COLUMNS)
        after = sheet.rows[rank + 1 :]
        if ranks["link"] and ranks["date"]:
            return _known(ranks, after, is_named=True)
        if _is_placed(header, after):
            return _known(PLACES, after, is_named=False)
    return None


def _known(
    ranks: Mapping[str, Sequence[int]], rows: Sequence[tuple[int, list[str]]], *, is_named: bool
) -> _Table | None:
    """Give the rows; None when there are some and not one link is of LinkedIn."""
    linked = any(_is_linkedin(cell(row, ranks["link"])) for _, row in rows)
    if rows and not linked:
        return None
    return _Table(tuple(_row(line, row, ranks) for line, row in rows), is_named)


def _is_placed(header: Sequence[str], after: Sequence[tuple[int, list[str]]]) -> bool:
    """Tell whether columns can be read by their places: twenty names, then links in the second."""
    names = [one for one in header if one.strip()]
    return (
        len(names) == WIDTH
        and not any(map(_is_linkedin, header))
        and bool(after)
        and all(_is_linkedin(cell(row, PLACES["link"])) for _, row in after)
    )


def _is_linkedin(link: str) -> bool:
    return "linkedin.com/" in link


def _row(line: int, row: Sequence[str], ranks: Mapping[str, Sequence[int]]) -> _Row:
    found = ACTIVITY.search(cell(row, ranks["link"]))
    return _Row(
        line=line,
        title=cell(row, ranks["title"]),
        made=None if found is None else of_linkedin(found[1]),
        id=None if found is None else found[1],
        written=cell(row, ranks["date"]),
        medium=MEDIA.get(normal(cell(row, ranks["medium"])), "unknown"),
        paid=PAID.get(normal(cell(row, ranks["type"]))),
        counts=Counts(
            **{name: _count(cell(row, ranks[name])) for name in Counts._fields if name in ranks}
        ),
    )


def _count(written: str) -> int | None:
    found = count(written)
    return None if found is None or found < 0 else found


# ---------------------------------------------------------------- days


def _order(table: _Table, daily: Sequence[str]) -> Order:
    """Decide for the whole file which of day and month is written first."""
    written = [*daily, *(row.written for row in table.rows)]
    pairs = [(int(at[1]), int(at[2])) for one in written if (at := SLASHED.fullmatch(one))]
    day_first = any(first > LAST_MONTH >= second for first, second in pairs)
    month_first = any(second > LAST_MONTH >= first for first, second in pairs)
    if day_first and month_first:
        raise Refused(BOTH_ORDERS)
    if day_first or month_first:
        return "day" if day_first else "month"
    return _order_by_numbers(table, pairs)


def _order_by_numbers(table: _Table, pairs: Sequence[tuple[int, int]]) -> Order:
    """Give the order that the numbers of the posts prove, else that of English files."""
    orders: tuple[Order, ...] = ("month", "day")
    fits: dict[Order, int] = {
        order: sum(_agree(row, _day(row.written, order)) for row in table.rows) for order in orders
    }
    if fits["month"] != fits["day"]:
        return "month" if fits["month"] > fits["day"] else "day"
    if table.is_named or all(first == second for first, second in pairs):
        return "month"
    raise Refused(UNDECIDED)


def _agree(row: _Row, day: date | None) -> bool:
    return row.made is not None and day is not None and abs(row.made.date() - day) <= SAME_DAY


def _day(written: str, order: Order) -> date | None:
    """Give the day a cell holds: by an ISO date, or slashes in the order of the file."""
    if ISO.match(written):
        return _date(written[:4], written[5:7], written[8:10])
    found = SLASHED.fullmatch(written)
    if found is None:
        return None
    month, day = (found[1], found[2]) if order == "month" else (found[2], found[1])
    return _date(found[3], month, day)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _first_dates(sheet: Sheet) -> Iterator[str]:
    """Give the days of a sheet of figures by day, as they stand."""
    written = [row[0].strip() for _, row in sheet.rows if row]
    yield from (one for one in written if SLASHED.fullmatch(one) or ISO.match(one))


def _period(
    daily: Sequence[str], order: Order, posts: Sequence[Post], notes: _Notes
) -> tuple[date, date] | None:
    """Give the first and last day with figures; a period the posts do not fit is not believed."""
    days = sorted({day for one in daily if (day := _day(one, order))})
    if not days or any(b - a > SAME_DAY for a, b in pairwise(days)):
        return None
    fits = all(days[0] - SAME_DAY <= post.day <= days[-1] + SAME_DAY for post in posts)
    notes.odd_period = not fits
    return (days[0], days[-1]) if fits else None


# ---------------------------------------------------------------- posts


def _posts(table: _Table, order: Order, today: date, notes: _Notes) -> Iterator[Post]:
    for row in table.rows:
        day = _day(row.written, order)
        made = row.made if row.made and plausible(row.made, today) else None
        if made and day and not _agree(row, day):
            notes.disagreeing += 1
            made = None
        if made is None and (day is None or not plausible(_noon(day), today)):
            notes.rejected.append(
                Rejected(row.line, "date impossible" if row.written else "aucune date")
            )
            continue
        yield _post(row, made, day)


def _post(row: _Row, made: datetime | None, day: date | None) -> Post:
    if made is not None:
        return post_at(
            made, medium=row.medium, id=row.id, text=row.title, counts=row.counts, paid=row.paid
        )
    return post_on(
        day or date.min,
        medium=row.medium,
        id=row.id,
        text=row.title,
        counts=row.counts,
        paid=row.paid,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


FORMAT = Format(
    id="linkedin-content",
    title="LinkedIn, contenu d’une page (XLS ou XLSX)",
    obtained="Page LinkedIn, Statistiques, Contenu, Exporter",
    tells=("publications", "réactions", "partages"),
    recognises=recognises,
    read=read,
    members=("*.xls", "*.xlsx"),
)
