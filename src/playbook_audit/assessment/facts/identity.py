"""Facts on who an account speaks for: visible, doubled, owned, proven official."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook_audit.model.condition import condition_from
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    Witnesses,
    among,
    between,
    known,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope

VISIBLE = condition_from(
    {
        "not": {
            "any": [
                {"eq": ["account.status", "reserved"]},
                {
                    "all": [
                        {"eq": ["account.status", "closed"]},
                        {"eq": ["account.exit_notice", "hidden"]},
                    ]
                },
            ]
        }
    }
)
IN_SERVICE = condition_from({"not": {"in": ["account.status", ["closed", "reserved"]]}})
ORPHAN = condition_from({"in": ["account.owner", ["nobody", "several"]]})
OFFICIAL_PROOF = condition_from(
    {"all": [{"has": ["account.bio_contents", "site"]}, {"eq": ["account.listed_on_site", "yes"]}]}
)


def network(account: "AccountScope") -> Operand:
    """Give the network: a Facebook page, profile and group are one."""
    platform = account["platform"]
    values = possibilities(platform)
    if values is None:
        return unknown(platform.missing, platform.basis)
    networks = account.audit.programme.networks
    families = frozenset(networks[str(value)].network for value in values)
    return among(frozenset(families), platform.basis, platform.missing)


def named_roles(account: "AccountScope") -> Operand:
    """Tell whether the network offers named roles, so that no password need be shared."""
    platform = account["platform"]
    values = possibilities(platform)
    networks = account.audit.programme.networks
    offered = frozenset(networks[str(one)].roles for one in values or networks)
    return among(frozenset(offered), platform.basis, platform.missing)


@dataclass(slots=True)
class Mains:
    """The general accounts in service on one network: sure ones and possible ones."""

    sure: list["AccountScope"] = field(default_factory=list)
    possible: list["AccountScope"] = field(default_factory=list)
    basis: Witnesses = ()
    missing: Witnesses = ()


def mains_by_network(audit: "AuditScope") -> dict[str, Mains]:
    """Give the general accounts in service of each network, known or possible."""
    mains: dict[str, Mains] = defaultdict(Mains)
    basis: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[str]] = defaultdict(list)
    for account in audit.accounts or ():
        parts = (account["network"], account["scope"], account["in_service"])
        likely = _is_main(parts)
        for family in possibilities(parts[0]) or frozenset(audit.programme.families):
            name = str(family)
            basis[name] += [path for part in parts for path in part.basis]
            if likely is None:
                mains[name].possible.append(account)
                missing[name] += [path for part in parts for path in part.missing]
            elif likely:
                mains[name].sure.append(account)
    for name, found in mains.items():
        found.basis = tuple(dict.fromkeys(basis[name]))
        found.missing = tuple(dict.fromkeys(missing[name]))
    return mains


def _is_main(parts: tuple[Operand, Operand, Operand]) -> bool | None:
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
    parts = (account["network"], account["scope"], account["in_service"])
    own_basis = tuple(path for part in parts for path in part.basis)
    own = _is_main(parts)
    if own is False:
        return known(0.0, own_basis)
    families = possibilities(parts[0])
    if families is None or len(families) > 1:
        return unknown(parts[0].missing, own_basis)
    mains = account.audit.mains[str(next(iter(families)))]
    sure = [one for one in mains.sure if one is not account]
    possible = [one for one in mains.possible if one is not account]
    basis, missing = mains.basis, mains.missing
    if active_only:
        states = [one["state"] for one in sure]
        basis += tuple(path for state in states for path in state.basis)
        missing += tuple(path for state in states for path in state.missing)
        low = sum(state.value == "active" for state in states)
        high = sum("active" in (possibilities(state) or ()) for state in states) + len(possible)
    else:
        low, high = len(sure), len(sure) + len(possible)
    if own is None:
        low = 0
        missing += tuple(path for part in parts for path in part.missing)
    return between(float(low), float(high), basis, missing)


def shares_public_with_main(account: "AccountScope") -> Operand:
    """Tell whether another general account of the network has the same audience."""
    family, audience = account["network"], account["audience"]
    families = possibilities(family)
    if families is None or len(families) > 1:
        return unknown(family.missing, family.basis)
    mains = account.audit.mains[str(next(iter(families)))]
    others = [one for one in (*mains.sure, *mains.possible) if one is not account]
    basis = mains.basis + audience.basis
    if not others:
        return known(value=False, basis=basis)
    if audience.kind is Kind.NOT_APPLICABLE:
        return audience
    return _same_audience(audience, others, mains, basis)


def _same_audience(
    audience: Operand, others: list["AccountScope"], mains: Mains, basis: Witnesses
) -> Operand:
    reached = [one["audience"] for one in others]
    basis += tuple(path for one in reached for path in one.basis)
    sure = {one.value for account in mains.sure if (one := account["audience"]).kind is Kind.KNOWN}
    if (
        audience.kind is Kind.KNOWN
        and audience.value in sure
        and any(one in mains.sure for one in others)
    ):
        return known(value=True, basis=basis)
    own = possibilities(audience)
    if own is not None and not any(_may_meet(own, one) for one in reached):
        return known(value=False, basis=basis)
    open_ones = (audience, *reached)
    return unknown(tuple(p for one in open_ones for p in one.missing) + mains.missing, basis)


def _may_meet(own: frozenset[object], other: Operand) -> bool:
    values = possibilities(other)
    if values is None:
        return other.kind is Kind.UNKNOWN
    return bool(own & values)


def serves_objective(account: "AccountScope") -> Operand:
    """Tell whether the purpose of the account is one of the objectives chosen."""
    purpose, chosen = account["purpose"], account.audit["objectives_list"]
    for part in (purpose, chosen):
        if part.kind is not Kind.KNOWN:
            return part if part.kind is Kind.NOT_APPLICABLE else unknown(part.missing, part.basis)
    objectives = chosen.value if isinstance(chosen.value, frozenset) else frozenset()
    return known(purpose.value in objectives, purpose.basis + chosen.basis)


FACTS = (
    Fact(
        "account.network",
        "réseau (page, profil et groupe Facebook comptent pour un)",
        "text",
        compute=network,
        reads=("account.platform",),
    ),
    Fact(
        "account.named_roles",
        "le réseau offre des accès nominatifs",
        "flag",
        compute=named_roles,
        reads=("account.platform",),
    ),
    Fact(
        "account.visible",
        "le public voit encore ce compte",
        "flag",
        condition=VISIBLE,
        reads=("account.status", "account.exit_notice"),
    ),
    Fact(
        "account.in_service",
        "compte ni fermé ni réservé",
        "flag",
        condition=IN_SERVICE,
        reads=("account.status",),
    ),
    Fact(
        "account.orphan",
        "compte sans responsable désigné",
        "flag",
        condition=ORPHAN,
        reads=("account.owner",),
    ),
    Fact(
        "account.official_proof",
        "le compte renvoie au site et le site le cite",
        "flag",
        condition=OFFICIAL_PROOF,
        reads=("account.bio_contents", "account.listed_on_site"),
    ),
    Fact(
        "account.general_twins",
        "autres comptes généraux sur le même réseau",
        "number",
        compute=general_twins,
        unit="comptes",
        reads=("account.network", "account.scope", "account.in_service"),
    ),
    Fact(
        "account.active_general_twins",
        "autres comptes généraux actifs sur le même réseau",
        "number",
        compute=active_general_twins,
        unit="comptes",
        reads=("account.network", "account.scope", "account.in_service", "account.state"),
    ),
    Fact(
        "account.shares_public_with_main",
        "même public que le compte général du réseau",
        "flag",
        compute=shares_public_with_main,
        reads=("account.network", "account.scope", "account.in_service", "account.audience"),
    ),
    Fact(
        "account.serves_objective",
        "le compte sert un objectif choisi",
        "flag",
        compute=serves_objective,
        reads=("account.purpose", "objectives_list"),
    ),
)
