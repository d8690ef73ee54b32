"""What is concluded on each account: state, risk, benefit, and the decision proposed."""

from collections import defaultdict
from collections.abc import Iterable
from math import exp, fsum

from playbook_audit.assessment.facts.account_state import STATES
from playbook_audit.assessment.risks import exposure_of
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.truth import TRUE, UNKNOWN, Truth
from playbook_audit.model.answer import NEVER
from playbook_audit.model.assessment import (
    AccountAssessment,
    DecisionProposed,
    Finding,
    Interval,
)
from playbook_audit.model.operand import Operand, bounds, possibilities

ANSWERING = frozenset(("week", "fast"))


def assess_accounts(
    scope: AuditScope, findings: Iterable[Finding]
) -> tuple[AccountAssessment, ...]:
    """Give the conclusions on every account, in the order of keys."""
    by_account: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.account is not None and finding.points.high > 0:
            by_account[finding.account].append(finding)
    return tuple(
        _assess(account, scope, by_account[account.key]) for account in scope.accounts or ()
    )


def _assess(account: AccountScope, scope: AuditScope, findings: list[Finding]) -> AccountAssessment:
    state, last_post = account["state"], account["last_post"]
    possible = possibilities(state) or frozenset()
    silence = bounds(last_post) if last_post.value is not NEVER else None
    return AccountAssessment(
        key=account.key,
        states=tuple(one for one in STATES if one in possible),
        silence_days=None if silence is None else Interval(*silence),
        never_posted=last_post.value is NEVER,
        exposure=exposure_of(account),
        risk=_risk(findings, scope),
        benefit=_benefit(account, scope),
        decision=propose(account, scope),
        missing=state.missing,
    )


def _risk(findings: list[Finding], scope: AuditScope) -> Interval:
    """Give 1 − exp(−Σ over risks of the points of the worst finding / 2), without exposure."""
    points = scope.programme.points
    low: dict[str, float] = defaultdict(float)
    high: dict[str, float] = defaultdict(float)
    for one in findings:
        sure = points[one.severity] if one.state == "raised" else 0.0
        low[one.risk] = max(low[one.risk], sure)
        high[one.risk] = max(high[one.risk], points[one.worst])
    divisor = scope.number("risk_divisor")
    return Interval(1 - exp(-fsum(low.values()) / divisor), 1 - exp(-fsum(high.values()) / divisor))


def _benefit(account: AccountScope, scope: AuditScope) -> Interval:
    """Give B = 1 − exp(−points/2): the same points for each use the account is seen to have."""
    uses = (
        _is(account["serves_objective"], frozenset((True,))),
        _is(account["unique_reach"], frozenset(("no",))),
        _is(account["answer_share"], ANSWERING),
        _is(account["engaged"], frozenset((True,))),
        _reaches(account, scope),
    )
    each, divisor = scope.number("benefit_points"), scope.number("benefit_divisor")
    sure = sum(use is Truth.TRUE for use in uses)
    possible = sum(use is UNKNOWN for use in uses)
    return Interval(1 - exp(-each * sure / divisor), 1 - exp(-each * (sure + possible) / divisor))


def _is(operand: Operand, wanted: frozenset[object]) -> Truth:
    values = possibilities(operand)
    if values is None:
        return UNKNOWN if operand.missing else Truth.FALSE
    return TRUE if values <= wanted else UNKNOWN if values & wanted else Truth.FALSE


def _reaches(account: AccountScope, scope: AuditScope) -> Truth:
    """Tell whether the followers of the account reach the stated share of the population."""
    followers, population = account["followers"], scope["org_population"]
    crowds, sizes = possibilities(followers), possibilities(population)
    if crowds is None or sizes is None:
        return UNKNOWN if followers.missing or population.missing else Truth.FALSE
    outcomes = {
        _reach(float(str(one)), float(str(size)), scope) for one in crowds for size in sizes
    }
    return UNKNOWN if len(outcomes) > 1 else TRUE if True in outcomes else Truth.FALSE


def _reach(crowd: float, inhabitants: float, scope: AuditScope) -> bool:
    small = inhabitants < scope.number("followers_share_population")
    share = scope.number("followers_share_small" if small else "followers_share_large")
    return inhabitants > 0 and crowd / inhabitants >= share


def propose(account: AccountScope, scope: AuditScope) -> DecisionProposed:
    """Give the first decision of the table that applies; rows that must be sure ask to clarify."""
    for compiled in scope.programme.decisions:
        row = compiled.row
        if compiled.when is None:
            return DecisionProposed(row.id, row.decision, ())
        truth, witnesses = compiled.when(scope, account)
        if truth is TRUE:
            return DecisionProposed(row.id, row.decision, tuple(dict.fromkeys(witnesses)))
        if truth is UNKNOWN and row.if_unknown == "clarify":
            return DecisionProposed(row.id, row.decision, (), tuple(dict.fromkeys(witnesses)))
    message = "the table of decisions has no last row"
    raise ValueError(message)
