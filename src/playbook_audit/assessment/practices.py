"""The six practices: weighted means of answers, as intervals, with their coverage.

An unknown answer is worth anything from 0 to 1; a question that may not apply may be left out of
the mean. Coverage is known weight over applicable weight.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.model.assessment import Interval, Practice
from playbook_audit.model.operand import Kind, Operand
from playbook_audit.model.question import Question


class Item(NamedTuple):
    """One question measured by an axis."""

    weight: float
    worth: Interval
    known: float
    """The share of it that is known, from 0 to 1."""
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
    coverage = sum(item.weight * item.known for item in items) / total
    return Practice(axis, _mean(items), coverage)


def _mean(items: list[Item]) -> Interval:
    """Give the lowest and highest weighted mean the items allow."""
    low = _lowest([(item.worth.low, item) for item in items])
    high = -_lowest([(-item.worth.high, item) for item in items])
    return Interval(low, max(low, high))


def _lowest(valued: list[tuple[float, Item]]) -> float:
    """Give the lowest weighted mean, leaving out the optional items that would raise it."""
    weight = sum(item.weight for _, item in valued if not item.optional)
    value = sum(item.weight * worth for worth, item in valued if not item.optional)
    optional = sorted((one for one in valued if one[1].optional), key=lambda one: one[0])
    for worth, item in optional:
        if not weight or worth < value / weight:
            weight += item.weight
            value += item.weight * worth
    return value / weight


def _items(scope: AuditScope) -> Iterator[tuple[str, Item]]:
    for compiled in scope.programme.measured_questions:
        yield from _item(compiled.question, scope)
    accounts = [one for one in scope.accounts or () if one["visible"].value is not False]
    for compiled in scope.programme.measured_account_questions:
        yield from _shared_item(compiled.question, accounts)


def _shared_item(question: Question, accounts: list[AccountScope]) -> Iterator[tuple[str, Item]]:
    """Give the item of all the accounts: together they weigh as one question."""
    own = [
        item._replace(optional=item.optional or account["visible"].kind is not Kind.KNOWN)
        for account in accounts
        for _, item in _item(question, account)
    ]
    if own and question.axis is not None:
        known = sum(item.known for item in own) / len(own)
        optional = all(item.optional for item in own)
        yield question.axis, Item(question.weight, _mean(own), known, optional)


def _item(question: Question, scope: AuditScope | AccountScope) -> Iterator[tuple[str, Item]]:
    """Give the item of one question, asked once or about one account."""
    operand = scope[question.id]
    if operand.kind is Kind.NOT_APPLICABLE or question.axis is None:
        return
    weight = question.weight
    if not operand.missing:
        worth = _worth(question, operand)
        yield question.axis, Item(weight, worth or ANYTHING, worth is not None, optional=False)
        return
    optional = operand.missing != (scope.path_of(question.id),)
    worth = None if operand.kind is Kind.UNKNOWN else _worth(question, operand)
    yield question.axis, Item(weight, worth or ANYTHING, known=0, optional=optional)


def _worth(question: Question, operand: Operand) -> Interval | None:
    """Give the worth of an operand in [0, 1], or None when it measures nothing sure."""
    if operand.kind is Kind.INCOMPLETE:
        return None
    values = operand.value if isinstance(operand.value, frozenset) else None
    if operand.kind is not Kind.AMONG or values is None:
        worth = question.value_of(operand.value)
        return None if worth is None else Interval(worth, worth)
    worths = [worth for value in values if (worth := question.value_of(value)) is not None]
    return Interval(min(worths), max(worths)) if worths else None
