"""Verdict cases: whole situations in YAML, with what the audit must conclude of each.

A specialist writes them, in ``cases/*.yaml``; the fields are those of ``Case`` and ``Expected``, ids
are exact, and anything else is refused. States, decisions and levels may be given by their French
name. A case says only what matters to it: an expectation it does not write is not checked.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BeforeValidator, ConfigDict, Field, ValidationError
from tests.builders import answers_of

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.diff import situations
from playbook_audit.catalogue.diff.situations import completed
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import (
    Assessment,
    BenefitState,
    Finding,
    FindingState,
    Level,
    Proof,
)
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.measured_example import activity_of
from playbook_audit.model.rule import Severity
from playbook_audit.reading.yaml import read_yaml

FOLDER = Path(__file__).parent / "cases"
LEVELS = {"faible": "low", "modéré": "moderate", "élevé": "high", "très élevé": "critical"}


def _several(written: Any) -> Any:
    return written if isinstance(written, list) else [written]


def _by_name(names: Callable[[], Mapping[str, str]]) -> BeforeValidator:
    """Read an id, or the French name that stands for it."""
    return BeforeValidator(lambda written: names().get(written, written))


@cache
def _state_names() -> dict[str, str]:
    return {state.title: state.id for state in catalogue().rulebook.states.values()}


@cache
def _decision_names() -> dict[str, str]:
    return {row.title: row.decision for row in catalogue().rulebook.decisions}


StateId = Annotated[str, _by_name(_state_names)]
DecisionId = Annotated[str, _by_name(_decision_names)]
LevelId = Annotated[Level, _by_name(lambda: LEVELS)]
SeverityId = Annotated[Severity, _by_name(lambda: LEVELS)]
OneOrMore = BeforeValidator(_several)


class Expected(Frozen):
    """What must be concluded; a rule is written alone, or with the key of an account after it.

    A rule judged for each account, written alone, stands for all its accounts.
    """

    path: Literal["village", "core"] | None = None
    nothing_urgent: bool | None = None
    states: dict[str, Annotated[tuple[StateId, ...], OneOrMore]] = Field(default_factory=dict)
    decisions: dict[str, DecisionId] = Field(default_factory=dict)
    findings: dict[str, FindingState] = Field(default_factory=dict)
    severity: dict[str, Annotated[tuple[SeverityId, ...], OneOrMore]] = Field(default_factory=dict)
    """The severity that is sure, followed by the worst still possible when it is another."""
    risks: dict[str, Annotated[tuple[LevelId, ...], OneOrMore]] = Field(default_factory=dict)
    benefits: dict[str, BenefitState] = Field(default_factory=dict)
    proofs: dict[str, Proof | None] = Field(default_factory=dict)
    """How well a realised benefit is proven; null for one that is not realised."""


class Case(situations.Case):
    """One situation: the answers of a file, and what is expected of them."""

    model_config = ConfigDict(extra="forbid")

    why: str
    expect: Expected


@cache
def cases_of(file: Path) -> dict[str, Case]:
    """Give the cases of a file, by name, each complete."""
    cases: dict[str, Case] = {}
    for row in read_yaml(file).data["cases"]:
        case = Case.model_validate(row)
        if case.name in cases:
            raise ValueError(f"{file.name}: two cases are named « {case.name} »")
        cases[case.name] = case if case.like is None else completed(case, cases[case.like])
    return cases


def judge(case: Case) -> Assessment:
    """Give the assessment of a case."""
    data: dict[str, Any] = {"answers": case.answers, "accepted": list(case.accepted)}
    if case.accounts:
        data["accounts"] = list(case.accounts)
    given = confronted(catalogue(), answers_of(data, case.on), activity_of(case.activity), case.on)
    return assess(catalogue(), given, case.on)


def disagreements(case: Case) -> Iterator[str]:
    """Give what is not as expected, a line each."""
    found, expected = judge(case), case.expect
    got: dict[str, dict[str, Any]] = {
        "path": {"path": found.path},
        "nothing_urgent": {"nothing_urgent": found.nothing_urgent},
        "states": {account.key: account.states for account in found.accounts},
        "decisions": {account.key: account.decision.decision for account in found.accounts},
        "findings": _by_rule(found, lambda one: one.state),
        "severity": _by_rule(found, _severities),
        "risks": {risk.id: risk.levels for risk in found.risks},
        "benefits": {_place(one): one.state for one in found.benefits},
        "proofs": {_place(one): one.proof for one in found.benefits},
    }
    for field, wanted in _wanted(expected).items():
        for name, value in wanted.items():
            values = got[field].get(name, "nothing of that name")
            if _unordered(values) != _unordered(value):
                yield f"{field}: {name}: expected {value}, got {values}"


def _wanted(expected: Expected) -> dict[str, dict[str, Any]]:
    """Give the expectations written, each as a mapping."""
    written = {name: getattr(expected, name) for name in expected.model_fields_set}
    return {
        name: value if isinstance(value, dict) else {name: value} for name, value in written.items()
    }


def _by_rule(found: Assessment, read: Callable[[Finding], Any]) -> dict[str, Any]:
    """Give what is read of each finding, and of all those of a rule when they agree."""
    each = {one.fingerprint: read(one) for one in found.findings}
    shared: dict[str, list[Any]] = {}
    for one in found.findings:
        shared.setdefault(one.rule, []).append(read(one))
    agreed = {rule: values[0] for rule, values in shared.items() if len(set(values)) == 1}
    return {**agreed, **each}


def _severities(finding: Finding) -> tuple[Severity, ...]:
    sure, worst = finding.severity, finding.worst
    return (sure,) if sure is worst else (sure, worst)


def _place(one: Any) -> str:
    return one.rule if one.account is None else f"{one.rule}:{one.account}"


def _unordered(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


FILES = sorted(FOLDER.glob("*.yaml"))
EVERY_CASE = [
    pytest.param(file, name, id=f"{file.stem}: {name}") for file in FILES for name in cases_of(file)
]


@pytest.mark.parametrize(("file", "name"), EVERY_CASE)
def test_case_concludes_as_expected(file: Path, name: str) -> None:
    case = cases_of(file)[name]
    found = list(disagreements(case))
    assert not found, "\n".join((case.why, *found))


def _expectations() -> list[Expected]:
    return [case.expect for file in FILES for case in cases_of(file).values()]


def test_there_are_forty_cases_at_least() -> None:
    assert len(EVERY_CASE) >= 40


def test_every_state_of_an_account_is_in_a_case() -> None:
    met = {state for one in _expectations() for states in one.states.values() for state in states}
    assert met == set(catalogue().rulebook.states) - {"unknown"}


def test_every_decision_is_in_a_case() -> None:
    met = {decision for one in _expectations() for decision in one.decisions.values()}
    assert met == {row.decision for row in catalogue().rulebook.decisions}


MINIMAL: dict[str, Any] = {"name": "n", "why": "w", "on": "2026-11-22", "expect": {"path": "core"}}


@pytest.mark.parametrize(
    "slip",
    [
        {"answer": {}},
        {"expect": {"finding": {}}},
        {"expect": {"findings": {"dormant_account": "relevé"}}},
        {"expect": {"risks": {"abandonment": "moyen"}}},
        {"expect": {"proofs": {"clean_exit": "sworn"}}},
    ],
)
def test_a_slip_in_a_case_is_refused(slip: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate({**MINIMAL, **slip})


@pytest.mark.parametrize(
    "wanted",
    [
        {"findings": {"dormant_acount": "raised"}},
        {"states": {"nobody": "dormant"}},
        {"risks": {"abandonement": "low"}},
        {"benefits": {"clean_exits": "realised"}},
        {"proofs": {"clean_exits": "declared"}},
    ],
)
def test_an_expectation_on_something_that_does_not_exist_fails(wanted: dict[str, Any]) -> None:
    case = Case.model_validate({**MINIMAL, "expect": wanted})
    assert "nothing of that name" in next(disagreements(case))
