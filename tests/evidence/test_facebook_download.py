import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers.facebook_download import FORMAT

PATH = (
    SAMPLES
    / "meta-telechargement/this_profile's_activity_across_facebook/posts/profile_posts_1.json"
)
DATA = PATH.read_bytes()
AT = 1764836400


def distorted(text: str) -> str:
    """Write a text as Meta does."""
    return text.encode().decode("latin-1")


def read(content: Any, **also: Any) -> AccountSeen:
    reading = FORMAT.read(
        replace(piece("a.json", json.dumps(content)), **also), Circumstances(TODAY)
    )
    return reading.accounts[0]


def row(**also: Any) -> dict[str, Any]:
    return {"timestamp": AT, "data": [{"post": "Travaux"}], **also}


# ---------------------------------------------------------------- traps


def test_times_are_unix_seconds_and_the_day_is_that_of_paris() -> None:
    late = int(datetime(2026, 6, 30, 22, 30, tzinfo=UTC).timestamp())
    (post,) = read([row(timestamp=late)]).posts
    assert post.at == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert str(post.day) == "2026-07-01"


def test_a_distorted_text_has_the_fingerprint_of_the_text_that_was_meant() -> None:
    meant = "🎉 Fête de la Loire : circulation alternée jusqu’au 12."
    (post,) = read([row(data=[{"post": distorted(meant)}])]).posts
    assert post.fingerprint == fingerprint(meant)


def test_a_text_saved_again_by_a_windows_program_is_mended_too() -> None:
    meant = "l’été : 5 €"
    (post,) = read([row(data=[{"post": meant.encode().decode("cp1252")}])]).posts
    assert post.fingerprint == fingerprint(meant)


@pytest.mark.parametrize("meant", ["Été à Valmont", "Fête", "Ø", "déjà 🎉"])
def test_a_text_that_was_not_distorted_is_left_alone(meant: str) -> None:
    (post,) = read([row(data=[{"post": meant}])]).posts
    assert post.fingerprint == fingerprint(meant)


@pytest.mark.parametrize(
    "title",
    [
        "Valmont a partagé une publication.",
        "Valmont shared a post.",
        "Valmont a partagé une vidéo.",
    ],
)
def test_a_title_that_says_so_without_a_text_is_a_share(title: str) -> None:
    (post,) = read(
        [{"timestamp": AT, "data": [{"update_timestamp": AT}], "title": distorted(title)}]
    ).posts
    assert post.kind == "share"


def test_with_a_text_or_a_link_of_ones_own_it_is_no_share() -> None:
    said = row(title=distorted("Valmont a partagé une publication."))
    link = {
        "timestamp": AT,
        "attachments": [{"data": [{"external_context": {"url": "https://valmont.example"}}]}],
        "title": distorted("Valmont a partagé un lien."),
    }
    posts = read([said, link]).posts
    assert [post.kind for post in posts] == ["original", "original"]
    assert posts[1].medium == "link"


@pytest.mark.parametrize(
    ("attached", "medium"),
    [
        ([], "text"),
        ([{"media": {"uri": "posts/media/a.jpg"}}], "image"),
        ([{"media": {"uri": "posts/media/a.PNG"}}, {"media": {"uri": "b.mp4"}}], "video"),
        ([{"external_context": {"url": "https://valmont.example"}}], "link"),
        ([{"event": {"name": "Fête"}}], "event"),
        ([{"place": {"name": "Valmont"}}], "unknown"),
        ([{"media": {"uri": "posts/media/a.xyz"}}], "unknown"),
    ],
)
def test_the_medium_is_that_of_what_is_attached(attached: list[Any], medium: str) -> None:
    (post,) = read([row(attachments=[{"data": attached}])]).posts
    assert post.medium == medium


def test_the_account_is_what_every_title_begins_with() -> None:
    titles = (
        "Valmont a publié une actualité.",
        "Valmont a ajouté une photo.",
        "Valmont est en direct.",
    )
    assert read([row(title=distorted(one)) for one in titles]).name == "Valmont"


@pytest.mark.parametrize(
    "titles",
    [
        [],
        ["Journal"],
        ["Valmont a publié une actualité.", "Agent Dupont a publié une actualité."],
        ["Valmont a publié une actualité.", "Brume était en direct."],
    ],
)
def test_titles_that_do_not_agree_name_nobody(titles: list[str]) -> None:
    assert read([row(title=distorted(one)) for one in titles] or [row()]).name is None


def test_no_number_and_no_address_is_made_up() -> None:
    seen = read(json.loads(DATA))
    assert (seen.native_id, seen.handle, seen.followers) == (None, None, None)


