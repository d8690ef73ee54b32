"""Mastodon archive, posts: ``outbox.json`` (ActivityPub), in a tar.gz or a ZIP.

It holds direct messages and posts to followers too: only what is addressed to everybody is kept.
The number of a status holds its time, so that the delay of an answer is known when what it answers
was written on a Mastodon server, told by the form of its address.
Source of the format: the code of Mastodon that makes the archive (evidence notes §6).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at
from playbook_audit.evidence.opening.names import shown
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import of_mastodon, paris_day, plausible
from playbook_audit.evidence.trees.json_stream import BROKEN, JsonStream
from playbook_audit.evidence.trees.json_tree import at as under
from playbook_audit.evidence.trees.json_tree import items, text
from playbook_audit.model.activity import Counts, Medium, Post

EVERYBODY = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
COLLECTION = re.compile(r'"type"\s*:\s*"OrderedCollection"')
OUTBOX = re.compile(r'"id"\s*:\s*"outbox\.json"')
ACTIVITY = re.compile(r'"type"\s*:\s*"(?:Create|Announce)"')
"""Likes and bookmarks are collections as well, of addresses only."""
STATUS = re.compile(r"/users/[^/]+/statuses/(\d{15,20})(?:/activity)?$")
"""What only Mastodon calls its posts, older form or newer (``/ap/users/…``)."""
HANDLE = re.compile(r"[A-Za-z0-9_.-]{1,100}")
HOST = re.compile(r"[A-Za-z0-9.-]{3,253}(?::\d{1,5})?")
STAMP = re.compile(r"archive-(\d{8})\d{6}-[0-9a-f]{8,}")
OPENED = 2016
"""The year Mastodon opened."""
MEDIA: Mapping[str, Medium] = {"image": "image", "video": "video"}
NO_LIST = "la liste des posts manque ; ce n’est pas une archive de Mastodon"
NO_ITEM = "cet élément n’est pas un post"
NO_DATE = "date absente ou illisible"
IMPOSSIBLE = "date impossible"
NOBODY = "actor.json est absent ou illisible : on ne sait pas de quel compte il s’agit"
UNDATED = (
    "rien ne dit le jour de l’archive ; gardez le nom donné par Mastodon, ou ajoutez --taken-on"
)
LONGEST_DAY_WRITTEN = 40


def recognises(piece: Piece) -> bool:
    """Tell by what it calls itself, or by what it lists."""
    start = piece.start
    listing = piece.is_json and '"orderedItems"' in start and COLLECTION.search(start)
    return bool(listing and (OUTBOX.search(start) or ACTIVITY.search(start)))


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the public posts, and the account that ``actor.json`` describes."""
    actor = _actor(piece, around.today)
    posts = _Posts(around.today, set(actor.addresses))
    with piece.opened() as stream:
        for rank, item in enumerate(_items(JsonStream(stream)), 1):
            posts.add(rank, item)
    taken_on = _taken_on(piece.made_on or "", around.today)
    seen = AccountSeen(
        network="mastodon",
        handle=actor.handle or _handle_of(posts.actors) or None,
        name=actor.name or None,
        posts=posts.told_apart(),
        reach="complete",
        taken_on=taken_on,
        opened_on=actor.opened_on,
    )
    return Reading((seen,), tuple(posts.rejected), tuple(_remarks(seen, posts)))


def _remarks(seen: AccountSeen, posts: "_Posts") -> Iterator[str]:
    if seen.handle is None:
        yield NOBODY
    if seen.taken_on is None:
        yield UNDATED
    if posts.not_public:
        yield "les messages qui ne sont pas publics sont laissés de côté"


def _items(collection: JsonStream) -> Iterator[Any]:
    """Give what the collection lists; all else in it is gone past."""
    found = False
    for key in collection.keys():  # noqa: SIM118 — a stream, not a mapping
        if key == "orderedItems" and collection.next() == "[":
            found = True
            yield from collection.items()
        else:
            collection.value()
    if collection.next():
        raise Refused(BROKEN, collection.line)
    if not found:
        raise Refused(NO_LIST)


def _taken_on(name: str, today: date) -> date | None:
    """Give the day in the name of the archive."""
    found = STAMP.search(name)
    return None if found is None else _day(found[1], today)


# ---------------------------------------------------------------- account


class _Actor(NamedTuple):
    """What ``actor.json`` says of the account; all of it may be missing."""

    addresses: tuple[str, ...] = ()
    handle: str = ""
    name: str = ""
    opened_on: date | None = None


def _actor(piece: Piece, today: date) -> _Actor:
    found = piece.siblings("actor.json")
    if found is None:
        return _Actor()
    try:
        with found.opened() as stream:
            actor = JsonStream(stream).value()
    except (Refused, OSError):
        return _Actor()
    address = text(under(actor, "id"))
    name = text(under(actor, "preferredUsername"))
    return _Actor(
        addresses=tuple(one for one in (address, text(under(actor, "url"))) if one),
        handle=_handle(name, address),
        name=shown(text(under(actor, "name"))),
        opened_on=_day(text(under(actor, "published")), today),
    )


def _handle_of(actors: set[str]) -> str:
    """Give the handle in the address of the only actor of a file; empty when it shows none."""
    address = next(iter(actors)) if len(actors) == 1 else ""
    before, _, name = _split(address).path.rpartition("/")
    return _handle(name.lstrip("@"), address) if before == "/users" or name[:1] == "@" else ""


