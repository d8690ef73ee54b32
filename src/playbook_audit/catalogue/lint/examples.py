"""Examples of rules, run: each must give the state it is named after."""

from collections.abc import Iterator
from typing import Any

from playbook_audit.assessment.benefits import judge_benefits
from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.findings import judge_findings
from playbook_audit.assessment.notes import judge_notes
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.catalogue.lint.subject import Lint, Spot, Subject
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.model.measured_example import activity_of
from playbook_audit.model.rule import AnyRule, Example, FindingRule, NoteRule
from playbook_audit.reading.yaml import path_text

DEFAULTS = {"org_type": "commune", "org_population": "8012", "org_presence": "yes"}
"""What is said of the collectivité when an example says nothing else."""
BESIDE = {
    "cleared": frozenset(("cleared", "not_applicable")),
    "not_sought": frozenset(("not_sought",)),
}
"""Other states the accounts of an example may be in; for the others, any."""
IN_FRENCH = {
    "raised": "levé",
    "cleared": "écarté",
    "unknown": "inconnu",
    "not_applicable": "sans objet",
    "accepted": "accepté",
    "realised": "réalisé",
    "sought": "recherché",
    "potential": "possible",
    "not_sought": "non recherché",
}


def examples_hold(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse an example that cannot be read, or that gives another state than its name."""
    for spot, rule in subject.rules:
        for expected, example in rule.examples:
            if example is not None:
                place = spot.at("examples", expected)
                yield from _verdict(subject, place, rule, expected, example)


def _verdict(
    subject: Subject,
    spot: Spot,
    rule: AnyRule,
    expected: str,
    example: Example,
) -> Iterator[Diagnostic]:
    try:
        scope = _scope_of(subject, spot, example)
    except InvalidInput as error:
        yield from (_replaced(spot, fault) for fault in error.diagnostics)
        return
    found = _states(scope, rule)
    if expected not in found or not set(found) <= BESIDE.get(expected, set(found)):
        listed = ", ".join(IN_FRENCH[one] for one in dict.fromkeys(found)) or "rien"
        message = f"l’exemple « {expected} » devrait être {IN_FRENCH[expected]} ; il est : {listed}"
        yield spot.error("EXAMPLE", message)


def _scope_of(subject: Subject, spot: Spot, example: Example) -> AuditScope:
    data: dict[str, Any] = {"answers": {**DEFAULTS, **example.answers}}
    if example.accounts:
        data["accounts"] = list(example.accounts)
    answers = subject.read(data, spot.document.file, subject.catalogue, example.on)
    measured = activity_of(example.activity)
    given = confronted(subject.catalogue, answers, measured, example.on)
    return AuditScope(programme_of(subject.catalogue), given, example.on)


def _states(scope: AuditScope, rule: AnyRule) -> list[str]:
    """Give the state of a rule on everything it concerns."""
    if isinstance(rule, FindingRule):
        findings = judge_findings(scope, rule.risk)
        return [one.state for one in findings if one.rule == rule.id]
    judged = judge_notes(scope) if isinstance(rule, NoteRule) else judge_benefits(scope)
    return [one.state for one in judged if one.rule == rule.id]


def _replaced(spot: Spot, fault: Diagnostic) -> Diagnostic:
    """Give a fault of an example at its place in the file of the rule."""
    depth = len(spot.keys)
    inside = [keys for keys in spot.document.places if keys[:depth] == spot.keys]
    keys = next((one for one in inside if path_text(one[depth:]) == fault.path), spot.keys)
    return spot.document.diagnostic(keys, fault.code, fault.message)


EXAMPLE_LINTS: tuple[Lint, ...] = (examples_hold,)
