import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.readers.instagram_insights import FORMAT
from playbook_audit.model.activity import NO_COUNTS, Counts

DATA = (
    SAMPLES / "meta-telechargement/logged_information/past_instagram_insights/posts.json"
).read_bytes()
AT = 1762147200
FRENCH = {
    "reach": "Comptes touchés",
    "impressions": "Impressions",
    "reactions": "J’aime",
    "comments": "Commentaires",
    "shares": "Partages",
    "saves": "Enregistrements",
}
ENGLISH = {
    "reach": "Accounts reached",
    "impressions": "Impressions",
    "reactions": "Likes",
    "comments": "Comments",
    "shares": "Shares",
    "saves": "Saves",
}


def distorted(text: str) -> str:
    return text.encode().decode("latin-1")


def figure(value: str = "", when: int = 0) -> dict[str, Any]:
    return {"href": "", "value": value, "timestamp": when}


def row(
    figures: dict[str, str],
    said: str | None,
    when: int = AT,
    name: str = "Timestamp de la création",
) -> Any:
    shown = {"uri": "a.jpg", "creation_timestamp": when, "title": distorted(said or "")}
    return {
        "media_map_data": {} if said is None else {distorted("Miniature du média"): shown},
        "string_map_data": {distorted(name): figure(when=when)}
        | {distorted(one): figure(value) for one, value in figures.items()},
    }


def read(content: Any) -> AccountSeen:
    return FORMAT.read(piece("posts.json", json.dumps(content)), Circumstances(TODAY)).accounts[0]


def test_names_in_french_are_mended_and_figures_written_in_english() -> None:
    figures = {"Comptes touchés": "15,570,962", "J’aime": "0", "External link taps": "--"}
    (post,) = read({"organic_insights_posts": [row(figures, "Été")]}).posts
    assert post.counts == Counts(reach=15_570_962, reactions=0)
    assert post.fingerprint == fingerprint("Été")


@pytest.mark.parametrize("name", ["Creation Timestamp", "Creation timestamp", "Horodatage"])
def test_the_moment_is_found_in_other_words(name: str) -> None:
    (post,) = read({"organic_insights_posts": [row({}, None, name=name)]}).posts
    assert post.at is not None
    assert int(post.at.timestamp()) == AT


def test_a_post_without_a_thumbnail_keeps_its_figures() -> None:
    (post,) = read({"organic_insights_posts": [row({"Impressions": "1,234"}, None)]}).posts
    assert post.counts.impressions == 1234
    assert post.fingerprint is None


def test_reels_have_their_own_key_and_names() -> None:
    figures = {"Instagram Likes": "3", "Instagram Plays": "900"}
    (post,) = read({"organic_insights_reels": [row(figures, "a", name="Upload Timestamp")]}).posts
    assert (post.medium, post.counts) == ("short_video", Counts(reactions=3, views=900))


def test_the_file_is_no_list_of_all_posts() -> None:
    assert read({"organic_insights_posts": [row({}, "a")]}).reach == "last_n"


def test_two_unknown_moments_fall_back_on_the_thumbnail() -> None:
    one = row({}, "a", name="X")
    one["string_map_data"]["Y"] = figure(when=AT + 999)
    (post,) = read({"organic_insights_posts": [one]}).posts
    assert post.at is not None
    assert int(post.at.timestamp()) == AT


NUMBERS = st.one_of(st.none(), st.integers(0, 99_999_999))
DRAWN = st.tuples(
    st.integers(1_290_000_000, 1_790_000_000),
    st.text(st.characters(codec="utf-8"), max_size=40).filter(
        lambda one: not one or bool(one.strip())
    ),
    st.fixed_dictionaries(dict.fromkeys(FRENCH, NUMBERS)),
)


@given(st.lists(DRAWN, max_size=8), st.sampled_from([FRENCH, ENGLISH]))
@settings(max_examples=60)
def test_what_is_written_is_read_back(
    drawn: list[tuple[int, str, dict[str, int | None]]], names: dict[str, str]
) -> None:
    rows = [
        row({names[key]: "--" if n is None else f"{n:,}" for key, n in counts.items()}, said, when)
        for when, said, counts in drawn
    ]
    content = {"organic_insights_posts": rows}
    assert FORMAT.recognises(piece("posts.json", json.dumps(content)))
    found = [
        (int(post.at.timestamp()), post.fingerprint, post.counts)
        for post in read(content).posts
        if post.at
    ]
    assert found == [
        (when, fingerprint(said), NO_COUNTS._replace(**counts)) for when, said, counts in drawn
    ]


@given(damaged(DATA))
@settings(max_examples=80)
def test_damaged_bytes_are_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("posts.json", data))


@given(odd(json.loads(DATA)))
@settings(max_examples=150)
def test_odd_values_never_raise(data: bytes) -> None:
    only_refused(FORMAT, piece("posts.json", data))
