import gzip
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from playbook_audit.territory.spelling import plain
from playbook_audit.territory.table import FILE, table

LARGEST = 600_000
ROOT = Path(__file__).parents[2]


def test_the_shipped_file_is_small_and_described() -> None:
    assert FILE.stat().st_size <= LARGEST
    header, body, end = gzip.decompress(FILE.read_bytes()).split(b"\n")
    assert json.loads(header) == {
        "format": 1,
        "package": "@etalab/decoupage-administratif",
        "version": "6.0.0",
        "licence": "Licence Ouverte",
        "published": "mars 2026",
        "populations": "au 1er janvier 2023",
        "rows": {
            "commune": 34_969,
            "epci": 1_266,  # 1,255 with their own taxes, 11 territories of Greater Paris
            "departement": 102,  # 101, and Alsace
            "region": 18,
            "other": 8,
            "former": 2_546,
        },
        "sha256": sha256(body).hexdigest(),
    }
    assert end == b""


def test_the_wheel_holds_the_file() -> None:
    shipped = {one.distribution_path for one in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert "playbook_audit/territory/territories.json.gz" in shipped


def test_columns_are_as_long_as_the_table_says() -> None:
    known = table()
    sizes = {len(known.types), len(known.codes), len(known.names), len(known.links)}
    sizes |= {len(known.populations), len(known.postal_codes), len(known.departements)}
    sizes |= {len(known.regions), len(known.groups)}
    assert sizes == {34_969 + 1_266 + 102 + 18 + 8}
    assert len(known.plain_names) == len(known.bare_names) == len(known.rows)


def test_names_turned_together_are_as_turned_one_by_one() -> None:
    known = table()
    assert known.plain_names == [f" {plain(one)} " for one in [*known.names, *known.parts["name"]]]


def test_no_name_is_lost_when_compared() -> None:
    assert all(line.strip() for line in table().bare_names)


def test_codes_are_unique_within_a_type_and_communes_are_counted_as_insee_does() -> None:
    known = table()
    pairs = Counter(zip(known.types, known.codes, strict=True))
    assert max(pairs.values()) == 1
    communes = range(known.first_group)
    assert sum(known.populations[row] == "0" for row in communes) == 6
    assert sum(known.populations[row] == "" for row in communes) == 6


def test_regions_are_the_sum_of_their_communes() -> None:
    known = table()
    found = {known.names[row]: known.populations[row] for row in known.regions_by_code.values()}
    # INSEE, populations de référence au 1er janvier 2023 (insee.fr/fr/information/8683652).
    assert found["Bretagne"] == "3449370"
    assert found["Île-de-France"] == "12463067"
    assert found["Corse"] == "355486"
