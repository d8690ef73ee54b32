"""Turns a condition tree into plain Python closures, once per catalogue.

A compiled condition is called with the scope of the audit and the scope of an account (None outside
the accounts) and returns a verdict. What a scope must offer is said by the two protocols below.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

from playbook_audit.conditions.truth import (
    FALSE,
    NEGATION,
    NOT_APPLICABLE,
    TRUE,
    UNKNOWN,
    Truth,
    Verdict,
)
from playbook_audit.model.answer import NEVER, Table
from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Every,
    Has,
    In,
    Literal,
    NoOne,
    Not,
    Noted,
    ParameterReference,
    Some,
    condition_from,
)
from playbook_audit.model.operand import Kind, Operand, Witnesses

KNOWN = Kind.KNOWN
ACCOUNT_LIST: Witnesses = ("accounts",)
"""The witness that stands for the list of accounts and its length."""


class Scope(Protocol):
    """What conditions read of one account, or of the audit."""

    @property
    def answered(self) -> frozenset[str]:
        """Give the questions answered otherwise than by "I don't know"."""

    @property
    def noted(self) -> frozenset[str]:
        """Give the questions whose answer carries a note."""

    def __getitem__(self, name: str, /) -> Operand:
        """Give the operand of a question or a fact."""

    def path_of(self, name: str) -> str:
        """Give the path of the answer to a question."""


class AuditScope(Scope, Protocol):
    """What conditions read of the audit."""

    @property
    def accounts(self) -> "tuple[Scope, ...] | None":
        """Give the scope of each account, or None when the list is not known."""


Compiled: TypeAlias = Callable[[Any, Any], Verdict]
"""(scope of the audit, scope of an account or None) -> verdict."""


class Compiler:
    """Compiles conditions against the numbers of one catalogue."""

    def __init__(self, numbers: Mapping[str, float]) -> None:
        """Keep the parameters that ``{param: id}`` names."""
        self._numbers = numbers

    def compile(self, condition: Condition, *, negated: bool = False) -> Compiled:
        """Give the closure of a condition, or of its negation."""
        match condition:
            case All() | AnyOf():
                parts = tuple(self.compile(one, negated=negated) for one in condition.members)
                return _all(parts) if isinstance(condition, All) != negated else _any(parts)
            case Not():
                return self.compile(condition.member, negated=not negated)
            case Some() | NoOne() | Every() | Count():
                return self._quantifier(condition, negated=negated)
            case Answered():
                return _flipped(_answered(condition.answered), flip=negated)
            case Noted():
                return _flipped(_noted(condition.noted), flip=negated)
            case _:
                return _flipped(self._leaf(condition), flip=negated)

    def _quantifier(self, condition: Some | NoOne | Every | Count, *, negated: bool) -> Compiled:
        match condition:
            case Some():
                return self._count(condition.some.where, 1, negated=negated)
            case NoOne():
                return self._count(condition.no_one.where, 1, negated=not negated)
            case Count():
                least = self._number(condition.count.at_least)
                return self._count(condition.count.where, least, negated=negated)
            case _:
                return self._count(exception_to(condition), 1, negated=not negated)

    def _count(self, where: Condition, least: float, *, negated: bool) -> Compiled:
        """Give the closure of "so many accounts", or of "fewer accounts"."""
        enough = _at_least(self.compile(where), least)
        return _fewer_than(enough, self.compile(where, negated=True)) if negated else enough

    def _leaf(self, condition: Comparison | In) -> Compiled:
        if isinstance(condition, In):
            name, literals = condition.among
            return _equality(name, frozenset(self._literal(one) for one in literals))
        name, literal = condition.sides
        if isinstance(condition, Has):
            return _membership(name, str(literal))
        if condition.operator in _ORDERS:
            return _order(name, condition.operator, self._number(literal))
        equal = _equality(name, frozenset((self._literal(literal),)))
        return _flipped(equal, flip=condition.operator == "ne")

    def _literal(self, literal: Literal) -> str | float:
        """Give a literal as values are compared: numbers as numbers, the rest as text."""
        if isinstance(literal, ParameterReference):
            return self._numbers[literal.param]
        try:
            return float(literal)
        except ValueError:
            return literal

    def _number(self, literal: Literal | int) -> float:
        if isinstance(literal, ParameterReference):
            return self._numbers[literal.param]
        return float(literal)


def exception_to(condition: Every) -> Condition:
    """Give the condition of an account that breaks a universal one."""
    breaks = {"not": condition.every.holds}
    where = condition.every.where
    return condition_from(breaks if where is None else {"all": [where, breaks]})


def _all(parts: tuple[Compiled, ...]) -> Compiled:
    """The weakest of the parts; the first false one is witness enough."""

    def conjunction(audit: Any, account: Any) -> Verdict:
        weakest = TRUE
        witnesses: Witnesses = ()
        for part in parts:
            truth, found = part(audit, account)
            if truth is FALSE:
                return FALSE, found
            if truth is weakest:
                witnesses += found
            elif truth < weakest:
                weakest, witnesses = truth, found
        return weakest, witnesses

    return conjunction


def _any(parts: tuple[Compiled, ...]) -> Compiled:
    """The strongest of the parts; the first true one is witness enough.

    Without object, it owes as much to the parts that are false as to those without object.
    """

    def disjunction(audit: Any, account: Any) -> Verdict:
        strongest = FALSE
        witnesses: Witnesses = ()
        for part in parts:
            truth, found = part(audit, account)
            if truth is TRUE:
                return TRUE, found
            if truth is UNKNOWN and strongest is not UNKNOWN:
                strongest, witnesses = UNKNOWN, found
            elif truth is UNKNOWN or strongest is not UNKNOWN:
                strongest = max(strongest, truth)
                witnesses += found
        return strongest, witnesses

    return disjunction


def _flipped(compiled: Compiled, *, flip: bool) -> Compiled:
    if not flip:
        return compiled

    def negation(audit: Any, account: Any) -> Verdict:
        truth, witnesses = compiled(audit, account)
        return NEGATION[truth], witnesses

    return negation


def _at_least(where: Compiled, least: float) -> Compiled:
    """Count the accounts for which a condition holds.

    Accounts for which it has no object are left out; when it may have none for any of them, neither
    has the count, unless there are too few accounts in any case.
    """

    def count(audit: AuditScope, _account: Any) -> Verdict:
        if audit.accounts is None:
            return UNKNOWN, ACCOUNT_LIST
        held: list[Witnesses] = []
        possible: list[Witnesses] = []
        refused: list[Witnesses] = []
        objectless = 0
        for account in audit.accounts:
            truth, found = where(audit, account)
            if truth is TRUE:
                held.append(found)
                if len(held) >= least:
                    return TRUE, ACCOUNT_LIST + _joined(held)
            elif truth is UNKNOWN:
                possible.append(found)
            else:
                refused.append(found)
                objectless += truth is NOT_APPLICABLE
        if len(held) + len(possible) >= least:
            return UNKNOWN, _joined(possible)
        if least <= len(audit.accounts) == objectless + len(possible):
            return NOT_APPLICABLE, _joined(refused)
        return FALSE, ACCOUNT_LIST + _joined(refused + held)

    return count


def _fewer_than(enough: Compiled, refuses: Compiled) -> Compiled:
    """Reverse a count; without object, it is open when some account may yet refuse."""

    def fewer(audit: AuditScope, account: Any) -> Verdict:
        truth, witnesses = enough(audit, account)
        if truth is not NOT_APPLICABLE:
            return NEGATION[truth], witnesses
        judged = (refuses(audit, one) for one in audit.accounts or ())
        missing = [found for refusal, found in judged if refusal is UNKNOWN]
        return (UNKNOWN, _joined(missing)) if missing else (NOT_APPLICABLE, witnesses)

    return fewer


def _joined(pieces: list[Witnesses]) -> Witnesses:
    """Give the witnesses of several accounts; those that share a tuple are taken once."""
    distinct = {id(piece): piece for piece in pieces}
    return tuple(path for piece in distinct.values() for path in piece)


def _answered(name: str) -> Compiled:
    """Whether a question has an answer on file, other than "I don't know"."""
    local = name.removeprefix("account.")
    on_account = local != name

    def answered(audit: Scope, account: Scope) -> Verdict:
        scope = account if on_account else audit
        return (TRUE if local in scope.answered else FALSE), (scope.path_of(local),)

    return answered


def _noted(name: str) -> Compiled:
    """Whether an answer carries a note; unknown as long as there is no answer."""
    local = name.removeprefix("account.")
    on_account = local != name

    def noted(audit: Scope, account: Scope) -> Verdict:
        scope = account if on_account else audit
        path = (scope.path_of(local),)
        if local not in scope.answered:
            return UNKNOWN, path
        return (TRUE if local in scope.noted else FALSE), path

    return noted


KnownTest: TypeAlias = Callable[[Any], bool]
"""Judges a value that is known."""
OpenTest: TypeAlias = Callable[[Operand], Truth]
"""Judges a value of which something is known."""


def _comparison(name: str, known_test: KnownTest, open_test: OpenTest) -> Compiled:
    """Read one operand and judge what is known of it."""
    local = name.removeprefix("account.")
    on_account = local != name

    def compare(audit: Any, account: Any) -> Verdict:
        operand: Operand = account[local] if on_account else audit[local]
        kind = operand.kind
        if kind is KNOWN:
            return (TRUE if known_test(operand.value) else FALSE), operand.basis
        if kind is Kind.UNKNOWN:
            return UNKNOWN, operand.missing
        if kind is Kind.NOT_APPLICABLE:
            return NOT_APPLICABLE, operand.basis
        truth = open_test(operand)
        return truth, operand.missing if truth is UNKNOWN else operand.basis

    return compare


def _equality(name: str, literals: frozenset[str | float]) -> Compiled:
    """Whether the operand is one of the literals."""
    wanted = frozenset(value for literal in literals for value in _readings(literal))

    def judge(operand: Operand) -> Truth:
        value: Any = operand.value
        if operand.kind is Kind.AMONG:
            return _shared([one in wanted for one in value])
        low, high = value
        reachable = any(isinstance(one, float) and low <= one <= high for one in wanted)
        return UNKNOWN if reachable else FALSE

    return _comparison(name, wanted.__contains__, judge)


def _readings(literal: str | float) -> tuple[object, ...]:
    """Give the values a literal may stand for: ``never`` is also the id of a choice."""
    return literal, _SPELLED.get(literal, literal)


_SPELLED: dict[str | float, object] = {"true": True, "false": False, "never": NEVER}


def _membership(name: str, choice: str) -> Compiled:
    """Whether a several-choice answer holds a choice, or a row of a table has it."""

    def holds(value: Any) -> bool:
        return choice in (_columns(value) if value.__class__ is Table else value)

    def judge(operand: Operand) -> Truth:
        value: Any = operand.value
        if operand.kind is Kind.AMONG:
            return _shared([holds(one) for one in value])
        return TRUE if holds(value) else UNKNOWN

    return _comparison(name, holds, judge)


def _columns(table: Table) -> list[str | None]:
    return [column for _, column in table.rows]


_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}


def _order(name: str, symbol: str, limit: float) -> Compiled:
    """Whether a number, or an age in days, is on one side of a limit."""
    holds = _ORDERS[symbol]

    def judge(operand: Operand) -> Truth:
        value: Any = operand.value
        possible = value if operand.kind is Kind.BETWEEN else [_age(one) for one in value]
        return _shared([holds(one, limit) for one in possible])

    return _comparison(name, lambda value: holds(_age(value), limit), judge)


def _shared(outcomes: list[bool]) -> Truth:
    """Give the truth common to every possible value, or UNKNOWN.

    An order holds on a whole interval when it holds at both ends.
    """
    if all(outcomes):
        return TRUE
    return UNKNOWN if any(outcomes) else FALSE


def _age(value: Any) -> float:
    """Give a number to compare; what never happened is older than anything."""
    return float("inf") if value is NEVER else value
