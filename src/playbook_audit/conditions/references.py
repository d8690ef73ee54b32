"""Walks a condition tree: its members, the operands and the parameters it names."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Eq,
    Every,
    Ge,
    Gt,
    Has,
    In,
    Le,
    Literal,
    Lt,
    Ne,
    NoOne,
    Not,
    Noted,
    ParameterReference,
    Some,
)

Keys: TypeAlias = tuple[str | int, ...]
"""Where a member stands in the condition as written: ``("some", "where", "all", 0)``."""
Compared: TypeAlias = Eq | Ne | Lt | Le | Gt | Ge | Has | In
Leaf: TypeAlias = Compared | Answered | Noted


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


class Signed(NamedTuple):
    """A comparison or a mark inside a condition."""

    keys: Keys
    leaf: Leaf
    negated: bool
    """Whether the condition asks for its opposite."""


def signed_leaves(
    condition: Condition, keys: Keys = (), *, negated: bool = False
) -> Iterator[Signed]:
    """Give the comparisons and marks of a condition with their places, in the order of writing."""
    if isinstance(condition, Comparison | In | Answered | Noted):
        yield Signed(keys, condition, negated)
    for place, member in members(condition):
        flipped = negated != _flips(condition, place)
        yield from signed_leaves(member, (*keys, *place), negated=flipped)


def _flips(condition: Condition, place: Keys) -> bool:
    """Tell whether a condition asks for the opposite of one of its members."""
    if isinstance(condition, Every):
        return place[-1] == "where"
    return isinstance(condition, Not | NoOne)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give the comparisons and marks of a condition, in the order of writing."""
    return (signed.leaf for signed in signed_leaves(condition))


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
    found: tuple[object, ...] = ()
    if isinstance(condition, Count):
        found = (condition.count.at_least,)
    elif isinstance(condition, Comparison | In):
        found = literals_of(condition)
    yield from (one.param for one in found if isinstance(one, ParameterReference))
    for _, member in members(condition):
        yield from _parameters(member)
