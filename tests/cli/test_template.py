"""``template`` writes what people fill in, and never over it."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.sessions import Session

Run = Callable[..., Session]


def test_it_goes_to_stdout_unless_a_file_is_named(run: Run) -> None:
    session = run("template")
    assert (session.code, session.err) == (0, "")
    assert session.out.startswith("# yaml-language-server: $schema=answers.schema.json\n")


def test_a_file_is_written_and_what_comes_next_is_said(run: Run, tmp_path: Path) -> None:
    session = run("template", "--output", "audit.yaml")
    assert (session.code, session.out) == (0, "")
    assert "playbook-audit check audit.yaml" in session.err
    assert (tmp_path / "audit.yaml").read_text(encoding="utf-8") == run("template").out


def test_answers_already_there_are_never_overwritten(run: Run, small: Path) -> None:
    before = small.read_bytes()
    session = run("template", "-o", small)
    assert session.code == 3
    assert "ce fichier existe déjà" in session.err
    assert small.read_bytes() == before


def test_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    session = run("template", "-o", tmp_path)
    assert session.code == 3
    assert "c’est un dossier" in session.err


def test_the_sheet_to_print(run: Run, tmp_path: Path) -> None:
    session = run("template", "--format", "markdown", "-o", "fiche.md")
    assert session.code == 0
    assert "à imprimer" in session.err
    sheet = (tmp_path / "fiche.md").read_text(encoding="utf-8")
    assert sheet.startswith("# Fiche de préparation")


def test_from_template_to_report(run: Run, tmp_path: Path) -> None:
    """The way the README tells: template, check, fill, check, report."""
    run("template", "-o", "audit.yaml")
    file = tmp_path / "audit.yaml"
    assert run("check", file).code == 0
    filled = (
        file.read_text(encoding="utf-8")
        .replace("\n  org_name:\n", "\n  org_name: Testbourg\n")
        .replace("\n    platform:\n", "\n    platform: Facebook (page)\n")
        .replace("\n    last_post:\n", "\n    last_post: plus d’un an\n")
    )
    file.write_text(filled, encoding="utf-8")
    checked = run("check", file)
    assert (checked.code, checked.err) == (0, "")
    assert "(3 réponses, 1 compte)" in checked.out
    session = run("report", file, "--format", "markdown", "--output", "rapport.md")
    assert session.code == 0
    assert "Testbourg" in (tmp_path / "rapport.md").read_text(encoding="utf-8")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["audit.yaml", "rapport.md"]
