"""Mastodon, RSS of an account (``/@compte.rss``): its latest messages, without shares nor replies.

The server chooses twenty of them after leaving shares and replies out: fewer than twenty are all
its own messages, but say nothing of its shares. The feed of a hashtag looks alike and is about
other people. Messages are numbered by their moment, which checks the dates.
Source of the format: the code of Mastodon (its RSS view and accounts controller), November 2026.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

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
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import of_mastodon
from playbook_audit.model.activity import Medium, Post

MESSAGE = re.compile(r"/@([\w.-]+)/([0-9]{10,20})/?", re.ASCII)
ACCOUNT = re.compile(r"/@([\w.-]+)/?", re.ASCII)
SAME_MOMENT = timedelta(hours=1)
MEDIA: dict[str, Medium] = {"image": "image", "video": "video"}
OF_A_TAG = ("/tags/", "/tagged/")
NOT_ONE = "ce flux est celui d’un mot-clé ou de plusieurs comptes ; téléchargez celui du compte"
EMPTY = "aucun message dans ce flux"
PARTIAL = "ce flux n’a ni les partages ni les réponses ; une archive du compte les donne"
DISAGREE = "des dates ne s’accordent pas avec les numéros des messages ; les dates sont gardées"


class _Message(NamedTuple):
    """What the address of a message tells."""

    owner: str
    """``compte@serveur``, in lower case."""
    number: str


def recognises(piece: Piece) -> bool:
    """Tell by the program that made the feed, or by the address of its first message."""
    feed = glimpse(piece)
    if feed is None or feed.is_atom:
        return False
    made = feed.generator.startswith("Mastodon")
    return made or bool(feed.items and _message(feed.items[0]))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the account and its latest messages."""
    feed = feed_of(piece)
    handle = _handle(feed)
    rejected: list[Rejected] = []
    found = list(dated_items(feed, around.today, rejected))
    posts = tuple(_post(one) for one in found)
    seen = AccountSeen(
        network="mastodon",
        handle=handle,
        name=shown_name(feed.head.of("title")),
        posts=posts,
    )
    whole = with_reach_of_latest(seen, [feed.made], around.today)
    return Reading((whole,), tuple(rejected), tuple(_remarks(feed, found)))


def _remarks(feed: Feed, found: Sequence[DatedItem]) -> Iterator[str]:
    yield PARTIAL if feed.items else EMPTY
    if any(map(_disagrees, found)):
        yield DISAGREE


def _handle(feed: Feed) -> str:
    """Give the account of the feed; refuse the feed of several accounts or of a hashtag."""
    about = web(feed.head.link())
    path = "" if about is None else about.path
    owners = {message.owner for message in map(_message, feed.items) if message}
    own = ACCOUNT.fullmatch(path)
    if not owners and about is not None and own is not None:
        owners = {f"{own[1]}@{host_of(about)}".lower()}
    if len(owners) != 1 or any(word in path for word in OF_A_TAG):
        raise Refused(NOT_ONE)
    return owners.pop()


def _message(item: Element) -> _Message | None:
    """Give what the address of a message tells; None when it is not one of Mastodon."""
    address = web(item.link())
    found = None if address is None else MESSAGE.fullmatch(address.path)
    if address is None or found is None:
        return None
    return _Message(f"{found[1]}@{host_of(address)}".lower(), found[2])


def _post(one: DatedItem) -> Post:
    message = _message(one.item)
    return one.when.post(
        medium=_medium(one.item),
        id=None if message is None else message.number,
        text=words_of(one.item.of("description")),
    )


def _medium(item: Element) -> Medium:
    kinds = [one.attributes.get("medium", "") for one in item.every("media:content")]
    if not kinds:
        return "text"
    several = len(kinds) > 1 and set(kinds) == {"image"}
    return "carousel" if several else MEDIA.get(kinds[0], "unknown")


def _disagrees(one: DatedItem) -> bool:
    """Tell whether the number of a message was surely made at another moment than its date."""
    message = _message(one.item)
    made = None if message is None else of_mastodon(message.number)
    if made is None or one.when.at is None:
        return False
    return abs(one.when.at - made) > SAME_MOMENT


FORMAT = Format(
    id="mastodon-feed",
    title="Mastodon, flux RSS d’un compte",
    obtained="l’adresse du compte suivie de .rss : https://serveur/@compte.rss",
    tells=("publications",),
    recognises=recognises,
    read=read,
    members=FILES,
)
