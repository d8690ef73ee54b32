"""Facts on the public of the accounts: exposure, followers for the population."""

from math import inf, log1p
from typing import TYPE_CHECKING

from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    between,
    bounds,
    known,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope


def exposure(account: "AccountScope") -> Operand:
    """Give e = ½ + ½·min(1, ln(1+followers)/ln(1+population)), in [½, 1].

    Followers or population unknown, or a population of 0: anything from ½ to 1. Followers not
    asked, as of a village with one account: 1, since that account is its whole presence. Formula:
    the method, « Risks ».
    """
    followers, population = account["followers"], account.audit["org_population"]
    basis = followers.basis + population.basis
    if followers.kind is Kind.NOT_APPLICABLE:
        return known(1.0, basis)
    base = account.audit.number("exposure_base")
    missing = followers.missing + population.missing
    crowd, inhabitants = bounds(followers), bounds(population)
    if crowd is None or inhabitants is None or inhabitants[0] <= 0:
        return between(base, 1.0, basis, missing or population.basis)
    low = exposure_of(crowd[0], inhabitants[1], base)
    high = exposure_of(crowd[1], inhabitants[0], base)
    return between(low, high, basis, missing)


def exposure_of(followers: float, population: float, base: float) -> float:
    """Give the exposure of an account whose followers and population are known."""
    return base + (1 - base) * min(1.0, log1p(followers) / log1p(population))


def followers_per_inhabitant(audit: "AuditScope") -> Operand:
    """Give the followers of the general accounts in service for one inhabitant."""
    population = audit["org_population"]
    inhabitants = bounds(population)
    if audit.accounts is None:
        return unknown(("accounts",))
    if inhabitants is None or inhabitants[0] <= 0:
        return unknown(population.missing or population.basis, population.basis)
    low = high = 0.0
    basis, missing = [*population.basis, "accounts"], list(population.missing)
    for account in audit.accounts:
        parts = (account["scope"], account["in_service"], account["followers"])
        least, most = _general_followers(*parts)
        low, high = low + least, high + most
        basis += [path for part in parts for path in part.basis]
        missing += [path for part in parts for path in part.missing] if least < most else []
    return between(low / inhabitants[1], high / inhabitants[0], tuple(basis), tuple(missing))


def _general_followers(
    scope: Operand, in_service: Operand, followers: Operand
) -> tuple[float, float]:
    """Give the followers an account adds, at least and at most, as a general one in service."""
    scopes, services = possibilities(scope), possibilities(in_service)
    if (scopes is not None and "general" not in scopes) or services == frozenset((False,)):
        return 0.0, 0.0
    if scope.kind is Kind.NOT_APPLICABLE or followers.kind is Kind.NOT_APPLICABLE:
        return 0.0, 0.0
    least, most = bounds(followers) or (0, inf)
    sure = scopes == frozenset(("general",)) and services == frozenset((True,))
    return (least if sure else 0.0), most


FACTS = (
    Fact(
        "account.exposure",
        "poids du compte aux yeux du public",
        "number",
        compute=exposure,
        unit="de 0,5 à 1",
        reads=("account.followers", "org_population"),
    ),
    Fact(
        "audit.followers_per_inhabitant",
        "abonnés des comptes généraux par habitant",
        "number",
        compute=followers_per_inhabitant,
        unit="abonnés par habitant",
        reads=("account.followers", "account.scope", "account.in_service", "org_population"),
    ),
)
