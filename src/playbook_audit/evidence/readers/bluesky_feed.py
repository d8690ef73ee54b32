"""Bluesky, posts of an account as its server gives them (``getAuthorFeed``, JSON).

Reposts are other people's posts, with a reason that tells when they were shared; a pinned post,
perhaps years old, stands first. The author's application writes when a post was made, and may be
wrong: the server's own clock bounds it. What a post answers comes with it, unless it was removed:
only its moment is looked at. The timeline of a person has the same shape and many authors.
Source of the format: the published schema of Bluesky (``app.bsky.feed``), November 2026.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from playbook_audit.evidence.feeds.feed_times import latest_day, moment, period_of_latest
from playbook_audit.evidence.feeds.syndication import shown_name
from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import post_at
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import plausible
from playbook_audit.evidence.trees.json_tree import at, items, listed, paths, read_json, text, whole
from playbook_audit.model.activity import Counts, Medium, Post, PostKind

SHOWN = frozenset(("feed.item.post.uri", "feed.item.post.author.did", "feed.item.post.record"))
EMPTY_SHAPE = frozenset(("", "feed", "cursor"))
REPOST, PIN = "#reasonRepost", "#reasonPin"
MEDIA: tuple[tuple[str, Medium], ...] = (
    ("app.bsky.embed.images", "image"),
    ("app.bsky.embed.video", "video"),
    ("app.bsky.embed.external", "link"),
)
WITHOUT_HANDLE = "handle.invalid"
NO_DELAY = timedelta(0)
SEVERAL = "ce fichier mêle plusieurs comptes ; enregistrez les publications d’un seul"
EMPTY = "aucune publication ; le fichier ne dit pas pour quel compte"


class Entry(NamedTuple):
    """An entry of the feed, and what put it there."""

    rank: int
    post: Any
    reason: Any
    parent: Any

    @property
    def is_repost(self) -> bool:
        """Tell whether the account only shared it."""
        return text(at(self.reason, "$type")).endswith(REPOST)

    @property
    def is_pinned(self) -> bool:
        """Tell whether it stands first whatever its date."""
        return text(at(self.reason, "$type")).endswith(PIN)

    @property
    def owner(self) -> str:
        """Give the number of the account that posted or shared."""
        if self.is_repost:
            return text(at(self.reason, "by", "did"))
        return text(at(self.post, "author", "did"))


def recognises(piece: Piece) -> bool:
    """Tell by the posts of the feed, or by a feed that holds none and nothing else."""
    found = paths(piece)
    return found >= SHOWN or ("feed" in found and found <= EMPTY_SHAPE)


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the account, its posts and shares, and how long its replies took."""
    entries = list(_entries(listed(at(read_json(piece), "feed"))))
    if not entries:
        return Reading(remarks=(EMPTY,))
    owner = _owner(entries)
    rejected: list[Rejected] = []
    found = list(_posts(entries, owner, around.today, rejected))
    posts = tuple(post for _, post in found)
    until = latest_day(posts, (), around.today)
    pinned = tuple(post for entry, post in found if entry.is_pinned)
    latest = tuple(post for entry, post in found if not entry.is_pinned)
    seen = AccountSeen(
        network="bluesky",
        native_id=owner,
        handle=_said(entries, "handle").lower().replace(WITHOUT_HANDLE, "") or None,
        name=shown_name(_said(entries, "displayName")),
        posts=posts,
        reach="last_n",
        period=period_of_latest(latest, until, pinned),
        taken_on=until,
    )
    return Reading((seen,), tuple(rejected))


def _entries(feed: Sequence[Any]) -> Iterator[Entry]:
    for rank, one in enumerate(feed, 1):
        parent = at(one, "reply", "parent")
        yield Entry(rank, at(one, "post"), at(one, "reason"), parent)


def _owner(entries: Sequence[Entry]) -> str:
    """Give the number of the only account; refuse the posts of several."""
    found = {entry.owner for entry in entries} - {""}
    if len(found) != 1:
        raise Refused(SEVERAL)
    return found.pop()


def _said(entries: Sequence[Entry], name: str) -> str:
    """Give what the account is called, in its own posts or where it shared."""
    own = (at(one.reason, "by") if one.is_repost else at(one.post, "author") for one in entries)
    return next((said for one in own if (said := text(at(one, name)))), "")


# ---------------------------------------------------------------- posts


def _posts(
    entries: Sequence[Entry], owner: str, today: date, rejected: list[Rejected]
) -> Iterator[tuple[Entry, Post]]:
    for entry in entries:
        published = _shared(entry) if entry.is_repost else _published(entry.post)
        name = "indexedAt" if entry.is_repost else "createdAt"
        if not entry.owner:
            rejected.append(Rejected(entry.rank, "ce n’est pas une publication"))
        elif published is None:
            rejected.append(Rejected(entry.rank, f"date ({name}) illisible"))
        elif not plausible(published, today):
            rejected.append(Rejected(entry.rank, f"date ({name}) impossible"))
        else:
            yield entry, _post(entry, published, owner)


def _shared(entry: Entry) -> datetime | None:
    return moment(text(at(entry.reason, "indexedAt")))


def _published(post: Any) -> datetime | None:
    """Give when a post was made, never later than the server saw it."""
    made = moment(text(at(post, "record", "createdAt")))
    seen = moment(text(at(post, "indexedAt")))
    return min((at for at in (made, seen) if at is not None), default=None)


def _post(entry: Entry, published: datetime, owner: str) -> Post:
    if entry.is_repost:
        return post_at(published, kind="share", id=_key(at(entry.reason, "uri")))
    post = entry.post
    kind = _kind(entry, owner)
    return post_at(
        published,
        kind=kind,
        medium=_medium(post),
        id=_key(at(post, "uri")),
        text=text(at(post, "record", "text")),
        counts=Counts(
            reactions=whole(at(post, "likeCount")),
            comments=whole(at(post, "replyCount")),
            shares=whole(at(post, "repostCount")),
        ),
        answered_after=_delay(entry, published) if kind == "reply" else None,
    )


def _key(uri: Any) -> str | None:
    """Give the key of a post in its address; None without one."""
    return text(uri).rpartition("/")[2] or None


def _kind(entry: Entry, owner: str) -> PostKind:
    answered = at(entry.post, "record", "reply")
    if not isinstance(answered, dict) and entry.parent is None:
        return "original"
    uri = text(at(answered, "parent", "uri")) or text(at(entry.parent, "uri"))
    return "thread" if uri.startswith(f"at://{owner}/") else "reply"


def _delay(entry: Entry, published: datetime) -> int | None:
    """Give the seconds a reply took; None when what it answers is gone or dated after it."""
    asked = _published(entry.parent)
    if asked is None or not plausible(asked, published.date()) or published - asked < NO_DELAY:
        return None
    return int((published - asked).total_seconds())


def _medium(post: Any) -> Medium:
    """Give the medium of a post; one that quotes another may also carry pictures."""
    embed = at(post, "record", "embed")
    carried = at(embed, "media") or embed
    if carried is None:
        return "text"
    if len(items(at(carried, "images"))) > 1:
        return "carousel"
    kind = text(at(carried, "$type"))
    return next((medium for start, medium in MEDIA if kind.startswith(start)), "unknown")


FORMAT = Format(
    id="bluesky-feed",
    title="Bluesky, publications d’un compte (JSON)",
    obtained="app.bsky.feed.getAuthorFeed pour le compte, enregistré depuis un navigateur",
    tells=("publications", "partages", "réponses", "réactions"),
    recognises=recognises,
    read=read,
    members=("getAuthorFeed*.json",),
)
