"""The State's directory: both serialisations, its traps, and what is never kept of it."""

import bz2
import json
import tarfile
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.pieces import piece, sample
from tests.evidence.registers.registry_files import (
    NETWORKS,
    SENTINEL,
    archived,
    bulk,
    exported,
    record,
)

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.registers import dila, recognised
from playbook_audit.evidence.registers.interface import Consulted, Sought, proposed

BULK = "dila/2026-08-03_053120-data.gouv_local.json"
EXPORT = "dila/api-lannuaire-administration_export_ods.json"
VALMONT = Sought("Valmont", "commune", insee="49999")
FACEBOOK = "https://www.facebook.com/villevalmont"


def consulted(found: Piece, sought: Sought = VALMONT) -> Consulted:
    assert dila.recognises(found)
    return dila.consult(found, sought, NETWORKS)


def addresses(found: Consulted) -> list[str]:
    return [one.value for one in proposed(dila.REGISTER, found)]


@pytest.mark.parametrize("name", [BULK, EXPORT])
def test_both_serialisations_say_the_same(name: str) -> None:
    found = consulted(sample(name), Sought("Valmont", "commune", insee="99999"))
    (one,) = found.records
    assert one.id == "mairie-99999-01"
    assert one.dated == "fiche modifiée le 09/08/2023"
    assert one.sites == ("https://www.valmont.example",)
    assert addresses(found) == [
        "https://www.facebook.com/villevalmont",
        "https://twitter.com/villevalmont",
        "https://www.youtube.com/@valmont",
    ]
    assert found.candidates == ()


@pytest.mark.parametrize("name", [BULK, EXPORT])
def test_a_file_is_recognised_by_its_content(name: str) -> None:
    found = recognised(piece("n-importe-quoi.dat", sample(name).data))
    assert found is not None
    assert found.id == "dila"


def test_the_date_of_the_file_is_cited_with_its_licence() -> None:
    assert consulted(bulk(record())).edition == (
        "Direction de l’information légale et administrative (Premier ministre), "
        "fichier du 03/08/2026, Licence Ouverte 2.0"
    )
    assert "fichier du" not in consulted(exported(record())).edition


def test_the_archive_is_read_without_being_extracted() -> None:
    packed = piece("all_latest.tar.bz2", archived(bulk(record(networks=(FACEBOOK,))).data))
    found = consulted(packed)
    assert addresses(found) == [FACEBOOK]
    assert "fichier du 03/08/2026" in found.edition


def test_an_answer_of_the_api_saved_as_it_came_is_read_too() -> None:
    rows = json.loads(exported(record(networks=(FACEBOOK,))).data)
    text = json.dumps({"total_count": 1, "results": rows})
    assert addresses(consulted(piece("records.json", text))) == [FACEBOOK]


def test_a_byte_order_mark_is_passed_over() -> None:
    marked = piece("a.json", b"\xef\xbb\xbf \n" + bulk(record(networks=(FACEBOOK,))).data)
    assert addresses(consulted(marked)) == [FACEBOOK]


# ---------------------------------------------------------------- which record


def test_the_main_town_hall_is_kept_among_those_of_a_merged_commune() -> None:
    deputy = record("mairie-49999-02", networks=("https://x.com/autre",))
    found = consulted(bulk(deputy, record(networks=(FACEBOOK,)), deputy))
    assert addresses(found) == [FACEBOOK]


def test_a_deputy_town_hall_alone_is_asked_about() -> None:
    found = consulted(bulk(record("mairie-49999-02")))
    assert found.records == ()
    assert [one.id for one in found.candidates] == ["mairie-49999-02"]


def test_two_main_town_halls_are_listed_and_none_is_chosen() -> None:
    found = consulted(bulk(record(), record(nom="Mairie - Valmont bis")))
    assert found.records == ()
    assert len(found.candidates) == 2


def test_a_record_without_its_former_code_is_kept_when_it_is_alone() -> None:
    found = consulted(bulk(record("", networks=(FACEBOOK,))))
    assert addresses(found) == [FACEBOOK]


def test_a_group_is_never_found_by_the_code_of_its_seat() -> None:
    seat = record("epci-49999-01", kind="epci", networks=(FACEBOOK,), nom="Pays de Brume")
    assert consulted(bulk(seat)).candidates == ()
    found = consulted(bulk(seat), Sought("Autre", "epci", siren="200000001"))
    assert found.records == ()
    assert found.candidates == ()
    assert found.remarks == (
        "des intercommunalités y sont sans SIREN ni SIRET : la vôtre est peut-être du nombre",
    )


