"""The days that judge an account: those of its silence, and those after which it loses its name."""

from collections.abc import Container, Iterable

from playbook_audit.assessment.facts.account_state import SATELLITE_SCOPES
from playbook_audit.assessment.scope import AccountScope
from playbook_audit.model.operand import Kind, bounds, possibilities
from playbook_audit.model.rule import IdleName, Network, Thresholds
from playbook_audit.report.case import Case

FEED = "feed"


def thresholds_by_account(case: Case) -> dict[str, Thresholds]:
    """Give the row of each account, by key; accounts that several rows may judge are left out."""
    rows = {account.key: _rows(account) for account in case.scope.accounts or ()}
    return {key: found[0] for key, found in rows.items() if len(found) == 1}


def idle_names(networks: Iterable[Network]) -> dict[str, IdleName]:
    """Give, by title, the networks that may take back a name nobody uses."""
    return {one.title: one.idle_name for one in networks if one.idle_name is not None}


def idle_names_of(case: Case, keys: Container[str]) -> dict[str, IdleName]:
    """Give the same for the networks of some accounts."""
    accounts = (one for one in case.scope.accounts or () if one.key in keys)
    chosen = {name for one in accounts for name in possibilities(one["platform"]) or ()}
    networks = case.catalogue.rulebook.networks.values()
    return idle_names(one for one in networks if one.id in chosen)


def _rows(account: AccountScope) -> list[Thresholds]:
    programme = account.audit.programme
    platforms = possibilities(account["platform"]) or frozenset()
    groups = sorted({programme.networks[str(one)].thresholds for one in platforms})
    found = {
        row.id: row
        for group in groups
        for satellite in _satellite(account, group)
        for rare in _rare(account)
        for row in (programme.longest(group, satellite=satellite, rare=rare),)
    }
    return list(found.values())


def _satellite(account: AccountScope, group: str) -> tuple[bool, ...]:
    if group != FEED:
        return (False,)
    scopes = possibilities(account["scope"])
    if scopes is None:
        return (False, True)
    return tuple(sorted({scope in SATELLITE_SCOPES for scope in scopes}))


def _rare(account: AccountScope) -> tuple[bool, ...]:
    """Tell whether rare posting is to be expected; both when it is not known."""
    rhythm, inhabitants = account["declared_rhythm"], bounds(account.audit["org_population"])
    if rhythm.value == "yearly":
        return (True,)
    if inhabitants is None:
        return (False, True)
    if inhabitants[1] < account.audit.number("rare_population"):
        return (True,)
    return (False, True) if rhythm.kind is Kind.UNKNOWN else (False,)
