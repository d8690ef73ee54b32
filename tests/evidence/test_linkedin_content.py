from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading, Refused
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.readers.linkedin_content import COLUMNS, FORMAT, PLACES
from playbook_audit.model.activity import Counts

DATA = (SAMPLES / "linkedin/valmont_content_1767225600000.xls").read_bytes()
HEADER = [
    "Post title",
    "Post link",
    "Post type",
    "Campaign name",
    "Posted by",
    "Created date",
    "Campaign start date",
    "Campaign end date",
    "Audience",
    "Impressions",
    "Views (Excludes offsite video views)",
    "Offsite Views",
    "Clicks",
    "Click through rate (CTR)",
    "Likes",
    "Comments",
    "Reposts",
    "Follows",
    "Engagement rate",
    "Content Type",
]
FRENCH = [f"Colonne {rank}" for rank in range(1, 21)]
NOTE = ["Aggregated engagement metrics"]
LINK = "https://www.linkedin.com/feed/update/urn:li:activity:"
AT = datetime(2026, 1, 20, 22, 30, tzinfo=UTC)


def number(at: datetime) -> int:
    return int(at.timestamp() * 1000) << 22


def post(
    at: datetime = AT, written: str | None = None, link: str | None = None, **cells: Any
) -> list[Any]:
    row: list[Any] = [""] * 20
    row[0] = cells.get("title", "Travaux")
    row[1] = f"{LINK}{number(at)}" if link is None else link
    row[2] = cells.get("type", "Organic")
    row[4] = "Agent Dupont"
    row[5] = f"{at:%m/%d/%Y}" if written is None else written
    for name, value in cells.items():
        row[PLACES[name][0]] = value
    return row


def days(first: date, last: date, form: str = "%m/%d/%Y") -> list[list[Any]]:
    every = [first + timedelta(days=rank) for rank in range((last - first).days + 1)]
    return [
        NOTE,
        ["Date", "Impressions", "Reactions"],
        *([f"{one:{form}}", 1, -2] for one in every),
    ]


def workbook(
    rows: Sequence[list[Any]],
    daily: Sequence[list[Any]] = (),
    header: Sequence[str] = HEADER,
    names: tuple[str, str] = ("Metrics", "All posts"),
) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, filled in ((names[0], daily), (names[1], [NOTE, list(header), *rows])):
        sheet = book.create_sheet(name)
        for row in filled:
            sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def reading(*rows: list[Any], **also: Any) -> Reading:
    made = piece("content.xlsx", workbook(rows, **also))
    assert FORMAT.recognises(made)
    return FORMAT.read(made, Circumstances(TODAY))


def read(*rows: list[Any], **also: Any) -> AccountSeen:
    return reading(*rows, **also).accounts[0]


# ---------------------------------------------------------------- traps


def test_the_number_of_the_activity_holds_the_moment_the_file_does_not_write() -> None:
    seen = read(post())
    assert seen.posts[0].at == AT
    assert seen.posts[0].precision == "second"
    assert seen.time_basis == "id_derived"


def test_a_link_for_the_public_holds_the_number_too() -> None:
    link = f"https://www.linkedin.com/posts/valmont_travaux-activity-{number(AT)}-Ab1C"
    assert read(post(link=link)).posts[0].at == AT


def test_other_numbers_are_not_decoded() -> None:
    seen = read(post(link=f"https://www.linkedin.com/feed/update/urn:li:share:{number(AT)}"))
    assert (seen.posts[0].day, seen.posts[0].at) == (AT.date(), None)
    assert seen.time_basis == "day_only"


def test_a_day_that_the_number_contradicts_is_kept_and_told() -> None:
    found = reading(post(written="01/02/2026"), post(AT - timedelta(days=9)))
    assert [one.precision for one in found.accounts[0].posts] == ["day", "second"]
    assert any("contredites" in remark and " 1 " in remark for remark in found.remarks)


def test_a_day_in_another_zone_is_no_contradiction() -> None:
    assert read(post(written="01/21/2026")).posts[0].at == AT


def test_the_number_dates_a_row_without_a_day() -> None:
    assert read(post(written="")).posts[0].at == AT


