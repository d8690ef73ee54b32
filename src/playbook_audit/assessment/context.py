"""Figures that are shown and never scored."""

from collections import defaultdict
from collections.abc import Iterable

from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.model.assessment import Context
from playbook_audit.model.operand import Kind


def context_of(scope: AuditScope) -> Context:
    """Give the effective number of accounts by network, and how much was answered."""
    asked, answered = _progress(scope, scope.programme.audit_questions)
    for account in scope.accounts or ():
        more_asked, more_answered = _progress(account, scope.programme.account_questions)
        asked, answered = asked + more_asked, answered + more_answered
    return Context(_effective_accounts(scope), asked, answered)


def _progress(scope: AuditScope | AccountScope, questions: Iterable[str]) -> tuple[int, int]:
    """Give how many questions are asked, and how many of those are answered."""
    for name in questions:
        scope[name]
    return len(scope.asked), len(scope.asked & scope.answered)


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
