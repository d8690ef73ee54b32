"""What every step of the walk holds: who answers, what keeps, what applies now."""

from collections.abc import Iterable

from playbook_audit.assessment.programme import programme_of
from playbook_audit.interview import wording
from playbook_audit.interview.answer import account_name, words_at
from playbook_audit.interview.filed import Filed, is_contradicted, noted, value_of
from playbook_audit.interview.flow import Flow, Stop, flow_of
from playbook_audit.interview.interface import (
    Asker,
    Back,
    Change,
    Desk,
    Keeper,
    Leaving,
    Menu,
    Raw,
    Setting,
)
from playbook_audit.interview.typeset import Typesetting
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import NotSaved


class Left(Exception):
    """Somebody chose to stop; everything is kept."""


class Session:
    """One interview under way. Its state is the answers on file; the rest is what is on screen."""

    def __init__(
        self, catalogue: Catalogue, asker: Asker, keeper: Keeper, desk: Desk, *, further: bool
    ) -> None:
        """Keep who answers, what keeps and what reads."""
        self.catalogue = catalogue
        self.programme = programme_of(catalogue)
        self.asker = Typesetting(asker)
        self.desk = desk
        self._keeper = keeper
        self._further = further
        self._flow: Flow | None = None
        self._traced: list[str] = []
        """Questions whose line is on screen, and may be taken back in that order."""
        self._most: dict[int, int] = {}
        """The most questions there were, by number of accounts."""
        self._notes: dict[str, str] = {}
        """Notes written before their answer."""

    @property
    def file(self) -> str:
        """Give the name people know the answers by."""
        return self._keeper.name

    @property
    def filed(self) -> Filed:
        """Give the answers on file."""
        return self.flow.filed

    @property
    def flow(self) -> Flow:
        """Give the questions that apply to the answers on file."""
        if self._flow is None:
            data = self._keeper.data
            filed = Filed(data, self.desk.read(data))
            self._flow = flow_of(self.programme, filed, self.desk, further=self._further)
        return self._flow

    def record(self, *changes: Change) -> None:
        """Make changes durable one by one; raise ``NotSaved`` at the first that is not."""
        self._flow = None
        for change in changes:
            self._keeper.record(change)
            if isinstance(change, Setting):
                self._notes.pop(change.path, None)
        self.tell_news()

    def setting(self, path: str, value: Raw) -> Setting:
        """Give the change that sets an answer, with the note written beside it."""
        return Setting(path, noted(value, self.note(path)))

    def note(self, path: str) -> str | None:
        """Give the note of an answer, or the one written before it is given."""
        return self._notes.get(path, self.filed.note(path))

    def take_note(self, path: str, note: str) -> None:
        """Keep a note with its answer; until there is one, remember it."""
        self._notes[path] = note
        raw = self.filed.raw(path)
        if raw is not None and not is_contradicted(raw):
            self.record(self.setting(path, value_of(raw)))

    def move_note(self, path: str, to: str) -> None:
        """Give a note written before its answer to the path that answer takes."""
        if path in self._notes:
            self._notes[to] = self._notes.pop(path)

    def keeps(self, *changes: Change) -> bool:
        """Make changes durable; when one cannot be, say so and give False."""
        try:
            self.record(*changes)
        except NotSaved as error:
            self.tell([wording.sentence(error.reason)])
            return False
        return True

    def account_name(self, key: str) -> str:
        """Give a short name for an account."""
        return account_name(key, self.filed, self.catalogue)

    def words(self, stop: Stop) -> str:
        """Give the answer on file in words."""
        return words_at(stop.path, stop.question, self.filed, self.desk, self.catalogue)

    def save(self) -> None:
        """Write the file people read; say so when it cannot be."""
        try:
            self._keeper.save()
        except NotSaved as error:
            self.tell([wording.sentence(error.reason)])
        self.tell_news()

    def choose(self, menu: Menu) -> str | None:
        """Give the line chosen; None to go back. Raise ``Left`` when somebody stops there."""
        reply = self.asker.choose(menu)
        if isinstance(reply, Leaving):
            raise Left
        return None if isinstance(reply, Back) else str(reply.raw)

    def tell(self, lines: Iterable[str]) -> None:
        """Print lines that stay, when there are some."""
        told = list(lines)
        if told:
            self.asker.tell(told)

    def tell_news(self) -> None:
        """Say what happened to the file: answers found again, another name after a conflict."""
        self.tell(self._keeper.news())

    def growth(self, before: Flow, after: Flow) -> int:
        """Give how many questions there are beyond the most there were with as many accounts.

        Some leave while it is not known whether they apply: their return is nothing new.
        """
        count = len(after.filed.accounts)
        most = max(self._most.get(count, 0), len(before.counted))
        self._most[count] = max(most, len(after.counted))
        return len(after.counted) - most

    def trace(self, stop: Stop, words: str) -> None:
        """Print the line that stays of an answered question."""
        place, note = self.flow.place(stop.path), self.filed.note(stop.path)
        self.asker.trace(wording.trace(place, wording.subject(stop.question), words, note))
        self._traced.append(stop.path)

    def untrace(self, path: str) -> None:
        """Take back the line of a question, when it is the last on screen; the others stay."""
        if self._traced and self._traced[-1] == path:
            self._traced.pop()
            self.asker.untrace()
        else:
            self._traced.clear()
