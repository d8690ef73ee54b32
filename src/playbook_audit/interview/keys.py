"""Keys of the terminal, each bound on purpose: a key that is not named here does nothing.

prompt_toolkit’s own bindings would search in English, suspend, or store control characters.
"""

from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeAlias

from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.key_binding.bindings.named_commands import get_by_name
from prompt_toolkit.keys import Keys

from playbook_audit.interview.departures import KEYBOARD
from playbook_audit.interview.fields import Field
from playbook_audit.interview.interface import Back, Interrupted, Reply
from playbook_audit.interview.lists import Listing
from playbook_audit.interview.pasting import visible
from playbook_audit.interview.replies import BACK, NOTE, UNSURE, WHY, Gesture

Handler: TypeAlias = Callable[[KeyPressEvent], None]

GESTURE_KEYS = {Keys.F1: WHY, Keys.F2: UNSURE, Keys.F3: NOTE}
EDITING = {
    Keys.Backspace: "backward-delete-char",
    Keys.Delete: "delete-char",
    Keys.Left: "backward-char",
    Keys.Right: "forward-char",
    Keys.ControlLeft: "backward-word",
    Keys.ControlRight: "forward-word",
    Keys.Home: "beginning-of-line",
    Keys.End: "end-of-line",
    Keys.ControlA: "beginning-of-line",
    Keys.ControlE: "end-of-line",
    Keys.ControlK: "kill-line",
    Keys.ControlU: "unix-line-discard",
    Keys.ControlW: "unix-word-rubout",
}
PAGE = 10
FAR = 10_000
MOVES = {
    Keys.Up: (Listing.move, -1),
    Keys.Down: (Listing.move, 1),
    Keys.PageUp: (Listing.leap, -PAGE),
    Keys.PageDown: (Listing.leap, PAGE),
    Keys.Home: (Listing.leap, -FAR),
    Keys.End: (Listing.leap, FAR),
}
ENTER = (Keys.ControlM, Keys.ControlJ)
ARROW_LETTER, STRING_OPENERS = "O", "]P_^X"
"""What may follow the escape character: SS3 keys, and strings such as window titles."""


def list_bindings(listing: Listing) -> KeyBindings:
    """Give the keys of a list: move, tick, search, choose."""
    bindings = common_bindings(listing.gestures)
    for key, (move, step) in MOVES.items():
        _bind(bindings, key, _moving(listing, move, step))

    def backspace(_event: KeyPressEvent) -> None:
        if listing.sought:
            listing.seek(listing.sought[:-1])

    def enter(event: KeyPressEvent) -> None:
        reply = listing.enter()
        if reply is not None:
            event.app.exit(result=reply)

    def letter(event: KeyPressEvent) -> None:
        _type_in(listing, visible(_typed(event)))

    def paste(event: KeyPressEvent) -> None:
        listing.seek(listing.sought + visible(event.data.strip()))

    _bind(bindings, Keys.Backspace, backspace)
    _bind(bindings, Keys.Any, letter)
    _bind(bindings, Keys.BracketedPaste, paste)
    for key in ENTER:
        _bind(bindings, key, enter)
    return bindings


def _moving(listing: Listing, move: Callable[[Listing, int], None], step: int) -> Handler:
    return lambda _event: move(listing, step)


def _type_in(listing: Listing, letter: str) -> None:
    if letter == " " and listing.several:
        listing.tick()
    elif letter.strip() or (letter and listing.sought):
        listing.seek(listing.sought + letter)


def field_bindings(field: Field) -> KeyBindings:
    """Give the keys of a field: write, correct, paste, answer."""
    bindings = common_bindings(field.gestures)
    for key, command in EDITING.items():
        _bind(bindings, key, _editing(command))

    def letter(event: KeyPressEvent) -> None:
        field.buffer.insert_text(visible(_typed(event)))

    def paste(event: KeyPressEvent) -> None:
        field.paste(event.data)

    def enter(event: KeyPressEvent) -> None:
        event.app.exit(result=field.enter())

    _bind(bindings, Keys.Any, letter)
    _bind(bindings, Keys.BracketedPaste, paste)
    for key in ENTER:
        _bind(bindings, key, enter)
    return bindings


def _editing(command: str) -> Handler:
    return get_by_name(command).call


def common_bindings(offered: Iterable[Gesture]) -> KeyBindings:
    """Give the keys every prompt has: leave, go back, why, do not know, note."""
    bindings = KeyBindings()
    here = tuple(offered)
    for key in (Keys.ControlC, Keys.ControlD, Keys.SIGINT):
        _bind(bindings, key, _leave)
    _bind(bindings, Keys.Escape, lambda event: _escape(event, may_go_back=BACK in here))
    for key, gesture in GESTURE_KEYS.items():
        if gesture in here:
            _bind(bindings, key, _replying(gesture.reply))
    return bindings


def _replying(reply: Reply) -> Handler:
    return lambda event: event.app.exit(result=reply)


def _bind(bindings: KeyBindings, key: str, handler: Handler) -> None:
    """Bind a key ahead of prompt_toolkit’s own bindings, longer sequences included."""
    bindings.add(key, eager=True)(handler)


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(exception=Interrupted(KEYBOARD))


def _escape(event: KeyPressEvent, *, may_go_back: bool) -> None:
    """Go back when Esc came alone; else drop the sequence no terminal should have sent."""
    following = event.key_processor.input_queue
    if following and len(following[0].key) == 1:
        drop_sequence(following)
    elif may_go_back:
        event.app.exit(result=Back())


def drop_sequence(following: deque[KeyPress]) -> None:
    """Drop what follows an escape character up to the end of its control sequence."""
    kind = following.popleft().key
    if kind == "[":
        while following and not "@" <= following.popleft().key[:1] <= "~":
            pass
    elif kind == ARROW_LETTER and following:
        following.popleft()
    elif kind in STRING_OPENERS:
        while following and following.popleft().key not in {Keys.ControlG, "\\"}:
            pass


def _typed(event: KeyPressEvent) -> str:
    """Give the letter of a key, or nothing for a key that has no meaning here."""
    key = event.key_sequence[0].key
    return key if len(key) == 1 else ""
