"""Each operator and each quantifier, on what is known, partly known, missing or without object."""

from typing import Any

import pytest
from tests.conditions.worlds import World

from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Truth
from playbook_audit.model.answer import NEVER, Table
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    between,
    known,
    not_applicable,
    unknown,
)

PATH = ("answers.it",)
INF = float("inf")
NOTHING = unknown(PATH)
OBJECTLESS = not_applicable(PATH)
INCOMPLETE = Operand(Kind.INCOMPLETE, Table((("r", None), ("s", "p"))), PATH, PATH)


def some_of(*values: object) -> Operand:
    return among(frozenset(values), PATH, PATH)


def span(low: float, high: float) -> Operand:
    return between(low, high, PATH, PATH)


def is_(value: object) -> Operand:
    return known(value, PATH)


@pytest.mark.parametrize(
    ("condition", "operand", "expected"),
    [
        ({"eq": ["it", "a"]}, is_("a"), TRUE),
        ({"eq": ["it", "a"]}, is_("b"), FALSE),
        ({"eq": ["it", "a"]}, some_of("a", "b"), UNKNOWN),
        ({"eq": ["it", "a"]}, some_of("b", "c"), FALSE),
        ({"eq": ["it", "a"]}, NOTHING, UNKNOWN),
        ({"eq": ["it", "a"]}, OBJECTLESS, NOT_APPLICABLE),
        ({"ne": ["it", "a"]}, is_("b"), TRUE),
        ({"ne": ["it", "a"]}, some_of("b", "c"), TRUE),
        ({"ne": ["it", "a"]}, NOTHING, UNKNOWN),
        ({"ne": ["it", "a"]}, OBJECTLESS, NOT_APPLICABLE),
        ({"in": ["it", ["a", "b"]]}, is_("b"), TRUE),
        ({"in": ["it", ["a", "b"]]}, some_of("a", "b"), TRUE),
        ({"in": ["it", ["a", "b"]]}, some_of("a", "c"), UNKNOWN),
        ({"in": ["it", ["a", "b"]]}, is_("c"), FALSE),
        ({"eq": ["it", "true"]}, is_(value=True), TRUE),
        ({"eq": ["it", "false"]}, is_(value=True), FALSE),
        ({"eq": ["it", "true"]}, some_of(True, False), UNKNOWN),
        ({"eq": ["it", "never"]}, is_("never"), TRUE),  # a choice may be called so
        ({"eq": ["it", "never"]}, is_(NEVER), TRUE),
        ({"eq": ["it", "never"]}, is_(3.0), FALSE),
        ({"eq": ["it", "3"]}, is_(3.0), TRUE),
        ({"eq": ["it", "3"]}, span(2, 4), UNKNOWN),
        ({"eq": ["it", "3"]}, span(4, 5), FALSE),
        ({"eq": ["it", {"param": "limit"}]}, is_(2.0), TRUE),
        ({"gt": ["it", "3"]}, is_(3.0), FALSE),
        ({"ge": ["it", "3"]}, is_(3.0), TRUE),
        ({"lt": ["it", "3"]}, is_(3.0), FALSE),
        ({"le": ["it", "3"]}, is_(3.0), TRUE),
        ({"gt": ["it", {"param": "limit"}]}, is_(2.5), TRUE),
        ({"gt": ["it", "3"]}, span(4, INF), TRUE),
        ({"gt": ["it", "3"]}, span(3, INF), UNKNOWN),
        ({"ge": ["it", "3"]}, span(3, INF), TRUE),
        ({"gt": ["it", "3"]}, span(0, 3), FALSE),
        ({"gt": ["it", "3"]}, some_of(1.0, 9.0), UNKNOWN),
        ({"gt": ["it", "3"]}, some_of(8.0, 9.0), TRUE),
        ({"gt": ["it", "3"]}, is_(NEVER), TRUE),  # never is longer ago than anything
        ({"lt": ["it", "3"]}, is_(NEVER), FALSE),
        ({"has": ["it", "x"]}, is_(frozenset("xy")), TRUE),
        ({"has": ["it", "z"]}, is_(frozenset("xy")), FALSE),
        ({"has": ["it", "x"]}, some_of(frozenset("x"), frozenset("y")), UNKNOWN),
        ({"has": ["it", "x"]}, some_of(frozenset("x"), frozenset("xy")), TRUE),
        ({"has": ["it", "p"]}, is_(Table((("r", "p"), ("s", "q")))), TRUE),
        ({"has": ["it", "p"]}, is_(Table((("r", "q"),))), FALSE),
        ({"has": ["it", "p"]}, INCOMPLETE, TRUE),
        ({"has": ["it", "q"]}, INCOMPLETE, UNKNOWN),
    ],
    ids=lambda part: part.kind.name if isinstance(part, Operand) else str(part),
)
def test_comparison_judges_what_is_known(condition: Any, operand: Operand, expected: Truth) -> None:
    assert World({"it": operand}).verdict(condition) == (expected, PATH)