def _handle(name: str, address: str) -> str:
    """Give ``name@server``; empty when one of them is strange."""
    host = _split(address).netloc
    return f"{name}@{host}".lower() if HANDLE.fullmatch(name) and HOST.fullmatch(host) else ""


def _split(address: str) -> SplitResult:
    """Give the parts of an address, none of one that cannot be read."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _day(written: str, today: date) -> date | None:
    moment = _moment(written)
    known = moment is not None and moment.year >= OPENED and plausible(moment, today)
    return paris_day(moment) if moment is not None and known else None


def _moment(written: str) -> datetime | None:
    """Give a moment as ActivityPub writes it; without a zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(written[:LONGEST_DAY_WRITTEN])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- posts


@dataclass
class _Posts:
    """The public posts of the file, as they come."""

    today: date
    own: set[str]
    """Addresses of the account, then of its posts too."""
    actors: set[str] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)
    parents: dict[int, str] = field(default_factory=dict)
    """For a reply, by its rank among the posts: the address of what it answers."""
    rejected: list[Rejected] = field(default_factory=list)
    not_public: bool = False

    def add(self, rank: int, item: Any) -> None:
        """Keep what is measured of a public item; note it when it has no sure date."""
        kind = under(item, "type")
        note = under(item, "object")
        if not isinstance(item, dict) or (kind == "Create" and not isinstance(note, dict)):
            self.rejected.append(Rejected(rank, NO_ITEM))
        elif kind not in ("Create", "Announce"):
            return
        elif _is_public(item):
            self._add(rank, item, note if kind == "Create" else None)
        else:
            self.not_public = True

    def _add(self, rank: int, item: Mapping[str, Any], note: Mapping[str, Any] | None) -> None:
        self.actors.add(text(item.get("actor")))
        moment = _moment(text(item.get("published")) or text(under(note, "published")))
        if moment is None or not plausible(moment, self.today):
            self.rejected.append(Rejected(rank, NO_DATE if moment is None else IMPOSSIBLE))
        elif note is None:
            self.posts.append(post_at(moment, kind="share", id=_number(text(item.get("id")))))
        else:
            self._keep(note, moment)

    def told_apart(self) -> tuple[Post, ...]:
        """Give the posts; an answer to oneself goes on with one’s own post."""
        mine = tuple(f"{one}/" for one in self.own | self.actors if one)
        for rank, parent in self.parents.items():
            if parent in self.own or parent.startswith(mine):
                self.posts[rank] = self.posts[rank]._replace(kind="thread", answered_after=None)
        return tuple(self.posts)

    def _keep(self, note: Mapping[str, Any], moment: datetime) -> None:
        address = text(note.get("id"))
        self.own |= {one for one in (address, text(note.get("url"))) if one}
        parent = text(note.get("inReplyTo"))
        if parent:
            self.parents[len(self.posts)] = parent
        self.posts.append(_post(note, moment, _number(address), parent))


def _is_public(item: Mapping[str, Any]) -> bool:
    to = (item.get("to"), item.get("cc"))
    every = (one for some in to for one in (some if isinstance(some, list) else [some]))
    return any(isinstance(one, str) and one in EVERYBODY for one in every)


def _post(note: Mapping[str, Any], moment: datetime, number: str | None, parent: str) -> Post:
    """Give a post; the text of an answer is not hashed, since it names who is answered."""
    return post_at(
        moment,
        kind="reply" if parent else "original",
        medium=_medium(note),
        id=number,
        text=None if parent else text(note.get("content")),
        counts=_counts(note),
        answered_after=_delay(moment, parent),
    )


def _number(address: str) -> str | None:
    found = STATUS.search(address)
    return None if found is None else found[1]


def _delay(moment: datetime, parent: str) -> int | None:
    """Give the seconds since what is answered, when its address is one of Mastodon."""
    number = _number(parent)
    asked = of_mastodon(number) if number else None
    if asked is None or asked.year < OPENED or asked > moment:
        return None
    return round((moment - asked).total_seconds())


def _medium(note: Mapping[str, Any]) -> Medium:
    if note.get("type") == "Question":
        return "poll"
    attached = items(note.get("attachment"))
    if attached:
        family = text(under(attached[0], "mediaType")).partition("/")[0]
        return MEDIA.get(family, "unknown")
    return "link" if _has_link(text(note.get("content"))) else "text"


def _has_link(content: str) -> bool:
    """Tell whether a post links elsewhere than to people and words."""
    return any("mention" not in one.partition(">")[0] for one in content.split("<a ")[1:])


def _counts(note: Mapping[str, Any]) -> Counts:
    """Give the counts that newer servers add; None where they are not."""
    return Counts(
        reactions=count(text(under(note, "likes", "totalItems"))),
        shares=count(text(under(note, "shares", "totalItems"))),
    )


FORMAT = Format(
    id="mastodon-archive",
    title="Mastodon, archive du compte : posts (tar.gz ou ZIP, outbox.json)",
    obtained="Mastodon, Préférences, Importer et exporter, Demander votre archive",
    tells=("publications", "partages", "réponses", "ouverture du compte"),
    recognises=recognises,
    read=read,
    members=("outbox.json",),
    beside=("actor.json",),
)
