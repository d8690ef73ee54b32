"""Each note on the answers themselves: raised or cleared; it weighs nothing on any risk."""

from collections.abc import Iterator

from playbook_audit.assessment.findings import details_of
from playbook_audit.assessment.programme import CompiledNote
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.truth import TRUE
from playbook_audit.model.assessment import Note


def judge_notes(scope: AuditScope) -> Iterator[Note]:
    """Give every note, for the audit or for each account, in the order of the catalogue."""
    for compiled in scope.programme.notes:
        if compiled.rule.for_each is None:
            yield _judge(compiled, scope, None)
        else:
            for account in scope.accounts or ():
                yield _judge(compiled, scope, account)


def _judge(compiled: CompiledNote, scope: AuditScope, account: AccountScope | None) -> Note:
    truth, witnesses = compiled.when(scope, account)
    raised = truth is TRUE
    return Note(
        rule=compiled.rule.id,
        account=None if account is None else account.key,
        state="raised" if raised else "cleared",
        witnesses=tuple(dict.fromkeys(witnesses)),
        details=details_of(compiled.rule.says, scope, account) if raised else (),
    )
