"""``report``: what it shows, what it writes, which code it leaves."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLE
from tests.cli.sessions import Session

Run = Callable[..., Session]


def shown_json(session: Session) -> dict[str, object]:
    data: dict[str, object] = json.loads(session.out)
    return data


def test_the_report_alone_goes_to_stdout(run: Run) -> None:
    session = run("report", EXAMPLE)
    assert (session.code, session.err) == (0, "")
    assert "Valmont-sur-Loire" in session.out
    assert [line for line in session.out.splitlines() if len(line) > 80] == []


def test_remarks_go_to_stderr(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("answers: {org_presence: oui}\n", encoding="utf-8")
    session = run("report", file, "--format", "markdown")
    assert session.code == 0
    assert "attention : " in session.err
    assert "attention : " not in session.out


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_each_format_goes_to_stdout_or_to_the_same_bytes_in_a_file(
    run: Run, small: Path, tmp_path: Path, name: str
) -> None:
    shown = run("report", small, "--format", name)
    written = run("report", small, "--format", name, "--output", "sortie")
    assert (written.code, written.out) == (0, "")
    assert "Rapport écrit : sortie" in written.err
    assert (tmp_path / "sortie").read_bytes() == shown.out.encode()


def test_several_formats_go_to_a_folder(run: Run, small: Path, tmp_path: Path) -> None:
    words = ("-f", "json", "-f", "markdown", "-f", "terminal", "-f", "json")
    session = run("report", small, *words, "-o", "un/dossier")
    assert session.code == 0
    written = sorted(one.name for one in (tmp_path / "un" / "dossier").iterdir())
    assert written == ["rapport-audit.json", "rapport-audit.md", "rapport-audit.txt"]


def test_a_former_report_is_replaced(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("ancien", encoding="utf-8")
    assert run("report", small, "-f", "markdown", "-o", "r.md").code == 0
    assert "ancien" not in (tmp_path / "r.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-f", "json", "-o", "."), "c’est un dossier"),
        (("-f", "json", "-o", "nulle/part/r.json"), "ce dossier n’existe pas"),
        (("-f", "json", "-f", "markdown", "-o", "audit.yaml"), "écraserait vos réponses"),
        (("-f", "json", "-f", "markdown", "-o", "faux.yaml"), "c’est un fichier"),
        (("-o", "audit.yaml"), "le rapport écraserait vos réponses"),
        (("-o", "lien.yaml"), "le rapport écraserait vos réponses"),
    ],
)
def test_an_output_that_cannot_be_is_refused(
    run: Run, small: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "lien.yaml").symlink_to(small)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    session = run("report", small, *words)
    assert session.code in (2, 3)
    assert (session.out, session.english) == ("", [])
    assert sentence in session.err
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_refused_file_writes_nothing_and_spares_the_former_report(
    run: Run, faulty: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.md").write_text("ancien", encoding="utf-8")
    session = run("report", faulty, "-f", "markdown", "-o", "r.md")
    assert (session.code, session.out, session.english) == (3, "", [])
    assert session.err.endswith("3 erreurs à corriger ; rien n’a été écrit.\n")
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == "ancien"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["faux.yaml", "r.md"]


def test_a_missing_file_is_said_in_french(run: Run) -> None:
    session = run("report", "absent.yaml")
    assert (session.code, session.out, session.english) == (3, "", [])
    assert session.err.startswith("absent.yaml : ce fichier n’existe pas")


# ---------------------------------------------------------------- the date of the audit


def test_the_date_of_the_file_is_the_date_of_the_audit(run: Run, small: Path) -> None:
    assert shown_json(run("report", small, "-f", "json"))["on"] == "2026-11-22"


@pytest.mark.parametrize("day", ["2026-12-01", "01/12/2026", "1er décembre 2026"])
def test_on_wins_over_the_date_of_the_file(run: Run, small: Path, day: str) -> None:
    assert shown_json(run("report", small, "-f", "json", "--on", day))["on"] == "2026-12-01"


def test_on_may_be_earlier_than_the_file_when_no_answer_is_later(run: Run, small: Path) -> None:
    session = run("report", small, "-f", "json", "--on", "2026-06-01")
    assert shown_json(session)["on"] == "2026-06-01"


def test_on_before_an_answer_is_refused(run: Run, small: Path) -> None:
    session = run("report", small, "--on", "2026-01-01")
    assert (session.code, session.out) == (3, "")
    assert "accounts.fb.last_post : date postérieure à celle de l’audit" in session.err


def test_without_any_date_the_audit_is_of_today(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("answers: {org_presence: non}\n", encoding="utf-8")
    session = run("report", file, "-f", "json")
    assert shown_json(session)["on"] == date.today().isoformat()  # noqa: DTZ011 - as users see it


# ---------------------------------------------------------------- exit codes


@pytest.mark.parametrize("level", ["info", "low", "moderate", "high", "faible", "Élevé"])
def test_fail_on_leaves_1_when_a_raised_finding_is_that_grave(
    run: Run, small: Path, level: str
) -> None:
    session = run("report", small, "--fail-on", level)
    assert session.code == 1
    assert session.out
    assert "ou au-dessus." in session.err


@pytest.mark.parametrize("level", ["critical", "très élevé", "critique"])
def test_fail_on_leaves_0_when_none_is(run: Run, small: Path, level: str) -> None:
    session = run("report", small, "--fail-on", level)
    assert (session.code, session.err) == (0, "")


def raised(session: Session) -> list[dict[str, str]]:
    findings: list[dict[str, str]] = json.loads(session.out)["findings"]
    return [one for one in findings if one["state"] == "raised"]


def test_fail_on_overlooks_accepted_and_unknown_findings(run: Run, small: Path) -> None:
    grave = raised(run("report", small, "-f", "json"))
    accepted = "".join(
        f"  - {{fingerprint: '{one['id']}{_of(one)}', reason: décidé en bureau}}\n" for one in grave
    )
    text = f"{small.read_text(encoding='utf-8')}accepted:\n{accepted}"
    small.write_text(text, encoding="utf-8")
    session = run("report", small, "-f", "json", "--fail-on", "info")
    assert raised(session) == []
    assert session.code == 0
    states = {one["state"] for one in json.loads(session.out)["findings"]}
    assert {"accepted", "unknown"} <= states


def _of(finding: dict[str, str]) -> str:
    return f":{finding['account']}" if finding["account"] else ""


@pytest.mark.parametrize("share", ["0", "10", "10 %", "12,5"])
def test_max_unknown_leaves_4_when_more_is_unknown(run: Run, small: Path, share: str) -> None:
    session = run("report", small, "--max-unknown", share)
    assert session.code == 4
    assert session.out
    assert session.err.startswith("Sans réponse : ")


def test_max_unknown_leaves_0_when_less_is(run: Run, small: Path) -> None:
    assert run("report", small, "--max-unknown", "100").code == 0


def test_4_wins_over_1_and_3_over_both(run: Run, small: Path, faulty: Path) -> None:
    gates = ("--fail-on", "info", "--max-unknown", "0")
    assert run("report", small, *gates).code == 4
    assert run("report", faulty, *gates).code == 3
    assert run("report", small, *gates, "-o", "nulle/part").code == 3
