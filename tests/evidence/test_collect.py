"""From pieces to measures: nothing is lost when a file is given again, nobody is found in a site."""

from datetime import date

from tests.evidence.pieces import piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.catalogue.load import catalogue
from playbook_audit.evidence.collect import Wish, joined, placed, read_piece
from playbook_audit.evidence.interface import Circumstances
from playbook_audit.evidence.matching import Register
from playbook_audit.model.activity import NO_ACTIVITY, Activity
from playbook_audit.model.answer import Account, Answer

FEED = "mastodon/valmont.rss"
ACCOUNT = Account("masto", {"platform": Answer("mastodon")})


def added(name: str, wish: Wish, before: Activity = NO_ACTIVITY) -> Activity:
    file = read_piece(sample(name), Circumstances(TODAY))
    assert file.refused is None
    register = Register((ACCOUNT,), before, catalogue().rulebook.networks)
    return joined(before, placed(file, register, wish), wish)


def end(activity: Activity) -> date | None:
    return activity.accounts["masto"].covered_until


def test_a_file_given_again_keeps_the_day_that_was_told() -> None:
    told = added(FEED, Wish("masto", date(2026, 11, 20)))
    assert end(told) == date(2026, 11, 20)
    assert added(FEED, Wish("masto"), told) == told


def test_a_day_told_again_corrects_the_first() -> None:
    told = added(FEED, Wish("masto", date(2026, 11, 20)))
    again = added(FEED, Wish("masto", date(2026, 11, 18)), told)
    assert end(again) == date(2026, 11, 18)


def test_the_feed_of_a_site_is_no_account_that_a_list_forgot() -> None:
    assert added("generique/actualites_dates_francaises.rss", Wish()).unlisted == ()
    assert added(FEED, Wish()).unlisted != ()


def test_a_period_of_which_rows_were_left_out_is_not_believed() -> None:
    header = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Replies,Reposts\n"
    rows = (
        '1985215360005047238,"Mon, Nov 3, 2025",a,https://x.com/v/status/1985215360005047238,1,1,1,1,1',
        ",le 6 novembre,b,,1,1,1,1,1",
    )
    name = "account_analytics_content_2025-11-01_2025-11-30.csv"
    partly = read_piece(piece(name, header + "\n".join(rows)), Circumstances(TODAY)).reading
    whole = read_piece(piece(name, header + rows[0]), Circumstances(TODAY)).reading
    assert (len(partly.rejected), len(whole.rejected)) == (1, 0)
    assert [one.period for one in partly.accounts] == [None]
    assert [one.period for one in whole.accounts] == [(date(2025, 11, 1), date(2025, 11, 30))]
