"""Builds the table of collectivités shipped with the program, from one published package.

    python tools/build_territories.py etalab-decoupage-administratif-6.0.0.tgz

What is read is the npm package @etalab/decoupage-administratif, as a tarball or unpacked. The same
package always gives the same bytes with the same zlib, and the same content with any.
"""

import argparse
import gzip
import json
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

OUTPUT = Path(__file__).parents[1] / "src/playbook_audit/territory/territories.json.gz"
FORMAT = 1
Row = Mapping[str, Any]
Table = dict[str, str]
"""Columns by name, each one text with a line per row: what gzip packs best and reads fastest."""


class Edition(NamedTuple):
    """What only the README of the package and INSEE tell: to be read for each new version.

    Exceptions to ``populations`` (Mayotte, overseas) are in ``territory/card.py``.
    """

    published: str
    populations: str


EDITIONS = {"6.0.0": Edition(published="mars 2026", populations="au 1er janvier 2023")}
LYON = "200046977"
"""Its métropole stands in for the département on its own ground: Rhône is counted without it."""
ALSACE = ("6AE", "Collectivité européenne d'Alsace", ("67", "68"))
"""The one collectivité with the powers of a département that the package does not list."""
FORMER = ("commune-deleguee", "commune-associee", "arrondissement-municipal")


