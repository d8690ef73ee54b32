"""The six practices: weighted means of answers, as intervals, with their coverage.

An unknown answer is worth anything from 0 to 1; a question that may not apply may be left out of
the mean. Coverage is known weight over applicable weight.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.model.answer import Table
from playbook_audit.model.assessment import Interval, Practice
from playbook_audit.model.operand import Kind, Operand
from playbook_audit.model.question import Question
from playbook_audit.questionnaire.applicability import CompiledQuestion


class Item(NamedTuple):
    """One answer measured by an axis."""

    weight: float
    worth: Interval
    known: bool
    optional: bool
    """True when the question may turn out not to apply."""


ANYTHING = Interval(0.0, 1.0)


def judge_practices(scope: AuditScope) -> tuple[Practice, ...]:
    """Give the six axes; accounts that are not visible have no practice."""
    items: dict[str, list[Item]] = defaultdict(list)
    for axis, item in _items(scope):
        items[axis].append(item)
    return tuple(practice(axis, items[axis]) for axis in scope.programme.rulebook.axes)


def practice(axis: str, items: list[Item]) -> Practice:
    """Give one axis from its items."""
    total = sum(item.weight for item in items)
    if not total:
        return Practice(axis, None, 0.0)
    coverage = sum(item.weight for item in items if item.known) / total
    return Practice(axis, Interval(_lowest(items), 1 - _lowest(_mirrored(items))), coverage)


def _lowest(items: list[Item]) -> float:
    """Give the lowest weighted mean, leaving out the optional items that would raise it."""
    weight = sum(item.weight for item in items if not item.optional)
    value = sum(item.weight * item.worth.low for item in items if not item.optional)
    optional = sorted((item for item in items if item.optional), key=lambda one: one.worth.low)
    for item in optional:
        if not weight or item.worth.low < value / weight:
            weight += item.weight
            value += item.weight * item.worth.low
    return value / weight


def _mirrored(items: list[Item]) -> list[Item]:
    """Give the items with good and bad exchanged."""
    return [
        item._replace(worth=Interval(1 - item.worth.high, 1 - item.worth.low)) for item in items
    ]


def _items(scope: AuditScope) -> Iterator[tuple[str, Item]]:
    for compiled in scope.programme.measured_questions:
        question = compiled.question
        yield from _item(question, scope[question.id], scope.path_of(question.id), 1)
    visible = [one for one in scope.accounts or () if one["visible"].value is not False]
    for compiled in scope.programme.measured_account_questions:
        for account in visible:
            yield from _account_item(compiled, account, len(visible))


def _account_item(
    compiled: CompiledQuestion, account: AccountScope, accounts: int
) -> Iterator[tuple[str, Item]]:
    """Give the item of one account; together the accounts weigh as one question."""
    name = compiled.question.id
    yield from _item(compiled.question, account[name], account.path_of(name), accounts)


def _item(
    question: Question, operand: Operand, path: str, shared_by: int
) -> Iterator[tuple[str, Item]]:
    if operand.kind is Kind.NOT_APPLICABLE or question.axis is None:
        return
    weight = question.weight / shared_by
    worth = _worth(question, operand)
    optional = any(one != path for one in operand.missing)
    known = worth is not None and not operand.missing
    yield question.axis, Item(weight, worth or ANYTHING, known, optional)


def _worth(question: Question, operand: Operand) -> Interval | None:
    """Give the worth of an operand in [0, 1], or None when nothing is known of it."""
    values = operand.value if operand.kind is Kind.AMONG else (operand.value,)
    if operand.kind is Kind.UNKNOWN or not isinstance(values, tuple | frozenset):
        return None
    if isinstance(operand.value, Table) and operand.missing:
        return None
    worths = [worth for value in values if (worth := question.value_of(value)) is not None]
    return Interval(min(worths), max(worths)) if worths else None
