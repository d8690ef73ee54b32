"""What stands in the catalogue and serves nothing: warnings only, for its use may be to come."""

from collections.abc import Iterator

from playbook_audit.assessment.uses import uses_of
from playbook_audit.catalogue.lint.reference import READ_BY_PROGRAM
from playbook_audit.catalogue.lint.subject import Lint, Subject
from playbook_audit.model.diagnostic import Diagnostic

CHOSEN_BY_PROGRAM = frozenset(("satellite", "rare"))
"""Rows of thresholds that no network names: they depend on the account."""


def unused_entries(subject: Subject) -> Iterator[Diagnostic]:
    """Warn of a source, a parameter, thresholds, a risk or an axis that nothing uses."""
    rulebook, uses = subject.catalogue.rulebook, uses_of(subject.catalogue)
    used_rows = {network.thresholds for network in rulebook.networks.values()}
    risks = {rule.risk for rule in rulebook.findings.values()}
    axes = {asked.question.axis for asked in subject.questions if asked.question.axis}
    for file, under, what, used in (
        ("sources.yaml", None, "source que rien ne cite", set(uses.sources)),
        ("parameters.yaml", None, "paramètre que rien n’emploie", set(uses.parameters)),
        ("networks.yaml", "thresholds", "seuils que rien n’emploie", used_rows),
        ("risks.yaml", None, "risque sans constat", risks),
        ("axes.yaml", None, "axe sans question", axes),
    ):
        for spot in subject.rows(file, under):
            name = spot.data["id"]
            if name not in used | READ_BY_PROGRAM | CHOSEN_BY_PROGRAM:
                yield spot.at("id").warning("UNUSED", f"{what} : « {name} »")


UNUSED_LINTS: tuple[Lint, ...] = (unused_entries,)
