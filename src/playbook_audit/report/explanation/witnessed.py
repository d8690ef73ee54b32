"""The answers behind a verdict in one audit, and those it waits for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from playbook_audit.model.answer import Answer
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.interface import Block, Bullets, Item, Subheading, Text
from playbook_audit.report.labels import account_of
from playbook_audit.report.sections.findings import code
from playbook_audit.report.sections.witnesses import ACCOUNT_LIST
from playbook_audit.report.spans import joined, listed, ours, said, typed


def witnessed(
    telling: Telling, paths: Iterable[str], heading: str = "Réponses lues"
) -> tuple[Block, ...]:
    """Give the answers at some paths under a heading."""
    items = tuple(Item(text) for text in answered(telling, paths))
    return (Subheading(ours(heading), level=4), Bullets(items)) if items else ()


def answered(
    telling: Telling, paths: Iterable[str], own: str | None = None, most: int | None = None
) -> tuple[Text, ...]:
    """Give answers: question, answer, where it comes from, and the accounts it was given for.

    The same answer on several accounts is told once; the account at ``own`` is not named. A
    question with more than ``most`` different answers is told as « selon le compte ».
    """
    by_question: dict[Text, dict[Text, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in dict.fromkeys(paths):
        key = account_of(path)
        same = by_question[_asked(telling, path)][_told(telling, path)]
        same += [key] if key and key != own else []
    return tuple(
        text for asked, told in by_question.items() for text in _answers(telling, asked, told, most)
    )


def _answers(
    telling: Telling, asked: Text, told: dict[Text, list[str]], most: int | None
) -> Iterator[Text]:
    if most is not None and len(told) > most:
        yield said("{asked} : selon le compte", asked=asked)
        return
    for answer, keys in told.items():
        names = telling.labels.accounts(keys)
        yield said("{told} pour {names}", told=answer, names=names) if keys else answer


def _told(telling: Telling, path: str) -> Text:
    answer = telling.given.answers.at(path)
    if path == ACCOUNT_LIST:
        told = telling.labels.answer(path)
        return said("{asked} : {told}", asked=_asked(telling, path), told=told)
    source = () if answer is None else origin(telling, answer)
    return said(
        "« {asked} » : {told} ({whence})",
        asked=telling.labels.asked(path),
        told=telling.labels.answer(path),
        whence=joined([code(path.rpartition(".")[2]), *([source] if source else [])], ", "),
    )


def _asked(telling: Telling, path: str) -> Text:
    if path == ACCOUNT_LIST:
        return telling.labels.asked(path)
    name = path.rpartition(".")[2]
    return said("« {asked} » ({id})", asked=telling.labels.asked(path), id=code(name))


def _wanted(telling: Telling, path: str) -> Text:
    """Give what would settle a matter: a question, or a better copy of an account."""
    wanted = telling.labels.wanted(path)
    return _asked(telling, path) if wanted == telling.labels.asked(path) else wanted


def origin(telling: Telling, answer: Answer) -> Text:
    """Give where an answer comes from, from whom when it says, and what was added to it."""
    parts = [ours(telling.labels.origin(answer))]
    parts += [said("par {who}", who=typed(answer.by))] if answer.by else []
    note = [said("« {note} »", note=typed(answer.note))] if answer.note else []
    return joined([joined(parts, " "), *note], ", ")


def accounts_at(telling: Telling, paths: Iterable[str]) -> Text:
    """Give the accounts some paths are about."""
    keys = [key for path in paths if (key := account_of(path))]
    return listed([telling.labels.account(key) for key in keys])


def missing(telling: Telling, heading: str, paths: Iterable[str]) -> tuple[Block, ...]:
    """Give the questions to answer, each once with the accounts it is open for."""
    grouped: dict[Text, list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        grouped[_wanted(telling, path)].append(path)
    items = tuple(Item(_open(telling, asked, found)) for asked, found in grouped.items())
    return (Subheading(ours(heading), level=4), Bullets(items)) if items else ()


def _open(telling: Telling, asked: Text, paths: list[str]) -> Text:
    if not any(account_of(path) for path in paths):
        return asked
    return said("{asked} pour {accounts}", asked=asked, accounts=accounts_at(telling, paths))
