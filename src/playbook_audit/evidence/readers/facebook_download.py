"""Facebook, « Télécharger vos informations »: posts and videos of a page or a profile (JSON).

A list of posts, or the videos apart under ``videos_v2``. Times are Unix seconds. Neither reach nor
reactions: what was posted, and when. Exports made one after the other overlap.
Source of the format: public readers of these downloads, November 2026.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count as counted
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
from playbook_audit.evidence.piece import Piece, TooLarge
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.trees.json_tree import at, items, listed, paths, read_json, text
from playbook_audit.evidence.trees.meta_download import (
    SINCE_EVER,
    medium_of,
    mended,
    moment,
    taken_on,
)
from playbook_audit.model.activity import Medium, Post

VIDEOS = "videos_v2"
POST = frozenset(
    (
        "item.data.item.post",
        "item.data.item.update_timestamp",
        "item.attachments.item.data.item.media.uri",
        "item.attachments.item.data.item.external_context.url",
    )
)
NOT_POSTS = frozenset(("item.data.item.reaction", "item.data.item.comment"))
"""Lists of the same shape: what the account liked, what it said under other people's posts."""
POST_FILES = ("profile_posts_{}.json", "your_posts__check_ins__photos_and_videos_{}.json")
ACTS = (" a publié", " a partagé", " a ajouté", " was", " posted", " shared", " added", " updated")
"""What follows the name of the account in the title of a post."""
SHARED = ("a partage", "shared")
OWN_LINK = ("a partage un lien", "shared a link")
VIDEOS_ALONE = (
    "les vidéos ne sont pas toutes les publications ; donnez aussi le fichier profile_posts_1.json"
)


def recognises(piece: Piece) -> bool:
    """Tell by the keys: a time, and the text, the media or the link of a post."""
    seen = paths(piece)
    if VIDEOS in seen:
        return True
    return "item.timestamp" in seen and bool(seen & POST) and not seen & NOT_POSTS


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts of the account the download was asked for."""
    content = read_json(piece)
    if isinstance(content, dict):
        return _videos(piece, listed(content.get(VIDEOS)), around.today)
    rejected: list[Rejected] = []
    rows = listed(content)
    seen = AccountSeen(
        network="facebook",
        name=_name([mended(text(at(row, "title"))) for row in rows]),
        posts=tuple(_posts(rows, around.today, rejected)),
        reach="last_n",  # the period asked for is not in the file, and may be a year
        taken_on=taken_on(piece),
    )
    return Reading((seen,), tuple(rejected), (SINCE_EVER,))


# ---------------------------------------------------------------- posts


def _posts(rows: Sequence[Any], today: date, rejected: list[Rejected]) -> Iterator[Post]:
    for rank, row in enumerate(rows, 1):
        when = moment(at(row, "timestamp"), rank, today, rejected)
        if when is None:
            continue
        said = _said(row)
        shared = not said and _is_share(mended(text(at(row, "title"))))
        yield post_at(
            when,
            kind="share" if shared else "original",
            medium=_medium(row, said),
            text=mended(said),
        )


def _said(row: Any) -> str:
    """Give the text of a post, as it is written; empty without one."""
    written = (text(at(one, "post")) for one in items(at(row, "data")))
    return next((one for one in written if one.strip()), "")


def _is_share(title: str) -> bool:
    """Tell whether the title says somebody else’s post was shared; a bare link is one’s own."""
    plain = normal(title)
    return any(one in plain for one in SHARED) and not any(one in plain for one in OWN_LINK)


def _medium(row: Any, said: str) -> Medium:
    """Give the medium of what is attached: a video counts before photos, photos before a link."""
    attached = [one for some in items(at(row, "attachments")) for one in items(at(some, "data"))]
    found = {medium_of(uri) for one in attached if (uri := text(at(one, "media", "uri")))}
    for medium in ("video", "image"):
        if medium in found:
            return "video" if medium == "video" else "image"
    if any(at(one, "event") for one in attached):
        return "event"
    if any(at(one, "external_context") for one in attached):
        return "link"
    return "text" if said and not attached else "unknown"


def _name(titles: Sequence[str]) -> str | None:
    """Give the account that every title begins with; None when they do not agree."""
    written = [one for one in titles if one]
    names = {one[: min(ends)] for one in written if (ends := _ends(one))}
    if len(names) != 1:
        return None
    name = names.pop().strip()
    return name if name and all(one.startswith(name) for one in written) else None


def _ends(title: str) -> list[int]:
    return [found for act in ACTS if (found := title.find(act)) > 0]


# ---------------------------------------------------------------- videos


def _videos(piece: Piece, rows: Sequence[Any], today: date) -> Reading:
    """Give the videos that the posts beside do not show already."""
    beside = list(_posts_beside(piece))
    shown = {uri for one in beside for uri in _attached(one)}
    rejected: list[Rejected] = []
    posts: list[Post] = []
    for rank, row in enumerate(rows, 1):
        if text(at(row, "uri")) in shown:
            continue
        when = moment(at(row, "creation_timestamp"), rank, today, rejected)
        if when is not None:
            said = mended(text(at(row, "description")))
            posts.append(post_at(when, medium="video", text=said))
    seen = AccountSeen(
        network="facebook",
        posts=tuple(posts),
        reach="last_n" if beside else "window",
        taken_on=taken_on(piece),
    )
    return Reading((seen,), tuple(rejected), (SINCE_EVER if beside else VIDEOS_ALONE,))


def _posts_beside(piece: Piece) -> Iterator[Any]:
    """Give the posts of the files beside; one that cannot be read is refused in its own turn."""
    for pattern in POST_FILES:
        for number in counted(1):
            found = piece.siblings(pattern.format(number))
            if found is None:
                break
            try:
                yield from items(read_json(found))
            except (Refused, TooLarge):
                continue


def _attached(row: Any) -> Iterator[str]:
    for some in items(at(row, "attachments")):
        for one in items(at(some, "data")):
            if uri := text(at(one, "media", "uri")):
                yield uri


FORMAT = Format(
    id="facebook-download",
    title="Facebook, « Télécharger vos informations » : publications et vidéos (JSON)",
    obtained="Paramètres de la page, Vos informations, Télécharger vos informations, en JSON",
    tells=("publications", "partages"),
    recognises=recognises,
    read=read,
    members=(
        "posts/profile_posts_*.json",
        "posts/your_posts_*.json",
        "posts/videos.json",
        "posts/your_videos.json",
    ),
)
