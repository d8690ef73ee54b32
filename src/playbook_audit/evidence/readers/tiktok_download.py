"""TikTok, download of one’s data: ``user_data_tiktok.json``, old and new layouts.

Only the list of one’s own posts and one’s own name are looked at, by their paths: the same key
« VideoList » elsewhere holds other people’s videos, and the rest is messages, contacts and an
address. Empty lists are ``null``. Dates bear no zone; the numbers of the videos tell it.
Source of the format: a real download without posts, public readers for the posts, November 2026.
"""

import re
from collections.abc import Mapping, Sequence
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
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import of_tiktok, plausible
from playbook_audit.evidence.trees.json_tree import at, listed, paths, read_json, text
from playbook_audit.model.activity import Counts, Medium, Post, TimeBasis

LISTS = (("Post", "Posts", "VideoList"), ("Video", "Videos", "VideoList"))
"""New layout, then old."""
PROFILES = ("Profile Info", "Profile Information")
SIGNS = frozenset(
    (
        "Post.Posts.VideoList",
        "Video.Videos.VideoList",
        "Comment.Comments.CommentsList",
        "Direct Message.Direct Messages",
        "Direct Messages.Chat History",
        "Profile.Profile Info.ProfileMap",
        "Profile.Profile Information.ProfileMap",
        "Your Activity.Watch History",
        "Activity.Video Browsing History",
    )
)
"""The list of posts may come after many messages: any of these tells the file."""
NUMBER = re.compile(r"/(video|photo)/(\d{15,20})\b")
MEDIA: Mapping[str, Medium] = {"video": "video", "photo": "image"}
PRIVATE = frozenset(("private", "only me", "only you", "self"))
NO_LIST = "aucune liste de publications ; demandez toutes vos données à TikTok, au format JSON"
UNPROVED = "les heures sont lues en temps universel ; aucun numéro de vidéo ne le prouve"
FROM_NUMBERS = "les heures ne sont pas celles des numéros des vidéos ; ceux-ci sont suivis"
AGREE = timedelta(minutes=45)
"""A video is numbered when it is sent, somewhat before it is out."""


def recognises(piece: Piece) -> bool:
    """Tell by the path of a list that only this file has."""
    return bool(paths(piece) & SIGNS)


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of the account."""
    content = read_json(piece)
    rejected: list[Rejected] = []
    rows = [_row(rank, one) for rank, one in enumerate(_own(content), 1)]
    basis = _basis(rows)
    posts = [_post(row, basis, around.today, rejected) for row in rows]
    seen = AccountSeen(
        network="tiktok",
        handle=_handle(content),
        posts=tuple(post for post in posts if post),
        reach="complete",
        time_basis=basis,
    )
    return Reading((seen,), tuple(rejected), _remarks(rows, basis))


def _own(content: Any) -> list[Any]:
    """Give the posts of the account, in whichever layout; none for ``null``."""
    for *way, last in LISTS:
        section = at(content, *way)
        if isinstance(section, dict) and last in section:
            return listed(section[last])
    raise Refused(NO_LIST)


def _handle(content: Any) -> str | None:
    found = (text(at(content, "Profile", one, "ProfileMap", "userName")) for one in PROFILES)
    name = next((one for one in found if one), "").strip().lstrip("@").lower()
    return name if name.isascii() and name else None


def _remarks(rows: Sequence["_Row"], basis: TimeBasis) -> tuple[str, ...]:
    if basis == "id_derived":
        return (FROM_NUMBERS,)
    return (UNPROVED,) if rows and not any(row.made for row in rows) else ()


# ---------------------------------------------------------------- posts


class _Row(NamedTuple):
    """What is kept of an item."""

    rank: int
    said: datetime | None
    """The date, read as UTC."""
    made: datetime | None
    """The moment its number holds."""
    id: str | None
    medium: Medium
    likes: str
    title: str
    is_private: bool


def _row(rank: int, item: Any) -> _Row:
    link = text(_either(item, "Link"))
    found = NUMBER.search(link)
    return _Row(
        rank=rank,
        said=_moment(text(_either(item, "Date"))),
        made=None if found is None else of_tiktok(found[2]),
        id=None if found is None else found[2],
        medium="video" if found is None else MEDIA[found[1]],
        likes=_written(_either(item, "Likes")),
        title=text(_either(item, "Title")),
        is_private=text(_either(item, "WhoCanView")).strip().casefold() in PRIVATE,
    )


def _either(item: Any, key: str) -> Any:
    """Give a value under a key, capitalised or not: both occur in one file."""
    found = at(item, key)
    return at(item, key.lower()) if found is None else found


def _written(value: Any) -> str:
    is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15
    return str(value) if is_whole else text(value)


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _basis(rows: Sequence[_Row]) -> TimeBasis:
    """Tell whether the numbers of the videos prove that dates are UTC; else follow the numbers."""
    dated = [row.said - row.made for row in rows if row.said and row.made]
    agreeing = sum(-timedelta(minutes=5) <= late <= AGREE for late in dated)
    numbered = any(row.made for row in rows)
    return "id_derived" if numbered and agreeing * 2 < max(len(dated), 1) else "utc"


def _post(row: _Row, basis: TimeBasis, today: date, rejected: list[Rejected]) -> Post | None:
    """Give a post; note it when it was not shown to all, or cannot be dated."""
    if row.is_private:
        rejected.append(Rejected(row.rank, "publication privée"))
        return None
    when = (row.made or row.said) if basis == "id_derived" else (row.said or row.made)
    if when is None or not plausible(when, today):
        reason = "aucune date de publication" if when is None else "date impossible"
        rejected.append(Rejected(row.rank, reason))
        return None
    counts = Counts(reactions=count(row.likes))
    return post_at(when, medium=row.medium, id=row.id, text=row.title, counts=counts)


FORMAT = Format(
    id="tiktok-download",
    title="TikTok, téléchargement de vos données (JSON)",
    obtained="TikTok, Paramètres, Compte, Télécharger vos données, format JSON",
    tells=("publications", "réactions"),
    recognises=recognises,
    read=read,
    members=("user_data*.json",),
)
