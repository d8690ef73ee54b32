"""The inventory of a collectivité: its accounts, whatever their table."""

from tests.evidence.pieces import piece, sample
from tests.evidence.registers.registry_files import NETWORKS

from playbook_audit.evidence.registers import inventory, recognised
from playbook_audit.evidence.registers.interface import Sought, proposed

INVENTORY = "generique/inventaire_comptes.csv"


def test_every_account_that_can_be_told_is_proposed_with_its_file() -> None:
    found = inventory.consult(sample(INVENTORY), Sought(), NETWORKS)
    assert [(one.value, one.note) for one in proposed(inventory.REGISTER, found)] == [
        ("https://www.facebook.com/villevalmont", "votre inventaire, inventaire_comptes.csv"),
        (
            "https://www.instagram.com/mediatheque_valmont/",
            "votre inventaire, inventaire_comptes.csv",
        ),
    ]


def test_a_line_left_out_is_said_with_its_place() -> None:
    found = inventory.consult(sample(INVENTORY), Sought(), NETWORKS)
    assert "ligne 4 : une formule au lieu d’une valeur" in found.remarks


def test_an_account_without_address_is_counted() -> None:
    text = "Compte;Réseau;URL;Abonnés\nVille;Facebook;;12\nAutre ville;Instagram;;13\n"
    found = inventory.consult(piece("a.csv", text), Sought(), NETWORKS)
    assert proposed(inventory.REGISTER, found) == ()
    assert any("à la main" in one for one in found.remarks)


def test_it_is_recognised_after_the_public_registers() -> None:
    found = recognised(sample(INVENTORY))
    assert found is not None
    assert found.id == "inventory"
    assert not found.needs_a_code
    assert recognised(sample("generique/publications.csv")) is None
    assert recognised(piece("a.txt", b"\x00\xff" * 50)) is None
