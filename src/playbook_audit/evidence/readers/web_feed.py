"""Feed of any website (RSS 2.0, RSS 1.0, Atom): when its latest pages were published.

A site is no account of a network: its feed is of use when the site itself is among the accounts
(« autre »), and is named by its address. Sites write dates as they please: see ``feed_times``.
Source of the formats: RSS 2.0, RSS 1.0 and RFC 4287, and feeds of French sites as seen in public.
"""

from collections.abc import Iterator, Sequence

from playbook_audit.evidence.feeds.feed_times import with_reach_of_latest
from playbook_audit.evidence.feeds.syndication import (
    FILES,
    PUBLISHED,
    DatedItem,
    Element,
    Feed,
    dated_items,
    feed_of,
    is_feed,
    shown_name,
    site_of,
    web,
    words_of,
)
from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Rejected,
)
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.piece import Piece
from playbook_audit.model.activity import Post

A_SITE = (
    "le flux d’un site n’est pas un compte de réseau ; il sert si ce site est parmi les comptes"
)
EMPTY = "aucune publication dans ce flux"
ONLY_DAYS = "des dates n’ont pas de fuseau horaire ; seul leur jour est gardé"
CHANGED = "des dates sont celles de la dernière modification, faute de date de parution"


def recognises(piece: Piece) -> bool:
    """Tell by the first element; feeds of networks are recognised before."""
    return is_feed(piece)


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the site and the moments of its latest pages."""
    feed = feed_of(piece)
    rejected: list[Rejected] = []
    found = list(dated_items(feed, around.today, rejected, (*PUBLISHED, "atom:updated")))
    posts = tuple(_post(one) for one in found)
    seen = AccountSeen(
        network="other",
        handle=site_of(feed.head.link()),
        name=shown_name(feed.head.of("title", "atom:title")),
        posts=posts,
        time_basis="day_only" if posts and all(one.at is None for one in posts) else "utc",
    )
    whole = with_reach_of_latest(seen, [feed.made], around.today)
    return Reading((whole,), tuple(rejected), tuple(_remarks(feed, found)))


def _remarks(feed: Feed, found: Sequence[DatedItem]) -> Iterator[str]:
    yield A_SITE
    if not feed.items:
        yield EMPTY
    if any(one.when.at is None for one in found):
        yield ONLY_DAYS
    if any(not one.item.of(*PUBLISHED) for one in found):
        yield CHANGED
    strange = [rank for rank, item in enumerate(feed.items, 1) if _is_strange(item)]
    if strange:
        yield f"entrée {strange[0]} : lien (link) laissé de côté, ce n’est pas une adresse du web"


def _is_strange(item: Element) -> bool:
    return bool(item.link()) and web(item.link()) is None


def _post(one: DatedItem) -> Post:
    item = one.item
    return one.when.post(
        id=fingerprint(item.of("guid", "atom:id") or item.link()),
        text=words_of(item.of("title", "atom:title")),
    )


FORMAT = Format(
    id="web-feed",
    title="Flux RSS ou Atom d’un site",
    obtained="le site donne l’adresse de son flux, souvent sous le signe RSS",
    tells=("publications",),
    recognises=recognises,
    read=read,
    members=FILES,
)