def test_a_row_nothing_dates_is_rejected_with_its_line() -> None:
    found = reading(
        post(),
        post(link="https://www.linkedin.com/feed/", written=""),
        post(link="https://www.linkedin.com/feed/", written="13/45/2026"),
        post(link="https://www.linkedin.com/feed/", written="01/20/1999"),
    )
    assert [one.line for one in found.rejected] == [4, 5, 6]
    assert [one.reason for one in found.rejected] == [
        "aucune date",
        "date impossible",
        "date impossible",
    ]


def test_the_agent_who_posted_is_nowhere() -> None:
    assert "Dupont" not in repr(reading(post()))
    assert not {"author", "Posted by"} & {
        *COLUMNS,
        *(one for names in COLUMNS.values() for one in names),
    }


def test_figures_of_a_post_are_read_and_those_by_day_are_not() -> None:
    cells: dict[str, Any] = {
        "impressions": 300,
        "views": 12,
        "clicks": 3,
        "reactions": 5,
        "comments": 0,
        "shares": 1,
    }
    (one,) = read(post(**cells), daily=days(date(2026, 1, 1), date(2026, 1, 31))).posts
    assert one.counts == Counts(
        impressions=300, views=12, clicks=3, reactions=5, comments=0, shares=1
    )


def test_an_empty_figure_is_not_zero_and_a_negative_one_is_none() -> None:
    (one,) = read(post(reactions=-2)).posts
    assert one.counts == Counts()


def test_reposts_are_those_of_others() -> None:
    found = reading(post(shares=40))
    assert found.accounts[0].posts[0].kind == "original"
    assert "LinkedIn ne dit pas quelles publications sont des partages" in found.remarks


@pytest.mark.parametrize(
    ("written", "medium"),
    [
        ("Image", "image"),
        ("Video", "video"),
        ("Article", "link"),
        ("Document", "document"),
        ("Poll", "poll"),
        ("", "unknown"),
        ("Nouveau", "unknown"),
    ],
)
def test_the_medium_is_that_of_the_content_type(written: str, medium: str) -> None:
    assert read(post(medium=written)).posts[0].medium == medium


def test_sponsored_posts_are_paid() -> None:
    kinds = ("Sponsored", "Organic", "")
    assert [one.paid for one in read(*(post(type=kind) for kind in kinds)).posts] == [
        True,
        False,
        None,
    ]


def test_the_sheet_by_day_tells_the_period() -> None:
    seen = read(post(), daily=days(date(2025, 2, 1), date(2026, 1, 31)))
    assert seen.period == (date(2025, 2, 1), date(2026, 1, 31))
    assert seen.reach == "window"


def test_a_period_without_a_post_is_a_measured_silence() -> None:
    seen = read(daily=days(date(2025, 2, 1), date(2026, 1, 31)))
    assert (seen.posts, seen.period) == ((), (date(2025, 2, 1), date(2026, 1, 31)))


def test_a_period_the_posts_do_not_fit_is_not_believed() -> None:
    found = reading(post(), daily=days(date(2025, 2, 1), date(2025, 12, 31)))
    assert found.accounts[0].period is None
    assert any("sa période n’est pas retenue" in one for one in found.remarks)


def test_days_with_a_hole_tell_no_period() -> None:
    daily = [
        *days(date(2026, 1, 1), date(2026, 1, 10)),
        *days(date(2026, 1, 20), date(2026, 1, 31)),
    ]
    assert read(post(), daily=daily).period is None


def test_the_order_of_day_and_month_is_that_of_the_whole_file() -> None:
    nameless = "https://www.linkedin.com/feed/"
    daily = days(date(2026, 1, 1), date(2026, 4, 30), "%d/%m/%Y")
    assert read(post(link=nameless, written="03/04/2026"), daily=daily).posts[0].day == date(
        2026, 4, 3
    )
    assert read(post(link=nameless, written="03/04/2026")).posts[0].day == date(2026, 3, 4)


def test_the_numbers_of_posts_prove_an_order() -> None:
    at = datetime(2026, 4, 3, 10, tzinfo=UTC)
    plain = post(link="https://www.linkedin.com/feed/", written="05/06/2026")
    seen = read(post(at, written="03/04/2026"), plain)
    assert [one.day for one in seen.posts] == [date(2026, 4, 3), date(2026, 6, 5)]


