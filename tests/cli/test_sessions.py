"""A few real sessions, in processes of their own: environments, pipes, imports, bytes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLE
from tests.cli.sessions import Session

Spawn = Callable[..., Session]
HEAVY = (
    "questionary",
    "prompt_toolkit",
    "jinja2",
    "rich",
    "markdown_it",
    "pygments",
    "asyncio",
    "snowballstemmer",
    "sqlite3",
    "ijson",
    "openpyxl",
    "xlrd",
    "statistics",
)
"""What a scripted report has no use for."""


def modules_of(*words: str) -> set[str]:
    """Give the modules a command line loads."""
    told = (
        "import sys\n"
        "from playbook_audit.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    command = [sys.executable, "-c", told, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("name", ["markdown", "json"])
def test_a_scripted_report_loads_nothing_heavy(name: str) -> None:
    loaded = {one.split(".")[0] for one in modules_of("report", str(EXAMPLE), "--format", name)}
    assert loaded & set(HEAVY) == set()
    assert "typer" in loaded


def test_a_report_without_measures_loads_no_reader_of_evidence() -> None:
    loaded = modules_of("report", str(EXAMPLE), "--format", "markdown")
    ours = {one for one in loaded if one.startswith("playbook_audit.evidence")}
    assert ours == {"playbook_audit.evidence", "playbook_audit.evidence.beside"}


@pytest.mark.parametrize("word", ["--version", "--help", ""])
def test_the_front_door_loads_neither_typer_nor_the_catalogue(word: str) -> None:
    loaded = modules_of(*([word] if word else []))
    assert not {one.split(".")[0] for one in loaded} & {"typer", "pydantic", "yaml", *HEAVY}
    assert "playbook_audit.catalogue.load" not in loaded


def test_a_command_does_not_load_the_others() -> None:
    loaded = modules_of("check", str(EXAMPLE))
    assert "playbook_audit.cli.check" in loaded
    others = {"report", "demo", "explain", "template", "questions", "schema", "search", "catalogue"}
    assert not {f"playbook_audit.cli.{name}" for name in others} & loaded


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_the_same_answers_give_the_same_bytes_on_every_machine(spawn: Spawn, name: str) -> None:
    surroundings: list[dict[str, str]] = [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "40"},
        {"PYTHONHASHSEED": "3", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    ]
    sessions = [spawn("report", EXAMPLE, "--format", name, **one) for one in surroundings]
    assert {one.code for one in sessions} == {0}
    assert {one.err for one in sessions} == {""}
    assert len({one.out for one in sessions}) == 1


@pytest.mark.parametrize("command", ["template", "questions --json", "schema", "report --help"])
def test_other_outputs_do_not_depend_on_the_machine(spawn: Spawn, command: str) -> None:
    sessions = [
        spawn(*command.split(), PYTHONHASHSEED=seed, LC_ALL="C", PYTHONUTF8="0") for seed in "01"
    ]
    assert sessions[0] == sessions[1]
    assert sessions[0].code == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_refusals_survive_any_encoding(spawn: Spawn, encoding: str) -> None:
    session = spawn("repport", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert session.code == 2
    assert "« repport » ; vouliez-vous dire « report » ?" in session.err


def test_a_file_whose_name_is_not_utf8_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe9t\xe9.yaml"
    with open(name, "wb") as stream:  # noqa: PTH123 - a name pathlib would need decoded
        stream.write(b"answers: {org_presence: non}\n")
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"playbook_audit", b"check", name],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "rien à signaler" in done.stdout.decode()


def test_a_reader_who_left_is_no_error() -> None:
    words = [sys.executable, "-m", "playbook_audit", "schema"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", ["schema", "--version", "check"])
def test_a_full_disk_is_said(command: str) -> None:
    words = [command, str(EXAMPLE)] if command == "check" else [command]
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "playbook_audit", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert "vérifiez le disque" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "Exception" not in done.stderr.decode()


def test_an_interruption_leaves_130_and_nothing_written(tmp_path: Path) -> None:
    slow = (
        "import sys, time, playbook_audit.dossier.schema as s\n"
        "def wait(*_):\n"
        "    print('prêt', file=sys.stderr, flush=True)\n"
        "    time.sleep(60)\n"
        "s.answers_schema = wait\n"
        "from playbook_audit.__main__ import main\n"
        "sys.exit(main(['schema', '--output', 'schema.json']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", slow], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline().decode().strip() == "prêt"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 130
    assert said == "\nInterrompu.\n"
    assert list(tmp_path.iterdir()) == []


def test_the_installed_command_is_the_same(spawn: Spawn) -> None:
    command = Path(sys.executable).with_name("playbook-audit")
    if not command.exists():
        pytest.skip("not installed, only on the path")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == spawn("--version").out
