"""Facts on all the accounts together: how many live, the time each gets, how alike they are."""

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING

from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    between,
    bounds,
    known,
    not_applicable,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope

LIVE = frozenset(("active", "slowing"))
SILENT = frozenset(("dormant", "abandoned"))


def account_count(audit: "AuditScope") -> Operand:
    """Give the number of accounts listed."""
    return audit.account_count


def unlisted_found(audit: "AuditScope") -> Operand:
    """Give how many accounts were found in evidence that the answers do not list."""
    return known(float(len(audit.given.measured.unlisted)), ("accounts",))


def visible_accounts(audit: "AuditScope") -> Operand:
    """Give the number of accounts the public still sees."""
    return _count(audit, lambda account: account["visible"], frozenset((True,)))


def live_accounts(audit: "AuditScope") -> Operand:
    """Give the number of accounts active or slowing."""
    return _count(audit, lambda account: account["state"], LIVE)


def silent_accounts(audit: "AuditScope") -> Operand:
    """Give the number of accounts dormant or abandoned."""
    return _count(audit, lambda account: account["state"], SILENT)


def _count(
    audit: "AuditScope", read: Callable[["AccountScope"], Operand], wanted: frozenset[object]
) -> Operand:
    """Count the accounts whose operand is in a set: surely, and at most."""
    if audit.accounts is None:
        return unknown(("accounts",))
    low = high = 0
    basis, missing = ["accounts"], list[str]()
    for account in audit.accounts:
        operand = read(account)
        values = possibilities(operand)
        basis += operand.basis
        if values is not None and values <= wanted:
            low, high = low + 1, high + 1
        elif operand.kind is Kind.UNKNOWN or (values is not None and values & wanted):
            high += 1
            missing += operand.missing
    return between(float(low), float(high), tuple(basis), tuple(missing))


def hours_per_account(audit: "AuditScope") -> Operand:
    """Give the weekly hours for each account active or slowing; not applicable without one."""
    hours, live = audit["org_social_hours"], audit["audit.live_accounts"]
    basis, missing = hours.basis + live.basis, hours.missing + live.missing
    if hours.kind is Kind.NOT_APPLICABLE:
        return hours
    spent, shared = bounds(hours), bounds(live)
    if spent is None or shared is None:
        return unknown(missing, basis)
    if shared[1] == 0:
        return not_applicable(basis)
    most = spent[1] / shared[0] if shared[0] else inf
    return between(spent[0] / shared[1], most, basis, missing)


def branded_share(audit: "AuditScope") -> Operand:
    """Give the share of visible accounts under today's name and logo; no logo does not count."""
    return _share(audit, lambda account: account["branding"], "yes")


def official_proof_share(audit: "AuditScope") -> Operand:
    """Give the share of visible accounts tied to the site both ways."""
    return _share(audit, lambda account: account["official_proof"], wanted=True)


def _share(
    audit: "AuditScope", read: Callable[["AccountScope"], Operand], wanted: object
) -> Operand:
    """Give the share of visible accounts whose operand has a value, among those it concerns."""
    if audit.accounts is None:
        return unknown(("accounts",))
    sure = possible = concerned = 0
    basis, missing = ["accounts"], list[str]()
    for account in audit.accounts:
        visible, operand = account["visible"], read(account)
        basis += visible.basis + operand.basis
        if visible.value is False or operand.kind is Kind.NOT_APPLICABLE:
            continue
        values = possibilities(operand)
        concerned += 1
        if visible.kind is not Kind.KNOWN or values is None or len(values) > 1:
            possible += 1
            missing += visible.missing + operand.missing
        else:
            sure += wanted in values
    if not concerned:
        return not_applicable(tuple(basis))
    low, high = sure / concerned, (sure + possible) / concerned
    return between(low, high, tuple(basis), tuple(missing))


FACTS = (
    Fact(
        "audit.unlisted_found",
        "comptes trouvés dans des exports et absents de la liste",
        "number",
        compute=unlisted_found,
        unit="comptes",
        looks_around=True,
    ),
    Fact("audit.accounts", "comptes recensés", "number", compute=account_count, unit="comptes"),
    Fact(
        "audit.visible_accounts",
        "comptes que le public voit encore",
        "number",
        compute=visible_accounts,
        unit="comptes",
        reads=("account.visible",),
    ),
    Fact(
        "audit.live_accounts",
        "comptes actifs ou au ralenti",
        "number",
        compute=live_accounts,
        unit="comptes",
        reads=("account.state",),
    ),
    Fact(
        "audit.silent_accounts",
        "comptes en sommeil ou abandonnés",
        "number",
        compute=silent_accounts,
        unit="comptes",
        reads=("account.state",),
    ),
    Fact(
        "audit.hours_per_account",
        "heures par semaine pour chaque compte vivant",
        "number",
        compute=hours_per_account,
        unit="heures par semaine",
        reads=("org_social_hours", "audit.live_accounts"),
    ),
    Fact(
        "audit.branded_share",
        "part des comptes au nom et au logo d’aujourd’hui",
        "number",
        compute=branded_share,
        unit="part des comptes visibles",
        reads=("account.branding", "account.visible"),
    ),
    Fact(
        "audit.official_proof_share",
        "part des comptes reliés au site dans les deux sens",
        "number",
        compute=official_proof_share,
        unit="part des comptes visibles",
        reads=("account.official_proof", "account.visible"),
    ),
)
