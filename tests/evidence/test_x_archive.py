"""X archive: threads, replies and reposts told apart, times checked against numbers."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.archives import pieces, put, zip_of
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import recognised, x_archive
from playbook_audit.evidence.times import X_EPOCH_MS
from playbook_audit.model.activity import NO_COUNTS, Counts

AT = datetime(2025, 11, 3, 5, 20, tzinfo=UTC)
ME = "99"
ACCOUNT = {
    "account": {
        "username": "VilleValmont",
        "accountId": ME,
        "createdAt": "2012-05-02T22:30:00.000Z",
        "accountDisplayName": "Ville de Valmont",
    }
}
MANIFEST = {
    "userInfo": {"accountId": ME, "userName": "villevalmont", "displayName": "Ville"},
    "archiveInfo": {"generationDate": "2026-05-02T23:10:00.000Z", "isPartialArchive": False},
    "dataTypes": {"tweets": {"files": [{"fileName": "data/tweets.js"}]}},
}
MOMENTS = st.integers(1_291_161_600, 1_793_491_200).map(
    lambda one: datetime.fromtimestamp(one, UTC)
)
"""From December 2010 to November 2026, by the second."""


def number(at: datetime) -> str:
    return str((round(at.timestamp() * 1000) - X_EPOCH_MS) << 22)


def tweet(at: datetime = AT, **more: Any) -> dict[str, Any]:
    written = at.strftime("%a %b %d %H:%M:%S +0000 %Y")
    return {"id_str": number(at), "created_at": written, "full_text": "Bonjour", **more}


def script(items: object, name: str = "tweets.part0", end: str = "") -> bytes:
    return f"window.YTD.{name} = {json.dumps(items, indent=1, ensure_ascii=False)}{end}".encode(
        "utf-8", "surrogatepass"
    )


def archive(folder: Path, items: list[Any], **files: Any) -> list[Piece]:
    """Give the pieces of an archive; a file given as None is missing."""
    made = {"account": [ACCOUNT], "manifest": MANIFEST, **files}
    members = {"data/tweets.js": script([{"tweet": one} for one in items])}
    for name, content in made.items():
        if content is not None:
            members[f"data/{name}.js"] = (
                content if isinstance(content, bytes) else script(content, f"{name}.part0")
            )
    return pieces(put(folder, "twitter-2026-05-03-abc.zip", zip_of(members)))


def reading(one: Piece) -> Reading:
    found = recognised(one)
    assert found is x_archive.FORMAT
    return found.read(one, Circumstances(TODAY))


def seen_of(data: bytes) -> AccountSeen:
    (account,) = reading(piece("tweets.js", data)).accounts
    return account


def in_archive(folder: Path, items: list[Any], **files: Any) -> AccountSeen:
    (account,) = reading(archive(folder, items, **files)[0]).accounts
    return account


# ---------------------------------------------------------------- the archive


def test_the_account_and_the_day_come_from_the_files_beside(tmp_path: Path) -> None:
    seen = in_archive(tmp_path, [tweet()])
    assert (seen.native_id, seen.handle, seen.name) == (ME, "villevalmont", "Ville de Valmont")
    assert (seen.opened_on, seen.taken_on) == (date(2012, 5, 3), date(2026, 5, 3))  # in Paris
    assert (seen.reach, seen.time_basis) == ("complete", "utc")


def test_without_account_js_the_manifest_names_the_account(tmp_path: Path) -> None:
    seen = in_archive(tmp_path, [tweet()], account=None)
    assert (seen.native_id, seen.handle, seen.opened_on) == (ME, "villevalmont", None)


def test_without_a_manifest_the_name_of_the_archive_tells_its_day(tmp_path: Path) -> None:
    assert in_archive(tmp_path, [tweet()], manifest=None).taken_on == date(2026, 5, 3)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"window.YTD.account.part0 = [",
        b"x = " + b"[" * 5_000,
        b"x = 3",
        b"x = [[]]",
        b'x = [{"account": 1}]',
    ],
)
def test_files_beside_that_are_broken_are_as_if_missing(tmp_path: Path, broken: bytes) -> None:
    found = reading(archive(tmp_path, [tweet()], account=broken, manifest=broken)[0])
    assert x_archive.NOBODY in found.remarks
    assert len(found.accounts[0].posts) == 1


def test_strange_names_and_days_are_not_kept(tmp_path: Path) -> None:
    account = {
        "username": "a b<script>",
        "accountId": "x" * 40,
        "createdAt": "0001-01-01T00:00:00Z",
        "accountDisplayName": "Ville\x1b[31m\ud83d",
    }
    info = {"generationDate": "9999-12-31T23:59:59Z", "isPartialArchive": "yes"}
    seen = in_archive(
        tmp_path, [tweet()], account=[{"account": account}], manifest={"archiveInfo": info}
    )
    assert (seen.native_id, seen.handle, seen.opened_on) == (None, None, None)
    assert seen.name is not None
    assert seen.name.isprintable() or "\ufffd" in seen.name
    assert seen.taken_on == date(2026, 5, 3)


def test_an_archive_that_says_it_is_partial_proves_no_silence(tmp_path: Path) -> None:
    manifest = {**MANIFEST, "archiveInfo": {"isPartialArchive": True}}
    found = reading(archive(tmp_path, [tweet()], manifest=manifest)[0])
    assert found.accounts[0].reach == "window"
    assert x_archive.PARTIAL in found.remarks


def test_an_archive_that_lacks_one_of_its_files_is_partial(tmp_path: Path) -> None:
    files = [{"fileName": "data/tweets.js"}, {"fileName": "data/tweets-part1.js"}]
    manifest = {**MANIFEST, "dataTypes": {"tweets": {"files": files}}}
    assert in_archive(tmp_path, [tweet()], manifest=manifest).reach == "window"


def test_each_part_is_a_piece_and_together_they_are_complete(tmp_path: Path) -> None:
    files = [{"fileName": "data/tweets.js"}, {"fileName": "data/tweets-part1.js"}]
    manifest = {**MANIFEST, "dataTypes": {"tweets": {"files": files}}}
    later = {"tweets-part1": script([{"tweet": tweet(AT + timedelta(days=1))}], "tweets.part1")}
    found = [reading(one) for one in archive(tmp_path, [tweet()], manifest=manifest, **later)]
    assert [len(one.accounts[0].posts) for one in found] == [1, 1]
    assert {one.accounts[0].reach for one in found} == {"complete"}
    assert not any(one.remarks for one in found)


def test_parts_out_of_their_archive_are_asked_for_together(tmp_path: Path) -> None:
    files = [{"fileName": "data/tweets.js"}, {"fileName": "data/tweets-part1.js"}]
    put(
        tmp_path,
        "manifest.js",
        script({**MANIFEST, "dataTypes": {"tweets": {"files": files}}}, "x"),
    )
    put(tmp_path, "tweets-part1.js", script([], "tweets.part1"))
    (one,) = pieces(put(tmp_path, "tweets.js", script([])))
    assert x_archive.SHARED_OUT.format(2) in reading(one).remarks


@pytest.mark.parametrize("end", ["", ";", " ;\n", "\n"])
def test_a_trailing_semicolon_is_allowed(end: str) -> None:
    assert len(seen_of(script([{"tweet": tweet()}], end=end)).posts) == 1


@pytest.mark.parametrize("end", [";alert(1)", "[]", ";;", ".concat([])"])
def test_code_after_the_list_is_refused(end: str) -> None:
    with pytest.raises(Refused) as caught:
        seen_of(script([{"tweet": tweet()}], end=end))
    assert caught.value.reason == x_archive.CODE_AFTER


@pytest.mark.parametrize(
    "begins",
    [
        "window.TWEETS = [",
        "window.YTD.like.part0 = [",
        "window.YTD.deleted_tweets.part0 = [",
        "var a = [",
        "[",
        "window.YTD.tweets.part0 = {",
        "",
    ],
)
def test_what_begins_otherwise_is_not_an_archive(begins: str) -> None:
    assert not x_archive.recognises(piece("data/tweets.js", begins + "]"))


def test_older_archives_and_marks_are_recognised() -> None:
    data = b"\xef\xbb\xbf" + script([tweet()], "tweet.part0")
    assert len(seen_of(data).posts) == 1


def test_an_archive_without_posts_is_complete_and_empty() -> None:
    seen = seen_of(script([]))
    assert (seen.posts, seen.reach) == ((), "complete")


def test_endless_nesting_and_figures_are_refused_or_left_out() -> None:
    with pytest.raises(Refused):
        seen_of(b"window.YTD.tweets.part0 = " + b"[" * 50_000)
    huge = script([]).replace(b"[]", b'[{"tweet": {"id": ' + b"9" * 6_000 + b"}}]")
    assert reading(piece("tweets.js", huge)).rejected[0].reason == x_archive.NO_DATE


# ---------------------------------------------------------------- posts


def kinds(*tweets: dict[str, Any], folder: Path) -> list[str]:
    return [post.kind for post in in_archive(folder, list(tweets)).posts]


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    first = tweet()
    assert kinds(
        first,
        tweet(full_text="RT @quelquun: bravo"),
        tweet(in_reply_to_user_id=ME),
        tweet(in_reply_to_screen_name="VILLEVALMONT"),
        tweet(in_reply_to_status_id=first["id_str"], in_reply_to_user_id="4242"),
        tweet(in_reply_to_user_id_str="4242"),
        tweet(in_reply_to_screen_name="quelquun"),
        tweet(in_reply_to_status_id="20"),
        tweet(full_text="@quelquun sans champ de réponse"),
        tweet(in_reply_to_user_id=None, in_reply_to_screen_name=None),
        folder=tmp_path,
    ) == [
        "original",
        "share",
        "thread",
        "thread",
        "thread",
        "reply",
        "reply",
        "reply",
        "original",
        "original",
    ]


def test_without_any_name_a_thread_is_known_by_its_parent() -> None:
    first, later = tweet(), AT + timedelta(minutes=3)
    items = [tweet(later, in_reply_to_status_id=first["id_str"], in_reply_to_user_id="1"), first]
    thread, original = seen_of(script(items)).posts
    assert (thread.kind, thread.answered_after, original.kind) == ("thread", None, "original")


@pytest.mark.parametrize(
    ("parent", "seconds"),
    [
        (number(AT - timedelta(hours=2)), 7200),
        (str(int(number(AT)) + 1), 0),
        (number(AT + timedelta(seconds=30)), 0),
        (number(AT + timedelta(hours=2)), None),
        ("20", None),
        ("", None),
    ],
)
def test_the_delay_of_a_reply_comes_from_the_number_it_answers(
    parent: str, seconds: int | None
) -> None:
    (post,) = seen_of(script([tweet(in_reply_to_status_id=parent, in_reply_to_user_id="1")])).posts
    assert (post.kind, post.answered_after) == ("reply", seconds)


def test_counts_are_text_and_zero_is_not_nothing() -> None:
    given_, zero, none = seen_of(
        script([tweet(favorite_count="12", retweet_count=3), tweet(favorite_count="0"), tweet()])
    ).posts
    assert given_.counts == Counts(reactions=12, shares=3)
    assert zero.counts == Counts(reactions=0)
    assert none.counts == NO_COUNTS


def test_the_success_of_a_repost_is_somebody_else_s() -> None:
    (post,) = seen_of(script([tweet(full_text="RT @autre: x", retweet_count="900")])).posts
    assert (post.counts, post.fingerprint) == (NO_COUNTS, None)


@pytest.mark.parametrize(
    ("more", "medium"),
    [
        ({}, "text"),
        ({"entities": {"urls": [{}]}}, "link"),
        ({"entities": {"media": [{"type": "photo"}], "urls": [{}]}}, "image"),
        ({"extended_entities": {"media": [{"type": "video"}]}}, "video"),
        ({"entities": {"media": [{"type": "hologram"}]}}, "unknown"),
        ({"entities": {"media": {"type": "photo"}}}, "text"),
        ({"entities": []}, "text"),
    ],
)
def test_the_medium_is_that_of_what_is_attached(more: dict[str, Any], medium: str) -> None:
    (post,) = seen_of(script([tweet(**more)])).posts
    assert post.medium == medium


def test_a_number_that_agrees_within_a_minute_says_nothing() -> None:
    close, far = AT + timedelta(seconds=50), AT + timedelta(minutes=2)
    found = reading(
        piece("tweets.js", script([tweet(id_str=number(close)), tweet(id_str=number(far))]))
    )
    assert [post.at for post in found.accounts[0].posts] == [AT, AT]
    assert sum("contredit" in one for one in found.remarks) == 1


def test_several_contradictions_are_counted() -> None:
    far = number(AT + timedelta(days=2))
    found = reading(piece("tweets.js", script([tweet(id_str=far), tweet(id_str=far)])))
    assert any(one.startswith("2 posts ont une date") for one in found.remarks)


@pytest.mark.parametrize(
    "written", ["", "Mon Foo 03 05:20:00 +0000 2025", "Mon Nov 31 05:20:00 +0000 2025", 12, None]
)
def test_a_date_that_cannot_be_read_is_taken_from_the_number(written: object) -> None:
    dated, undated = [
        {**tweet(), "created_at": written},
        {**tweet(), "created_at": written, "id_str": "20"},
    ]
    found = reading(piece("tweets.js", script([dated, undated])))
    assert [post.at for post in found.accounts[0].posts] == [AT]
    assert [(one.line, one.reason) for one in found.rejected] == [(2, x_archive.NO_DATE)]


def test_numbers_from_before_times_are_not_dated() -> None:
    old = tweet(datetime(2009, 3, 1, tzinfo=UTC), id_str="1234567")
    (post,) = seen_of(script([old])).posts
    assert post.at == datetime(2009, 3, 1, tzinfo=UTC)


# ---------------------------------------------------------------- properties


@given(
    posts=st.lists(
        st.tuples(
            MOMENTS,
            st.integers(0, 10**6),
            st.sampled_from(["original", "share", "thread", "reply"]),
        ),
        max_size=12,
        unique_by=lambda one: one[0],
    )
)
def test_what_is_written_is_read_back(posts: list[tuple[datetime, int, str]]) -> None:
    asked = {
        "original": {},
        "share": {"full_text": "RT @autre: x"},
        "thread": {"in_reply_to_user_id": ME, "in_reply_to_screen_name": "villevalmont"},
        "reply": {"in_reply_to_user_id": "7", "in_reply_to_status_id": "21"},
    }
    items = [
        {"tweet": tweet(at, favorite_count=str(liked), **asked[kind])} for at, liked, kind in posts
    ]
    beside = piece("account.js", script([ACCOUNT], "account.part0"))
    data = script(items)
    one = Piece("tweets.js", piece("", data).opened, {"account.js": beside}.get)
    found = reading(one)
    (seen,) = found.accounts
    assert [(post.at, post.kind, post.id) for post in seen.posts] == [
        (at, kind, number(at)) for at, _, kind in posts
    ]
    assert [post.counts.reactions for post in seen.posts] == [
        None if kind == "share" else liked for _, liked, kind in posts
    ]
    assert not found.rejected


SAMPLE = pieces(SAMPLES / "x/twitter-2026-05-02-archive.zip")[0].data


@settings(max_examples=200)
@given(data=damaged(SAMPLE[:3_000]))
def test_no_damage_raises(data: bytes) -> None:
    only_refused(x_archive.FORMAT, piece("tweets.js", data))


@settings(max_examples=200)
@given(data=odd(json.loads(SAMPLE.partition(b"= ")[2])[8:]))
def test_no_odd_value_raises(data: bytes) -> None:
    only_refused(x_archive.FORMAT, piece("tweets.js", b"window.YTD.tweets.part0 = " + data))


@given(data=odd([ACCOUNT]), manifest=odd(MANIFEST))
def test_no_odd_value_beside_raises(data: bytes, manifest: bytes) -> None:
    beside = {
        "account.js": piece("account.js", b"window.YTD.account.part0 = " + data),
        "manifest.js": piece("manifest.js", b"window.__THAR_CONFIG = " + manifest),
    }
    only_refused(
        x_archive.FORMAT, Piece("tweets.js", piece("", script([tweet()])).opened, beside.get)
    )
