"""Explains any id of the catalogue: what it is, its grounds, what uses it, what came of it here.

Each kind of id has its own module; one id may name several things, and all are then told.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import UnknownId
from playbook_audit.model.spelling import nearest
from playbook_audit.model.typography import french
from playbook_audit.report.case import Case
from playbook_audit.report.explanation.accounts import (
    tell_decision,
    tell_network,
    tell_state,
    tell_thresholds,
)
from playbook_audit.report.explanation.benefits import tell_benefit
from playbook_audit.report.explanation.findings import tell_finding
from playbook_audit.report.explanation.glossary import tell_term
from playbook_audit.report.explanation.grounds import (
    tell_election,
    tell_fact,
    tell_parameter,
    tell_source,
)
from playbook_audit.report.explanation.measures import tell_axis, tell_risk
from playbook_audit.report.explanation.notes import tell_note
from playbook_audit.report.explanation.questions import tell_question
from playbook_audit.report.explanation.subject import Kind, Subject, known_ids, subjects
from playbook_audit.report.explanation.telling import Telling, Told
from playbook_audit.report.interface import Outline, Section, Text
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import ours, said
from playbook_audit.report.words import day

MOST_NEAR = 3
TELLERS: Mapping[Kind, Callable[[Telling, Subject], Told]] = {
    "question": tell_question,
    "finding": tell_finding,
    "benefit": tell_benefit,
    "note": tell_note,
    "risk": tell_risk,
    "axis": tell_axis,
    "state": tell_state,
    "decision": tell_decision,
    "network": tell_network,
    "thresholds": tell_thresholds,
    "parameter": tell_parameter,
    "source": tell_source,
    "fact": tell_fact,
    "election": tell_election,
    "term": tell_term,
}
KINDS: Mapping[Kind, str] = {
    "question": "Question",
    "finding": "Constat",
    "benefit": "Bénéfice",
    "note": "Note",
    "risk": "Risque",
    "axis": "Pratique",
    "state": "État d’un compte",
    "decision": "Décision",
    "network": "Réseau",
    "thresholds": "Seuils de silence",
    "parameter": "Nombre de la méthode",
    "source": "Source",
    "fact": "Fait calculé",
    "election": "Élection",
    "term": "Mot",
}


class Page(NamedTuple):
    """One thing to explain, and what is said of it."""

    subject: Subject
    told: Told


def explain(catalogue: Catalogue, wanted: str, case: Case | None) -> Outline:
    """Give all there is to say of an id, applied to an audit when there is one.

    Raise ``UnknownId`` with the nearest ids when it names nothing.
    """
    found = subjects(catalogue, wanted.strip(), case)
    if not found:
        near = nearest(wanted.strip().lower(), known_ids(catalogue, case), MOST_NEAR)
        raise UnknownId(wanted, near)
    telling = Telling(catalogue, case)
    told = [Page(subject, TELLERS[subject.kind](telling, subject)) for subject in found]
    several = len(told) > 1
    sections = [part for page in told for part in _sections(page, case, several=several)]
    return Outline(
        title=said("{title} ({id})", title=told[0].told.title, id=code(wanted.strip())),
        subtitle=_subtitle(found),
        sections=tuple(sections),
        footer=(ours(f"Questions et règles : version {catalogue.version}."),),
    )


def _subtitle(found: list[Subject]) -> Text:
    return ours(" · ".join(dict.fromkeys(KINDS[one.kind] for one in found)))


def _sections(page: Page, case: Case | None, *, several: bool) -> Iterator[Section]:
    """Give what came of a thing in the audit, then what it is in general."""
    subject, told = page
    kind = KINDS[subject.kind]
    place = f"{subject.kind}-{subject.id}"
    whose = f" — {kind} « {told.title} »" if several else ""
    if case is not None and told.in_case:
        where = f"Dans l’audit du {day(case.assessment.on)}{whose}"
        yield Section(f"{place}-here", french(where), told.in_case)
    yield Section(place, french(f"En général{whose}"), told.blocks)
