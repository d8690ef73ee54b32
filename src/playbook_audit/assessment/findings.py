"""Each risk rule, applied to the audit or to each account: raised, cleared, unknown, no object."""

from collections.abc import Iterable, Iterator
from datetime import date
from string import Formatter
from typing import NamedTuple

from playbook_audit.assessment.programme import CompiledFinding
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.compile import Compiled
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, Truth, Verdict
from playbook_audit.model.answer import Acceptance
from playbook_audit.model.assessment import NOTHING, Finding, FindingState, Interval, OpenRaise
from playbook_audit.model.operand import Operand, bounds
from playbook_audit.model.rule import Severity

OWN_PLACEHOLDERS = frozenset(
    ("account.label", "account.main", "accounts", "audiences", "contributions", "count")
)
"""Placeholders the report fills with names: accounts, their main account, publics badly reached."""

_STATE: dict[Truth, FindingState] = {
    TRUE: "raised",
    FALSE: "cleared",
    UNKNOWN: "unknown",
    NOT_APPLICABLE: "not_applicable",
}


def judge_findings(scope: AuditScope, risk: str | None = None) -> Iterator[Finding]:
    """Give every rule (of one risk, or of all) applied to everything it concerns, in order."""
    accepted = _accepted(scope.given.accepted, scope.on)
    for compiled in scope.programme.findings:
        if risk is not None and compiled.rule.risk != risk:
            continue
        if compiled.rule.for_each is None:
            yield _judge(compiled, scope, None, accepted)
        else:
            for account in scope.accounts or ():
                yield _judge(compiled, scope, account, accepted)


