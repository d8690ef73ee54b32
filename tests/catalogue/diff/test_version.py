"""Versions taken from a folder or from git, and those the program can no longer judge with."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.catalogue.diff.conftest import CHECKOUT, Edit, version

from playbook_audit.catalogue.diff import checkout
from playbook_audit.catalogue.diff.version import Version, current_version, version_at
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.errors import InvalidInput, UnreadableFile

Git = Callable[..., str]
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
DORMANT = "scoring/findings/abandonment/dormant_account.yaml"
WHO = ("-c", "user.name=Test", "-c", "user.email=test@example.invalid")


@pytest.fixture
def git(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the copy, made a repository with one commit under the tag v1."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> str:
        done = subprocess.run(
            ["git", *WHO, "-C", str(copy), *words], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-q", "-m", "un")
    run("tag", "v1")
    return run


def at(where: str, folder: Path) -> Version:
    return version_at(where, folder, answers_from)


# ---------------------------------------------------------------- folders


def test_a_folder_needs_no_git(copy: Path, today: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "which", lambda _name: None)
    found = version(copy)
    assert (found.name, found.catalogue.sha256) == (str(copy), today.catalogue.sha256)


def test_a_folder_is_left_as_it_was(copy: Path) -> None:
    (copy / "scoring" / "glossary.yaml").unlink(missing_ok=True)
    before = sorted(copy.rglob("*"))
    version(copy)
    assert sorted(copy.rglob("*")) == before


# ---------------------------------------------------------------- git


@needs_git
@pytest.mark.parametrize("name", ["v1", "main", "HEAD", "HEAD~0", "commit"])
def test_a_tag_a_branch_or_a_commit_gives_what_it_held(
    name: str, git: Git, edit: Edit, today: Version
) -> None:
    ref = git("rev-parse", "HEAD") if name == "commit" else name
    folder = edit(DORMANT, "severity: moderate", "severity: low")
    assert at(ref, folder).catalogue.sha256 == today.catalogue.sha256
    assert version(folder).catalogue.sha256 != today.catalogue.sha256


@needs_git
def test_looking_at_a_version_leaves_the_folder_alone(git: Git, edit: Edit) -> None:
    folder = edit(DORMANT, "severity: moderate", "severity: low")
    before = git("status", "--porcelain")
    at("v1", folder)
    assert git("status", "--porcelain") == before != ""


HOSTILE = (
    "--output=x",
    "-h",
    "--upload-pack=touch x",
    ";rm",
    "$(touch x)",
    "v1;touch x",
    "v1 x",
    "v1\n",
    "v1\x00",
    "v1:scoring",
    "v1..main",
    "^v1",
    "@{-1}",
    "../..",
    "",
    "é",
)


@needs_git
@pytest.mark.parametrize("ref", HOSTILE)
def test_a_hostile_name_is_refused_and_does_nothing(
    ref: str, git: Git, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "vide"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with pytest.raises(UnreadableFile) as refused:
        at(ref, copy)
    assert refused.value.reason.startswith("ni version connue de git, ni dossier")
    assert git("status", "--porcelain") == ""
    assert list(elsewhere.iterdir()) == []


@needs_git
def test_a_name_badly_typed_gets_the_nearest(git: Git, copy: Path) -> None:
    git("tag", "v1.0.0")
    with pytest.raises(UnreadableFile, match=r"vouliez-vous dire « v1\.0\.0 »"):
        at("v1.0.O", copy)


@needs_git
def test_a_commit_without_catalogue_says_so(git: Git, copy: Path) -> None:
    git("rm", "-rq", "--cached", "questions")
    git("commit", "-q", "-m", "deux")
    with pytest.raises(UnreadableFile, match="n’a pas questions/ et scoring/"):
        at("HEAD", copy)


@needs_git
def test_links_of_a_commit_are_not_followed(git: Git, copy: Path, today: Version) -> None:
    link = copy / "scoring" / "findings" / "lien.yaml"
    link.symlink_to(copy / DORMANT)
    git("add", ".")
    git("commit", "-q", "-m", "deux")
    link.unlink()
    assert at("HEAD", copy).catalogue.sha256 == today.catalogue.sha256


@needs_git
def test_a_folder_outside_git_has_no_versions(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(UnreadableFile, match="n’est pas dans un dépôt git"):
        at("v1", copy)


def test_without_git_a_version_is_asked_for_by_folder(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "which", lambda _name: None)
    with pytest.raises(UnreadableFile, match="git est introuvable sur cette machine"):
        at("v1", copy)


# ---------------------------------------------------------------- what cannot be judged with


def faults(folder: Path) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        version(folder)
    return [str(one) for one in refused.value.diagnostics]


def test_a_missing_field_is_named_with_its_file(edit: Edit) -> None:
    folder = edit(DORMANT, "why: ", "# why: ")
    (fault,) = faults(folder)
    assert fault.startswith(f"{folder.as_posix()}/{DORMANT}:")
    assert "il manque « why »" in fault


@needs_git
def test_a_fault_of_a_commit_is_placed_as_git_writes_it(git: Git, edit: Edit) -> None:
    folder = edit(DORMANT, "why: ", "pourquoi: ")
    git("commit", "-qam", "deux")
    with pytest.raises(InvalidInput) as refused:
        at("HEAD", folder)
    assert {one.file for one in refused.value.diagnostics} == {f"HEAD:{DORMANT}"}


def test_a_file_that_is_no_rule_is_placed(copy: Path) -> None:
    (copy / DORMANT).write_text("rien\n", encoding="utf-8")
    (fault,) = faults(copy)
    assert fault.startswith(f"{copy.as_posix()}/{DORMANT}:1:1: une suite « champ: valeur »")


def test_another_encoding_is_said(copy: Path) -> None:
    (copy / DORMANT).write_bytes("id: été\n".encode("latin-1"))
    assert any("UTF-8" in one for one in faults(copy))


def test_a_condition_on_nothing_is_refused(edit: Edit) -> None:
    folder = edit(DORMANT, "account.state, dormant", "account.stat, dormant")
    assert any("account.stat" in one for one in faults(folder))


def test_a_question_the_program_reads_is_missed(edit: Edit) -> None:
    folder = edit("questions/35-comptes.yaml", "- id: last_post", "- id: dernier_message")
    assert any("il manque la question « account.last_post »" in one for one in faults(folder))


def test_a_number_the_old_version_had_not_is_borrowed(edit: Edit, today: Version) -> None:
    folder = edit("scoring/parameters.yaml", "- id: launching_days", "- id: ancien_nom")
    found = version(folder)
    assert found.borrowed == ("launching_days",)
    parameters = (one.catalogue.rulebook.parameters["launching_days"] for one in (found, today))
    assert len(set(parameters)) == 1


def test_what_is_only_badly_written_can_still_judge(edit: Edit) -> None:
    folder = edit(DORMANT, "sources: [txst-inactive", "sources: [source-perdue, txst-inactive")
    assert "source-perdue" in version(folder).catalogue.rulebook.findings["dormant_account"].sources


def test_the_catalogue_in_use_keeps_its_own_file_names(edit: Edit) -> None:
    folder = edit(DORMANT, "why: ", "# why: ")
    with pytest.raises(InvalidInput) as refused:
        current_version("catalogue actuel", folder, answers_from)
    assert [one.file for one in refused.value.diagnostics] == [DORMANT]


def test_the_checkout_is_usable() -> None:
    assert current_version("catalogue actuel", CHECKOUT, answers_from).borrowed == ()


def test_a_link_that_leads_nowhere_in_the_folder_is_left_out(copy: Path) -> None:
    (copy / "questions" / "99-ailleurs.yaml").symlink_to(copy / "nulle-part.yaml")
    assert at(str(copy), CHECKOUT).catalogue.questionnaire.sections


def test_a_folder_that_cannot_be_copied_is_refused_by_its_name(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr("playbook_audit.catalogue.diff.version.copytree", refuse)
    with pytest.raises(UnreadableFile, match="vous n’avez pas le droit") as refused:
        at(str(copy), CHECKOUT)
    assert refused.value.file == str(copy)