class Package(NamedTuple):
    """What the package holds, as published."""

    version: str
    communes: list[Row]
    groups: list[Row]
    """Intercommunalités with their own taxes, then those of Greater Paris, which have none."""
    departements: list[Row]
    regions: list[Row]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table; say what it holds."""
    parser = argparse.ArgumentParser(description="Build the table of collectivités.")
    parser.add_argument("package", type=Path, help="the tarball of the package, or its folder")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    asked = parser.parse_args(arguments)
    built = build(read_package(asked.package))
    asked.output.write_bytes(built)
    print(f"{asked.output.name}: {len(built):,} bytes")
    print(gzip.decompress(built).split(b"\n")[0].decode())
    return 0


def read_package(path: Path) -> Package:
    """Read the files we need, from a tarball or a folder."""
    if path.is_dir():
        return _package(lambda name: json.loads((path / name).read_bytes()))
    with tarfile.open(path) as tarball:
        return _package(lambda name: json.load(tarball.extractfile(f"package/{name}")))  # type: ignore[arg-type] # a missing member raises KeyError before


def _package(read: Callable[[str], Any]) -> Package:
    return Package(
        version=read("package.json")["version"],
        communes=sorted(read("data/communes.json"), key=_code),
        groups=sorted(read("data/epci.json"), key=_code) + sorted(read("data/ept.json"), key=_code),
        departements=sorted(read("data/departements.json"), key=_code),
        regions=sorted(read("data/regions.json"), key=_code),
    )


def _code(row: Row) -> str:
    return str(row["code"])


def build(package: Package) -> bytes:
    """Give the content of the file: a line that describes it, a line of tables, in gzip."""
    tables = tables_of(package)
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    header = json.dumps(_header(package, tables, body), ensure_ascii=False).encode()
    return gzip.compress(header + b"\n" + body + b"\n", compresslevel=9, mtime=0)


def _header(package: Package, tables: Mapping[str, Table], body: bytes) -> dict[str, Any]:
    if package.version not in EDITIONS:
        sys.exit(f"version {package.version}: read its README, then add its dates to EDITIONS")
    return {
        "format": FORMAT,
        "package": "@etalab/decoupage-administratif",
        "version": package.version,
        "licence": "Licence Ouverte",
        **EDITIONS[package.version]._asdict(),
        "rows": {name: len(table["code"].split("\n")) for name, table in tables.items()},
        "sha256": sha256(body).hexdigest(),
    }


def tables_of(package: Package) -> dict[str, Table]:
    """Give every table, its rows in the order of codes."""
    communes = [row for row in package.communes if row["type"] == "commune-actuelle"]
    overseas = {_code(row) for row in package.departements if row["zone"] == "com"}
    counts = _Counts(communes, package.groups)
    ours = [row for row in package.departements if row["code"] not in overseas]
    return {
        "commune": _communes(communes, package.groups),
        "epci": _groups(package.groups, counts),
        "departement": _columns([*(_area(row, counts) for row in ours), _alsace(ours, counts)]),
        "region": _columns(
            _area(row, counts) for row in package.regions if row["code"] not in overseas
        ),
        "other": _columns(
            _area(row, counts) for row in package.departements if row["code"] in overseas
        ),
        "former": _former(package.communes, communes),
    }


class _Counts:
    """Populations summed from those of the communes, so that all hold for the same day."""

    def __init__(self, communes: Iterable[Row], groups: Iterable[Row]) -> None:
        self.departement_of = {_code(row): str(row["departement"]) for row in communes}
        self.by_commune = {_code(row): row.get("population") for row in communes}
        self.by_area: Counter[str] = Counter()
        lyon = {_code(one) for row in groups if row["code"] == LYON for one in row["membres"]}
        for row in communes:
            self.by_area[f"region {row['region']}"] += row.get("population") or 0
            if _code(row) not in lyon:
                self.by_area[f"departement {row['departement']}"] += row.get("population") or 0

    def of(self, row: Row) -> int | None:
        """Give the inhabitants of a département or a région; None when nothing is counted."""
        kind = "departement" if "region" in row else "region"
        return self.by_area[f"{kind} {row['code']}"] or None


def _communes(communes: Iterable[Row], groups: Iterable[Row]) -> Table:
    # A commune of Greater Paris is in two: that of the métropole, which has its own taxes.
    group_of: dict[str, int] = {}
    for rank, group in enumerate(groups):
        for member in group["membres"]:
            group_of.setdefault(_code(member), rank)
    return _columns(
        {
            "code": row["code"],
            "name": row["nom"],
            "link": row.get("typeLiaison", _guessed_link(row["nom"])),
            "population": row.get("population"),
            "postal_codes": " ".join(row.get("codesPostaux", ())),
            "epci": group_of.get(_code(row)),
            "departements": row["departement"],
        }
        for row in communes
    )


def _guessed_link(name: str) -> int:
    return int(name[0] in "AÂEÉÈIÎOÔUY")


def _groups(groups: Iterable[Row], counts: _Counts) -> Table:
    return _columns(
        {
            "code": row["code"],
            "name": " ".join(row["nom"].replace("''", '"').split()),
            "population": sum(counts.by_commune[_code(one)] or 0 for one in row["membres"]),
            "departements": " ".join(_departements(row, counts)),
        }
        for row in groups
    )


def _departements(group: Row, counts: _Counts) -> list[str]:
    """Give the départements of a group, the one where most of its inhabitants live first."""
    shares: dict[str, int] = defaultdict(int)
    for member in group["membres"]:
        code = _code(member)
        shares[counts.departement_of[code]] += counts.by_commune[code] or 0
    return sorted(shares, key=lambda code: (-shares[code], code))


def _area(row: Row, counts: _Counts) -> Row:
    return {
        "code": row["code"],
        "name": row["nom"],
        "link": row["typeLiaison"],
        "population": counts.of(row),
        "region": row.get("region"),
    }


def _alsace(departements: Iterable[Row], counts: _Counts) -> Row:
    code, name, parts = ALSACE
    rows = [row for row in departements if row["code"] in parts]
    return {
        "code": code,
        "name": name,
        "link": 0,
        "population": sum(counts.of(row) or 0 for row in rows) or None,
        "region": rows[0]["region"] if rows else None,
    }


def _former(places: Iterable[Row], communes: Iterable[Row]) -> Table:
    """Give the names that lead to a commune without being its own."""
    name_of = {_code(row): row["nom"] for row in communes}
    rows = [
        {
            "code": row["code"],
            "name": row["nom"].replace("Arrondissement", "arrondissement"),
            "kind": row["type"],
            "commune": row.get("chefLieu") or row["commune"],
        }
        for row in places
        if row["type"] in FORMER
    ]
    return _columns(row for row in rows if name_of[row["commune"]] != row["name"])


def _columns(rows: Iterable[Row]) -> Table:
    """Give rows turned into columns; None is an empty line, and an empty column is left out."""
    listed = list(rows)
    return {
        name: "\n".join("" if row[name] is None else str(row[name]) for row in listed)
        for name in listed[0]
    }


if __name__ == "__main__":
    sys.exit(main())
