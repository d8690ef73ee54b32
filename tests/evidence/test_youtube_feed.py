"""The feed of a YouTube channel."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import account, counts, moments, reading, reading_of
from tests.evidence.pieces import sample

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.readers import youtube_feed
from playbook_audit.model.activity import Counts, Medium

NUMBER = "AAAAAAAAAAAAAAAAAAAAAA"
SPACES = (
    'xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"'
)


def feed(entries: str, head: str = f"<yt:channelId>{NUMBER}</yt:channelId>") -> str:
    return f"<feed {SPACES}>{head}<title>Valmont</title>{entries}</feed>"


def entry(
    at: datetime,
    *,
    id: str = "v",
    path: str = "watch?v=",
    channel: str = f"UC{NUMBER}",
    said: str = "",
    updated: datetime | None = None,
) -> str:
    return (
        f"<entry><yt:videoId>{id}</yt:videoId><yt:channelId>{channel}</yt:channelId>"
        f'<link rel="alternate" href="https://www.youtube.com/{path}{id}"/>'
        f"<published>{at.isoformat()}</published><updated>{(updated or at).isoformat()}</updated>"
        f"<media:group><media:community>{said}</media:community></media:group></entry>"
    )


@given(st.lists(st.tuples(moments, st.booleans(), counts, counts), min_size=1, max_size=15))
def test_a_feed_comes_back_as_it_was_written(
    videos: list[tuple[datetime, bool, int, int]],
) -> None:
    entries = [
        entry(
            at,
            id=str(rank),
            path="shorts/" if short else "watch?v=",
            said=f'<media:starRating count="{likes}"/><media:statistics views="{views}"/>',
        )
        for rank, (at, short, views, likes) in enumerate(videos)
    ]
    seen = account(feed("".join(entries)), "youtube-feed")
    media: dict[bool, Medium] = {True: "short_video", False: "video"}
    assert [(post.at, post.medium, post.counts) for post in seen.posts] == [
        (at, media[short], Counts(views=views, reactions=likes))
        for at, short, views, likes in videos
    ]
    assert seen.reach == ("complete" if len(videos) < 15 else "last_n")


def test_updated_never_dates_a_video_but_tells_what_the_feed_knows() -> None:
    (seen,) = reading_of(sample("youtube/videos.xml"), "youtube-feed").accounts
    assert max(post.day for post in seen.posts) == date(2026, 4, 2)
    assert seen.taken_on == date(2026, 10, 19)


def test_the_feed_tells_the_opening_of_the_channel_and_not_a_post() -> None:
    (seen,) = reading_of(sample("youtube/videos.xml"), "youtube-feed").accounts
    assert seen.opened_on == date(2012, 3, 5)
    assert len(seen.posts) == 15


@pytest.mark.parametrize("written", [NUMBER, f"UC{NUMBER}"])
def test_a_channel_is_the_same_with_and_without_uc(written: str) -> None:
    head = f"<yt:channelId>{written}</yt:channelId>"
    assert account(feed("", head), "youtube-feed").native_id == f"UC{NUMBER}"


def test_a_count_that_is_not_given_is_not_zero() -> None:
    at = datetime.fromisoformat("2026-04-02T06:20:00+00:00")
    (post,) = account(feed(entry(at)), "youtube-feed").posts
    assert post.counts == Counts()


def test_the_video_of_another_channel_is_never_credited() -> None:
    at = datetime.fromisoformat("2026-04-02T06:20:00+00:00")
    found = reading(feed(entry(at, channel="UCB" + NUMBER[1:])), "youtube-feed")
    assert found.accounts[0].posts == ()
    assert [one.reason for one in found.rejected] == ["entrée 1 : vidéo d’une autre chaîne"]


def test_a_notice_of_one_video_is_not_a_whole_channel() -> None:
    at = datetime.fromisoformat("2026-04-02T06:20:00+00:00")
    seen = account(feed(entry(at), ""), "youtube-feed")
    assert (seen.native_id, seen.reach) == (f"UC{NUMBER}", "last_n")


def test_videos_of_several_channels_without_an_owner_are_refused() -> None:
    at = datetime.fromisoformat("2026-04-02T06:20:00+00:00")
    entries = entry(at) + entry(at, channel="UCB" + NUMBER[1:])
    with pytest.raises(Refused, match="de quelle chaîne"):
        reading(feed(entries, ""), "youtube-feed")


def test_a_playlist_is_refused() -> None:
    head = f'<link rel="self" href="http://www.youtube.com/feeds/videos.xml?playlist_id=PL"/><yt:channelId>{NUMBER}</yt:channelId>'
    with pytest.raises(Refused) as caught:
        reading(feed("", head), "youtube-feed")
    assert caught.value.reason == youtube_feed.PLAYLIST


def test_a_channel_without_video_is_a_channel() -> None:
    found = reading(feed(""), "youtube-feed")
    assert found.remarks == (youtube_feed.EMPTY,)
    assert found.accounts[0].reach == "complete"
