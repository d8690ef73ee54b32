"""What stays on screen between two questions, and how it is taken back."""

from collections.abc import Iterator

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.interview.asking import TEXT

from playbook_audit.interview.interface import Interrupted
from playbook_audit.interview.terminal import Terminal


class Paper(DummyOutput):
    """Keeps the rows written, as a terminal of a given width would show them."""

    def __init__(self, columns: int = 40) -> None:
        self.columns = columns
        self.rows: list[str] = []
        self.taken_back: list[int] = []

    def write(self, data: str) -> None:
        self.rows.append(data.removesuffix("\r\n"))

    def cursor_up(self, amount: int) -> None:
        self.taken_back.append(amount)
        del self.rows[len(self.rows) - amount :]

    def get_size(self) -> Size:
        return Size(rows=24, columns=self.columns)


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def terminal(paper: Paper) -> Iterator[Terminal]:
    with create_pipe_input() as source, Terminal(source, paper) as opened:
        yield opened


LONG = "✓ 2/47  Nom : Communauté d’agglomération de Valmont-sur-Loire"


def test_a_trace_is_taken_back_with_what_was_told_since(terminal: Terminal, paper: Paper) -> None:
    terminal.tell(["Bonjour."])
    terminal.trace("✓ 1/47  Nom : Valmont")
    terminal.trace(LONG)
    terminal.tell(["Pourquoi : parce que.", ""])
    assert paper.rows[2:4] == [
        "✓ 2/47  Nom : Communauté",
        "  d’agglomération de Valmont-sur-Loire",
    ]
    terminal.untrace()
    assert paper.rows == ["Bonjour.", "✓ 1/47  Nom : Valmont"]
    terminal.untrace()
    assert paper.rows == ["Bonjour."]


def test_what_was_told_first_is_never_taken_back(terminal: Terminal, paper: Paper) -> None:
    terminal.tell(["Bonjour."])
    terminal.untrace()
    assert paper.rows == ["Bonjour."]
    assert paper.taken_back == []


def test_a_window_made_narrower_makes_the_trace_higher(terminal: Terminal, paper: Paper) -> None:
    terminal.trace(LONG)
    paper.columns = 20
    terminal.untrace()
    assert paper.taken_back == [4]


def test_a_source_that_ends_leaves() -> None:
    with create_pipe_input() as source:
        source.close()
        with pytest.raises(Interrupted) as left:
            Terminal(source, DummyOutput()).ask(TEXT)
    assert left.value.code == 129
