"""Facts on general accounts that share a network: two voices of one institution.

The general accounts in service of each network are counted once for the whole audit.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    Witnesses,
    between,
    known,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope

Parts = tuple[Operand, Operand, Operand]
"""The network, the scope, and whether in service, of one account."""


class Activity(NamedTuple):
    """How many general accounts are active, and the answers behind it."""

    low: int
    high: int
    basis: Witnesses
    missing: Witnesses


@dataclass
class Mains:
    """The general accounts in service on one network: sure ones and possible ones."""

    sure: dict[str, "AccountScope"] = field(default_factory=dict)
    possible: dict[str, "AccountScope"] = field(default_factory=dict)
    basis: Witnesses = ()
    missing: Witnesses = ()

    @cached_property
    def activity(self) -> Activity:
        """Give how many of them are active."""
        states = [one["state"] for one in self.sure.values()]
        low = sum(_activity(state)[0] for state in states)
        high = sum(_activity(state)[1] for state in states) + len(self.possible)
        basis = self.basis + tuple(path for state in states for path in state.basis)
        missing = self.missing + tuple(path for state in states for path in state.missing)
        return Activity(low, high, basis, missing)


def _activity(state: Operand) -> tuple[int, int]:
    """Give 1 where an account is active: surely, and at most."""
    states = possibilities(state) or frozenset()
    return int(states == frozenset(("active",))), int("active" in states)


def mains_by_network(audit: "AuditScope") -> dict[str, Mains]:
    """Give the general accounts in service of each network, known or possible."""
    mains: dict[str, Mains] = defaultdict(Mains)
    basis: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[str]] = defaultdict(list)
    for account in audit.accounts or ():
        parts = _parts(account)
        likely = _is_main(parts)
        for family in possibilities(parts[0]) or frozenset(audit.programme.families):
            name = str(family)
            basis[name] += [path for part in parts for path in part.basis]
            if likely is None:
                mains[name].possible[account.key] = account
                missing[name] += [path for part in parts for path in part.missing]
            elif likely:
                mains[name].sure[account.key] = account
    for name, found in mains.items():
        found.basis = tuple(dict.fromkeys(basis[name]))
        found.missing = tuple(dict.fromkeys(missing[name]))
    return mains


def _parts(account: "AccountScope") -> Parts:
    return account["network"], account["scope"], account["in_service"]


def _is_main(parts: Parts) -> bool | None:
    """Tell whether an account is general and in service; None when it may be."""
    family, scope, in_service = parts
    scopes, service = possibilities(scope), possibilities(in_service)
    if (scopes is not None and "general" not in scopes) or service == frozenset((False,)):
        return False
    if scope.kind is Kind.NOT_APPLICABLE or in_service.kind is Kind.NOT_APPLICABLE:
        return False
    sure = len(scopes or ()) == 1 and len(service or ()) == 1 and family.kind is Kind.KNOWN
    return True if sure else None


def general_twins(account: "AccountScope") -> Operand:
    """Give how many other general accounts in service the network of this one holds."""
    return _twins(account, active_only=False)


def active_general_twins(account: "AccountScope") -> Operand:
    """Give how many other general accounts of the network are active."""
    return _twins(account, active_only=True)


def _twins(account: "AccountScope", *, active_only: bool) -> Operand:
    parts = _parts(account)
    own_basis = tuple(path for part in parts for path in part.basis)
    own = _is_main(parts)
    if own is False:
        return known(0.0, own_basis)
    families = possibilities(parts[0])
    if families is None or len(families) > 1:
        return unknown(parts[0].missing, own_basis)
    mains = account.audit.mains[str(next(iter(families)))]
    counted = mains.activity if active_only else mains
    low, high = _others_active(account, mains) if active_only else _others(account, mains)
    if own is True:
        return between(float(low), float(high), counted.basis, counted.missing)
    own_missing = tuple(path for part in parts for path in part.missing)
    return between(0.0, float(high), counted.basis, counted.missing + own_missing)


def _others(account: "AccountScope", mains: Mains) -> tuple[int, int]:
    """Give how many other general accounts there are, at least and at most."""
    sure = len(mains.sure) - (account.key in mains.sure)
    return sure, len(mains.sure) + len(mains.possible) - 1


def _others_active(account: "AccountScope", mains: Mains) -> tuple[int, int]:
    """Give how many of the other general accounts are active, at least and at most."""
    low, high = mains.activity.low, mains.activity.high
    own_low, own_high = _activity(account["state"]) if account.key in mains.sure else (0, 1)
    return low - own_low, high - own_high


def shares_public_with_main(account: "AccountScope") -> Operand:
    """Tell whether another general account of the network has the same audience."""
    family, audience = account["network"], account["audience"]
    families = possibilities(family)
    if families is None or len(families) > 1:
        return unknown(family.missing, family.basis)
    mains = account.audit.mains[str(next(iter(families)))]
    others = [
        one for key, one in (*mains.sure.items(), *mains.possible.items()) if key != account.key
    ]
    basis = mains.basis + audience.basis
    if not others:
        return known(value=False, basis=account.audit.identities)
    if audience.kind is Kind.NOT_APPLICABLE:
        return audience
    return _same_audience(audience, others, mains, basis)


def _same_audience(
    audience: Operand, others: list["AccountScope"], mains: Mains, basis: Witnesses
) -> Operand:
    reached = [one["audience"] for one in others]
    basis += tuple(path for one in reached for path in one.basis)
    sure = [one["audience"] for one in others if one.key in mains.sure]
    if audience.kind is Kind.KNOWN and any(
        one.kind is Kind.KNOWN and one.value == audience.value for one in sure
    ):
        return known(value=True, basis=basis)
    own = possibilities(audience)
    if own is not None and not any(_may_meet(own, one) for one in reached):
        return known(value=False, basis=basis + others[0].audit.identities)
    open_ones = (audience, *reached)
    return unknown(tuple(p for one in open_ones for p in one.missing) + mains.missing, basis)


def identities_of(audit: "AuditScope") -> Witnesses:
    """Give the answers that say which accounts are general, in service, and on which network."""
    parts = (part for account in audit.accounts or () for part in _parts(account))
    return ("accounts", *dict.fromkeys(path for part in parts for path in part.basis))


def _may_meet(own: frozenset[object], other: Operand) -> bool:
    values = possibilities(other)
    if values is None:
        return other.kind is Kind.UNKNOWN
    return bool(own & values)


FACTS = (
    Fact(
        "account.general_twins",
        "autres comptes généraux sur le même réseau",
        "number",
        compute=general_twins,
        unit="comptes",
        reads=("account.network", "account.scope", "account.in_service"),
        looks_around=True,
    ),
    Fact(
        "account.active_general_twins",
        "autres comptes généraux actifs sur le même réseau",
        "number",
        compute=active_general_twins,
        unit="comptes",
        reads=("account.network", "account.scope", "account.in_service", "account.state"),
        looks_around=True,
    ),
    Fact(
        "account.shares_public_with_main",
        "même public que le compte général du réseau",
        "flag",
        compute=shares_public_with_main,
        reads=("account.network", "account.scope", "account.in_service", "account.audience"),
        looks_around=True,
    ),
)
