import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading
from playbook_audit.evidence.making import fingerprint
from playbook_audit.evidence.readers.youtube_studio import FORMAT
from playbook_audit.model.activity import Counts

FRENCH = ("Contenu", "Titre de la vidéo", "Heure de publication de la vidéo", "Durée")
ENGLISH = ("Content", "Video title", "Video publish time", "Duration")
ABBREVIATED = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]
THIN = "\u202f"
DATA = (SAMPLES / "youtube/studio_fr/Informations relatives aux tableaux.csv").read_bytes()


def table(header: tuple[str, ...], *rows: tuple[Any, ...]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows([header, ("Total", *("" for _ in header[1:])), *rows])
    return text.getvalue().encode("utf-8-sig")


def reading(header: tuple[str, ...], *rows: tuple[Any, ...]) -> Reading:
    made = piece("Table data.csv", table(header, *rows))
    assert FORMAT.recognises(made)
    return FORMAT.read(made, Circumstances(TODAY))


def read(header: tuple[str, ...], *rows: tuple[Any, ...]) -> AccountSeen:
    return reading(header, *rows).accounts[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Nov 3, 2025", "2025-11-03"),
        ("3 nov. 2025", "2025-11-03"),
        ("28 sept. 2026", "2026-09-28"),
        ("1er févr. 2026", "2026-02-01"),
        ("4 déc. 2025", "2025-12-04"),
        ("4 août 2025", "2025-08-04"),
        ("19 avril 2025", "2025-04-19"),
        (f"3{THIN}nov.{THIN}2025", "2025-11-03"),
        ("2025-11-03", "2025-11-03"),
    ],
)
def test_days_are_read_in_words(written: str, day: str) -> None:
    (post,) = read(FRENCH, ("a", "Titre", written, 30)).posts
    assert (str(post.day), post.at, post.precision) == (day, None, "day")


@pytest.mark.parametrize("written", ["19 avril", "Apr 19", "19 avr."])
def test_a_year_is_never_guessed(written: str) -> None:
    found = reading(FRENCH, ("a", "Titre", written, 30))
    assert found.accounts == ()
    assert [(one.line, one.reason) for one in found.rejected] == [(3, "date sans année")]


@pytest.mark.parametrize(
    "written", ["31 févr. 2025", "3 brumaire 2025", "Nov 99, 2025", "hier", "3 nov. 2031"]
)
def test_an_impossible_day_is_rejected(written: str) -> None:
    assert [one.reason for one in reading(FRENCH, ("a", "b", written, 30)).rejected] == [
        "date impossible"
    ]


def test_the_total_is_no_video_but_a_video_of_that_title_is() -> None:
    assert len(read(ENGLISH, ("a", "Total", "Nov 3, 2025", 30)).posts) == 1


def test_thin_spaces_decimal_commas_and_lost_subscribers_are_read() -> None:
    header = (*FRENCH, "Vues", "Durée de visionnage (heures)", "Abonnés", "Impressions")
    row = ("a", "Titre", "3 nov. 2025", 30, f"1{THIN}100", "12,5", -2, "")
    (post,) = read(header, row).posts
    assert post.counts == Counts(views=1_100)


def test_only_the_first_columns_are_always_there() -> None:
    (post,) = read(ENGLISH, ("a", "Title", "Nov 3, 2025", 30)).posts
    assert post.counts == Counts()


def test_engaged_views_are_not_views() -> None:
    (post,) = read((*FRENCH, "Vues engagées"), ("a", "b", "3 nov. 2025", 30, 12)).posts
    assert post.counts.views is None


def test_a_video_on_several_days_is_one_post_without_figures() -> None:
    header = ("Date", *ENGLISH, "Views")
    rows = [(f"2026-01-0{day}", "a", "Title", "Nov 3, 2025", 30, day) for day in (1, 2)]
    made = piece("Chart data.csv", table(header, *rows))
    (seen,) = FORMAT.read(made, Circumstances(TODAY)).accounts
    assert [post.counts for post in seen.posts] == [Counts()]


def test_figures_by_day_are_known_by_days_that_follow_each_other() -> None:
    assert FORMAT.recognises(
        piece("a.csv", "Date,Vues\n2026-01-01,1\n2026-01-02,1\n2026-01-03,1\n")
    )
    assert not FORMAT.recognises(
        piece("a.csv", "Date,Vues\n2026-01-01,1\n2026-01-09,1\n2026-01-10,1\n")
    )
    assert not FORMAT.recognises(piece("a.csv", "Date,Vues\n2026-01-01,1\n"))
    assert not FORMAT.recognises(
        piece("a.csv", "Date,Vues,Texte\n2026-01-01,1,a\n2026-01-02,1,b\n")
    )


def test_the_channel_is_not_named_and_the_period_not_known() -> None:
    seen = read(ENGLISH, ("a", "Title", "Nov 3, 2025", 30))
    assert (seen.native_id, seen.handle, seen.name, seen.period) == (None, None, None, None)
    assert (seen.reach, seen.time_basis) == ("window", "day_only")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda one: bool(one.strip())
)
DRAWN = st.tuples(
    st.dates(date(2006, 1, 1), date(2026, 11, 20)),
    TEXTS,
    st.one_of(st.none(), st.integers(0, 10**8)),
)


@given(st.lists(DRAWN, min_size=1, max_size=8), st.booleans())
@settings(max_examples=60)
def test_what_is_written_is_read_back(
    drawn: list[tuple[date, str, int | None]], french: bool
) -> None:
    header = (*(FRENCH if french else ENGLISH), "Vues" if french else "Views")
    rows = [
        (f"id-{rank}", title, _said(day, french=french), 30, _figure(views, french=french))
        for rank, (day, title, views) in enumerate(drawn)
    ]
    posts = read(header, *rows).posts
    assert [(one.day, one.fingerprint, one.counts.views) for one in posts] == [
        (day, fingerprint(title), views) for day, title, views in drawn
    ]


def _said(day: date, *, french: bool) -> str:
    if french:
        return f"{day.day} {ABBREVIATED[day.month - 1]} {day.year}"
    return f"{day:%b} {day.day}, {day.year}"


def _figure(views: int | None, *, french: bool) -> str:
    return "" if views is None else f"{views:,}".replace(",", THIN if french else ",")


@given(damaged(DATA))
@settings(max_examples=100)
def test_damaged_bytes_are_refused_or_read(data: bytes) -> None:
    only_refused(FORMAT, piece("a.csv", data))
