"""The answers file as the interview sees it: each of its changes becomes one of the notebook."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook_audit.dossier.keeping.change import (
    AddAccount,
    DropAccount,
    RemoveAnswer,
    SetAnswer,
)
from playbook_audit.dossier.keeping.change import Change as FileChange
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.interview.interface import Adding, Change, Dropping, Removing, Setting


class NotebookKeeper:
    """Keeps the answers of an interview in a notebook."""

    def __init__(self, notebook: Notebook) -> None:
        """Keep the notebook, open."""
        self._notebook = notebook

    @property
    def data(self) -> Mapping[str, Any]:
        """Give the whole file as plain data."""
        return self._notebook.data

    @property
    def name(self) -> str:
        """Give the file as it can be typed from here."""
        return shown(self._notebook.file)

    def record(self, change: Change) -> None:
        """Make a change; raise ``NotSaved`` when it could not be made durable."""
        self._notebook.record(_in_file(change))

    def save(self) -> None:
        """Write the answers file."""
        self._notebook.save()

    def news(self) -> Sequence[str]:
        """Give what people should be told since the last time."""
        return self._notebook.tell()


def shown(file: Path) -> str:
    """Give a path as short as it can be typed from here, in quotes when it holds spaces."""
    here = Path.cwd()
    short = file.relative_to(here) if file.is_relative_to(here) else file
    return f'"{short}"' if " " in str(short) else str(short)


def _in_file(change: Change) -> FileChange:
    match change:
        case Setting(path, raw):
            return SetAnswer(_question(path), raw, _account(path))
        case Removing(path):
            return RemoveAnswer(_question(path), _account(path))
        case Adding(key):
            return AddAccount(key)
        case Dropping(key):
            return DropAccount(key)


def _question(path: str) -> str:
    return path.rpartition(".")[2]


def _account(path: str) -> str | None:
    """Give the key in ``accounts.<key>.<question>``; None for an answer of the audit."""
    kind, _, rest = path.partition(".")
    return rest.rpartition(".")[0] if kind == "accounts" else None
