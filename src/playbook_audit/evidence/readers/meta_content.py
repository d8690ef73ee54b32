"""Meta Business Suite, « Contenu » export: posts of Facebook pages and Instagram accounts (CSV).

Columns are found by their exact French or English names: their number varies with the countries and
ages seen. Times are Californian and months come first, in French files too: the file itself, its
period and the numbers of its posts are asked before that is believed.
Source of the format: real exports compared with the numbers of their posts, November 2026.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple, TypeAlias

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import normal, ranks_of
from playbook_audit.evidence.tables.csv_table import CsvTable, header_of, read_csv, whole_rows
from playbook_audit.evidence.times import PACIFIC, PARIS, in_zone, of_instagram, plausible
from playbook_audit.model.activity import Counts, Medium, Post, PostKind, TimeBasis

COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("Identifiant de la publication", "Post ID"),
    "owner": ("ID de la Page", "Page ID", "ID du compte", "Account ID"),
    "handle": ("Nom de profil du compte", "Account username"),
    "name": ("Nom de la page", "Page name", "Nom du compte", "Account name"),
    "title": ("Titre", "Title"),
    "description": ("Description",),
    "time": ("Heure de publication", "Publish time"),
    "time_utc": (
        "Heure de publication (UTC)",
        "Heure de publication (UTC+0)",
        "Publish time (UTC)",
        "Publish time (UTC+0)",
    ),
    "link": ("Permalien", "Permalink"),
    "is_share": ("Est un partage", "Is share"),
    "type": ("Type de publication", "Post type"),
    "date": ("Date",),
    "paid": ("Statut du contenu financé", "Funded content status"),
    "views": ("Vues", "Views"),
    "impressions": ("Impressions",),
    "reach": ("Couverture", "Reach"),
    "reactions": ("Réactions", "Reactions", "Mentions J’aime", "Likes"),
    "comments": ("Commentaires", "Comments"),
    "shares": ("Partages", "Shares"),
    "saves": ("Enregistrements", "Saves"),
    "clicks": ("Total des clics", "Total clicks"),
}
MEDIA: Mapping[str, Medium] = {
    "photos": "image",
    "photo": "image",
    "image ig": "image",
    "ig image": "image",
    "carrousel ig": "carousel",
    "ig carousel": "carousel",
    "reel ig": "short_video",
    "ig reel": "short_video",
    "reels": "short_video",
    "videos": "video",
    "video": "video",
    "liens": "link",
    "links": "link",
    "link": "link",
    "texte": "text",
    "text": "text",
    "status": "text",
    "evenements": "event",
    "events": "event",
}
INSTAGRAM_HEADERS = frozenset(("id du compte", "account id", "account username"))
STORIES = frozenset(("story ig", "ig story", "story", "stories"))
LIFE_TOTALS = frozenset(("", "global", "lifetime"))
"""What the column « Date » holds when the row counts the whole life of the post."""
NETWORKS = {"instagram.com": "instagram", "facebook.com": "facebook", "threads.net": "threads"}
NOT_HANDLES = frozenset(
    (
        "permalink.php",
        "photo.php",
        "watch",
        "reel",
        "story.php",
        "groups",
        "videos",
        "photo",
        "pages",
    )
)
Period: TypeAlias = tuple[date, date]
"""First and last day."""
Order = Literal["month first", "day first"]
ORDERS: tuple[Order, ...] = ("month first", "day first")
WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d{2})", re.ASCII)
MOST_MONTHS = 12
PERIOD = re.compile(r"([A-Z][a-z]{2}-\d{2}-\d{4})_([A-Z][a-z]{2}-\d{2}-\d{4})")
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: rank for rank, name in enumerate(NAMES, 1)}
LINK = re.compile(r"https?://([^/?#]+)/*([^/?#]*)", re.IGNORECASE)
CODE = re.compile(r"/(?:p|reel|tv)/([\w-]+)")
UPLOAD = timedelta(minutes=45)
"""How long before publication the number of a reel may be made."""
ZONES: tuple[tuple[TimeBasis, tzinfo], ...] = (
    ("pacific_converted", PACIFIC),
    ("utc", UTC),
    ("paris", PARIS),
)
ROUNDED = "un tableur a arrondi des numéros de publication ; ils sont laissés de côté"
UNSURE = (
    "des lignes sont laissées de côté ; rien n’est tenu pour sûr après la dernière publication lue"
)
UNDECIDED = (
    "on ne peut pas savoir si 03/04 est le 4 mars ou le 3 avril ; "
    "exportez une période plus longue, ou un fichier par mois entier"
)


def recognises(piece: Piece) -> bool:
    """Tell by the header: a moment, a link and a number for each post."""
    found = ranks_of(header_of(piece), COLUMNS)
    return bool((found["time"] or found["time_utc"]) and found["link"] and found["id"])


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of every account in the file, with their life totals."""
    table = read_csv(piece)
    ranks = ranks_of(table.header, COLUMNS)
    rejected: list[Rejected] = []
    rows = list(_rows(table, ranks, rejected))
    period = _period(piece.name)
    clock = _clock(rows, period, utc=bool(ranks["time_utc"]))
    groups: dict[tuple[str, str], _Group] = defaultdict(_Group)
    for row in rows:
        at = clock.moment(row.time)
        if at is None or not plausible(at, around.today):
            rejected.append(Rejected(row.line, "date impossible"))
            continue
        groups[row.account].add(row, at)
    whole = None if rejected else period  # a row left out may be the last post
    accounts = tuple(
        group.seen(key[0], whole, clock.basis, is_subject=_is_subject(key, groups))
        for key, group in groups.items()
    )
    is_silent = not rows and not rejected
    if is_silent and period is not None:
        accounts = (_silent(table, period),)
    remarks = _remarks(table, accounts, period, is_silent=is_silent)
    unsure = (UNSURE,) if rejected and period else ()
    return Reading(accounts, tuple(rejected), (*remarks, *unsure))


