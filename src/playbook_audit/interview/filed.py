"""What is on file: the answers as they are written, and as they are read.

What was measured of an account is read with its answers, and written nowhere among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook_audit.interview.interface import UNKNOWN, Raw
from playbook_audit.model.answer import (
    Answer,
    Answers,
    Contradicted,
    DateRange,
    Table,
    Value,
)
from playbook_audit.model.question import Question, QuestionType

Data = Mapping[str, Any]
WRITTEN = (QuestionType.TEXT, QuestionType.COUNT, QuestionType.DATE, QuestionType.MONTH)
"""Questions answered in one's own words, shown again as they were written."""


def path_of(question: str, account: str | None = None) -> str:
    """Give the path of an answer, about the audit or one account."""
    return f"answers.{question}" if account is None else f"accounts.{account}.{question}"


def account_at(path: str) -> str | None:
    """Give the key of the account a path is about; None for the audit.

    >>> account_at("accounts.facebook-1.mfa"), account_at("answers.org_name")
    ('facebook-1', None)
    """
    kind, _, rest = path.partition(".")
    return None if kind == "answers" else rest.rpartition(".")[0]


def question_at(path: str) -> str:
    """Give the id of the question of a path."""
    return path.rpartition(".")[2]


def value_of(raw: Raw | None) -> Raw | None:
    """Give an answer as written, without its note."""
    return raw["value"] if isinstance(raw, Mapping) and "value" in raw else raw


def is_contradicted(raw: Raw) -> bool:
    """Tell whether an answer is several values that contradict each other."""
    return isinstance(raw, Mapping) and "contradicted" in raw


def noted(value: Raw, note: str | None) -> Raw:
    """Give an answer as a file holds it: bare, or with its note."""
    return value if not note else {"value": value, "note": note}


@dataclass(frozen=True, eq=False)
class Filed:
    """The answers on file, at one moment."""

    data: Data
    answers: Answers

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Give the keys of the accounts, in the order of the file; a blank block is none."""
        return tuple(self._rows)

    @cached_property
    def _rows(self) -> dict[str, Data]:
        rows = self.data.get("accounts") or ()
        return {row["key"]: row for row in rows if row.get("key") is not None}

    def raw(self, path: str) -> Raw | None:
        """Give an answer as it is written, with its note; None when there is none."""
        key = account_at(path)
        holder = self.data.get("answers") if key is None else self._rows.get(key)
        raw = (holder or {}).get(question_at(path))
        return None if value_of(raw) is None else raw

    def holds(self, path: str) -> bool:
        """Tell whether there is an answer, « je ne sais pas » included."""
        return self.raw(path) is not None

    def note(self, path: str) -> str | None:
        """Give the note of an answer."""
        raw = self.raw(path)
        return raw.get("note") if isinstance(raw, Mapping) and "value" in raw else None

    def value(self, path: str) -> Value | None:
        """Give an answer as it is read; None when it is not known."""
        answer = self.answers.at(path)
        return None if answer is None else answer.value

    def seen(self, path: str) -> Answer | None:
        """Give an answer about an account that was measured: as answers and measures make it."""
        is_measured = account_at(path) in self.answers.measured.accounts
        return self.answers.at(path) if is_measured else None

    def is_measured(self, path: str) -> bool:
        """Tell whether a measure answers alone: nothing is written, and it leaves no doubt."""
        if self.holds(path):
            return False
        seen = self.seen(path)
        return seen is not None and seen.origin == "measured" and _is_exact(seen.value)

    def is_unsure(self, path: str) -> bool:
        """Tell whether the answer is « je ne sais pas »."""
        return self.holds(path) and self.value(path) is None

    def chosen(self, question: str) -> frozenset[str]:
        """Give what is chosen at a question of several choices; empty when it is not known."""
        value = self.value(path_of(question))
        return value if isinstance(value, frozenset) else frozenset()

    def current(self, path: str, question: Question) -> Raw | None:
        """Give an answer as a prompt shows it again: ids of choices, or what was written."""
        if self.is_unsure(path):
            return UNKNOWN
        value = self.value(path)
        if question.type in WRITTEN:
            raw = self.raw(path)
            is_shown = not (value is None or raw is None or is_contradicted(raw))
            return value_of(raw) if is_shown else None
        if isinstance(value, frozenset):
            return [choice.id for choice in question.offered if choice.id in value]
        if isinstance(value, Table):
            return {
                row: column or UNKNOWN for row, column in value.rows if row in self._rows_of(path)
            }
        return value if isinstance(value, str) else None

    def is_whole(self, path: str, question: Question) -> bool:
        """Tell whether there is an answer, given or measured, and one for each row of a table."""
        if question.rows_from is None or self.is_unsure(path):
            return self.holds(path) or self.is_measured(path)
        return self.holds(path) and self.chosen(question.rows_from) <= self._rows_of(path)

    def _rows_of(self, path: str) -> frozenset[str]:
        """Give the rows of a table that are written."""
        written = value_of(self.raw(path))
        return frozenset(written) if isinstance(written, Mapping) else frozenset()


def _is_exact(value: Value | None) -> bool:
    """Tell whether a measured value is one day, one number, or « jamais »."""
    if isinstance(value, DateRange):
        return value.earliest == value.latest
    return value is not None and not isinstance(value, Contradicted)
