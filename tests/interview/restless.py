"""Somebody restless: answers, errs, goes back, hesitates, edits, leaves and is cut off at random.

What they do is read off a string of bytes, two for each thing they are shown; when it is used up
they answer what is left and finish. What they may rely on is checked each time they are shown
something: an answer that was taken is still there.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.interview.people import Person, usual
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.assessment.programme import programme_of
from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.confirming import CORRECT, KEEP, MEASURED
from playbook_audit.interview.filed import Filed, account_at, path_of, question_at, value_of
from playbook_audit.interview.flow import Flow, flow_of
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Interrupted,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Raw,
    Removing,
    Reply,
    Unsure,
    Why,
)
from playbook_audit.interview.scripted import Scripted, preselected
from playbook_audit.interview.walk import walk
from playbook_audit.interview.wording import EVERY_ACCOUNT
from playbook_audit.model.activity import NO_ACTIVITY, Activity
from playbook_audit.model.question import QuestionType

MOST_ACCOUNTS = 3
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "org_name": ("00001", "00002", "Saint-Ouen", "Ailleurs"),
    "org_population": ("640", "1 500", "8012", "environ 62 000"),
    "org_social_hours": ("0", "2,5", "environ 20"),
    "followers": ("0", "1 200", "45000"),
    "admins_count": ("0", "1", "3"),
    "last_post": ("2026-11-20", "mars 2026", "jamais", "il y a trois mois", "plus d’un an"),
    "opened_on": ("2024", "novembre 2026"),
    "handle": (
        "https://www.facebook.com/Valmont",
        "Page de la mairie",
        "https://x.com/valmont",
        "https://www.youtube.com/@valmont",
    ),
}
WRONG: Mapping[QuestionType, tuple[Raw, ...]] = {
    QuestionType.ONE: ("zut", ["oui"], ""),
    QuestionType.YES_NO: ("peut-être", ""),
    QuestionType.MANY: ([], ["zut"], "zut"),
    QuestionType.COUNT: ("beaucoup", "", "-3", "1,234"),
    QuestionType.DATE: ("un jour", "", "2099-01-01", "32/01/2026"),
    QuestionType.MONTH: ("un jour", ""),
    QuestionType.TEXT: ("", "\x1b\x00", "a" * 501),
    QuestionType.TABLE: ({}, {"zut": "networks"}, "zut"),
}


class Restless(Scripted):
    """What they did is in ``values`` and ``notes``, by path: what the file must hold."""

    def __init__(
        self,
        whims: bytes,
        data: Mapping[str, Any] | None = None,
        measures: Activity = NO_ACTIVITY,
    ) -> None:
        super().__init__(self.say, self.go)
        self._desk = FileDesk(measures=measures)
        self._whims: Iterator[tuple[int, int]] = zip(whims[::2], whims[1::2], strict=False)
        self.keeper = MemoryKeeper(data)
        self.values: dict[str, Raw] = {}
        self.notes: dict[str, str] = {}
        self._refused: str | None = None
        self._may_drop = False

    def go_to_the_end(self) -> dict[str, Any]:
        """Give the answers once there is nothing left to ask, however often the interview is left."""
        while (
            not walk(catalogue(), self, self.keeper, self._desk).finished or self._has_open_ones()
        ):
            self._begin_again()
        self._check()
        return self.keeper.data

    def _begin_again(self) -> None:
        """Forget everything but the file."""
        self.keeper = MemoryKeeper(json.loads(json.dumps(self.keeper.data)))
        self._refused = None
        self.notes = {path: one for path, one in self.notes.items() if self._raw(path) is not None}

    def _has_open_ones(self) -> bool:
        """Tell whether a change at the review opened questions nobody answered yet."""
        return bool(flow_at(self.keeper.data, self._desk).open_ones)

    # ------------------------------------------------------------ what is checked

    def _check(self) -> None:
        keys = self._keys()
        for path in [*self.values]:
            key = account_at(path)
            if key is not None and key not in keys:
                assert self._may_drop, f"{key} vanished"
                self._forget(path)
            else:
                assert value_of(self._raw(path)) == self.values[path], path
        for path, note in self.notes.items():
            raw = self._raw(path)
            found = raw.get("note") if isinstance(raw, dict) else None
            assert raw is None or found == (note or None), path

    def _raw(self, path: str) -> Raw | None:
        key, name = account_at(path), question_at(path)
        if key is None:
            return self.keeper.data["answers"].get(name)
        rows: list[dict[str, Any]] = self.keeper.data.get("accounts") or []
        return next((row.get(name) for row in rows if row["key"] == key), None)

    def _forget(self, *paths: str) -> None:
        for path in paths:
            self.values.pop(path, None)
            self.notes.pop(path, None)

    # ------------------------------------------------------------ prompts

    def say(self, prompt: Prompt) -> Reply:
        self._check()
        assert self._refused is None or (prompt.path == self._refused and prompt.refusal)
        self._refused = None
        kind, choice = next(self._whims, (0, -1))
        if prompt.path.endswith(".note"):
            return self._write_note(prompt, choice)
        is_measure = prompt.path.endswith(MEASURED)
        return self._confirm(kind, choice) if is_measure else self._reply(prompt, kind, choice)

    def _reply(self, prompt: Prompt, kind: int, choice: int) -> Reply:
        match kind % 16:
            case 8:
                self._refused = prompt.path
                return Given(_one_of(WRONG[prompt.type], choice))
            case 9 | 10:
                return Back()
            case 11:
                return self._taken(prompt, UNKNOWN)
            case 12:
                return Noting()
            case 13:
                raise Interrupted(130)
            case 14:
                return Leaving()
            case 15:
                return Why()
        return self._taken(prompt, _right(prompt, choice))

    def _write_note(self, prompt: Prompt, choice: int) -> Reply:
        path = prompt.path.removesuffix(".note")
        text = _one_of(("un exemple", "à vérifier", ""), choice)
        if path in self.values or account_at(path) != "compte":
            self.notes[path] = text
        return Given(text)

    def _confirm(self, kind: int, choice: int) -> Reply:
        """Keep a measure, which writes nothing, or ask to correct it."""
        match kind % 16:
            case 9 | 10:
                return Back()
            case 13:
                raise Interrupted(130)
            case 14:
                return Leaving()
            case 15:
                return Why()
        return Given(CORRECT if choice % 3 == 0 else KEEP)

    def _taken(self, prompt: Prompt, raw: Raw) -> Reply:
        """Expect an answer to be there from now on; others that follow from it are let go."""
        path, name, key = prompt.path, question_at(prompt.path), account_at(prompt.path)
        self.values[path] = raw
        if name == "org_name":  # what is kept of it is chosen in a list
            self._forget(path, path_of("org_type"), path_of("org_population"))
        elif name == "audiences_named":
            self._forget(path_of("audience_channel_map"))
        elif name == "handle":
            self._forget(path_of("platform", key), *([path] if key == "compte" else []))
        if prompt.about == EVERY_ACCOUNT:
            others = [one for one in self.values if question_at(one) == name and one != path]
            for one in others:
                self.values.pop(one)
        return Unsure() if raw == UNKNOWN else Given(raw)

    # ------------------------------------------------------------ menus

    def go(self, menu: Menu) -> Given | Back | Leaving:
        self._check()
        self._may_drop = False
        kind, choice = next(self._whims, (255, -1))
        if choice == -1:
            return self._finishing(menu)
        match kind % 16:
            case 9:
                return Back()
            case 13:
                raise Interrupted(143)
            case 14:
                return Leaving()
        picked = menu.lines[choice % len(menu.lines)].id
        if picked in ("add", "copy") and len(self._keys()) >= MOST_ACCOUNTS:
            picked = "edit"
        self._may_drop = menu.title.startswith("Retirer") and picked == "yes"
        return Given(picked)

    def _finishing(self, menu: Menu) -> Given:
        ids = [line.id for line in menu.lines]
        return next(
            (Given(one) for one in ("finish", "done", "resume") if one in ids), preselected(menu)
        )

    def _keys(self) -> list[str]:
        return [row["key"] for row in self.keeper.data.get("accounts") or ()]


def _right(prompt: Prompt, choice: int) -> Raw:
    """Give one of the answers a prompt allows; the usual one when there is no more whim."""
    name = question_at(prompt.path)
    if choice == -1 and name not in ("handle", "org_name"):
        return usual(prompt) if prompt.choices or name not in WRITTEN else WRITTEN[name][0]
    if prompt.type is QuestionType.TABLE:
        ids = [*(one.id for one in prompt.choices), UNKNOWN]
        return {row.id: _one_of(ids, choice + rank) for rank, row in enumerate(prompt.rows)}
    if prompt.type is QuestionType.MANY:
        return _several(prompt, choice)
    if name == "org_presence" and choice % 4:
        return "yes"
    if prompt.choices:
        return _one_of(prompt.choices, choice).id
    return _one_of(WRITTEN.get(name, ("un texte",)), choice)


def _several(prompt: Prompt, choice: int) -> list[str]:
    first = _one_of(prompt.choices, choice).id
    if first in prompt.exclusive:
        return [first]
    ordinary = [one.id for one in prompt.choices if one.id not in prompt.exclusive]
    return list(dict.fromkeys((first, _one_of(ordinary, choice // 3))))


def _one_of(values: Any, choice: int) -> Any:
    return values[choice % len(values)]


@cache
def village() -> dict[str, Any]:
    """Give a file where a village has answered everything."""
    keeper = MemoryKeeper()
    walk(catalogue(), Person(1, org_name="00002"), keeper, FileDesk())
    return keeper.data


@cache
def described() -> dict[str, Any]:
    """Give a file left at the list of accounts, two of which are described."""
    keeper = MemoryKeeper()
    walk(catalogue(), Person(2, org_name="00001"), keeper, FileDesk())
    flow = flow_at(keeper.data)
    for stop in flow.stops:
        if stop.section.section in flow.later:
            keeper.record(Removing(stop.path))
    return keeper.data


@cache
def listed() -> dict[str, Any]:
    """Give a file that lists two accounts by their addresses, and says nothing more of them."""
    keeper = MemoryKeeper()
    walk(catalogue(), Person(0, org_name="00001"), keeper, FileDesk())
    rows = [
        {"key": "facebook-1", "handle": "https://www.facebook.com/Valmont"},
        {"key": "x-1", "handle": "https://x.com/valmont"},
    ]
    return {"playbook_audit": "1", "answers": keeper.data["answers"], "accounts": rows}


def flow_at(data: Mapping[str, Any], desk: FileDesk | None = None) -> Flow:
    """Give the questions that apply to the answers of a file."""
    desk = desk or FileDesk()
    return flow_of(programme_of(catalogue()), Filed(data, desk.read(data)), desk)


class Straight(Scripted):
    """Somebody who knows every answer of a file beforehand, and never errs."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(self.say, self.go)
        self._filed = Filed(data, FileDesk().read(data))
        self._noted: set[str] = set()

    def say(self, prompt: Prompt) -> Reply:
        path = prompt.path.removesuffix(".note")
        if path != prompt.path:
            return Given(self._filed.note(path))
        if path.endswith(MEASURED):
            return Given(CORRECT if self._filed.holds(path.removesuffix(MEASURED)) else KEEP)
        if self._filed.note(path) and path not in self._noted:
            self._noted.add(path)
            return Noting()
        raw = value_of(self._filed.raw(path))
        assert raw is not None, f"{path} was never asked"
        return Unsure() if raw == UNKNOWN else Given(raw)

    def go(self, menu: Menu) -> Given:
        ids = [line.id for line in menu.lines]
        return next(
            (Given(one) for one in ("finish", "no", "by_hand") if one in ids), preselected(menu)
        )


class SilentDesk(FileDesk):
    """Recognises no address and no place: everything is asked."""

    def __init__(self, measures: Activity = NO_ACTIVITY) -> None:
        super().__init__(places=(), measures=measures)

    def account_of(self, text: str) -> Mapping[str, Raw]:
        return {}
