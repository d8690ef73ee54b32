"""X, analytics of posts (CSV): one line a post, with its day only.

The number of a post, in its link or its own column, gives the exact moment; a spreadsheet mangles
the column more often than the link, which is believed first. Nothing tells answers and reposts from
other posts but the way their text begins. Impressions are there, as the archive has none.
Source of the format: code of public importers (evidence notes §3); headers in French are known in
part, that of the number is not, and no French day was seen.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at, post_on
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import ranks_of
from playbook_audit.evidence.tables.csv_table import CsvTable, header_of, read_csv, whole_rows
from playbook_audit.evidence.times import of_x, paris_day, plausible
from playbook_audit.model.activity import NO_COUNTS, Counts, Post, PostKind

COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("Post id",),
    "date": ("Date",),
    "text": ("Post text", "Texte du post"),
    "link": ("Post Link", "Lien"),
    "impressions": ("Impressions",),
    "reactions": ("Likes", "J’aime"),
    "comments": ("Replies", "Réponses"),
    "shares": ("Reposts",),
    "saves": ("Bookmarks",),
    "clicks": ("URL Clicks",),
}
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: rank for rank, name in enumerate(NAMES, 1)}
WRITTEN = re.compile(r"(?:\w{3}, )?(\w{3}) (\d{1,2}), (\d{4})", re.ASCII)
LINK = re.compile(r"(?:twitter|x)\.com/(\w{1,50})/status/([0-9]{1,20})", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,20}")
PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")
SHORTEST_HANDLE = 4
"""Shorter ones, as ``/i/status/…``, stand for whoever posted."""
DAY = timedelta(days=1)
NO_DATE = "ni numéro ni date lisible"
IMPOSSIBLE = "date impossible"
NOTHING = "aucun post dans ce fichier, qui ne dit pas pour quel compte"
NOBODY = "les liens ne disent pas de quel compte il s’agit"
NO_PERIOD = "le nom du fichier ne dit pas sa période ; gardez celui que X a donné"
OTHER_PERIOD = "des posts sont hors de la période du nom du fichier, qui n’est pas retenue"
BY_TEXT = "réponses et reposts ne se reconnaissent ici qu’au début de leur texte"
RESAVED = "fichier réenregistré par un tableur, lu en Windows-1252"


def recognises(piece: Piece) -> bool:
    """Tell by the header: a text, a link and a day for each post."""
    found = ranks_of(header_of(piece), COLUMNS)
    return all(found[one] for one in ("text", "link", "date", "impressions"))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts, at the moment their number holds."""
    table = read_csv(piece)
    posts = _Posts(around.today)
    for line, found in whole_rows(table, ranks_of(table.header, COLUMNS), posts.rejected):
        posts.add(line, found)
    if not posts.posts:
        return Reading((), tuple(posts.rejected), (NOTHING,))
    period = _period(piece.name)
    seen = AccountSeen(
        network="x",
        handle=posts.handle,
        posts=tuple(posts.posts),
        period=period if period and posts.fit(period) else None,
        time_basis="id_derived" if any(post.at for post in posts.posts) else "day_only",
    )
    return Reading((seen,), tuple(posts.rejected), tuple(_remarks(table, seen, period, posts)))


def _remarks(
    table: CsvTable, seen: AccountSeen, period: tuple[date, date] | None, posts: "_Posts"
) -> Iterator[str]:
    if table.encoding == "Windows-1252":
        yield RESAVED
    if seen.handle is None:
        yield NOBODY
    if seen.period is None:
        yield OTHER_PERIOD if period else NO_PERIOD
    if any(post.kind in {"reply", "share"} for post in seen.posts):
        yield BY_TEXT
    if posts.contradicted == 1:
        yield "un post a une date que son numéro contredit ; seul le jour écrit est gardé"
    elif posts.contradicted:
        yield (
            f"{posts.contradicted} posts ont une date que leur numéro contredit ; "
            "seul le jour écrit est gardé"
        )


