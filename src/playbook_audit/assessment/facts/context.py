"""Facts on the collectivité and its strategy: size, calendar, objectives and publics covered."""

from typing import TYPE_CHECKING

from playbook_audit.model.answer import Table
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    between,
    known,
    possibilities,
    unknown,
)

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AuditScope


def elections(audit: "AuditScope") -> Operand:
    """Give the elections whose window frames this type of collectivité on the audit date."""
    org_type = audit["org_type"]
    types = possibilities(org_type) or frozenset(audit.programme.bound_types)
    found = frozenset(audit.programme.elections(str(one), audit.on) for one in types)
    return among(frozenset(found), org_type.basis, org_type.missing)


def electoral_window(audit: "AuditScope") -> Operand:
    """Tell whether the audit date is in a window that frames this type of collectivité."""
    framing = audit["audit.elections"]
    framed = frozenset(found != () for found in possibilities(framing) or ())
    return among(frozenset(framed), framing.basis, framing.missing)


def other_channels(audit: "AuditScope") -> Operand:
    """Give how many other channels inform residents."""
    channels = audit["org_other_channels"]
    if channels.kind is not Kind.KNOWN or not isinstance(channels.value, frozenset):
        return channels if channels.kind is Kind.NOT_APPLICABLE else unknown(channels.missing)
    return known(float(len(channels.value - {"none"})), channels.basis)


def offline_uncovered(audit: "AuditScope") -> Operand:
    """Tell whether people far from digital tools are a chosen public, badly reached."""
    return _badly_reached(audit, "offline")


def young_uncovered(audit: "AuditScope") -> Operand:
    """Tell whether the young are a chosen public, badly reached."""
    return _badly_reached(audit, "young")


def _badly_reached(audit: "AuditScope", public: str) -> Operand:
    reached = audit["audience_channel_map"]
    if not isinstance(reached.value, Table):
        return reached
    column = dict(reached.value.rows).get(public, "")
    if column is None:
        return unknown(reached.missing, reached.basis)
    return known(column == "poorly", reached.basis)


def uncovered_audiences(audit: "AuditScope") -> Operand:
    """Give how many of the chosen publics are badly reached."""
    reached = audit["audience_channel_map"]
    if not isinstance(reached.value, Table):
        return reached
    columns = [column for _, column in reached.value.rows]
    low = columns.count("poorly")
    return between(float(low), float(low + columns.count(None)), reached.basis, reached.missing)


def uncovered_objectives(audit: "AuditScope") -> Operand:
    """Give how many objectives nothing serves: no visible account, and no other channel."""
    objectives, channels = audit["objectives_list"], audit["org_other_channels"]
    elsewhere = possibilities(channels)
    if elsewhere is not None and all(one != frozenset(("none",)) for one in elsewhere):
        return known(0.0, channels.basis)
    if objectives.kind is not Kind.KNOWN or not isinstance(objectives.value, frozenset):
        return unknown(objectives.missing + channels.missing, objectives.basis + channels.basis)
    return _without_account(audit, objectives.value, objectives, channels)


def _without_account(
    audit: "AuditScope", chosen: frozenset[str], objectives: Operand, channels: Operand
) -> Operand:
    served: set[object] = set()
    perhaps_all = audit.accounts is None or channels.kind in (Kind.UNKNOWN, Kind.AMONG)
    basis = [*objectives.basis, *channels.basis, "accounts"]
    missing = [*channels.missing, *(() if audit.accounts is not None else ("accounts",))]
    perhaps: set[object] = set()
    for account in audit.accounts or ():
        purpose, visible = account["purpose"], account["visible"]
        basis += purpose.basis + visible.basis
        if visible.value is False:
            continue
        values = possibilities(purpose)
        if values is not None and len(values) == 1 and visible.value is True:
            served |= values
        elif purpose.kind is Kind.NOT_APPLICABLE:
            return purpose
        else:
            perhaps |= chosen if values is None else values
            missing += purpose.missing + visible.missing
    high = len(chosen - served)
    low = 0 if perhaps_all else len(chosen - served - perhaps)
    return between(float(low), float(high), tuple(basis), tuple(missing))


FACTS = (
    Fact(
        "audit.elections",
        "périodes électorales en cours pour ce type de collectivité, avec leurs dates",
        "text",
        compute=elections,
        reads=("org_type",),
    ),
    Fact(
        "audit.electoral_window",
        "période électorale en cours pour ce type de collectivité",
        "flag",
        compute=electoral_window,
        reads=("org_type",),
    ),
    Fact(
        "audit.other_channels",
        "autres supports d’information",
        "number",
        compute=other_channels,
        unit="supports",
        reads=("org_other_channels",),
    ),
    Fact(
        "audit.offline_uncovered",
        "personnes éloignées du numérique visées et mal touchées",
        "flag",
        compute=offline_uncovered,
        reads=("audience_channel_map",),
    ),
    Fact(
        "audit.young_uncovered",
        "jeunes visés et mal touchés",
        "flag",
        compute=young_uncovered,
        reads=("audience_channel_map",),
    ),
    Fact(
        "audit.uncovered_audiences",
        "publics choisis mal touchés",
        "number",
        compute=uncovered_audiences,
        unit="publics",
        reads=("audience_channel_map",),
    ),
    Fact(
        "audit.uncovered_objectives",
        "objectifs que rien ne sert",
        "number",
        compute=uncovered_objectives,
        unit="objectifs",
        reads=("objectives_list", "org_other_channels", "account.purpose", "account.visible"),
    ),
)
