"""Posts of Bluesky: from its server (JSON) and from the RSS of a profile."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import (
    TODAY,
    account,
    counts,
    moments,
    moments_of,
    reading,
    reading_of,
    rss,
)
from tests.evidence.pieces import piece, sample

from playbook_audit.evidence.interface import Circumstances, Refused
from playbook_audit.evidence.readers import bluesky_feed, bluesky_feed_rss
from playbook_audit.model.activity import Counts

OWN, OTHER = "did:plc:valmont", "did:plc:habitant"
AT = datetime.fromisoformat("2026-05-01T10:00:00+00:00")
KINDS = ("original", "share", "thread", "reply")


def iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def view(at: datetime, *, did: str = OWN, key: str = "3k", **more: Any) -> dict[str, Any]:
    record = {"createdAt": iso(at), "text": f"Texte {key}", **more.pop("record", {})}
    uri = f"at://{did}/app.bsky.feed.post/{key}"
    author = {"did": did, "handle": f"{did[8:]}.example", "displayName": did[8:]}
    return {"uri": uri, "author": author, "record": record, "indexedAt": iso(at), **more}


def reply(at: datetime, to: str, parent: Any, key: str = "3k") -> dict[str, Any]:
    ref = {"parent": {"uri": f"at://{to}/app.bsky.feed.post/p"}}
    return {"post": view(at, key=key, record={"reply": ref}), "reply": {"parent": parent}}


def repost(at: datetime) -> dict[str, Any]:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": {"did": OWN}, "indexedAt": iso(at)}
    return {"post": view(AT, did=OTHER), "reason": reason}


def feed(*entries: Any) -> str:
    return json.dumps({"feed": list(entries), "cursor": "x"})


def entry(kind: str, at: datetime, rank: int, likes: int) -> dict[str, Any]:
    if kind == "share":
        return repost(at)
    if kind == "original":
        return {"post": view(at, key=str(rank), likeCount=likes)}
    to = OWN if kind == "thread" else OTHER
    return reply(at, to, view(at - timedelta(seconds=60), did=to), str(rank))


@given(st.lists(st.tuples(st.sampled_from(KINDS), moments, counts), min_size=1, max_size=12))
def test_a_feed_comes_back_as_it_was_written(posts: list[tuple[str, datetime, int]]) -> None:
    entries = [entry(kind, at, rank, likes) for rank, (kind, at, likes) in enumerate(posts)]
    seen = account(feed(*entries), "bluesky-feed")
    assert [(post.kind, post.at) for post in seen.posts] == [(kind, at) for kind, at, _ in posts]
    assert [post.counts.reactions for post in seen.posts] == [
        likes if kind == "original" else None for kind, _, likes in posts
    ]
    assert [post.answered_after for post in seen.posts] == [
        60 if kind == "reply" else None for kind, _, _ in posts
    ]
    assert (seen.native_id, seen.handle) == (
        OWN,
        "valmont.example" if any(k != "share" for k, _, _ in posts) else None,
    )


def test_a_repost_is_dated_by_its_reason_and_keeps_nothing_of_its_author() -> None:
    (seen,) = reading_of(sample("bluesky/getAuthorFeed.json"), "bluesky-feed").accounts
    (share,) = (post for post in seen.posts if post.kind == "share")
    assert share.day == date(2025, 11, 13)
    assert (share.id, share.fingerprint, share.counts) == (None, None, Counts())
    assert "autre" not in repr(seen)


def test_a_pinned_post_is_one_post_and_does_not_stretch_what_is_covered() -> None:
    pin = {"post": view(AT - timedelta(days=900), key="old"), "reason": {"$type": "x#reasonPin"}}
    rest = [{"post": view(AT - timedelta(days=day), key=str(day))} for day in range(3)]
    seen = account(feed(pin, *rest), "bluesky-feed")
    assert len(seen.posts) == 4
    assert seen.period == (date(2026, 4, 29), date(2026, 5, 1))


def test_a_pinned_post_that_comes_again_is_the_same_post() -> None:
    pin = {"post": view(AT), "reason": {"$type": "x#reasonPin"}}
    seen = account(feed(pin, {"post": view(AT)}), "bluesky-feed")
    assert len({post.id for post in seen.posts}) == 1


@pytest.mark.parametrize("kind", ["notFoundPost", "blockedPost"])
def test_a_reply_to_what_is_gone_has_no_delay(kind: str) -> None:
    gone = {"$type": f"app.bsky.feed.defs#{kind}", "uri": f"at://{OTHER}/app.bsky.feed.post/p"}
    (post,) = account(feed(reply(AT, OTHER, gone)), "bluesky-feed").posts
    assert (post.kind, post.answered_after) == ("reply", None)


def test_a_reply_dated_before_what_it_answers_has_no_delay() -> None:
    parent = view(AT + timedelta(hours=1), did=OTHER)
    (post,) = account(feed(reply(AT, OTHER, parent)), "bluesky-feed").posts
    assert post.answered_after is None


def test_a_false_date_is_bounded_by_the_clock_of_the_server() -> None:
    future = view(AT)
    future["record"]["createdAt"] = "2031-01-01T00:00:00Z"
    assert moments_of(account(feed({"post": future}), "bluesky-feed")) == [AT]


def test_the_timeline_of_a_person_is_refused() -> None:
    several = feed({"post": view(AT)}, {"post": view(AT, did=OTHER)})
    with pytest.raises(Refused) as caught:
        reading(several, "bluesky-feed")
    assert caught.value.reason == bluesky_feed.SEVERAL


@pytest.mark.parametrize(
    ("embed", "medium"),
    [
        (None, "text"),
        ({"$type": "app.bsky.embed.images", "images": [{}]}, "image"),
        ({"$type": "app.bsky.embed.images", "images": [{}, {}]}, "carousel"),
        ({"$type": "app.bsky.embed.video"}, "video"),
        ({"$type": "app.bsky.embed.external"}, "link"),
        ({"$type": "app.bsky.embed.record"}, "unknown"),
        (
            {
                "$type": "app.bsky.embed.recordWithMedia",
                "media": {"$type": "app.bsky.embed.images", "images": [{}]},
            },
            "image",
        ),
        ("app.bsky.embed.images", "unknown"),
    ],
)
def test_the_medium_is_told(embed: Any, medium: str) -> None:
    (post,) = account(feed({"post": view(AT, record={"embed": embed})}), "bluesky-feed").posts
    assert post.medium == medium


@pytest.mark.parametrize("odd", [None, 1, [], "x", {}])
def test_an_entry_that_is_none_is_left_out(odd: Any) -> None:
    found = reading(feed({"post": view(AT)}, odd), "bluesky-feed")
    assert len(found.accounts[0].posts) == 1
    assert [one.line for one in found.rejected] == [2]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("hier", "date (createdAt) illisible"),
        ("1970-01-01T00:00:00Z", "date (createdAt) impossible"),
    ],
)
def test_a_post_that_cannot_be_dated_is_left_out(written: str, reason: str) -> None:
    post = view(AT, indexedAt=None)
    post["record"]["createdAt"] = written
    found = reading(feed({"post": view(AT)}, {"post": post}), "bluesky-feed")
    assert found.rejected == ((2, reason),)


# ---------------------------------------------------------------- RSS of a profile


def item(at: datetime, rank: int = 0, did: str = OWN) -> str:
    return (
        f"<link>https://bsky.app/profile/Valmont.example/post/{rank}</link>"
        f"<pubDate>{iso(at)}</pubDate><guid>at://{did}/app.bsky.feed.post/{rank}</guid>"
    )


@given(st.lists(moments, min_size=1, max_size=30))
def test_an_rss_comes_back_as_it_was_written(times: list[datetime]) -> None:
    items = (item(at, rank) for rank, at in enumerate(times))
    found = reading(rss(items, "<title>@valmont.example - Valmont</title>"), "bluesky-feed-rss")
    (seen,) = found.accounts
    assert moments_of(seen) == times
    assert (seen.native_id, seen.handle, seen.name) == (OWN, "valmont.example", "Valmont")
    assert found.remarks == (bluesky_feed_rss.PARTIAL,)


def test_a_short_rss_is_no_short_history_since_replies_are_taken_out_of_the_thirty() -> None:
    assert account(rss([item(AT)]), "bluesky-feed-rss").reach == "last_n"


def test_a_post_has_the_same_id_from_both_sources() -> None:
    (one,) = account(rss([item(AT, 7)]), "bluesky-feed-rss").posts
    (other,) = account(feed({"post": view(AT, key="7")}), "bluesky-feed").posts
    assert one.id == other.id == "7"


def test_the_post_of_another_account_is_left_out() -> None:
    found = reading(rss([item(AT), item(AT, did=OTHER)]), "bluesky-feed-rss")
    assert [one.reason for one in found.rejected] == ["entrée 2 : publication d’un autre compte"]


def test_a_profile_named_by_its_number_only_has_no_handle() -> None:
    head = f"<link>https://bsky.app/profile/{OWN}</link>"
    seen = account(rss([], head), "bluesky-feed-rss")
    assert (seen.native_id, seen.handle) == (OWN, None)


def test_an_rss_that_names_no_profile_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        bluesky_feed_rss.read(piece("a", rss([])), Circumstances(TODAY))
    assert caught.value.reason == bluesky_feed_rss.NO_ACCOUNT
