"""What passes between the walk, whoever answers, and what keeps the answers.

The walk decides what is asked next; an ``Asker`` draws one prompt and gives one reply; a ``Keeper``
holds the answers as plain data and makes each change durable. None of them knows the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from playbook_audit.model.answer import Answers, Value
from playbook_audit.model.question import Choice, QuestionType

Raw: TypeAlias = Any
"""An answer as an answers file holds it: text, a list of texts, a mapping of rows, or a mapping
with ``value`` and ``note``. Always text, never a number or a date: reading converts it."""
UNKNOWN = "?"
"""The raw answer that says « je ne sais pas »."""


# ---------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, ready to be drawn."""

    path: str
    """``answers.<question>`` or ``accounts.<key>.<question>``; another id for what is no answer."""
    ask: str
    type: QuestionType
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    """The rows of a table, each of which takes one of the choices."""
    place: str = ""
    """How far one is: ``12/47``."""
    about: str | None = None
    """The account a question is about."""
    current: Raw | None = None
    """The answer on file, preselected, without its note."""
    note: str | None = None
    """The note on file."""
    hint: str | None = None
    """How to answer: a unit, forms accepted, where to look."""
    refusal: str | None = None
    """Why the last try was not taken; drawn under the field."""
    at_most: int | None = None
    exclusive: frozenset[str] = frozenset()
    """Choices of a « many » that go with no other."""
    may_go_back: bool = True
    may_be_unknown: bool = True
    may_be_noted: bool = True


class Given(NamedTuple):
    """An answer: what was typed, the id of a choice, a list of ids, or a choice by row."""

    raw: Raw


@dataclass(frozen=True, slots=True)
class Unsure:
    """« Je ne sais pas »: F2, ``nsp``, or the last line of a list."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question before: Esc, or ``<``."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why this question: F1, or ``?``."""


@dataclass(frozen=True, slots=True)
class Noting:
    """Write a note with this answer: F3, or ``note``."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Stop here, keeping everything: chosen in a menu, or typed ``quitter``."""


Reply: TypeAlias = Given | Unsure | Back | Why | Noting | Leaving


class Line(NamedTuple):
    """One line of a menu: the id it gives, and how it reads."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice that is no answer: the list of accounts, the review, what to do next."""

    title: str
    lines: tuple[Line, ...]
    current: str | None = None
    """The line preselected."""
    above: tuple[str, ...] = ()
    """What stays in view above the lines, such as the accounts listed so far."""
    may_go_back: bool = True


class Asker(Protocol):
    """Whoever answers: a terminal, numbered lines, or a script.

    Every method may raise ``Interrupted``; nothing is recorded by leaving.
    """

    def ask(self, prompt: Prompt) -> Reply:
        """Draw one question and give one reply; the walk checks it and may ask again."""

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Draw a menu and give the id of a line."""

    def tell(self, lines: Sequence[str]) -> None:
        """Print a few lines that stay: a section title, a reason, what was understood."""

    def trace(self, line: str) -> None:
        """Print the one line that stays of an answered question."""

    def untrace(self) -> None:
        """Take back the last line traced, because one went back to its question."""


class Interrupted(Exception):
    """Somebody left: Ctrl-C, Ctrl-D, a signal, a closed window."""

    def __init__(self, code: int) -> None:
        """Keep the exit code: 130, 129 or 143."""
        super().__init__(code)
        self.code = code


# ---------------------------------------------------------------- keeping


class Setting(NamedTuple):
    """An answer is set at a path; its raw form carries the note when there is one."""

    path: str
    raw: Raw


class Removing(NamedTuple):
    """An answer is taken back: its question was never asked."""

    path: str


class Adding(NamedTuple):
    """An account is added at the end of the list."""

    key: str


class Dropping(NamedTuple):
    """An account is taken off the list with its answers."""

    key: str


Change: TypeAlias = Setting | Removing | Adding | Dropping


class Keeper(Protocol):
    """Holds the answers of one file; each change is durable when ``record`` returns."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Give the whole file as plain data: ``answers``, ``accounts``…, every scalar text."""

    def record(self, change: Change) -> None:
        """Make a change; raise ``NotSaved`` when it could not be made durable."""

    def save(self) -> None:
        """Write the file people read; called at the end of sections and when leaving."""

    @property
    def name(self) -> str:
        """Give the name people know the file by; another one after a conflict."""

    def news(self) -> Sequence[str]:
        """Give what people should be told since the last time: answers found again, a conflict."""


# ---------------------------------------------------------------- reading and looking up


class Understood(NamedTuple):
    """What a text was taken for, in words: ``8 012 habitants``, ``entre le 1er et le 31 mars``."""

    words: str


class Refused(NamedTuple):
    """Why a text was not taken, and what is accepted."""

    why: str


class Place(NamedTuple):
    """A collectivité found offline by its name or code."""

    label: str
    """One line to choose it by."""
    answers: Mapping[str, Raw]
    """What it fills in: org_name, org_type, org_population."""
    source: str = ""
    """Where this is known from, and since when."""


class Desk(Protocol):
    """What the walk needs from outside: reading French, recognising addresses, finding places."""

    on: date

    def read(self, data: Mapping[str, Any]) -> Answers:
        """Give typed answers, with what was measured of the accounts.

        What cannot be read is left out, never raised.
        """

    def understand(self, path: str, raw: Raw, data: Mapping[str, Any]) -> Understood | Refused:
        """Give what an answer is taken for, or why it is not taken."""

    def words(self, path: str, value: Value) -> str:
        """Give a value in words, whoever gave it; a date may be one that concerns the question."""

    def clean(self, text: str) -> tuple[str, str | None]:
        """Give a text without controls nor line ends, and what was taken out, in words."""

    def account_of(self, text: str) -> Mapping[str, Raw]:
        """Give the platform and handle read in a pasted address; empty for a bare name."""

    def places(self, text: str) -> Sequence[Place]:
        """Give the collectivités a name, a postal code or an INSEE code may mean."""


MenuAction = Literal["add", "copy", "same", "edit", "drop", "import", "finish"]
"""What the loop of accounts offers."""
