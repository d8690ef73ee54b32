"""Several sources of one account, made one: the same post is known once, by its number or its text.

Adding a file twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.evidence.times import PARIS
from playbook_audit.model.activity import (
    MEDIA,
    POST_KINDS,
    PRECISIONS,
    AccountActivity,
    Counts,
    Coverage,
    EvidenceFile,
    Headcount,
    Medium,
    Post,
    PostKind,
)

SAME_MOMENT = timedelta(minutes=2)
SAME_REEL = timedelta(minutes=40)
"""The number of a reel is made when it is sent, well before it is out."""


def with_seen(activity: AccountActivity, seen: AccountSeen, file: EvidenceFile) -> AccountActivity:
    """Give the activity of an account with what one more file says of it."""
    others = tuple(one for one in activity.files if one.sha256 != file.sha256)
    return replace(
        activity,
        posts=same_posts_once([*activity.posts, *seen.posts]),
        files=tuple(sorted((*others, file), key=lambda one: (one.name, one.sha256))),
        opened_on=_earliest(activity.opened_on, seen.opened_on),
        followers=_latest(activity.followers, seen.followers),
        native_ids=tuple(sorted({*activity.native_ids, *names_of(seen)})),
    )


def without_seen(activity: AccountActivity, seen: AccountSeen, sha256: str) -> AccountActivity:
    """Give the activity of an account without a file that was another account’s."""
    others = {_known_by(post) for post in seen.posts}
    return replace(
        activity,
        posts=tuple(post for post in activity.posts if _known_by(post) not in others),
        files=tuple(one for one in activity.files if one.sha256 != sha256),
        native_ids=tuple(one for one in activity.native_ids if one not in names_of(seen)),
    )


def _known_by(post: Post) -> tuple[object, ...]:
    return (post.id,) if post.id else (post.at or post.day, post.fingerprint, post.kind)


def names_of(seen: AccountSeen) -> tuple[str, ...]:
    """Give what a file names an account by, to know it again: its number, its ``@handle``."""
    handle = f"@{seen.handle}" if seen.handle else None
    return tuple(one for one in (seen.native_id, handle) if one)


def coverage_of(seen: AccountSeen, taken_on: date | None) -> Coverage | None:
    """Give the days a source tells everything about; None when it says nothing of any day.

    ``taken_on`` is the day the person says the file was made; a file that tells its own period or
    its own day is believed first. The day a file was made is no end of a period it does not tell.
    """
    days = sorted(post.day for post in seen.posts)
    first, last = (days[0], days[-1]) if days else (None, None)
    if seen.period is not None:
        return Coverage(seen.period[0], seen.period[1], seen.reach)
    made = () if seen.reach == "window" else (seen.taken_on, taken_on)
    ends = [one for one in (last, *made) if one is not None]
    if not ends:
        return None
    if seen.reach == "complete":
        return Coverage(None, max(ends), "complete")
    return None if first is None else Coverage(first, max(ends), seen.reach)


def same_posts_once(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Give the posts, oldest first, those seen twice made one."""
    by_id: dict[str, Post] = {}
    bare: list[Post] = []
    for post in posts:
        if post.id is None:
            bare.append(post)
        else:
            by_id[post.id] = _joined(by_id[post.id], post) if post.id in by_id else post
    return tuple(sorted(_with_bare(list(by_id.values()), bare), key=moment))


def _with_bare(numbered: list[Post], bare: Sequence[Post]) -> list[Post]:
    """Add the posts without number, unless their text and moment tell that they are there."""
    kept = list(numbered)
    by_text: dict[str, list[int]] = defaultdict(list)
    for rank, post in enumerate(kept):
        by_text[post.fingerprint or ""].append(rank)
    mute = [post for post in bare if post.fingerprint is None]
    for post in bare:
        if post.fingerprint is None:
            continue
        same = by_text[post.fingerprint]
        twin = next((rank for rank in same if _same(kept[rank], post)), None)
        if twin is None:
            same.append(len(kept))
            kept.append(post)
        else:
            kept[twin] = _joined(kept[twin], post)
    return _with_mute(kept, mute)


def _with_mute(kept: list[Post], mute: Iterable[Post]) -> list[Post]:
    """Add the posts without number nor text, unless another was out at the same second."""
    by_second = {post.at: rank for rank, post in enumerate(kept) if post.precision == "second"}
    days = set[tuple[date, PostKind, Medium]]()
    for post in sorted(mute, key=moment):
        where = (post.day, post.kind, post.medium)
        if post.at is None:
            kept += [] if where in days else [post]
            days.add(where)
        elif (twin := by_second.get(post.at)) is not None and _may_be_one(kept[twin], post):
            kept[twin] = _joined(kept[twin], post)
        else:
            by_second[post.at] = len(kept)
            kept.append(post)
    return kept


def _may_be_one(one: Post, other: Post) -> bool:
    """Tell whether nothing told of two posts of the same second sets them apart."""
    return one.medium == other.medium or "unknown" in (one.medium, other.medium)


def _same(one: Post, other: Post) -> bool:
    """Tell whether two posts of the same text were out at the same moment."""
    if one.at is None or other.at is None:
        return one.day == other.day
    reel = "short_video" in (one.medium, other.medium)
    return abs(one.at - other.at) <= (SAME_REEL if reel else SAME_MOMENT)


def _joined(one: Post, other: Post) -> Post:
    """Give one post of two sources, whichever came first: the best known moment, the most told.

    Counts only grow with time, so that the greatest is the latest.
    """
    best = min((one, other), key=lambda it: (PRECISIONS.index(it.precision), moment(it)))
    counts = (_greatest(a, b) for a, b in zip(one.counts, other.counts, strict=True))
    return Post(
        day=best.day,
        at=best.at,
        precision=best.precision,
        kind=max(one.kind, other.kind, key=POST_KINDS.index),
        medium=max(one.medium, other.medium, key=_telling),
        id=one.id or other.id,
        fingerprint=min(filter(None, (one.fingerprint, other.fingerprint)), default=None),
        counts=Counts(*counts),
        paid=max((it.paid for it in (one, other) if it.paid is not None), default=None),
        answered_after=_greatest(one.answered_after, other.answered_after),
    )


def _greatest(one: int | None, other: int | None) -> int | None:
    return max((it for it in (one, other) if it is not None), default=None)


def _telling(medium: Medium) -> int:
    """Rank a medium by how precise it is: a reel is a video, a carousel is made of images."""
    return -1 if medium == "unknown" else MEDIA.index(medium)


def moment(post: Post) -> tuple[datetime, str, str]:
    """Give what posts are sorted on: their moment, a day alone standing at noon."""
    at = post.at or datetime.combine(post.day, time(12), PARIS).astimezone(UTC)
    return at, post.id or "", post.fingerprint or ""


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _latest(one: Headcount | None, other: Headcount | None) -> Headcount | None:
    return max((some for some in (one, other) if some), key=lambda it: it.on, default=None)