def _is_subject(key: tuple[str, str], groups: Mapping[tuple[str, str], "_Group"]) -> bool:
    """Tell whether the file was exported for an account: most posts of the network are its own.

    Of the others it only has what was posted together.
    """
    together = sum(len(group.posts) for (network, _), group in groups.items() if network == key[0])
    return 2 * len(groups[key].posts) > together


def _silent(table: CsvTable, period: Period) -> AccountSeen:
    """Give the unnamed account of a file without posts: its silence is known all the same."""
    instagram = any(normal(one) in INSTAGRAM_HEADERS for one in table.header)
    return AccountSeen("instagram" if instagram else "facebook", period=period)


def _remarks(
    table: CsvTable, accounts: Sequence[AccountSeen], period: Period | None, *, is_silent: bool
) -> Iterator[str]:
    if table.encoding == "Windows-1252":
        yield "fichier réenregistré par un tableur, lu en Windows-1252"
    if is_silent:
        yield "aucune publication sur la période demandée ; le fichier ne dit pas pour quel compte"
    if any(post.id is None for one in accounts for post in one.posts):
        yield ROUNDED
    if period is None:
        yield "le nom du fichier ne dit plus sa période ; gardez le nom donné par Meta"


# ---------------------------------------------------------------- rows


class _Row(NamedTuple):
    """What is kept of a row."""

    line: int
    account: tuple[str, str]
    """Its network, and what tells the account from the others."""
    owner: str
    handle: str
    name: str
    id: str
    time: str
    link: str
    medium: Medium
    is_story: bool
    is_share: bool
    text: str
    paid: bool | None
    day: str
    counts: Counts


def _rows(
    table: CsvTable, ranks: Mapping[str, Sequence[int]], rejected: list[Rejected]
) -> Iterator[_Row]:
    """Give the rows that hold a post; note the others."""
    for line, found in whole_rows(table, ranks, rejected):
        if not (found["time"] or found["time_utc"]):
            rejected.append(Rejected(line, "aucune heure de publication"))
            continue
        yield _row(line, found)


def _row(line: int, found: Mapping[str, str]) -> _Row:
    network, shown = _place(found["link"])
    owner, kind = _number(found["owner"]), normal(found["type"])
    reel = "/reel/" in found["link"]
    return _Row(
        line=line,
        account=(network, owner or found["handle"] or found["name"]),
        owner=owner,
        handle=found["handle"].lstrip("@") or shown,
        name=found["name"],
        id=_number(found["id"]),
        time=found["time_utc"] or found["time"],
        link=found["link"],
        medium="short_video" if reel else MEDIA.get(kind, "unknown"),
        is_story=kind in STORIES,
        is_share=found["is_share"] == "1",
        text=found["description"] or found["title"],
        paid=None if not found["paid"] else True,
        day=normal(found["date"]),
        counts=Counts(*(count(found.get(name)) for name in Counts._fields)),
    )


def _number(written: str) -> str:
    """Give a number that a spreadsheet did not round: rounded, many posts have the same."""
    return written if written.isascii() and written.isdigit() else ""


def _place(link: str) -> tuple[str, str]:
    """Give the network of a link, and the name of a Facebook page when its address shows one."""
    found = LINK.match(link)
    host, first = ("", "") if found is None else found.groups()
    network = next((name for tail, name in NETWORKS.items() if host.lower().endswith(tail)), None)
    shown = network in (None, "facebook") and first not in NOT_HANDLES and not first.isdigit()
    return network or "facebook", first.lower() if shown else ""


# ---------------------------------------------------------------- times


class _Clock(NamedTuple):
    """How the times of one file are written."""

    order: Order
    basis: TimeBasis
    zone: tzinfo

    def moment(self, written: str) -> datetime | None:
        naive = _parsed(written, self.order)
        return None if naive is None else in_zone(naive, self.zone)


def _clock(rows: Sequence[_Row], period: Period | None, *, utc: bool) -> _Clock:
    """Decide the order of days and months, then the zone, for the whole file."""
    order = _order([row.time for row in rows], period) or _order_by_codes(rows)
    if utc:
        return _Clock(order, "utc", UTC)
    coded = ((row.time, made) for row in rows if (made := _made(row)))
    dated = [(at, made) for time, made in coded if (at := _parsed(time, order))]
    basis, zone = max(ZONES, key=lambda one: sum(_agree(at, made, one[1]) for at, made in dated))
    return _Clock(order, basis, zone)


