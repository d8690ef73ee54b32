"""Mastodon archive: public posts only, threads and answers, in a ZIP or a tar.gz."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.archives import pieces, put, tar_of, zip_of
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import mastodon_archive, recognised
from playbook_audit.model.activity import Counts

AT = datetime(2025, 11, 3, 5, 20, tzinfo=UTC)
ME = "https://social.example/users/valmont"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = {
    "id": ME,
    "type": "Organization",
    "preferredUsername": "Valmont",
    "name": "Ville de Valmont",
    "url": "https://social.example/@valmont",
    "published": "2022-11-05T00:00:00Z",
}


def number(at: datetime) -> str:
    return str(round(at.timestamp() * 1000) << 16)


def created(at: datetime = AT, **note: Any) -> dict[str, Any]:
    address = f"{ME}/statuses/{number(at)}"
    written = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    made = {
        "id": address,
        "type": "Note",
        "inReplyTo": None,
        "published": written,
        "content": "<p>Bonjour</p>",
    }
    return {
        "id": f"{address}/activity",
        "type": "Create",
        "actor": ME,
        "published": written,
        "to": [PUBLIC],
        "object": made | note,
    }


def announced(at: datetime = AT) -> dict[str, Any]:
    return {**created(at), "type": "Announce", "object": "https://autre.example/users/x/statuses/1"}


def outbox(*items: Any, **more: Any) -> str:
    head = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "outbox.json",
        "type": "OrderedCollection",
    }
    return json.dumps({**head, "totalItems": len(items), "orderedItems": items, **more})


def read(*items: Any, actor: Any = ACTOR) -> Reading:
    beside = {} if actor is None else {"actor.json": piece("actor.json", json.dumps(actor))}
    one = Piece("outbox.json", piece("", outbox(*items)).opened, beside.get)
    assert recognised(one) is mastodon_archive.FORMAT
    return mastodon_archive.read(one, Circumstances(TODAY))


def seen_of(*items: Any, actor: Any = ACTOR) -> AccountSeen:
    (seen,) = read(*items, actor=actor).accounts
    return seen


# ---------------------------------------------------------------- the archive


@pytest.mark.parametrize(("made", "ending"), [(zip_of, "zip"), (tar_of, "tar.gz")])
def test_an_archive_of_either_kind_names_its_day_and_account(
    tmp_path: Path, made: Callable[[dict[str, bytes]], bytes], ending: str
) -> None:
    name = f"archive-20260502223000-0123456789abcdef0123456789abcdef.{ending}"
    members = {
        "media_attachments/files/1.jpg": b"\xff",
        "outbox.json": outbox(created()).encode(),
        "likes.json": b'{"orderedItems": []}',
        "bookmarks.json": b'{"orderedItems": []}',
        "actor.json": json.dumps(ACTOR).encode(),
    }
    (one,) = pieces(put(tmp_path, name, made(members)))
    found = mastodon_archive.read(one, Circumstances(TODAY))
    (seen,) = found.accounts
    assert (seen.handle, seen.name, seen.native_id) == (
        "valmont@social.example",
        "Ville de Valmont",
        None,
    )
    assert (seen.opened_on, seen.taken_on, seen.reach) == (
        date(2022, 11, 5),
        date(2026, 5, 2),
        "complete",
    )
    assert found.remarks == ()


@pytest.mark.parametrize(
    "name",
    [
        "archive.zip",
        "archive-99991231000000-0123456789abcdef.zip",
        "archive-20261399000000-0123456789abcdef.zip",
    ],
)
def test_a_name_that_tells_no_day_is_told(name: str) -> None:
    one = Piece("outbox.json", piece("", outbox(created())).opened, made_on=name)
    found = mastodon_archive.read(one, Circumstances(TODAY))
    assert found.accounts[0].taken_on is None
    assert mastodon_archive.UNDATED in found.remarks


def test_without_actor_json_the_posts_name_the_account() -> None:
    seen = seen_of(created(), actor=None)
    assert (seen.handle, seen.name, seen.opened_on) == ("valmont@social.example", None, None)


@pytest.mark.parametrize(
    "actor",
    ["https://social.example/ap/users/12345", "https://[", "javascript:alert(1)", "", 3, None],
)
def test_an_address_that_shows_no_name_leaves_the_account_unknown(actor: Any) -> None:
    found = read({**created(), "actor": actor}, actor=None)
    assert found.accounts[0].handle is None
    assert mastodon_archive.NOBODY in found.remarks


@pytest.mark.parametrize(
    "actor",
    [
        [],
        3,
        {"id": 3, "published": [], "name": {}},
        {"preferredUsername": "<b>", "id": ME, "published": "1990-01-01"},
        {"preferredUsername": "x", "id": "https://["},
    ],
)
def test_a_strange_actor_is_as_if_missing(actor: Any) -> None:
    seen = seen_of(created(), actor=actor)
    assert (seen.handle, seen.name, seen.opened_on) == ("valmont@social.example", None, None)


def test_an_actor_that_is_cut_is_as_if_missing() -> None:
    beside = {"actor.json": piece("actor.json", '{"id": "htt')}
    one = Piece("outbox.json", piece("", outbox(created())).opened, beside.get)
    assert len(mastodon_archive.read(one, Circumstances(TODAY)).accounts[0].posts) == 1


@pytest.mark.parametrize("name", ["likes.json", "bookmarks.json"])
def test_likes_and_bookmarks_are_not_an_outbox(name: str) -> None:
    assert not mastodon_archive.recognises(piece(name, outbox("https://x.example/1", id=name)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"type": "OrderedCollectionPage", "orderedItems": [], "id": "outbox.json"}',
        '{"type": "OrderedCollection", "id": "outbox.json"}',
    ],
)
def test_other_json_is_not_an_outbox(text: str) -> None:
    assert not mastodon_archive.recognises(piece("outbox.json", text))


def test_an_outbox_called_otherwise_is_known_by_what_it_lists() -> None:
    assert mastodon_archive.recognises(
        piece("x.json", outbox(created(), id="https://social.example/outbox"))
    )


def test_an_empty_outbox_is_complete() -> None:
    seen = seen_of()
    assert (seen.posts, seen.reach) == ((), "complete")


def test_something_after_the_collection_is_refused() -> None:
    with pytest.raises(Refused):
        mastodon_archive.read(piece("outbox.json", outbox(created()) + "{}"), Circumstances(TODAY))


# ---------------------------------------------------------------- posts


@pytest.mark.parametrize(
    "to", [{"to": [PUBLIC]}, {"to": [f"{ME}/followers"], "cc": ["as:Public"]}, {"to": PUBLIC}]
)
def test_what_everybody_may_read_is_kept(to: dict[str, Any]) -> None:
    assert len(seen_of({**created(), "to": [], **to}).posts) == 1


@pytest.mark.parametrize(
    "to",
    [
        [],
        None,
        3,
        [3, {}],
        ["https://autre.example/users/citoyen"],
        [f"{ME}/followers"],
        f"{PUBLIC}x",
    ],
)
def test_what_only_some_may_read_is_never_kept(to: Any) -> None:
    found = read({**created(), "to": to, "cc": [f"{ME}/followers"]})
    assert (found.accounts[0].posts, found.rejected) == ((), ())
    assert "les messages qui ne sont pas publics sont laissés de côté" in found.remarks


def test_a_boost_is_a_share_and_keeps_nothing_of_its_author() -> None:
    (post,) = seen_of(announced()).posts
    assert (post.kind, post.at, post.id, post.fingerprint) == ("share", AT, number(AT), None)


@pytest.mark.parametrize(
    "parent",
    [
        f"{ME}/statuses/{number(AT - timedelta(hours=1))}",
        "https://social.example/@valmont/1",
        f"https://social.example/ap/users/12/statuses/{number(AT - timedelta(days=1))}",
    ],
)
def test_an_answer_to_oneself_is_a_thread(parent: str) -> None:
    before = created(
        AT - timedelta(days=1),
        id=f"https://social.example/ap/users/12/statuses/{number(AT - timedelta(days=1))}",
    )
    answer, _ = seen_of(created(inReplyTo=parent), before).posts
    assert (answer.kind, answer.answered_after) == ("thread", None)


@pytest.mark.parametrize(
    ("parent", "seconds"),
    [
        (f"https://autre.example/users/citoyen/statuses/{number(AT - timedelta(hours=2))}", 7200),
        (f"https://autre.example/ap/users/1/statuses/{number(AT - timedelta(minutes=1))}", 60),
        (f"https://autre.example/users/citoyen/statuses/{number(AT + timedelta(hours=2))}", None),
        ("https://autre.example/users/citoyen/statuses/2", None),
        ("https://autre.example/users/citoyen/statuses/01ARZ3NDEKTSV4RRFFQ69G5FAV", None),
        (f"https://autre.example/p/citoyen/{number(AT - timedelta(hours=2))}", None),
        ("https://autre.example/notes/9abc", None),
    ],
)
def test_the_delay_of_an_answer_is_known_on_mastodon_only(parent: str, seconds: int | None) -> None:
    (post,) = seen_of(created(inReplyTo=parent)).posts
    assert (post.kind, post.answered_after, post.fingerprint) == ("reply", seconds, None)


@pytest.mark.parametrize(
    ("note", "medium"),
    [
        ({}, "text"),
        ({"type": "Question"}, "poll"),
        ({"attachment": [{"mediaType": "image/png"}]}, "image"),
        ({"attachment": [{"mediaType": "video/mp4"}]}, "video"),
        ({"attachment": [{"mediaType": "audio/mpeg"}]}, "unknown"),
        ({"attachment": {"mediaType": "image/png"}}, "text"),
        ({"content": '<a href="https://valmont.example">lien</a>'}, "link"),
        (
            {
                "content": '<a href="x" class="u-url mention">@x</a> <a class="mention hashtag">#x</a>'
            },
            "text",
        ),
    ],
)
def test_the_medium_is_that_of_what_is_attached(note: dict[str, Any], medium: str) -> None:
    (post,) = seen_of(created(**note)).posts
    assert post.medium == medium


def test_counts_of_newer_servers_are_read() -> None:
    newer, older = seen_of(
        created(likes={"totalItems": 3}, shares={"totalItems": 0}), created(AT + timedelta(1))
    ).posts
    assert (newer.counts, older.counts) == (Counts(reactions=3, shares=0), Counts())


@pytest.mark.parametrize("note", ["https://autre.example/1", None, [], 3])
def test_a_creation_of_nothing_is_no_post(note: Any) -> None:
    found = read({**created(), "object": note})
    assert found.accounts[0].posts == ()
    assert [(one.line, one.reason) for one in found.rejected] == [(1, mastodon_archive.NO_ITEM)]


# ---------------------------------------------------------------- properties


@given(
    posts=st.lists(
        st.tuples(
            st.datetimes(datetime(2017, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
                lambda one: one.replace(microsecond=0)
            ),
            st.sampled_from(["original", "share", "thread", "reply", "private"]),
        ),
        max_size=10,
    )
)
def test_what_is_written_is_read_back(posts: list[tuple[datetime, str]]) -> None:
    made: dict[str, Callable[[datetime], dict[str, Any]]] = {
        "original": created,
        "share": announced,
        "thread": lambda at: created(at, inReplyTo=f"{ME}/statuses/1"),
        "reply": lambda at: created(at, inReplyTo="https://autre.example/users/x/statuses/1"),
        "private": lambda at: {**created(at), "to": ["https://autre.example/users/x"]},
    }
    seen = seen_of(*(made[kind](at) for at, kind in posts))
    assert [(post.at, post.kind) for post in seen.posts] == [
        one for one in posts if one[1] != "private"
    ]


SAMPLE = (SAMPLES / "mastodon/outbox.json").read_bytes()


@settings(max_examples=200)
@given(data=damaged(SAMPLE))
def test_no_damage_raises(data: bytes) -> None:
    only_refused(mastodon_archive.FORMAT, piece("outbox.json", data))


@settings(max_examples=200)
@given(data=odd(json.loads(SAMPLE)), actor=odd(ACTOR))
def test_no_odd_value_raises(data: bytes, actor: bytes) -> None:
    beside = {"actor.json": piece("actor.json", actor)}
    only_refused(mastodon_archive.FORMAT, Piece("outbox.json", piece("", data).opened, beside.get))
