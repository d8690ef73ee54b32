from io import BytesIO
from typing import Any

from hypothesis import given, settings
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances
from playbook_audit.evidence.readers import linkedin_content
from playbook_audit.evidence.readers.linkedin_followers import FORMAT

FOLLOWERS = "linkedin/valmont_followers_1767225600000.xls"
DATA = (SAMPLES / FOLLOWERS).read_bytes()
GROUPS: list[list[list[Any]]] = [[["Lieu", "Total"], ["Nantes", 12]]] * 5


def workbook(*sheets: list[list[Any]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for rank, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuille {rank}")
        for row in rows:
            sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def recognised(*sheets: list[list[Any]]) -> bool:
    return FORMAT.recognises(piece("a.xlsx", workbook(*sheets)))


def daily(*header: str) -> list[list[Any]]:
    return [[*header], *([f"01/{day:02}/2026", *(0 for _ in header[1:])] for day in range(1, 20))]


def test_gains_are_no_total_and_groups_are_not_added_up() -> None:
    reading = FORMAT.read(sample(FOLLOWERS), Circumstances(TODAY))
    assert reading.accounts == ()
    assert "ni total d’abonnés" in reading.remarks[0]


def test_the_two_files_of_a_page_are_not_taken_for_each_other() -> None:
    content = "linkedin/valmont_content_1767225600000.xls"
    assert not FORMAT.recognises(sample(content))
    assert not linkedin_content.FORMAT.recognises(sample(FOLLOWERS))


def test_visitors_are_known_too() -> None:
    assert recognised(
        daily("Date", "Overview page views (desktop)", "Overview page views (total)"), *GROUPS
    )


def test_another_language_is_known_by_the_shape() -> None:
    assert recognised(daily("Date", "Sponsorisés", "Organiques", "Total"), *GROUPS)
    iso: list[list[Any]] = [["Date", "Total"], ["2026-01-01", 1], ["2026-01-02", 1]]
    assert recognised(iso, *GROUPS)


def test_tables_of_posts_are_not_taken() -> None:
    posts: list[list[Any]] = [["Date", "Texte"], ["01/02/2026", "a"], ["01/09/2026", "b"]]
    assert not recognised(posts)
    assert not recognised(posts, *GROUPS)
    assert not recognised(daily("Date", "Abonnés"))
    assert not FORMAT.recognises(piece("a.csv", "Date,Organic followers\n01/01/2026,3\n"))


@given(damaged(DATA))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_raises_nothing(data: bytes) -> None:
    only_refused(FORMAT, piece("a.xls", data))
