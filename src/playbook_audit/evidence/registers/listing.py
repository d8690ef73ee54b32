"""Accounts out of what registers write: an address, sometimes with the name of its network."""

from collections.abc import Iterable

from playbook_audit.evidence.addresses import address_of, canonical
from playbook_audit.evidence.registers.interface import Listed, Networks, Record
from playbook_audit.model.spelling import folded

LONGEST_SHOWN = 200
_PERSONAL = "in/"
"""On LinkedIn, a person and not an organisation."""


def with_accounts(record: Record, written: Iterable[tuple[str, str]], networks: Networks) -> Record:
    """Give a record with the accounts of its addresses, each told with the name of its network."""
    accounts, unclear, personal = list[Listed](), list[str](), 0
    for text, network in written:
        found = canonical(text, networks, _platform(network, networks))
        if found is None:
            unclear += [shown] if (shown := visible(text)) else []
        elif (found.handle or "").startswith(_PERSONAL):
            personal += 1
        elif not any(found.is_same(one.account) for one in accounts):
            accounts.append(Listed(found, _address(text) or address_of(found)))
    return record._replace(accounts=tuple(accounts), unclear=tuple(unclear), personal=personal)


def visible(text: str) -> str:
    """Give a text of a register on one line, without what would move the cursor."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return shown[:LONGEST_SHOWN]


def _platform(name: str, networks: Networks) -> str | None:
    """Give the platform a register names: « Facebook », « X (anciennement Twitter) »."""
    first = folded(name[:LONGEST_SHOWN]).partition(" ")[0]
    known = "x" if first == "twitter" else first
    return known if known in networks else None


def _address(text: str) -> str:
    """Give the address as written, when nothing but an address is; else nothing."""
    plain = text.strip()
    if not plain.isprintable() or any(one in plain for one in " <>\"'{}|\\^`"):
        return ""
    if "/" not in plain or len(plain) > LONGEST_SHOWN:
        return ""
    return plain if "://" in plain else f"https://{plain.lstrip('/')}"
