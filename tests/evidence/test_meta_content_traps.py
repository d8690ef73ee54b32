"""Every trap of the Meta export by name, and a round trip: what was written is what is read."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.pieces import piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Reading, Refused
from playbook_audit.evidence.readers import meta_content, recognised
from playbook_audit.evidence.readers.meta_content import UNDECIDED
from playbook_audit.evidence.times import INSTAGRAM_EPOCH_MS, PACIFIC, PARIS
from playbook_audit.model.activity import Counts, Post

FACEBOOK = "facebook_contenu_fr_Nov-01-2025_Apr-30-2026_1111111111111111.csv"
FRENCH = (
    "Identifiant de la publication",
    "ID de la Page",
    "Nom de la page",
    "Description",
    "Heure de publication",
    "Permalien",
    "Est un partage",
    "Type de publication",
    "Date",
    "Vues",
    "Couverture",
    "Réactions, commentaires et partages",
    "Réactions",
    "Commentaires",
    "Partages",
)
ENGLISH = (
    "Post ID",
    "Page ID",
    "Page name",
    "Description",
    "Publish time",
    "Permalink",
    "Is share",
    "Post type",
    "Date",
    "Views",
    "Reach",
    "Reactions, comments and shares",
    "Reactions",
    "Comments",
    "Shares",
)
SPECIAL = ("Vues de Publications organiques", "Vues de 3\u00a0secondes", "Mentions J\u2019aime")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def export(*rows: dict[str, Any], header: tuple[str, ...] = FRENCH, separator: str = ",") -> str:
    text = StringIO(newline="")
    table = csv.DictWriter(text, header, restval="", delimiter=separator)
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def row(time: str, rank: int = 1, link: str = "", **others: Any) -> dict[str, Any]:
    return {
        "Identifiant de la publication": f"70000000000000{rank}",
        "ID de la Page": "100000000000001",
        "Heure de publication": time,
        "Permalien": link or f"https://www.facebook.com/valmont/posts/{rank}",
        **others,
    }


def reading(data: str | bytes, name: str = "export.csv") -> Reading:
    return meta_content.read(piece(name, data), Circumstances(TODAY))


def posts(data: str | bytes, name: str = "export.csv") -> list[Post]:
    [account] = reading(data, name).accounts
    return sorted(account.posts, key=lambda one: one.at or datetime.min.replace(tzinfo=UTC))


def paris(post: Post) -> str:
    assert post.at is not None
    return post.at.astimezone(PARIS).isoformat(timespec="minutes")


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("written", "in_paris"),
    [
        ("01/14/2026 21:20", "2026-01-15T06:20+01:00"),  # the next day here
        ("07/14/2026 21:20", "2026-07-15T06:20+02:00"),
        ("03/15/2026 09:00", "2026-03-15T17:00+01:00"),  # summer there, not yet here
        ("10/28/2025 09:00", "2025-10-28T17:00+01:00"),  # winter here, not yet there
        ("11/02/2025 01:30", "2025-11-02T09:30+01:00"),  # the hour that comes twice
        ("03/08/2026 02:30", "2026-03-08T11:30+01:00"),  # the hour that does not exist
    ],
)
def test_times_are_californian_on_either_side_of_both_changes(written: str, in_paris: str) -> None:
    proof = row("12/24/2025 10:00", 2)
    found = [paris(one) for one in posts(export(row(written), proof))]
    assert in_paris in found


def test_a_header_that_names_utc_is_obeyed() -> None:
    header = tuple("Heure de publication (UTC)" if "Heure" in one else one for one in FRENCH)
    rows = [{**row("05/28/2026 06:00"), "Heure de publication (UTC)": "05/28/2026 06:00"}]
    del rows[0]["Heure de publication"]
    [post] = posts(export(*rows, header=header))
    assert paris(post) == "2026-05-28T08:00+02:00"


def test_months_come_first_when_a_day_above_twelve_says_so() -> None:
    found = posts(export(row("03/04/2026 10:00"), row("03/28/2026 10:00", 2)))
    assert [one.day.isoformat() for one in found] == ["2026-03-04", "2026-03-28"]


def test_days_come_first_when_one_above_twelve_says_so() -> None:
    found = posts(export(row("04/03/2026 10:00"), row("28/03/2026 10:00", 2)))
    assert [one.day.isoformat() for one in found] == ["2026-03-04", "2026-03-28"]


def test_the_period_of_the_name_decides_when_no_day_does() -> None:
    name = "Mar-01-2026_Mar-31-2026_1.csv"
    [post] = posts(export(row("03/04/2026 10:00")), name)
    assert post.day.isoformat() == "2026-03-04"


def code_of(at: datetime) -> str:
    number = (int(at.timestamp() * 1000) - INSTAGRAM_EPOCH_MS) << 23
    code = ""
    while number:
        number, rank = divmod(number, 64)
        code = LETTERS[rank] + code
    return code


def test_the_numbers_of_the_posts_decide_when_nothing_else_does() -> None:
    made = datetime(2026, 3, 4, 10, 0, tzinfo=PACIFIC)
    link = f"https://www.instagram.com/p/{code_of(made)}/"
    [post] = posts(export(row("04/03/2026 10:00", link=link)))
    assert post.day.isoformat() == "2026-03-04"


def test_a_file_that_nothing_decides_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        reading(export(row("03/04/2026 10:00")))
    assert refused.value.reason == UNDECIDED


def test_both_orders_in_one_file_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        reading(export(row("03/28/2026 10:00"), row("28/03/2026 10:00", 2)))
    assert "rien n’est sûr" in refused.value.reason


# ---------------------------------------------------------------- columns and rows


def test_recent_reels_typed_as_videos_are_known_by_their_link() -> None:
    [account] = meta_content.read(sample(f"meta/{FACEBOOK}"), Circumstances(TODAY)).accounts
    media = [post.medium for post in account.posts]
    assert (media.count("short_video"), media.count("video")) == (4, 0)


def test_a_column_is_found_by_its_whole_name_only() -> None:
    told = {"Réactions, commentaires et partages": "9", "Vues": "50"}
    rows = [{**row("05/28/2026 10:00"), **told}]
    [post] = posts(export(*rows, header=(*FRENCH, *SPECIAL)))
    assert post.counts == Counts(views=50)


def test_special_spaces_and_apostrophes_of_headers_do_not_hide_a_column() -> None:
    header = ("Identifiant\u00a0de la publication", "Heure de publication", "Permalien", SPECIAL[2])
    link = "https://www.instagram.com/p/x/"
    text = f"{','.join(header)}\n1,05/28/2026 10:00,{link},7\n"
    [post] = posts(text)
    assert post.counts.reactions == 7


def test_empty_is_not_zero() -> None:
    [post] = posts(export(row("05/28/2026 10:00", Vues="0", Couverture="")))
    assert (post.counts.views, post.counts.reach) == (0, None)


def test_the_days_of_one_post_are_one_post() -> None:
    days = [row("05/28/2026 10:00", Date=f"05/{day}/2026", Vues="10") for day in (28, 29, 30)]
    [post] = posts(export(*days))
    assert post.counts.views == 30


def test_a_life_total_stands_alone() -> None:
    total = row("05/28/2026 10:00", Date="Global", Vues="10")
    [post] = posts(export(total, total))
    assert post.counts.views == 10


def test_a_file_saved_again_by_a_spreadsheet_is_read() -> None:
    text = export(row("05/28/2026 10:00", Description="été"), separator=";")
    found = reading(text.encode("cp1252"))
    assert len(found.accounts[0].posts) == 1
    assert "fichier réenregistré par un tableur, lu en Windows-1252" in found.remarks


def test_a_third_language_is_not_taken_for_one_of_ours() -> None:
    swedish = "Publicerings-id,Sid-id,Publiceringstid,Permalänk\n1,2,05/28/2026 10:00,x\n"
    found = recognised(piece("Maj-01-2026.csv", swedish))
    assert found is None or found.id != "meta-content"


# ---------------------------------------------------------------- round trip

MOMENTS = st.lists(
    st.integers(0, 7 * 365 * 24 * 60 - 200_000).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    min_size=2,
    max_size=12,
    unique=True,
)
COUNTS = st.tuples(*(st.none() | st.integers(0, 10_000_000) for _ in range(5)))


@given(
    moments=MOMENTS,
    counts=COUNTS,
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    shares=st.booleans(),
    english=st.booleans(),
)
def test_what_an_export_writes_is_what_is_read(
    moments: list[datetime],
    counts: tuple[int | None, ...],
    text: str,
    shares: bool,
    english: bool,
) -> None:
    names = dict(zip(FRENCH, ENGLISH if english else FRENCH, strict=True))
    proof = datetime(2025, 12, 24, 18, tzinfo=UTC)
    written = []
    for rank, at in enumerate([proof, *moments]):
        views, reach, reactions, comments, shared = counts
        told = row(
            f"{at.astimezone(PACIFIC):%m/%d/%Y %H:%M}",
            rank,
            Description=text,
            **{"Est un partage": "1" if shares else "0", "Date": "Global"},
            Vues=views,
            Couverture=reach,
            Réactions=reactions,
            Commentaires=comments,
            Partages=shared,
        )
        written.append({names[name]: value for name, value in told.items()})
    header = tuple(names.values())
    found = posts(export(*written, header=header))
    unambiguous = [one for one in (proof, *moments) if not _comes_twice(one)]
    assert {one.at for one in found} >= set(unambiguous)
    assert len(found) == len(moments) + 1
    assert {one.kind for one in found} == {"share" if shares else "original"}
    views, reach, reactions, comments, shared = counts
    told_counts = Counts(
        views=views, reach=reach, reactions=reactions, comments=comments, shares=shared
    )
    assert {one.counts for one in found} == {told_counts}


def _comes_twice(at: datetime) -> bool:
    """Tell the hour of November that the clock of California shows twice."""
    other = at.astimezone(PACIFIC).replace(fold=0).astimezone(UTC)
    return other != at


@given(cut=st.integers(0, 6000), junk=st.binary(max_size=6), at=st.integers(0, 6000))
def test_a_damaged_export_is_read_or_refused(cut: int, junk: bytes, at: int) -> None:
    data = bytearray(sample(f"meta/{FACEBOOK}").data)
    data[at : at + len(junk)] = junk
    damaged = piece(FACEBOOK, bytes(data[: len(data) - cut]))
    if not meta_content.recognises(damaged):
        return
    try:
        found = meta_content.read(damaged, Circumstances(TODAY))
    except Refused:
        return
    assert all(isinstance(one, AccountSeen) for one in found.accounts)
