"""The notebook: what is recorded is found again, and people's files are treated with care."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.builders import ON
from tests.dossier.keeping.desk import (
    NAME,
    PLATFORM,
    POPULATION,
    TOWN,
    content,
    opened,
    said_in,
)

from playbook_audit.dossier.keeping import notebook as module
from playbook_audit.dossier.keeping.change import (
    AddAccount,
    DropAccount,
    RemoveAnswer,
    SetAnswer,
)
from playbook_audit.dossier.keeping.disk import ATTEMPTS, Disk
from playbook_audit.dossier.keeping.notebook import EVERY, HEADER
from playbook_audit.dossier.read import read_answers
from playbook_audit.dossier.remarks import remarks
from playbook_audit.dossier.template import answers_template
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import HeldElsewhere, InvalidInput, NotSaved

on_posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An answers file that does not exist yet."""
    return tmp_path / "audit.yaml"


def beside(file: Path) -> set[str]:
    return {one.name for one in file.parent.iterdir()}


# ---------------------------------------------------------------- a new file


def test_nothing_is_left_of_an_interview_without_answers(file: Path) -> None:
    opened(file).close()
    assert beside(file) == {"audit.yaml.lock"}


def test_the_first_answer_makes_the_file(file: Path, catalogue: Catalogue) -> None:
    with opened(file) as notebook:
        notebook.record(POPULATION)
        notebook.record(NAME)
        assert content(said_in(file))["answers"] == {"org_population": "8012"}
    assert file.read_text("utf-8") == (
        f"{HEADER}"
        "playbook_audit: 1\n"
        f'catalogue: "{catalogue.version} sha256:{catalogue.sha256[:12]}"\n'
        "generation: 2\n"
        'on: "2026-11-22"\n'
        "answers:\n"
        "  org_name: Valmont-sur-Loire\n"
        "  org_population: 8012\n"
    )
    assert beside(file) == {"audit.yaml", "audit.yaml.bak", "audit.yaml.lock"}


def test_the_file_written_is_one_the_tool_reads(file: Path, catalogue: Catalogue) -> None:
    with opened(file) as notebook:
        for change in (NAME, TOWN, POPULATION, PLATFORM):
            notebook.record(change)
        notebook.record(SetAnswer("register_exists", {"value": "partial", "note": "liste : 2023"}))
        notebook.record(SetAnswer("mfa", "?", "ville"))
    answers = read_answers(file, catalogue, ON)
    assert answers.answers["org_population"].value == 8012
    assert answers.answers["register_exists"].note == "liste : 2023"
    assert answers.at("accounts.ville.mfa") is not None


def test_a_new_json_file_is_json(tmp_path: Path) -> None:
    with opened(tmp_path / "audit.json") as notebook:
        notebook.record(NAME)
    data = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert data["answers"] == {"org_name": "Valmont-sur-Loire"}


@on_posix
def test_everything_kept_is_for_its_owner_alone(file: Path) -> None:
    file.write_text("playbook_audit: 1\n")
    file.chmod(0o644)
    with opened(file) as notebook:
        notebook.record(NAME)
        notebook.save()
        notebook.record(TOWN)
        assert {one.stat().st_mode & 0o777 for one in file.parent.iterdir()} == {0o600}


# ---------------------------------------------------------------- coming back


def test_what_was_recorded_is_found_again_after_a_kill(file: Path) -> None:
    first = opened(file)
    for change in (NAME, TOWN, PLATFORM, RemoveAnswer("org_type"), POPULATION):
        first.record(change)
    before = first.data
    first.abandon()
    with opened(file) as again:
        assert again.data == before
        assert again.recovered == 4
        assert again.tell() == (
            "L’entretien avait été coupé : 4 réponses depuis la dernière sauvegarde, tout est là.",
        )
        assert again.tell() == ()
    with opened(file) as third:
        assert (third.recovered, third.tell()) == (0, ())


