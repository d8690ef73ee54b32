"""Small worlds for conditions: a truth, what is known of it, and random conditions to judge both.

A world holds one question of each kind, for the audit and for each account: ``choice`` (a, b, c),
``several`` (x, y, z), ``number``, ``age`` (days, or never), ``table`` (rows r, s; columns p, q).

Drawn by the standard generator with a fixed seed: thousands a second, and the same at every run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, NamedTuple

from tests.effort import EFFORT

from playbook_audit.conditions.compile import Compiler
from playbook_audit.conditions.truth import Verdict
from playbook_audit.model.answer import NEVER, Table
from playbook_audit.model.condition import condition_from
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    between,
    known,
    not_applicable,
    unknown,
)

NUMBERS = (0.0, 1.0, 2.0, 5.0)
KINDS = ("choice", "several", "number", "age", "table")


class Place(dict[str, Operand]):
    """What conditions read of the audit, or of one account."""

    def __init__(self, path: str, values: dict[str, Operand]) -> None:
        super().__init__(values)
        self.path = path
        self.answered = frozenset(n for n, one in values.items() if one.kind is not Kind.UNKNOWN)
        self.noted: frozenset[str] = frozenset()
        self.accounts: tuple[Place, ...] | None = ()

    def path_of(self, name: str) -> str:
        return f"{self.path}.{name}"


@dataclass(frozen=True)
class World:
    """Operands of the audit and of each account; None for a list of accounts that is not known."""

    audit: dict[str, Operand] = field(default_factory=dict)
    accounts: tuple[dict[str, Operand], ...] | None = ()

    def verdict(self, condition: Any) -> Verdict:
        """Judge a condition written as in YAML."""
        place = Place("answers", self.audit)
        if self.accounts is None:
            place.accounts = None
        else:
            rows = enumerate(self.accounts)
            place.accounts = tuple(Place(f"accounts.{rank}", row) for rank, row in rows)
        return Compiler({"limit": 2.0}).compile(condition_from(condition))(place, None)

    def operands(self) -> dict[str, Operand]:
        """Give every operand, by path."""
        found = {f"answers.{name}": operand for name, operand in self.audit.items()}
        for rank, row in enumerate(self.accounts or ()):
            found |= {f"accounts.{rank}.{name}": operand for name, operand in row.items()}
        return found

    def keeping(self, paths: tuple[str, ...]) -> "World":
        """Give the same world where nothing is known but at some paths; the list stays known."""
        rows = None if self.accounts is None else enumerate(self.accounts)
        return replace(
            self,
            audit=_forgotten_but("answers", self.audit, paths),
            accounts=None
            if rows is None
            else tuple(_forgotten_but(f"accounts.{rank}", row, paths) for rank, row in rows),
        )


def _forgotten_but(
    holder: str, values: dict[str, Operand], paths: tuple[str, ...]
) -> dict[str, Operand]:
    return {
        name: operand if f"{holder}.{name}" in paths else unknown((f"{holder}.{name}",))
        for name, operand in values.items()
    }


# ------------------------------------------------------------------ truths and what is known of them

Pair = tuple[dict[str, Operand], dict[str, Operand]]
SEED = 20261122


class Drawn(NamedTuple):
    """A condition, a truth, and the same truth with some of it forgotten."""

    condition: Any
    truth: World
    memory: World


def drawn(count: int, *, hidden: bool = False) -> Iterator[Drawn]:
    """Give so many random conditions and worlds.

    ``hidden``: what does not apply may be forgotten too, so that a missing answer may turn out to
    have no object.
    """
    chance = Random(SEED)  # noqa: S311 - the same draws at every run are the point
    for _ in range(count * EFFORT):
        audit = _place(chance, "answers", hidden=hidden)
        ranks = range(chance.randrange(4))
        rows = [_place(chance, f"accounts.{rank}", hidden=hidden) for rank in ranks]
        truth = World(audit[0], tuple(row[0] for row in rows))
        memory = World(audit[1], tuple(row[1] for row in rows))
        yield Drawn(_condition(chance, 2), truth, memory)


def _place(chance: Random, holder: str, *, hidden: bool) -> Pair:
    """Give the operands of one place: the truth, and what is remembered of it."""
    truths: dict[str, Operand] = {}
    memories: dict[str, Operand] = {}
    for kind in KINDS:
        path = (f"{holder}.{kind}",)
        objectless = chance.random() < 0.25
        truth = not_applicable(path) if objectless else known(_value(chance, kind), path)
        truths[kind] = memories[kind] = truth
        if (hidden or not objectless) and chance.random() < 0.5:
            memories[kind] = _remembered(chance, kind, truth, path)
    return truths, memories


def _value(chance: Random, kind: str) -> Any:
    match kind:
        case "choice":
            return chance.choice("abc")
        case "several":
            return frozenset(one for one in "xyz" if chance.random() < 0.5)
        case "number":
            return chance.choice(NUMBERS)
        case "age":
            return chance.choice((*NUMBERS, NEVER))
        case _:
            return Table(tuple((row, chance.choice("pq")) for row in "rs"))


def _remembered(chance: Random, kind: str, truth: Operand, path: tuple[str, ...]) -> Operand:
    """Give what remains of a truth: nothing, or part of it."""
    value: Any = truth.value
    if truth.kind is Kind.NOT_APPLICABLE or chance.random() < 0.5:
        return unknown(path)
    if kind == "number" or (kind == "age" and value is not NEVER):
        below, above = chance.choice((0.0, 1.0, 4.0)), chance.choice((0.0, 1.0, float("inf")))
        return between(value - below, value + above, path, path)
    if kind == "table":
        rows = tuple((row, None if row == "r" else column) for row, column in value.rows)
        return Operand(Kind.INCOMPLETE, Table(rows), path, path)
    others = (_value(chance, kind) for _ in range(2))
    return among(frozenset((value, *others)), path, path)


# ------------------------------------------------------------------ conditions


def _condition(chance: Random, depth: int) -> Any:
    """Give a condition on the audit: comparisons and quantifiers under all, any and not."""
    return _tree(chance, depth, _on_audit)


def _tree(chance: Random, depth: int, leaf: Callable[[Random], Any]) -> Any:
    if depth == 0 or chance.random() < 0.3:
        return leaf(chance)
    operator = chance.choice(("all", "any", "not"))
    if operator == "not":
        return {"not": _tree(chance, depth - 1, leaf)}
    members = range(chance.randint(1, 3))
    return {operator: [_tree(chance, depth - 1, leaf) for _ in members]}


def _on_audit(chance: Random) -> Any:
    return _comparison(chance, "") if chance.random() < 0.4 else _quantifier(chance)


def _quantifier(chance: Random) -> Any:
    where = _tree(chance, 2, _on_account)
    match chance.choice(("some", "no_one", "every", "every_where", "count")):
        case "every":
            return {"every": {"holds": where}}
        case "every_where":
            return {"every": {"where": where, "holds": _tree(chance, 1, _on_account)}}
        case "count":
            least = chance.choice((1, 2, 3, {"param": "limit"}))
            return {"count": {"where": where, "at_least": least}}
        case operator:
            return {operator: {"where": where}}


def _on_account(chance: Random) -> Any:
    return _comparison(chance, "" if chance.random() < 0.2 else "account.")


def _comparison(chance: Random, prefix: str) -> Any:
    """Give a comparison of one of the questions, by any operator that suits it."""
    kind = chance.choice(KINDS)
    name = f"{prefix}{kind}"
    match kind:
        case "choice" if chance.random() < 0.5:
            return {"in": [name, chance.sample("abc", 2)]}
        case "choice":
            return {chance.choice(("eq", "ne")): [name, chance.choice("abc")]}
        case "several" | "table":
            return {"has": [name, chance.choice("xyz" if kind == "several" else "pq")]}
        case "age" if chance.random() < 0.3:
            return {chance.choice(("eq", "ne")): [name, "never"]}
        case "number" if chance.random() < 0.3:
            return {chance.choice(("eq", "ne")): [name, chance.choice("0123")]}
        case _:
            return {chance.choice(("lt", "le", "gt", "ge")): [name, chance.choice("0123")]}
