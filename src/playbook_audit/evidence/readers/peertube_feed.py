"""PeerTube, feed of a channel or an account (RSS, Atom, podcast): its latest videos, with views.

A video may carry the date it was first shown elsewhere, years before it was put on PeerTube. In
Atom and in JSON that date is called ``updated`` or ``date_modified``. The feed of a whole server
mixes everybody's videos, and there are feeds of comments. How many videos a feed holds is set by
each server.
Source of the format: the code of PeerTube and of the library that writes its feeds, November 2026.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qs

from playbook_audit.evidence.feeds.feed_times import with_reach_of_latest
from playbook_audit.evidence.feeds.syndication import (
    FILES,
    PUBLISHED,
    DatedItem,
    dated_items,
    feed_of,
    glimpse,
    host_of,
    shown_name,
    web,
    words_of,
)
from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count
from playbook_audit.evidence.piece import Piece
from playbook_audit.model.activity import Counts, Post

GENERATORS = ("PeerTube", "Toraifōsu")
OWNER = re.compile(r"/(?:a|c|accounts|video-channels)/([\w.@-]+)(?:/.*)?", re.ASCII)
FEED = re.compile(r"/feeds/(?:podcast/)?(videos|video-comments|subscriptions)\.[a-z0-9]+", re.ASCII)
VIDEO = re.compile(r"/(?:w|videos/watch)/([\w-]+)", re.ASCII)
NAMES = ("videoChannelName", "accountName")
NUMBERS = ("videoChannelId", "accountId")
MOST_FIELDS = 50
NOT_VIDEOS = "ce flux n’est pas celui des vidéos d’une chaîne ; téléchargez celui de la chaîne"
WHOLE_SERVER = "ce flux mêle les vidéos d’un serveur entier ; téléchargez celui d’une chaîne"
OTHER_DATES = "une vidéo peut porter la date de sa première diffusion, avant PeerTube"
EMPTY = "aucune vidéo dans ce flux"


class Owner(NamedTuple):
    """Whose videos a feed holds."""

    handle: str | None
    """``chaîne@serveur``; None when the feed only numbers the channel."""


def recognises(piece: Piece) -> bool:
    """Tell by the program that made the feed, or by its own address."""
    feed = glimpse(piece)
    if feed is None:
        return False
    return feed.generator.startswith(GENERATORS) or is_peertube(feed.head.link("self"))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the channel and its latest videos."""
    feed = feed_of(piece)
    owner = owner_of(feed.head.link(), feed.head.link("self"))
    rejected: list[Rejected] = []
    found = dated_items(feed, around.today, rejected, (*PUBLISHED, "atom:updated"))
    posts = tuple(_post(one) for one in found)
    seen = AccountSeen(
        network="peertube",
        handle=owner.handle,
        name=shown_name(feed.head.of("title", "atom:title")),
        posts=posts,
    )
    whole = with_reach_of_latest(seen, [feed.made], around.today)
    return Reading((whole,), tuple(rejected), (OTHER_DATES if feed.items else EMPTY,))


def is_peertube(address: str) -> bool:
    """Tell whether an address is that of a feed of PeerTube; YouTube has one alike."""
    parts = web(address)
    if parts is None or host_of(parts) == "youtube.com":
        return False
    return FEED.fullmatch(parts.path) is not None


def owner_of(page: str, address: str) -> Owner:
    """Give whose videos a feed holds, by the page it is about and its own address."""
    own = web(address)
    kind = None if own is None else FEED.fullmatch(own.path)
    if kind is not None and kind[1] != "videos":
        raise Refused(NOT_VIDEOS)
    about = web(page)
    named = None if about is None else OWNER.fullmatch(about.path)
    if about is not None and named is not None:
        return Owner(_with_server(named[1], host_of(about)))
    if own is None:
        raise Refused(WHOLE_SERVER)
    return _asked(own.query, host_of(own))


def video_of(address: str) -> str | None:
    """Give what names a video in its address; None when it is not the address of one."""
    parts = web(address)
    found = None if parts is None else VIDEO.fullmatch(parts.path)
    return None if found is None else found[1]


def _asked(query: str, server: str) -> Owner:
    """Give the channel that was asked of the server, by its name or its number."""
    try:
        fields = parse_qs(query, max_num_fields=MOST_FIELDS)
    except ValueError:
        fields = {}
    name = next((fields[one][0] for one in NAMES if one in fields), "")
    if name:
        return Owner(_with_server(name, server))
    if not any(one in fields for one in NUMBERS):
        raise Refused(WHOLE_SERVER)
    return Owner(None)


def _with_server(name: str, server: str) -> str:
    bare = name.lstrip("@").lower()
    return bare if "@" in bare else f"{bare}@{server}"


def _post(one: DatedItem) -> Post:
    item = one.item
    views = item.attribute("views", "media:community", "media:statistics")
    return one.when.post(
        medium="video",
        id=video_of(item.link()) or video_of(item.of("guid", "atom:id")),
        text=words_of(item.of("title", "atom:title")),
        counts=Counts(views=count(views)),
    )


FORMAT = Format(
    id="peertube-feed",
    title="PeerTube, flux d’une chaîne ou d’un compte",
    obtained="page de la chaîne, bouton de flux : RSS ou Atom",
    tells=("publications", "vues"),
    recognises=recognises,
    read=read,
    members=FILES,
)
