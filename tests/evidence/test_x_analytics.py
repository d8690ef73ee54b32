"""X analytics: moments out of numbers, and an overview that proves nothing."""

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Reading
from playbook_audit.evidence.readers import recognised, x_analytics, x_overview
from playbook_audit.evidence.times import X_EPOCH_MS
from playbook_audit.model.activity import NO_COUNTS, Counts

AT = datetime(2025, 11, 3, 5, 20, 7, tzinfo=UTC)
HEADER = (
    "Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Bookmarks",
    "Shares", "New follows", "Replies", "Reposts", "Profile visits", "Detail Expands", "URL Clicks",
    "Hashtag Clicks", "Permalink Clicks",
)  # fmt: skip
NAME = "account_analytics_content_2025-11-01_2025-11-30.csv"
OVERVIEW = (SAMPLES / "x/account_overview_analytics.csv").read_bytes()
CONTENT = (SAMPLES / "x/account_analytics_content_2026-01-01_2026-03-31.csv").read_bytes()


def number(at: datetime = AT) -> str:
    return str((round(at.timestamp() * 1000) - X_EPOCH_MS) << 22)


def row(changed: Mapping[str, str] | None = None, at: datetime = AT) -> dict[str, str]:
    link = f"https://x.com/VilleValmont/status/{number(at)}"
    day = at.strftime("%a, %b ") + f"{at.day}, {at.year}"
    return {"Post id": number(at), "Date": day, "Post text": "Bonjour", "Post Link": link} | dict(
        changed or {}
    )


def table(*rows: dict[str, str], header: tuple[str, ...] = HEADER, mark: str = "\ufeff") -> str:
    written = StringIO()
    writer = csv.DictWriter(written, header, restval="0", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return mark + written.getvalue()


def read(text: str, name: str = NAME) -> Reading:
    one = piece(name, text)
    assert recognised(one) is x_analytics.FORMAT
    return x_analytics.read(one, Circumstances(TODAY))


def test_the_number_gives_the_second_and_the_link_the_account() -> None:
    found = read(table(row({"Impressions": "1,234", "Likes": "3", "Bookmarks": "2"})))
    (seen,) = found.accounts
    (post,) = seen.posts
    assert (post.at, post.precision, post.id) == (AT, "second", number())
    assert post.counts == Counts(
        impressions=1234, reactions=3, comments=0, shares=0, saves=2, clicks=0
    )
    assert (seen.handle, seen.time_basis, seen.reach) == ("villevalmont", "id_derived", "window")
    assert seen.period == (date(2025, 11, 1), date(2025, 11, 30))
    assert found.remarks == ()


def test_an_empty_number_leaves_the_day_only() -> None:
    (seen,) = read(table(row({"Post id": "", "Post Link": ""}))).accounts
    (post,) = seen.posts
    assert (post.day, post.at, post.precision, seen.time_basis) == (
        date(2025, 11, 3),
        None,
        "day",
        "day_only",
    )


def test_a_number_mangled_by_a_spreadsheet_is_read_in_the_link() -> None:
    (seen,) = read(table(row({"Post id": "1.98522E+18"}))).accounts
    assert seen.posts[0].at == AT


def test_a_number_without_a_link_is_enough() -> None:
    (seen,) = read(table(row({"Post Link": ""}))).accounts
    assert (seen.posts[0].at, seen.handle) == (AT, None)


@pytest.mark.parametrize(
    "written", ["Sun, Nov 2, 2025", "Tue, Nov 4, 2025", "Nov 3, 2025", "lun. 3 nov. 2025", ""]
)
def test_a_day_next_to_it_or_unknown_does_not_contradict_a_number(written: str) -> None:
    (seen,) = read(table(row({"Date": written}))).accounts
    assert seen.posts[0].at == AT


def test_a_day_that_contradicts_the_number_is_kept_alone() -> None:
    found = read(table(row({"Date": "Wed, Nov 5, 2025"}), row({"Date": "Thu, Nov 6, 2025"})))
    assert [post.at for post in found.accounts[0].posts] == [None, None]
    assert any(one.startswith("2 posts ont une date") for one in found.remarks)


def test_days_that_are_none_are_rejected() -> None:
    nothing = {"Post id": "", "Post Link": ""}
    days = ("Feb 30, 2026", "Foo 1, 2026", "1/2/2026", "Jan 1, 2001", "Jan 1, 2031")
    found = read(table(*(row({**nothing, "Date": day}) for day in days)))
    assert [one.line for one in found.rejected] == [2, 3, 4, 5, 6]
    assert (found.accounts, found.remarks) == ((), (x_analytics.NOTHING,))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Bonjour @tous", "original"),
        ("@citoyen Bonjour", "reply"),
        ("@VilleValmont suite", "thread"),
        ("RT @autre: x", "share"),
        ("", "original"),
    ],
)
def test_the_kind_is_told_by_how_the_text_begins(said: str, kind: str) -> None:
    found = read(table(row({"Post text": said, "Likes": "5"})))
    (post,) = found.accounts[0].posts
    assert post.kind == kind
    assert (x_analytics.BY_TEXT in found.remarks) == (kind in {"reply", "share"})
    assert (post.counts == NO_COUNTS) == (kind == "share")


