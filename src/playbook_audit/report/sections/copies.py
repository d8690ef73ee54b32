"""What stands behind the measures: the files read, what they tell, what they cannot tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from playbook_audit.model.activity import Activity, EvidenceFile
from playbook_audit.model.french import TIME_BASES
from playbook_audit.model.rule import Network
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.measured_words import (
    WELCOME,
    Measured,
    answering_in_words,
    coverage_in_words,
    followers_in_words,
    media_in_words,
    originals_in_words,
    posts_in_words,
    welcome_in_words,
)
from playbook_audit.report.names import family_title
from playbook_audit.report.sections.timeline import measured_accounts
from playbook_audit.report.spans import listed, ours, said, typed
from playbook_audit.report.words import number

SHORT_HASH = 12


class Account(NamedTuple):
    """One account with its name."""

    name: Text
    measured: Measured


def copies_blocks(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give what the copies tell of each account, then the files; nothing where none was read."""
    known = measured_accounts(case)
    accounts = [Account(labels.account(key), one) for key, one in sorted(known.items())]
    if not accounts:
        return ()
    return (
        Subheading(ours("Mesures tirées des copies de vos comptes")),
        Paragraph(ours(WELCOME)),
        figures_table(accounts),
        Subheading(ours("Fichiers lus")),
        files_table(accounts),
    )


def figures_table(accounts: Iterable[Account]) -> Table:
    """Give what was posted, how it was received and answered, account by account."""
    columns = (
        Column("Compte"),
        Column("Publications"),
        Column("Publications à vous"),
        Column("Contenus"),
        Column("Accueil"),
        Column("Réponses à des personnes"),
        Column("Abonnés mesurés"),
    )
    rows = tuple((one.name, *map(ours, _figures(one.measured))) for one in accounts)
    return Table("Ce que disent les copies, compte par compte", columns, rows)


def _figures(one: Measured) -> Iterator[str]:
    measures = one.measures
    yield posts_in_words(one)
    yield originals_in_words(measures)
    yield media_in_words(measures.media)
    yield welcome_in_words(measures)
    yield answering_in_words(measures.answering)
    yield followers_in_words(one.activity.followers)


# ---------------------------------------------------------------- files


def files_table(accounts: Iterable[Account]) -> Table:
    """Give each file once: what it is, what it covers, how its times are known, what was read."""
    columns = (
        Column("Fichier"),
        Column("Format"),
        Column("Comptes"),
        Column("Jours couverts"),
        Column("Heures"),
        Column("Publications et réponses lues", numeric=True),
        Column("Lignes écartées", numeric=True),
        Column("Empreinte (sha256)"),
    )
    rows = tuple(_file_row(found) for found in _by_file(accounts))
    return Table("Fichiers d’où viennent les mesures", columns, rows)


class Copy(NamedTuple):
    """What one file says of one account."""

    name: Text
    file: EvidenceFile


def _by_file(accounts: Iterable[Account]) -> list[list[Copy]]:
    """Give the files by name, each with the accounts it tells of."""
    grouped: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for one in accounts:
        for file in one.measured.activity.files:
            grouped[file.name, file.sha256].append(Copy(one.name, file))
    return [found for _, found in sorted(grouped.items(), key=lambda group: group[0])]


def _file_row(found: Sequence[Copy]) -> tuple[Text, ...]:
    files = [one.file for one in found]
    first = files[0]
    periods = dict.fromkeys(coverage_in_words(one.coverage) for one in files)
    bases = dict.fromkeys(TIME_BASES[one.time_basis] for one in files)
    return (
        typed(first.name),
        ours(first.title) or typed(first.format, "code"),
        listed(list(dict.fromkeys(one.name for one in found))),
        ours(next(iter(periods)) if len(periods) == 1 else "selon le compte"),
        ours(" ; ".join(bases)),
        ours(number(sum(one.kept for one in files))),
        ours(number(max(one.rejected for one in files))),
        typed(first.sha256[:SHORT_HASH], "code"),
    )


# ---------------------------------------------------------------- accounts nobody listed


def unlisted_blocks(case: Case) -> tuple[Block, ...]:
    """Give the accounts seen in files and missing from the answers."""
    return unlisted_in_words(case.answers.measured, case.catalogue.rulebook.networks)


def unlisted_in_words(activity: Activity, networks: Mapping[str, Network]) -> tuple[Block, ...]:
    """Give the same from the measures alone."""
    items = tuple(Item(text) for text in _unlisted(activity, networks))
    heading = Subheading(ours("Comptes vus dans vos fichiers et absents de votre liste"))
    return (heading, Bullets(items), Paragraph(ours(_LIST_THEM))) if items else ()


_LIST_THEM = (
    "Ajoutez-les à votre liste s’ils sont à vous, puis relisez vos fichiers : "
    "« playbook-audit evidence add » dit le nom de ceux où il les trouve."
)


def _unlisted(activity: Activity, networks: Mapping[str, Network]) -> Iterator[Text]:
    """Give each network and file where an account of nobody was seen."""
    for one in activity.unlisted:
        yield said(
            "{network}, dans {file}.",
            network=family_title(networks, one.network),
            file=_one_file(one.name, one.file),
        )


def _one_file(name: str, sha: str) -> Text:
    """Give a file by its name; by its hash, said to be one, without a name."""
    if name:
        return said("le fichier {name}", name=typed(name))
    return said("un fichier d’empreinte {sha}", sha=typed(sha[:SHORT_HASH], "code"))
