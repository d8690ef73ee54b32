"""Every situation written by hand: the verdict cases, and the examples of every finding."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.builders import TOWN, answers_of
from tests.test_cases import cases_of

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answers
from playbook_audit.model.measured_example import activity_of
from playbook_audit.model.rule import Example
from playbook_audit.report.case import Case


class Situation(NamedTuple):
    name: str
    answers: Answers
    on: date


def written_cases(file: Path) -> Iterator[Situation]:
    """Give the verdict cases of a file of ``tests/cases``."""
    for name, case in cases_of(file).items():
        data: dict[str, Any] = {"answers": case.answers, "accepted": list(case.accepted)}
        if case.accounts:
            data["accounts"] = list(case.accounts)
        yield Situation(name, _measured(answers_of(data, case.on), case), case.on)


def example_of(rule: str, state: str) -> Situation | None:
    """Give the example a finding has of a state, or None."""
    example: Example | None = getattr(catalogue().rulebook.findings[rule].examples, state)
    if example is None:
        return None
    data: dict[str, Any] = {"answers": {**TOWN, **example.answers}}
    if example.accounts:
        rows = enumerate(example.accounts)
        data["accounts"] = [{"key": f"account-{rank}", **row} for rank, row in rows]
    given = _measured(answers_of(data, example.on), example)
    return Situation(f"{rule}: {state}", given, example.on)


def _measured(answers: Answers, written: Any) -> Answers:
    """Give the answers confronted with the measures of a case or an example."""
    return confronted(catalogue(), answers, activity_of(written.activity), written.on)


@cache
def example_case(rule: str, state: str) -> Case | None:
    """Give the same example, judged."""
    found = example_of(rule, state)
    return None if found is None else case_of(found)


def case_of(situation: Situation) -> Case:
    """Give a situation, judged."""
    assessment = assess(catalogue(), situation.answers, situation.on)
    inquiry = inquire(catalogue(), situation.answers, assessment)
    return Case(catalogue(), situation.answers, assessment, inquiry)
