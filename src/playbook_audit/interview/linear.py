"""The asker of plain lines: numbered choices, nothing redrawn, for screen readers and old consoles.

Each reply is a line ended by Enter; everything the keys do in a terminal is typed here.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TextIO, cast

from playbook_audit.interview import lists, tables, wording
from playbook_audit.interview.departures import KEYBOARD, Departures, hanging_up
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Interrupted,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Reply,
    Why,
)
from playbook_audit.interview.lists import Entry, Listing
from playbook_audit.interview.pasting import visible
from playbook_audit.interview.replies import BACK, Gesture, gestures, typed_reply
from playbook_audit.interview.tables import Filling
from playbook_audit.interview.typeahead import forget
from playbook_audit.model.question import QuestionType
from playbook_audit.model.spelling import folded
from playbook_audit.model.typography import french

HELP = "aide"
KEYS = frozenset(map(french, wording.KEYS))
"""Lines about keys, of which there are none here."""
DRAWN = re.compile("[─━═│┃█▓▒░▏▎▍▌▋▊▉■□▪▫•●○›]+")
"""Rules, bars and bullets: a screen reader spells them one by one."""
DONE = re.compile(r"^\s*✓\s*")
FRACTION = re.compile(r"(?<![\w/])(\d+)/(\d+)(?![\w/])")
"""Progress, as « 12/47 »; a date and an address have other parts beside."""
NUMBERS = re.compile(r"[\s,;.]+")
MOST_FOUND = 9
PLAINER = str.maketrans({"’": "'", "…": "...", "–": "-", "—": "-", "œ": "oe", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a line was not taken; the question stays."""

    why: str


class Linear:
    """Asks by plain lines; used as a context, which listens to signals."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        """Read lines from a source and print on a target."""
        self._source = source
        self._target = target
        self._departures = Departures()
        self._open = ExitStack()
        self._helped = False
        self._fillings: dict[str, Filling] = {}

    def __enter__(self) -> Self:
        """Listen to signals."""
        self._open.enter_context(self._departures)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the signals back."""
        self._open.__exit__(kind, error, trace)

    def ask(self, prompt: Prompt) -> Reply:
        """Print one question and give one reply."""
        if prompt.type is QuestionType.TABLE:
            return self._table(prompt)
        return self._question(prompt)

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Print a menu and give the id of a line."""
        listing = lists.of_menu(menu)
        self._print(["", *map(spoken, menu.above), menu.title, *_numbered(listing)])
        preselected = (menu.current,) if menu.current is not None else ()
        kept = _kept_choice(listing, preselected)
        reply = self._reply(listing, listing.gestures, kept, verb="choisir")
        return cast("Given | Back | Leaving", reply)

    def tell(self, lines: Sequence[str]) -> None:
        """Print a few lines, save those about keys: here one types, as the help line says."""
        self._departures.check()
        self._print([spoken(line) for line in lines if line not in KEYS])

    def trace(self, line: str) -> None:
        """Say what was recorded."""
        self._departures.check()
        self._print([f"Noté : {spoken(line)}"])

    def untrace(self) -> None:
        """Say that one went back, since a printed line stays."""
        self._print(["Retour à la question précédente."])

    def _question(self, prompt: Prompt) -> Reply:
        self._print(_heading(prompt))
        if not prompt.choices:
            current = prompt.current if isinstance(prompt.current, str) else None
            return self._reply(None, gestures(prompt), None if current == UNKNOWN else current)
        listing = lists.of_prompt(prompt)
        self._print(_numbered(listing))
        chosen = lists.chosen_ids(prompt.current, prompt.choices)
        return self._reply(listing, listing.gestures, _kept_choice(listing, chosen))

    def _table(self, prompt: Prompt) -> Reply:
        filling = self._fillings.pop(prompt.path, None) or tables.begun(prompt)
        reply = tables.fill(prompt, filling, self._question)
        if isinstance(reply, Why | Noting):
            self._fillings[prompt.path] = filling
        return reply

    def _reply(
        self,
        listing: Listing | None,
        offered: Iterable[Gesture],
        kept: object,
        *,
        verb: str = "garder",
    ) -> Reply:
        """Read lines until one can be taken; an empty one keeps the answer on file."""
        here = tuple(offered)
        self._help_once(here)
        while True:
            line = self._line(_invitation(listing, kept, verb))
            if not line and kept is not None:
                return Given(kept)
            if folded(line) == HELP:
                self._print([help_line(here)])
                continue
            known = (*here, BACK) if listing is None else here  # « < » is never an answer
            taken = typed_reply(line, known) or _taken(line, listing)
            if not isinstance(taken, Misread):
                return taken
            self._print([taken.why])

    def _help_once(self, offered: tuple[Gesture, ...]) -> None:
        if not self._helped:
            self._print([help_line(offered)])
        self._helped = True

    def _line(self, invitation: str) -> str:
        """Read one line; every way of leaving comes out as ``Interrupted``."""
        forget(self._source.fileno())
        self._write(invitation)
        with hanging_up(), self._departures.leaving_by(_leave):
            line = self._source.readline()
        if not line:  # Ctrl-D
            self._write("\n")
            raise Interrupted(KEYBOARD)
        return visible(line.rstrip("\r\n")).strip()

    def _print(self, lines: Iterable[str]) -> None:
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        with hanging_up():
            self._target.write(writable(text, self._target.encoding or "utf-8"))
            self._target.flush()


def _leave(code: int) -> None:
    raise Interrupted(code)


# ---------------------------------------------------------------- what is printed


def spoken(line: str) -> str:
    """Give a line without what is only drawn, its fractions in words.

    >>> spoken("── 2. Vos objectifs ──── 5 questions")
    '2. Vos objectifs : 5 questions'
    """
    words = DRAWN.sub(" ─ ", DONE.sub("", line)).strip(" ─")
    return FRACTION.sub(r"\1 sur \2", re.sub(r"\s+─(?:\s+─)*\s+", " : ", words))


def writable(text: str, encoding: str) -> str:
    """Give a text an old console can write, its typography made plainer."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAINER).encode(encoding, "replace").decode(encoding)
    return text