def _period(name: str) -> tuple[date, date] | None:
    """Give the period X writes in the name of the file."""
    found = PERIOD.search(name)
    try:
        days = [] if found is None else [date.fromisoformat(one) for one in found.groups()]
    except ValueError:
        return None
    return (days[0], days[1]) if days and days[0] <= days[1] else None


# ---------------------------------------------------------------- posts


class _When(NamedTuple):
    """When a post was made."""

    day: date
    at: datetime | None


@dataclass
class _Posts:
    """The posts of the file, as they come."""

    today: date
    posts: list[Post] = field(default_factory=list)
    handles: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    contradicted: int = 0

    @property
    def handle(self) -> str | None:
        """Give the account all links name; None when they name none, or several."""
        return next(iter(self.handles)) if len(self.handles) == 1 else None

    def fit(self, period: tuple[date, date]) -> bool:
        """Tell whether every post falls in a period; X counts its days in an unknown zone."""
        first, last = period[0] - DAY, period[1] + DAY
        return all(first <= post.day <= last for post in self.posts)

    def add(self, line: int, found: Mapping[str, str]) -> None:
        """Keep what is measured of a row; note it when it has no sure date."""
        link = LINK.search(found["link"])
        number = link[2] if link else found["id"] if NUMBER.fullmatch(found["id"]) else ""
        when = self._when(_written(found["date"]), of_x(number))
        if when is None or not _is_possible(when, self.today):
            self.rejected.append(Rejected(line, NO_DATE if when is None else IMPOSSIBLE))
            return
        handle = link[1].lower() if link and len(link[1]) >= SHORTEST_HANDLE else ""
        self.handles.update([handle] if handle else [])
        self.posts.append(_post(found, when, number or None, handle))

    def _when(self, written: date | None, made: datetime | None) -> _When | None:
        """Give the moment the number holds, unless the day as written contradicts it."""
        if made is None:
            return None if written is None else _When(written, None)
        if written is not None and abs(written - paris_day(made)) > DAY:
            self.contradicted += 1
            return _When(written, None)
        return _When(paris_day(made), made.replace(microsecond=0))


def _is_possible(when: _When, today: date) -> bool:
    noon = datetime(when.day.year, when.day.month, when.day.day, 12, tzinfo=UTC)
    return plausible(when.at or noon, today)


def _written(written: str) -> date | None:
    """Give the day of ``Fri, Jun 5, 2026``; the name of the day is not believed."""
    found = WRITTEN.fullmatch(written)
    try:
        return (
            None if found is None else date(int(found[3]), MONTHS.get(found[1], 0), int(found[2]))
        )
    except ValueError:
        return None


def _post(found: Mapping[str, str], when: _When, number: str | None, handle: str) -> Post:
    """Give a post; of what is somebody else’s, repost or answer, no text is hashed."""
    kind = _kind(found["text"], handle)
    said = found["text"] if kind in {"original", "thread"} else None
    counts = NO_COUNTS if kind == "share" else _counts(found)
    if when.at is None:
        return post_on(when.day, kind=kind, id=number, text=said, counts=counts)
    return post_at(when.at, kind=kind, id=number, text=said, counts=counts)


def _kind(said: str, handle: str) -> PostKind:
    """Give the kind, by the mention a text begins with."""
    if said.startswith("RT @"):
        return "share"
    if not said.startswith("@"):
        return "original"
    first = re.split(r"\W", said[1:], maxsplit=1)[0].lower()
    return "thread" if handle and first == handle else "reply"


def _counts(found: Mapping[str, str]) -> Counts:
    return Counts(*(count(found.get(name)) for name in Counts._fields))


FORMAT = Format(
    id="x-analytics",
    title="X, statistiques des posts (CSV)",
    obtained="X, Analytics, Contenu, Exporter (abonnement payant)",
    tells=("publications", "vues", "réactions", "partages"),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
