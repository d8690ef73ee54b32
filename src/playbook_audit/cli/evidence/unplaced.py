"""Accounts seen in evidence that no account of the audit surely is: asked, or only listed."""

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from playbook_audit.cli.screen import plain_lines
from playbook_audit.evidence.collect import Found
from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.evidence.matching import Register
from playbook_audit.interview.departures import KEYBOARD
from playbook_audit.interview.interface import Asker, Given, Interrupted, Leaving, Line, Menu
from playbook_audit.report.measured_words import period
from playbook_audit.report.words import day, plural

OTHER = "other"
"""The network of what is on no known one."""
MISSING, NOT_OURS = "missing", "not-ours"
"""Two answers beside the keys of accounts, none of which may hold a space."""
_MISSING_LINE = Line(f" {MISSING}", "Un compte de la collectivité qui manque à l’audit")
_NOT_OURS_LINE = Line(f" {NOT_OURS}", "Un compte qui n’est pas à nous, ou je ne sais pas")


class Settled(NamedTuple):
    """What was found, once the person was asked, and what nobody placed."""

    placed: tuple[Found, ...]
    unplaced: tuple[Found, ...]
    """Accounts that are, or may be, of the collectivité and that the audit does not list."""


def settle(found: Iterable[Found], register: Register, *, accessible: bool = False) -> Settled:
    """Ask about what no account of the audit surely is; without a terminal, only list it.

    What shares a file with an account of the audit is somebody else's: a post made together.
    Raise ``Interrupted`` when the person stops: then nothing is kept of what was answered.
    """
    every = list(found)
    known = {(one.file.sha256, one.seen.network) for one in every if one.key is not None}
    placed = [one for one in every if one.key is not None]
    left = [
        one for one in every if one.key is None and (one.file.sha256, one.seen.network) not in known
    ]
    if not left or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Settled(tuple(placed), tuple(left))
    from playbook_audit.interview.opening import open_asker  # only where somebody is there

    with open_asker(accessible=plain_lines(accessible=accessible)) as person:
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
    menu = Menu(
        f"Quel compte est-ce : {described(found, register)} ?",
        lines,
        current=_safest(found, keys),
        above=(f"Dans {found.file.name} : {contents(found.seen)}.",),
        may_go_back=False,
    )
    chosen = person.choose(menu)
    if isinstance(chosen, Leaving):
        raise Interrupted(KEYBOARD)
    return chosen.raw if isinstance(chosen, Given) else _NOT_OURS_LINE.id


def _safest(found: Found, keys: Sequence[str]) -> str:
    """Give the line preselected: Enter alone never mixes an account named otherwise with ours."""
    return keys[0] if len(keys) == 1 and not found.seen.is_named else _MISSING_LINE.id


def described(found: Found, register: Register) -> str:
    """Give what a file says of an account: its network, and its name if it tells."""
    seen, network = found.seen, title_of(found.seen.network, register)
    named = seen.name or seen.handle
    if not named:
        return f"{network}, sans nom dans le fichier"
    at = f" ({seen.handle})" if seen.handle and seen.handle not in (named, f"@{named}") else ""
    return f"{network}, « {named} »{at}"


def title_of(network: str, register: Register) -> str:
    """Give the name of a network; what is none may be a site."""
    return "Site ou autre réseau" if network == OTHER else register.title_of(network)


def contents(seen: AccountSeen) -> str:
    """Give what a file tells of an account: its publications, or its followers."""
    if seen.followers is not None and not seen.posts:
        return f"{plural(seen.followers.people, 'abonné')} le {day(seen.followers.on)}"
    days = sorted(post.day for post in seen.posts if post.is_publication)
    replies = sum(not post.is_publication for post in seen.posts)
    told = plural(len(days), "publication")
    if days:
        told += f", {period(days[0], days[-1])}"
    return f"{told} ; {plural(replies, 'réponse')} à d’autres" if replies else told
