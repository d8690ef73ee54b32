"""Bad catalogues: each file of tests/bad_catalogue/ is one slip of the pen and what is said of it.

``finding``, ``benefit`` and ``question`` change a few fields of an entry that is otherwise right;
``append`` adds text to a file, ``replace`` changes some, ``write`` makes a new one.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook_audit.catalogue.lint import lint
from playbook_audit.catalogue.lint.reference import READ_BY_PROGRAM
from playbook_audit.catalogue.load import load
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.reading.yaml import read_yaml

ON = date(2026, 11, 22)
BAD = sorted((Path(__file__).parent.parent / "bad_catalogue").glob("*.yaml"))
FINDING = {
    "id": "bad_rule",
    "title": "Règle mal écrite",
    "risk": "abandonment",
    "for_each": "account",
    "when": "{eq: [account.status, idle]}",
    "severity": "low",
    "says": '"{account.label} attend."',
    "why": "Pour voir.",
    "otherwise": "Rien de plus.",
    "remedy": "[{do: Regarder, who: communication, within_days: 30, effort: low}]",
    "sources": "[choix-outil]",
    "lifecycle": "stable",
    "since": "1.0.0",
    "raised": "{on: 2026-11-22, accounts: [{platform: x, status: idle}]}",
    "cleared": "{on: 2026-11-22, accounts: [{platform: x, status: closed}]}",
    "unknown": "{on: 2026-11-22, accounts: [{platform: x}]}",
}
BENEFIT = {
    "id": "bad_rule",
    "title": "Bénéfice mal écrit",
    "realised_if": "{eq: [voice, people]}",
    "says": "On voit des gens d’ici.",
    "why": "Pour voir.",
    "keep": "Continuer.",
    "sources": "[choix-outil]",
    "lifecycle": "stable",
    "since": "1.0.0",
    "realised": "{on: 2026-11-22, answers: {voice: people}}",
    "not_sought": "{on: 2026-11-22, answers: {voice: posters, org_presence: no}}",
    "unknown": "{on: 2026-11-22}",
}
QUESTION = {
    "id": "bad_question",
    "ask": "Est-ce bien écrit ?",
    "why": "Pour voir.",
    "type": "one",
    "choices": "[{id: a, label: Oui}, {id: b, label: Non}]",
    "path": "more",
    "sources": "[choix-outil]",
    "since": "1.0.0",
}
EXAMPLES = frozenset(("raised", "cleared", "unknown", "realised", "potential", "not_sought"))


def checked(folder: Path, on: date = ON) -> list[Diagnostic]:
    return lint(load(folder / "questions", folder / "scoring"), answers_from, on)


@pytest.fixture(scope="module")
def untouched() -> list[Diagnostic]:
    return checked(locate("questions").parent)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("questions", "scoring"):
        shutil.copytree(locate(name), tmp_path / name)
    return tmp_path


def spoil(copy: Path, slip: Mapping[str, Any]) -> None:
    """Write the slip into a copy of the catalogue."""
    if "finding" in slip:
        _write(copy / "scoring/findings/abandonment/bad_rule.yaml", _rule(FINDING, slip["finding"]))
    if "benefit" in slip:
        _write(copy / "scoring/benefits/bad_rule.yaml", _rule(BENEFIT, slip["benefit"]))
    if "question" in slip:
        _write(copy / "questions/99-essai.yaml", _section(slip["question"]))
    for file, text in slip.get("write", {}).items():
        _write(copy / file, text)
    for file, text in slip.get("append", {}).items():
        _write(copy / file, (copy / file).read_text(encoding="utf-8") + text)
    for file, (old, new) in slip.get("replace", {}).items():
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        _write(copy / file, text.replace(old, new, 1))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _rule(right: Mapping[str, str], wrong: Mapping[str, str | None]) -> str:
    """Give a rule, one line a field, its examples last."""
    fields = {**right, **wrong}
    lines = [f"{name}: {text}" for name, text in fields.items() if name not in EXAMPLES and text]
    lines.append("examples:")
    lines += [f"  {name}: {text}" for name, text in fields.items() if name in EXAMPLES and text]
    return "\n".join(lines) + "\n"


def _section(wrong: Mapping[str, str | None]) -> str:
    fields = {**QUESTION, **wrong}
    lines = [f"    {name}: {text}" for name, text in fields.items() if text]
    head = "section: essai\ntitle: Essai\nminutes: 1\nquestions:\n  -\n"
    return head + "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_slip_is_found_and_said_with_its_place(
    file: Path, copy: Path, untouched: list[Diagnostic]
) -> None:
    slip = read_yaml(file).data
    spoil(copy, slip)
    known = {(one.code, one.message) for one in untouched}
    found = [one for one in checked(copy) if (one.code, one.message) not in known]
    expected = slip["expect"]
    assert [_shown(one) for one in found if not _told(one, expected)] == []
    assert len(found) == len(expected), [_shown(one) for one in found]


def _told(fault: Diagnostic, expected: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether a fault is one of those expected."""
    return any(
        fault.code == one["code"]
        and one["says"] in fault.message
        and fault.level == one.get("level", "error")
        and fault.file.endswith(one.get("file", ""))
        and one.get("line", str(fault.line)) == str(fault.line)
        for one in expected
    )


def _shown(fault: Diagnostic) -> str:
    place = f"{fault.file}:{fault.line}:{fault.column}"
    return f"{place} {fault.level} {fault.code} {fault.message}"


def test_the_catalogue_of_this_checkout_has_no_error(untouched: list[Diagnostic]) -> None:
    assert [_shown(one) for one in untouched if one.level == "error"] == []


def test_its_only_warnings_are_of_things_not_used_yet(untouched: list[Diagnostic]) -> None:
    assert {one.code for one in untouched} <= {"UNUSED"}


def test_a_number_nobody_reread_for_a_year_is_a_warning() -> None:
    later = checked(locate("questions").parent, date(2028, 1, 1))
    old = [one for one in later if one.code == "PARAM-OLD"]
    assert old
    assert {one.level for one in old} == {"warning"}


def test_faults_come_in_the_order_of_files_and_lines(copy: Path) -> None:
    spoil(copy, {"finding": {"when": "{eq: [account.stat, idle]}", "says": '"{rien} {plus}"'}})
    found = checked(copy)
    assert found == sorted(found, key=lambda one: (one.file, one.line or 0, one.column or 0))
    assert [one.code for one in found] == ["COND-OPERAND", "RULE-SAYS", "RULE-SAYS"]


def test_a_catalogue_that_cannot_be_read_gives_the_faults_of_reading(copy: Path) -> None:
    _write(copy / "scoring/risks.yaml", "- id: abandonment\n  titel: Comptes\n")
    assert {one.code for one in checked(copy)} == {"CAT-SHAPE"}


def test_the_list_of_parameters_read_by_the_program_is_true(catalogue: Catalogue) -> None:
    """Every parameter the source names stands in READ_BY_PROGRAM, and nothing else does."""
    package = locate("questions").parent / "src/playbook_audit"
    sources = [file for file in package.rglob("*.py") if file.parent.name != "lint"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    quoted = set(re.findall(r'"([a-z_0-9]+)"', text))
    prefixes = tuple(re.findall(r'"([a-z_]+_)\{', text))
    named = {
        name
        for name in catalogue.rulebook.parameters
        if name in quoted or name.startswith(prefixes)
    }
    assert sorted(named - READ_BY_PROGRAM) == [], "add them to READ_BY_PROGRAM"
    assert sorted(READ_BY_PROGRAM - named) == [], "remove them from READ_BY_PROGRAM"
