"""Mastodon, messages of an account as its server gives them (API, JSON): the fullest free source.

Each message repeats the account: its followers, its opening day, how many messages it has posted.
A share is a message of its own, whose content is another person's and is not looked at. Messages
are numbered by their moment, so a reply tells how long what it answers had waited; other software
of the fediverse numbers otherwise. Messages that are not public are not read.
Source of the format: answers of a real test server kept by a public library, November 2026.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from playbook_audit.evidence.feeds.feed_times import (
    Dated,
    dated,
    latest_day,
    moment,
    period_of_latest,
)
from playbook_audit.evidence.feeds.syndication import host_of, shown_name, web, words_of
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
from playbook_audit.evidence.times import of_mastodon, plausible
from playbook_audit.evidence.trees.json_tree import at, items, listed, paths, read_json, text, whole
from playbook_audit.model.activity import Counts, Headcount, Medium, Post, PostKind

SHOWN = frozenset(("item.visibility", "item.in_reply_to_account_id", "item.reblogs_count"))
PUBLIC = frozenset(("public", "unlisted"))
SAME_MOMENT = timedelta(minutes=1)
MEDIA: dict[str, Medium] = {"image": "image", "gifv": "image", "video": "video"}
NONE = timedelta(0)
NO_MESSAGE = "ce n’est pas un message"
NONE_PUBLIC = "aucun message public dans ce fichier"
SEVERAL = "ce fichier mêle les messages de plusieurs comptes ; enregistrez ceux d’un seul"
NOT_READ = "les messages privés ou réservés aux abonnés n’ont pas été lus"


class Owner(NamedTuple):
    """The account, as its messages repeat it."""

    id: str
    handle: str | None
    name: str | None
    opened_on: date | None
    posted: int | None
    """How many messages it has posted in all."""
    followers: int | None


def recognises(piece: Piece) -> bool:
    """Tell by what only messages of Mastodon have: a visibility, whom they answer, their shares."""
    return paths(piece) >= SHOWN


def read(piece: Piece, around: Circumstances) -> Reading:
    """Give the account, its public messages, and how long its replies took."""
    every = listed(read_json(piece))
    public = [(rank, one) for rank, one in enumerate(every, 1) if _visibility(one) in PUBLIC]
    owner = _owner([one for _, one in public], around.today)
    rejected = [
        Rejected(rank, NO_MESSAGE) for rank, one in enumerate(every, 1) if not _visibility(one)
    ]
    posts = tuple(_posts(public, owner.id, around.today, rejected))
    until = latest_day(posts, _known([one for _, one in public]), around.today)
    is_whole = owner.posted is not None and len({_id(one) for one in every}) >= owner.posted
    seen = AccountSeen(
        network="mastodon",
        native_id=owner.id,
        handle=owner.handle,
        name=owner.name,
        posts=posts,
        reach="complete" if is_whole else "last_n",
        period=None if is_whole else period_of_latest(posts, until),
        taken_on=until,
        opened_on=owner.opened_on,
        followers=_headcount(owner, until),
    )
    remarks = (NOT_READ,) if len(public) + len(rejected) < len(every) else ()
    return Reading((seen,), tuple(rejected), remarks)


def _headcount(owner: Owner, on: date | None) -> Headcount | None:
    return None if owner.followers is None or on is None else Headcount(owner.followers, on)


def _visibility(status: Any) -> str:
    return text(at(status, "visibility"))


def _id(status: Any) -> str:
    return text(at(status, "id"))


# ---------------------------------------------------------------- the account


def _owner(public: Sequence[Any], today: date) -> Owner:
    """Give the only account the messages are of; refuse the messages of several."""
    accounts = [at(one, "account") for one in public]
    ids = {text(at(one, "id")) for one in accounts}
    if not ids:
        raise Refused(NONE_PUBLIC)
    if len(ids) > 1 or "" in ids:
        raise Refused(SEVERAL)
    last = accounts[0]
    opened = dated(text(at(last, "created_at")))
    return Owner(
        id=ids.pop(),
        handle=_handle(last),
        name=shown_name(text(at(last, "display_name"))),
        opened_on=opened.day if opened is not None and opened.is_possible(today) else None,
        posted=max(
            (n for one in accounts if (n := whole(at(one, "statuses_count"))) is not None),
            default=None,
        ),
        followers=whole(at(last, "followers_count")),
    )


def _handle(account: Any) -> str | None:
    """Give ``compte@serveur``; a server names its own accounts without itself."""
    name, address = text(at(account, "acct")), web(text(at(account, "url")))
    if "@" in name or address is None:
        return name.lower() or None
    return f"{name}@{host_of(address)}".lower() if name else None


def _known(public: Sequence[Any]) -> Iterator[Dated | None]:
    """Give the days the file is seen to know of, beside those of the messages."""
    for one in public:
        yield dated(text(at(one, "edited_at")))
        yield dated(text(at(one, "account", "last_status_at")))


# ---------------------------------------------------------------- messages


def _posts(
    public: Sequence[tuple[int, Any]], owner: str, today: date, rejected: list[Rejected]
) -> Iterator[Post]:
    for rank, status in public:
        published = moment(text(at(status, "created_at")))
        if published is None:
            rejected.append(Rejected(rank, "date (created_at) illisible"))
        elif not plausible(published, today):
            rejected.append(Rejected(rank, "date (created_at) impossible"))
        else:
            yield _post(status, published, owner)


def _post(status: Any, published: datetime, owner: str) -> Post:
    if isinstance(at(status, "reblog"), dict):
        return post_at(published, kind="share", id=_id(status) or None)
    kind = _kind(status, owner)
    return post_at(
        published,
        kind=kind,
        medium=_medium(status),
        id=_id(status) or None,
        text=words_of(text(at(status, "content"))),
        counts=Counts(
            reactions=whole(at(status, "favourites_count")),
            comments=whole(at(status, "replies_count")),
            shares=whole(at(status, "reblogs_count")),
        ),
        answered_after=_delay(status, published) if kind == "reply" else None,
    )


def _kind(status: Any, owner: str) -> PostKind:
    if not text(at(status, "in_reply_to_id")):
        return "original"
    return "thread" if at(status, "in_reply_to_account_id") == owner else "reply"


def _delay(status: Any, published: datetime) -> int | None:
    """Give the seconds a message took to answer; None when its server does not number by time."""
    own, parent = of_mastodon(_id(status)), of_mastodon(text(at(status, "in_reply_to_id")))
    if own is None or parent is None or abs(own - published) > SAME_MOMENT:
        return None
    delay = published - parent
    return (
        int(delay.total_seconds())
        if plausible(parent, published.date()) and delay >= NONE
        else None
    )


def _medium(status: Any) -> Medium:
    attached = [text(at(one, "type")) for one in items(at(status, "media_attachments"))]
    if not attached:
        return _medium_of_text(status)
    several = len(attached) > 1 and set(attached) == {"image"}
    return "carousel" if several else MEDIA.get(attached[0], "unknown")


def _medium_of_text(status: Any) -> Medium:
    if isinstance(at(status, "poll"), dict):
        return "poll"
    return "link" if isinstance(at(status, "card"), dict) else "text"


FORMAT = Format(
    id="mastodon-statuses",
    title="Mastodon, messages d’un compte (JSON)",
    obtained="https://serveur/api/v1/accounts/numéro/statuses, enregistré depuis un navigateur",
    tells=("publications", "partages", "réponses", "réactions", "abonnés", "ouverture"),
    recognises=recognises,
    read=read,
    members=("statuses*.json",),
)
