"""What an answer is worth to a condition: a value, a set, an interval of days, or nothing."""

from datetime import date
from math import inf

from playbook_audit.model.answer import Answer, Contradicted, DateRange, Table, Value
from playbook_audit.model.operand import (
    Kind,
    Operand,
    Witnesses,
    among,
    between,
    known,
    not_applicable,
    unknown,
)
from playbook_audit.model.question import Question


def worth(question: Question, answer: Answer | None, path: Witnesses, on: date) -> Operand:
    """Give the operand of an applicable question; dates become ages in days on ``on``."""
    value = None if answer is None else answer.value
    if value is None:
        return unknown(path)
    if isinstance(value, str):
        return not_applicable(path) if value in question.without_object else known(value, path)
    if isinstance(value, DateRange):
        return between(*ages(value, on), path, path)
    if isinstance(value, Contradicted):
        return _contradicted(value, path, on)
    if isinstance(value, Table) and any(column is None for _, column in value.rows):
        return Operand(Kind.INCOMPLETE, value, path, path)
    return known(value, path)


def ages(moment: DateRange, on: date) -> tuple[float, float]:
    """Give the least and greatest age in days of a date known more or less."""
    oldest = inf if moment.earliest is None else (on - moment.earliest).days
    return (on - moment.latest).days, oldest


def _contradicted(value: Contradicted, path: Witnesses, on: date) -> Operand:
    """Keep every value of a contradiction; dates keep the interval that holds them all.

    Nothing is kept of a date contradicted by "never": no interval holds both.
    """
    ranges = [ages(one, on) for one in value.values if isinstance(one, DateRange)]
    if len(ranges) == len(value.values):
        low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
        return between(low, high, path, path)
    if ranges:
        return unknown(path)
    distinct: frozenset[Value] = frozenset(value.values)
    return among(frozenset(distinct), path, path)
