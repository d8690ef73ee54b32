"""Facts on who an account speaks for: its network, visible, owned, proven official."""

from typing import TYPE_CHECKING

from playbook_audit.model.condition import condition_from
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    known,
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
        "account.serves_objective",
        "le compte sert un objectif choisi",
        "flag",
        compute=serves_objective,
        reads=("account.purpose", "objectives_list"),
    ),
)
