"""Any sequence of answers, saves, kills, torn lines, edits elsewhere: what was recorded is there."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.dossier.keeping.desk import content, opened, said_in
from tests.effort import EFFORT

from playbook_audit.dossier.keeping.change import (
    AddAccount,
    Change,
    DropAccount,
    RemoveAnswer,
    SetAnswer,
)
from playbook_audit.dossier.keeping.disk import Disk
from playbook_audit.dossier.keeping.journal import Journal
from playbook_audit.dossier.keeping.waiting import journal_of
from playbook_audit.model.errors import HeldElsewhere

QUESTIONS = st.sampled_from(["org_name", "org_type", "register_exists", "strategy_written"])
ABOUT = st.sampled_from(["platform", "handle", "mfa"])
KEYS = st.sampled_from(["ville", "musée", "sport"])
CHANGES = st.one_of(
    st.builds(SetAnswer, QUESTIONS, st.just("?")),
    st.builds(SetAnswer, st.just("org_name"), st.sampled_from(["Valmont", "a: b", "É’ # x", "01"])),
    st.builds(SetAnswer, ABOUT, st.just("?"), KEYS),
    st.builds(SetAnswer, st.just("handle"), st.sampled_from(["@ville", "https://x.com/a?b"]), KEYS),
    st.builds(RemoveAnswer, QUESTIONS),
    st.builds(RemoveAnswer, ABOUT, KEYS),
    st.builds(AddAccount, KEYS),
    st.builds(DropAccount, KEYS),
)


class Quick(Disk):
    """A disk that does not wait for the plates to turn: no power is lost here."""

    def sync(self, file: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


class Interview(RuleBasedStateMachine):
    """One file through many interviews; ``model`` is what a person knows to be recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "audit.yaml"
        self.model: dict[str, Any] = {"answers": {}, "accounts": {}}
        self.notebook = opened(self.file, Quick())

    def teardown(self) -> None:
        self.notebook.close()
        shutil.rmtree(self.folder)

    def reopen(self) -> None:
        self.notebook = opened(self.file, Quick())

    @rule(change=CHANGES)
    def record(self, change: Change) -> None:
        self.notebook.record(change)
        self.model = told(self.model, change)

    @rule()
    def save(self) -> None:
        self.notebook.save()

    @rule()
    def quit_and_resume(self) -> None:
        self.notebook.close()
        if self.file.exists():
            assert content(said_in(self.file)) == self.model
        self.reopen()
        assert self.notebook.tell() == ()

    @rule()
    def be_killed_and_resume(self) -> None:
        self.notebook.abandon()
        self.reopen()

    @rule(change=CHANGES, share=st.floats(0, 1, exclude_max=True))
    def be_killed_while_writing(self, change: Change, share: float) -> None:
        """The line of an answer nobody acknowledged is cut at any byte."""
        journal = journal_of(self.file)
        kept = journal.read_bytes()
        draft = Journal(self.folder / "draft", Quick(), "")
        draft.append(change, "", "")
        line = (self.folder / "draft").read_bytes()
        draft.empty()
        draft.close()
        self.notebook.abandon()
        journal.write_bytes(kept + line[: int(share * len(line))])
        self.reopen()

    @rule()
    def be_killed_between_file_and_journal(self) -> None:
        journal = journal_of(self.file)
        kept = journal.read_bytes()
        self.notebook.save()
        self.notebook.abandon()
        journal.write_bytes(kept)
        self.reopen()
        assert not self.notebook.recovered or kept

    @rule()
    def open_a_second_one(self) -> None:
        with pytest.raises(HeldElsewhere):
            opened(self.file)

    @precondition(lambda self: self.file.exists())
    @rule()
    def write_a_comment_elsewhere(self) -> None:
        text = self.file.read_text("utf-8")
        self.file.write_text(f"{text}# à revoir\n", "utf-8")

    @precondition(lambda self: self.file.exists())
    @rule(change=CHANGES)
    def answer_elsewhere(self, change: Change) -> None:
        """Another program changes the file: it keeps its version, ours goes on beside it."""
        text = self.file.read_text("utf-8").replace(
            "playbook_audit: 1", "playbook_audit: 1\nplan: [{}]"
        )
        theirs = text if "plan:" not in self.file.read_text("utf-8") else "orphans: {}\n"
        left = self.file
        left.write_text(theirs, "utf-8")
        self.record(change)
        self.notebook.save()
        assert left.read_text("utf-8") == theirs
        assert self.notebook.file != left
        self.file = self.notebook.file
        self.notebook.tell()

    @invariant()
    def nothing_is_lost(self) -> None:
        assert content(self.notebook.data) == self.model


def told(model: dict[str, Any], change: Change) -> dict[str, Any]:
    """Give what a person knows after a change; written apart from the program, to check it."""
    answers, accounts = dict(model["answers"]), {**model["accounts"]}
    match change:
        case SetAnswer(question, raw, None):
            answers[question] = raw
        case SetAnswer(question, raw, str(key)):
            accounts[key] = {**accounts.get(key, {"key": key}), question: raw}
        case RemoveAnswer(question, None):
            answers.pop(question, None)
        case RemoveAnswer(question, str(key)) if key in accounts:
            accounts[key] = {name: raw for name, raw in accounts[key].items() if name != question}
        case AddAccount(key):
            accounts.setdefault(key, {"key": key})
        case DropAccount(key):
            accounts.pop(key, None)
    return {"answers": answers, "accounts": accounts}


Interview.TestCase.settings = settings(max_examples=200 * EFFORT, stateful_step_count=40)
TestInterview: Callable[..., Any] = Interview.TestCase
