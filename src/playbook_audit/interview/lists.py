"""A list as state: where one points, what is ticked, what is sought. Nothing is drawn here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook_audit.interview.interface import UNKNOWN, Given, Menu, Prompt, Raw, Reply
from playbook_audit.interview.replies import UNSURE, Gesture, entries, gestures, typed_reply
from playbook_audit.model.question import Choice, QuestionType
from playbook_audit.model.spelling import folded

LONG = 9
"""Above it a list says that typing searches, and where one is."""
NOTHING_TICKED = "Cochez au moins une ligne avec Espace, puis validez avec Entrée."


class Entry(NamedTuple):
    """One line of a list: a choice, or a gesture at the bottom."""

    id: str
    label: str
    reply: Reply | None = None
    """What a gesture gives; None for a choice."""


@dataclass
class Listing:
    """The lines of a list and what has been done to them so far."""

    choices: tuple[Entry, ...]
    gestures: tuple[Gesture, ...]
    several: bool = False
    at_most: int | None = None
    exclusive: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    sought: str = ""
    pointed: int = 0
    notice: str | None = None
    bottom: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Put the gestures under the choices."""
        self.bottom = tuple(Entry("", one.entry, one.reply) for one in entries(self.gestures))

    @property
    def shown(self) -> tuple[Entry, ...]:
        """Give the lines in view: all, or the choices that match what is sought."""
        return matching(self.choices, self.sought) if self.sought else self.choices + self.bottom

    @property
    def current(self) -> Entry | None:
        """Give the line pointed at; None when nothing matches."""
        shown = self.shown
        return shown[self.pointed] if shown else None

    @property
    def long(self) -> bool:
        """Tell whether the list is too long to be read at a glance."""
        return len(self.choices) > LONG

    @property
    def draft(self) -> Raw:
        """Give what is worth keeping when the question is left for a moment."""
        if self.several:
            return [entry.id for entry in self.choices if entry.id in self.ticked]
        return self.current.id if self.current and self.current.reply is None else None

    def move(self, step: int) -> None:
        """Point at the next or previous line, going round at the ends."""
        self.pointed = (self.pointed + step) % max(len(self.shown), 1)

    def leap(self, step: int) -> None:
        """Point further down or up, stopping at the ends."""
        self.pointed = max(0, min(self.pointed + step, len(self.shown) - 1))

    def seek(self, text: str) -> None:
        """Search for a text; the best match is pointed at."""
        self.sought, self.pointed, self.notice = text, 0, None

    def tick(self) -> None:
        """Tick the line pointed at, or take its tick off."""
        entry = self.current
        if not self.several or entry is None or entry.reply is not None:
            return
        self.notice = None
        if entry.id in self.ticked:
            self.ticked -= {entry.id}
        else:
            self._add(entry.id)
        self._show_all(entry)

    def _add(self, chosen: str) -> None:
        others = frozenset() if chosen in self.exclusive else self.ticked - self.exclusive
        if self.at_most is not None and len(others) >= self.at_most:
            self.notice = f"{self.at_most} choix au plus : décochez-en un d’abord."
        else:
            self.ticked = others | {chosen}

    def _show_all(self, entry: Entry) -> None:
        self.sought = ""
        self.pointed = self.choices.index(entry)

    def enter(self) -> Reply | None:
        """Give the reply of Enter, or None when there is nothing to take yet."""
        typed = typed_reply(self.sought, self.gestures) if self.sought else None
        if typed is not None:
            return typed
        entry = self.current
        if entry is None:
            return None
        if entry.reply is not None:
            return entry.reply
        return self._ticked() if self.several else Given(entry.id)

    def _ticked(self) -> Reply | None:
        if self.sought:  # Enter after a search means « this one », not « I have finished »
            self.tick()
            return None
        if not self.ticked:
            self.notice = NOTHING_TICKED
            return None
        return Given(self.draft)


def matching(choices: Iterable[Entry], text: str) -> tuple[Entry, ...]:
    """Give the choices that hold every word of a text, those that begin with it first.

    >>> matching([Entry("a", "Grenoble"), Entry("b", "Échirolles")], "ech")[0].id
    'b'
    """
    words = folded(text).split()
    found = [one for one in choices if all(word in folded(one.label) for word in words)]
    return tuple(sorted(found, key=lambda one: _distance(folded(one.label), folded(text))))


def _distance(label: str, text: str) -> int:
    if label.startswith(text):
        return 0
    return 1 if f" {text}" in label else 2


def of_prompt(prompt: Prompt) -> Listing:
    """Give the list of a closed question, with the answer on file chosen."""
    several = prompt.type is QuestionType.MANY
    chosen = chosen_ids(prompt.current, prompt.choices)
    listing = Listing(
        choices=tuple(Entry(choice.id, choice.label) for choice in prompt.choices),
        gestures=gestures(prompt),
        several=several,
        at_most=prompt.at_most,
        exclusive=prompt.exclusive,
        ticked=frozenset(chosen) if several else frozenset(),
    )
    _point_at(listing, chosen, unsure=prompt.current == UNKNOWN)
    return listing


def of_menu(menu: Menu) -> Listing:
    """Give the list of a menu, with its current line pointed at."""
    listing = Listing(
        choices=tuple(Entry(line.id, line.label) for line in menu.lines),
        gestures=gestures(menu),
    )
    _point_at(listing, () if menu.current is None else (menu.current,), unsure=False)
    return listing


def _point_at(listing: Listing, chosen: Sequence[str], *, unsure: bool) -> None:
    for rank, entry in enumerate(listing.shown):
        if entry.id in chosen or (unsure and entry.reply == UNSURE.reply):
            listing.pointed = rank
            return


def chosen_ids(raw: Raw | None, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Give the ids an answer on file stands for, written as ids or as labels."""
    texts = raw if isinstance(raw, list) else [raw]
    by_text = {folded(one.label): one.id for one in choices}
    by_text |= {folded(one.id): one.id for one in choices}
    found = (by_text.get(folded(text)) for text in texts if isinstance(text, str))
    return tuple(one for one in found if one is not None)