@pytest.mark.parametrize(
    ("made_on", "day"),
    [
        ("facebook-villevalmont-2026-03-06-Ab1Cd2.zip", "2026-03-06"),
        ("facebook-villevalmont-2026-3-6.zip", "2026-03-06"),
        ("facebook-villevalmont-2026-13-06.zip", "None"),
        ("facebook-100000000000001.zip", "None"),
        (None, "None"),
    ],
)
def test_the_archive_tells_the_day(made_on: str | None, day: str) -> None:
    assert str(read([row()], made_on=made_on).taken_on) == day


def test_comments_reactions_and_messages_are_of_no_interest() -> None:
    others: list[Any] = [
        {
            "comments_v2": [
                {"timestamp": AT, "data": [{"comment": {"comment": "a", "author": "b"}}]}
            ]
        },
        [
            {
                "timestamp": AT,
                "data": [{"reaction": {"reaction": "LIKE", "actor": "a"}}],
                "title": "a",
            }
        ],
        {"participants": [{"name": "a"}], "messages": [{"timestamp_ms": AT, "content": "a"}]},
        {"group_posts_v2": [row()]},
        [{"title": "", "string_list_data": [{"href": "", "value": "a", "timestamp": AT}]}],
        [{"media": [{"uri": "media/posts/a.jpg", "creation_timestamp": AT, "title": ""}]}],
    ]
    assert [FORMAT.recognises(piece("a.json", json.dumps(one))) for one in others] == [False] * 6


def test_only_posts_and_videos_of_an_archive_are_opened() -> None:
    assert all(one.startswith("posts/") for one in FORMAT.members)


# ---------------------------------------------------------------- videos apart


def with_posts(*posts: Any) -> Any:
    def beside(name: str) -> Piece | None:
        return piece(name, json.dumps(posts)) if name == "profile_posts_1.json" else None

    return beside


def test_a_video_shown_in_a_post_is_that_post() -> None:
    post = row(attachments=[{"data": [{"media": {"uri": "posts/media/videos/1.mp4"}}]}])
    videos = {
        "videos_v2": [
            {"uri": "posts/media/videos/1.mp4", "creation_timestamp": AT - 600, "description": "a"},
            {"uri": "posts/media/videos/2.mp4", "creation_timestamp": AT, "description": "b"},
        ]
    }
    seen = read(videos, siblings=with_posts(post))
    assert [one.fingerprint for one in seen.posts] == [fingerprint("b")]
    assert seen.reach == "last_n"


def test_posts_beside_that_cannot_be_read_change_nothing() -> None:
    videos = {"videos_v2": [{"uri": "1.mp4", "creation_timestamp": AT, "description": "a"}]}
    cut = {"siblings": lambda name: piece(name, "[{") if name == "profile_posts_1.json" else None}
    assert len(read(videos, **cut).posts) == 1


# ---------------------------------------------------------------- properties

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60
).filter(lambda one: bool(one.strip()))
MEDIA = {
    "image": [{"media": {"uri": "posts/media/a.jpg", "creation_timestamp": AT}}],
    "video": [{"media": {"uri": "posts/media/a.mp4", "creation_timestamp": AT}}],
    "link": [{"external_context": {"url": "https://valmont.example"}}],
    "text": [],
}
POSTS = st.tuples(st.integers(1_100_000_000, 1_790_000_000), TEXTS, st.sampled_from(sorted(MEDIA)))


@given(
    st.lists(POSTS, min_size=1, max_size=12),
    st.lists(st.integers(1_100_000_000, 1_790_000_000), max_size=3),
)
@settings(max_examples=60)
def test_what_is_written_is_read_back(posts: list[tuple[int, str, str]], shares: list[int]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "timestamp": when,
            "attachments": [{"data": MEDIA[medium]}],
            "data": [{"post": distorted(said)}, {"update_timestamp": when}],
            "title": distorted("Valmont a publié une actualité."),
        }
        for when, said, medium in posts
    ] + [
        {"timestamp": when, "data": [], "title": distorted("Valmont a partagé une publication.")}
        for when in shares
    ]
    assert FORMAT.recognises(piece("a.json", json.dumps(rows)))
    seen = read(rows)
    own = [one for one in seen.posts if one.kind == "original"]
    assert [(int(one.at.timestamp()), one.fingerprint, one.medium) for one in own if one.at] == [
        (when, fingerprint(said), medium) for when, said, medium in posts
    ]
    assert len(seen.posts) - len(own) == len(shares)
    assert seen.name == "Valmont"


@given(damaged(DATA))
@settings(max_examples=80)
def test_damaged_bytes_are_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("a.json", data))


@given(odd(json.loads(DATA)))
@settings(max_examples=150)
def test_odd_values_never_raise(data: bytes) -> None:
    only_refused(FORMAT, piece("a.json", data))


@given(odd({"videos_v2": [{"uri": "1.mp4", "creation_timestamp": AT, "description": "a"}] * 2}))
@settings(max_examples=80)
def test_odd_values_in_videos_never_raise(data: bytes) -> None:
    only_refused(FORMAT, piece("a.json", data))
