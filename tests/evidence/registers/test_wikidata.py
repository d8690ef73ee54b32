"""Tables saved from Wikidata: headers as numbers or names, several lines for one item."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.pieces import piece, sample
from tests.evidence.registers.registry_files import NETWORKS

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.registers import recognised, wikidata
from playbook_audit.evidence.registers.interface import Consulted, Sought, proposed

ENTITY = "http://www.wikidata.org/entity/Q"
VALMONT = Sought("Valmont-sur-Loire", "commune", insee="49999")
NUMBERS = f"""\
item,itemLabel,P374,P2013,P2002,P2003,P2397,P4264,P7085,P4033,P12361
{ENTITY}900001,Valmont-sur-Loire,49999,villevalmont,VilleValmont,,UCvalmont0000000000000000,ville-de-valmont,valmont,valmont@piaille.fr,valmont.bsky.social
{ENTITY}900001,Valmont-sur-Loire,49999,villevalmont,VilleValmont2,,,,,,
{ENTITY}900002,Brume-les-Bains,49998,brume,,,,,,,
"""


def consulted(text: str, sought: Sought = VALMONT) -> Consulted:
    found = piece("query.csv", text)
    assert wikidata.recognises(found)
    return wikidata.consult(found, sought, NETWORKS)


def addresses(found: Consulted) -> list[str]:
    return [one.value for one in proposed(wikidata.REGISTER, found)]


def test_every_property_becomes_an_address_once() -> None:
    found = consulted(NUMBERS)
    assert addresses(found) == [
        "https://www.facebook.com/villevalmont",
        "https://x.com/VilleValmont",
        "https://www.youtube.com/channel/UCvalmont0000000000000000",
        "https://www.linkedin.com/company/ville-de-valmont",
        "https://www.tiktok.com/@valmont",
        "https://piaille.fr/@valmont",
        "https://bsky.app/profile/valmont.bsky.social",
        "https://x.com/VilleValmont2",
    ]
    assert found.edition == "CC0"
    assert found.records[0].dated == "élément Q900001"
    assert found.remarks == (
        "Wikidata garde aussi des comptes fermés ou renommés : ouvrez chaque adresse",
    )


@pytest.mark.parametrize(
    "header",
    [
        "item;itemLabel;code INSEE;identifiant Facebook;identifiant Twitter",
        "?item;?itemLabel;?P374;?P2013;?P2002",
        "Item;Label;INSEE municipality code;Facebook username;X username",
        "Élément;Libellé;insee;facebook;twitter",
    ],
)
def test_columns_are_known_in_french_in_english_or_by_number(header: str) -> None:
    found = consulted(f"{header}\n{ENTITY}1;Valmont;49999;valmont;valmontx\n")
    assert addresses(found) == ["https://www.facebook.com/valmont", "https://x.com/valmontx"]


def test_several_values_may_stand_in_one_cell() -> None:
    found = consulted(f"item,P374,P2003\n{ENTITY}1,49999,valmont|culture_valmont\n")
    assert addresses(found) == [
        "https://www.instagram.com/valmont/",
        "https://www.instagram.com/culture_valmont/",
    ]


def test_a_group_is_found_by_its_siren() -> None:
    text = f"item,itemLabel,P1616,P2013\n{ENTITY}1,Brume,200 000 001,brume\n"
    found = consulted(text, Sought("Brume", "epci", siren="200000001"))
    assert addresses(found) == ["https://www.facebook.com/brume"]


def test_an_item_without_code_is_asked_about_never_taken() -> None:
    text = f"item,itemLabel,P2013\n{ENTITY}1,Valmont-sur-Loire,valmont\n{ENTITY}2,Autre,x\n"
    found = consulted(text)
    assert found.records == ()
    assert [one.id for one in found.candidates] == ["Q1", "Q2"]
    assert addresses(consulted(text, Sought(record="Q1"))) == ["https://www.facebook.com/valmont"]


def test_two_items_of_one_code_are_listed() -> None:
    text = f"item,P374,P2013\n{ENTITY}1,49999,a\n{ENTITY}2,49999,b\n"
    assert [one.id for one in consulted(text).candidates] == ["Q1", "Q2"]
    assert consulted(text).records == ()


def test_the_item_of_another_commune_gives_nothing() -> None:
    found = consulted(NUMBERS, Sought("Ailleurs", "commune", insee="01001"))
    assert found.records == found.candidates == ()


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(Refused, match="n’a rien trouvé"):
        consulted("item,P374,P2013\n")


@pytest.mark.parametrize(
    "name", ["generique/inventaire_comptes.csv", "generique/publications.csv", "youtube/videos.xml"]
)
def test_other_tables_are_not_taken_for_wikidata(name: str) -> None:
    assert not wikidata.recognises(sample(name))


def test_it_is_the_register_recognised() -> None:
    found = recognised(piece("a.csv", NUMBERS))
    assert found is not None
    assert found.id == "wikidata"


@settings(max_examples=150)
@given(st.data())
def test_a_mutated_table_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(NUMBERS.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    found = piece("a.csv", bytes(raw))
    if wikidata.recognises(found):
        try:
            wikidata.consult(found, VALMONT, NETWORKS)
        except Refused as refused:
            _quotes_nothing(refused)


def _quotes_nothing(refused: Refused) -> None:
    assert "valmont" not in refused.reason.lower()
