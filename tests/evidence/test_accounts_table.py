"""Inventories of accounts: who they are, since when, and nothing that was not measured."""

from datetime import date

import pytest
from tests.evidence.pieces import piece, sample
from tests.evidence.test_cases import TODAY
from tests.evidence.workbooks import xlsx, xlsx_of

from playbook_audit.evidence.interface import Circumstances, Reading
from playbook_audit.evidence.readers import accounts_table, recognised, unknown_table
from playbook_audit.evidence.tables.templates import template


def _read(data: bytes | str) -> Reading:
    one = piece("comptes", data)
    assert accounts_table.recognises(one)
    return accounts_table.FORMAT.read(one, Circumstances(TODAY))


def test_a_last_post_typed_is_no_post() -> None:
    for seen in accounts_table.FORMAT.read(
        sample("generique/inventaire_comptes.csv"), Circumstances(TODAY)
    ).accounts:
        assert seen.posts == ()


def test_the_person_in_charge_is_never_kept() -> None:
    text = "compte;reseau;responsable;abonnés\nVille;facebook;Camille Dupont;12\n"
    assert "Dupont" not in repr(_read(text))


def test_followers_are_of_the_day_that_is_said() -> None:
    (seen,) = _read("compte;reseau;abonnés;relevé le\nVille;x;1,2 k;01/09/2026\n").accounts
    assert seen.followers == (1200, date(2026, 9, 1))


def test_followers_of_no_day_are_left_aside() -> None:
    reading = _read("compte;reseau;abonnés\nVille;x;1200\n")
    assert reading.accounts[0].followers is None
    assert reading.remarks == ("ligne 2 : abonnés sans jour de relevé, laissés de côté",)


def test_an_opening_without_day_is_said_and_the_account_kept() -> None:
    reading = _read("compte;reseau;date d’ouverture\nVille;x;mars 2015\nAutre;x;12/03/2031\n")
    assert [one.opened_on for one in reading.accounts] == [None, None]
    assert reading.remarks == (
        "ligne 2 : ouverture : un mois sans jour ne date pas une publication",
        "ligne 3 : ouverture : date impossible",
    )


def test_addresses_tell_the_network_and_the_account() -> None:
    rows = [
        ["Nom", "Adresse", "Statut"],
        ["Ville", "https://fr-fr.facebook.com/pages/Ville/100000000000001", "actif"],
        ["Ville", "https://www.linkedin.com/company/valmont/", "actif"],
        ["Piscine", "piscine", "actif"],
    ]
    reading = _read(xlsx(rows))
    assert [(one.network, one.handle, one.native_id) for one in reading.accounts] == [
        ("facebook", None, "100000000000001"),
        ("linkedin", "valmont", None),
    ]
    assert [(one.line, one.reason) for one in reading.rejected] == [(4, "réseau non précisé")]


def test_an_address_of_another_network_than_the_one_stated_names_nobody() -> None:
    reading = _read("reseau;url;abonnés;relevé le\nfacebook;https://x.com/ville;3;01/09/2026\n")
    assert [(one.network, one.handle) for one in reading.accounts] == [("facebook", None)]


def test_an_id_rounded_by_the_spreadsheet_is_not_used() -> None:
    rows = [["compte", "reseau", "id", "statut"], ["Ville", "x", 745000000000000123, "actif"]]
    reading = _read(xlsx(rows))
    assert reading.accounts[0].native_id is None
    assert "identifiant arrondi par le tableur, laissé de côté" in reading.remarks[0]


def test_a_group_and_a_profile_are_on_facebook() -> None:
    rows = "compte;reseau;statut\nA;Groupe Facebook;actif\nB;Facebook (profil);actif\n"
    assert [one.network for one in _read(rows).accounts] == ["facebook", "facebook"]


def test_the_template_is_read() -> None:
    assert not _read(template("comptes")).accounts  # its example is left out
    reading = _read(template("comptes").replace("Exemple à effacer", "Ville de Valmont"))
    (seen,) = reading.accounts
    assert (seen.network, seen.handle, seen.name) == (
        "facebook",
        "villevalmont",
        "Ville de Valmont",
    )
    assert (seen.opened_on, seen.followers) == (date(2012, 3, 12), (14320, date(2026, 5, 2)))
    assert not reading.rejected
    assert not reading.remarks


def test_a_workbook_without_any_table_says_its_headers() -> None:
    one = piece("a.xlsx", xlsx_of({"A": [["Thème", "Budget"], ["sport", 12]]}))
    found = recognised(one)
    assert found is not None
    assert found.id == "unknown-table"
    with pytest.raises(Exception, match="en-têtes inconnus \\(Thème, Budget\\) ; dites dans"):
        found.read(one, Circumstances(TODAY))


@pytest.mark.parametrize("name", ["agenda@mairie.example", "06 12 34 56 78", "x" * 40, "\x1b[31m"])
def test_what_may_be_content_is_not_shown_as_a_header(name: str) -> None:
    one = piece("a.csv", f"Thème;{name}\n1;2\n3;4\n")
    with pytest.raises(Exception, match="en-têtes inconnus") as caught:
        unknown_table.read(one, Circumstances(TODAY))
    assert name not in str(caught.value)


def test_an_empty_workbook_is_refused() -> None:
    one = piece("a.xlsx", xlsx([]))
    with pytest.raises(Exception, match="aucun tableau dans ce fichier"):
        unknown_table.read(one, Circumstances(TODAY))