def test_several_accounts_in_the_links_are_none() -> None:
    other = row({"Post Link": f"https://twitter.com/AutreVille/status/{number()}"})
    found = read(table(row(), other))
    assert found.accounts[0].handle is None
    assert x_analytics.NOBODY in found.remarks


@pytest.mark.parametrize(
    "name", ["x.csv", "2025-13-01_2025-11-30.csv", "2025-11-30_2025-11-01.csv"]
)
def test_a_name_without_a_period_gives_none(name: str) -> None:
    found = read(table(row()), name)
    assert found.accounts[0].period is None
    assert x_analytics.NO_PERIOD in found.remarks


def test_a_file_saved_again_by_a_spreadsheet_is_read() -> None:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(
        csv.reader(StringIO(table(row({"Post text": "Été"}), mark="")))
    )
    one = piece(NAME, text.getvalue().encode("cp1252"))
    found = x_analytics.read(one, Circumstances(TODAY))
    assert x_analytics.RESAVED in found.remarks
    assert len(found.accounts[0].posts) == 1


def test_french_headers_are_read_with_their_apostrophe() -> None:
    header = ("Date", "Texte du post", "Lien", "Impressions", "J’aime", "Réponses", "Reposts")
    french = {
        "Date": "3 nov. 2025",
        "Texte du post": "Été",
        "Lien": row()["Post Link"],
        "J’aime": "4",
    }
    for names in (header, tuple(one.replace("’", "'") for one in header)):
        renamed = {name.replace("’", names[4][1]): value for name, value in french.items()}
        (seen,) = read(table(renamed, header=names)).accounts
        assert (seen.posts[0].at, seen.posts[0].counts.reactions) == (AT, 4)


@pytest.mark.parametrize(
    "header", [HEADER[1:3], ("Date", "Impressions", "Lien"), ("Post text", "Post Link", "Date")]
)
def test_other_headers_are_not_recognised(header: tuple[str, ...]) -> None:
    assert not x_analytics.recognises(piece("x.csv", table(header=header)))


def test_the_overview_gives_no_account_no_post_and_no_day() -> None:
    one = piece("account_overview_analytics.csv", OVERVIEW)
    assert recognised(one) is x_overview.FORMAT
    found = x_overview.read(one, Circumstances(TODAY))
    assert (found.accounts, found.rejected) == ((), ())
    assert x_overview.NO_POST in found.remarks[0]


def test_the_overview_and_the_posts_are_never_taken_for_each_other() -> None:
    assert not x_analytics.recognises(piece("x.csv", OVERVIEW))
    assert not x_overview.recognises(piece("x.csv", CONTENT))


@given(
    posts=st.lists(
        st.tuples(
            st.datetimes(datetime(2010, 12, 1), datetime(2026, 11, 1), timezones=st.just(UTC)),  # noqa: DTZ001
            st.integers(0, 10**7),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_what_is_written_is_read_back(posts: list[tuple[datetime, int, str]]) -> None:
    rows = [
        row({"Impressions": f"{seen:,}", "Post text": said.lstrip("@")}, at)
        for at, seen, said in posts
    ]
    (account,) = read(table(*rows)).accounts
    assert [post.at for post in account.posts] == [
        datetime.fromtimestamp(((int(number(at)) >> 22) + X_EPOCH_MS) // 1000, UTC)
        for at, _, _ in posts
    ]
    assert [post.counts.impressions for post in account.posts if post.kind != "share"] == [
        seen for _, seen, said in posts if not said.startswith("RT @")
    ]


@settings(max_examples=200)
@given(data=damaged(CONTENT))
def test_no_damage_raises(data: bytes) -> None:
    only_refused(x_analytics.FORMAT, piece(NAME, data))


@settings(max_examples=100)
@given(data=damaged(OVERVIEW))
def test_no_damage_to_the_overview_raises(data: bytes) -> None:
    only_refused(x_overview.FORMAT, piece("x.csv", data))
