"""Feeds of sites (RSS, Atom, JSON Feed) and of podcasts."""

import json
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import account, moments, moments_of, reading, reading_of, rss
from tests.evidence.pieces import hostile, sample

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.readers import json_feed, web_feed

SITE = "<title>Valmont</title><link>https://www.valmont.example</link>"
AT = datetime(2026, 6, 1, 8, tzinfo=UTC)


@given(st.lists(moments, min_size=1, max_size=20))
def test_an_rss_comes_back_as_it_was_written(times: list[datetime]) -> None:
    items = (
        f"<guid>{rank}</guid><pubDate>{format_datetime(at)}</pubDate>"
        for rank, at in enumerate(times)
    )
    seen = account(rss(items, SITE), "web-feed")
    assert moments_of(seen) == times
    assert len({post.id for post in seen.posts}) == len(times)
    assert (seen.network, seen.handle) == ("other", "valmont.example")


@given(st.lists(moments, min_size=1, max_size=20))
def test_an_atom_comes_back_as_it_was_written(times: list[datetime]) -> None:
    entries = "".join(f"<entry><published>{at.isoformat()}</published></entry>" for at in times)
    feed = f'<a:feed xmlns:a="http://www.w3.org/2005/Atom">{entries}</a:feed>'
    plain = feed.replace("a:feed", "feed").replace("xmlns:a", "xmlns")
    assert moments_of(account(plain, "web-feed")) == times


@given(st.lists(moments, min_size=1, max_size=20))
def test_a_json_feed_comes_back_as_it_was_written(times: list[datetime]) -> None:
    items = [{"id": rank, "date_published": at.isoformat()} for rank, at in enumerate(times)]
    found = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    assert moments_of(account(json.dumps(found), "json-feed")) == times


@given(st.lists(moments, min_size=1, max_size=20))
def test_a_podcast_comes_back_as_it_was_written(times: list[datetime]) -> None:
    items = (
        f'<guid>{rank}</guid><pubDate>{format_datetime(at)}</pubDate><enclosure type="audio/mpeg"/>'
        for rank, at in enumerate(times)
    )
    seen = account(rss(items, SITE + "<itunes:explicit>no</itunes:explicit>"), "podcast-feed")
    assert moments_of(seen) == times
    assert (seen.network, seen.reach) == ("podcast", "last_n")


def test_french_dates_and_named_zones_are_the_same_moment() -> None:
    name = "generique/actualites_dates_francaises.rss"
    (seen,) = reading_of(sample(name), "web-feed").accounts
    assert moments_of(seen) == [AT, AT]


def test_a_site_is_no_account_of_a_network() -> None:
    assert web_feed.A_SITE in reading(rss([], SITE), "web-feed").remarks
    assert web_feed.EMPTY in reading(rss([], SITE), "web-feed").remarks


def test_a_date_without_zone_is_kept_as_a_day() -> None:
    found = reading(rss(["<pubDate>Mon, 01 Jun 2026 23:30:00</pubDate>"], SITE), "web-feed")
    (seen,) = found.accounts
    assert (seen.posts[0].day, seen.posts[0].at) == (date(2026, 6, 1), None)
    assert seen.time_basis == "day_only"
    assert web_feed.ONLY_DAYS in found.remarks


def test_a_strange_link_is_left_out_and_said_and_no_script_is_kept() -> None:
    found = reading_of(hostile("feeds/script-title.rss"), "web-feed")
    assert found.remarks[-1].startswith("entrée 1 : lien (link)")
    assert found.rejected[0].reason == "entrée 1 : date (pubDate) illisible"
    assert "<script>" not in repr(found)
    assert "javascript" not in repr(found)


def test_the_author_of_a_page_is_not_kept() -> None:
    item = "<pubDate>2026-06-01</pubDate><author>agent@v.example (Prénom Nom)</author><dc:creator>Prénom Nom</dc:creator>"
    assert "Nom" not in repr(reading(rss([item], SITE), "web-feed"))


def test_the_owner_of_a_podcast_is_not_kept() -> None:
    assert "Nom" not in repr(reading_of(sample("podcast/valmont.rss"), "podcast-feed"))


def test_a_page_that_only_tells_its_last_change_is_said() -> None:
    entry = "<entry><updated>2026-06-02T10:00:00Z</updated></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    assert web_feed.CHANGED in reading(feed, "web-feed").remarks


def test_a_feed_that_says_when_it_was_made_knows_of_that_day() -> None:
    head = SITE + "<lastBuildDate>Sun, 01 Nov 2026 10:00:00 +0100</lastBuildDate>"
    item = f"<pubDate>{format_datetime(AT)}</pubDate>"
    assert account(rss([item], head), "web-feed").taken_on == date(2026, 11, 1)
    future = head.replace("2026", "2031")
    assert account(rss([item], future), "web-feed").taken_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ({"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}, None),
        ({"a": "https://jsonfeed.org/version/1", "version": 1, "items": []}, json_feed.NO_FEED),
    ],
)
def test_a_json_of_another_shape_is_refused(feed: Any, reason: str | None) -> None:
    with pytest.raises(Refused) as caught:
        reading(json.dumps(feed), "json-feed")
    assert reason is None or caught.value.reason == reason


def test_a_mark_before_json_does_not_matter() -> None:
    text = '\ufeff{"version": "https://jsonfeed.org/version/1.1", "items": []}'
    assert account(text, "json-feed").posts == ()


def test_a_page_dated_before_networks_is_left_out() -> None:
    items = [{"id": "1", "date_published": "1999-01-01T00:00:00Z"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    found = reading(json.dumps(feed), "json-feed")
    assert found.rejected == ((1, "date (date_published) impossible"),)