def test_an_interview_resumed_is_the_same_content_as_one_in_a_row(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    resumed, straight = tmp_path / "a" / "audit.yaml", tmp_path / "b" / "audit.yaml"
    for one in (resumed, straight):
        one.parent.mkdir()
    for change in (
        TOWN,
        RemoveAnswer("org_type"),
        AddAccount("x"),
        DropAccount("x"),
        PLATFORM,
        NAME,
    ):
        with opened(resumed) as notebook:
            notebook.record(change)
    with opened(straight) as notebook:
        notebook.record(NAME)
        notebook.record(PLATFORM)
    assert read_answers(resumed, catalogue, ON) == read_answers(straight, catalogue, ON)


def test_a_torn_last_line_is_dropped_and_said(file: Path) -> None:
    first = opened(file)
    first.record(NAME)
    first.record(TOWN)
    first.abandon()
    journal = file.with_name("audit.yaml.journal")
    journal.write_bytes(journal.read_bytes()[:-3])
    with opened(file) as again:
        assert content(again.data)["answers"] == {"org_name": "Valmont-sur-Loire"}
        assert again.tell() == (
            "La toute dernière réponse était coupée en cours d’écriture : elle vous est redemandée.",
        )


def test_a_damaged_journal_refuses_and_rewrites_nothing(file: Path) -> None:
    first = opened(file)
    for change in (NAME, TOWN, POPULATION):
        first.record(change)
    first.abandon()
    journal = file.with_name("audit.yaml.journal")
    journal.write_bytes(journal.read_bytes().replace(b"commune", b"comMune"))
    before = (file.read_bytes(), journal.read_bytes())
    with pytest.raises(InvalidInput) as refused:
        opened(file)
    assert "audit.yaml.journal:1: ligne abîmée" in str(refused.value.diagnostics[0])
    assert (file.read_bytes(), journal.read_bytes()) == before


def test_a_kill_between_the_file_and_the_journal_says_nothing(file: Path) -> None:
    first = opened(file)
    for change in (NAME, TOWN, POPULATION):
        first.record(change)
    journal = file.with_name("audit.yaml.journal")
    kept = journal.read_bytes()
    first.save()
    first.abandon()
    journal.write_bytes(kept)
    with opened(file) as again:
        assert (again.recovered, again.tell()) == (0, ())
        assert not journal.read_bytes()


def test_a_file_changed_while_answers_waited_is_said(file: Path) -> None:
    first = opened(file)
    first.record(NAME)
    first.record(POPULATION)
    first.abandon()
    text = file.read_text("utf-8").replace("Valmont-sur-Loire", "Valmont # corrigé")
    file.write_text(text, "utf-8")
    with opened(file) as again:
        assert content(again.data)["answers"] == {"org_name": "Valmont", "org_population": "8012"}
        assert "audit.yaml.bak" in again.tell()[1]
    assert "Valmont # corrigé\n  org_population: 8012\n" in file.read_text("utf-8")


def test_report_and_check_say_that_answers_wait(file: Path, catalogue: Catalogue) -> None:
    first = opened(file)
    for change in (NAME, TOWN, POPULATION):
        first.record(change)
    said = [
        str(one) for one in remarks(catalogue, read_answers(file, catalogue, ON), str(file), ON)
    ]
    assert said[0] == (
        f"{file}: 2 réponses d’un entretien en cours ou interrompu n’y sont pas encore ; "
        f"« playbook-audit interview {file} » le reprend [ANS-JOURNAL]"
    )
    first.close()
    assert remarks(catalogue, read_answers(file, catalogue, ON), str(file), ON) == []


def test_the_file_is_written_every_few_answers(file: Path) -> None:
    notebook = opened(file)
    for rank in range(EVERY + 2):
        notebook.record(SetAnswer("org_name", f"Ville {rank}"))
    assert content(said_in(file))["answers"] == {"org_name": f"Ville {EVERY}"}
    notebook.abandon()


# ---------------------------------------------------------------- people's files


def test_comments_and_order_are_kept(file: Path) -> None:
    file.write_text(
        "# en réunion\nplaybook_audit: 1\nanswers:\n  # INSEE\n  org_population: 8 012  # 2026\n",
        "utf-8",
    )
    with opened(file) as notebook:
        notebook.record(NAME)
        notebook.record(SetAnswer("org_population", "8100"))
        notebook.record(AddAccount("ville"))
    text = file.read_text("utf-8")
    assert text.startswith("# en réunion\nplaybook_audit: 1\ncatalogue: ")
    assert text.endswith(
        "answers:\n"
        "  org_name: Valmont-sur-Loire\n"
        "  # INSEE\n"
        "  org_population: 8100  # 2026\n"
        "accounts:\n"
        "  - key: ville\n"
    )


def test_the_template_takes_answers_where_it_asks(file: Path, catalogue: Catalogue) -> None:
    text = answers_template(catalogue)
    file.write_text(text, "utf-8")
    with opened(file) as notebook:
        notebook.record(NAME)
        notebook.record(PLATFORM)
    now = file.read_text("utf-8")
    assert "\n  org_name: Valmont-sur-Loire\n" in now
    assert "\n    platform: facebook\n" in now
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in now.splitlines() if line.lstrip().startswith("#")] == comments


