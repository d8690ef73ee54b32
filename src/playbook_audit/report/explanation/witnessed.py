"""The answers behind a verdict in one audit, and those it waits for."""

from collections import defaultdict
from collections.abc import Iterable

from playbook_audit.model.answer import Answer
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import account_of
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import joined, listed, ours, said, typed


def witnessed(telling: Telling, paths: Iterable[str]) -> tuple[Block, ...]:
    """Give the answers at some paths: question, answer, accounts, where it comes from.

    The same answer on several accounts makes one row.
    """
    grouped: dict[tuple[Text, Text, Text], list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        grouped[_row(telling, path)].append(path)
    if not grouped:
        return ()
    columns = [Column("Question"), Column("Réponse"), Column("Origine")]
    on_accounts = any(account_of(path) for found in grouped.values() for path in found)
    columns += [Column("Comptes")] if on_accounts else []
    rows = tuple(
        (*row, accounts_at(telling, found)) if on_accounts else row
        for row, found in grouped.items()
    )
    return (Table("Réponses qui le disent", tuple(columns), rows),)


def _row(telling: Telling, path: str) -> tuple[Text, Text, Text]:
    answer = telling.given.answers.at(path)
    return _asked(telling, path), _told(telling, path, answer), _origin(telling, answer)


def _asked(telling: Telling, path: str) -> Text:
    name = path.rpartition(".")[2]
    return said("{asked} ({id})", asked=telling.labels.asked(path), id=code(name))


def _told(telling: Telling, path: str, answer: Answer | None) -> Text:
    told = telling.labels.answer(path)
    if answer is None or not answer.note:
        return told
    return said("{told} (« {note} »)", told=told, note=typed(answer.note))


def _origin(telling: Telling, answer: Answer | None) -> Text:
    """Give where an answer comes from, and from whom when it says."""
    if answer is None:
        return ours("—")
    parts = [ours(telling.labels.origin(answer))]
    parts += [said("par {who}", who=typed(answer.by))] if answer.by else []
    return joined(parts, " ")


def accounts_at(telling: Telling, paths: Iterable[str]) -> Text:
    """Give the accounts some paths are about, or a dash for the audit itself."""
    keys = [key for path in paths if (key := account_of(path))]
    return listed([telling.labels.account(key) for key in keys]) or ours("—")


def missing(telling: Telling, heading: str, paths: Iterable[str]) -> tuple[Block, ...]:
    """Give the questions to answer, each once with the accounts it is open for."""
    grouped: dict[Text, list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        grouped[_asked(telling, path)].append(path)
    items = tuple(Item(_open(telling, asked, found)) for asked, found in grouped.items())
    return (Subheading(ours(heading), level=4), Bullets(items)) if items else ()


def _open(telling: Telling, asked: Text, paths: list[str]) -> Text:
    if not any(account_of(path) for path in paths):
        return asked
    return said("{asked} pour {accounts}", asked=asked, accounts=accounts_at(telling, paths))
