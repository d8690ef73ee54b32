"""``catalogue diff``: what is printed, in each form, and what is refused."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.sessions import Session

from playbook_audit.catalogue.diff.changelog import HEADING
from playbook_audit.catalogue.diff.situations import examples
from playbook_audit.catalogue.locate import locate

Run = Callable[..., Session]
ONE_CASE = """\
cases:
  - name: cent jours
    on: 2026-11-22
    answers: {org_type: commune, org_population: 8012, org_presence: yes}
    accounts:
      - {key: page, platform: facebook, scope: general, status: live, last_post: il y a 100 jours}
"""


@pytest.fixture(autouse=True)
def _few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples of rules are replayed elsewhere; here, one rule is enough."""
    monkeypatch.setattr(
        "playbook_audit.cli.catalogue_diff.examples",
        lambda old, new: [one for one in examples(old, new) if "dormant_account" in one.name],
    )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A catalogue where accounts slept after sixty days."""
    for name in ("questions", "scoring"):
        shutil.copytree(locate(name), tmp_path / "avant" / name)
    file = tmp_path / "avant" / "scoring" / "networks.yaml"
    text = file.read_text(encoding="utf-8")
    assert "dormancy_ceiling: 90" in text
    file.write_text(text.replace("dormancy_ceiling: 90", "dormancy_ceiling: 120", 1), "utf-8")
    return tmp_path / "avant"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cas"
    folder.mkdir()
    (folder / "essai.yaml").write_text(ONE_CASE, encoding="utf-8")
    return folder


def test_moved_verdicts_are_no_error(run: Run, old: Path, cases: Path) -> None:
    session = run("catalogue", "diff", old, "--cases", cases)
    assert (session.code, session.err, session.english) == (0, "", [])
    assert f"Avant\u00a0: {old} (catalogue " in session.out.replace("\n  ", " ")
    assert "sommeil à partir de (jours)\u00a0: 120 → 90" in session.out
    assert "inconnu (modéré à élevé) → levé (modéré à élevé)\u00a0: 1" in session.out
    assert "- essai.yaml, «\u00a0cent jours\u00a0», compte page" in session.out
    assert [line for line in session.out.splitlines() if len(line) > 80 and " " in line] == []


def test_two_equal_versions_change_nothing(run: Run, old: Path, cases: Path) -> None:
    session = run("catalogue", "diff", old, "--against", old, "--cases", cases)
    assert session.code == 0
    assert "Aucun verdict ne change, sur " in session.out


def test_the_block_for_the_changelog_is_ready_to_paste(run: Run, old: Path, cases: Path) -> None:
    session = run("catalogue", "diff", old, "--cases", cases, "--changelog")
    assert session.code == 0
    assert session.out.startswith("### Verdicts modifiés\n\n- **")
    assert "\u00a0" not in session.out
    assert "Peut venir de : feed (scoring/networks.yaml)" in session.out.replace("\n  ", " ")


def test_json_for_programs(run: Run, old: Path, cases: Path) -> None:
    data = json.loads(run("catalogue", "diff", old, "--cases", cases, "--json").out)
    assert data["situations"]["case"] == 1
    assert [one["id"] for one in data["catalogue"]] == ["feed"]
    assert "cent jours" in json.dumps(data["verdicts"], ensure_ascii=False)


def test_answers_files_may_be_added(run: Run, old: Path, cases: Path, small: Path) -> None:
    alone = json.loads(run("catalogue", "diff", old, "--cases", cases, "--json").out)
    session = run("catalogue", "diff", old, small, "--cases", cases, "--json")
    both = json.loads(session.out)
    assert both["situations"]["file"] == alone["situations"]["file"] + 1


def test_a_refused_answers_file_is_told_with_its_lines(
    run: Run, old: Path, cases: Path, faulty: Path
) -> None:
    session = run("catalogue", "diff", old, faulty, "--cases", cases)
    assert (session.code, session.out, session.english) == (3, "", [])
    assert f"{faulty}:3:3: answers.org_tipe : question inconnue" in session.err


def test_a_version_the_program_cannot_use_says_what_to_do(run: Run, old: Path) -> None:
    rule = old / "scoring" / "findings" / "abandonment" / "dormant_account.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("why: ", "# why: "), "utf-8")
    session = run("catalogue", "diff", old)
    assert (session.code, session.out) == (3, "")
    assert "ne peut pas juger avec ce catalogue" in session.err
    assert f"{rule.as_posix()}:1:1: il manque « why »" in session.err


@pytest.mark.parametrize("ref", ["--output=x", ";rm", "-h"])
def test_a_hostile_name_is_refused(run: Run, ref: str, tmp_path: Path) -> None:
    session = run("catalogue", "diff", "--", ref)
    assert (session.code, session.out, session.english) == (3, "", [])
    assert session.err.startswith(f"{ref} : ") or session.err.startswith("git : ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("usual", ["cas", "rien"])
def test_the_cases_of_the_checkout_are_replayed_when_there_are_some(
    run: Run, old: Path, cases: Path, usual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playbook_audit.cli.catalogue_diff.CASES", cases.parent / usual)
    data = json.loads(run("catalogue", "diff", old, "--json").out)
    assert data["situations"].get("case", 0) == (usual == "cas")


def test_an_installed_copy_compares_the_development_copy_one_stands_in(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its environment often lies inside that copy, where nothing of it is in git."""
    (old / ".git").mkdir()
    (old / "docs").mkdir()
    monkeypatch.chdir(old / "docs")
    session = run("catalogue", "diff", old)
    assert session.code == 0
    assert "aucun verdict ne change" in session.out.lower()


def test_cases_that_are_not_there(run: Run, old: Path, tmp_path: Path) -> None:
    session = run("catalogue", "diff", old, "--cases", tmp_path / "rien")
    assert session.code == 3
    assert "aucun fichier de cas" in session.err


def test_the_changelog_has_the_heading_the_block_is_pasted_under() -> None:
    root = locate("questions").parent
    if not (root / "CHANGELOG.md").is_file():
        pytest.skip("installed without its checkout")
    latest = (root / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## [")[1]
    assert latest.count(f"\n{HEADING}\n") == 1
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "catalogue diff" in guide
    assert "« Verdicts modifiés »" in guide
