"""The glossary: every entry a word leads to exists."""

from collections.abc import Iterator

from playbook_audit.assessment.facts import FACTS
from playbook_audit.catalogue.lint.subject import Lint, Subject
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.spelling import suggestion


def terms_lead_somewhere(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a word that leads to nothing, to itself, or twice to the same entry."""
    known = _explained_ids(subject)
    for spot in subject.rows("glossary.yaml"):
        seen = {spot.data["id"]}
        for rank, name in enumerate(spot.data["see"]):
            place = spot.at("see", rank)
            if name not in known:
                message = f"entrée inconnue « {name} »{suggestion(name, known)}"
                yield place.error("ID-UNKNOWN", message)
            elif name in seen:
                yield place.error("GLOSSARY", f"« {name} » est déjà là, ou est le mot lui-même")
            seen.add(name)


def _explained_ids(subject: Subject) -> set[str]:
    """Give every id that can be explained, in any list of the catalogue."""
    questionnaire, rulebook = subject.catalogue.questionnaire, subject.catalogue.rulebook
    lists = (
        questionnaire.audit_questions,
        questionnaire.account_questions,
        rulebook.findings,
        rulebook.benefits,
        rulebook.notes,
        rulebook.risks,
        rulebook.axes,
        rulebook.states,
        rulebook.networks,
        rulebook.thresholds,
        rulebook.parameters,
        rulebook.glossary,
        FACTS,
        {row.decision for row in rulebook.decisions},
        {one.id for one in rulebook.calendar},
    )
    return {name for entries in lists for name in entries}


GLOSSARY_LINTS: tuple[Lint, ...] = (terms_lead_somewhere,)
