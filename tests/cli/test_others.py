"""The other commands: ``questions``, ``schema``, ``explain``, ``catalogue``, ``demo``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import EXAMPLE
from tests.cli.sessions import Session

from playbook_audit.catalogue.docs import HEADER
from playbook_audit.catalogue.locate import locate
from playbook_audit.model.catalogue import Catalogue

Run = Callable[..., Session]


# ---------------------------------------------------------------- questions


def test_questions_lists_everything_in_french(run: Run, catalogue: Catalogue) -> None:
    session = run("questions")
    assert (session.code, session.err, session.english) == (0, "", [])
    for question in catalogue.questionnaire.audit_questions:
        assert f"\n{question}\n" in session.out
    assert "Vos comptes (environ 3 min, pour chaque compte)" in session.out
    assert [line for line in session.out.splitlines() if len(line) > 80] == []


def test_questions_follows_the_width_asked_for(run: Run) -> None:
    lines = run("questions", "--width", "50").out.splitlines()
    assert [line for line in lines if len(line) > 50] == []


def test_questions_in_json(run: Run, catalogue: Catalogue) -> None:
    data = json.loads(run("questions", "--json").out)
    assert data["catalogue"]["sha256"] == catalogue.sha256


# ---------------------------------------------------------------- schema


def test_schema_of_answers(run: Run, tmp_path: Path) -> None:
    shown = run("schema")
    assert shown.code == 0
    Draft202012Validator.check_schema(json.loads(shown.out))
    written = run("schema", "--output", "answers.schema.json")
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "answers.schema.json").read_text(encoding="utf-8") == shown.out


def test_the_json_report_fits_the_schema_of_reports(run: Run) -> None:
    schema = json.loads(run("schema", "--report").out)
    report = json.loads(run("report", EXAMPLE, "-f", "json").out)
    assert [one.message for one in Draft202012Validator(schema).iter_errors(report)] == []


# ---------------------------------------------------------------- explain


@pytest.mark.parametrize("wanted", ["dormant_account", "mfa", "abandonment", "dormant"])
def test_explain_tells_what_an_id_is(run: Run, wanted: str) -> None:
    session = run("explain", wanted)
    assert (session.code, session.err) == (0, "")
    assert wanted in session.out


def test_explain_applied_to_an_audit_says_more(run: Run) -> None:
    alone = run("explain", "dormant_account").out
    session = run("explain", "dormant_account", EXAMPLE)
    assert session.code == 0
    assert "22 novembre 2026" in session.out
    assert len(session.out) > len(alone)


def test_explain_applied_to_a_refused_file(run: Run, faulty: Path) -> None:
    session = run("explain", "dormant_account", faulty)
    assert (session.code, session.out) == (3, "")


# ---------------------------------------------------------------- catalogue


def test_catalogue_check_finds_nothing_to_correct(run: Run, catalogue: Catalogue) -> None:
    session = run("catalogue", "check")
    assert session.code == 0, session.err
    assert session.out.startswith(f"Catalogue {catalogue.version} : ")


def test_catalogue_check_shows_every_fault(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "10-x.yaml").write_text("section: x\ntitel: X\n", encoding="utf-8")
    monkeypatch.setattr(
        "playbook_audit.cli.catalogue.locate",
        lambda name: folder if name == "questions" else locate(name),
    )
    session = run("catalogue", "check")
    assert (session.code, session.out, session.english) == (3, "", [])
    assert "questions/10-x.yaml:2:1: titel : " in session.err


def test_catalogue_docs_writes_pages_then_finds_them_up_to_date(run: Run, tmp_path: Path) -> None:
    assert run("catalogue", "docs", "--check").code == 3
    written = run("catalogue", "docs")
    assert (written.code, written.out) == (0, "")
    assert list((tmp_path / "docs").glob("*.md"))
    checked = run("catalogue", "docs", "--check")
    assert (checked.code, checked.err) == (0, "")
    assert "à jour" in checked.out


def test_catalogue_docs_names_the_pages_to_make_again(run: Run, tmp_path: Path) -> None:
    run("catalogue", "docs", "-o", "pages")
    first, second, *_ = sorted((tmp_path / "pages").glob("*.md"))
    first.unlink()
    second.write_text("autre", encoding="utf-8")
    (tmp_path / "pages" / "zz.md").write_text(f"{HEADER}\nvieux", encoding="utf-8")
    (tmp_path / "pages" / "a-la-main.md").write_text("écrite", encoding="utf-8")
    session = run("catalogue", "docs", "-o", "pages", "--check")
    assert (session.code, session.out) == (3, "")
    assert f"pages/{first.name}: page absente" in session.err
    assert f"pages/{second.name}: page périmée" in session.err
    assert "pages/zz.md: page qui ne décrit plus rien" in session.err
    assert "a-la-main" not in session.err


# ---------------------------------------------------------------- demo


def test_demo_shows_a_report_writes_it_and_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    session = run("demo")
    assert session.code == 0
    assert session.out == run("report", EXAMPLE).out
    written = tmp_path / "rapport-valmont-sur-loire.md"
    assert written.read_text(encoding="utf-8") == run("report", EXAMPLE, "-f", "markdown").out
    assert f"Il est aussi dans {written.name}" in session.err
    assert "« L’essentiel »" in session.err
    assert "\nL’essentiel\n" in session.out
    assert "playbook-audit template --output audit.yaml" in session.err
    assert [one.name for one in tmp_path.iterdir()] == [written.name]


def test_demo_writes_where_it_is_told(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--output", "ici.md").code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["ici.md"]


def test_demo_names_the_example_from_where_one_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(EXAMPLE.parent)
    session = run("demo", "--output", tmp_path / "r.md")
    assert f"Les réponses dont il vient : {EXAMPLE.name}\n" in session.err