@pytest.mark.parametrize(
    "numbers", [{"siren": "200000001"}, {"siret": "20000000100018"}, {"siret": "200 000 001 00018"}]
)
def test_a_group_is_found_by_its_siren_or_the_beginning_of_its_siret(
    numbers: dict[str, Any],
) -> None:
    one = record("epci-49999-01", kind="epci", networks=(FACEBOOK,), **numbers)
    other = record("epci-49999-02", kind="epci", siren="200000002")
    found = consulted(bulk(other, one), Sought(None, "epci", siren="200000001"))
    assert addresses(found) == [FACEBOOK]


def test_the_record_of_a_group_without_numbers_is_asked_about_by_its_name() -> None:
    sought = Sought("Communauté de communes du Pays de Brume", "epci", siren="200000001")
    found = consulted(sample(BULK), sought)
    assert found.records == ()
    assert [one.id for one in found.candidates] == ["epci-99998-01"]
    asked = consulted(sample(BULK), Sought(record="epci-99998-01"))
    assert addresses(asked) == [FACEBOOK]


def test_a_council_of_a_departement_is_asked_about_by_the_code_of_its_seat() -> None:
    ain = record("cg-01053-01", kind="cg", communes=("01053",), nom="Conseil départemental - Ain")
    aisne = record("cg-02408-01", kind="cg", communes=("02408",))
    found = consulted(bulk(ain, aisne), Sought("Ain", "departement", insee="01"))
    assert [one.name for one in found.candidates] == ["Conseil départemental - Ain"]


def test_other_services_of_the_town_are_no_town_hall() -> None:
    found = consulted(bulk(record("msap-49999-01", kind="msap"), record("", kind="cpam")))
    assert found.records == found.candidates == ()


# ---------------------------------------------------------------- what is kept


def test_a_record_without_networks_is_found_and_lists_nothing() -> None:
    nothing: list[Any] = [[], None, "", "[]"]
    for networks in nothing:
        found = consulted(bulk(record(reseau_social=networks)))
        assert found.records[0].lists_nothing
        assert addresses(found) == []


@pytest.mark.parametrize("form", [bulk, exported])
def test_no_person_nor_mail_nor_telephone_is_kept(form: object) -> None:
    found = consulted(form(record(networks=(FACEBOOK,))))  # type: ignore[operator]  # both make pieces
    assert SENTINEL not in repr(found)


def test_nothing_that_moves_the_cursor_is_kept() -> None:
    site = [{"valeur": "https://a.example/\x1b[31m"}]
    bad = ("https://www.youtube.com/channel/UC\x1b[31m", "https://x.com/a\x07")
    found = consulted(bulk(record(nom="Mairie \x1b[2J\n", site_internet=site, networks=bad)))
    shown = found.records[0]
    assert (shown.name, shown.sites) == ("Mairie [2J", ("https://a.example/ [31m",))
    assert all(one.isprintable() for one in shown.unclear)
    assert shown.accounts == ()


def test_the_profile_of_a_person_is_left_out_and_counted() -> None:
    found = consulted(bulk(record(networks=("https://www.linkedin.com/in/camille", FACEBOOK))))
    assert addresses(found) == [FACEBOOK]
    assert found.records[0].personal == 1
    assert "camille" not in repr(found)


def test_an_address_of_no_known_network_is_told_apart() -> None:
    found = consulted(bulk(record(networks=("https://www.valmont.example/reseaux", FACEBOOK))))
    assert found.records[0].unclear == ("https://www.valmont.example/reseaux",)
    assert addresses(found) == [FACEBOOK]


def test_a_bare_name_takes_the_network_the_record_names() -> None:
    rows = [{"valeur": "villevalmont", "custom_dico2": "X (anciennement Twitter)"}]
    found = consulted(bulk(record(reseau_social=rows)))
    assert addresses(found) == ["https://x.com/villevalmont"]


def test_the_same_account_written_twice_is_proposed_once() -> None:
    twice = ("https://twitter.com/Valmont", "x.com/valmont/", FACEBOOK)
    found = consulted(bulk(record(networks=twice)))
    assert addresses(found) == ["https://twitter.com/Valmont", FACEBOOK]


# ---------------------------------------------------------------- broken and hostile files


def refusal(found: Piece, sought: Sought = VALMONT) -> Refused:
    with pytest.raises(Refused) as caught:
        dila.consult(found, sought, NETWORKS)
    return caught.value


