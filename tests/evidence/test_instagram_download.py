import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.readers import instagram_insights
from playbook_audit.evidence.readers.instagram_download import FORMAT

POSTS = "meta-telechargement/your_instagram_activity/media/posts_1.json"
INSIGHTS = "meta-telechargement/logged_information/past_instagram_insights/posts.json"
DATA = (SAMPLES / POSTS).read_bytes()
AT = 1764836400


def distorted(text: str) -> str:
    return text.encode().decode("latin-1")


def read(content: Any, **also: Any) -> AccountSeen:
    given_piece = replace(piece("posts_1.json", json.dumps(content)), **also)
    return FORMAT.read(given_piece, Circumstances(TODAY)).accounts[0]


def medium(uri: str = "media/posts/1.jpg", title: str = "", when: int = AT) -> dict[str, Any]:
    return {"uri": uri, "creation_timestamp": when, "title": title}


# ---------------------------------------------------------------- traps


def test_the_caption_of_one_medium_is_on_it_and_that_of_several_on_the_post() -> None:
    alone = {"media": [medium(title=distorted("Été"))]}
    several = {"media": [medium(), medium()], "title": distorted("Été"), "creation_timestamp": AT}
    posts = read([alone, several]).posts
    assert [post.fingerprint for post in posts] == [fingerprint("Été")] * 2
    assert [post.medium for post in posts] == ["image", "carousel"]


def test_several_media_are_dated_by_their_post() -> None:
    row = {"media": [medium(when=AT - 9_999), medium()], "creation_timestamp": AT}
    (post,) = read([row]).posts
    assert post.at is not None
    assert int(post.at.timestamp()) == AT


def test_reels_and_stories_are_told_by_their_key() -> None:
    (reel,) = read({"ig_reels_media": [{"media": [medium("media/reels/1.mp4", "a")]}]}).posts
    (story,) = read({"ig_stories": [medium("media/stories/1.jpg")]}).posts
    assert (reel.kind, reel.medium) == ("original", "short_video")
    assert (story.kind, story.medium) == ("story", "image")


def test_the_layout_with_labels_holds_the_same_posts() -> None:
    row = {
        "timestamp": AT,
        "label_values": [
            {"label": "Media", "media": [medium("media/posts/1.jpg")]},
            {"label": distorted("Légende"), "value": distorted("Été")},
            {"label": "Tagged users", "vec": [{"value": "citoyen"}]},
        ],
    }
    assert FORMAT.recognises(piece("posts.json", json.dumps([row])))
    (post,) = read([row]).posts
    assert (post.medium, post.fingerprint) == ("image", fingerprint("Été"))


@pytest.mark.parametrize(
    "content",
    [
        {"ig_archived_post_media": [{"media": [medium()]}]},
        {"ig_recently_deleted_media": [{"media": [medium()]}]},
        {"ig_profile_picture": [medium()]},
        {"timestamp": AT, "label_values": [{"label": "Media", "media": [medium()]}]},
        [{"media_list_data": [], "string_map_data": {"Comment": {"value": "a"}}}],
        [
            {
                "timestamp": AT,
                "label_values": [{"label": "Media", "media": [medium("media/other/1.jpg")]}],
            }
        ],
        {"participants": [{"name": "a"}], "messages": []},
        [],
        {},
    ],
)
def test_what_is_not_online_or_not_the_account_s_is_left(content: Any) -> None:
    assert not FORMAT.recognises(piece("a.json", json.dumps(content)))


def test_the_archive_names_the_account_and_the_day() -> None:
    seen = read([{"media": [medium()]}], made_on="instagram-ville.valmont_44-2026-07-31-Ab1Cd2.zip")
    assert seen.handle == "ville.valmont_44"
    assert str(seen.taken_on) == "2026-07-31"
    assert read([{"media": [medium()]}]).handle is None


def test_an_archive_of_facebook_names_no_account_of_instagram() -> None:
    assert read([{"media": [medium()]}], made_on="facebook-valmont-2026-07-31.zip").handle is None


def test_posts_are_all_that_is_online_and_reels_alone_are_not() -> None:
    reels = {"ig_reels_media": [{"media": [medium("media/reels/1.mp4")]}]}
    assert read([{"media": [medium()]}]).reach == "last_n"
    assert read(reels).reach == "window"
    beside = {"siblings": lambda name: piece(name, "[]") if name == "posts_1.json" else None}
    assert read(reels, **beside).reach == "last_n"


def test_the_remark_on_reels_goes_when_they_are_beside() -> None:
    content = piece("posts_1.json", json.dumps([{"media": [medium()]}]))
    alone = FORMAT.read(content, Circumstances(TODAY))
    beside = replace(content, siblings=lambda name: piece(name, "{}"))
    assert len(alone.remarks) == len(FORMAT.read(beside, Circumstances(TODAY)).remarks) + 1


def test_a_post_bears_the_same_second_in_the_posts_and_in_the_insights() -> None:
    (posts,) = FORMAT.read(sample(POSTS), Circumstances(TODAY)).accounts
    (insights,) = instagram_insights.FORMAT.read(sample(INSIGHTS), Circumstances(TODAY)).accounts
    moments = {post.at: post for post in posts.posts}
    assert {post.at for post in insights.posts} <= moments.keys()
    for post in insights.posts:
        assert post.fingerprint in (None, moments[post.at].fingerprint)


def test_only_media_and_insights_of_an_archive_are_opened() -> None:
    opened = FORMAT.members + instagram_insights.FORMAT.members
    assert all(one.startswith(("media/", "content/", "past_instagram_insights/")) for one in opened)


# ---------------------------------------------------------------- properties

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60).filter(
    lambda one: not one or bool(one.strip())
)
DRAWN = st.tuples(st.integers(1_290_000_000, 1_790_000_000), TEXTS, st.integers(1, 4))


@given(st.lists(DRAWN, min_size=1, max_size=12))
@settings(max_examples=60)
def test_what_is_written_is_read_back(drawn: list[tuple[int, str, int]]) -> None:
    rows = [_written(*one) for one in drawn]
    assert FORMAT.recognises(piece("posts_1.json", json.dumps(rows)))
    read_back = [
        (int(post.at.timestamp()), post.fingerprint, post.medium)
        for post in read(rows).posts
        if post.at
    ]
    assert read_back == [
        (when, fingerprint(said), "image" if media == 1 else "carousel")
        for when, said, media in drawn
    ]


def _written(when: int, said: str, media: int) -> dict[str, Any]:
    if media == 1:
        return {"media": [medium(title=distorted(said), when=when)]}
    return {
        "media": [medium(when=when)] * media,
        "title": distorted(said),
        "creation_timestamp": when,
    }


@given(damaged(DATA))
@settings(max_examples=80)
def test_damaged_bytes_are_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("posts_1.json", data))


@given(
    st.one_of(
        odd(json.loads(DATA)),
        odd({"ig_stories": [medium(), medium()], "ig_reels_media": [{"media": [medium()]}]}),
        odd(
            [
                {
                    "timestamp": AT,
                    "label_values": [{"label": "Caption", "value": "a"}, {"media": [medium()]}],
                }
            ]
        ),
    )
)
@settings(max_examples=150)
def test_odd_values_never_raise(data: bytes) -> None:
    only_refused(FORMAT, piece("posts_1.json", data))
