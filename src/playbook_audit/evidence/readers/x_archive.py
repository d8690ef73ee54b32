"""X archive, posts: ``data/tweets.js`` and its parts, ``tweet.js`` until 2022.

A script that sets one list, cut at its bracket and never evaluated. What it begins with is asked,
since the name proves nothing. Reposts are told by ``RT @``: ``retweeted`` is always false.
Source of the format: code of public readers of these archives, and one real list of posts whose
numbers were compared with their times (evidence notes §0.3, §3).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
    Rejected,
)
from playbook_audit.evidence.making import count, post_at
from playbook_audit.evidence.opening.names import fits, shown
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import of_x, paris_day, plausible
from playbook_audit.evidence.trees.json_stream import JsonStream
from playbook_audit.evidence.trees.json_tree import at as under
from playbook_audit.evidence.trees.json_tree import items, text
from playbook_audit.model.activity import NO_COUNTS, Counts, Medium, Post, PostKind

PARTS = ("tweets.js", "tweets-part*.js", "tweet.js", "tweet-part*.js")
PREFIX = re.compile(r"\s*window\.YTD\.tweets?\.part\d+\s*=\s*\[")
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: f"{rank:02}" for rank, name in enumerate(NAMES, 1)}
WRITTEN = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) \+0000 (\d{4})", re.ASCII)
HANDLE = re.compile(r"\w{1,50}", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,20}")
DAY_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
ANSWERED = frozenset(("in_reply_to_user_id", "in_reply_to_user_id_str", "in_reply_to_screen_name"))
AGREEMENT = timedelta(minutes=1)
"""How far the time of a post may be from the one its number holds."""
OPENED = 2006
"""The year X, then Twitter, opened."""
MEDIA: Mapping[str, Medium] = {"photo": "image", "video": "video", "animated_gif": "video"}
CODE_AFTER = "du code suit la liste des posts ; ce n’est pas une archive de X"
NO_ITEM = "cet élément n’est pas un post"
NO_DATE = "date absente ou illisible"
IMPOSSIBLE = "date impossible"
NOBODY = "account.js est absent ou illisible : on ne sait pas de quel compte il s’agit"
UNDATED = (
    "rien ne dit le jour de l’archive ; gardez manifest.js ou le nom donné par X, "
    "ou ajoutez --taken-on"
)
PARTIAL = "l’archive est partielle ; des posts peuvent manquer"
SHARED_OUT = "les posts sont répartis en {} fichiers ; donnez-les tous"


def recognises(piece: Piece) -> bool:
    """Tell by what the script begins with."""
    return PREFIX.match(piece.start) is not None


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of one file of the archive, and the account that ``account.js`` names."""
    archive = _archive(piece, around.today)
    posts = _Posts(archive, around.today)
    with piece.opened() as stream:
        script = JsonStream(stream)
        script.skip_to("[")
        for rank, item in enumerate(script.items(), 1):
            posts.add(rank, item)
        _check_end(script)
    seen = AccountSeen(
        network="x",
        native_id=archive.id or None,
        handle=archive.handle or None,
        name=archive.name or None,
        posts=posts.told_apart(),
        reach="window" if archive.is_partial else "complete",
        taken_on=archive.taken_on,
        opened_on=archive.opened_on,
    )
    return Reading((seen,), tuple(posts.rejected), tuple(_remarks(piece, archive, posts)))


def _check_end(script: JsonStream) -> None:
    if script.next() == ";":
        script.take(";")
    if script.next():
        raise Refused(CODE_AFTER, script.line)


def _remarks(piece: Piece, archive: "_Archive", posts: "_Posts") -> Iterator[str]:
    if not archive.handle:
        yield NOBODY
    if archive.taken_on is None:
        yield UNDATED
    if archive.is_partial:
        yield PARTIAL
    elif archive.parts > 1 and piece.made_on is None:
        yield SHARED_OUT.format(archive.parts)
    if posts.contradicted == 1:
        yield "un post a une date que son numéro contredit ; la date écrite est gardée"
    elif posts.contradicted:
        yield (
            f"{posts.contradicted} posts ont une date que leur numéro contredit ; "
            "la date écrite est gardée"
        )


# ---------------------------------------------------------------- archive


class _Archive(NamedTuple):
    """What the other files of the archive say."""

    id: str
    handle: str
    name: str
    opened_on: date | None
    taken_on: date | None
    is_partial: bool
    parts: int


def _archive(piece: Piece, today: date) -> _Archive:
    """Give what is said of the account and of the archive; all of it may be missing."""
    first = next(iter(items(_beside(piece, "account.js"))), None)
    account = under(first, "account")
    manifest = _beside(piece, "manifest.js")
    user = under(manifest, "userInfo")
    handle = text(under(account, "username")) or text(under(user, "userName"))
    number = text(under(account, "accountId")) or text(under(user, "accountId"))
    name = text(under(account, "accountDisplayName")) or text(under(user, "displayName"))
    parts = _parts(manifest)
    missing = any(one != piece.base and piece.siblings(one) is None for one in parts)
    return _Archive(
        id=number if NUMBER.fullmatch(number) else "",
        handle=handle.lower() if HANDLE.fullmatch(handle) else "",
        name=shown(name),
        opened_on=_day(text(under(account, "createdAt")), today),
        taken_on=_day(text(under(manifest, "archiveInfo", "generationDate")), today)
        or _day_in(piece.made_on or "", today),
        is_partial=missing or under(manifest, "archiveInfo", "isPartialArchive") is True,
        parts=len(parts),
    )


def _beside(piece: Piece, name: str) -> Any:
    """Give the value that a script beside sets; None when it is absent or cannot be read."""
    found = piece.siblings(name)
    if found is None:
        return None
    try:
        with found.opened() as stream:
            script = JsonStream(stream)
            script.skip_to("=")
            script.take("=")
            return script.value()
    except (Refused, OSError):
        return None


