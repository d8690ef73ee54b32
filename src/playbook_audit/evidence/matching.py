"""Which account of the audit a piece of evidence is about: by number, address or exact name.

What is not surely one account is none: the person is asked, nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence

from playbook_audit.evidence.addresses import Address, canonical
from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.model.activity import Activity
from playbook_audit.model.answer import Account
from playbook_audit.model.rule import Network
from playbook_audit.model.spelling import folded


class Register:
    """The accounts of an audit, as they can be recognised."""

    def __init__(
        self, accounts: Sequence[Account], activity: Activity, networks: Mapping[str, Network]
    ) -> None:
        """Keep what names each account: numbers known from before, its address, its name."""
        self.networks = networks
        self.activity = activity
        self.known = [_Known(account, activity, networks) for account in accounts]

    def title_of(self, network: str) -> str:
        """Give the French name of a network."""
        known = self.networks.get(network)
        return network if known is None else known.title.partition(" (")[0]

    def keys_of(self, network: str) -> tuple[str, ...]:
        """Give the keys of the accounts on a network."""
        return tuple(one.key for one in self.known if one.network == network)

    def key_of(self, seen: AccountSeen) -> str | None:
        """Give the key of the only account this can be, or None.

        A number decides before an address, an address before a name.
        """
        on_network = [one for one in self.known if one.network == seen.network]
        for fits in (_Known.has_number, _Known.has_address, _Known.has_name):
            keys = [one.key for one in on_network if fits(one, seen)]
            if keys:
                return keys[0] if len(keys) == 1 else None
        return None

    def key_given(self, file: str, network: str) -> str | None:
        """Give the account that a file, told by its hash, was given to before."""
        given = (
            one.key
            for one in self.activity.accounts.values()
            if one.network == network and any(kept.sha256 == file for kept in one.files)
        )
        return next((key for key in given if key in self.keys_of(network)), None)


class _Known:
    """One account of the audit."""

    def __init__(
        self, account: Account, activity: Activity, networks: Mapping[str, Network]
    ) -> None:
        self.key = account.key
        platform, self.named = _text(account, "platform"), _text(account, "handle")
        self.network = networks[platform].network if platform in networks else platform
        self.address = canonical(self.named, networks, platform) if self.named else None
        before = activity.accounts.get(account.key)
        self.numbers = frozenset(
            _numbers(self.address, () if before is None else before.native_ids)
        )

    def has_number(self, seen: AccountSeen) -> bool:
        if seen.native_id is not None:
            return seen.native_id in self.numbers
        return f"@{seen.handle}" in self.numbers

    def has_address(self, seen: AccountSeen) -> bool:
        other = Address(seen.network, seen.network, handle=seen.handle)
        return self.address is not None and self.address.is_same(other)

    def has_name(self, seen: AccountSeen) -> bool:
        """Tell whether the name is the same; two numbers that differ are two accounts."""
        if seen.native_id is not None and any(one[0] != "@" for one in self.numbers):
            return False
        return bool(seen.name and self.named and folded(seen.name) == folded(self.named))


def _numbers(address: Address | None, before: Sequence[str]) -> Iterator[str]:
    yield from before
    if address is not None and address.native_id is not None:
        yield address.native_id


def _text(account: Account, question: str) -> str:
    answer = account.answers.get(question)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""
