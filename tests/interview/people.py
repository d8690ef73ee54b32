"""People who answer: each a function from a prompt to a reply, and another for menus."""

from collections.abc import Mapping
from typing import Any

from playbook_audit.interview.filed import account_at, question_at
from playbook_audit.interview.interface import Back, Given, Leaving, Menu, Prompt, Raw, Reply
from playbook_audit.interview.scripted import Scripted, preselected
from playbook_audit.model.question import QuestionType

WRITTEN: Mapping[str, str] = {
    "org_name": "Valmont-sur-Loire",
    "org_population": "8012",
    "org_social_hours": "12",
    "followers": "1 200",
    "admins_count": "2",
    "last_post": "2026-11-20",
    "opened_on": "2024",
}
NETWORKS = ("facebook.com", "instagram.com", "x.com", "linkedin.com/company", "youtube.com")


def usual(prompt: Prompt) -> Raw:
    """Give the first answer a prompt allows."""
    name = question_at(prompt.path)
    if prompt.type is QuestionType.TABLE:
        return {row.id: prompt.choices[0].id for row in prompt.rows}
    if prompt.choices:
        first = prompt.choices[0].id
        return [first] if prompt.type is QuestionType.MANY else first
    return WRITTEN.get(name, "un texte")


class Person(Scripted):
    """Somebody who answers as usual, save what they are told to; describes so many accounts."""

    def __init__(
        self, accounts: int = 0, *, copying: bool = False, sharing: bool = False, **said: Any
    ) -> None:
        super().__init__(self.say, self.go)
        self.said = {"audiences_named": ["young", "families"], **said}
        self.wanted, self.described = accounts, 0
        self.copying, self.sharing = copying, sharing
        self.keys = 0
        """Keystrokes of menus: one Enter each, and the arrows to a line that is not preselected."""

    def say(self, prompt: Prompt) -> Reply:
        name = question_at(prompt.path)
        if name == "handle":
            self.described += 1
            return Given(f"https://www.{NETWORKS[self.described % 5]}/Valmont{self.described}")
        return Given(self.said.get(name, usual(prompt)))

    def go(self, menu: Menu) -> Given | Back | Leaving:
        ids = [line.id for line in menu.lines]
        given = self._line(menu, ids)
        start = ids.index(menu.current) if menu.current else 0
        self.keys += 1 + abs(ids.index(given.raw) - start)
        return given

    def _line(self, menu: Menu, ids: list[str]) -> Given:
        if "add" in ids:
            if self.described >= self.wanted:
                return Given("finish")
            return Given("copy" if self.copying and "copy" in ids else "add")
        if ids == ["yes", "no"] and menu.above:
            return Given("yes" if self.sharing else "no")
        return preselected(menu)


def account_answers(asked: list[Prompt]) -> list[Prompt]:
    """Give the prompts about accounts."""
    return [prompt for prompt in asked if account_at(prompt.path)]
