"""Commands badly written: refused in French, with the nearest name, and code 2."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.sessions import Session

from playbook_audit.cli.registry import COMMANDS

Run = Callable[..., Session]
NAMES = [entry.name for entry in COMMANDS]
GROUPED = [f"{entry.name} {one.name}" for entry in COMMANDS for one in entry.members]


def test_no_argument_shows_the_five_commands_to_start_with(run: Run) -> None:
    session = run()
    assert (session.code, session.err, session.english) == (0, "", [])
    for command in (
        "demo",
        "interview",
        "template --output",
        "check",
        "report",
        "--format markdown",
    ):
        assert command in session.out


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version(run: Run, word: str) -> None:
    session = run(word)
    assert session.code == 0
    assert session.out.startswith("playbook-audit ")


@pytest.mark.parametrize("word", ["--help", "-h", "help", "aide"])
def test_help_lists_every_command_in_french(run: Run, word: str) -> None:
    session = run(word)
    assert (session.code, session.err, session.english) == (0, "", [])
    assert session.out.startswith("Usage\u00a0: playbook-audit COMMANDE")
    assert all(f"  {name} " in session.out for name in NAMES)


@pytest.mark.parametrize("command", [*NAMES, *GROUPED])
def test_help_of_each_command_is_in_french(run: Run, command: str) -> None:
    session = run(*command.split(), "--help")
    assert (session.code, session.err, session.english) == (0, "", [])
    assert session.out.startswith(f"Usage\u00a0: playbook-audit {command} ")


@pytest.mark.parametrize("words", ["help report", "aide report"])
def test_help_of_a_command_may_be_asked_the_other_way_round(run: Run, words: str) -> None:
    assert run(*words.split()) == run("report", "--help")


@pytest.mark.parametrize("command", [*NAMES, *GROUPED])
def test_help_fits_80_columns(run: Run, command: str) -> None:
    assert [line for line in run(*command.split(), "-h").out.splitlines() if len(line) > 80] == []


def test_help_follows_the_width_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert [line for line in run("report", "--help").out.splitlines() if len(line) > 50] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("chekc x", "commande inconnue « chekc » ; vouliez-vous dire « check » ?"),
        ("zzz", "commande inconnue « zzz »"),
        ("catalogue", "il manque une commande : check ou docs"),
        ("catalogue dosc", "commande inconnue « dosc » ; vouliez-vous dire « docs » ?"),
        ("--formt x", "option inconnue « --formt »"),
        ("report", "il manque FICHIER"),
        ("check", "il manque FICHIER"),
        ("explain", "il manque IDENTIFIANT"),
        ("report a b", "« b » est de trop"),
        ("demo x", "« x » est de trop"),
        ("report a --formt json", "« --formt » ; vouliez-vous dire « --format » ?"),
        ("report a -z", "option inconnue « -z »"),
        ("report a --output", "l’option « --output » attend une valeur"),
        ("questions --json=oui", "l’option « --json » ne prend pas de valeur"),
        ("report a --format jsn", "« jsn » est inconnu ; vouliez-vous dire « json » ?"),
        ("report a --format zzz", "« zzz » est inconnu ; au choix : "),
        ("report a --on demain", "« demain » n’est pas un jour"),
        ("report a --on 2026-02-30", "« 2026-02-30 » n’est pas un jour"),
        ("report a --on 2026-11", "« 2026-11 » n’est pas un jour"),
        ("report a --fail-on hihg", "« hihg » n’est pas un niveau ; vouliez-vous dire « high » ?"),
        ("report a --fail-on 3", "« 3 » n’est pas un niveau ; niveaux : info"),
        ("report a --max-unknown beaucoup", "« beaucoup » n’est pas un pourcentage"),
        ("report a --max-unknown 101", "« 101 » n’est pas un pourcentage"),
        ("report a --max-unknown=-1", "« -1 » n’est pas un pourcentage"),
        ("report a --width large", "« large » n’est pas une largeur"),
        ("report a --width 3", "« 3 » n’est pas une largeur"),
        ("report a -f json -f markdown", "plusieurs formats"),
        ("template --format ymal", "« ymal » est inconnu ; vouliez-vous dire « yaml » ?"),
        ("template --format pdf", "au choix : yaml, markdown"),
        ("explain zzzz", "« zzzz » ne désigne rien"),
        ("explain dormant_acount", "vouliez-vous dire « dormant_account »"),
    ],
)
def test_a_command_badly_written_is_refused_in_french(
    run: Run, words: str, sentence: str, tmp_path: Path
) -> None:
    session = run(*words.split())
    assert (session.code, session.out, session.english) == (2, "", [])
    assert sentence in session.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*NAMES, *GROUPED])
def test_every_refusal_names_the_command_and_its_help(run: Run, command: str) -> None:
    session = run(*command.split(), "--nothing-like-it")
    assert session.code == 2
    assert session.err.startswith(f"playbook-audit {command} : ")
    assert session.err.endswith(f"Aide : playbook-audit {command} --help\n")


def test_control_characters_of_a_refused_word_do_not_reach_the_terminal(run: Run) -> None:
    session = run("report", "a", "--\x1b[31mrouge")
    assert session.code == 2
    assert "\x1b" not in session.err
