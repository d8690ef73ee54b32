"""Meta Business Suite, « Contenu »: what re-saves, collaborations and odd names do to a copy."""

from datetime import date, timedelta

from tests.evidence.pieces import piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.collect import read_piece
from playbook_audit.evidence.interface import AccountSeen, Circumstances
from playbook_audit.evidence.readers.meta_content import ROUNDED, UNSURE

NAME = "Jan-01-2026_Jun-30-2026_1.csv"
PERIOD = (date(2026, 1, 1), date(2026, 6, 30))
HEADER = (
    "Identifiant de la publication,ID du compte,Nom de profil du compte,Description,"
    "Heure de publication,Permalien,Type de publication\n"
)
FIRST = date(2026, 1, 13)


def row(rank: int, *, id: str = "", owner: str = "999", handle: str = "valmont") -> str:
    day = FIRST + timedelta(days=7 * rank)
    link = f"https://www.instagram.com/p/x{rank}/"
    return f"{id},{owner},{handle},texte {rank},{day:%m/%d/%Y} 09:00,{link},Image IG\n"


def read(*rows: str, name: str = NAME) -> tuple[tuple[AccountSeen, ...], tuple[str, ...]]:
    found = read_piece(piece(name, HEADER + "".join(rows)), Circumstances(TODAY))
    assert found.refused is None
    return found.reading.accounts, found.reading.remarks


def test_numbers_rounded_by_a_spreadsheet_lose_no_post() -> None:
    [seen], remarks = read(*(row(rank, id="7,45673E+17".join('""')) for rank in range(20)))
    assert len(seen.posts) == 20
    assert all(post.id is None for post in seen.posts)
    assert remarks == (ROUNDED,)


def test_an_account_number_rounded_by_a_spreadsheet_is_not_kept() -> None:
    [seen], _ = read(row(0, id="1", owner="1.78414E+16"))
    assert (seen.native_id, seen.handle) == (None, "valmont")


def test_what_was_posted_together_says_nothing_of_the_silence_of_the_other() -> None:
    own = [row(rank, id=f"1{rank:02}") for rank in range(20)]
    together = [row(rank, id=f"2{rank:02}", owner="888", handle="tourisme") for rank in (3, 5)]
    (ours, theirs), _ = read(*own, *together)
    assert (ours.handle, ours.period) == ("valmont", PERIOD)
    last = FIRST + timedelta(days=35)
    assert (theirs.handle, theirs.period) == ("tourisme", (last, last))


def test_a_period_that_ends_after_today_is_not_believed() -> None:
    [seen], _ = read(row(0, id="1"), name="Jan-01-2026_Dec-31-2026_1.csv")
    assert seen.period is None


def test_a_period_that_ends_before_it_begins_is_not_believed() -> None:
    [seen], _ = read(row(0, id="1"), name="Jun-30-2026_Jan-01-2026_1.csv")
    assert seen.period is None


def test_rows_that_cannot_be_dated_are_no_silence() -> None:
    accounts, remarks = read("1,999,valmont,texte,le 3 mars,https://www.instagram.com/p/x/,Reel\n")
    assert (accounts, remarks) == ((), (UNSURE,))


def test_after_a_row_left_out_no_silence_is_sure() -> None:
    undated = "2,999,valmont,texte,2026-06-03 09:00,https://www.instagram.com/p/y/,Image IG\n"
    [seen], remarks = read(row(0, id="1"), undated)
    assert (len(seen.posts), seen.period) == (1, None)
    assert remarks == (UNSURE,)


def test_a_link_that_is_no_address_raises_nothing() -> None:
    [seen], _ = read("1,999,valmont,t,01/13/2026 09:00,https://[broken/p/x/,Image IG\n")
    assert len(seen.posts) == 1


def test_a_sample_has_every_number() -> None:
    whole = sample("meta/facebook_contenu_fr_Nov-01-2025_Apr-30-2026_1111111111111111.csv")
    [seen] = read_piece(whole, Circumstances(TODAY)).reading.accounts
    assert all(post.id and post.id.isdigit() for post in seen.posts)
