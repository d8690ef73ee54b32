"""Each benefit rule: not sought, potential, realised or unknown, with the grade of its proof."""

from collections.abc import Iterator

from playbook_audit.assessment.findings import OWN_PLACEHOLDERS, operand_at, placeholders
from playbook_audit.assessment.programme import CompiledBenefit
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.compile import Compiled
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Verdict
from playbook_audit.model.assessment import Benefit, BenefitState, Proof


def judge_benefits(scope: AuditScope) -> Iterator[Benefit]:
    """Give every benefit, for the audit or for each account, in the order of the catalogue."""
    for compiled in scope.programme.benefits:
        if compiled.rule.for_each is None:
            yield _judge(compiled, scope, None)
        else:
            for account in scope.accounts or ():
                yield _judge(compiled, scope, account)


def _judge(compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None) -> Benefit:
    rule = compiled.rule
    state, witnesses = _state(compiled, scope, account)
    realised = state == "realised"
    names = compiled.names if state in ("realised", "potential") else None
    return Benefit(
        rule=rule.id,
        account=None if account is None else account.key,
        state=state,
        proof=_proof(compiled, scope, account) if realised else None,
        near=state == "unknown" and _is_near(compiled, scope, account),
        witnesses=tuple(dict.fromkeys(witnesses)),
        named=tuple(
            one.key for one in scope.accounts or () if names and names(scope, one)[0] is TRUE
        ),
        details=tuple(
            (name, operand_at(name, scope, account))
            for name in placeholders(rule.says)
            if name not in OWN_PLACEHOLDERS
        )
        if state in ("realised", "potential")
        else (),
    )


def _state(
    compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None
) -> tuple[BenefitState, tuple[str, ...]]:
    """Give the state: what is not sought, or has no object, is never printed as a lack."""
    concerned = scope.concerned_by(compiled.rule.concerns)
    gates = (_truth(gate, scope, account) for gate in (compiled.applies, compiled.sought))
    for truth, witnesses in (concerned, *gates):
        if truth is FALSE or truth is NOT_APPLICABLE:
            return "not_sought", witnesses
        if truth is UNKNOWN:
            return "unknown", witnesses
    return _reached(compiled, scope, account)


def _reached(
    compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None
) -> tuple[BenefitState, tuple[str, ...]]:
    """Give the state of a benefit that is sought: one tied to an objective is never dropped."""
    truth, witnesses = compiled.realised(scope, account)
    if truth is TRUE:
        return "realised", witnesses
    if truth is UNKNOWN:
        return "unknown", witnesses
    near, near_witnesses = _truth(compiled.potential, scope, account)
    if near is TRUE or (truth is FALSE and compiled.rule.objectives):
        return "potential", near_witnesses + witnesses
    return ("unknown", near_witnesses) if near is UNKNOWN else ("not_sought", witnesses)


def _is_near(compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None) -> bool:
    """Tell whether the conditions of what is within reach hold already."""
    return compiled.potential is not None and compiled.potential(scope, account)[0] is TRUE


def _truth(condition: Compiled | None, scope: AuditScope, account: AccountScope | None) -> Verdict:
    return (TRUE, ()) if condition is None else condition(scope, account)


def _proof(compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None) -> Proof:
    """Give the grade of proof: a declared fact is worth more with its figure or example."""
    example = compiled.rule.example_of
    if example is None:
        return "declared"
    local = example.removeprefix("account.")
    noted = scope.noted if local == example or account is None else account.noted
    return "declared_with_example" if local in noted else "declared"
