"""Which asker one gets, and what is left of the terminal and the signals afterwards."""

import io
import os
import signal
import sys
from threading import Timer
from typing import TextIO

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.interview.asking import TEXT

from playbook_audit.interview import typeahead
from playbook_audit.interview.departures import Departures
from playbook_audit.interview.interface import Interrupted
from playbook_audit.interview.linear import Linear
from playbook_audit.interview.opening import NoTerminal, open_asker
from playbook_audit.interview.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plain_lines_on_demand() -> None:
    assert isinstance(open_asker(accessible=True, stdin=Screen(), stdout=Screen()), Linear)


@pytest.mark.parametrize("accessible", [True, False])
@pytest.mark.parametrize("streams", [(io.StringIO(), Screen()), (Screen(), io.StringIO())])
def test_without_a_terminal_nobody_is_asked(
    streams: tuple[TextIO, TextIO], accessible: bool
) -> None:
    with pytest.raises(NoTerminal, match="L’entretien a besoin d’un terminal"):
        open_asker(accessible=accessible, stdin=streams[0], stdout=streams[1])


def test_a_closed_input_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Screen()
    closed.close()
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(NoTerminal):
        open_asker(stdout=Screen())
    with pytest.raises(NoTerminal):
        open_asker(stdin=io.TextIOWrapper(io.BytesIO()), stdout=closed)


class NoConsoleScreenBufferError(Exception):
    """What prompt_toolkit raises in Git Bash on Windows."""


@pytest.mark.parametrize("error", [NoConsoleScreenBufferError(), io.UnsupportedOperation()])
def test_a_console_that_cannot_be_drawn_on_gets_lines(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("prompt_toolkit.input.create_input", fails)
    said = Screen()
    assert isinstance(open_asker(stdin=Screen(), stdout=said), Linear)
    assert said.getvalue().startswith("Cette fenêtre ne permet pas les listes")


def test_other_failures_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("prompt_toolkit.input.create_input", fails)
    with pytest.raises(ZeroDivisionError):
        open_asker(stdin=Screen(), stdout=Screen())


def test_opening_imports_no_terminal_library() -> None:
    import subprocess

    program = (
        "import sys, playbook_audit.interview.opening\n"
        "assert not {'prompt_toolkit', 'questionary'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
class TestDepartures:
    def test_a_signal_between_two_questions_waits_for_the_next_step(self) -> None:
        before = signal.getsignal(signal.SIGTERM)
        steps: list[str] = []
        with pytest.raises(Interrupted) as left, Departures() as departures:
            leaves(departures, steps)
        assert steps == ["saved"]
        assert left.value.code == 143
        assert signal.getsignal(signal.SIGTERM) is before

    def test_nobody_forgets_it_at_the_end(self) -> None:
        with pytest.raises(Interrupted) as left, Departures():
            os.kill(os.getpid(), signal.SIGHUP)
        assert left.value.code == 129

    def test_a_second_signal_does_not_wait(self) -> None:
        steps: list[str] = []
        with pytest.raises(Interrupted), Departures() as departures:
            insists(departures, steps)
        assert steps == []

    def test_a_question_is_left_at_once(self) -> None:
        codes: list[int] = []
        with (
            pytest.raises(Interrupted),
            Departures() as departures,
            departures.leaving_by(codes.append),
        ):
            os.kill(os.getpid(), signal.SIGINT)
        assert codes == [130]


def leaves(departures: Departures, steps: list[str]) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    steps.append("saved")  # what was being written is written
    departures.check()
    steps.append("asked again")


def insists(_departures: Departures, steps: list[str]) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)
    steps.append("went on")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
class TestOnATerminal:
    def test_lists_are_drawn_without_asking_where_the_cursor_is(self) -> None:
        import pty

        ours, theirs = pty.openpty()
        with os.fdopen(theirs, "r+b", buffering=0) as raw:
            window = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
            opened = open_asker(stdin=window, stdout=window)
            assert isinstance(opened, Terminal)
            with opened as asker:
                asker.tell(["Bonjour."])
            assert os.read(ours, 100) == b"Bonjour.\r\r\n"
        os.close(ours)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_signal_leaves_a_question_at_once(self, number: int) -> None:
        with (
            create_pipe_input() as source,
            Terminal(source, DummyOutput()) as asker,
        ):
            Timer(0.2, os.kill, (os.getpid(), number)).start()
            with pytest.raises(Interrupted) as left:
                asker.ask(TEXT)
        assert left.value.code == 128 + number

    def test_a_signal_leaves_plain_lines_at_once(self) -> None:
        reader, writer = os.pipe()
        with (
            os.fdopen(reader, encoding="utf-8") as lines,
            Linear(lines, Screen()) as asker,
        ):
            Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
            with pytest.raises(Interrupted) as left:
                asker.ask(TEXT)
        assert left.value.code == 143
        os.close(writer)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
class TestTypeAhead:
    def test_a_terminal_found_raw_is_given_back_in_order(self) -> None:
        import pty
        import termios
        import tty

        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        with typeahead.without_echo(theirs):
            assert not termios.tcgetattr(theirs)[3] & termios.ECHO
        local = termios.tcgetattr(theirs)[3]
        assert local & termios.ECHO
        assert local & termios.ICANON
        os.close(ours)
        os.close(theirs)

    def test_a_terminal_that_goes_away_is_no_error(self) -> None:
        import pty

        ours, theirs = pty.openpty()
        with typeahead.without_echo(theirs):
            os.close(ours)
            os.close(theirs)

    def test_what_was_typed_ahead_is_forgotten(self) -> None:
        import pty
        import select

        ours, theirs = pty.openpty()
        os.write(ours, b"ligne 2\nligne 3\n")
        typeahead.forget(theirs)
        assert select.select([theirs], [], [], 0)[0] == []
        os.close(ours)
        os.close(theirs)

    def test_a_pipe_has_nothing_to_forget(self) -> None:
        reader, writer = os.pipe()
        os.write(writer, b"a")
        typeahead.forget(reader)
        with typeahead.without_echo(reader):
            assert os.read(reader, 1) == b"a"
        os.close(reader)
        os.close(writer)
