"""Streams and screens: what is sent, where, in which encoding and how wide."""

import io
import sys
from collections.abc import Callable

import pytest

from playbook_audit.cli import console
from playbook_audit.cli.screen import page_in_file, page_on_screen


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


Stream = Callable[[str], io.TextIOWrapper]


def piped(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def on_terminal(encoding: str) -> io.TextIOWrapper:
    return Terminal(io.BytesIO(), encoding=encoding)


def sent(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252", "cp437"])
def test_a_pipe_always_gets_the_same_bytes(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    stream = piped(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    console.show("l’été ▓\nfin")
    assert sent(stream) == "l’été ▓\nfin\n".encode()


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "été ▓\n".encode()),
        ("latin-1", "été ?\n".encode("latin-1")),
        ("ascii", "été ▓\n".encode()),
    ],
)
def test_a_terminal_keeps_its_encoding_when_it_can_hold_french(
    monkeypatch: pytest.MonkeyPatch, encoding: str, expected: bytes
) -> None:
    stream = on_terminal(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    console.show("été ▓")
    assert sent(stream).replace(b"\r\n", b"\n") == expected


def test_half_characters_never_lose_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = piped("utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    console.show("nom \udce9 de fichier")
    assert sent(stream) == b"nom ? de fichier\n"


def test_a_stream_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    console.show("été")
    console.abandon()
    assert stream.getvalue() == "été\n"


def test_what_is_said_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b[31m\x07\u202eb\nc")
    assert capsys.readouterr().err == "a\\x1b[31m\\x07\\x202eb\nc\n"


def test_on_a_terminal_what_is_said_is_cut_between_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = on_terminal("utf-8")
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "24")
    console.say("a.yaml:3:1: « x » n’est pas un choix ; choix : y\n\n  z")
    assert sent(stream).decode().replace("\r\n", "\n").replace("\u00a0", " ") == (
        "a.yaml:3:1: « x » n’est\n  pas un choix ; choix :\n  y\n\n  z\n"
    )


def test_elsewhere_what_is_said_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("mot " * 50)
    assert capsys.readouterr().err == "mot " * 50 + "\n"


# ---------------------------------------------------------------- the screen


def test_without_a_terminal_the_page_is_80_columns_and_plain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", piped("utf-8"))
    monkeypatch.setenv("COLUMNS", "132")
    page = page_on_screen(None, accessible=False)
    assert (page.width, page.colour, page.accessible) == (80, False, False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make stdout a terminal, once the test runs: pytest puts its own back before."""

    def put() -> None:
        monkeypatch.setattr(sys, "stdout", on_terminal("utf-8"))
        monkeypatch.setenv("COLUMNS", "132")

    return put


def test_on_a_terminal_the_page_is_as_wide_as_it_and_in_colour(
    terminal: Callable[[], None],
) -> None:
    terminal()
    page = page_on_screen(None, accessible=False)
    assert (page.width, page.colour, page.accessible) == (132, True, False)


def test_the_width_asked_for_wins(terminal: Callable[[], None]) -> None:
    terminal()
    assert page_on_screen(60, accessible=False).width == 60


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch, terminal: Callable[[], None]) -> None:
    terminal()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not page_on_screen(None, accessible=False).colour


@pytest.mark.parametrize(
    ("name", "value", "linear"),
    [
        ("PLAYBOOK_AUDIT_ACCESSIBLE", "1", True),
        ("PLAYBOOK_AUDIT_ACCESSIBLE", "oui", True),
        ("PLAYBOOK_AUDIT_ACCESSIBLE", "0", False),
        ("PLAYBOOK_AUDIT_ACCESSIBLE", "Non", False),
        ("PLAYBOOK_AUDIT_ACCESSIBLE", "", False),
        ("TERM", "dumb", True),
        ("TERM", "xterm-256color", False),
    ],
)
def test_plain_lines_may_be_asked_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    terminal: Callable[[], None],
    name: str,
    value: str,
    linear: bool,
) -> None:
    terminal()
    monkeypatch.setenv(name, value)
    page = page_on_screen(None, accessible=False)
    assert page.accessible is linear
    assert page.colour is not linear


def test_plain_lines_may_be_asked_by_option(terminal: Callable[[], None]) -> None:
    terminal()
    page = page_on_screen(None, accessible=True)
    assert (page.colour, page.accessible) == (False, True)


def test_a_file_owes_nothing_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, terminal: Callable[[], None]
) -> None:
    terminal()
    monkeypatch.setenv("PLAYBOOK_AUDIT_ACCESSIBLE", "1")
    assert page_in_file(None, accessible=False) == (80, False, False)
    assert page_in_file(100, accessible=True) == (100, False, True)