def test_a_file_with_both_orders_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        reading(post(written="13/01/2026"), post(written="01/13/2026"))
    assert "rien n’est sûr" in caught.value.reason


def test_real_dates_of_a_spreadsheet_need_no_order() -> None:
    row = post()
    row[5] = datetime(2026, 1, 20)  # noqa: DTZ001 — a cell has no zone
    row[1] = "https://www.linkedin.com/feed/"
    assert read(row).posts[0].day == date(2026, 1, 20)


# ---------------------------------------------------------------- other languages


def test_twenty_columns_in_another_language_are_read_by_place_and_told() -> None:
    found = reading(post(reactions=5), header=FRENCH, names=("Mesures", "Tous les posts"))
    assert found.accounts[0].posts[0].counts.reactions == 5
    assert any("d’après leur place" in one for one in found.remarks)


@pytest.mark.parametrize("header", [FRENCH[:-1], [*FRENCH, "Colonne 21"]])
def test_another_width_in_another_language_is_not_read(header: list[str]) -> None:
    rows = [[*post()[: len(header)], *([1] if len(header) > 20 else [])]]
    assert not FORMAT.recognises(piece("a.xlsx", workbook(rows, header=header)))


def test_twenty_columns_without_links_of_linkedin_are_another_table() -> None:
    rows = [post(link="https://www.facebook.com/valmont/posts/1")]
    for header in (FRENCH, HEADER):
        assert not FORMAT.recognises(piece("a.xlsx", workbook(rows, header=header)))


def test_an_order_nothing_proves_is_refused_in_another_language() -> None:
    with pytest.raises(Refused) as caught:
        reading(post(link="https://www.linkedin.com/feed/", written="03/04/2026"), header=FRENCH)
    assert "03/04" in caught.value.reason


# ---------------------------------------------------------------- properties

FIGURES = st.one_of(st.none(), st.integers(0, 10**7))
NAMES = ("impressions", "views", "clicks", "reactions", "comments", "shares")
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
).filter(lambda one: bool(one.strip()) and not one.lstrip().startswith("="))
DRAWN = st.tuples(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 20)),  # noqa: DTZ001 — made UTC below
    TEXTS,
    st.fixed_dictionaries(dict.fromkeys(NAMES, FIGURES)),
)


@given(st.lists(DRAWN, min_size=1, max_size=6), st.sampled_from([HEADER, FRENCH]))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(
    drawn: list[tuple[datetime, str, dict[str, Any]]], header: list[str]
) -> None:
    made = [(at.replace(tzinfo=UTC, microsecond=0), said, counts) for at, said, counts in drawn]
    rows = [post(at, title=said, **counts) for at, said, counts in made]
    seen = read(*rows, daily=days(date(2025, 1, 1), date(2025, 2, 1)), header=header)
    assert [(one.at, one.fingerprint, one.counts) for one in seen.posts] == [
        (at, fingerprint(said), Counts(**counts)) for at, said, counts in made
    ]


@given(damaged(DATA))
@settings(max_examples=60, deadline=None)
def test_a_damaged_xls_is_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("a.xls", data))


XLSX = workbook([post()], daily=days(date(2026, 1, 1), date(2026, 1, 31)))


@given(damaged(XLSX))
@settings(max_examples=60, deadline=None)
def test_a_damaged_xlsx_is_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("a.xlsx", data))


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.sampled_from(
        ["", "x", "13/13/2026", "01/02/2026", f"{LINK}99999999999999999999", "=1+1", "1e400"]
    ),
)


@given(st.lists(st.lists(CELLS, max_size=22), max_size=5))
@settings(max_examples=30, deadline=None)
def test_odd_cells_never_raise(rows: list[list[Any]]) -> None:
    plain = [["" if isinstance(one, float) and one != one else one for one in row] for row in rows]  # noqa: PLR0124 — NaN
    made = workbook([post(), *plain], daily=plain)
    only_refused(FORMAT, piece("a.xlsx", made))
