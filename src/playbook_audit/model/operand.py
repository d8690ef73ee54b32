"""What a question or a fact is worth in one audit, as conditions see it."""

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """How well a value is known."""

    KNOWN = 0
    AMONG = 1
    """One of the values of a frozen set."""
    BETWEEN = 2
    """A number from a lowest to a highest value, both included."""
    INCOMPLETE = 3
    """A table of which some rows are not known."""
    UNKNOWN = 4
    NOT_APPLICABLE = 5


Witnesses = tuple[str, ...]
"""Paths of answers: ``answers.<question>``, ``accounts.<key>.<question>``, ``accounts``."""


class Operand(NamedTuple):
    """A value, how well it is known, and the answers behind it."""

    kind: Kind
    value: object = None
    basis: Witnesses = ()
    """The answers that make the value what it is."""
    missing: Witnesses = ()
    """The answers that would make it better known; empty when it is known."""


def known(value: object, basis: Witnesses) -> Operand:
    """Give an operand that is fully known."""
    return Operand(Kind.KNOWN, value, basis)


def unknown(missing: Witnesses, basis: Witnesses = ()) -> Operand:
    """Give an operand of which nothing is known."""
    return Operand(Kind.UNKNOWN, None, basis or missing, missing)


def not_applicable(basis: Witnesses) -> Operand:
    """Give an operand that has no object, and the answers that say so."""
    return Operand(Kind.NOT_APPLICABLE, None, basis)


def among(values: frozenset[object], basis: Witnesses, missing: Witnesses) -> Operand:
    """Give an operand that is one of several values; known when there is only one."""
    if len(values) == 1:
        return known(next(iter(values)), basis)
    return Operand(Kind.AMONG, values, basis, missing)


def between(low: float, high: float, basis: Witnesses, missing: Witnesses) -> Operand:
    """Give a number known by its bounds; known when they meet."""
    if low == high:
        return known(low, basis)
    return Operand(Kind.BETWEEN, (low, high), basis, missing)


def possibilities(operand: Operand) -> frozenset[object] | None:
    """Give the values an operand may have, or None when they cannot be listed."""
    if operand.kind is Kind.KNOWN:
        return frozenset((operand.value,))
    return (
        operand.value
        if isinstance(operand.value, frozenset) and operand.kind is Kind.AMONG
        else None
    )


def bounds(operand: Operand) -> tuple[float, float] | None:
    """Give the lowest and highest value of a number, or None when nothing bounds it."""
    if operand.kind is Kind.BETWEEN and isinstance(operand.value, tuple):
        return operand.value
    values = possibilities(operand)
    numbers = [value for value in values or () if isinstance(value, int | float)]
    return (min(numbers), max(numbers)) if numbers else None
