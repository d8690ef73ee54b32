"""Six audits of different types: each report shows what applies to it, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
from tests.report.cases import EXAMPLES, example

from playbook_audit.assessment.scope import AuditScope
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.page import Page

NAMES = sorted(file.stem for file in EXAMPLES.glob("*.yaml"))
TYPES = {
    "les-granges": "commune",
    "valmont-sur-loire": "commune",
    "pays-de-lumbres": "epci",
    "deux-rives-agglo": "epci",
    "haute-vezere": "departement",
    "val-et-monts": "region",
}
OF_THE_PRESENT = (
    "mot de passe",
    "double",
    "modération",
    "commentaires",
    "opposition",
    "électoral",
    "accessib",
    "prestataire",
)
"""Words of duties and habits that mean nothing to who is on no network."""


def markdown(name: str) -> str:
    return (
        FORMATS["markdown"]
        .draw(example(name), Page())
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )


def test_every_type_has_its_example() -> None:
    assert sorted(TYPES) == NAMES
    for name, org_type in TYPES.items():
        assert example(name).answers.answers["org_type"].value == org_type


@pytest.mark.parametrize("name", NAMES)
def test_only_what_applies_is_shown(name: str) -> None:
    """A rule without object here is counted, and its title stands nowhere else."""
    case = example(name)
    applying = {one.rule for one in case.assessment.findings if one.state != "not_applicable"}
    judged = {one.rule for one in case.assessment.findings}
    titles = {
        rule.title for rule in case.catalogue.rulebook.findings.values() if rule.id in applying
    }
    text = markdown(name)
    for rule_id in judged - applying:
        rule = case.catalogue.rulebook.findings[rule_id]
        assert f"`{rule_id}`" not in text, rule_id
        assert rule.title in titles or f"**{rule.title}**" not in text, rule_id


def test_a_village_on_no_network_reads_of_no_duty() -> None:
    text = markdown("les-granges").lower()
    assert "rien d’urgent" in text
    assert [word for word in OF_THE_PRESENT if word in text] == []


@pytest.mark.parametrize(
    ("name", "day", "framed"),
    [
        ("valmont-sur-loire", "2027-10-15", False),
        ("deux-rives-agglo", "2027-10-15", False),
        ("haute-vezere", "2026-11-22", False),
        ("haute-vezere", "2027-10-15", True),
        ("val-et-monts", "2027-10-15", True),
    ],
)
def test_an_electoral_window_binds_some_types_only(name: str, day: str, framed: bool) -> None:
    case = example(name)
    scope = AuditScope(case.scope.programme, case.answers, date.fromisoformat(day))
    assert scope["audit.electoral_window"].value is framed


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_the_town_is_named_by_its_type(name: str) -> None:
    """A département has no mayor; a commune no president."""
    report: dict[str, Any] = json.loads(FORMATS["json"].draw(example(name), Page()))
    said = {one["who_says"].lower() for one in report["actions"]}
    wrong = "maire" if TYPES[name] in ("departement", "region", "epci") else "président"
    assert [one for one in said if wrong in one] == []
