"""The catalogue as a whole: what is asked and what judges, under one version."""

from dataclasses import dataclass

from playbook_audit.model.question import Questionnaire
from playbook_audit.model.rule import Rulebook


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Questions and rules with their version and the hash of their content."""

    questionnaire: Questionnaire
    rulebook: Rulebook
    version: str
    sha256: str
