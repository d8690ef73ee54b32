import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Reading, Refused
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.piece import HEAD
from playbook_audit.evidence.readers.tiktok_download import FORMAT

DATA = (SAMPLES / "tiktok/user_data_tiktok.json").read_bytes()
AT = datetime(2025, 11, 3, 5, 20, tzinfo=UTC)


def item(at: datetime = AT, said: str | None = None, **also: Any) -> dict[str, Any]:
    number = int(at.timestamp()) << 32
    return {
        "Date": f"{at:%Y-%m-%d %H:%M:%S}" if said is None else said,
        "Link": f"https://www.tiktokv.com/share/video/{number}/",
    } | also


def new(videos: Any) -> dict[str, Any]:
    return {"Post": {"Posts": {"VideoList": videos}}}


def old(videos: Any) -> dict[str, Any]:
    return {"Video": {"Videos": {"VideoList": videos}}}


def read(content: Any) -> Reading:
    return FORMAT.read(piece("user_data_tiktok.json", json.dumps(content)), Circumstances(TODAY))


def test_both_layouts_hold_the_same_posts() -> None:
    assert read(new([item()])).accounts == read(old([item()])).accounts


def test_null_is_an_account_without_posts() -> None:
    for content in (new(None), old(None), new([])):
        (seen,) = read(content).accounts
        assert (seen.posts, seen.reach) == ((), "complete")


def test_videos_watched_are_those_of_other_people() -> None:
    content = new([item()]) | {
        "Your Activity": {"Watch History": {"VideoList": [item(), item()]}},
        "Activity": {"Video Browsing History": {"VideoList": [item(), item()]}},
        "Tiktok Live": {"Watch Live History": {"VideoList": [item()]}},
    }
    assert len(read(content).accounts[0].posts) == 1


def test_a_file_with_only_videos_watched_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read({"Your Activity": {"Watch History": {"VideoList": [item()]}}})
    assert "aucune liste de publications" in caught.value.reason


def test_keys_with_and_without_capitals_are_read() -> None:
    lower = {"date": item()["Date"], "link": item()["Link"], "likes": "3", "title": "a"}
    (post,) = read(new([lower])).accounts[0].posts
    assert (post.at, post.counts.reactions, post.fingerprint) == (AT, 3, fingerprint("a"))


def test_only_the_name_of_the_account_is_kept() -> None:
    profile = {
        "userName": "VilleValmont",
        "emailAddress": "a@b.example",
        "birthDate": "01-Jan-1990",
    }
    for section in ("Profile Info", "Profile Information"):
        content = new([item()]) | {
            "Profile": {section: {"ProfileMap": profile}},
            "Your Activity": {"Follower": {"FansList": [{"UserName": "citoyen_fictif"}]}},
        }
        reading = read(content)
        assert reading.accounts[0].handle == "villevalmont"
        assert not [word for word in ("citoyen", "example", "1990") if word in repr(reading)]


def test_the_name_is_never_taken_elsewhere() -> None:
    content = new([item()]) | {
        "Your Activity": {"Follower": {"ProfileMap": {"userName": "citoyen"}}}
    }
    assert read(content).accounts[0].handle is None


def test_dates_that_the_numbers_prove_are_utc() -> None:
    assert read(new([item()])).accounts[0].time_basis == "utc"
    assert read(new([item()])).remarks == ()


def test_dates_in_another_zone_give_way_to_the_numbers() -> None:
    reading = read(new([item(said="2025-11-03 13:20:00")]))
    assert reading.accounts[0].posts[0].at == AT
    assert reading.accounts[0].time_basis == "id_derived"
    assert any("numéros" in one for one in reading.remarks)


def test_without_any_number_the_zone_is_said_to_be_unproved() -> None:
    reading = read(new([item(Link="")]))
    assert reading.accounts[0].posts[0].at == AT
    assert any("aucun numéro" in one for one in reading.remarks)


def test_a_private_post_was_shown_to_nobody() -> None:
    reading = read(new([item(WhoCanView="Public"), item(WhoCanView="Only me")]))
    assert len(reading.accounts[0].posts) == 1
    assert [(one.line, one.reason) for one in reading.rejected] == [(2, "publication privée")]


def test_the_list_of_posts_may_come_after_a_thousand_comments() -> None:
    comments = [{"date": "2026-01-01 10:00:00", "comment": "a" * 90, "url": ""}] * 1_000
    content = {"Comment": {"Comments": {"App": 1, "CommentsList": comments}}} | new([item()])
    data = json.dumps(content)
    assert data.index("VideoList") > HEAD
    assert FORMAT.recognises(piece("a.json", data))


def test_other_json_is_not_taken() -> None:
    others: list[Any] = [
        {"VideoList": [item()]},
        {"Posts": {"VideoList": []}},
        [{"Post": {"Posts": {"VideoList": []}}}],
        {"Profile": {"userName": "a"}},
    ]
    assert not [one for one in others if FORMAT.recognises(piece("a.json", json.dumps(one)))]


DRAWN = st.tuples(
    st.integers(1_470_000_000, 1_790_000_000),
    st.text(st.characters(codec="utf-8"), max_size=40).filter(
        lambda one: not one or bool(one.strip())
    ),
    st.one_of(st.none(), st.integers(0, 10**9)),
)


@given(st.lists(DRAWN, max_size=10, unique_by=lambda one: one[0]), st.sampled_from([new, old]))
@settings(max_examples=60)
def test_what_is_written_is_read_back(
    drawn: list[tuple[int, str, int | None]], layout: Any
) -> None:
    rows = [
        item(datetime.fromtimestamp(when, UTC), Title=said)
        | ({} if likes is None else {"Likes": str(likes)})
        for when, said, likes in drawn
    ]
    content = layout(rows or None)
    assert FORMAT.recognises(piece("user_data_tiktok.json", json.dumps(content)))
    posts = read(content).accounts[0].posts
    assert [
        (int(one.at.timestamp()), one.fingerprint, one.counts.reactions) for one in posts if one.at
    ] == [(when, fingerprint(said), likes) for when, said, likes in drawn]


@given(damaged(DATA))
@settings(max_examples=80)
def test_damaged_bytes_are_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("a.json", data))


@given(odd(json.loads(DATA)))
@settings(max_examples=150)
def test_odd_values_never_raise(data: bytes) -> None:
    only_refused(FORMAT, piece("a.json", data))
