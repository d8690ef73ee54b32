"""Which comparisons of a condition decided what it came to, judged by the very closures it runs.

A conjunction fails by its first false member; a disjunction holds by its first true one. What
undecided members wait for is kept, what could not matter any more is left out.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from playbook_audit.conditions.compile import Compiler, Scope, exception_to
from playbook_audit.conditions.references import Leaf
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Truth
from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Every,
    In,
    NoOne,
    Not,
    Noted,
    Some,
)


class Decided(NamedTuple):
    """One comparison that counted, for one account or for the audit."""

    leaf: Leaf
    negated: bool
    """Whether the condition asked for its opposite."""
    account: Any
    truth: Truth
    """What the comparison came to, as the condition asked for it."""


class _Part(NamedTuple):
    condition: Condition
    negated: bool
    account: Any


class _Parts(NamedTuple):
    """The members of a condition."""

    members: list[_Part]
    every: bool
    """Whether all must hold; otherwise one, or so many, is enough."""
    accounts: bool
    """Whether they are the accounts of the audit: all those that count are then of interest."""


class Deciding:
    """Finds what decided conditions in one audit."""

    def __init__(self, compiler: Compiler, audit: Any) -> None:
        """Keep what judges and what is judged."""
        self._compiler = compiler
        self._audit = audit

    def comparisons(
        self, condition: Condition, account: Scope | None = None, *, negated: bool = False
    ) -> Iterator[Decided]:
        """Give the comparisons that made a condition what it is, in the order of writing."""
        yield from self._decided(_Part(condition, negated, account))

    def truth(self, condition: Condition, account: Scope | None = None) -> Truth:
        """Give what a condition comes to."""
        return self._truth(_Part(condition, negated=False, account=account))

    def _truth(self, part: _Part) -> Truth:
        judge = self._compiler.compile(part.condition, negated=part.negated)
        return judge(self._audit, part.account)[0]

    def _decided(self, part: _Part) -> Iterator[Decided]:
        condition = part.condition
        if isinstance(condition, Not):
            inner = part._replace(condition=condition.member, negated=not part.negated)
            yield from self._decided(inner)
        elif isinstance(condition, Comparison | In | Answered | Noted):
            yield Decided(condition, part.negated, part.account, self._truth(part))
        elif isinstance(condition, Count):
            for one in self._counted(condition, part):
                yield from self._decided(one)
        else:
            for one in self._counting(self._parts(part), self._truth(part)):
                yield from self._decided(one)

    def _counting(self, parts: _Parts, came_to: Truth) -> list[_Part]:
        """Give the members that count, once it is known what they come to together."""
        if came_to is (TRUE if parts.every else FALSE):
            return parts.members
        judged = [(self._truth(one), one) for one in parts.members]
        if came_to is NOT_APPLICABLE:
            return [one for truth, one in judged if truth in (FALSE, NOT_APPLICABLE)]
        alike = [one for truth, one in judged if truth is came_to]
        return alike if came_to is UNKNOWN or parts.accounts else alike[:1]

    def _counted(self, condition: Count, part: _Part) -> list[_Part]:
        """Give the accounts that made a count what it is; where more were asked for, the others."""
        accounts = self._audit.accounts or ()
        members = [_Part(condition.count.where, negated=False, account=one) for one in accounts]
        judged = [(self._truth(one), one) for one in members]
        if self._truth(part) is UNKNOWN:
            return [one for truth, one in judged if truth is UNKNOWN]
        too_low = self._truth(part) is not TRUE and not part.negated
        return [one for truth, one in judged if (truth is TRUE) != too_low] or members

    def _parts(self, part: _Part) -> _Parts:
        """Give the members of a condition, and how many must hold."""
        condition, negated, account = part
        match condition:
            case All() | AnyOf():
                members = [_Part(one, negated, account) for one in condition.members]
                return _Parts(members, isinstance(condition, All) != negated, accounts=False)
            case Some():
                return self._on_accounts(condition.some.where, negated=negated)
            case NoOne():
                return self._on_accounts(condition.no_one.where, negated=not negated)
            case Every():
                return self._on_accounts(exception_to(condition), negated=not negated)
            case _:
                raise TypeError(condition)

    def _on_accounts(self, where: Condition, *, negated: bool) -> _Parts:
        """Give a condition on each account: some must hold or, negated, all its opposites."""
        members = [_Part(where, negated, account) for account in self._audit.accounts or ()]
        return _Parts(members, every=negated, accounts=True)