def test_accounts_without_a_key_take_the_one_they_are_known_by(
    file: Path, catalogue: Catalogue
) -> None:
    file.write_text(
        "accounts:\n  - platform: Facebook (page)  # la page\n  - handle: https://x.com/ville\n",
        "utf-8",
    )
    known = [one.key for one in read_answers(file, catalogue, ON).accounts or ()]
    with opened(file) as notebook:
        assert sorted(one["key"] for one in notebook.data["accounts"]) == known
        notebook.record(SetAnswer("mfa", "all", known[0]))
    assert "    platform: Facebook (page)  # la page\n    mfa: all\n" in file.read_text("utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_and_the_line_ends_of_windows_stay(file: Path, mark: bytes) -> None:
    file.write_bytes(mark + b"playbook_audit: 1\r\nanswers:\r\n  org_type: commune\r\n")
    with opened(file) as notebook:
        notebook.record(NAME)
    now = file.read_bytes()
    assert now.startswith(mark + b"playbook_audit")
    assert now.count(b"\n") == now.count(b"\r\n") > 3


def test_a_json_file_stays_json(file: Path) -> None:
    file.write_text('{"answers": {"org_population": 8012}}', "utf-8")
    with opened(file) as notebook:
        notebook.record(NAME)
    data = json.loads(file.read_text("utf-8"))
    assert data["answers"] == {"org_name": "Valmont-sur-Loire", "org_population": "8012"}


def test_a_layout_that_cannot_be_kept_is_said_and_remains_beside(file: Path) -> None:
    text = "--- {answers: {org_type: commune}}\n"
    file.write_text(text, "utf-8")
    with opened(file) as notebook:
        notebook.record(NAME)
        notebook.save()
        [said] = notebook.tell()
        assert said == (
            "La mise en forme du fichier n’a pas pu être gardée ; "
            "l’ancienne est dans « audit.yaml.bak »."
        )
    assert content(said_in(file))["answers"].keys() == {"org_name", "org_type"}
    assert file.with_name("audit.yaml.bak").read_text("utf-8") == text


def test_the_previous_version_is_kept(file: Path) -> None:
    file.write_text("answers: {org_type: commune}\n", "utf-8")
    with opened(file) as notebook:
        notebook.record(NAME)
        notebook.save()
        assert file.with_name("audit.yaml.bak").read_text() == "answers: {org_type: commune}\n"


@on_posix
def test_a_link_is_followed_to_its_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "vrai.yaml"
    target.write_text("answers: {org_type: commune}\n")
    file.symlink_to(target)
    with opened(file) as notebook:
        notebook.record(NAME)
        assert target.with_name("vrai.yaml.journal").exists()
        with pytest.raises(HeldElsewhere):
            opened(target)
    assert file.is_symlink()
    assert content(said_in(target))["answers"]["org_name"] == "Valmont-sur-Loire"


def test_what_a_killed_save_left_is_swept(file: Path) -> None:
    old, other = file.with_name(".audit.yaml.0a1b2c3d.saving"), file.with_name(".b.saving")
    newer = file.with_name(".audit.yaml.ffffffff.saving")
    for one in (old, other, newer):
        one.write_text("")
    os.utime(newer, (time.time() + 60, time.time() + 60))
    opened(file).close()
    assert beside(file) == {"audit.yaml.lock", other.name, newer.name}


# ---------------------------------------------------------------- where nothing can be kept


def test_a_file_refused_is_refused_with_its_lines(file: Path) -> None:
    file.write_text("answers:\n  org_tipe: commune\n", "utf-8")
    with pytest.raises(InvalidInput) as refused:
        opened(file)
    assert refused.value.diagnostics[0].line == 2
    assert beside(file) == {"audit.yaml", "audit.yaml.lock"}


def test_what_can_never_be_written_is_said_before_the_first_question(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="ce dossier n’existe pas"):
        opened(tmp_path / "nowhere" / "audit.yaml")
    with pytest.raises(NotSaved, match="c’est un dossier"):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


@on_posix
def test_a_link_that_turns_in_a_circle_is_said(file: Path) -> None:
    file.symlink_to(file)
    with pytest.raises(NotSaved):
        opened(file)


@on_posix
def test_a_read_only_file_or_folder_is_said_before_the_first_question(file: Path) -> None:
    file.write_text("playbook_audit: 1\n")
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        pytest.skip("root may write anywhere")
    with pytest.raises(NotSaved, match="lecture seule"):
        opened(file)
    file.chmod(0o600)
    file.parent.chmod(0o500)
    with pytest.raises(NotSaved, match="vous n’avez pas le droit"):
        opened(file)
    file.parent.chmod(0o700)


# ---------------------------------------------------------------- two people on one file


def test_a_second_interview_is_refused_and_told_where_the_first_is(file: Path) -> None:
    with opened(file), pytest.raises(HeldElsewhere, match="sur cet ordinateur ; finissez-le"):
        opened(file)
    opened(file).close()


def test_a_second_process_is_refused(file: Path) -> None:
    attempt = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from playbook_audit.catalogue.load import catalogue\n"
        "from playbook_audit.dossier.keeping.notebook import Notebook\n"
        "from playbook_audit.model.errors import HeldElsewhere\n"
        "try: Notebook.open(Path(sys.argv[1]), catalogue(), date(2026, 11, 22))\n"
        "except HeldElsewhere: sys.exit(3)\n"
    )
    with opened(file):
        run = subprocess.run([sys.executable, "-c", attempt, str(file)], check=False)
    assert run.returncode == 3


