"""The five things one may do instead of answering, with their keys and typed forms, in French.

Said once here for the terminal, for plain lines and for the help; how keys reach us is elsewhere.
"""

from collections.abc import Iterable
from typing import NamedTuple

from playbook_audit.interview.interface import (
    Back,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Reply,
    Unsure,
    Why,
)
from playbook_audit.model.spelling import folded


class Gesture(NamedTuple):
    """A reply that is no answer, and every way of giving it."""

    reply: Reply
    key: str
    typed: str
    meaning: str
    """What a hint says beside the key."""
    entry: str
    """The line at the bottom of a list."""


UNSURE = Gesture(Unsure(), "F2", "nsp", "je ne sais pas", "Je ne sais pas")
WHY = Gesture(Why(), "F1", "?", "pourquoi", "Pourquoi cette question ?")
NOTE = Gesture(Noting(), "F3", "note", "note", "Écrire une note")
BACK = Gesture(Back(), "Échap", "<", "revenir", "Revenir en arrière")
LEAVE = Gesture(Leaving(), "Ctrl+C", "quitter", "arrêter", "Arrêter ici, sans rien perdre")


def gestures(asked: Prompt | Menu) -> tuple[Gesture, ...]:
    """Give what may be done here instead of answering."""
    back = (BACK,) if asked.may_go_back else ()
    if isinstance(asked, Menu):
        return (*back, LEAVE)
    unsure = (UNSURE,) if asked.may_be_unknown else ()
    note = (NOTE,) if asked.may_be_noted else ()
    return (*back, WHY, *unsure, *note, LEAVE)


def entries(offered: Iterable[Gesture]) -> tuple[Gesture, ...]:
    """Give the gestures a list shows at its bottom, the most useful first."""
    among = frozenset(offered)
    return tuple(gesture for gesture in (UNSURE, WHY, NOTE, BACK) if gesture in among)


def typed_reply(text: str, offered: Iterable[Gesture]) -> Reply | None:
    """Give the reply a text stands for (``?``, ``nsp``…), or None when it is an answer."""
    word = folded(text)
    return next(
        (one.reply for one in offered if word in {one.typed, folded(one.entry)}),
        None,
    )
