"""JSON Feed, of a website or of PeerTube: when its latest pages or videos were published.

As for RSS and Atom, a site is no account of a network, and the feed of a channel of PeerTube is
one. PeerTube calls ``date_modified`` the date a video was first shown.
Source of the formats: jsonfeed.org, version 1.1; the code of PeerTube, November 2026.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from playbook_audit.evidence.feeds.feed_times import Dated, dated, with_reach_of_latest
from playbook_audit.evidence.feeds.syndication import shown_name, site_of, web, words_of
from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import peertube_feed, web_feed
from playbook_audit.evidence.trees.json_tree import at, listed, paths, read_json, text
from playbook_audit.model.activity import Post

VERSION = "//jsonfeed.org/version/"
DATES = ("date_published", "date_modified")
NO_FEED = "ce JSON n’est pas un flux (JSON Feed)"


class _Dated(NamedTuple):
    """An item whose date was read."""

    item: Any
    when: Dated
    name: str
    """That of the date."""


def recognises(piece: Piece) -> bool:
    """Tell by the version that every JSON Feed begins with."""
    return piece.is_json and VERSION in piece.start and paths(piece) >= {"version", "items"}


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the site or the channel, and the moments of its latest pages or videos."""
    feed = read_json(piece)
    if VERSION not in text(at(feed, "version")):
        raise Refused(NO_FEED)
    items = listed(at(feed, "items"))
    rejected: list[Rejected] = []
    found = list(_dated(items, around.today, rejected))
    is_video = peertube_feed.is_peertube(text(at(feed, "feed_url")))
    posts = tuple(_video(one) if is_video else _page(one) for one in found)
    seen = AccountSeen(
        network="peertube" if is_video else "other",
        handle=_channel(feed) if is_video else site_of(text(at(feed, "home_page_url"))),
        name=shown_name(text(at(feed, "title"))),
        posts=posts,
        time_basis="day_only" if posts and all(one.at is None for one in posts) else "utc",
    )
    changed = (dated(text(at(one, DATES[1]))) for one in items)
    whole = with_reach_of_latest(seen, changed, around.today)
    said = _of_videos(items) if is_video else _of_pages(items, found)
    return Reading((whole,), tuple(rejected), tuple(said))


def _dated(items: Sequence[Any], today: date, rejected: list[Rejected]) -> Iterator[_Dated]:
    """Give the items whose date is read; note the others."""
    for rank, item in enumerate(items, 1):
        name = next((one for one in DATES if text(at(item, one))), "")
        when = dated(text(at(item, name))) if name else None
        if not name:
            rejected.append(Rejected(rank, "aucune date de parution"))
        elif when is None:
            rejected.append(Rejected(rank, f"date ({name}) illisible"))
        elif not when.is_possible(today):
            rejected.append(Rejected(rank, f"date ({name}) impossible"))
        else:
            yield _Dated(item, when, name)


def _channel(feed: Any) -> str | None:
    page, address = text(at(feed, "home_page_url")), text(at(feed, "feed_url"))
    return peertube_feed.owner_of(page, address).handle


def _video(one: _Dated) -> Post:
    address = text(at(one.item, "url")) or text(at(one.item, "id"))
    title = words_of(text(at(one.item, "title")))
    return one.when.post(medium="video", id=peertube_feed.video_of(address), text=title)


def _page(one: _Dated) -> Post:
    written = text(at(one.item, "title")) or text(at(one.item, "content_text"))
    number = fingerprint(text(at(one.item, "id")) or text(at(one.item, "url")))
    return one.when.post(id=number, text=words_of(written))


def _of_videos(items: Sequence[Any]) -> Iterator[str]:
    yield peertube_feed.OTHER_DATES if items else peertube_feed.EMPTY


def _of_pages(items: Sequence[Any], found: Sequence[_Dated]) -> Iterator[str]:
    yield web_feed.A_SITE
    if not items:
        yield web_feed.EMPTY
    if any(one.when.at is None for one in found):
        yield web_feed.ONLY_DAYS
    if any(one.name != DATES[0] for one in found):
        yield web_feed.CHANGED
    links = (text(at(item, "url")) for item in items)
    strange = [rank for rank, link in enumerate(links, 1) if link and web(link) is None]
    if strange:
        yield f"entrée {strange[0]} : lien (url) laissé de côté, ce n’est pas une adresse du web"


FORMAT = Format(
    id="json-feed",
    title="JSON Feed d’un site ou d’une chaîne PeerTube",
    obtained="le site donne l’adresse de son flux ; sur PeerTube, page de la chaîne",
    tells=("publications",),
    recognises=recognises,
    read=read,
)
