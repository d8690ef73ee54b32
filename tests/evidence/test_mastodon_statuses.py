"""Messages of a Mastodon account, as its server gives them."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import account, counts, moments, moments_of, reading, reading_of
from tests.evidence.pieces import _piece, sample

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.readers import mastodon_statuses
from playbook_audit.model.activity import Counts, Headcount

REAL = Path(__file__).parents[3] / "shared" / "samples" / "mastodon" / "api_statuses_reel.json"
AT = datetime.fromisoformat("2026-05-01T10:00:00+00:00")
OWN, OTHER = "112000000000000001", "112000000000000777"
KINDS = ("original", "share", "thread", "reply")


def number(at: datetime) -> str:
    return str(round(at.timestamp() * 1000) << 16)


def owner(**more: Any) -> dict[str, Any]:
    return {
        "id": OWN,
        "acct": "Valmont",
        "display_name": "Ville de Valmont",
        "url": "https://social.example/@Valmont",
        "created_at": "2023-03-14T00:00:00.000Z",
        "followers_count": 412,
        "statuses_count": 640,
        **more,
    }


def status(at: datetime, **more: Any) -> dict[str, Any]:
    return {
        "id": number(at),
        "created_at": at.isoformat().replace("+00:00", ".000Z"),
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "visibility": "public",
        "reblogs_count": 0,
        "reblog": None,
        "content": "<p>Texte</p>",
        "account": owner(),
        **more,
    }


def message(kind: str, at: datetime, likes: int) -> dict[str, Any]:
    if kind == "share":
        return status(at, reblog=status(AT, account=owner(id=OTHER)))
    if kind == "original":
        return status(at, favourites_count=likes)
    parent = {"in_reply_to_id": number(at - timedelta(seconds=90))}
    return status(at, **parent, in_reply_to_account_id=OWN if kind == "thread" else OTHER)


@given(st.lists(st.tuples(st.sampled_from(KINDS), moments, counts), min_size=1, max_size=12))
def test_messages_come_back_as_they_were_written(posts: list[tuple[str, datetime, int]]) -> None:
    seen = account(json.dumps([message(*one) for one in posts]), "mastodon-statuses")
    assert [(post.kind, post.at) for post in seen.posts] == [(kind, at) for kind, at, _ in posts]
    assert [post.counts.reactions for post in seen.posts] == [
        likes if kind == "original" else None for kind, _, likes in posts
    ]
    early = datetime.fromisoformat("2004-01-01T00:02:00+00:00")
    assert [post.answered_after for post in seen.posts if post.at and post.at > early] == [
        90 if kind == "reply" else None for kind, at, _ in posts if at > early
    ]


def test_the_account_is_told_with_its_followers_and_its_opening() -> None:
    (seen,) = reading_of(sample("mastodon/statuses.json"), "mastodon-statuses").accounts
    assert (seen.handle, seen.opened_on) == ("valmont@social.example", date(2023, 3, 14))
    assert seen.followers == Headcount(412, date(2026, 10, 12))


def test_nothing_of_other_people_is_kept() -> None:
    found = reading_of(sample("mastodon/statuses.json"), "mastodon-statuses")
    for word in ("habitante", "ailleurs", "brume", "SENTINELLE", OTHER):
        assert word not in repr(found)


@pytest.mark.parametrize("visibility", ["private", "direct", "limited", "local"])
def test_what_is_not_public_is_not_read(visibility: str) -> None:
    text = json.dumps([status(AT), status(AT - timedelta(days=9), visibility=visibility)])
    found = reading(text, "mastodon-statuses")
    assert moments_of(found.accounts[0]) == [AT]
    assert found.remarks == (mastodon_statuses.NOT_READ,)


def test_private_messages_alone_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        reading(json.dumps([status(AT, visibility="direct")]), "mastodon-statuses")
    assert caught.value.reason == mastodon_statuses.NONE_PUBLIC


def test_as_many_messages_as_the_account_has_posted_are_all_of_it() -> None:
    two = [status(AT), status(AT - timedelta(days=1), visibility="private")]
    for one in two:
        one["account"] = owner(statuses_count=2)
    assert account(json.dumps(two), "mastodon-statuses").reach == "complete"
    assert account(json.dumps(two[:1]), "mastodon-statuses").reach == "last_n"
    assert account(json.dumps([two[0], two[0]]), "mastodon-statuses").reach == "last_n"


def test_a_server_that_numbers_otherwise_tells_no_delay() -> None:
    text = json.dumps([status(AT, id="1234", in_reply_to_id="1233", in_reply_to_account_id="7")])
    (post,) = account(text, "mastodon-statuses").posts
    assert (post.kind, post.answered_after) == ("reply", None)


def test_a_reply_to_an_account_that_is_gone_is_a_reply() -> None:
    text = json.dumps([status(AT, in_reply_to_id=number(AT - timedelta(hours=1)))])
    (post,) = account(text, "mastodon-statuses").posts
    assert (post.kind, post.answered_after) == ("reply", 3600)


def test_an_account_seen_from_another_server_keeps_its_own() -> None:
    text = json.dumps([status(AT, account=owner(acct="Valmont@mairie.example"))])
    assert account(text, "mastodon-statuses").handle == "valmont@mairie.example"


def test_the_timeline_of_a_person_is_refused() -> None:
    text = json.dumps([status(AT), status(AT, account=owner(id=OTHER))])
    with pytest.raises(Refused) as caught:
        reading(text, "mastodon-statuses")
    assert caught.value.reason == mastodon_statuses.SEVERAL


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (None, "date (created_at) illisible"),
        ("2026-05-01", "date (created_at) illisible"),
        ("1970-01-01T00:00:00Z", "date (created_at) impossible"),
        ("2027-01-01T00:00:00Z", "date (created_at) impossible"),
    ],
)
def test_a_message_that_cannot_be_dated_is_left_out(written: Any, reason: str) -> None:
    text = json.dumps([status(AT), status(AT, created_at=written)])
    assert reading(text, "mastodon-statuses").rejected == ((2, reason),)


@pytest.mark.parametrize("odd", [None, 1, [], "x", {}])
def test_an_item_that_is_no_message_is_left_out(odd: Any) -> None:
    found = reading(json.dumps([status(AT), odd]), "mastodon-statuses")
    assert found.rejected == ((2, mastodon_statuses.NO_MESSAGE),)


@pytest.mark.parametrize(
    ("more", "medium"),
    [
        ({}, "text"),
        ({"card": {}}, "link"),
        ({"poll": {}}, "poll"),
        ({"media_attachments": [{"type": "image"}]}, "image"),
        ({"media_attachments": [{"type": "gifv"}]}, "image"),
        ({"media_attachments": [{"type": "image"}, {"type": "image"}]}, "carousel"),
        ({"media_attachments": [{"type": "video"}]}, "video"),
        ({"media_attachments": [{"type": "audio"}]}, "unknown"),
    ],
)
def test_the_medium_is_told(more: dict[str, Any], medium: str) -> None:
    (post,) = account(json.dumps([status(AT, **more)]), "mastodon-statuses").posts
    assert post.medium == medium


@pytest.mark.skipif(not REAL.is_file(), reason="real answers are not part of the project")
def test_real_answers_of_a_server_are_read() -> None:
    (seen,) = reading_of(_piece(REAL), "mastodon-statuses").accounts
    assert {post.id for post in seen.posts} == {"117020583223442465"}
    assert seen.posts[0].at == datetime.fromisoformat("2026-08-01T13:53:15+00:00")
    assert seen.posts[0].counts == Counts(reactions=0, comments=0, shares=0)
    assert (seen.reach, seen.opened_on) == ("last_n", date(2026, 8, 1))
    assert seen.followers == Headcount(0, date(2026, 8, 1))