_ANY = {"any": [{"eq": ["one", "a"]}, {"eq": ["other", "a"]}]}
_ALL = {"all": [{"eq": ["one", "a"]}, {"eq": ["other", "a"]}]}
_OPERANDS = {
    TRUE: known("a", ("p",)),
    FALSE: known("b", ("p",)),
    UNKNOWN: unknown(("p",)),
    NOT_APPLICABLE: not_applicable(("p",)),
}


@pytest.mark.parametrize("one", Truth)
@pytest.mark.parametrize("other", Truth)
def test_all_is_the_minimum_and_any_the_maximum(one: Truth, other: Truth) -> None:
    world = World({"one": _OPERANDS[one], "other": _OPERANDS[other]})
    assert world.verdict(_ALL)[0] is min(one, other)
    assert world.verdict(_ANY)[0] is max(one, other)


KLEENE_AND = {
    (TRUE, TRUE): TRUE,
    (TRUE, UNKNOWN): UNKNOWN,
    (TRUE, FALSE): FALSE,
    (UNKNOWN, UNKNOWN): UNKNOWN,
    (UNKNOWN, FALSE): FALSE,
    (FALSE, FALSE): FALSE,
}
KLEENE_OR = {
    (TRUE, TRUE): TRUE,
    (TRUE, UNKNOWN): TRUE,
    (TRUE, FALSE): TRUE,
    (UNKNOWN, UNKNOWN): UNKNOWN,
    (UNKNOWN, FALSE): UNKNOWN,
    (FALSE, FALSE): FALSE,
}


@pytest.mark.parametrize(("pair", "expected"), KLEENE_AND.items(), ids=str)
def test_all_follows_the_table_of_kleene(pair: tuple[Truth, Truth], expected: Truth) -> None:
    for one, other in (pair, pair[::-1]):
        world = World({"one": _OPERANDS[one], "other": _OPERANDS[other]})
        assert world.verdict(_ALL)[0] is expected


@pytest.mark.parametrize(("pair", "expected"), KLEENE_OR.items(), ids=str)
def test_any_follows_the_table_of_kleene(pair: tuple[Truth, Truth], expected: Truth) -> None:
    for one, other in (pair, pair[::-1]):
        world = World({"one": _OPERANDS[one], "other": _OPERANDS[other]})
        assert world.verdict(_ANY)[0] is expected


@pytest.mark.parametrize(
    ("truth", "opposite"),
    [(TRUE, FALSE), (FALSE, TRUE), (UNKNOWN, UNKNOWN), (NOT_APPLICABLE, NOT_APPLICABLE)],
)
def test_not_exchanges_true_and_false_alone(truth: Truth, opposite: Truth) -> None:
    world = World({"one": _OPERANDS[truth]})
    assert world.verdict({"not": {"eq": ["one", "a"]}})[0] is opposite


# ------------------------------------------------------------------ quantifiers

HOLDS = {"eq": ["account.it", "a"]}
SOME = {"some": {"where": HOLDS}}
NO_ONE = {"no_one": {"where": HOLDS}}
EVERY = {"every": {"holds": HOLDS}}
TWO = {"count": {"where": HOLDS, "at_least": 2}}


def accounts(*values: str | None) -> World:
    """Give accounts that hold (a), do not (b), are not known (?), or are not concerned (None)."""
    rows = []
    for rank, value in enumerate(values):
        path = (f"accounts.{rank}.it",)
        operand = not_applicable(path) if value is None else known(value, path)
        rows.append({"it": unknown(path) if value == "?" else operand})
    return World(accounts=tuple(rows))


