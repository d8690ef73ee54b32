"""Which network an address is on, told by its host."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from playbook_audit.model.rule import Network
from playbook_audit.model.spelling import folded


def platform_of(handle: str, networks: Mapping[str, Network]) -> str | None:
    """Give the platform whose most precise host holds an address, or None for a bare name."""
    host = host_of(folded(handle))
    fitting = [
        (len(one), name)
        for name, network in networks.items()
        for one in network.hosts
        if host == one or host.endswith(f".{one}")
    ]
    return max(fitting)[1] if fitting else None


def host_of(address: str) -> str:
    """Give the host of an address, or nothing for a bare name or a broken address."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return ""
