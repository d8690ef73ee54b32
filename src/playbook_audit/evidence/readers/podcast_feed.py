"""Podcast (RSS with a sound or a video attached to each item): its episodes.

The host of a podcast decides how many episodes its feed holds. An item without a sound or a video
is an article of a site, and no episode.
Source of the format: the vocabulary of podcasts published by Apple, as public code reads it.
"""

from playbook_audit.evidence.feeds.feed_times import with_reach_of_latest
from playbook_audit.evidence.feeds.syndication import (
    FILES,
    DatedItem,
    Element,
    Feed,
    dated_items,
    feed_of,
    glimpse,
    shown_name,
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
from playbook_audit.model.activity import Medium, Post

EMPTY = "aucun épisode dans ce flux"


def recognises(piece: Piece) -> bool:
    """Tell by the words of podcasts and a first item with a sound or a video."""
    feed = glimpse(piece)
    if feed is None or feed.is_atom or not _is_podcast(feed):
        return False
    return not feed.items or bool(_attached(feed.items[0]))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the podcast and its episodes."""
    feed = feed_of(piece)
    rejected: list[Rejected] = []
    found = dated_items(feed, around.today, rejected)
    posts = tuple(_post(one) for one in found if _is_episode(one, rejected))
    seen = AccountSeen(
        network="podcast",
        name=shown_name(feed.head.of("title")),
        posts=posts,
    )
    whole = with_reach_of_latest(seen, [feed.made], around.today)
    return Reading((whole,), tuple(rejected), () if feed.items else (EMPTY,))


def _is_podcast(feed: Feed) -> bool:
    return any(child.name.startswith("itunes:") for child in feed.head.children)


def _attached(item: Element) -> str:
    """Give the type of the sound or video of an item; empty when it has none."""
    types = (one.attributes.get("type", "").lower() for one in item.every("enclosure"))
    return next((one for one in types if one.startswith(("audio/", "video/"))), "")


def _is_episode(one: DatedItem, rejected: list[Rejected]) -> bool:
    attached = bool(_attached(one.item))
    if not attached:
        rejected.append(Rejected(one.item.line, f"entrée {one.rank} : ni son ni vidéo"))
    return attached


def _post(one: DatedItem) -> Post:
    medium: Medium = "video" if _attached(one.item).startswith("video/") else "unknown"
    return one.when.post(
        medium=medium,
        id=fingerprint(one.item.of("guid") or one.item.link()),
        text=words_of(one.item.of("title")),
    )


FORMAT = Format(
    id="podcast-feed",
    title="Podcast, flux RSS",
    obtained="l’hébergeur du podcast donne l’adresse de son flux RSS",
    tells=("publications",),
    recognises=recognises,
    read=read,
    members=FILES,
)
