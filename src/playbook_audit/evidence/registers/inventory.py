"""The inventory a collectivité keeps of its own accounts: the table read as evidence is.

All its lines are the collectivité's, so that no code is asked for.
"""

from collections.abc import Iterator
from datetime import date

from playbook_audit.evidence.addresses import Address, address_of, canonical
from playbook_audit.evidence.interface import AccountSeen, Circumstances, Format
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.registers.interface import (
    Consulted,
    Listed,
    Networks,
    Record,
    Register,
    Sought,
)
from playbook_audit.evidence.registers.listing import visible

_ANY_DAY = date(9999, 1, 1)
"""Followers and openings are not asked for here, so that no date of theirs is refused."""


def recognises(piece: Piece) -> bool:
    """Tell whether the piece is a table of accounts."""
    return _table().recognises(piece)


def consult(piece: Piece, _sought: Sought, networks: Networks) -> Consulted:
    """Give every account of the table that can be told from another."""
    reading = _table().read(piece, Circumstances(_ANY_DAY))
    listed = [(seen, _account(seen, networks)) for seen in reading.accounts]
    accounts = tuple(Listed(one, address_of(one)) for _, one in listed if one is not None)
    nameless = sum(one is None for _, one in listed)
    record = Record(id="", name="", dated=visible(piece.base), accounts=accounts)
    rejected = [f"ligne {one.line} : {one.reason}" for one in reading.rejected]
    remarks = (*reading.remarks, *rejected, *_left_out(nameless))
    return Consulted((record,), remarks=remarks)


def _table() -> Format:
    from playbook_audit.evidence.readers.accounts_table import FORMAT

    return FORMAT


def _account(seen: AccountSeen, networks: Networks) -> Address | None:
    """Give what names an account; None when the table gives neither address nor name."""
    if seen.handle and (found := canonical(seen.handle, networks, seen.network)):
        return found
    if not seen.native_id or seen.network not in networks:
        return None
    return Address(seen.network, seen.network, native_id=seen.native_id)


def _left_out(nameless: int) -> Iterator[str]:
    if nameless == 1:
        yield "un compte n’a ni adresse ni identifiant : ajoutez-le à la main"
    elif nameless:
        yield f"{nameless} comptes n’ont ni adresse ni identifiant : ajoutez-les à la main"


REGISTER = Register(
    id="inventory",
    title="votre inventaire",
    obtained="le tableau de vos comptes, en CSV, XLSX ou ODS",
    needs_a_code=False,
    recognises=recognises,
    consult=consult,
)