def judge_again(scope: AuditScope, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give some findings as they come out of other answers about the same accounts."""
    accepted = _accepted(scope.given.accepted, scope.on)
    for finding in findings:
        account = None if finding.account is None else scope.account(finding.account)
        yield _judge(scope.programme.finding(finding.rule), scope, account, accepted)


def verdict_of(
    compiled: CompiledFinding, scope: AuditScope, account: AccountScope | None
) -> Verdict:
    """Give the truth of a rule: out of its applicability it has no object."""
    applies, gate = scope.concerned_by(compiled.rule.concerns)
    if applies > NOT_APPLICABLE and compiled.applies is not None:
        applies, gate = _both((applies, gate), compiled.applies(scope, account))
    if applies is FALSE or applies is NOT_APPLICABLE:
        return NOT_APPLICABLE, gate
    truth, witnesses = compiled.when(scope, account)
    if applies is UNKNOWN and truth >= UNKNOWN:
        return UNKNOWN, gate + (witnesses if truth is UNKNOWN else ())
    return truth, gate + witnesses if truth is TRUE else witnesses


class Outcome(NamedTuple):
    """What a rule comes to, without what it weighs: its state, and how grave it is."""

    state: FindingState
    severity: Severity
    worst: Severity


def outcome_of(
    compiled: CompiledFinding, scope: AuditScope, account: AccountScope | None
) -> Outcome:
    """Give the state of a rule with its sure and worst severities."""
    truth, _ = verdict_of(compiled, scope, account)
    usual = compiled.rule.severity
    if truth < UNKNOWN:
        return Outcome(_STATE[truth], usual, usual)
    sure, _, open_raises, _ = _severity(compiled, scope, account)
    worst = max((sure, *(one.severity for one in open_raises)), key=lambda one: one.rank)
    return Outcome(_STATE[truth], sure, worst)


def _both(one: Verdict, other: Verdict) -> Verdict:
    """Give the weaker of two verdicts; what is known is no witness of what is not."""
    if one[0] is other[0]:
        return one[0], one[1] + other[1]
    return min(one, other)


def _judge(
    compiled: CompiledFinding,
    scope: AuditScope,
    account: AccountScope | None,
    accepted: frozenset[str],
) -> Finding:
    truth, witnesses = verdict_of(compiled, scope, account)
    rule = compiled.rule
    key = None if account is None else account.key
    if truth is FALSE or truth is NOT_APPLICABLE:
        severity = rule.severity
        state = _STATE[truth]
        return Finding(rule.id, key, rule.risk, state, severity, severity, NOTHING, witnesses)
    return _weigh(compiled, scope, account, accepted, (truth, witnesses))


def _weigh(
    compiled: CompiledFinding,
    scope: AuditScope,
    account: AccountScope | None,
    accepted: frozenset[str],
    verdict: Verdict,
) -> Finding:
    """Give a finding raised or unknown, with its severity, its points and the accounts it names."""
    truth, witnesses = verdict
    rule = compiled.rule
    sure, applied, open_raises, reasons = _severity(compiled, scope, account)
    worst = max((sure, *(one.severity for one in open_raises)), key=lambda one: one.rank)
    named, perhaps_named = _named(compiled.names, scope)
    finding = Finding(
        rule=rule.id,
        account=None if account is None else account.key,
        risk=rule.risk,
        state=_STATE[truth],
        severity=sure,
        worst=worst,
        points=NOTHING,
        witnesses=tuple(dict.fromkeys(witnesses + reasons if truth is TRUE else witnesses)),
        open_raises=open_raises,
        raised_by=applied,
        named=named,
        perhaps_named=perhaps_named,
        details=details_of(rule.says, scope, account) if truth is TRUE else (),
    )
    return _with_points(finding, scope, account, accepted)


def _with_points(
    finding: Finding, scope: AuditScope, account: AccountScope | None, accepted: frozenset[str]
) -> Finding:
    """Give the finding with what it weighs; accepted, it weighs nothing and is counted apart."""
    if finding.fingerprint in accepted:
        return finding._replace(state="accepted")
    points = scope.programme.points
    low = points[finding.severity] if finding.state == "raised" else 0.0
    exposure = (1.0, 1.0) if account is None else bounds(account["exposure"]) or (1.0, 1.0)
    weight = Interval(low * exposure[0], points[finding.worst] * exposure[1])
    return finding._replace(points=weight)


def _severity(
    compiled: CompiledFinding, scope: AuditScope, account: AccountScope | None
) -> tuple[Severity, tuple[int, ...], tuple[OpenRaise, ...], tuple[str, ...]]:
    """Give the sure severity, the raises that apply, those still open, and the answers behind."""
    sure = compiled.rule.severity
    applied: list[int] = []
    possible: list[OpenRaise] = []
    reasons: tuple[str, ...] = ()
    for rank, (severity, when) in enumerate(compiled.raises):
        truth, witnesses = when(scope, account)
        if truth is TRUE:
            applied.append(rank)
            reasons += witnesses
            sure = max(sure, severity, key=lambda one: one.rank)
        elif truth is UNKNOWN:
            possible.append(OpenRaise(severity, tuple(dict.fromkeys(witnesses))))
    still_open = tuple(one for one in possible if one.severity.rank > sure.rank)
    return sure, tuple(applied), still_open, reasons


def _named(names: Compiled | None, scope: AuditScope) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the accounts a rule names, surely and perhaps."""
    if names is None:
        return (), ()
    judged = [(account.key, names(scope, account)[0]) for account in scope.accounts or ()]
    return (
        tuple(key for key, truth in judged if truth is TRUE),
        tuple(key for key, truth in judged if truth is UNKNOWN),
    )


def details_of(
    says: str, scope: AuditScope, account: AccountScope | None
) -> tuple[tuple[str, Operand], ...]:
    """Give what the placeholders of a sentence stand for."""
    return tuple(
        (name, operand_at(name, scope, account))
        for name in placeholders(says)
        if name not in OWN_PLACEHOLDERS
    )


def placeholders(says: str) -> tuple[str, ...]:
    """Give the placeholders of a sentence, each once.

    >>> placeholders("{account.label} se tait depuis {account.silence}.")
    ('account.label', 'account.silence')
    """
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(says) if name))


def operand_at(name: str, scope: AuditScope, account: AccountScope | None) -> Operand:
    """Give what a placeholder stands for; the silence is that of the last post."""
    local = name.removeprefix("account.")
    if local == name or account is None:
        return scope[name]
    return account["silence_days" if local == "silence" else local]


def _accepted(acceptances: tuple[Acceptance, ...], on: date) -> frozenset[str]:
    """Give the fingerprints accepted on a day; an acceptance that ran out no longer counts."""
    return frozenset(one.fingerprint for one in acceptances if one.until is None or one.until >= on)
