"""Facts on who an account speaks for: its network and name, visible, owned, proven official."""

from math import inf
from typing import TYPE_CHECKING

from playbook_audit.model.condition import condition_from
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    bounds,
    known,
    not_applicable,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope

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

LOGIN_DAYS = {"month": (0, 30), "half": (30, 180), "year": (180, 365), "older": (365, inf)}
"""The days gone by since the last log-in, at least and at most, for each answer to it."""


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


def name_limit(account: "AccountScope") -> Operand:
    """Give the days without log-in after which the network may take the name back.

    Not applicable where no such limit is known.
    """
    platform = account["platform"]
    values = possibilities(platform)
    if values is None:
        return unknown(platform.missing, platform.basis)
    networks = account.audit.programme.networks
    idle_names = [networks[str(value)].idle_name for value in values]
    limits = frozenset(float(one.days) for one in idle_names if one is not None)
    if not limits:
        return not_applicable(platform.basis)
    if None in idle_names:
        return unknown(platform.missing, platform.basis)
    return among(frozenset(limits), platform.basis, platform.missing)


def name_limit_passed(account: "AccountScope") -> Operand:
    """Tell whether nobody logged in for as long as the network allows, or longer."""
    limit, login = account["name_limit"], account["last_login"]
    for part in (limit, login):
        if part.kind is Kind.NOT_APPLICABLE:
            return part
    basis, missing = limit.basis + login.basis, limit.missing + login.missing
    days, age = bounds(limit), _days_since(login)
    if days is None or age is None:
        return unknown(missing, basis)
    if age[0] >= days[1] or age[1] <= days[0]:
        return known(age[0] >= days[1], basis)
    return unknown(missing or (account.path_of("last_login"),), basis)


def _days_since(login: Operand) -> tuple[float, float] | None:
    """Give the days since the last log-in, at least and at most; None when nothing is known."""
    ages = [LOGIN_DAYS[str(one)] for one in possibilities(login) or ()]
    return (min(ages)[0], max(ages)[1]) if ages else None


def serves_objective(account: "AccountScope") -> Operand:
    """Tell whether the purpose of the account is one of the objectives chosen."""
    purpose, chosen = account["purpose"], account.audit["objectives_list"]
    for part in (purpose, chosen):
        if part.kind is not Kind.KNOWN:
            return part if part.kind is Kind.NOT_APPLICABLE else unknown(part.missing, part.basis)
    objectives = chosen.value if isinstance(chosen.value, frozenset) else frozenset()
    return known(purpose.value in objectives, purpose.basis + chosen.basis)


def avoided_network(account: "AccountScope") -> Operand:
    """Tell whether the account is on a network people say they chose to stay away from."""
    network, chosen = account["network"], account.audit["absence_chosen"]
    for part in (network, chosen):
        if part.kind is not Kind.KNOWN:
            return part if part.kind is Kind.NOT_APPLICABLE else unknown(part.missing, part.basis)
    avoided = chosen.value if isinstance(chosen.value, frozenset) else frozenset()
    found = "all" in avoided or network.value in avoided - {"other"}
    return known(found, network.basis + chosen.basis)


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
        "account.name_limit",
        "délai sans connexion accordé par le réseau",
        "number",
        compute=name_limit,
        unit="jours",
        reads=("account.platform",),
    ),
    Fact(
        "account.name_limit_passed",
        "dernière connexion plus ancienne que le délai du réseau",
        "flag",
        compute=name_limit_passed,
        reads=("account.name_limit", "account.last_login"),
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
        "account.serves_objective",
        "le compte sert un objectif choisi",
        "flag",
        compute=serves_objective,
        reads=("account.purpose", "objectives_list"),
    ),
    Fact(
        "account.avoided_network",
        "compte sur un réseau où vous dites avoir choisi de ne pas être",
        "flag",
        compute=avoided_network,
        reads=("account.network", "absence_chosen"),
    ),
)
