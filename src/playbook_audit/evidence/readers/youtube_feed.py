"""YouTube, feed of a channel (Atom): its fifteen latest videos, with views and likes.

The feed tells when the channel was opened (its own ``published``). ``updated`` moves long after a
video is out: it never dates a post, but shows a day the feed knows of. The channel is numbered
with or without « UC ». The feed of a playlist is in the order of the list, and may hold videos of
others.
Source of the format: public code that reads these feeds, and excerpts of real ones, November 2026.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from playbook_audit.evidence.feeds.feed_times import Dated, dated, latest_day
from playbook_audit.evidence.feeds.syndication import (
    FILES,
    DatedItem,
    Element,
    Feed,
    dated_items,
    feed_of,
    glimpse,
    shown_name,
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

CAP = 15
"""Videos the feed holds at most."""
NUMBER_LENGTH = 22
"""Characters of the number of a channel, without « UC »."""
COMMUNITY = ("media:group", "media:community")
PLAYLIST = "ce flux est celui d’une liste de lecture ; téléchargez celui de la chaîne"
NO_CHANNEL = "ce flux ne dit pas de quelle chaîne il est ; téléchargez-le depuis la chaîne"
EMPTY = "aucune vidéo dans ce flux"


def recognises(piece: Piece) -> bool:
    """Tell by the vocabulary of YouTube, in the feed or in its first entries."""
    feed = glimpse(piece)
    return feed is not None and feed.is_atom and any(_is_youtube(one) for one in _parts(feed))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the channel, its latest videos and the day it was opened."""
    feed = feed_of(piece)
    if "playlist_id=" in feed.head.link("self") or feed.head.of("yt:playlistId"):
        raise Refused(PLAYLIST)
    channel = _channel(feed)
    rejected: list[Rejected] = []
    posts = tuple(
        _post(one)
        for one in dated_items(feed, around.today, rejected, ("atom:published",))
        if _is_own(one, channel, rejected)
    )
    seen = AccountSeen(
        network="youtube",
        native_id=channel,
        name=shown_name(feed.head.of("atom:title")),
        posts=posts,
        reach="complete" if _is_whole(feed) else "last_n",
        taken_on=_known_until(feed, posts, around.today),
        opened_on=_opened_on(feed, around.today),
    )
    return Reading((seen,), tuple(rejected), () if feed.items else (EMPTY,))


def _parts(feed: Feed) -> Iterator[Element]:
    yield feed.head
    yield from feed.items


def _is_youtube(element: Element) -> bool:
    return any(child.name.startswith("yt:") for child in element.children)


def _channel(feed: Feed) -> str:
    """Give the number of the channel; that of its videos when the feed itself shows none."""
    own = _numbered(feed.head.of("yt:channelId"))
    found = {own} if own else {_numbered(item.of("yt:channelId")) for item in feed.items}
    if len(found) != 1 or not (number := found.pop()):
        raise Refused(NO_CHANNEL)
    return number


def _numbered(written: str) -> str:
    """Give the number of a channel with its « UC », which the feed may leave out."""
    if not written.isascii() or not written.replace("-", "").replace("_", "").isalnum():
        return ""
    return f"UC{written}" if len(written) == NUMBER_LENGTH else written


def _is_own(one: DatedItem, channel: str, rejected: list[Rejected]) -> bool:
    own = _numbered(one.item.of("yt:channelId")) in ("", channel)
    if not own:
        rejected.append(Rejected(one.item.line, f"entrée {one.rank} : vidéo d’une autre chaîne"))
    return own


def _post(one: DatedItem) -> Post:
    item = one.item
    links = (link.attributes.get("href", "") for link in item.every("atom:link"))
    return one.when.post(
        medium="short_video" if any("/shorts/" in link for link in links) else "video",
        id=item.of("yt:videoId") or None,
        text=item.of("atom:title"),
        counts=Counts(
            views=count(item.attribute("views", *COMMUNITY, "media:statistics")),
            reactions=count(item.attribute("count", *COMMUNITY, "media:starRating")),
        ),
    )


def _is_whole(feed: Feed) -> bool:
    """Tell whether the feed holds every video: it says its channel, and it is not full."""
    return bool(feed.head.of("yt:channelId")) and len(feed.items) < CAP


def _known_until(feed: Feed, posts: Sequence[Post], today: date) -> date | None:
    return latest_day(posts, (_updated(item) for item in feed.items), today)


def _updated(item: Element) -> Dated | None:
    return dated(item.of("atom:updated"))


def _opened_on(feed: Feed, today: date) -> date | None:
    opened = dated(feed.head.of("atom:published"))
    return opened.day if opened is not None and opened.is_possible(today) else None


FORMAT = Format(
    id="youtube-feed",
    title="YouTube, flux d’une chaîne",
    obtained="https://www.youtube.com/feeds/videos.xml?channel_id= suivi du numéro de la chaîne",
    tells=("publications", "vues", "réactions", "ouverture"),
    recognises=recognises,
    read=read,
    members=FILES,
)
