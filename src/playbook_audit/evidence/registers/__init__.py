"""The registers accounts can be taken from, one file each; the first to recognise a file reads it.

Whatever they say is proposed with its origin, and never taken for what the collectivité answers.
"""

from functools import cache
from importlib import import_module

from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.registers.interface import Register

REGISTERS = ("dila", "wikidata", "inventory")
"""From the most particular to the most general."""


@cache
def registers() -> tuple[Register, ...]:
    """Give every register, in the order they are tried."""
    return tuple(_register(name) for name in REGISTERS)


def recognised(piece: Piece) -> Register | None:
    """Give the register a file comes from, told by its content; None when it is of none."""
    return next((one for one in registers() if one.recognises(piece)), None)


def _register(name: str) -> Register:
    found: Register = import_module(f"{__name__}.{name}").REGISTER
    return found
