"""Each benefit rule: sought or not, potential, realised or unknown, with its grade of proof."""

from collections.abc import Iterable, Iterator

from playbook_audit.assessment.findings import details_of
from playbook_audit.assessment.programme import CompiledBenefit
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.compile import Compiled
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Verdict
from playbook_audit.model.answer import Answer, Answers
from playbook_audit.model.assessment import Benefit, BenefitState, Proof
from playbook_audit.model.operand import Witnesses


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
        proof=_proof(compiled, scope, witnesses) if realised else None,
        near=state == "unknown" and _is_near(compiled, scope, account),
        witnesses=tuple(dict.fromkeys(witnesses)),
        named=tuple(
            one.key for one in scope.accounts or () if names and names(scope, one)[0] is TRUE
        ),
        details=details_of(rule.says, scope, account) if state in ("realised", "potential") else (),
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
    near, near_witnesses = _nearness(compiled, scope, account)
    if near is TRUE:
        return "potential", near_witnesses + witnesses
    if truth is FALSE and compiled.rule.objectives:
        return "sought", near_witnesses + witnesses
    return ("unknown", near_witnesses) if near is UNKNOWN else ("not_sought", witnesses)


def _is_near(compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None) -> bool:
    """Tell whether the conditions of what is within reach hold already."""
    return _nearness(compiled, scope, account)[0] is TRUE


def _nearness(
    compiled: CompiledBenefit, scope: AuditScope, account: AccountScope | None
) -> Verdict:
    return (FALSE, ()) if compiled.potential is None else compiled.potential(scope, account)


def _truth(condition: Compiled | None, scope: AuditScope, account: AccountScope | None) -> Verdict:
    return (TRUE, ()) if condition is None else condition(scope, account)


def _proof(compiled: CompiledBenefit, scope: AuditScope, witnesses: Witnesses) -> Proof:
    """Give the grade of proof: a fact with its figure or example is worth more than a tick."""
    proving = list(_proving(compiled.rule.example_of, scope.given, witnesses))
    if _are_measured(proving) or _are_measured(filter(None, map(scope.given.at, witnesses))):
        return "measured"
    told = any(answer.note or isinstance(answer.value, float) for answer in proving)
    return "declared_with_example" if told else "declared"


def _are_measured(answers: Iterable[Answer]) -> bool:
    origins = {answer.origin for answer in answers}
    return origins == {"measured"}


def _proving(example: str | None, given: Answers, witnesses: Witnesses) -> Iterator[Answer]:
    """Give the answers, among those that decided, that hold the figure or the example."""
    name = (example or "").removeprefix("account.")
    for path in witnesses:
        answer = given.at(path) if path.rpartition(".")[2] == name else None
        if answer is not None:
            yield answer
