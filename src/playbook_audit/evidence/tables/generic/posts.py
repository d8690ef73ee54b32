"""Tables of posts, one row each: rows to posts, by account."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import NamedTuple

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Refused
from playbook_audit.evidence.making import post_at, post_on
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.tables.generic.dates import (
    IMPOSSIBLE,
    NotADate,
    Typed,
    order_proved,
    typed,
)
from playbook_audit.evidence.tables.generic.finding import Row, Table
from playbook_audit.evidence.tables.generic.networks import (
    OTHER,
    Named,
    account_named,
    is_network,
    platforms_named,
)
from playbook_audit.evidence.tables.generic.rows import Notes, sound_rows, whole_number
from playbook_audit.evidence.tables.mapping import ACCOUNT, NETWORK, ORDER, ORDERS
from playbook_audit.evidence.tables.sheets import is_rounded
from playbook_audit.evidence.times import plausible
from playbook_audit.model.activity import (
    NO_COUNTS,
    Counts,
    Medium,
    Post,
    PostKind,
    TimeBasis,
)

KINDS: Mapping[str, PostKind] = {
    "partage": "share",
    "share": "share",
    "repost": "share",
    "retweet": "share",
    "republication": "share",
    "reponse": "reply",
    "reply": "reply",
    "fil": "thread",
    "thread": "thread",
    "story": "story",
    "stories": "story",
}
MEDIA: Mapping[str, Medium] = {
    "photo": "image",
    "photos": "image",
    "image": "image",
    "images": "image",
    "visuel": "image",
    "carrousel": "carousel",
    "carousel": "carousel",
    "album": "carousel",
    "video": "video",
    "videos": "video",
    "direct": "video",
    "live": "video",
    "reel": "short_video",
    "reels": "short_video",
    "short": "short_video",
    "shorts": "short_video",
    "lien": "link",
    "link": "link",
    "article": "link",
    "texte": "text",
    "text": "text",
    "statut": "text",
    "status": "text",
    "document": "document",
    "pdf": "document",
    "sondage": "poll",
    "poll": "poll",
    "evenement": "event",
    "event": "event",
}
_NOT_OUT = (
    "brouillon, draft, programme, programmee, planifie, planifiee, scheduled, prevu, prevue, "
    "a venir, a valider, a publier, en attente, en cours, annule, annulee, refuse, refusee, "
    "cancelled, canceled, rejected"
)
NOT_OUT = frozenset(_NOT_OUT.split(", "))
"""States of a post that nobody has seen yet, or ever will."""
USED = ("date", "time", "network", "account", "handle", "type", "url", "id", "state")
"""A caption may begin with « = »: it is only hashed."""
ID_IN_ADDRESS = re.compile(r"(?:/status(?:es)?/|/video/|urn:li:(?:activity|share):)(\d{15,20})")
NETWORKS_WITH_IDS = frozenset(("x", "tiktok", "linkedin"))
SHORTEST_ID = 9
"""Figures; below, it is a rank in the table."""
NO_NETWORK = (
    "le tableau ne dit pas le réseau ; ajoutez une colonne « reseau », "
    "ou « reseau_fixe » dans colonnes.toml"
)
BOTH_ORDERS = "des dates sont écrites jour/mois et d’autres mois/jour ; rien n’est sûr"
MONTH_FIRST = (
    "cette date n’est pas JJ/MM/AAAA ; "
    "si tout le fichier est mois/jour, dites-le dans colonnes.toml (« ordre »)"
)
DAY_FIRST = "cette date n’est pas mois/jour, ordre annoncé dans colonnes.toml"


def posts_in(tables: Sequence[Table], around: Circumstances, notes: Notes) -> list[AccountSeen]:
    """Give the posts of every account in the tables of one file."""
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    for table in tables:
        notes.sheet = table.sheet if len(tables) > 1 else ""
        for account, post, basis in _posts(table, around, notes):
            groups[_key(account)].add(account, post, basis)
    notes.sheet = ""
    return [group.seen() for group in groups.values()]


class _One(NamedTuple):
    """A post, and whose it is."""

    account: Named
    post: Post
    basis: TimeBasis


def _posts(table: Table, around: Circumstances, notes: Notes) -> Iterator[_One]:
    """Give the posts of a table, once for each network a row names."""
    _check_network(table)
    rows = list(sound_rows(table, notes, USED))
    month_first = _is_month_first(table, rows)
    for line, row in rows:
        try:
            at = typed(table.cell(row, "date"), table.cell(row, "time"), month_first=month_first)
            yield from _row_posts(table, (line, row), at, around, notes)
        except NotADate as reason:
            notes.reject(line, str(reason))


def _row_posts(
    table: Table, row: Row, at: Typed, around: Circumstances, notes: Notes
) -> Iterator[_One]:
    noon = datetime.combine(at.day, time(12), UTC)
    if not plausible(at.moment or noon, around.today):
        raise NotADate(IMPOSSIBLE)
    if normal(table.cell(row[1], "state")) in NOT_OUT:
        raise NotADate("pas encore publiée, d’après son statut")
    accounts = _accounts(table, row, notes)
    if not accounts:
        raise NotADate("réseau non précisé")
    for account in accounts:
        facts = _Facts.of(table, row, account.network, notes)
        # What a row counts for two networks together is no count of either.
        shown = facts if len(accounts) == 1 else facts._replace(counts=NO_COUNTS)
        yield _One(account, _post(at, shown), _basis(at))


def _check_network(table: Table) -> None:
    """Refuse a table that says nowhere which network it is about."""
    told = any(table.ranks.get(one) for one in ("network", "account", "handle"))
    if not (told or NETWORK in table.columns or is_network(table.sheet)):
        raise Refused(NO_NETWORK)


def _is_month_first(table: Table, rows: Iterable[Row]) -> bool:
    """Tell the order of days and months; refuse a table that contradicts it."""
    proof = order_proved((line, table.cell(row, "date")) for line, row in rows)
    if proof.day_first and proof.month_first:
        raise Refused(BOTH_ORDERS, max(proof.day_first, proof.month_first))
    if table.columns.get(ORDER) == ORDERS[1]:
        if proof.day_first:
            raise Refused(DAY_FIRST, proof.day_first)
        return True
    if proof.month_first:
        raise Refused(MONTH_FIRST, proof.month_first)
    return False


def _accounts(table: Table, row: Row, notes: Notes) -> list[Named]:
    """Give the accounts a row was posted on: « Facebook + Instagram » is two."""
    written = table.cell(row[1], "network") or table.columns.get(NETWORK, "")
    if not written and is_network(table.sheet):
        written = table.sheet
    platforms = platforms_named(written)
    if OTHER in platforms:
        notes.leave(row[0], "réseau inconnu, rangé dans « autre »")
    name = table.cell(row[1], "account") or table.columns.get(ACCOUNT, "")
    handle = table.cell(row[1], "handle")
    found = [account_named(one, name, handle) for one in platforms or (None,)]
    return [one for one in found if one is not None]


class _Facts(NamedTuple):
    """What a row says of a post, but for its moment and its account."""

    kind: str
    id: str | None
    text: str
    counts: Counts

    @classmethod
    def of(cls, table: Table, row: Row, network: str, notes: Notes) -> "_Facts":
        kind, text = normal(table.cell(row[1], "type")), table.cell(row[1], "text")
        return cls(kind, _id(table, row, network, notes), text, _counts(table, row, notes))


def _post(at: Typed, facts: _Facts) -> Post:
    kind, medium = KINDS.get(facts.kind, "original"), MEDIA.get(facts.kind, "unknown")
    id_, text, counts = facts.id, facts.text, facts.counts
    moment = at.moment
    if moment is None:
        return post_on(at.day, kind=kind, medium=medium, id=id_, text=text, counts=counts)
    return post_at(moment, at.precision, kind=kind, medium=medium, id=id_, text=text, counts=counts)


def _id(table: Table, row: Row, network: str, notes: Notes) -> str | None:
    """Give the number the network gave the post; not a rank, nor what a spreadsheet rounded."""
    written = table.cell(row[1], "id")
    if is_rounded(written):
        notes.leave(row[0], "identifiant arrondi par le tableur, laissé de côté")
    elif written.isascii() and written.isdigit() and len(written) >= SHORTEST_ID:
        return written
    found = ID_IN_ADDRESS.search(table.cell(row[1], "url"))
    return found[1] if found and network in NETWORKS_WITH_IDS else None


def _counts(table: Table, row: Row, notes: Notes) -> Counts:
    return Counts(*(whole_number(table, row, name, notes) for name in Counts._fields))


def _basis(at: Typed) -> TimeBasis:
    if at.clock is None:
        return "day_only"
    return "paris" if at.zone is None else "utc"


# ---------------------------------------------------------------- accounts


def _key(account: Named) -> tuple[str, ...]:
    """Give what tells an account from the others of the file."""
    name = account.native_id or account.handle or normal(account.name or "")
    return account.network, name


@dataclass
class _Group:
    """The posts of one account."""

    account: Named | None = None
    posts: list[Post] = field(default_factory=list)
    bases: set[TimeBasis] = field(default_factory=set)

    def add(self, account: Named, post: Post, basis: TimeBasis) -> None:
        """Add a post."""
        self.account = self.account or account
        self.posts.append(post)
        self.bases.add(basis)

    def seen(self) -> AccountSeen:
        """Give the account; typed hours are the weakest of what its times rest on."""
        account = self.account or Named(OTHER)
        order: tuple[TimeBasis, ...] = ("paris", "utc", "day_only")
        return AccountSeen(
            network=account.network,
            native_id=account.native_id,
            handle=account.handle,
            name=account.name,
            posts=tuple(self.posts),
            time_basis=next(one for one in order if one in self.bases),
        )