def test_another_computer_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(file):
        file.with_name("audit.yaml.lock").write_text("playbook-audit PC-ACCUEIL\n", "utf-8")
        with pytest.raises(HeldElsewhere, match="sur « PC-ACCUEIL »"):
            opened(file)


def test_a_mark_left_on_a_disk_without_locks_says_what_to_remove(file: Path) -> None:
    with opened(file):
        file.with_name("audit.yaml.lock").write_text("4242\nPC-MAIRIE\n", "utf-8")
        with pytest.raises(HeldElsewhere, match=r"PC-MAIRIE.*supprimez « audit\.yaml\.lock »"):
            opened(file)


def test_a_lock_that_says_nothing_still_refuses(file: Path) -> None:
    with opened(file):
        file.with_name("audit.yaml.lock").write_bytes(b"\xff")
        with pytest.raises(HeldElsewhere, match="déjà ouvert sur ce fichier ; finissez-le"):
            opened(file)


def test_a_notebook_is_closed_once(file: Path) -> None:
    notebook = opened(file)
    notebook.close()
    with opened(file):
        notebook.close()
        notebook.abandon()
        with pytest.raises(ValueError, match="closed"):
            notebook.record(NAME)
        with pytest.raises(HeldElsewhere):
            opened(file)


def test_a_file_changed_elsewhere_is_left_alone_and_ours_goes_beside(file: Path) -> None:
    notebook = opened(file)
    notebook.record(NAME)
    theirs = "generation: 9\nanswers: {org_name: Autre}\n"
    file.write_text(theirs, "utf-8")
    notebook.record(TOWN)
    notebook.save()
    ours = file.with_name("audit.conflit-1.yaml")
    assert notebook.file == ours
    [said] = notebook.tell()
    assert said == (
        "« audit.yaml » a été changé ailleurs pendant l’entretien et reste tel quel ; "
        "vos réponses sont dans « audit.conflit-1.yaml ». Comparez les deux, puis gardez-en un seul."
    )
    notebook.record(POPULATION)
    notebook.abandon()
    assert file.read_text("utf-8") == theirs
    with opened(ours) as again:
        assert content(again.data)["answers"].keys() == {"org_name", "org_type", "org_population"}
    with opened(file) as other:
        assert (other.recovered, content(other.data)["answers"]) == (0, {"org_name": "Autre"})


