"""What a register proposes against the accounts an audit lists already."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from playbook_audit.evidence.addresses import Address
from playbook_audit.evidence.registers.interface import Proposal


class Filed(NamedTuple):
    """An account of the answers file."""

    key: str
    network: str | None
    address: Address | None
    """None when the file gives none, or only the name shown on the account."""


class Compared(NamedTuple):
    """The proposals, told apart."""

    new: tuple[Proposal, ...] = ()
    there: Mapping[str, str] = {}
    """Addresses proposed, with the key of the account that has each already."""
    doubtful: Mapping[str, str] = {}
    """Addresses that may be those of an account, by its key, which nothing can tell."""


def compared(proposals: Sequence[Proposal], filed: Sequence[Filed]) -> Compared:
    """Tell which accounts are missing from the file; one that may be there is not missing."""
    new: list[Proposal] = []
    there, doubtful = dict[str, str](), dict[str, str]()
    for one in proposals:
        if one.account is None:
            continue
        if same := _same(one.account, filed):
            there[one.value] = same
        elif near := _near(one.account, filed):
            doubtful[one.value] = near
        else:
            new.append(one)
    return Compared(tuple(new), there, doubtful)


def _same(account: Address, filed: Sequence[Filed]) -> str | None:
    same = (one.key for one in filed if one.address and one.address.is_same(account))
    return next(same, None)


def _near(account: Address, filed: Sequence[Filed]) -> str | None:
    near = (
        one.key
        for one in filed
        if (one.address.may_be(account) if one.address else one.network == account.network)
    )
    return next(near, None)
