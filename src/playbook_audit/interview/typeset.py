"""Hands an asker everything set as French is, so that no other module of the interview minds it."""

from collections.abc import Sequence
from dataclasses import replace

from playbook_audit.interview.interface import (
    Asker,
    Back,
    Given,
    Leaving,
    Line,
    Menu,
    Prompt,
    Reply,
)
from playbook_audit.model.question import Choice
from playbook_audit.model.typography import french


class Typesetting:
    """An asker that is handed everything well set."""

    def __init__(self, asker: Asker) -> None:
        """Keep the asker that draws."""
        self._asker = asker

    def ask(self, prompt: Prompt) -> Reply:
        """Draw one question; what was typed before is left as it was."""
        return self._asker.ask(
            replace(
                prompt,
                ask=french(prompt.ask),
                choices=_choices(prompt.choices),
                rows=_choices(prompt.rows),
                hint=_maybe(prompt.hint),
                refusal=_maybe(prompt.refusal),
            )
        )

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Draw a menu."""
        lines = tuple(Line(line.id, french(line.label)) for line in menu.lines)
        above = tuple(map(french, menu.above))
        return self._asker.choose(replace(menu, title=french(menu.title), lines=lines, above=above))

    def tell(self, lines: Sequence[str]) -> None:
        """Print lines that stay."""
        self._asker.tell([french(line) for line in lines])

    def trace(self, line: str) -> None:
        """Print the line of an answered question."""
        self._asker.trace(french(line))

    def untrace(self) -> None:
        """Take back the last line traced."""
        self._asker.untrace()


def _maybe(text: str | None) -> str | None:
    return None if text is None else french(text)


def _choices(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(one.model_copy(update={"label": french(one.label)}) for one in choices)
