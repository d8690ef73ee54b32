"""Instagram, « Télécharger vos informations »: past figures of posts and reels (JSON).

``past_instagram_insights/posts.json``: each post is a set of figures whose names follow the
language of the account. The moment is in one of them, and is that of the post to the second. A post
without a thumbnail keeps its figures.
Source of the format: a public reader written from a real French export, November 2026.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Format, Reading, Rejected
from playbook_audit.evidence.making import count, post_at
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.trees.json_tree import at, listed, paths, read_json, seconds, text
from playbook_audit.evidence.trees.meta_download import instagram_handle, mended, moment, taken_on
from playbook_audit.model.activity import Counts, Medium, Post

SECTIONS: Mapping[str, Medium] = {
    "organic_insights_posts": "unknown",
    "organic_insights_reels": "short_video",
}
"""The file of a thumbnail does not tell whether the post was a photo or a video."""
FIGURES: Mapping[str, Sequence[str]] = {
    "reach": ("comptes touches", "accounts reached"),
    "impressions": ("impressions",),
    "views": ("vues", "views", "lectures", "instagram plays"),
    "reactions": ("j'aime", "mentions j'aime", "likes", "instagram likes"),
    "comments": ("commentaires", "comments", "instagram comments"),
    "shares": ("partages", "shares", "instagram shares"),
    "saves": ("enregistrements", "saves", "instagram saves"),
}
MOMENTS = (
    "timestamp de la creation",
    "creation timestamp",
    "upload timestamp",
)
OTHER_LANGUAGE = "les mesures portent des noms inconnus ; seules les dates sont retenues"
ONLY_MEASURED = (
    "ce fichier ne liste que les publications mesurées ; "
    "donnez aussi posts_1.json pour les avoir toutes"
)


def recognises(piece: Piece) -> bool:
    """Tell by the key that holds the posts."""
    return bool(paths(piece) & SECTIONS.keys())


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the posts measured, with their figures."""
    content = read_json(piece)
    rejected: list[Rejected] = []
    posts = tuple(_posts(content, around.today, rejected))
    last = max((post.day for post in posts), default=None)
    seen = AccountSeen(
        network="instagram",
        handle=instagram_handle(piece),
        posts=posts,
        # Between two posts that were measured there may be others: no silence is known.
        reach="last_n",
        period=None if last is None else (last, last),
        taken_on=None if posts else taken_on(piece),
    )
    return Reading((seen,), tuple(rejected), tuple(_remarks(posts)))


def _remarks(posts: Sequence[Post]) -> Iterator[str]:
    yield ONLY_MEASURED
    if posts and all(set(post.counts) == {None} for post in posts):
        yield OTHER_LANGUAGE


def _posts(content: Any, today: date, rejected: list[Rejected]) -> Iterator[Post]:
    for key, medium in SECTIONS.items():
        for rank, row in enumerate(listed(at(content, key)), 1):
            figures, thumbnail = _figures(row), _thumbnail(row)
            when = moment(_time(figures, thumbnail), rank, today, rejected)
            if when is None:
                continue
            said = mended(text(at(thumbnail, "title")))
            yield post_at(when, medium=medium, text=said, counts=_counts(figures))


def _figures(row: Any) -> dict[str, Any]:
    """Give the figures by their names, mended."""
    found = at(row, "string_map_data")
    return (
        {normal(mended(name)): one for name, one in found.items()}
        if isinstance(found, dict)
        else {}
    )


def _thumbnail(row: Any) -> Any:
    """Give the medium of a post, whatever its name; None without one."""
    found = at(row, "media_map_data")
    return next(iter(found.values()), None) if isinstance(found, dict) else None


def _time(figures: Mapping[str, Any], thumbnail: Any) -> Any:
    """Give the moment of a post as written: of a known name, else the only one there is."""
    known = [at(figures, name, "timestamp") for name in MOMENTS]
    named = next((one for one in known if seconds(one)), None)
    if named is not None:
        return named
    others = {one for figure in figures.values() if (one := seconds(at(figure, "timestamp")))}
    return others.pop() if len(others) == 1 else at(thumbnail, "creation_timestamp")


def _counts(figures: Mapping[str, Any]) -> Counts:
    return Counts(**{name: _count(figures, known) for name, known in FIGURES.items()})


def _count(figures: Mapping[str, Any], known: Sequence[str]) -> int | None:
    written = (at(figures, name, "value") for name in known)
    return next((found for one in written if (found := count(text(one))) is not None), None)


FORMAT = Format(
    id="instagram-insights",
    title="Instagram, « Télécharger vos informations » : mesures passées (JSON)",
    obtained="Instagram, Espace Comptes, Télécharger vos informations, en JSON",
    tells=("publications", "réactions", "partages"),
    recognises=recognises,
    read=read,
    members=(
        "past_instagram_insights/posts*.json",
        "past_instagram_insights/reels*.json",
    ),
)