def _order(times: Sequence[str], period: Period | None) -> Order | None:
    """Give the order a file proves, by a day above 12 or by its period; None when it does not."""
    pairs = [(int(at[1]), int(at[2])) for one in times if (at := WRITTEN.match(one))]
    day_first = any(first > MOST_MONTHS for first, _ in pairs)
    month_first = any(second > MOST_MONTHS for _, second in pairs)
    if day_first and month_first:
        raise Refused("des dates sont écrites jour/mois et d’autres mois/jour ; rien n’est sûr")
    if all(first == second for first, second in pairs):
        return "month first"  # both read the same
    if day_first or month_first:
        return "day first" if day_first else "month first"
    return None if period is None else _order_by_period(times, period)


def _order_by_period(times: Sequence[str], period: Period) -> Order | None:
    """Give the only order that puts every post within the period of the file."""
    first, last = (period[0] - timedelta(days=1), period[1] + timedelta(days=1))
    fits = [
        order
        for order in ORDERS
        if all((at := _parsed(one, order)) and first <= at.date() <= last for one in times)
    ]
    return fits[0] if len(fits) == 1 else None


def _order_by_codes(rows: Sequence[_Row]) -> Order:
    """Give the order that the numbers of the posts prove; refuse the file when none is."""
    coded = [(row.time, made) for row in rows if (made := _made(row))]
    for order in ORDERS:
        days = [(_parsed(time, order), made) for time, made in coded]
        if days and all(at and abs(at.date() - made.date()).days <= 1 for at, made in days):
            return order
    raise Refused(UNDECIDED)


def _parsed(written: str, order: Order) -> datetime | None:
    """Give the time on the clock, without its zone, that the file decides."""
    found = WRITTEN.fullmatch(written)
    if found is None:
        return None
    first, second, year, hour, minute = map(int, found.groups())
    month, day = (first, second) if order == "month first" else (second, first)
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 — see above
    except ValueError:
        return None


def _made(row: _Row) -> datetime | None:
    """Give the moment held by the short code of an Instagram post."""
    found = CODE.search(row.link) if row.account[0] == "instagram" else None
    return None if found is None else of_instagram(found[1])


def _agree(at: datetime, made: datetime, zone: tzinfo) -> bool:
    return -timedelta(minutes=5) <= in_zone(at, zone) - made <= UPLOAD


def _period(name: str) -> Period | None:
    """Give the period Meta writes in the name of the file."""
    found = PERIOD.search(name)
    first, last = (None, None) if found is None else map(_day, found.groups())
    return (first, last) if first and last else None


def _day(written: str) -> date | None:
    month, day, year = written.split("-")
    try:
        return date(int(year), MONTHS.get(month, 0), int(day))
    except ValueError:
        return None


# ---------------------------------------------------------------- accounts


@dataclass
class _Group:
    """The rows of one account, by post."""

    posts: dict[str, Post] = field(default_factory=dict)
    owner: str = ""
    handle: str = ""
    name: str = ""

    def add(self, row: _Row, at: datetime) -> None:
        """Add a row; the days of one post are summed, its life total stands alone."""
        self.owner, self.name = self.owner or row.owner, self.name or row.name
        self.handle = self.handle or row.handle
        key = row.id or row.link or f"{row.time} {row.line}"
        before = self.posts.get(key)
        if before is None:
            self.posts[key] = _post(row, at)
        elif row.day not in LIFE_TOTALS:
            self.posts[key] = before._replace(counts=_sum(before.counts, row.counts))

    def seen(
        self, network: str, period: Period | None, basis: TimeBasis, *, is_subject: bool
    ) -> AccountSeen:
        """Give the account; a period its posts do not fit is not believed.

        Of an account the file was not exported for, only the last day is known.
        """
        days = [post.day for post in self.posts.values()]
        slack = timedelta(days=1)
        fits = period and period[0] - slack <= min(days) and max(days) <= period[1] + slack
        told = period if fits else None
        return AccountSeen(
            network=network,
            native_id=self.owner or None,
            handle=self.handle.lower() or None,
            name=self.name or None,
            posts=tuple(self.posts.values()),
            period=told if is_subject else (max(days), max(days)),
            time_basis=basis,
        )


def _post(row: _Row, at: datetime) -> Post:
    kind: PostKind = "story" if row.is_story else "share" if row.is_share else "original"
    return post_at(
        at,
        "minute",
        kind=kind,
        medium=row.medium,
        id=row.id or None,
        text=row.text,
        counts=row.counts,
        paid=row.paid,
    )


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(
        *(a if b is None else b if a is None else a + b for a, b in zip(one, other, strict=True))
    )


FORMAT = Format(
    id="meta-content",
    title="Meta Business Suite, contenu de Facebook ou d’Instagram (CSV)",
    obtained="Meta Business Suite, Statistiques, Contenu, Exporter les données",
    tells=("publications", "réactions", "partages"),
    recognises=recognises,
    read=read,
    members=("*.csv",),
)
