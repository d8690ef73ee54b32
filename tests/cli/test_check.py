"""``check`` says everything that is wrong, in every file, and what is worth a remark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLE, SMALL
from tests.cli.sessions import Session

from playbook_audit.model.diagnostic import Diagnostic

Run = Callable[..., Session]


def test_a_valid_file_is_summed_up(run: Run, small: Path) -> None:
    session = run("check", small)
    assert (session.code, session.err) == (0, "")
    assert session.out == f"{small} : rien à signaler (7 réponses, 1 compte)\n"


def test_answers_not_known_are_counted_apart(run: Run) -> None:
    session = run("check", EXAMPLE)
    assert session.code == 0
    assert "dont 5 « je ne sais pas », 9 comptes" in session.out


def test_every_fault_is_shown_with_its_place(run: Run, faulty: Path) -> None:
    session = run("check", faulty)
    assert (session.code, session.out, session.english) == (3, "", [])
    assert f"{faulty}:3:3: answers.org_tipe : " in session.err
    assert "vouliez-vous dire « org_type »" in session.err
    assert f"{faulty}:4:3: answers.org_population : « beaucoup »" in session.err
    assert f"{faulty}:6:5: accounts[1].platform : « facebok »" in session.err
    assert session.err.endswith("3 erreurs à corriger ; rien n’a été écrit.\n")


def test_faults_of_every_file_are_shown_and_valid_ones_named(
    run: Run, small: Path, faulty: Path, tmp_path: Path
) -> None:
    session = run("check", faulty, small, tmp_path / "absent.yaml")
    assert session.code == 3
    assert session.out.startswith(f"{small} : rien à signaler")
    assert "ce fichier n’existe pas" in session.err
    assert session.err.endswith("4 erreurs dans 2 fichiers à corriger ; rien n’a été écrit.\n")


def test_beyond_twenty_faults_the_others_of_the_file_are_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text("answers:\n" + "".join(f"  q{n}: 1\n" for n in range(33)), encoding="utf-8")
    session = run("check", file)
    assert session.err.count("[ANS-QUESTION]") == 20
    assert f"{file} : … et 13 autres\n" in session.err
    assert "33 erreurs à corriger" in session.err


def test_remarks_are_said_and_refuse_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text(
        "catalogue: 0.1.0\nanswers: {org_presence: oui, org_type: epci}\n",
        encoding="utf-8",
    )
    session = run("check", file)
    assert session.code == 0
    assert session.out == f"{file} : lisible, 2 remarques (2 réponses, 0 compte)\n"
    assert session.err.count("attention : ") == 2
    assert "[ANS-CATALOGUE]" in session.err


def test_beyond_twenty_remarks_the_others_are_counted(
    run: Run, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    many = [Diagnostic("audit.yaml", None, None, "", "X", "remarque", "warning")] * 23
    monkeypatch.setattr("playbook_audit.cli.check.remarks", lambda *_: many)
    session = run("check", small)
    assert session.code == 0
    assert session.err.count("remarque [X]") == 20
    assert session.err.endswith("attention : … et 3 autres remarques\n")


def test_one_remark_is_singular(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("answers: {org_presence: oui}\n", encoding="utf-8")
    assert run("check", file).out == f"{file} : lisible, 1 remarque (1 réponse, 0 compte)\n"


def test_a_pattern_the_shell_left_alone_is_expanded(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "autre.yaml").write_text(SMALL, encoding="utf-8")
    session = run("check", "*.yaml")
    assert session.code == 0
    assert [line.split(" : ")[0] for line in session.out.splitlines()] == [
        "audit.yaml",
        "autre.yaml",
    ]


def test_a_pattern_that_names_nothing_is_a_missing_file(run: Run) -> None:
    session = run("check", "*.yaml")
    assert session.code == 3
    assert "*.yaml: ce fichier n’existe pas" in session.err


def test_a_file_given_twice_is_checked_once(run: Run, small: Path) -> None:
    assert run("check", small, small).out.count("rien à signaler") == 1


def test_the_files_are_left_as_they_were(run: Run, small: Path, faulty: Path) -> None:
    before = [small.read_bytes(), faulty.read_bytes()]
    run("check", small, faulty)
    assert [small.read_bytes(), faulty.read_bytes()] == before
