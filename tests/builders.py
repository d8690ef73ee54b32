"""Audits from plain data, as a person would write them in a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment, Finding

ON = date(2026, 11, 22)
Plain = Mapping[str, Any]
TOWN: Plain = {
    "org_type": "commune",
    "org_population": 8012,
    "org_presence": "yes",
}
"""What is said of the collectivité when a test says nothing else."""


def as_text(data: Any) -> Any:
    """Give plain data as the readers do: every scalar is text."""
    if isinstance(data, Mapping):
        return {str(key): as_text(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [as_text(value) for value in data]
    return data if data is None else str(data)


def answers_of(data: Plain, on: date = ON) -> Answers:
    """Give the answers of a whole file written as plain data."""
    return answers_from(as_text(data), "audit.yaml", catalogue(), on)


def audit(accounts: Iterable[Plain] | None = None, on: date = ON, **answers: Any) -> Answers:
    """Give the answers of a town of 8 012 inhabitants, present on networks unless said."""
    data: dict[str, Any] = {"answers": {**TOWN, **answers}}
    if accounts is not None:
        data["accounts"] = list(accounts)
    return answers_of(data, on)


def judged(accounts: Iterable[Plain] | None = None, on: date = ON, **answers: Any) -> Assessment:
    """Give what is concluded on the answers ``audit`` gives."""
    return assess(catalogue(), audit(accounts, on, **answers), on)


def finding(assessment: Assessment, rule: str, account: str | None = None) -> Finding:
    """Give the finding of a rule, on the audit or on one account."""
    return next(one for one in assessment.findings if one.rule == rule and one.account == account)


def states(assessment: Assessment, rank: int = 0) -> tuple[str, ...]:
    """Give the possible states of one account."""
    return assessment.accounts[rank].states
