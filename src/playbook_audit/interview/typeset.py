"""French typography of everything an asker draws: the one place where its spaces are set."""

import re
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

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
_ADDRESS = re.compile(r"(\S*(?:://|www\.|@)\S*)")
_HIGH = re.compile(r" (?=[;!?])")
_COLON = re.compile(r" (?=:(?:\s|$))")
_QUOTES = re.compile(r"(?<=«) | (?=»)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def typeset(text: str) -> str:
    r"""Give a sentence with the no-break spaces of French; addresses are left alone.

    >>> typeset("Combien d’habitants ? 8 012") == "Combien d’habitants\u202f? 8\u202f012"
    True
    """
    parts = _ADDRESS.split(text)
    parts[::2] = [_set(part) for part in parts[::2]]
    return "".join(parts)


def _set(text: str) -> str:
    text = _HIGH.sub(NARROW_NO_BREAK, text)
    text = _THOUSANDS.sub(NARROW_NO_BREAK, text)
    return _QUOTES.sub(NO_BREAK, _COLON.sub(NO_BREAK, text))


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
                ask=typeset(prompt.ask),
                choices=_choices(prompt.choices),
                rows=_choices(prompt.rows),
                hint=_maybe(prompt.hint),
                refusal=_maybe(prompt.refusal),
            )
        )

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Draw a menu."""
        lines = tuple(Line(line.id, typeset(line.label)) for line in menu.lines)
        above = tuple(map(typeset, menu.above))
        return self._asker.choose(
            replace(menu, title=typeset(menu.title), lines=lines, above=above)
        )

    def tell(self, lines: Sequence[str]) -> None:
        """Print lines that stay."""
        self._asker.tell([typeset(line) for line in lines])

    def trace(self, line: str) -> None:
        """Print the line of an answered question."""
        self._asker.trace(typeset(line))

    def untrace(self) -> None:
        """Take back the last line traced."""
        self._asker.untrace()


def _maybe(text: str | None) -> str | None:
    return None if text is None else typeset(text)


def _choices(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(one.model_copy(update={"label": typeset(one.label)}) for one in choices)
