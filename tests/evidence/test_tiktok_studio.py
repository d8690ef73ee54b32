import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Reading
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.readers.tiktok_studio import FORMAT
from playbook_audit.model.activity import Counts

HEADER = (
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
)
OTHER = tuple(f"Cột {rank}" for rank in range(1, 8))
AT = datetime(2026, 9, 4, 16, 16, 52, tzinfo=UTC)
NUMBER = 7681714846173356608
DATA = (SAMPLES / "tiktok/Content.csv").read_bytes()


def link(number: int = NUMBER, account: str = "villevalmont", sort: str = "video") -> str:
    return f"https://www.tiktok.com/@{account}/{sort}/{number}"


def row(
    title: str = "Travaux", address: str | None = None, counts: tuple[Any, ...] = (1, 0, 0, 9)
) -> tuple[Any, ...]:
    return (title, link() if address is None else address, "September 4", *counts)


def table(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def recognised(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> bool:
    return FORMAT.recognises(piece("Content.csv", table(*rows, header=header)))


def read(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Reading:
    return FORMAT.read(piece("Content.csv", table(*rows, header=header)), Circumstances(TODAY))


def test_the_number_dates_what_has_no_year() -> None:
    (post,) = read(row()).accounts[0].posts
    assert (post.at, post.precision, post.id) == (AT, "second", str(NUMBER))


def test_figures_are_read_as_people_read_them() -> None:
    (post,) = read(row(counts=("1.2K", "0", "", "18,400"))).accounts[0].posts
    assert post.counts == Counts(reactions=1_200, comments=0, views=18_400)


def test_a_photo_is_a_post_too() -> None:
    (post,) = read(row(address=link(sort="photo"))).accounts[0].posts
    assert post.medium == "image"


def test_without_a_link_nothing_is_dated() -> None:
    reading = read(row(address=""), row())
    assert [one.line for one in reading.rejected] == [2]
    assert "aucune adresse" in reading.rejected[0].reason


def test_each_account_has_its_own_posts() -> None:
    reading = read(row(), row(address=link(NUMBER + 1, "brume")))
    assert [(one.handle, len(one.posts)) for one in reading.accounts] == [
        ("villevalmont", 1),
        ("brume", 1),
    ]


def test_an_empty_table_names_no_account() -> None:
    reading = read()
    assert reading.accounts == ()
    assert "aucune publication" in reading.remarks[0]


def test_figures_by_day_hold_no_post() -> None:
    header = ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares")
    reading = read(("2026-01-01", 1, 2, 3, 4, 5), header=header)
    assert recognised(header=header)
    assert reading.accounts == ()


def test_other_headers_are_known_by_links_alone_and_figures_are_left() -> None:
    rows = [row(), row(address=link(NUMBER + 2))]
    assert recognised(*rows, header=OTHER)
    reading = read(*rows, header=OTHER)
    assert [post.counts for post in reading.accounts[0].posts] == [Counts(), Counts()]
    assert any("autre langue" in one for one in reading.remarks)


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ((), OTHER),
        ((row(), row(address=link(NUMBER + 1, "brume"))), OTHER),
        ((row(), row(address="https://www.facebook.com/valmont/posts/1")), OTHER),
        ((row(), row(address="")), OTHER),
        ((row(),), ("Réseau", *OTHER[1:])),
        ((row(),), ("Compte", *OTHER[1:])),
        ((row()[:3],), OTHER[:3]),
    ],
)
def test_tables_that_are_not_of_one_account_of_tiktok_are_left_to_others(
    rows: tuple[tuple[Any, ...], ...], header: tuple[str, ...]
) -> None:
    assert not recognised(*rows, header=header)


def test_a_table_longer_than_the_first_bytes_is_known_by_its_whole_rows() -> None:
    rows = [row("é" * 100, link(NUMBER + rank)) for rank in range(1_000)]
    assert recognised(*rows, header=OTHER)
    assert len(read(*rows, header=OTHER).accounts[0].posts) == 1_000


NAMES = ("reactions", "comments", "shares", "views")
FIGURES = st.one_of(st.none(), st.integers(0, 10**9))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40
).filter(lambda one: bool(one.strip()))
DRAWN = st.tuples(st.integers(1_470_000_000, 1_790_000_000), TEXTS, st.tuples(*[FIGURES] * 4))


@given(st.lists(DRAWN, min_size=1, max_size=8, unique_by=lambda one: one[0]))
@settings(max_examples=60)
def test_what_is_written_is_read_back(drawn: list[tuple[int, str, tuple[int | None, ...]]]) -> None:
    rows = [
        row(title, link(when << 32), tuple("" if one is None else f"{one:,}" for one in counts))
        for when, title, counts in drawn
    ]
    assert recognised(*rows)
    posts = read(*rows).accounts[0].posts
    assert [(int(one.at.timestamp()), one.fingerprint, one.counts) for one in posts if one.at] == [
        (when, fingerprint(title), Counts(**dict(zip(NAMES, counts, strict=True))))
        for when, title, counts in drawn
    ]


@given(damaged(DATA), damaged(table(row(), row(address=link(NUMBER + 2)), header=OTHER)))
@settings(max_examples=100)
def test_damaged_bytes_are_refused_or_read(english: bytes, other: bytes) -> None:
    only_refused(FORMAT, piece("a.csv", english))
    only_refused(FORMAT, piece("a.csv", other))
