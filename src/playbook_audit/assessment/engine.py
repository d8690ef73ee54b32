"""The one entry: from a catalogue, answers and a date to an assessment."""

from datetime import date

from playbook_audit.assessment.accounts import assess_accounts
from playbook_audit.assessment.benefits import judge_benefits
from playbook_audit.assessment.context import context_of
from playbook_audit.assessment.findings import judge_findings
from playbook_audit.assessment.notes import judge_notes
from playbook_audit.assessment.practices import judge_practices
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.risks import (
    groups_of,
    judge_risk,
    overall_levels,
    rank_unknowns,
    scale_of,
)
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.catalogue import Catalogue


def assess(catalogue: Catalogue, answers: Answers, on: date) -> Assessment:
    """Give what the answers say on a day: findings, risks, accounts, benefits, unknowns."""
    programme = programme_of(catalogue)
    scope = AuditScope(programme, answers, on)
    findings = tuple(judge_findings(scope))
    groups = groups_of(findings)
    scale = scale_of(programme.numbers)
    risks = tuple(
        judge_risk(risk, groups.get(risk, []), scale) for risk in programme.rulebook.risks
    )
    return Assessment(
        on=on,
        path=scope.path,
        overall=overall_levels(risks),
        risks=risks,
        accounts=assess_accounts(scope, findings),
        findings=findings,
        benefits=tuple(judge_benefits(scope)),
        notes=tuple(judge_notes(scope)),
        practices=judge_practices(scope),
        unknowns=rank_unknowns(groups, risks, scope, scale),
        context=context_of(scope),
    )
