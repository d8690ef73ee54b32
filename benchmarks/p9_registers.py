"""P9, registers: one collectivité found in a directory as large as the State's, whole process.

The directory is drawn from a seed: records of the length of the real one, in the bulk file, in its
archive, and in the export of the API. The floor is the same JSON gone through by the same library
and nothing else: what is above it is our own work.
"""

import json
import random
import sys
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ratios import Figure, Limits, arguments, measure, report, said, write

SIZE_MB = 259
MOST_S = 60
LIMITS = Limits(peak_mib=200)
CODE = "49999"
RANK = 1000
"""Of the record that is sought."""
LISTING = 0.3
"""Share of the records that list a network; that of the real directory is not known."""
FLOOR = "only ijson, bulk file"
LINES = 12
"""Of opening hours and texts, so that a record weighs some 3 kB, as the real ones do."""
KINDS = ("mairie", "epci", "cg", "cr", "msap", "prefecture", "caf", "cpam")
BARE = "import ijson, sys; [0 for _ in ijson.items(open(sys.argv[1], 'rb'), 'service.item')]"


def main() -> None:
    parser = arguments("Time a look-up in a large register.", rounds=3)
    parser.add_argument("--megabytes", type=int, default=SIZE_MB)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = _files(Path(folder), asked.megabytes * 1_000_000)
        bulk = str(files["bulk file"])
        commands = {label: _prefill(file) for label, file in files.items()}
        commands[FLOOR] = (sys.executable, "-c", BARE, bulk)
        figures = measure(commands, asked.rounds)
    found = report("P9 registers", asked.rounds, figures, dict.fromkeys(files, LIMITS))
    _show([one for one in figures if one.label in files])
    write(asked.json, found)


def _prefill(file: Path) -> tuple[str, ...]:
    missing = str(file.with_name("audit.yaml"))
    words = ("-m", "playbook_audit", "prefill", missing, "--from", str(file), "--code", CODE)
    return (sys.executable, *words)


def _show(figures: list[Figure]) -> None:
    for one in figures:
        seconds = one.wall_ms / 1000
        print(f"{one.label:44} {seconds:5.1f} s  target ≤ {MOST_S}: {said(seconds <= MOST_S)}")


# ---------------------------------------------------------------- the directory


def _files(folder: Path, size: int) -> dict[str, Path]:
    """Write the same records in each form the directory comes in."""
    bulk = folder / "2026-11-22_053120-data.gouv_local.json"
    export = folder / "api-lannuaire-administration.json"
    archive = folder / "all_latest.tar.bz2"
    _written(bulk, '{"service":[', "]}", size, lambda one: one)
    _written(export, "[", "]", size, _flattened)
    with tarfile.open(archive, "w:bz2") as tar:
        tar.add(bulk, bulk.name)
    return {"bulk file": bulk, "archive": archive, "export of the API": export}


def _written(
    file: Path, start: str, end: str, size: int, shape: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.write(start)
        for rank, record in enumerate(_records()):
            stream.write(("," if rank else "") + json.dumps(shape(record), ensure_ascii=False))
            if stream.tell() >= size:
                break
        stream.write(end)


def _records() -> Iterator[dict[str, Any]]:
    """Give records without end; the one that is sought is at ``RANK``."""
    chance, rank = random.Random(20261122), 0
    while True:
        rank += 1
        code = CODE if rank == RANK else f"{chance.randrange(1_000, 49_000):05}"
        kind = "mairie" if rank == RANK else chance.choice(KINDS)
        yield _record(code, kind, chance)


def _record(code: str, kind: str, chance: random.Random) -> dict[str, Any]:
    networks = [{"valeur": f"https://www.facebook.com/ville{code}", "custom_dico2": "Facebook"}]
    hours = [
        {"nom_jour_debut": "Lundi", "valeur_heure_debut_1": "09:00:00", "commentaire": "x" * 60}
        for _ in range(LINES)
    ]
    return {
        "plage_ouverture": hours,
        "site_internet": [{"libelle": "", "valeur": f"https://ville{code}.example"}],
        "siren": "",
        "siret": f"{chance.randrange(10**13, 10**14)}",
        "ancien_code_pivot": f"{kind}-{code}-01",
        "reseau_social": networks if chance.random() < LISTING or code == CODE else [],
        "nom": f"Service {code}",
        "affectation_personne": [{"personne": {"nom": "FICTIF"}, "fonction": "Responsable"}],
        "date_modification": "09/08/2023 13:30:19",
        "adresse_courriel": ["nepaslire@example.invalid"],
        "pivot": [{"type_service_local": kind, "code_insee_commune": [code]}],
        "adresse": [{"type_adresse": "Adresse", "numero_voie": "1 rue X", "longitude": "2.75"}],
        "mission": "y" * 600,
    }


def _flattened(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give a record as the API exports it: lists written as texts, and nulls."""
    return {
        name: json.dumps(value) if isinstance(value, list) and value else value or None
        for name, value in record.items()
    }


if __name__ == "__main__":
    main()
