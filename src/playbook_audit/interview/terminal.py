"""The asker of a real terminal: keys, lists one moves in, one line left by each question."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import NamedTuple, Self, cast

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from playbook_audit.interview import fields, lists, tables
from playbook_audit.interview.departures import Departures, hanging_up
from playbook_audit.interview.interface import (
    Back,
    Given,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Raw,
    Reply,
    Why,
)
from playbook_audit.interview.lists import Listing
from playbook_audit.interview.screen import Screen
from playbook_audit.interview.tables import Filling
from playbook_audit.interview.trail import Trail
from playbook_audit.interview.typeahead import forget, without_echo
from playbook_audit.model.question import QuestionType

LISTS = (QuestionType.ONE, QuestionType.YES_NO, QuestionType.MANY)


class Draft(NamedTuple):
    """What was being answered when the question was left for a moment."""

    state: Raw | Filling
    reply: Reply


class Terminal:
    """Asks on a terminal; used as a context, which leaves the terminal as a shell expects it."""

    def __init__(self, source: Input, output: Output) -> None:
        """Ask on an output and read the keys of a source."""
        self._source = source
        self._departures = Departures()
        self._screen = Screen(source, output, self._departures)
        self._trail = Trail(output)
        self._drafts: dict[str, Draft] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Listen to signals and keep what is typed between two questions off the screen."""
        self._open.enter_context(self._departures)
        self._open.enter_context(without_echo(self._source.fileno()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal and the signals back."""
        self._open.__exit__(kind, error, trace)

    def ask(self, prompt: Prompt) -> Reply:
        """Draw one question and give one reply."""
        if prompt.type is QuestionType.TABLE:
            return self._table(prompt)
        return self._question(prompt)

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Draw a menu and give the id of a line."""
        return cast("Given | Back | Leaving", self._list(menu, lists.of_menu(menu)))

    def tell(self, lines: Sequence[str]) -> None:
        """Print a few lines that stay."""
        self._departures.check()
        with hanging_up():
            self._trail.tell(lines)

    def trace(self, line: str) -> None:
        """Print the one line that stays of an answered question."""
        self._departures.check()
        with hanging_up():
            self._trail.trace(line)

    def untrace(self) -> None:
        """Take back the last line traced."""
        self._departures.check()
        with hanging_up():
            self._trail.untrace()

    def _question(self, prompt: Prompt) -> Reply:
        draft = self._draft(prompt)
        asked = prompt if draft is None else replace(prompt, current=draft)
        if asked.type in LISTS:
            listing = lists.of_prompt(asked)
            reply = self._list(asked, listing)
            return self._kept(asked, listing.draft, reply)
        field = fields.of_prompt(asked)
        forget(self._source.fileno())
        reply = self._screen.show_field(asked, field)
        return self._kept(asked, field.draft, reply)

    def _list(self, asked: Prompt | Menu, listing: Listing) -> Reply:
        forget(self._source.fileno())
        return self._screen.show_list(asked, listing)

    def _table(self, prompt: Prompt) -> Reply:
        filling = self._draft(prompt) or tables.begun(prompt)
        reply = tables.fill(prompt, filling, self._question)
        return self._kept(prompt, tables.again(filling, reply), reply)

    def _draft(self, prompt: Prompt) -> Raw | Filling | None:
        """Give what was left in the middle of this question, when it is asked again for that."""
        draft = self._drafts.pop(prompt.path, None)
        if draft is None or (isinstance(draft.reply, Given) and prompt.refusal is None):
            return None
        return draft.state

    def _kept(self, prompt: Prompt, state: Raw | Filling, reply: Reply) -> Reply:
        if isinstance(reply, Given | Why | Noting):
            self._drafts[prompt.path] = Draft(state, reply)
        return reply
