"""From pieces to measures: each piece is recognised, read, and joined to an account."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from playbook_audit.evidence.interface import (
    AccountSeen,
    Circumstances,
    Format,
    Reading,
    Refused,
)
from playbook_audit.evidence.matching import Register
from playbook_audit.evidence.merging import coverage_of, with_seen
from playbook_audit.evidence.piece import Piece, TooLarge
from playbook_audit.evidence.readers import recognised
from playbook_audit.evidence.tables.generic.reading import header_to_map
from playbook_audit.evidence.tables.mapping import block_for
from playbook_audit.model.activity import AccountActivity, Activity, EvidenceFile, Unlisted

UNKNOWN_FORMAT = "format inconnu ; « playbook-audit evidence formats » dit ce qui est lu"
UNKNOWN_TABLE = "unknown-table"
TOO_LARGE = "fichier trop volumineux"
BROKEN = "fichier abîmé ou incomplet ; exportez-le de nouveau"


class FileRead(NamedTuple):
    """One piece, once it was read or refused."""

    name: str
    sha256: str = ""
    format: Format | None = None
    reading: Reading = Reading()
    refused: Refused | None = None
    columns: str = ""
    """For a table nobody knows, what to complete in ``colonnes.toml`` for it to be read."""


class Found(NamedTuple):
    """One account seen in a file, and the account of the audit it is."""

    file: FileRead
    seen: AccountSeen
    key: str | None
    """None: no account of the audit is surely this one."""
    is_ours: bool = False
    """Whether the person said that it is an account of theirs, missing from the audit."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person says of the files they give."""

    key: str | None = None
    """The account of the audit the files are about, when they do not tell."""
    taken_on: date | None = None
    """The day the files were made, when they do not tell."""


def read_piece(piece: Piece, around: Circumstances) -> FileRead:
    """Give what a piece holds, or why it is refused."""
    found = None
    try:
        found = recognised(piece)
        if found is None:
            return FileRead(piece.name, refused=Refused(UNKNOWN_FORMAT))
        sha = piece.sha256  # counts the bytes before anything is read
        return FileRead(piece.name, sha, found, found.read(piece, around))
    except Refused as refused:
        return FileRead(piece.name, refused=refused, columns=_columns(piece, found))
    except TooLarge:
        return FileRead(piece.name, refused=Refused(TOO_LARGE))
    except OSError:
        return FileRead(piece.name, refused=Refused(BROKEN))


def _columns(piece: Piece, found: Format | None) -> str:
    """Give the section of ``colonnes.toml`` that a refused table waits for; else nothing."""
    if found is None or found.id != UNKNOWN_TABLE:
        return ""
    header = header_to_map(piece)
    return block_for(header) if len(header) > 1 else ""


def placed(file: FileRead, register: Register, wish: Wish) -> list[Found]:
    """Give the accounts of a file, each with the account of the audit it is.

    An account the person names is that of what the file does not tell; it must be on its network.
    """
    found = [Found(file, seen, register.key_of(seen)) for seen in file.reading.accounts]
    return [
        one._replace(key=wish.key)
        if one.key is None and wish.key in register.keys_of(one.seen.network)
        else one
        for one in found
    ]


def joined(activity: Activity, found: Iterable[Found], wish: Wish) -> Activity:
    """Give the measures with what was found; accounts of nobody are only counted."""
    accounts = dict(activity.accounts)
    placed_files, unlisted = set(), list(activity.unlisted)
    for one in found:
        if one.key is None:
            if one.seen.is_named or one.is_ours:
                unlisted.append(Unlisted(one.seen.network, one.file.sha256))
            continue
        placed_files.add((one.seen.network, one.file.sha256))
        before = accounts.get(one.key) or AccountActivity(one.key, one.seen.network)
        accounts[one.key] = with_seen(before, one.seen, _evidence(one, wish.taken_on))
    kept = {one for one in unlisted if (one.network, one.file) not in placed_files}
    return replace(activity, accounts=accounts, unlisted=tuple(sorted(kept)))


def bare(name: str) -> str:
    """Give the name of a file without the folders of this computer, its member kept."""
    file, colon, member = name.partition(" : ")
    return f"{file.replace(chr(92), '/').rpartition('/')[2]}{colon}{member}"


def _evidence(found: Found, taken_on: date | None) -> EvidenceFile:
    file, seen = found.file, found.seen
    return EvidenceFile(
        name=bare(file.name),
        sha256=file.sha256,
        format="" if file.format is None else file.format.id,
        coverage=coverage_of(seen, taken_on),
        time_basis=seen.time_basis,
        kept=len({post.id or post for post in seen.posts}),
        rejected=len(file.reading.rejected),
        title="" if file.format is None else file.format.title,
    )
