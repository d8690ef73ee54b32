"""``interview`` in real terminals: what is refused, whole interviews, and every way of leaving."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.cli.clerk import DAY, Clerk, keys_to, plain  # noqa: E402
from tests.cli.sessions import ENGLISH, Session  # noqa: E402
from tests.interview.person import ENTER, F1, F2, F3, SPACE, Person  # noqa: E402

Spawn = Callable[..., Session]
VILLAGE, TOWN = "01002", "01004"
ABSENT = {"nom de votre": VILLAGE, "au moins un compte": "Non"}
PRESENT = {"nom de votre": VILLAGE}
LIST, FILES, REVIEW = "? Vos comptes", "Écrire le rapport", "Relire avant le rapport"
NO_TERMINAL = (
    "L’entretien a besoin d’un terminal pour poser ses questions. "
    "Sans terminal, lancez plutôt « playbook-audit report FICHIER ».\n"
)


def interview(folder: Path, *words: str) -> Clerk:
    """Run an interview on a file of a folder."""
    return Clerk(folder, "interview", "audit.yaml", "--on", DAY, *words)


def accounts(clerk: Clerk, addresses: list[str], *, copying: bool = False) -> None:
    """Go through the list of accounts, from its first screen to its last."""
    for rank, address in enumerate(addresses):
        clerk.until(LIST)
        clerk.picks("Ajouter un compte en copiant" if copying and rank else "Ajouter un compte")
        clerk.writes(address)
    clerk.until(LIST)
    clerk.picks("Terminer la liste")


def writes_markdown(clerk: Clerk) -> None:
    """Take the report in a file, and nothing else."""
    clerk.prompt()
    clerk.picks("Texte mis en forme")
    clerk.picks("Non, c’est tout")
    assert clerk.ends() == 0


def left_in_peace(clerk: Clerk) -> None:
    """Check what anybody would notice in the shell afterwards."""
    assert clerk.after == clerk.before
    assert clerk.written.count("\x1b[?25h") >= clerk.written.count("\x1b[?25l")
    assert clerk.written.count("\x1b[?2004l") >= clerk.written.count("\x1b[?2004h")
    assert not ENGLISH.findall(clerk.text)


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file but the locks, which stay."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix != ".lock"}


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("redirection", ["< /dev/null", "<&-", "<&- >&-", "< /dev/null | cat"])
def test_without_a_terminal_one_sentence_and_nothing_written(
    redirection: str, tmp_path: Path
) -> None:
    line = f"set -o pipefail; {sys.executable} -m playbook_audit interview {redirection}"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", NO_TERMINAL)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["--version", "questions --json", "schema"])
def test_what_was_asked_for_is_not_lost_in_silence_on_a_closed_output(words: str) -> None:
    line = f"{sys.executable} -m playbook_audit {words} >&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 3
    assert plain(done.stderr.decode()).startswith("La sortie est fermée : rien n’a été affiché.")


@pytest.mark.parametrize("redirection", ["<&-", "</dev/null"])
def test_the_bare_command_without_a_terminal_shows_the_guide(redirection: str) -> None:
    line = f"{sys.executable} -m playbook_audit {redirection}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 0
    assert "Pour votre collectivité :" in plain(done.stdout.decode())


def test_a_terminal_for_the_keys_alone_is_not_enough(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "playbook_audit", "interview"]
    keys, terminal = os.openpty()
    done = subprocess.run(words, cwd=tmp_path, stdin=terminal, capture_output=True, check=False)
    os.close(keys)
    os.close(terminal)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", NO_TERMINAL)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent/audit.yaml", "ce dossier n’existe pas"),
        (".", "c’est un dossier ; indiquez un fichier"),
        ("binaire.yaml", "binaire.yaml"),
        ("faux.yaml", "vouliez-vous dire « org_type »"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    name: str, said: str, tmp_path: Path, faulty: Path
) -> None:
    (tmp_path / "binaire.yaml").write_bytes(b"\x00\xff\xfe answers")
    before = contents(tmp_path)
    with Clerk(tmp_path, "interview", name) as clerk:
        assert clerk.ends() == 3
        assert plain(said) in clerk.text
        left_in_peace(clerk)
        assert "Quel est le nom" not in clerk.text
    assert contents(tmp_path) == before


def test_a_second_interview_on_the_same_file_is_refused(tmp_path: Path) -> None:
    with interview(tmp_path) as first:
        first.prompt()
        with interview(tmp_path) as second:
            assert second.ends() == 3
            assert "un entretien est déjà ouvert sur ce fichier" in second.text
            left_in_peace(second)
        first.until("autres moyens", ABSENT)  # and the first goes on
        first.types("\x03")
        assert first.ends() == 130
    assert "01002" not in second.text


# ---------------------------------------------------------------- whole interviews


def test_a_village_without_account_answers_eight_questions(tmp_path: Path, spawn: Spawn) -> None:
    with interview(tmp_path) as clerk:
        assert clerk.until(FILES, ABSENT) == 8
        assert "8/8" in clerk.text
        assert "L’essentiel" in clerk.text
        writes_markdown(clerk)
        assert "8 réponses gardées dans audit.yaml." in clerk.text
        left_in_peace(clerk)
    same_report(tmp_path, spawn)


def test_a_village_with_one_account_answers_fifteen(tmp_path: Path, spawn: Spawn) -> None:
    with interview(tmp_path) as clerk:
        clerk.until(LIST, PRESENT)
        accounts(clerk, ["https://www.facebook.com/Mairie"])
        clerk.until(FILES)
        assert clerk.count == 15
        writes_markdown(clerk)
        left_in_peace(clerk)
    same_report(tmp_path, spawn)


def test_a_commune_with_five_accounts_answers_75_at_most(tmp_path: Path, spawn: Spawn) -> None:
    addresses = [
        "https://www.facebook.com/Ville",
        "https://www.instagram.com/ville",
        "https://x.com/ville",
        "https://www.linkedin.com/company/ville",
        "https://www.youtube.com/@ville",
    ]
    with interview(tmp_path) as clerk:
        clerk.until(LIST, {"nom de votre": TOWN})
        accounts(clerk, addresses, copying=True)
        clerk.until("Pour aller plus loin")
        assert 60 < clerk.count <= 75
        clerk.until(FILES)
        writes_markdown(clerk)
        left_in_peace(clerk)
    written = (tmp_path / "audit.yaml").read_text("utf-8")
    assert written.count("- key:") == 5
    same_report(tmp_path, spawn)


def same_report(folder: Path, spawn: Spawn) -> None:
    """Check that the file left gives the report that was written, byte for byte."""
    assert (folder / "audit.yaml").stat().st_mode & 0o777 == 0o600
    assert not (folder / "audit.yaml.journal").exists()
    report = spawn("report", "audit.yaml", "--format", "markdown")
    assert report.code == 0
    assert report.out == (folder / "rapport-audit.md").read_text("utf-8")


def test_every_gesture_then_a_stop_a_resume_and_a_review(tmp_path: Path) -> None:
    with interview(tmp_path) as clerk:
        clerk.until("autres moyens", ABSENT)
        clerk.sends(F1)
        clerk.prints("Pourquoi :")
        clerk.until("d’abord de votre communication", ABSENT)
        clerk.sends(F3)
        clerk.writes("dit par la secrétaire")
        clerk.prompt()
        clerk.sends(F2)
        clerk.prompt()
        clerk.types("\x03")
        assert clerk.ends() == 130
        assert "4 réponses gardées dans audit.yaml." in clerk.text
        assert "Pour reprendre : playbook-audit interview audit.yaml" in clerk.text
        left_in_peace(clerk)
    assert 'value: "?", note: dit par la secrétaire' in (tmp_path / "audit.yaml").read_text("utf-8")
    with interview(tmp_path) as clerk:
        assert clerk.prompt().title == "? Reprendre à la question 5 ?"
        assert clerk.until(FILES, ABSENT) == 4
        clerk.picks("Non, c’est tout")
        assert clerk.ends() == 0
    with interview(tmp_path, "--review") as clerk:
        assert clerk.prompt().title == f"? {REVIEW}"
        clerk.picks("À éclaircir : une question")
        clerk.prompt()
        clerk.picks("Qu’attendez-vous")
        clerk.sends(*keys_to("Informer", clerk.prompt())[:-1], SPACE, ENTER)
        while REVIEW not in clerk.prompt().title:
            clerk.picks("Revenir aux parties")
        clerk.picks("Tout est bon")
        clerk.until(FILES)
        clerk.picks("Non, c’est tout")
        assert clerk.ends() == 0
        left_in_peace(clerk)
    kept = (tmp_path / "audit.yaml").read_text("utf-8")
    assert 'value: "?"' not in kept
    assert "dit par la secrétaire" in kept


def test_the_day_asked_for_is_that_of_the_audit(tmp_path: Path) -> None:
    with Clerk(tmp_path, "interview", "audit.yaml", "--on", "2026-03-02") as clerk:
        clerk.until("autres moyens", ABSENT)
        clerk.types("\x03")
        clerk.ends()
    assert 'on: "2026-03-02"' in (tmp_path / "audit.yaml").read_text("utf-8")
    with Clerk(tmp_path, "interview", "audit.yaml") as clerk:
        clerk.prompt()
        assert "Cet audit est daté du 2 mars 2026" in clerk.text
        clerk.types("\x03")
        clerk.ends()


@pytest.mark.parametrize("asked", ["--accessible", "variable", "dumb"])
def test_plain_lines_ask_the_same(asked: str, tmp_path: Path, spawn: Spawn) -> None:
    options = ["--accessible"] if asked == "--accessible" else []
    changes = {"variable": {"PLAYBOOK_AUDIT_ACCESSIBLE": "1"}, "dumb": {"TERM": "dumb"}}
    words = ("interview", "audit.yaml", "--on", DAY, *options)
    with Clerk(tmp_path, *words, environment=changes.get(asked)) as clerk:
        if asked == "--accessible":
            assert by_lines(clerk) == 8
            same_report(tmp_path, spawn)
        else:
            clerk.prints("Votre réponse")
            clerk.types("\x03")
            assert clerk.ends() == 130
        assert "\x1b" not in clerk.written
        assert not re.search("[─│█○●›✓]", clerk.written)


def by_lines(clerk: Clerk) -> int:
    """Answer a whole interview in lines; give how many answers were taken."""
    said = {
        "nom de votre": VILLAGE,
        "au moins un compte": "non",
        "C’est bien elle": "1",
        "Écrire le rapport": "1",
        "un autre format": "2",
        "Pour aller plus loin": "2",
    }
    done = 0
    while clerk.child.isalive():
        asked, done = clerk.invited(done), len(clerk.written)
        if clerk.child.isalive():
            answer = next((line for words, line in said.items() if words in asked), "1")
            clerk.types(answer, ENTER)
    assert clerk.ends() == 0
    return clerk.text.count("Noté :")


# ---------------------------------------------------------------- leaving


def presses(key: str) -> Callable[[Person], None]:
    return lambda person: person.types(key)


def receives(number: int) -> Callable[[Person], None]:
    return lambda person: os.kill(person.child.pid or 0, number)


EVENTS: dict[str, tuple[Callable[[Person], None], int]] = {
    "ctrl-c": (presses("\x03"), 130),
    "ctrl-d": (presses("\x04"), 130),
    "sigint": (receives(signal.SIGINT), 130),
    "sigterm": (receives(signal.SIGTERM), 143),
    "sighup": (receives(signal.SIGHUP), 129),
}
MOMENTS = {
    "question": "au moins un compte",
    "menu": "Reprendre à la question",
    "accounts": LIST,
    "review": REVIEW,
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files left at the moment one leaves again: at a question, at the list, at the end."""
    folder = tmp_path_factory.mktemp("begun")
    kept: dict[str, bytes] = {}
    for moment, title in (("question", "autres moyens"), ("accounts", LIST)):
        with interview(folder) as clerk:
            clerk.until(title, PRESENT)
            clerk.types("\x03")
            clerk.ends()
        kept[moment] = (folder / "audit.yaml").read_bytes()
    with interview(folder) as clerk:
        clerk.until(LIST)
        accounts(clerk, ["Mairie"])
        clerk.until(REVIEW)
        clerk.types("\x03")
        clerk.ends()
    kept["review"] = (folder / "audit.yaml").read_bytes()
    return kept | {"menu": kept["question"]}


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_leaving_records_nothing_and_says_how_to_resume(
    moment: str, event: str, begun: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "audit.yaml"
    file.write_bytes(begun[moment])
    leave, code = EVENTS[event]
    with interview(tmp_path) as clerk:
        clerk.until(MOMENTS[moment], PRESENT)
        answered = clerk.count
        leave(clerk)
        assert clerk.ends() == code
        left_in_peace(clerk)
        assert "Pour reprendre : playbook-audit interview audit.yaml" in plain(clerk.seen)
    if not answered:
        assert file.read_bytes() == begun[moment]


@pytest.mark.parametrize("event", EVENTS)
def test_leaving_after_the_report_keeps_all_and_says_where(event: str, tmp_path: Path) -> None:
    leave, code = EVENTS[event]
    with interview(tmp_path) as clerk:
        clerk.until(FILES, ABSENT)
        kept = contents(tmp_path)
        leave(clerk)
        assert clerk.ends() == code
        left_in_peace(clerk)
        assert "8 réponses gardées dans audit.yaml." in plain(clerk.seen)
    assert contents(tmp_path) == kept
