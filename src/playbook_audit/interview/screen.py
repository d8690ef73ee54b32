"""The one place that wraps questionary and prompt_toolkit: draws a prompt, gives its reply.

questionary runs the prompts (``unsafe_ask``: leaving is never an answer); its list and field are
replaced by ours, since theirs cut labels, speak English and cannot go back (docs/decisions.md).
"""

import re
from collections.abc import Callable
from typing import Any, cast

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import (
    BufferControl,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.output import Output
from questionary import Style
from questionary.question import Question

from playbook_audit.interview import drawing
from playbook_audit.interview.departures import HUNG_UP, Departures
from playbook_audit.interview.drawing import Marks, Row
from playbook_audit.interview.fields import Field
from playbook_audit.interview.interface import Interrupted, Menu, Prompt, Reply
from playbook_audit.interview.keys import field_bindings, list_bindings
from playbook_audit.interview.lists import Listing

STYLE = Style(
    [
        ("question", "bold"),
        ("about", "fg:ansicyan"),
        ("pointed", "fg:ansicyan bold"),
        ("gesture", "fg:ansibrightblack"),
        ("search", "bold"),
        ("refusal", "fg:ansired bold"),
        ("keys", "fg:ansibrightblack"),
    ]
)
ESCAPE_DELAY = 0.05
"""Seconds after which an escape character is the Esc key and not the start of a sequence."""
TALLEST_FIELD = 6
SPACES = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")
"""Once rows are cut they have done their work; prompt_toolkit would underline them."""


class Screen:
    """Draws prompts one at a time below what is already on the terminal."""

    def __init__(self, source: Input, output: Output, departures: Departures) -> None:
        """Draw on an output, read keys from a source, leave on signals."""
        self._source = source
        self._output = output
        self._departures = departures
        self._signs: Marks = drawing.marks(output.encoding())

    def show_list(self, asked: Prompt | Menu, listing: Listing) -> Reply:
        """Draw a list and give the reply."""

        def rows() -> StyleAndTextTuples:
            size = self._output.get_size()
            return _text(drawing.list_rows(asked, listing, (size.columns, size.rows), self._signs))

        window = Window(FormattedTextControl(rows, focusable=True), always_hide_cursor=True)
        return self._run(Layout(window), list_bindings(listing))

    def show_field(self, prompt: Prompt, field: Field) -> Reply:
        """Draw a field and give the reply."""
        writing = Window(
            BufferControl(field.buffer),
            wrap_lines=True,
            height=Dimension(max=TALLEST_FIELD),
            dont_extend_height=True,
            get_line_prefix=self._prefix,
        )
        above = _still(lambda: self._above(prompt))
        below = _still(lambda: self._below(prompt, field))
        too_small = Window(FormattedTextControl("Fenêtre trop petite."))
        body = HSplit([above, writing, below], window_too_small=too_small)
        return self._run(Layout(body, focused_element=writing), field_bindings(field))

    def _above(self, prompt: Prompt) -> list[Row]:
        room = self._output.get_size().rows - drawing.KEPT_ABOVE - TALLEST_FIELD
        return drawing.shortened(drawing.header(prompt, self._width()), room)

    def _below(self, prompt: Prompt, field: Field) -> list[Row]:
        width = self._width()
        keys = drawing.keys_line(prompt.place, drawing.keys_of_field(field.gestures), width)
        return [*drawing.refusal(field.notice or prompt.refusal, width), *keys]

    def _prefix(self, _line: int, wrap: int) -> StyleAndTextTuples:
        return [("class:pointed", "   " if wrap else f" {self._signs.pointer} ")]

    def _width(self) -> int:
        return max(self._output.get_size().columns - 1, 1)

    def _run(self, layout: Layout, bindings: KeyBindings) -> Reply:
        """Run one prompt; every way of leaving comes out as ``Interrupted``."""
        application: Application[Reply] = Application(
            layout=layout,
            key_bindings=bindings,
            style=STYLE,
            erase_when_done=True,
            input=self._source,
            output=self._output,
        )
        application.ttimeoutlen = ESCAPE_DELAY
        application.pre_run_callables.append(self._departures.check)
        try:
            with self._departures.leaving_by(lambda code: _leave(application, code)):
                return cast("Reply", Question(application).unsafe_ask())
        except (EOFError, OSError) as error:  # nobody is at the other end any more
            raise Interrupted(HUNG_UP) from error
        finally:
            clear_typeahead(self._source)


def _still(rows: Callable[[], list[Row]]) -> Window:
    return Window(FormattedTextControl(lambda: _text(rows())), dont_extend_height=True)


def _text(rows: list[Row]) -> StyleAndTextTuples:
    pieces: list[Any] = []
    for row in rows:
        if row.style == "class:pointed" and ("[SetCursorPosition]", "") not in pieces:
            pieces.append(("[SetCursorPosition]", ""))
        pieces += [(row.style, SPACES.sub(" ", row.text)), ("", "\n")]
    return pieces[:-1]


def _leave(application: Application[Reply], code: int) -> None:
    """Leave from a signal handler: the loop is woken up and leaves by itself."""

    def leave() -> None:
        if application.is_running and not application.is_done:
            application.exit(exception=Interrupted(code))

    if application.loop is not None:
        application.loop.call_soon_threadsafe(leave)