def test_a_truncated_file_is_refused_after_the_last_whole_record() -> None:
    data = bulk(record(), record(), record()).data
    error = refusal(piece("a.json", data[: len(data) * 5 // 6]))
    assert error.reason == (
        "illisible après la fiche 2 ; le fichier est coupé ou abîmé, téléchargez-le encore"
    )
    assert error.line == 2


def test_a_truncated_archive_is_refused() -> None:
    packed = archived(bulk(*(record() for _ in range(50))).data)
    for length in (10, len(packed) // 3, len(packed) // 2):
        assert "téléchargez-le encore" in refusal(piece("a.tar.bz2", packed[:length])).reason


def test_other_members_of_an_archive_are_passed_over() -> None:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2", format=tarfile.PAX_FORMAT) as tar:
        for name, data in (("é.txt", b"x" * 700), ("a.json", bulk(record()).data)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, BytesIO(data))
    assert len(consulted(piece("a.tar.bz2", out.getvalue())).records) == 1


@settings(max_examples=100)
@given(st.data())
def test_a_mutated_archive_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(bz2.decompress(archived(bulk(record()).data)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, 600))
        raw[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    packed = bytearray(bz2.compress(bytes(raw)))
    cut = data.draw(st.one_of(st.none(), st.integers(4, len(packed))))
    found = piece("a.tar.bz2", bytes(packed[:cut]))
    with suppress(Refused):
        dila.consult(found, VALMONT, NETWORKS)


def test_an_archive_without_the_directory_is_refused() -> None:
    packed = archived(b"bonjour", name="lisez-moi.txt")
    assert refusal(piece("a.tar.bz2", packed)).reason == (
        "cette archive ne contient pas l’annuaire (un fichier .json)"
    )


def test_a_file_without_any_record_is_refused() -> None:
    assert "aucune fiche" in refusal(piece("a.json", '{"ancien_code_pivot": 1}')).reason


def test_a_file_far_beyond_the_directory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dila, "MOST_BYTES", 100_000)
    many = bulk(*(record() for _ in range(500)))
    assert "bien plus grand" in refusal(many).reason
    packed = archived(many.data[:90_000] + b" " * 200_000)
    assert "bien plus grand" in refusal(piece("a", packed)).reason


def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dila, "MOST_IN_A_RECORD", 200_000)
    many = bulk(*(record() for _ in range(1_000)))
    assert len(many.data) > 400_000
    assert len(dila.consult(many, VALMONT, NETWORKS).candidates) == 10
    endless = bulk(record(), record(nom='\\"' * 300_000))
    assert refusal(endless).reason == "une fiche est démesurée ; téléchargez encore le fichier"


@pytest.mark.parametrize(
    "text",
    [
        '{"service": [' + "[" * 200_000,
        '{"service": ' + "[" * 200_000,
        '[{"telephone": ' + '{"a":' * 200_000,
        '{"service": [{"pivot": ' + "9" * 10_000 + "}]}",
        '{"service": [{"pivot": NaN}]}',
        '{"service": [{}, {"nom": "\x01"}]}',
        '{"service": [{}]} {"service": []}',
        '[{"nom": "a"}, ]',
    ],
)
def test_hostile_json_is_refused(text: str) -> None:
    assert "téléchargez-le encore" in refusal(piece("a.json", text)).reason


def test_wrong_types_everywhere_are_passed_over() -> None:
    odd: list[Any] = [
        1,
        None,
        "x",
        [],
        {},
        {"pivot": 3},
        {"pivot": [[]]},
        {"pivot": {"type_service_local": []}},
    ]
    deep = "[" * 100_000
    strange = record(reseau_social=[{"valeur": {}}, 4, "x"], site_internet=deep, siret=12, nom=[])
    found = consulted(bulk(record(networks=(FACEBOOK,), date_modification=7), *odd, strange))
    assert len(found.candidates) == 2
    assert found.candidates[0].dated == "fiche sans date"


@settings(max_examples=150)
@given(st.data())
def test_a_mutated_file_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(sample(data.draw(st.sampled_from([BULK, EXPORT]))).data)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    found = Piece("a.json", lambda: BytesIO(bytes(raw)))
    dila.recognises(found)
    try:
        dila.consult(found, Sought("Valmont", "commune", insee="99999"), NETWORKS)
    except Refused as refused:
        _quotes_nothing(refused)


_HANDLES = st.from_regex(r"[a-z][a-z0-9]{3,20}", fullmatch=True)


@given(st.lists(_HANDLES, unique=True, max_size=6), st.booleans())
def test_what_is_written_is_read_back(handles: list[str], as_export: bool) -> None:
    written = [f"https://www.instagram.com/{one}x" for one in handles]
    form = exported if as_export else bulk
    assert addresses(consulted(form(record(networks=tuple(written))))) == written


def test_a_file_is_streamed_whatever_its_lines() -> None:
    pretty = json.dumps({"service": [record(networks=(FACEBOOK,))]}, indent=1)
    assert addresses(consulted(piece("a.json", pretty))) == [FACEBOOK]


def _quotes_nothing(refused: Refused) -> None:
    assert "valmont" not in refused.reason.lower()
