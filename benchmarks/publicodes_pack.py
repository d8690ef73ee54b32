"""The same forty rules for publicodes, which has no quantifier over a list.

What ranges over the accounts is computed here, out of the time measured, and handed in as plain
numbers. From the project's performance study (its ``publi.py`` and ``publicodes.mjs``).
"""

import ast
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from zen_pack import RULES, Zen


class Publicodes(Zen):
    """Writes a rule for publicodes, and collects the aggregates to compute for it."""

    equal = "="

    def __init__(self) -> None:
        self.aggregates: dict[tuple[str, str], str] = {}
        """Name of an aggregate, by its kind and its expression in Python."""

    def rule(self, rule: str) -> Any:
        """Give a rule as publicodes reads it: mechanisms around comparisons."""
        return self._mechanism(ast.parse(rule, mode="eval").body)

    def _mechanism(self, node: ast.expr) -> Any:
        match node:
            case ast.BoolOp(op=op, values=values):
                every = isinstance(op, ast.And)
                name = "toutes ces conditions" if every else "une de ces conditions"
                return {name: [self._mechanism(one) for one in values]}
            case ast.UnaryOp(operand=operand):
                refused = {"si": self._mechanism(operand), "alors": "non"}
                return {"variations": [refused, {"sinon": "oui"}]}
            case _:
                return self.write(node)

    def name(self, node: ast.Attribute | ast.Name) -> str:
        """Give an answer: names are written with spaces."""
        return (node.id if isinstance(node, ast.Name) else node.attr).replace("_", " ")

    def aggregate(self, name: str, over: ast.expr) -> str:
        """Give the name under which the aggregate is handed in."""
        return self.aggregates.setdefault((name, ast.unparse(over)), f"agr{len(self.aggregates)}")


def write_pack(audits: Iterable[dict[str, Any]], rules: Path, situations: Path) -> None:
    """Write what ``publicodes.mjs`` reads: the rules, and one situation a line."""
    emitter = Publicodes()
    findings = {f"finding {_spaced(name)}": emitter.rule(rule) for name, rule in RULES.items()}
    lines = [_situation(audit, emitter.aggregates) for audit in audits]
    declared = {name: {"valeur": value} for name, value in lines[0].items()}
    rules.write_text(json.dumps(findings | declared), encoding="utf-8")
    situations.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _situation(
    audit: dict[str, Any], aggregates: dict[tuple[str, str], str]
) -> dict[str, str | int]:
    answers = {_spaced(name): value for name, value in audit.items() if name != "accounts"}
    computed = {
        name: _aggregate(kind, expression, audit["accounts"])
        for (kind, expression), name in aggregates.items()
    }
    return {name: _literal(value) for name, value in (answers | computed).items()}


def _aggregate(kind: str, expression: str, accounts: list[dict[str, Any]]) -> Any:
    return _AGGREGATES[kind]([_value(expression, account) for account in accounts])


_AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "all": all,
    "any": any,
    "count": lambda each: sum(map(bool, each)),
    "max": max,
    "min": min,
    "nuniq": lambda each: len(set(each)),
    "sum": sum,
}


def _value(expression: str, account: dict[str, Any]) -> Any:
    """Give an expression of our own pack for one account, bare or as a field of ``a``."""
    return eval(expression, {"a": _Fields(account)})  # noqa: S307 - the rules are in ``zen_pack``


class _Fields:
    """The fields of an account as attributes."""

    def __init__(self, account: dict[str, Any]) -> None:
        self.__dict__.update(account)


def _literal(value: Any) -> str | int:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"'{value}'" if isinstance(value, str) else int(value)
