"""Tables of posts: CSV and workbooks alike, each trap by name, and a round trip."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece, sample
from tests.evidence.test_cases import TODAY
from tests.evidence.workbooks import ods, ods_table, raw_xlsx, xlsx, xlsx_of

from playbook_audit.catalogue.load import catalogue
from playbook_audit.evidence.interface import Circumstances, Reading, Refused
from playbook_audit.evidence.readers import posts_table, recognised
from playbook_audit.evidence.readers.posts_table import FORMAT
from playbook_audit.evidence.tables.generic.networks import NETWORKS, platforms_named
from playbook_audit.evidence.tables.templates import template
from playbook_audit.evidence.times import PARIS
from playbook_audit.model.activity import Counts

HEADER = (
    "date",
    "reseau",
    "compte",
    "type",
    "texte",
    "url",
    "reactions",
    "commentaires",
    "partages",
)
OTHERS = ("generique/publications.csv", "generique/inventaire_comptes.csv")


def _read(data: bytes | str) -> Reading:
    one = piece("publications", data)
    assert posts_table.recognises(one)
    return posts_table.FORMAT.read(one, Circumstances(TODAY))


def _row(**cells: Any) -> list[Any]:
    given_cells = {"date": "03/11/2025", "reseau": "facebook", "compte": "Ville", **cells}
    return [given_cells.get(name) for name in HEADER]


def _csv(*rows: list[Any], header: tuple[str, ...] = HEADER) -> str:
    return "\n".join(
        ";".join("" if one is None else str(one) for one in row) for row in (header, *rows)
    )


# ---------------------------------------------------------------- workbooks


def test_a_workbook_says_the_same_as_a_csv() -> None:
    text = (SAMPLES / "generique/publications.csv").read_text("utf-8-sig")
    rows = [
        tuple(one.split(";"))
        for one in text.replace("\n\n", "").replace('"', "").split("\n")
        if one
    ]
    whole = [row for row in rows if len(row) == len(HEADER)]
    expected = _read("\n".join(";".join(row) for row in whole))
    assert len(expected.accounts[0].posts) == 17
    assert _read(xlsx(whole)) == expected
    assert _read(ods(ods_table(whole))) == expected


def test_dates_of_a_spreadsheet_are_days_or_moments_of_paris() -> None:
    moment = datetime(2025, 11, 3, 6, 20)  # noqa: DTZ001 — spreadsheets know no zone
    reading = _read(xlsx([HEADER, _row(date=moment), _row(date=date(2025, 11, 4), compte="Autre")]))
    first, second = reading.accounts
    assert first.posts[0].at == datetime(2025, 11, 3, 6, 20, tzinfo=PARIS)
    assert (first.time_basis, second.time_basis) == ("paris", "day_only")
    assert second.posts[0].at is None


def test_one_sheet_for_each_network() -> None:
    rows = [
        ["Publications de 2025"],
        [],
        ["Date", "Compte", "Message"],
        ["03/11/2025", "Ville", "a"],
    ]
    reading = _read(xlsx_of({"Facebook": rows, "X (Twitter)": rows, "Notes": [["à", "voir"]]}))
    assert [one.network for one in reading.accounts] == ["facebook", "x"]
    assert reading.remarks == ("feuilles sans tableau reconnu, laissées de côté : « Notes »",)


def test_a_rejected_row_names_its_sheet() -> None:
    rows = [["Date", "Compte", "Message"], ["hier", "Ville", "a"]]
    reading = _read(xlsx_of({"Facebook": rows, "Instagram": rows}))
    assert [one.reason for one in reading.rejected] == [
        "feuille « Facebook », date illisible",
        "feuille « Instagram », date illisible",
    ]


def test_an_inventory_beside_the_posts_is_read_too() -> None:
    inventory = [
        ["Compte", "Réseau", "Abonnés", "Relevé le"],
        ["Ville", "facebook", 1204, "01/09/2026"],
    ]
    reading = _read(xlsx_of({"Publications": [HEADER, _row()], "Comptes": inventory}))
    followers, posts = reading.accounts
    assert followers.followers == (1204, date(2026, 9, 1))
    assert len(posts.posts) == 1


def test_a_merged_date_goes_for_each_post_below() -> None:
    rows = [HEADER, _row(texte="a"), _row(date=None, texte="b")]
    reading = _read(xlsx(rows, merges=["A2:A3"]))
    assert [str(one.day) for one in reading.accounts[0].posts] == ["2025-11-03", "2025-11-03"]


def test_a_formula_without_saved_result_is_said() -> None:
    reading = _read(xlsx([HEADER, _row(date="=TODAY()"), _row()]))
    assert [one.line for one in reading.rejected] == [2]
    assert reading.rejected[0].reason.startswith("une formule sans résultat enregistré")


def test_an_id_rounded_by_the_spreadsheet_is_not_used() -> None:
    rows = [
        ["date", "reseau", "compte", "id"],
        ["03/11/2025", "facebook", "Ville", 745000000000000123],
    ]
    reading = _read(xlsx(rows))
    assert reading.accounts[0].posts[0].id is None
    assert reading.remarks == ("ligne 2 : identifiant arrondi par le tableur, laissé de côté",)


@pytest.mark.parametrize("data", [xlsx([HEADER, _row()])[:-200], raw_xlsx("<row><c>")])
def test_a_broken_workbook_is_left_to_the_last_format(data: bytes) -> None:
    found = recognised(piece("a.xlsx", data))
    assert found is not None
    assert found.id == "unknown-table"
    with pytest.raises(Refused):
        found.read(piece("a.xlsx", data), Circumstances(TODAY))


# ---------------------------------------------------------------- rows


def test_counts_as_people_write_them() -> None:
    reading = _read(_csv(_row(reactions="14 320", commentaires="3,2 k", partages="")))
    assert reading.accounts[0].posts[0].counts == Counts(reactions=14320, comments=3200)


def test_a_decimal_of_a_spreadsheet_is_no_thousand() -> None:
    reading = _read(xlsx([HEADER, _row(reactions=1.234)]))
    assert reading.accounts[0].posts[0].counts.reactions is None
    assert reading.remarks == ("ligne 2 : reactions : nombre illisible, laissé de côté",)


def test_kinds_and_media() -> None:
    kinds = ("Photo", "Partage", "Réponse", "Story", "Réel", "Événement", "tuto")
    posts = _read(_csv(*(_row(type=one) for one in kinds))).accounts[0].posts
    assert [(one.kind, one.medium) for one in posts] == [
        ("original", "image"),
        ("share", "unknown"),
        ("reply", "unknown"),
        ("story", "unknown"),
        ("original", "short_video"),
        ("original", "event"),
        ("original", "unknown"),
    ]


def test_a_row_for_two_networks_is_a_post_on_each_without_counts() -> None:
    reading = _read(_csv(_row(reseau="Facebook + Insta", reactions=12)))
    assert [one.network for one in reading.accounts] == ["facebook", "instagram"]
    assert all(one.posts[0].counts == Counts() for one in reading.accounts)


def test_a_draft_or_a_planned_post_is_none() -> None:
    header = ("date", "reseau", "texte", "statut")
    rows = (["03/11/2025", "x", "a", "Programmé"], ["03/11/2025", "x", "a", "publié"])
    reading = _read(_csv(*map(list, rows), header=header))
    assert [(one.line, one.reason) for one in reading.rejected] == [
        (2, "pas encore publiée, d’après son statut")
    ]
    assert reading.remarks == ("le tableau ne dit pas de quel compte il parle",)


def test_an_account_may_be_an_address_or_a_name_with_its_sign() -> None:
    rows = (
        _row(compte="https://www.facebook.com/VilleValmont/"),
        _row(compte="@villevalmont", reseau="Twitter"),
        _row(compte="https://bsky.app/profile/valmont.fr", reseau=""),
    )
    found = {(one.network, one.handle) for one in _read(_csv(*rows)).accounts}
    assert found == {("facebook", "villevalmont"), ("x", "villevalmont"), ("bluesky", "valmont.fr")}


def test_an_unknown_network_is_another_and_said() -> None:
    reading = _read(_csv(_row(reseau="IntraMuros")))
    assert reading.accounts[0].network == "other"
    assert reading.remarks == ("ligne 2 : réseau inconnu, rangé dans « autre »",)


def test_the_number_in_an_address_is_that_of_the_post() -> None:
    rows = (
        _row(reseau="x", url="https://x.com/u/status/1985215360005047238"),
        _row(reseau="facebook", url="https://x.com/u/status/1985215360005047238"),
    )
    numbers = [one.posts[0].id for one in _read(_csv(*rows)).accounts]
    assert numbers == ["1985215360005047238", None]


def test_a_rank_is_no_number_of_a_post() -> None:
    header = ("id", "date", "reseau", "texte")
    reading = _read(_csv(["1", "03/11/2025", "x", "a"], header=header))
    assert reading.accounts[0].posts[0].id is None


def test_a_daily_curve_is_no_table_of_posts() -> None:
    assert not posts_table.recognises(
        piece("a.csv", "date;reseau;compte;reactions\n03/11/2025;x;Ville;3\n")
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_separator_and_encoding_under_a_title(separator: str, encoding: str) -> None:
    title = "Publications, été 2025 ; à jour\n\n"
    text = title + separator.join(("Date", "Réseau", "Légende")) + "\n"
    text += separator.join(("03/11/2025", "facebook", "été")) + "\n"
    reading = _read(text.encode(encoding))
    assert [str(one.day) for one in reading.accounts[0].posts] == ["2025-11-03"]


def test_files_of_other_formats_are_left_to_them() -> None:
    for file in sorted(SAMPLES.rglob("*.*")):
        name = file.relative_to(SAMPLES).as_posix()
        found = recognised(sample(name)) if file.is_file() and name not in OTHERS else None
        assert found is None or found.id not in ("posts-table", "accounts-table"), name


def test_the_template_is_read() -> None:
    assert not _read(template("publications")).accounts  # its examples are left out
    reading = _read(template("publications").replace("Exemple à effacer", "Marché de Noël"))
    assert [(one.network, one.name or one.handle) for one in reading.accounts] == [
        ("facebook", "Ville de Valmont"),
        ("instagram", "villevalmont"),
    ]
    assert not reading.rejected


def test_no_text_is_kept() -> None:
    assert "secret" not in repr(_read(_csv(_row(texte="un secret"))))


def test_names_of_networks_are_those_of_the_rules() -> None:
    known = catalogue().rulebook.networks
    assert {name: (one.network, one.hosts) for name, one in NETWORKS.items()} == {
        name: (one.network, tuple(one.hosts)) for name, one in known.items()
    }


# ---------------------------------------------------------------- properties

_MOMENTS = st.datetimes(datetime(2005, 1, 1), datetime(2026, 11, 20))  # noqa: DTZ001 — as typed
_WORDS = st.sampled_from(["facebook", "Insta", "X (Twitter)", "LinkedIn"])


@given(
    st.lists(
        st.tuples(_MOMENTS, _WORDS, st.integers(0, 10**6), st.booleans()), min_size=1, max_size=12
    )
)
@settings(max_examples=60)
def test_what_is_written_is_read_back(rows: list[tuple[datetime, str, int, bool]]) -> None:
    written = [
        _row(
            date=f"{at:%d/%m/%Y}" + (f" {at:%H:%M}" if hour else ""),
            reseau=network,
            reactions=count,
        )
        for at, network, count, hour in rows
    ]
    for data in (_csv(*written), xlsx([HEADER, *written])):
        seen = _read(data).accounts
        found = sorted(
            (one.network, str(post.day), post.precision, post.counts.reactions or 0)
            for one in seen
            for post in one.posts
        )
        assert found == sorted(
            (
                NETWORKS[platforms_named(network)[0]].network,
                str(at.date()),
                "minute" if hour else "day",
                count,
            )
            for at, network, count, hour in rows
        )


@given(st.data())
def test_a_damaged_table_is_read_or_refused(data: Any) -> None:
    whole = data.draw(st.sampled_from(DAMAGED))
    only_refused(FORMAT, piece("a.csv", data.draw(damaged(whole))))


DAMAGED = (
    (SAMPLES / "generique/publications.csv").read_bytes(),
    (SAMPLES / "generique/inventaire_comptes.csv").read_bytes(),
    xlsx([HEADER, _row(), _row(date=TODAY - timedelta(days=3))]),
    ods(ods_table([HEADER, [str(one or "") for one in _row()]])),
)
