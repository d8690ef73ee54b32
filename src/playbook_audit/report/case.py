"""What a report is made from."""

from dataclasses import dataclass

from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Case:
    """One audit, judged: what was asked, answered, concluded, and what would change it."""

    catalogue: Catalogue
    answers: Answers
    assessment: Assessment
    inquiry: Inquiry
