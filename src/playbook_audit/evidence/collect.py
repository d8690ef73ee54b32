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
    UnknownColumns,
)
from playbook_audit.evidence.matching import Register
from playbook_audit.evidence.merging import coverage_of, with_seen, without_seen
from playbook_audit.evidence.piece import Piece, TooLarge
from playbook_audit.evidence.readers import recognised
from playbook_audit.evidence.tables.mapping import block_for
from playbook_audit.evidence.times import FIRST_YEAR
from playbook_audit.model.activity import AccountActivity, Activity, EvidenceFile, Unlisted

UNKNOWN_FORMAT = "format inconnu ; « playbook-audit evidence formats » dit ce qui est lu"
SITES = "other"
"""What is on no network: the feed of a site shows no account that a list forgot."""
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
    try:
        found = recognised(piece)
        if found is None:
            return FileRead(piece.name, refused=Refused(UNKNOWN_FORMAT))
        sha = piece.sha256  # counts the bytes before anything is read
        return FileRead(piece.name, sha, found, _believed(found.read(piece, around), around.today))
    except UnknownColumns as refused:
        return FileRead(piece.name, refused=refused, columns=block_for(refused.header))
    except Refused as refused:
        return FileRead(piece.name, refused=refused)
    except TooLarge:
        return FileRead(piece.name, refused=Refused(TOO_LARGE))
    except OSError:
        return FileRead(piece.name, refused=Refused(BROKEN))


def _believed(reading: Reading, today: date) -> Reading:
    """Give what was read without the periods that cannot be, or of which rows were left out."""
    accounts = (
        one if _is_believed(one, reading, today) else replace(one, period=None)
        for one in reading.accounts
    )
    return replace(reading, accounts=tuple(accounts))


def _is_believed(seen: AccountSeen, reading: Reading, today: date) -> bool:
    if seen.period is None:
        return True
    partly = seen.reach == "window" and reading.rejected
    return _can_be(seen.period, today) and not partly


def _can_be(period: tuple[date, date], today: date) -> bool:
    start, end = period
    return end.year >= FIRST_YEAR and start <= end <= today


def placed(file: FileRead, register: Register, wish: Wish) -> list[Found]:
    """Give the accounts of a file, each with the account of the audit it is.

    An account the person names is that of what the file does not tell; it must be on its network.
    """
    return [Found(file, seen, _key(file, seen, register, wish)) for seen in file.reading.accounts]


def _key(file: FileRead, seen: AccountSeen, register: Register, wish: Wish) -> str | None:
    """Give the account told by the file, else by the person, else the one the file was given to."""
    named = wish.key if wish.key in register.keys_of(seen.network) else None
    return register.key_of(seen) or named or register.key_given(file.sha256, seen.network)


def joined(activity: Activity, found: Iterable[Found], wish: Wish) -> Activity:
    """Give the measures with what was found; accounts of nobody are only counted."""
    accounts = dict(activity.accounts)
    placed_files, unlisted = set(), list(activity.unlisted)
    for one in found:
        if one.key is None:
            if one.is_ours or (one.seen.is_named and one.seen.network != SITES):
                name = bare(one.file.name)
                unlisted.append(Unlisted(one.seen.network, one.file.sha256, name))
            continue
        placed_files.add((one.seen.network, one.file.sha256))
        _take_back(accounts, one)
        before = accounts.get(one.key) or AccountActivity(one.key, one.seen.network)
        file = _evidence(one, wish.taken_on)
        accounts[one.key] = with_seen(
            before, one.seen, file if wish.taken_on else _as_known(file, before)
        )
    kept = {
        (one.network, one.file): one
        for one in unlisted
        if (one.network, one.file) not in placed_files
    }
    return replace(activity, accounts=accounts, unlisted=tuple(sorted(kept.values())))


def _take_back(accounts: dict[str, AccountActivity], found: Found) -> None:
    """Take a file back from the account it was given to before, by mistake."""
    network, sha = found.seen.network, found.file.sha256
    for key, account in list(accounts.items()):
        has = account.network == network and any(one.sha256 == sha for one in account.files)
        if not has or key == found.key:
            continue
        left = without_seen(account, found.seen, sha)
        accounts[key] = left
        if not left.files:
            del accounts[key]


def _as_known(file: EvidenceFile, before: AccountActivity) -> EvidenceFile:
    """Give a file with the end of its coverage that the person told when they gave it before."""
    told = next((one.coverage for one in before.files if one.sha256 == file.sha256), None)
    if told is None or file.coverage is None or told.end <= file.coverage.end:
        return file
    return file._replace(coverage=file.coverage._replace(end=told.end))


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
