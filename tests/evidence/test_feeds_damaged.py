"""Whatever happens to a feed, it is read in part or refused: nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.damage import damaged, odd, only_refused
from tests.evidence.feeds import TODAY
from tests.evidence.pieces import SAMPLES, piece

from playbook_audit.evidence.interface import Circumstances, Refused
from playbook_audit.evidence.readers import (
    bluesky_feed,
    bluesky_feed_rss,
    json_feed,
    mastodon_feed,
    mastodon_statuses,
    peertube_feed,
    podcast_feed,
    recognised,
    web_feed,
    youtube_feed,
)

FEEDS: dict[str, Any] = {
    "youtube/videos.xml": youtube_feed,
    "mastodon/valmont.rss": mastodon_feed,
    "bluesky/rss.xml": bluesky_feed_rss,
    "peertube/chaine.xml": peertube_feed,
    "peertube/chaine.atom": peertube_feed,
    "podcast/valmont.rss": podcast_feed,
    "generique/actualites_dates_francaises.rss": web_feed,
    "mastodon/statuses.json": mastodon_statuses,
    "bluesky/getAuthorFeed.json": bluesky_feed,
    "generique/feed.json": json_feed,
    "peertube/chaine.json": json_feed,
}
JSON = [name for name in FEEDS if name.endswith(".json")]


@pytest.mark.parametrize("name", FEEDS)
@given(data=st.data())
def test_a_damaged_feed_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(damaged((SAMPLES / name).read_bytes()))
    only_refused(FEEDS[name].FORMAT, piece(name, content))
    recognised(piece(name, content))


@pytest.mark.parametrize("name", JSON)
@given(data=st.data())
def test_odd_values_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(odd(json.loads((SAMPLES / name).read_bytes())))
    only_refused(FEEDS[name].FORMAT, piece(name, content))


@pytest.mark.parametrize("name", FEEDS)
def test_a_sample_is_of_one_format_only(name: str) -> None:
    found = piece(name, (SAMPLES / name).read_bytes())
    others = {one for one in FEEDS.values() if one.recognises(found)} - {web_feed}
    assert others <= {FEEDS[name]}


@pytest.mark.parametrize("reader", [mastodon_statuses, bluesky_feed, json_feed])
@pytest.mark.parametrize("text", ["[" * 100_000, '{"feed":' * 100_000, "[1" + "0" * 5_000 + "]"])
def test_json_without_end_is_refused(reader: Any, text: str) -> None:
    found = piece("a.json", text)
    reader.recognises(found)
    with pytest.raises(Refused):
        reader.read(found, Circumstances(TODAY))
