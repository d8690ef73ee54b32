"""What a report is made from."""

from dataclasses import dataclass
from functools import cached_property

from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.inquiry import Inquiry


@dataclass(frozen=True)
class Case:
    """One audit, judged: what was asked, answered, concluded, and what would change it."""

    catalogue: Catalogue
    answers: Answers
    assessment: Assessment
    inquiry: Inquiry

    @cached_property
    def scope(self) -> AuditScope:
        """Give the questions and facts the audit was judged on."""
        return AuditScope(programme_of(self.catalogue), self.answers, self.assessment.on)
