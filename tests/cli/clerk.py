"""Somebody who runs the command in a terminal and answers what is on the screen, line by line."""

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.interview.person import DOWN, ENTER, SPACE, UP, Person

SPACES = re.compile(r"[\s\u00a0\u202f]+")
LINE = re.compile(r"^ ([› ]) (?:([○●]) )?(\S.*)$")
WAITING = re.compile(r"↑↓ Entrée|Espace coche|F1 (\(\?\) )?pourquoi")
PROMPT = "\x1b[?2004h"
"""What a terminal is told when a prompt begins to read keys."""
DAY = "2026-11-22"
MOST = 150
"""More prompts than any interview here has."""
ADDRESS = "https://www.facebook.com/Mairie"
WRITTEN: Mapping[str, str] = {
    "adresse du compte": ADDRESS,
    "nom de votre collectivité": "Valmont",
    "habitants compte": "8012",
    "habitants": "8012",
    "la dernière fois": "20 novembre 2026",
    "Depuis quel mois": "mars 2024",
    "Quand": "mars 2025",
}
"""What is typed in a field, by words of its question; a number for the others, then a text."""


def plain(text: str) -> str:
    """Give a text with one ordinary space wherever there are some."""
    return SPACES.sub(" ", text).strip()


class Shown(NamedTuple):
    """The prompt on the screen."""

    title: str
    lines: tuple[str, ...]
    """The lines of a list, as they read; none for a field."""
    at: int
    """Which line is pointed."""
    ticks: bool
    """Whether several lines may be ticked."""
    ticked: bool
    """Whether one is."""
    refused: bool

    @property
    def is_field(self) -> bool:
        return not self.lines


def shown_on(rows: list[str]) -> Shown | None:
    """Give the prompt on a screen; None while there is none, or only a part of it."""
    starts = [rank for rank, row in enumerate(rows) if row.startswith("? ")]
    under = [row.rstrip() for row in rows[starts[-1] :]] if starts else []
    keys = next((rank for rank, row in enumerate(under) if WAITING.search(row)), None)
    if keys is None:
        return None
    footer = plain(" ".join(under[keys:]))
    found = [match for row in under[:keys] if (match := LINE.match(row))]
    is_list = "↑↓ Entrée" in footer or "Espace coche" in footer
    head = next((rank for rank, row in enumerate(under) if row.startswith((" ›", "   "))), keys)
    return Shown(
        plain(" ".join(under[:head])),
        tuple(match[3] for match in found) if is_list else (),
        next((rank for rank, match in enumerate(found) if match[1] == "›"), 0),
        "Espace coche" in footer,
        any(match[2] == "●" for match in found),
        any(row.startswith("  ! ") for row in under[:keys]),
    )


class Clerk(Person):
    """Runs ``playbook-audit`` in a folder."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.replies = folder / "nothing"
        self._sits(["-m", "playbook_audit", *words], folder, size, environment)

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen, whatever its line ends, and nothing more is drawn."""
        self._awaits(lambda: plain(text) in plain(self.seen), text)

    def prints(self, text: str) -> None:
        """Wait until a text was written, be it above the screen by now."""
        self._awaits(lambda: plain(text) in self.text, text)

    @property
    def text(self) -> str:
        """All that was written, without colours nor moves of the cursor."""
        return plain(re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", self.written))

    def prompt(self) -> Shown:
        """Wait for the next prompt and give it."""
        found: list[Shown] = []

        def is_drawn() -> bool:
            found[:] = [one for one in [shown_on(self.screen.display)] if one is not None]
            return bool(found) and self._is_reading()

        self._awaits(is_drawn, "a prompt")
        return found[0]

    def invited(self, since: int) -> str:
        """Wait for the next line to type, in plain lines, or the end; give what was written."""
        self._awaits(
            lambda: self.written[since:].rstrip().endswith(":") or not self.child.isalive(),
            "an invitation",
        )
        return plain(self.written[since:])

    def picks(self, label: str) -> None:
        """Choose the line of a list that begins so."""
        self.sends(*keys_to(label, self.prompt()))

    def writes(self, text: str) -> None:
        """Fill a field in."""
        self.prompt()
        self.sends(text, ENTER)

    def sends(self, *keys: str) -> None:
        """Press keys; the next prompt is another one."""
        mark = len(self.written)
        self.types(*keys[:-1])
        self.child.send(keys[-1])
        self._awaits(
            lambda: "\x1b[?2004l" in self.written[mark:] or not self.child.isalive(), "an answer"
        )

    def answers(self, said: Mapping[str, str] | None = None) -> Shown:
        """Answer the prompt on the screen: what is said of it, else the usual; give the prompt."""
        shown = self.prompt()
        self.sends(*keys_for(shown, said or {}))
        return shown

    def until(self, title: str, said: Mapping[str, str] | None = None) -> int:
        """Answer until a prompt has this title; give how many questions were answered."""
        answered = self.count
        for _ in range(MOST):
            if title in self.prompt().title:
                return self.count - answered
            self.answers(said)
        raise AssertionError(f"« {title} » is never asked:\n{self.seen}")

    @property
    def count(self) -> int:
        """Give how many answers left their line."""
        return self.text.count("✓")

    def _is_reading(self) -> bool:
        return self.written.rfind(PROMPT) > self.written.rfind("\x1b[?2004l")

    def _awaits(self, comes: Callable[[], bool], what: str) -> None:
        limit = time.monotonic() + 20
        while not comes():
            is_over = not (self._read(0.02) or self.child.isalive() or comes())
            if is_over or time.monotonic() > limit:
                raise AssertionError(f"« {what} » did not come:\n{self.seen}")
        while self._read(0.02):
            pass


def keys_for(shown: Shown, said: Mapping[str, str]) -> list[str]:
    """Give the keys that answer a prompt: what is said of its title, else what most would press."""
    wanted = next((one for words, one in said.items() if words in shown.title), None)
    if shown.is_field:
        return [wanted or _usual(shown), ENTER]
    if shown.ticks:
        return [ENTER] if shown.ticked else [SPACE, ENTER]
    offered = wanted is not None and any(plain(one).startswith(wanted) for one in shown.lines)
    return keys_to(wanted, shown) if wanted is not None and offered else [ENTER]


def keys_to(label: str, shown: Shown) -> list[str]:
    """Give the keys that choose the line of a list that begins so."""
    at = next(rank for rank, line in enumerate(shown.lines) if plain(line).startswith(label))
    return [*[DOWN if at > shown.at else UP] * abs(at - shown.at), ENTER]


def _usual(shown: Shown) -> str:
    said = next((one for words, one in WRITTEN.items() if words in shown.title), "2")
    return "Un texte" if shown.refused else said
