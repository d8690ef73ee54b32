"""Answers without anybody: from functions, for tests, or from a file of answers already written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playbook_audit.interview.confirming import CORRECT, KEEP, MEASURED
from playbook_audit.interview.filed import account_at, question_at, value_of
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Leaving,
    Menu,
    Prompt,
    Raw,
    Reply,
    Unsure,
)


class Scripted:
    """An asker that answers by two functions, and keeps what was printed."""

    def __init__(
        self,
        reply: Callable[[Prompt], Reply],
        pick: Callable[[Menu], Given | Back | Leaving] | None = None,
    ) -> None:
        """Keep what answers prompts, and what picks in menus: the line preselected by default."""
        self.reply = reply
        self.pick = pick or preselected
        self.asked: list[Prompt] = []
        self.menus: list[Menu] = []
        self.told: list[str] = []
        self.traced: list[str] = []

    def ask(self, prompt: Prompt) -> Reply:
        """Give the reply to a prompt."""
        self.asked.append(prompt)
        return self.reply(prompt)

    def choose(self, menu: Menu) -> Given | Back | Leaving:
        """Pick a line of a menu."""
        self.menus.append(menu)
        return self.pick(menu)

    def tell(self, lines: Sequence[str]) -> None:
        """Keep lines."""
        self.told += lines

    def trace(self, line: str) -> None:
        """Keep a traced line."""
        self.traced.append(line)

    def untrace(self) -> None:
        """Take back the last line traced."""
        self.traced.pop()


def preselected(menu: Menu) -> Given:
    """Pick the line preselected, or the first one."""
    return Given(menu.current or menu.lines[0].id)


class FromAnswers(Scripted):
    """An asker that answers as a file of answers does; what the file lacks is not known."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Keep the answers; accounts are added in their order."""
        super().__init__(self._answer, self._choice)
        self._audit: Mapping[str, Raw] = data.get("answers") or {}
        self._rows = [row for row in data.get("accounts") or () if any(row.values())]
        self._row_of: dict[str, Mapping[str, Raw]] = {}
        self._added = 0

    def _answer(self, prompt: Prompt) -> Reply:
        if prompt.path.endswith(MEASURED):
            path = prompt.path.removesuffix(MEASURED)
            is_kept = value_of(self._holder(path, prompt).get(question_at(path))) is None
            return Given(KEEP if is_kept else CORRECT)
        raw = value_of(self._holder(prompt.path, prompt).get(question_at(prompt.path)))
        return Unsure() if raw is None or raw == UNKNOWN else Given(raw)

    def _holder(self, path: str, prompt: Prompt) -> Mapping[str, Raw]:
        """Give the answers a prompt asks of; the first prompt of an account takes the next one."""
        key = account_at(path)
        if key is None:
            return self._audit
        if prompt.about is None:
            self._added += 1
            return dict(self._rows[self._added - 1])
        row: Mapping[str, Raw] = self._rows[self._added - 1]
        return self._row_of.setdefault(key, row)

    def _choice(self, menu: Menu) -> Given | Back | Leaving:
        """Add accounts while the file has some; otherwise take what is preselected."""
        ids = {line.id for line in menu.lines}
        if {"add", "finish"} <= ids:
            return Given("add" if self._added < len(self._rows) else "finish")
        if "by_hand" in ids:
            return Given("by_hand")
        return Given("no") if ids == {"yes", "no"} else preselected(menu)
