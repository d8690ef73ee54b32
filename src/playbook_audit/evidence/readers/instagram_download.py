"""Instagram, « Télécharger vos informations »: posts, reels and stories (JSON).

``posts_1.json`` is a list; ``reels.json`` and ``stories.json`` hold theirs under a key. One medium
bears its own caption and moment, several share those of the post. A later layout of ``posts.json``
wraps the same media in ``label_values``. Times are Unix seconds; no figures.
Source of the format: public readers of these downloads, November 2026.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

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
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.trees.json_tree import (
    NOT_A_LIST,
    at,
    items,
    listed,
    paths,
    read_json,
    text,
)
from playbook_audit.evidence.trees.meta_download import (
    SINCE_EVER,
    instagram_handle,
    medium_of,
    mended,
    moment,
    taken_on,
)
from playbook_audit.model.activity import Medium, Post

SECTIONS: Mapping[str, Medium | None] = {
    "ig_reels_media": "short_video",
    "ig_igtv_media": "video",
    "ig_stories": None,
}
"""Keys that hold what is online, and its medium when all have the same. Archived, deleted and
profile pictures have keys of their own, which are left alone."""
STORIES = "ig_stories"
POSTS = frozenset(("item.media.item.creation_timestamp", "item.media.item.uri"))
LABELLED = frozenset(("item.timestamp", "item.label_values.item.media.item.uri"))
POST_MEDIA = "media/posts/"
CAPTIONS = frozenset(("caption", "legende"))
POSTS_BESIDE = ("posts_1.json", "posts.json")
REELS_MISSING = (
    "les reels et les stories sont dans d’autres fichiers ; donnez tout le téléchargement"
)
POSTS_MISSING = "les autres publications sont dans posts_1.json ; donnez tout le téléchargement"


def recognises(piece: Piece) -> bool:
    """Tell by the keys: media with their file and their moment."""
    seen = paths(piece)
    if seen & SECTIONS.keys() or seen >= POSTS:
        return True
    return seen >= LABELLED and POST_MEDIA in piece.start


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts, reels or stories of the account the download was asked for."""
    content = read_json(piece)
    rejected: list[Rejected] = []
    posts = tuple(_posts(_sections(content), around.today, rejected))
    whole = isinstance(content, list) or any(map(piece.siblings, POSTS_BESIDE))
    seen = AccountSeen(
        network="instagram",
        handle=instagram_handle(piece),
        posts=posts,
        reach="last_n" if whole else "window",
        taken_on=taken_on(piece),
    )
    return Reading((seen,), tuple(rejected), tuple(_remarks(piece, content, whole=whole)))


def _remarks(piece: Piece, content: Any, *, whole: bool) -> Iterator[str]:
    yield SINCE_EVER
    if not whole:
        yield POSTS_MISSING
    if isinstance(content, list) and piece.siblings("reels.json") is None:
        yield REELS_MISSING


def _sections(content: Any) -> Sequence[tuple[str, Sequence[Any]]]:
    """Give the lists of a piece, each with its key; a bare list has none."""
    if isinstance(content, list):
        return [("", content)]
    found = [(key, listed(at(content, key))) for key in SECTIONS if at(content, key) is not None]
    if not found and not (isinstance(content, dict) and content.keys() & SECTIONS.keys()):
        raise Refused(NOT_A_LIST)
    return found


def _posts(
    sections: Sequence[tuple[str, Sequence[Any]]], today: date, rejected: list[Rejected]
) -> Iterator[Post]:
    for key, rows in sections:
        for rank, row in enumerate(rows, 1):
            media = _media(row)
            when = moment(_time(row, media), rank, today, rejected)
            if when is None:
                continue
            yield post_at(
                when,
                kind="story" if key == STORIES else "original",
                medium=SECTIONS.get(key) or _medium(media),
                text=mended(_caption(row, media)),
            )


def _media(row: Any) -> list[Any]:
    """Give the media of a post; a story is its own medium."""
    wrapped = (one for label in items(at(row, "label_values")) for one in items(at(label, "media")))
    return items(at(row, "media")) or list(wrapped) or [row]


def _time(row: Any, media: Sequence[Any]) -> Any:
    """Give the moment of the post, else of its first medium, as written."""
    own = at(row, "creation_timestamp") or at(row, "timestamp")
    return own or next((one for item in media if (one := at(item, "creation_timestamp"))), None)


def _caption(row: Any, media: Sequence[Any]) -> str:
    labelled = (
        text(at(one, "value"))
        for one in items(at(row, "label_values"))
        if normal(mended(text(at(one, "label")))) in CAPTIONS
    )
    written = (text(at(row, "title")), *labelled, *(text(at(one, "title")) for one in media))
    return next((one for one in written if one.strip()), "")


def _medium(media: Sequence[Any]) -> Medium:
    if len(media) > 1:
        return "carousel"
    uri = text(at(media[0], "uri")) if media else ""
    return "short_video" if "/reels/" in uri else medium_of(uri)


FORMAT = Format(
    id="instagram-download",
    title="Instagram, « Télécharger vos informations » : publications, reels, stories (JSON)",
    obtained="Instagram, Espace Comptes, Télécharger vos informations, en JSON",
    tells=("publications",),
    recognises=recognises,
    read=read,
    members=(
        "media/posts*.json",
        "media/reels*.json",
        "media/stories*.json",
        "media/igtv_videos*.json",
        "content/posts_*.json",
        "content/reels*.json",
        "content/stories*.json",
        "content/igtv_videos*.json",
    ),
)
