"""Registers for tests: records of the State's directory and tables of Wikidata, all fictional."""

import json
import tarfile
from io import BytesIO
from typing import Any

from tests.evidence.pieces import piece

from playbook_audit.catalogue.load import catalogue
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.registers.interface import Networks

NETWORKS: Networks = catalogue().rulebook.networks
SENTINEL = "ne-pas-lire"
"""Stands wherever a record speaks of people."""


def record(
    id: str = "mairie-49999-01",
    *,
    kind: str = "mairie",
    communes: tuple[str, ...] = ("49999",),
    networks: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """Give a record as the bulk file holds it."""
    return {
        "nom": "Mairie - Valmont",
        "ancien_code_pivot": id,
        "siren": "",
        "siret": "",
        "pivot": [{"type_service_local": kind, "code_insee_commune": list(communes)}],
        "reseau_social": [
            {"valeur": one, "description": "", "custom_dico2": ""} for one in networks
        ],
        "site_internet": [],
        "date_modification": "09/08/2023 13:30:19",
        "affectation_personne": [{"personne": {"nom": SENTINEL}}],
        "adresse_courriel": [f"{SENTINEL}@example.invalid"],
        "telephone": [{"valeur": SENTINEL}],
        **more,
    }


def bulk(*records: Any, name: str = "2026-08-03_053120-data.gouv_local.json") -> Piece:
    """Give the bulk file."""
    return piece(name, json.dumps({"service": list(records)}))


def exported(*records: dict[str, Any]) -> Piece:
    """Give the export of the API: lists as texts, nulls."""
    return piece("export.json", json.dumps([_flat(one) for one in records]))


def archived(data: bytes, name: str = "2026-08-03_053120-data.gouv_local.json") -> bytes:
    """Give the archive that holds a file."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as tar:
        member = tarfile.TarInfo(f"donnees/{name}")
        member.size = len(data)
        tar.addfile(member, BytesIO(data))
    return out.getvalue()


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value) if isinstance(value, list) and value else value or None
        for name, value in one.items()
    }
