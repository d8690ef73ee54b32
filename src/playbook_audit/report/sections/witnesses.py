"""The answers behind a verdict, as a table: question, answer, accounts, origin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook_audit.model.assessment import Finding
from playbook_audit.report.actions import Matter
from playbook_audit.report.interface import Column, Table, Text
from playbook_audit.report.labels import Labels, account_of
from playbook_audit.report.spans import ours

ACCOUNT_LIST = "accounts"
PRESENCE = "answers.org_presence"
"""Behind nearly every rule: repeated in none."""
MOST_ANSWERS = 4
"""Different answers to one question that are worth a row each."""


class Witness(NamedTuple):
    """One answer, and every path where it was given."""

    asked: Text
    answer: Text
    origin: str
    paths: tuple[str, ...]


def witness_table(matter: Matter, labels: Labels) -> Table:
    """Give the answers behind one rule; the same answer on several accounts makes one row."""
    paths = _paths(matter, labels)
    with_accounts = len({key for path in paths if (key := account_of(path))}) > 1
    columns = [Column("Question"), Column("Réponse")]
    columns += [Column("Comptes")] if with_accounts else []
    columns += [Column("Origine", essential=False)]
    rows = tuple(
        (
            one.asked,
            one.answer,
            *((_accounts(one.paths, labels),) if with_accounts else ()),
            ours(one.origin),
        )
        for one in _witnesses(paths, labels)
    )
    return Table("Les réponses qui ont fait ce constat", tuple(columns), rows)


def _witnesses(paths: Iterable[str], labels: Labels) -> Iterator[Witness]:
    """Give the answers question by question; too many different ones are told in one row."""
    by_question: dict[Text, list[str]] = defaultdict(list)
    for path in paths:
        by_question[labels.asked(path)].append(path)
    for asked, found in by_question.items():
        grouped: dict[tuple[Text, str], list[str]] = defaultdict(list)
        for path in found:
            grouped[labels.answer(path), _origin(path, labels)].append(path)
        if len(grouped) > MOST_ANSWERS:
            yield Witness(asked, ours("selon le compte"), "—", tuple(found))
            continue
        for (answer, origin), same in grouped.items():
            yield Witness(asked, answer, origin, tuple(same))


def _origin(path: str, labels: Labels) -> str:
    return labels.origin(labels.at(path))


def _accounts(paths: Iterable[str], labels: Labels) -> Text:
    keys = [key for path in paths if (key := account_of(path))]
    return labels.accounts(keys)


def _paths(matter: Matter, labels: Labels) -> tuple[str, ...]:
    """Give every answer once; a rule that names accounts shows the same questions for each.

    A condition stops at the first account that holds: the others it names answer alike.
    """
    paths = [path for one in matter.findings for path in (*one.witnesses, *_of_named(one))]
    shown = [path for path in paths if path not in (ACCOUNT_LIST, PRESENCE)]
    told = [path for path in shown if labels.at(path) is not None]
    return tuple(dict.fromkeys(told or paths))


def _of_named(finding: Finding) -> list[str]:
    questions = dict.fromkeys(
        path.rpartition(".")[2] for path in finding.witnesses if account_of(path)
    )
    return [f"accounts.{key}.{question}" for question in questions for key in finding.named]
