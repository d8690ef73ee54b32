"""What an answer is worth: a value, a set, days, or nothing."""

from datetime import date
from math import inf
from typing import Any

import pytest

from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import NEVER, Answer, Contradicted, DateRange, Table, Value
from playbook_audit.model.operand import Kind, Operand
from playbook_audit.questionnaire.worth import ages, worth

ON = date(2026, 11, 22)
PATH = ("answers.it",)


def worth_of(question: str, value: Value | None) -> Operand:
    found = catalogue().questionnaire.find(question)
    assert found is not None
    return worth(found, Answer(value), PATH, ON)


def day(text: str) -> DateRange:
    return DateRange(date.fromisoformat(text), date.fromisoformat(text))


@pytest.mark.parametrize(
    ("question", "value", "kind", "worth"),
    [
        ("strategy_written", "draft", Kind.KNOWN, "draft"),
        ("strategy_written", None, Kind.UNKNOWN, None),
        ("org_population", 8012.0, Kind.KNOWN, 8012.0),
        ("account.branding", "no_brand", Kind.NOT_APPLICABLE, None),
        ("objectives_list", frozenset(("alert",)), Kind.KNOWN, frozenset(("alert",))),
        ("account.last_post", day("2026-11-22"), Kind.KNOWN, 0),
        ("account.last_post", day("2026-11-12"), Kind.KNOWN, 10),
        ("account.last_post", NEVER, Kind.KNOWN, NEVER),
        (
            "account.last_post",
            DateRange(date(2026, 10, 1), date(2026, 10, 31)),
            Kind.BETWEEN,
            (22, 52),
        ),
        ("account.last_post", DateRange(None, date(2025, 11, 22)), Kind.BETWEEN, (365, inf)),
    ],
)
def test_an_answer_is_worth_what_it_says(
    question: str, value: Value | None, kind: Kind, worth: Any
) -> None:
    operand = worth_of(question, value)
    assert (operand.kind, operand.value) == (kind, worth)
    assert bool(operand.missing) == (kind in (Kind.UNKNOWN, Kind.BETWEEN))


def test_a_table_with_a_row_to_find_is_incomplete() -> None:
    whole = Table((("seniors", "other"), ("young", "poorly")))
    holed = Table((("seniors", None), ("young", "poorly")))
    assert worth_of("audience_channel_map", whole).kind is Kind.KNOWN
    assert worth_of("audience_channel_map", holed) == Operand(Kind.INCOMPLETE, holed, PATH, PATH)


@pytest.mark.parametrize(
    ("question", "values", "kind", "worth"),
    [
        ("strategy_written", ("none", "draft"), Kind.AMONG, frozenset(("none", "draft"))),
        ("strategy_written", ("draft", "draft"), Kind.KNOWN, "draft"),
        ("org_population", (640.0, 8012.0), Kind.AMONG, frozenset((640.0, 8012.0))),
        ("account.last_post", (day("2026-11-12"), day("2026-10-23")), Kind.BETWEEN, (10, 30)),
        ("account.last_post", (day("2026-11-12"), NEVER), Kind.UNKNOWN, None),
    ],
)
def test_a_contradiction_keeps_every_value(
    question: str, values: tuple[Value, ...], kind: Kind, worth: Any
) -> None:
    operand = worth_of(question, Contradicted(values))
    assert (operand.kind, operand.value) == (kind, worth)


def test_ages_go_from_the_latest_day_to_the_earliest() -> None:
    assert ages(DateRange(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 12, 31)) == (0, 364)
    assert ages(DateRange(None, ON), ON) == (0, inf)
