"""Bluesky, RSS of a profile: what is left of its thirty latest entries.

Replies and reposts are taken out of the thirty after they are chosen, so a short feed does not
mean a short history. Dates are in ISO form, where RSS has another; the application of the author
wrote them.
Source of the format: the code of the site of Bluesky (its RSS page), November 2026.
"""

import re

from playbook_audit.evidence.feeds.feed_times import with_reach_of_latest
from playbook_audit.evidence.feeds.syndication import (
    FILES,
    DatedItem,
    Element,
    Feed,
    dated_items,
    feed_of,
    glimpse,
    host_of,
    shown_name,
    web,
)
from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.piece import Piece
from playbook_audit.model.activity import Post

PROFILE = re.compile(r"/profile/([\w.:-]+)(?:/post/[\w-]+)?/?", re.ASCII)
RECORD = re.compile(r"at://(did:[\w.:%-]+)/app\.bsky\.feed\.post/([\w.~-]+)", re.ASCII)
NO_ACCOUNT = "ce flux ne dit pas de quel compte il est ; téléchargez-le depuis le profil"
EMPTY = "aucune publication dans ce flux ; il ne garde ni les partages ni les réponses"
PARTIAL = "ce flux n’a ni les partages ni les réponses, et s’arrête à trente entrées"


def recognises(piece: Piece) -> bool:
    """Tell by the address of the profile, or of its first post."""
    feed = glimpse(piece)
    if feed is None or feed.is_atom:
        return False
    return bool(_profile(feed.head) or (feed.items and _profile(feed.items[0])))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the account and its latest posts."""
    feed = feed_of(piece)
    native_id, handle = _owner(feed)
    rejected: list[Rejected] = []
    found = dated_items(feed, around.today, rejected)
    posts = tuple(_post(one) for one in found if _is_own(one, native_id, rejected))
    seen = AccountSeen(
        network="bluesky",
        native_id=native_id,
        handle=handle,
        name=shown_name(feed.head.of("title").partition(" - ")[2]),
        posts=posts,
    )
    whole = with_reach_of_latest(seen, [feed.made], around.today)
    return Reading((whole,), tuple(rejected), (PARTIAL if feed.items else EMPTY,))


def _owner(feed: Feed) -> tuple[str | None, str | None]:
    """Give the number and the name of the account: the feed is of one profile only."""
    records = (_record(item) for item in feed.items)
    number = next((record[0] for record in records if record is not None), None)
    names = (_profile(one).lower() for one in (feed.head, *feed.items))
    name = next((name for name in names if name), None)
    if name is None and number is None:
        raise Refused(NO_ACCOUNT)
    if name is not None and name.startswith("did:"):
        return number or name, None
    return number, name


def _is_own(one: DatedItem, native_id: str | None, rejected: list[Rejected]) -> bool:
    record = _record(one.item)
    own = record is None or record[0] == native_id
    if not own:
        reason = f"entrée {one.rank} : publication d’un autre compte"
        rejected.append(Rejected(one.item.line, reason))
    return own


def _profile(element: Element) -> str:
    """Give the name or number in an address of Bluesky; empty when it is another address."""
    address = web(element.link())
    if address is None or host_of(address) != "bsky.app":
        return ""
    found = PROFILE.fullmatch(address.path)
    return "" if found is None else found[1]


def _record(item: Element) -> tuple[str, str] | None:
    """Give the number of the author and the key of the post."""
    found = RECORD.fullmatch(item.of("guid"))
    return None if found is None else (found[1], found[2])


def _post(one: DatedItem) -> Post:
    record = _record(one.item)
    return one.when.post(
        id=None if record is None else record[1],
        text=one.item.of("description"),
    )


FORMAT = Format(
    id="bluesky-feed-rss",
    title="Bluesky, flux RSS d’un profil",
    obtained="l’adresse du profil suivie de /rss : https://bsky.app/profile/compte/rss",
    tells=("publications",),
    recognises=recognises,
    read=read,
    members=FILES,
)
