"""Feeds of PeerTube: RSS, Atom, and the same as JSON Feed."""

from datetime import date, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import account, counts, moments, reading, reading_of, rss
from tests.evidence.pieces import sample

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.readers import peertube_feed
from playbook_audit.model.activity import Counts

SERVER = "https://video.example"
AT = datetime.fromisoformat("2026-05-01T10:00:00+00:00")


def head(
    page: str = "/c/valmont/videos",
    asked: str = "?videoChannelId=12",
    feed: str = "/feeds/videos.xml",
) -> str:
    return (
        f"<title>Valmont</title><link>{SERVER}{page}</link><generator>PeerTube - {SERVER}</generator>"
        f'<atom:link rel="self" href="{SERVER}{feed}{asked}"/>'
    )


def item(at: datetime, rank: int, views: int) -> str:
    return (
        f"<link>{SERVER}/w/{rank}</link><pubDate>{format_datetime(at)}</pubDate>"
        f'<media:community><media:statistics views="{views}"/></media:community>'
    )


@given(st.lists(st.tuples(moments, counts), min_size=1, max_size=20))
def test_a_feed_comes_back_as_it_was_written(videos: list[tuple[datetime, int]]) -> None:
    items = (item(at, rank, views) for rank, (at, views) in enumerate(videos))
    seen = account(rss(items, head()), "peertube-feed")
    assert [(post.at, post.id, post.counts) for post in seen.posts] == [
        (at, str(rank), Counts(views=views)) for rank, (at, views) in enumerate(videos)
    ]


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("chaine.xml", "peertube-feed"),
        ("chaine.atom", "peertube-feed"),
        ("chaine.json", "json-feed"),
    ],
)
def test_the_three_forms_tell_the_same(name: str, known_as: str) -> None:
    (seen,) = reading_of(sample(f"peertube/{name}"), known_as).accounts
    assert (seen.network, seen.handle) == ("peertube", "valmont_images@video.example")
    assert [post.id for post in seen.posts] == [f"kAbCdEf{rank}" for rank in range(1, 5)]
    assert seen.posts[0].day == date(2026, 10, 8)


def test_a_video_first_shown_long_ago_does_not_stretch_what_is_covered() -> None:
    (seen,) = reading_of(sample("peertube/chaine.xml"), "peertube-feed").accounts
    assert min(post.day for post in seen.posts) == date(2009, 5, 5)
    assert seen.period == (date(2025, 11, 14), date(2026, 10, 25))


@pytest.mark.parametrize(
    ("page", "asked", "handle"),
    [
        ("/c/Valmont/videos", "", "valmont@video.example"),
        ("/a/valmont", "", "valmont@video.example"),
        ("/video-channels/valmont", "", "valmont@video.example"),
        ("/c/valmont@ailleurs.example/videos", "", "valmont@ailleurs.example"),
        ("", "?videoChannelName=valmont", "valmont@video.example"),
        ("", "?accountName=valmont@ailleurs.example", "valmont@ailleurs.example"),
        ("", "?accountId=3", None),
    ],
)
def test_the_channel_is_told_by_its_page_or_by_what_was_asked(
    page: str, asked: str, handle: str | None
) -> None:
    feed = rss([item(AT, 1, 0)], head(page, asked))
    assert account(feed, "peertube-feed").handle == handle


def test_the_videos_of_a_whole_server_are_refused() -> None:
    for asked in ("", "?sort=-trending", "?" + "&amp;".join("a=1" for _ in range(99))):
        with pytest.raises(Refused) as caught:
            reading(rss([item(AT, 1, 0)], head("", asked)), "peertube-feed")
        assert caught.value.reason == peertube_feed.WHOLE_SERVER


@pytest.mark.parametrize("feed", ["/feeds/video-comments.xml", "/feeds/subscriptions.xml"])
def test_comments_and_other_people_s_videos_are_refused(feed: str) -> None:
    with pytest.raises(Refused) as caught:
        reading(rss([item(AT, 1, 0)], head(feed=feed)), "peertube-feed")
    assert caught.value.reason == peertube_feed.NOT_VIDEOS


def test_a_podcast_of_peertube_is_a_channel() -> None:
    feed = rss([item(AT, 1, 0)], head(feed="/feeds/podcast/videos.xml") + "<itunes:explicit/>")
    assert account(feed, "peertube-feed").network == "peertube"


def test_a_channel_without_video_is_a_channel() -> None:
    assert reading(rss([], head()), "peertube-feed").remarks == (peertube_feed.EMPTY,)


def test_a_feed_without_page_nor_address_is_refused() -> None:
    with pytest.raises(Refused):
        reading(rss([], f"<generator>PeerTube - {SERVER}</generator>"), "peertube-feed")


def test_the_feed_of_a_youtube_channel_is_not_one_of_peertube() -> None:
    assert not peertube_feed.is_peertube("https://www.youtube.com/feeds/videos.xml?channel_id=UC")