@pytest.mark.parametrize(
    ("values", "some", "no_one", "every", "two"),
    [
        ("", FALSE, TRUE, TRUE, FALSE),
        ("a", TRUE, FALSE, TRUE, FALSE),
        ("b", FALSE, TRUE, FALSE, FALSE),
        ("?", UNKNOWN, UNKNOWN, UNKNOWN, FALSE),
        ("aa", TRUE, FALSE, TRUE, TRUE),
        ("ab", TRUE, FALSE, FALSE, FALSE),
        ("a?", TRUE, FALSE, UNKNOWN, UNKNOWN),
        ("b?", UNKNOWN, UNKNOWN, FALSE, FALSE),
        ("aab", TRUE, FALSE, FALSE, TRUE),
        ("aa?", TRUE, FALSE, UNKNOWN, TRUE),
    ],
)
def test_quantifiers_judge_the_accounts(
    values: str, some: Truth, no_one: Truth, every: Truth, two: Truth
) -> None:
    world = accounts(*values)
    conditions = (SOME, NO_ONE, EVERY, TWO)
    assert [world.verdict(one)[0] for one in conditions] == [some, no_one, every, two]


@pytest.mark.parametrize(("values", "expected"), [(("a", None), TRUE), (("b", None), FALSE)])
def test_accounts_without_object_are_left_out(
    values: tuple[str | None, ...], expected: Truth
) -> None:
    assert accounts(*values).verdict(EVERY)[0] is expected


@pytest.mark.parametrize("condition", [SOME, NO_ONE, EVERY, TWO], ids=lambda one: next(iter(one)))
def test_a_quantifier_has_no_object_when_no_account_has(condition: Any) -> None:
    truth, witnesses = accounts(None, None).verdict(condition)
    assert truth is NOT_APPLICABLE
    assert witnesses == ("accounts.0.it", "accounts.1.it")


@pytest.mark.parametrize("condition", [SOME, NO_ONE, EVERY, TWO], ids=lambda one: next(iter(one)))
def test_a_quantifier_over_an_unknown_list_is_unknown(condition: Any) -> None:
    assert World(accounts=None).verdict(condition) == (UNKNOWN, ("accounts",))


def test_every_looks_only_at_the_accounts_its_filter_keeps() -> None:
    kept = {"every": {"where": {"eq": ["account.kind", "main"]}, "holds": HOLDS}}
    main = {"kind": known("main", ("k.0",)), "it": known("a", ("h.0",))}
    other = {"kind": known("other", ("k.1",)), "it": known("b", ("h.1",))}
    assert World(accounts=(main, other)).verdict(kept)[0] is TRUE
    maybe = {**other, "kind": unknown(("k.1",))}
    assert World(accounts=(main, maybe)).verdict(kept) == (UNKNOWN, ("k.1",))


def test_count_takes_a_parameter() -> None:
    two = {"count": {"where": HOLDS, "at_least": {"param": "limit"}}}
    assert accounts("a", "a").verdict(two)[0] is TRUE
    assert accounts("a", "b").verdict(two)[0] is FALSE


def test_the_list_of_accounts_is_a_witness_of_what_it_decides() -> None:
    assert accounts("b", "a").verdict(SOME) == (TRUE, ("accounts", "accounts.1.it"))
    assert accounts("b", "b").verdict(NO_ONE) == (
        TRUE,
        ("accounts", "accounts.0.it", "accounts.1.it"),
    )


def test_an_open_quantifier_names_only_the_accounts_that_are_open() -> None:
    assert accounts("b", "?").verdict(SOME) == (UNKNOWN, ("accounts.1.it",))


# ------------------------------------------------------------------ marks


def test_answered_tells_whether_something_else_than_do_not_know_is_on_file() -> None:
    world = World({"said": known("a", ("p",)), "unsaid": unknown(("p",))})
    assert world.verdict({"answered": "said"}) == (TRUE, ("answers.said",))
    assert world.verdict({"answered": "unsaid"}) == (FALSE, ("answers.unsaid",))
    assert world.verdict({"not": {"answered": "unsaid"}})[0] is TRUE
