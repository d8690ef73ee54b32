import gzip
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from tools.build_territories import build, main, read_package, tables_of

COMMUNE = {"type": "commune-actuelle", "zone": "metro", "departement": "69", "region": "84", "typeLiaison": 0}  # fmt: skip
DATA: dict[str, Any] = {
    "package.json": {"version": "6.0.0"},
    "data/communes.json": [
        COMMUNE | {"code": "69002", "nom": "Bois", "population": 30, "codesPostaux": ["69620", "69621"]},
        COMMUNE | {"code": "69001", "nom": "Affoux", "population": 400, "codesPostaux": ["69170"]},
        COMMUNE | {"code": "69123", "nom": "Lyon", "population": 5000},
        {"code": "98801", "nom": "Île", "type": "commune-actuelle", "departement": "988", "region": "988", "population": 7},
        {"code": "69009", "nom": "Vieux", "type": "commune-deleguee", "chefLieu": "69002"},
        {"code": "69002", "nom": "Bois", "type": "commune-deleguee", "chefLieu": "69002"},
        {"code": "69381", "nom": "Lyon 1er Arrondissement", "type": "arrondissement-municipal", "commune": "69123"},
    ],
    "data/epci.json": [
        {"code": "200046977", "nom": "Métropole de Lyon", "membres": [{"code": "69123"}]},
        {"code": "100000001", "nom": "CC  des ''Bois''", "membres": [{"code": "69002"}, {"code": "69001"}]},
    ],
    "data/ept.json": [{"code": "300000000", "nom": "Est", "membres": [{"code": "69123"}]}],
    "data/departements.json": [
        {"code": "988", "nom": "Nouvelle-Calédonie", "region": "988", "zone": "com", "typeLiaison": 0},
        {"code": "69", "nom": "Rhône", "region": "84", "zone": "metro", "typeLiaison": 2},
        {"code": "67", "nom": "Bas-Rhin", "region": "44", "zone": "metro", "typeLiaison": 2},
    ],
    "data/regions.json": [
        {"code": "84", "nom": "Auvergne-Rhône-Alpes", "zone": "metro", "typeLiaison": 1},
        {"code": "988", "nom": "Nouvelle-Calédonie", "zone": "com", "typeLiaison": 0},
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "package"
    (root / "data").mkdir(parents=True)
    for name, content in DATA.items():
        (root / name).write_text(json.dumps(content), encoding="utf-8")
    return root


@pytest.fixture
def tables(folder: Path) -> dict[str, dict[str, str]]:
    return tables_of(read_package(folder))


def test_the_same_package_gives_the_same_bytes_packed_or_not(folder: Path) -> None:
    packed = folder.parent / "package.tgz"
    with tarfile.open(packed, "w:gz") as tarball:
        tarball.add(folder, "package")
    once = build(read_package(folder))
    assert once == build(read_package(packed)) == build(read_package(folder))


def test_communes_come_in_the_order_of_codes_with_their_group(
    tables: dict[str, dict[str, str]],
) -> None:
    assert tables["commune"] == {
        "code": "69001\n69002\n69123\n98801",
        "name": "Affoux\nBois\nLyon\nÎle",
        "link": "0\n0\n0\n1",
        "population": "400\n30\n5000\n7",
        "postal_codes": "69170\n69620 69621\n\n",
        "epci": "0\n0\n1\n",
        "departements": "69\n69\n69\n988",
    }


def test_populations_are_summed_from_the_communes(tables: dict[str, dict[str, str]]) -> None:
    assert tables["epci"]["population"] == "430\n5000\n5000"
    assert tables["region"]["population"] == "5430"
    assert tables["other"]["population"] == "7"


def test_rhone_is_counted_without_the_metropole_of_lyon(tables: dict[str, dict[str, str]]) -> None:
    assert tables["departement"]["name"] == "Bas-Rhin\nRhône\nCollectivité européenne d'Alsace"
    assert tables["departement"]["population"] == "\n430\n"


def test_names_are_cleaned(tables: dict[str, dict[str, str]]) -> None:
    assert tables["epci"]["name"].split("\n")[0] == 'CC des "Bois"'


def test_parts_that_bear_the_name_of_their_commune_are_left_out(
    tables: dict[str, dict[str, str]],
) -> None:
    assert tables["former"]["name"] == "Vieux\nLyon 1er arrondissement"
    assert tables["former"]["commune"] == "69002\n69123"


def test_an_unknown_version_is_refused_with_what_to_do(folder: Path) -> None:
    (folder / "package.json").write_text('{"version": "7.0.0"}', encoding="utf-8")
    with pytest.raises(SystemExit, match="read its README"):
        build(read_package(folder))


def test_the_command_writes_the_file_and_says_what_it_holds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = folder.parent / "out.json.gz"
    assert main([str(folder), "--output", str(written)]) == 0
    header = json.loads(gzip.decompress(written.read_bytes()).split(b"\n")[0])
    assert header["rows"]["commune"] == 4
    assert '"commune": 4' in capsys.readouterr().out