def _parts(manifest: Any) -> Sequence[str]:
    """Give the names of the files of posts that the archive says it has."""
    files = items(under(manifest, "dataTypes", "tweets", "files"))
    names = (text(under(one, "fileName")).rpartition("/")[2] for one in files)
    return [one for one in names if fits(one, PARTS)]


def _day_in(name: str, today: date) -> date | None:
    found = DAY_IN_NAME.search(name)
    return None if found is None else _day(found[0], today)


def _day(written: str, today: date) -> date | None:
    """Give the day of a moment; None when it is none, or when X was not there."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return paris_day(known) if known.year >= OPENED and plausible(known, today) else None


# ---------------------------------------------------------------- posts


@dataclass
class _Posts:
    """The posts of the file, as they come."""

    archive: _Archive
    today: date
    posts: list[Post] = field(default_factory=list)
    parents: dict[int, str] = field(default_factory=dict)
    """For a reply, by its rank among the posts: the number of what it answers."""
    rejected: list[Rejected] = field(default_factory=list)
    contradicted: int = 0

    def add(self, rank: int, item: Any) -> None:
        """Keep what is measured of an item; note it when it has no sure date."""
        tweet = item.get("tweet", item) if isinstance(item, dict) else None
        if not isinstance(tweet, dict):
            self.rejected.append(Rejected(rank, NO_ITEM))
            return
        number = _number(tweet, "id")
        written, made = _written(text(tweet.get("created_at"))), of_x(number)
        moment = written or (made and made.replace(microsecond=0))
        if moment is None or not plausible(moment, self.today):
            self.rejected.append(Rejected(rank, NO_DATE if moment is None else IMPOSSIBLE))
            return
        self.contradicted += made is not None and abs(moment - made) > AGREEMENT
        parent = _number(tweet, "in_reply_to_status_id")
        kind = _kind(tweet, _said(tweet), parent, self.archive)
        if kind == "reply":
            self.parents[len(self.posts)] = parent
        self.posts.append(_post(tweet, number, moment, kind, parent))

    def told_apart(self) -> tuple[Post, ...]:
        """Give the posts; an answer to one of them goes on with it, and answers nobody."""
        own = {post.id for post in self.posts}
        for rank, parent in self.parents.items():
            if parent in own and parent:
                self.posts[rank] = self.posts[rank]._replace(kind="thread", answered_after=None)
        return tuple(self.posts)


def _post(
    tweet: Mapping[str, Any], number: str, moment: datetime, kind: PostKind, parent: str
) -> Post:
    """Give a post; of what is somebody else’s, repost or answer, no text is hashed."""
    own = kind in {"original", "thread"}
    return post_at(
        moment,
        kind=kind,
        medium=_medium(tweet) if own else "unknown",
        id=number or None,
        text=_said(tweet) if own else None,
        counts=NO_COUNTS if kind == "share" else _counts(tweet),
        answered_after=_delay(moment, parent) if kind == "reply" else None,
    )


def _number(tweet: Mapping[str, Any], name: str) -> str:
    """Give the number in a field, or in its twin as text; empty when it holds none."""
    found = tweet.get(name) or tweet.get(f"{name}_str")
    return found if isinstance(found, str) and NUMBER.fullmatch(found) else ""


def _said(tweet: Mapping[str, Any]) -> str:
    return text(tweet.get("full_text")) or text(tweet.get("text"))


def _written(written: str) -> datetime | None:
    """Give the moment of ``Wed Oct 10 20:19:24 +0000 2018``."""
    found = WRITTEN.fullmatch(written)
    if found is None or found[1] not in MONTHS:
        return None
    try:
        return datetime.fromisoformat(f"{found[4]}-{MONTHS[found[1]]}-{found[2]}T{found[3]}+00:00")
    except ValueError:
        return None


def _kind(tweet: Mapping[str, Any], said: str, parent: str, archive: _Archive) -> PostKind:
    if said.startswith("RT @"):
        return "share"
    if not (parent or ANSWERED & tweet.keys()):
        return "original"
    user = _number(tweet, "in_reply_to_user_id")
    name = text(tweet.get("in_reply_to_screen_name")).lower()
    if not (parent or user or name):
        return "original"
    is_own = user == archive.id if user and archive.id else bool(name) and name == archive.handle
    return "thread" if is_own else "reply"


def _delay(moment: datetime, parent: str) -> int | None:
    """Give the seconds since the post that is answered; None for one whose number tells no time."""
    asked = of_x(parent)
    if asked is None or moment + AGREEMENT < asked:
        return None
    return max(0, round((moment - asked).total_seconds()))


def _medium(tweet: Mapping[str, Any]) -> Medium:
    entities = tweet.get("entities")
    attached = under(tweet, "extended_entities", "media") or under(entities, "media")
    if first := next(iter(items(attached)), None):
        return MEDIA.get(text(under(first, "type")), "unknown")
    return "link" if items(under(entities, "urls")) else "text"


def _counts(tweet: Mapping[str, Any]) -> Counts:
    return Counts(
        reactions=count(text(tweet.get("favorite_count"))),
        shares=count(text(tweet.get("retweet_count"))),
    )


FORMAT = Format(
    id="x-archive",
    title="X, archive de vos données : posts (ZIP, data/tweets.js)",
    obtained="X, Paramètres, Votre compte, Télécharger une archive de vos données",
    tells=("publications", "réactions", "partages", "réponses", "ouverture du compte"),
    recognises=recognises,
    read=read,
    members=PARTS,
    beside=("account.js", "manifest.js"),
)
