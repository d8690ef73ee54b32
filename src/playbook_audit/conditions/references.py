"""Walks a condition tree: its members, the operands and the parameters it names."""

from collections.abc import Iterator
from typing import TypeAlias

from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Every,
    In,
    Literal,
    NoOne,
    Not,
    Noted,
    ParameterReference,
    Some,
)

Keys: TypeAlias = tuple[str | int, ...]
"""Where a member stands in the condition as written: ``("some", "where", "all", 0)``."""
Leaf: TypeAlias = Comparison | In | Answered | Noted


def members(condition: Condition) -> tuple[tuple[Keys, Condition], ...]:
    """Give the conditions right under one, each with its place; none under a leaf."""
    match condition:
        case All():
            return tuple((("all", rank), one) for rank, one in enumerate(condition.members))
        case AnyOf():
            return tuple((("any", rank), one) for rank, one in enumerate(condition.members))
        case Not():
            return ((("not",), condition.member),)
        case Some():
            return ((("some", "where"), condition.some.where),)
        case NoOne():
            return ((("no_one", "where"), condition.no_one.where),)
        case Count():
            return ((("count", "where"), condition.count.where),)
        case Every():
            return tuple(_members_of_every(condition))
        case _:
            return ()


def _members_of_every(condition: Every) -> Iterator[tuple[Keys, Condition]]:
    if condition.every.where is not None:
        yield ("every", "where"), condition.every.where
    yield ("every", "holds"), condition.every.holds


def nodes(condition: Condition) -> Iterator[Condition]:
    """Give a condition and every one inside it, outermost first."""
    yield condition
    for _, member in members(condition):
        yield from nodes(member)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give the comparisons and marks of a condition, in the order of writing."""
    for node in nodes(condition):
        if isinstance(node, Comparison | In | Answered | Noted):
            yield node


def operand_of(leaf: Leaf) -> str:
    """Give the operand a leaf reads."""
    match leaf:
        case In():
            return leaf.among[0]
        case Answered():
            return leaf.answered
        case Noted():
            return leaf.noted
        case _:
            return leaf.operand


def literals_of(leaf: Leaf) -> tuple[Literal, ...]:
    """Give what a leaf compares its operand with; nothing for a mark."""
    match leaf:
        case In():
            return leaf.among[1]
        case Comparison():
            return (leaf.literal,)
        case _:
            return ()


def operands(condition: Condition) -> tuple[str, ...]:
    """Give the questions and facts a condition names, each once.

    >>> from playbook_audit.model.condition import condition_from
    >>> operands(condition_from({"all": [{"eq": ["a", "1"]}, {"not": {"has": ["b", "2"]}}]}))
    ('a', 'b')
    """
    return tuple(dict.fromkeys(operand_of(leaf) for leaf in leaves(condition)))


def parameters(condition: Condition) -> tuple[str, ...]:
    """Give the parameters a condition names, each once."""
    return tuple(dict.fromkeys(_parameters(condition)))


def _parameters(condition: Condition) -> Iterator[str]:
    for node in nodes(condition):
        found: tuple[object, ...] = ()
        if isinstance(node, Count):
            found = (node.count.at_least,)
        elif isinstance(node, Comparison | In):
            found = literals_of(node)
        yield from (one.param for one in found if isinstance(one, ParameterReference))
