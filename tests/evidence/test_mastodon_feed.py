"""The RSS of a Mastodon account."""

from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.feeds import account, moments, moments_of, reading, rss

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.readers import mastodon_feed

HEAD = "<title>Valmont</title><link>https://social.example/@Valmont</link><generator>Mastodon v4.4.5</generator>"
AT = datetime.fromisoformat("2025-11-03T05:20:00+00:00")


def number(at: datetime) -> int:
    return round(at.timestamp() * 1000) << 16


def item(at: datetime, *, id: int | None = None, owner: str = "Valmont", more: str = "") -> str:
    link = f"https://social.example/@{owner}/{number(at) if id is None else id}"
    return f"<link>{link}</link><pubDate>{format_datetime(at)}</pubDate><description>Texte</description>{more}"


@given(st.lists(moments, min_size=1, max_size=20, unique=True))
def test_a_feed_comes_back_as_it_was_written(times: list[datetime]) -> None:
    found = reading(rss((item(at) for at in times), HEAD), "mastodon-feed")
    (seen,) = found.accounts
    assert moments_of(seen) == times
    assert [post.id for post in seen.posts] == [str(number(at)) for at in times]
    assert seen.handle == "valmont@social.example"
    assert found.remarks == (mastodon_feed.PARTIAL,)


def test_a_short_feed_is_not_a_whole_account_since_shares_are_left_out() -> None:
    assert account(rss([item(AT)], HEAD), "mastodon-feed").reach == "last_n"


def test_a_date_that_its_number_contradicts_is_said() -> None:
    strange = item(AT, id=number(AT + timedelta(days=3)))
    assert mastodon_feed.DISAGREE in reading(rss([strange], HEAD), "mastodon-feed").remarks


def test_the_feed_of_a_hashtag_is_about_other_people() -> None:
    tag = HEAD.replace("/@Valmont", "/tags/valmont")
    with pytest.raises(Refused, match="mot-clé"):
        reading(rss([item(AT)], tag), "mastodon-feed")


def test_the_feed_of_one_hashtag_of_the_account_is_only_a_part() -> None:
    tag = HEAD.replace("/@Valmont", "/@Valmont/tagged/loire")
    with pytest.raises(Refused, match="mot-clé"):
        reading(rss([item(AT)], tag), "mastodon-feed")


def test_messages_of_several_accounts_are_refused() -> None:
    several = rss([item(AT), item(AT, owner="habitante")], HEAD)
    with pytest.raises(Refused, match="plusieurs comptes"):
        reading(several, "mastodon-feed")


@pytest.mark.parametrize(
    ("more", "medium"),
    [
        ("", "text"),
        ('<media:content medium="image"/>', "image"),
        ('<media:content medium="image"/><media:content medium="image"/>', "carousel"),
        ('<media:content medium="video"/>', "video"),
        ('<media:content medium="audio"/>', "unknown"),
    ],
)
def test_the_medium_is_told(more: str, medium: str) -> None:
    (post,) = account(rss([item(AT, more=more)], HEAD), "mastodon-feed").posts
    assert post.medium == medium


def test_an_account_without_message_is_an_account() -> None:
    found = reading(rss([], HEAD), "mastodon-feed")
    assert found.accounts[0].handle == "valmont@social.example"
    assert found.remarks == (mastodon_feed.EMPTY,)
