"""Which comparisons decided a condition: one failure is enough, what could not matter is left out."""

from typing import Any

import pytest
from tests.builders import ON, audit

from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.catalogue.load import catalogue
from playbook_audit.conditions.compile import Compiler
from playbook_audit.conditions.deciding import Deciding
from playbook_audit.conditions.references import operand_of
from playbook_audit.conditions.truth import Truth
from playbook_audit.model.condition import condition_from

TOWN = {"eq": ["org_type", "commune"]}
REGION = {"eq": ["org_type", "region"]}
LARGE = {"ge": ["org_population", "100000"]}
STRATEGY = {"eq": ["strategy_written", "none"]}
ON_X = {"eq": ["account.platform", "x"]}
GENERAL = {"eq": ["account.scope", "general"]}
ACCOUNTS = [
    {"key": "ville", "platform": "x", "scope": "general", "last_post": ON},
    {"key": "museum", "platform": "x", "scope": "facility", "last_post": ON},
    {"key": "page", "platform": "facebook", "last_post": ON},
]


def decided(condition: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    """Give, for each comparison that counted: its operand, the account, what it came to."""
    scope = AuditScope(programme_of(catalogue()), audit(ACCOUNTS), ON)
    found = Deciding(Compiler(catalogue().rulebook.numbers), scope)
    return [
        (operand_of(one.leaf), None if one.account is None else one.account.key, one.truth.name)
        for one in found.comparisons(condition_from(condition))
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"all": [TOWN, LARGE, STRATEGY]}, [("org_population", None, "FALSE")]),
        ({"all": [TOWN, STRATEGY]}, [("strategy_written", None, "UNKNOWN")]),
        ({"any": [REGION, TOWN, STRATEGY]}, [("org_type", None, "TRUE")]),
        (
            {"any": [REGION, LARGE]},
            [("org_type", None, "FALSE"), ("org_population", None, "FALSE")],
        ),
        ({"not": {"any": [TOWN, LARGE]}}, [("org_type", None, "FALSE")]),
        (
            {"some": {"where": ON_X}},
            [("account.platform", "museum", "TRUE"), ("account.platform", "ville", "TRUE")],
        ),
        (
            {"no_one": {"where": {"all": [ON_X, GENERAL]}}},
            [("account.platform", "ville", "FALSE"), ("account.scope", "ville", "FALSE")],
        ),
        (
            {"every": {"where": ON_X, "holds": GENERAL}},
            [("account.platform", "museum", "FALSE"), ("account.scope", "museum", "FALSE")],
        ),
        (
            {"count": {"where": ON_X, "at_least": 3}},
            [("account.platform", "page", "FALSE")],
        ),
        (
            {"not": {"count": {"where": {"eq": ["account.platform", "facebook"]}, "at_least": 2}}},
            [("account.platform", "page", "TRUE")],
        ),
        ({"some": {"where": GENERAL}}, [("account.scope", "ville", "TRUE")]),
        ({"count": {"where": GENERAL, "at_least": 2}}, [("account.scope", "page", "UNKNOWN")]),
    ],
)
def test_what_decided_a_condition(
    condition: dict[str, Any], expected: list[tuple[str, str | None, str]]
) -> None:
    assert decided(condition) == expected


def test_a_condition_on_accounts_that_are_not_listed_waits_for_the_list() -> None:
    scope = AuditScope(programme_of(catalogue()), audit(), ON)
    found = Deciding(Compiler(catalogue().rulebook.numbers), scope)
    condition = condition_from({"some": {"where": ON_X}})
    assert found.truth(condition) is Truth.UNKNOWN
    assert list(found.comparisons(condition)) == []
