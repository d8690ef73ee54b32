"""Figures that are shown and never scored."""

from collections import defaultdict

from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.model.assessment import Context
from playbook_audit.model.operand import Kind
from playbook_audit.questionnaire.applicability import Circumstances, is_asked


def context_of(scope: AuditScope) -> Context:
    """Give the effective number of accounts by network, and how much was answered."""
    asked = _asked(scope)
    return Context(
        effective_accounts=_effective_accounts(scope),
        asked=len(asked),
        answered=sum(asked.values()),
    )


def _effective_accounts(scope: AuditScope) -> tuple[tuple[str, float], ...]:
    """Give, for each network whose followers are all known, its effective number of accounts."""
    followers: dict[str, list[float | None]] = defaultdict(list)
    for account in scope.accounts or ():
        network, crowd = account["network"], account["followers"]
        if network.kind is Kind.KNOWN and account["visible"].value is True:
            followers[str(network.value)].append(
                float(crowd.value) if isinstance(crowd.value, int | float) else None
            )
    return tuple(
        (network, hill_number([one for one in crowds if one is not None]))
        for network, crowds in sorted(followers.items())
        if None not in crowds and sum(one or 0 for one in crowds) > 0
    )


def hill_number(shares: list[float]) -> float:
    """Give the Hill number of order 2, (Σ p²)^−1: "as if so many equal accounts".

    >>> round(hill_number([8000, 500, 500, 500, 500]), 3)
    1.538
    """
    total = sum(shares)
    return 1 / sum((share / total) ** 2 for share in shares)


def _asked(scope: AuditScope) -> dict[str, bool]:
    """Give the questions that apply, by path, and whether each is answered."""
    around = Circumstances(scope, None, scope.path, scope.on)
    asked = {
        scope.path_of(name): name in scope.answered
        for name, compiled in scope.programme.audit_questions.items()
        if is_asked(compiled, around)
    }
    for account in scope.accounts or ():
        asked |= _asked_of(account, Circumstances(scope, account, scope.path, scope.on))
    return asked


def _asked_of(account: AccountScope, around: Circumstances) -> dict[str, bool]:
    return {
        account.path_of(name): name in account.answered
        for name, compiled in account.audit.programme.account_questions.items()
        if is_asked(compiled, around)
    }