def test_a_second_conflict_takes_the_next_name(file: Path) -> None:
    file.with_name("audit.conflit-1.yaml").write_text("")
    with opened(file) as notebook:
        notebook.record(NAME)
        file.write_text("answers: {org_name: Autre}\n", "utf-8")
        notebook.record(TOWN)
    assert file.with_name("audit.conflit-2.yaml").exists()


def test_a_file_broken_elsewhere_is_left_alone_too(file: Path) -> None:
    with opened(file) as notebook:
        notebook.record(NAME)
        file.write_text("answers: {", "utf-8")
        notebook.record(TOWN)
    assert file.read_text("utf-8") == "answers: {"


def test_a_comment_added_during_the_interview_is_kept(file: Path) -> None:
    with opened(file) as notebook:
        notebook.record(NAME)
        file.write_text(file.read_text("utf-8") + "# à revoir\n", "utf-8")
        notebook.record(TOWN)
    assert beside(file) == {"audit.yaml", "audit.yaml.bak", "audit.yaml.lock"}
    assert file.read_text("utf-8").endswith("  org_type: commune\n# à revoir\n")


def test_where_locks_do_not_work_nobody_loses_an_answer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two interviews on a share without locks: the second to save goes beside the first."""
    monkeypatch.setattr(module, "Lock", NoLock)
    first, second = opened(file), opened(file)
    first.record(NAME)
    second.record(TOWN)
    first.record(POPULATION)
    first.save()
    second.record(PLATFORM)
    second.save()
    first.abandon()
    second.abandon()
    assert content(said_in(second.file)) == content(second.data)
    assert second.file != file
    with opened(file) as again:
        assert content(again.data)["answers"].items() >= content(first.data)["answers"].items()


class NoLock:
    """A lock that locks nothing."""

    taken_at = 0.0

    def __init__(self, file: Path, shown: str) -> None: ...

    def release(self) -> None: ...


# ---------------------------------------------------------------- Windows


class Windows(Disk):
    """A disk where another program holds the file for a while."""

    def __init__(self, code: int, times: int) -> None:
        self.code, self.times, self.pauses = code, times, 0

    def rename(self, path: Path, name: Path) -> None:
        if self.times:
            self.times -= 1
            error = PermissionError(13, "held")
            error.winerror = self.code  # type: ignore[attr-defined]
            raise error
        super().rename(path, name)

    def pause(self) -> None:
        self.pauses += 1


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_a_moment_is_saved_all_the_same(file: Path, code: int) -> None:
    disk = Windows(code, ATTEMPTS - 1)
    with opened(file, disk) as notebook:
        notebook.record(NAME)
    assert disk.pauses == ATTEMPTS - 1
    assert content(said_in(file))["answers"] == {"org_name": "Valmont-sur-Loire"}


@pytest.mark.parametrize(("code", "pauses"), [(32, ATTEMPTS - 1), (2, 0)])
def test_what_lasts_is_said_and_the_journal_holds_the_answers(
    file: Path, code: int, pauses: int
) -> None:
    disk = Windows(code, 10**6)
    notebook = opened(file, disk)
    notebook.record(NAME)
    assert disk.pauses == pauses
    assert notebook.tell()[0].startswith(f"{file} : le fichier n’a pas pu être mis à jour : ")
    with pytest.raises(NotSaved, match=r"audit\.yaml\.journal"):
        notebook.close()
    with opened(file) as again:
        assert content(again.data)["answers"] == {"org_name": "Valmont-sur-Loire"}
