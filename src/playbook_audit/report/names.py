"""The short and unique name of each account, from its network and what people typed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from playbook_audit.model.answer import Account
from playbook_audit.model.rule import Network
from playbook_audit.report.interface import Text
from playbook_audit.report.spans import plain, said, typed

LONGEST_HANDLE = 32
_DETAIL = re.compile(r"\s*\((\w+)[^()]*\)")


class AccountNames:
    """What the accounts of one answers file are called."""

    def __init__(self, networks: Mapping[str, Network], accounts: Iterable[Account]) -> None:
        """Keep both; names are worked out when they are first asked for."""
        self.networks = networks
        self.accounts = tuple(accounts)

    def of(self, key: str) -> Text:
        """Give the name of an account: « Facebook — VilleDeValmont »."""
        return self._named.get(key) or typed(key)

    @cached_property
    def _named(self) -> Mapping[str, Text]:
        short = {one.key: self._short_name(one) for one in self.accounts}
        taken = Counter(plain(name) for name in short.values())
        return {
            key: name if taken[plain(name)] == 1 else (*name, *typed(f" ({key})"))
            for key, name in short.items()
        }

    def _short_name(self, account: Account) -> Text:
        network, handle = self.network_of(account), account.answers.get("handle")
        shown = displayed_handle(handle.value) if handle and isinstance(handle.value, str) else None
        own = shown or _own_part(account.key, None if network is None else network.network)
        return said("{network} — {name}", network=self._network_title(network), name=typed(own))

    def network_of(self, account: Account) -> Network | None:
        """Give the network an account is on, with the kind of account; None when not known."""
        platform = account.answers.get("platform")
        return self.networks.get(str(platform.value)) if platform else None

    def _network_title(self, network: Network | None) -> str:
        """Give the name of a network, with a detail when this audit has several kinds of it."""
        if network is None:
            return "Compte"
        kinds = self._kinds[network.network]
        return short_title(network.title) if len(kinds) > 1 else bare_title(network.title)

    @cached_property
    def _kinds(self) -> Mapping[str, set[str]]:
        """Give the kinds of account this audit has on each network: page, profile, group."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for account in self.accounts:
            network = self.network_of(account)
            if network is not None:
                kinds[network.network].add(network.id)
        return kinds


def family_title(networks: Mapping[str, Network], family: str) -> str:
    """Give the name of a network, whatever the kind of account."""
    titles = (one.title for one in networks.values() if one.network == family)
    return bare_title(next(titles, family))


def short_title(title: str) -> str:
    """Give the title of a network with one word of detail.

    >>> short_title("Facebook (profil avec des « amis »)")
    'Facebook (profil)'
    """
    return _DETAIL.sub(r" (\1)", title)


def bare_title(title: str) -> str:
    """Give the title of a network without any detail.

    >>> bare_title("X (Twitter)")
    'X'
    """
    return title.partition(" (")[0]


def displayed_handle(handle: str) -> str | None:
    """Give what is worth showing of an address or a name; None when nothing in it names anybody.

    >>> displayed_handle("https://www.facebook.com/VilleDeValmont/")
    'VilleDeValmont'
    """
    name = _end_of_address(handle) if "/" in handle and " " not in handle else handle
    if not name or name == "profile.php":
        return None
    return name if len(name) <= LONGEST_HANDLE else _shortened(name)


def _shortened(name: str) -> str:
    """Cut a name that is too long, at a word where it can, and never inside parentheses."""
    start = name[:LONGEST_HANDLE]
    if start.count("(") > start.count(")"):
        start = start.rpartition("(")[0]
    elif " " in start:
        start = start.rpartition(" ")[0]
    return f"{start.rstrip() or name[:LONGEST_HANDLE]}…"


def _end_of_address(handle: str) -> str | None:
    try:
        parts = [part for part in urlsplit(handle).path.split("/") if part]
    except ValueError:
        return handle
    return unquote(parts[-1]) if parts else None


def _own_part(key: str, network: str | None) -> str:
    """Give what a key says besides its network: ``ville`` in ``facebook-ville``."""
    own = key.removeprefix(f"{network}-") if network else key
    return f"n° {own}" if own.isdecimal() else own
