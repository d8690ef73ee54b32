"""What ``evidence add`` says of each file: what it is, whose account, which days, what was left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook_audit.cli.evidence.unplaced import Settled, contents, described, identity, title_of
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.evidence.beside import activity_file
from playbook_audit.evidence.collect import FileRead, Found
from playbook_audit.evidence.interface import AccountSeen, Rejected
from playbook_audit.evidence.matching import Register
from playbook_audit.model.activity import Activity, Coverage
from playbook_audit.report.measured_words import period
from playbook_audit.report.words import day, plural

MOST_ROWS = 3
"""Rows left out that are named for one file; the others are counted."""
MOST_FILES = 10
"""Files left out that are named; the others are counted."""


class Added(NamedTuple):
    """What one ``evidence add`` did."""

    files: Sequence[FileRead]
    settled: Settled
    after: Activity
    account: str | None
    """The account asked for by « --account »."""
    changed: bool


def lines_of(added: Added, register: Register, answers: Path) -> Iterator[str]:
    """Give the lines to print."""
    read = [one for one in added.files if one.refused is None]
    for file in read:
        yield from _file(file, added)
    refused = [one for one in added.files if one.refused is not None]
    if refused:
        yield from _refused(refused)
    for group in _groups(added.settled.unplaced):
        yield from _unplaced(group, register, answers, added.account)
    yield from _ending(added, answers)


# ---------------------------------------------------------------- files that were read


def _file(file: FileRead, added: Added) -> Iterator[str]:
    yield f"{file.name}"
    yield f"  {'' if file.format is None else file.format.title}"
    for one in added.settled.placed:
        if one.file is file:
            yield from _account(one, added.after)
    for remark in file.reading.remarks:
        yield f"  {remark[:1].upper()}{remark[1:]}."
    yield from _rejected(file.reading.rejected)
    yield ""


def _account(found: Found, after: Activity) -> Iterator[str]:
    seen, key = found.seen, found.key or ""
    if seen.posts or seen.followers is None:
        yield f"  {key} : {contents(seen)}"
    kept = next((one for one in after.accounts[key].files if one.sha256 == found.file.sha256), None)
    if kept is not None and kept.coverage is not None:
        yield f"  {_covered(kept.coverage)}"
    if seen.followers is not None:
        followers = plural(seen.followers.people, "abonné")
        yield f"  {key} : {followers} le {day(seen.followers.on)}"


def _covered(coverage: Coverage) -> str:
    if coverage.kind == "complete":
        return f"Tout ce qui est en ligne, jusqu’au {day(coverage.end)}"
    if coverage.start is None:
        return f"Jusqu’au {day(coverage.end)}"
    whole = "Jours couverts" if coverage.kind == "window" else "Dernières publications"
    return f"{whole} : {period(coverage.start, coverage.end)}"


def _rejected(rows: Sequence[Rejected]) -> Iterator[str]:
    """Name the first rows that were left out."""
    if not rows:
        return
    yield f"  {plural(len(rows), 'ligne laissée', 'lignes laissées')} de côté :"
    for row in rows[:MOST_ROWS]:
        where = "" if row.line is None else f"ligne {row.line}, "
        yield f"    {where}{row.reason}"
    if len(rows) > MOST_ROWS:
        yield f"    … et {len(rows) - MOST_ROWS} autres"


# ---------------------------------------------------------------- what is left


def _refused(files: Sequence[FileRead]) -> Iterator[str]:
    yield plural(len(files), "fichier laissé", "fichiers laissés") + " de côté :"
    for file in files[:MOST_FILES]:
        refused = file.refused
        line = "" if refused is None or refused.line is None else f", ligne {refused.line}"
        yield f"  {file.name}{line} : {'' if refused is None else refused.reason}"
    if len(files) > MOST_FILES:
        yield f"  … et {len(files) - MOST_FILES} autres"
    yield ""


def _unplaced(
    group: Sequence[Found], register: Register, answers: Path, account: str | None
) -> Iterator[str]:
    """Say how to tell whose account this is, or how to add it to the audit."""
    found = group[0]
    yield f"À rattacher : {described(found, register)}"
    for one in group:
        yield f"  {one.file.name} : {contents(one.seen)}"
    keys = register.keys_of(found.seen.network)
    if account is not None and account not in keys:
        network = title_of(found.seen.network, register)
        yield f"  --account {account} est sans effet ici : autre réseau que « {network} »."
    if keys and not found.is_ours:
        yield f"  C’est un compte de l’audit ({', '.join(keys)}) ? Relancez sur ce fichier avec :"
        yield f"    --account {keys[0] if len(keys) == 1 else 'CLÉ'}"
    if found.seen.is_named:
        yield f"  Il manque à l’audit ? Ajoutez-le sous « accounts » dans {answers.name} :"
        yield from (f"    {line}" for line in _block(found.seen))
    elif not keys or found.is_ours:
        yield f"  Décrivez d’abord ce compte sous « accounts » dans {answers.name}, puis relisez"
        yield "  ce fichier avec --account et la clé que vous lui aurez donnée."
    yield ""


def _groups(found: Sequence[Found]) -> Iterable[list[Found]]:
    """Give the accounts that nobody placed, each with all that was found of it."""
    groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        groups[identity(one)].append(one)
    return groups.values()


def _block(seen: AccountSeen) -> Iterator[str]:
    named = seen.handle or seen.native_id or "compte"
    plain = "".join(one if one.isalnum() else "-" for one in named)[:30].strip("-")
    yield f"- key: {seen.network}-{plain}"
    yield f"  platform: {seen.network}"
    yield f'  handle: "{(seen.handle or seen.name or named).replace(chr(34), "")}"'


def _ending(added: Added, answers: Path) -> Iterator[str]:
    file = activity_file(answers)
    measured = plural(len(added.after.accounts), "compte mesuré", "comptes mesurés")
    if not added.after.accounts:
        yield "Aucun compte n’est encore mesuré."
        return
    if added.changed:
        yield f"{measured} ; mesures écrites dans {file} (dates et nombres, aucun texte)."
    else:
        yield f"Rien de nouveau ; {measured} dans {file}."
    yield f"Voir les mesures : {PROGRAM} evidence show {answers}"