def _heading(prompt: Prompt) -> list[str]:
    place = f"Question {spoken(prompt.place)}" if prompt.place else ""
    about = f"Compte : {prompt.about}" if prompt.about else ""
    note = f"Note : {prompt.note}" if prompt.note else ""
    unsure = "Réponse actuelle : je ne sais pas." if prompt.current == UNKNOWN else ""
    refusal = prompt.refusal or ""
    parts = (place, about, refusal, spoken(prompt.ask), prompt.hint or "", note, unsure)
    return ["", *(part for part in parts if part)]


def _numbered(listing: Listing) -> list[str]:
    lines = [f"  {rank}. {entry.label}" for rank, entry in enumerate(listing.choices, 1)]
    if not listing.several:
        return lines
    return [*lines, "Séparez les numéros par des virgules."]


def _invitation(listing: Listing | None, kept: object, verb: str) -> str:
    what = "Votre réponse"
    if listing is not None:
        what = "Numéros" if listing.several else "Numéro"
    if kept is None:
        return f"{what} : "
    return f"{what}, ou Entrée pour {verb} « {_in_words(listing, kept)} » : "


def _in_words(listing: Listing | None, kept: object) -> str:
    if listing is None:
        return str(kept)
    ids = kept if isinstance(kept, list) else [kept]
    return ", ".join(entry.label for entry in listing.choices if entry.id in ids)


def help_line(offered: Iterable[Gesture]) -> str:
    """Give what can be typed instead of an answer."""
    typed = ", ".join(f"« {one.typed} » ({_meaning(one)})" for one in offered)
    return f"À tout moment, tapez : {typed}, « {HELP} » (relire ceci). Puis Entrée."


def _meaning(gesture: Gesture) -> str:
    """Give what a gesture does, said in full since there is no key to recall it."""
    meaning = gesture.entry.partition(",")[0].removesuffix(" ?")
    return meaning[:1].lower() + meaning[1:]


# ---------------------------------------------------------------- what is read


def _kept_choice(listing: Listing, chosen: Sequence[str]) -> object:
    """Give the answer an empty line keeps."""
    if not chosen:
        return None
    return list(chosen) if listing.several else chosen[0]


def _taken(line: str, listing: Listing | None) -> Given | Misread:
    if listing is None:
        return Given(line)
    if listing.several:
        return _several(line, listing)
    found = _entry(line, listing)
    return found if isinstance(found, Misread) else Given(found.id)


def _several(line: str, listing: Listing) -> Given | Misread:
    """Read several numbers, under the rules that hold while ticking."""
    trial = replace(listing, ticked=frozenset())
    for part in _parts(line, listing):
        found = _entry(part, listing)
        if isinstance(found, Misread):
            return found
        if found.id not in trial.ticked:
            trial.pointed = trial.choices.index(found)
            before = trial.ticked
            trial.tick()
            if not before <= trial.ticked or trial.ticked == before:
                alone = f"« {found.label} » ne va avec aucun autre choix."
                return Misread(f"{trial.at_most} choix au plus." if trial.notice else alone)
    return Given(trial.draft) if trial.ticked else Misread(_expected(listing))


def _parts(line: str, listing: Listing) -> list[str]:
    """Cut a line into numbers, or into labels at its commas."""
    if any(folded(line) == folded(entry.label) for entry in listing.choices):
        return [line]
    parts = [part for part in NUMBERS.split(line) if part]
    if all(part.isdecimal() for part in parts):
        return parts
    return [part.strip() for part in re.split("[,;]", line) if part.strip()]


def _entry(text: str, listing: Listing) -> Entry | Misread:
    """Give the choice a number or a few words mean."""
    choices = listing.choices
    if text.isdecimal():
        rank = int(text)
        return choices[rank - 1] if 1 <= rank <= len(choices) else Misread(_expected(listing))
    exact = [one for one in choices if folded(text) in {folded(one.label), folded(one.id)}]
    found = exact or (list(lists.matching(choices, text)) if text else [])
    if len(found) == 1:
        return found[0]
    if 1 < len(found) <= MOST_FOUND:
        listed = ", ".join(f"{choices.index(one) + 1} {one.label}" for one in found)
        return Misread(f"Plusieurs choix contiennent « {text} » : {listed}.")
    return Misread(_expected(listing))


def _expected(listing: Listing) -> str:
    return f"Tapez un numéro de 1 à {len(listing.choices)}, ou « {HELP} »."
