"""Every error has its sentence and its code; none shows a traceback nor an answer."""

from collections.abc import Callable

import pytest

from playbook_audit.cli import failures
from playbook_audit.cli.failures import guarded
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import (
    InvalidInput,
    MisplacedCatalogue,
    UnknownId,
    UnreadableFile,
)


class Told:
    """Runs an action that fails and keeps what is said of it."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, error: BaseException) -> tuple[int, str]:
        def fail() -> int:
            raise error

        code = guarded(fail)
        out, err = self.capsys.readouterr()
        assert out == ""
        return code, err


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


def test_a_refused_file(told: Told) -> None:
    fault = Diagnostic("a.yaml", 3, 1, "answers.x", "ANS-QUESTION", "question inconnue")
    code, said = told(InvalidInput([fault]))
    assert code == 3
    assert said.splitlines() == [
        "a.yaml:3:1: answers.x : question inconnue [ANS-QUESTION]",
        "1 erreur à corriger ; rien n’a été écrit.",
    ]


def test_exactly_twenty_faults_are_all_shown(told: Told) -> None:
    faults = [Diagnostic("a.yaml", n, 1, "", "X", "faute") for n in range(1, 21)]
    assert "autre" not in told(InvalidInput(faults))[1]


def test_one_fault_beyond_twenty_is_singular(told: Told) -> None:
    faults = [Diagnostic("a.yaml", n, 1, "", "X", "faute") for n in range(1, 22)]
    assert "a.yaml : … et 1 autre\n" in told(InvalidInput(faults))[1]


def test_an_unreadable_file(told: Told) -> None:
    assert told(UnreadableFile("a.yaml", "c’est un dossier")) == (3, "a.yaml : c’est un dossier\n")


def test_an_unknown_id(told: Told) -> None:
    code, said = told(UnknownId("dormnt", ("dormant", "dormant_account")))
    assert code == 2
    assert said.startswith("« dormnt » ne désigne rien dans le catalogue ; vouliez-vous dire ")
    assert "« dormant » ou « dormant_account » ?\n" in said


def test_a_catalogue_that_is_nowhere(told: Told) -> None:
    code, said = told(MisplacedCatalogue("questions : ni /a, ni /b"))
    assert code == 3
    assert said.startswith("Les questions et les règles sont introuvables (questions : ni /a")


def test_an_interruption(told: Told) -> None:
    assert told(KeyboardInterrupt()) == (130, "\nInterrompu.\n")


def test_a_reader_who_left(told: Told) -> None:
    assert told(BrokenPipeError()) == (141, "")


def test_an_output_that_is_full(told: Told) -> None:
    code, said = told(OSError(28, "No space left on device"))
    assert code == 3
    assert said.startswith("la sortie : lecture ou écriture impossible")
    assert "space" not in said


def test_a_fault_of_ours_shows_its_place_and_no_answer(told: Told) -> None:
    code, said = told(KeyError("le nom du maire"))
    assert code == 70
    assert said.startswith("Le programme a rencontré une erreur qui vient de lui")
    assert "KeyError, playbook_audit.cli.failures:" in said
    assert "maire" not in said
    assert "Traceback" not in said


def test_an_error_while_telling_an_error_is_told_too(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(failures, "_told", broken)
    code, said = told(ValueError("x"))
    assert code == 70
    assert "ZeroDivisionError" in said


def test_what_fails_deep_inside_a_command_is_placed(
    run: Callable[..., object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from playbook_audit.__main__ import main
    from playbook_audit.dossier import listing

    monkeypatch.setattr(listing, "_section", None)
    assert main(["questions", "--json"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "TypeError, playbook_audit.dossier.listing:" in err
