"""Accounts seen in evidence that no account of the audit surely is: asked, or only listed."""

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from playbook_audit.cli.screen import plain_lines
from playbook_audit.evidence.collect import Found
from playbook_audit.evidence.matching import Register
from playbook_audit.interview.interface import Asker, Given, Line, Menu
from playbook_audit.interview.opening import open_asker
from playbook_audit.report.words import plural

MISSING, NOT_OURS = "missing", "not-ours"
"""Two answers beside the keys of accounts, none of which may hold a space."""
_MISSING_LINE = Line(f" {MISSING}", "Un compte de la collectivité qui manque à l’audit")
_NOT_OURS_LINE = Line(f" {NOT_OURS}", "Un compte qui n’est pas à nous, ou je ne sais pas")


class Settled(NamedTuple):
    """What was found, once the person was asked, and what nobody placed."""

    placed: tuple[Found, ...]
    unplaced: tuple[Found, ...]
    """Accounts that are, or may be, of the collectivité and that the audit does not list."""


def settle(found: Iterable[Found], register: Register) -> Settled:
    """Ask about what no account of the audit surely is; without a terminal, only list it.

    What shares a file with an account of the audit is somebody else's: a post made together.
    """
    every = list(found)
    known = {(one.file.sha256, one.seen.network) for one in every if one.key is not None}
    placed = [one for one in every if one.key is not None]
    left = [
        one for one in every if one.key is None and (one.file.sha256, one.seen.network) not in known
    ]
    if not left or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Settled(tuple(placed), tuple(left))
    with open_asker(accessible=plain_lines(accessible=False)) as person:
        return _asked(placed, left, register, person)


def _asked(
    placed: Sequence[Found], left: Sequence[Found], register: Register, person: Asker
) -> Settled:
    """Ask about each, once for the same account in several files."""
    given: dict[tuple[str, str], str] = {}
    settled, missing = list(placed), []
    for one in left:
        who = identity(one)
        if who not in given:
            given[who] = _choice(one, register, person)
        chosen = given[who]
        if chosen == _MISSING_LINE.id:
            missing.append(one._replace(is_ours=True))
        elif chosen != _NOT_OURS_LINE.id:
            settled.append(one._replace(key=chosen))
    return Settled(tuple(settled), tuple(missing))


def identity(found: Found) -> tuple[str, str]:
    """Give what tells an account from another: its network, and how the file names it."""
    seen = found.seen
    named = seen.native_id or seen.handle or seen.name
    return seen.network, named or found.file.sha256


def _choice(found: Found, register: Register, person: Asker) -> str:
    keys = register.keys_of(found.seen.network)
    lines = (
        *(Line(key, f"{key}, déjà dans l’audit") for key in keys),
        _MISSING_LINE,
        _NOT_OURS_LINE,
    )
    posts = plural(len(found.seen.posts), "publication")
    menu = Menu(
        f"Quel compte est-ce : {described(found, register)} ?",
        lines,
        above=(f"Dans {found.file.name} : {posts}.",),
        may_go_back=False,
    )
    chosen = person.choose(menu)
    return chosen.raw if isinstance(chosen, Given) else _NOT_OURS_LINE.id


def described(found: Found, register: Register) -> str:
    """Give what a file says of an account: its network, and its name if it tells."""
    seen = found.seen
    network, named = register.title_of(seen.network), seen.name or seen.handle
    return f"{network}, « {named} »" if named else f"{network}, sans nom dans le fichier"
