"""What was measured, without any verdict: account by account, then the files it comes from."""

from collections.abc import Iterator, Sequence
from datetime import date

from playbook_audit.model.activity import Activity
from playbook_audit.model.answer import Answers
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.report.interface import (
    Block,
    Fact,
    Facts,
    Outline,
    Paragraph,
    Section,
    Subheading,
    Text,
)
from playbook_audit.report.measured_words import (
    WELCOME,
    Measured,
    answering_in_words,
    copy_extent,
    followers_in_words,
    measured,
    media_in_words,
    originals_in_words,
    posts_in_words,
    rhythm,
    silence_in_words,
    welcome_in_words,
)
from playbook_audit.report.names import AccountNames
from playbook_audit.report.outline import typeset
from playbook_audit.report.sections.copies import Account, files_table, unlisted_in_words
from playbook_audit.report.sections.timeline import MEANING, Line, months_table
from playbook_audit.report.spans import listed, ours, said, typed
from playbook_audit.report.words import day, number, plural

MOST_NAMED = 10
NOTHING = (
    "Rien n’est encore mesuré. « playbook-audit evidence formats » dit quels fichiers vos comptes "
    "peuvent donner ; « playbook-audit evidence add » les lit."
)


def measures_outline(
    catalogue: Catalogue, answers: Answers, activity: Activity, on: date
) -> Outline:
    """Give what was measured of each account up to a day, ready to be drawn in any format."""
    names = AccountNames(catalogue.rulebook.networks, answers.accounts or ())
    tolerance = catalogue.rulebook.numbers["coverage_tolerance_days"]
    accounts = [
        Account(names.of(key), measured(one, on, tolerance))
        for key, one in sorted(activity.accounts.items())
    ]
    return Outline(
        title=said("Mesures des comptes — {name}", name=_organisation(answers)),
        subtitle=ours(_subtitle(accounts, answers, on)),
        sections=tuple(map(typeset, _sections(accounts, catalogue, answers, activity))),
        footer=(ours(MEANING),),
    )


def _organisation(answers: Answers) -> Text:
    name = answers.answers.get("org_name")
    given = None if name is None else name.value
    return typed(given) if isinstance(given, str) else ours("votre collectivité")


def _subtitle(accounts: Sequence[Account], answers: Answers, on: date) -> str:
    files = {file.sha256 for one in accounts for file in one.measured.activity.files}
    listed_ones = len(answers.accounts or ())
    count = f"{plural(len(accounts), 'compte mesuré')} sur {number(listed_ones)}"
    return f"Au {day(on)} · {count} · {plural(len(files), 'fichier')}"


def _sections(
    accounts: Sequence[Account], catalogue: Catalogue, answers: Answers, activity: Activity
) -> Iterator[Section]:
    unlisted = unlisted_in_words(activity, catalogue.rulebook.networks)
    if not accounts:
        yield Section("measures", "Vos comptes", (Paragraph(ours(NOTHING)), *unlisted))
        return
    yield Section("measures", "Vos comptes", tuple(_accounts(accounts)))
    lines = [Line(one.name, one.measured) for one in accounts]
    months = months_table(lines)
    if months:
        yield Section("months", "Mois par mois", months)
    yield Section("files", "Fichiers lus", (files_table(accounts),))
    left = (*_without_copy(answers, activity, catalogue), *unlisted)
    yield Section("left", "Ce qui n’est pas mesuré", left)


def _accounts(accounts: Sequence[Account]) -> Iterator[Block]:
    for one in accounts:
        yield Subheading(one.name)
        facts = (Fact(term, ours(text)) for term, text in _facts(one.measured) if text)
        yield Facts(tuple(facts))
    if any(one.measured.measures.received for one in accounts):
        yield Paragraph(ours(WELCOME))


def _facts(one: Measured) -> Iterator[tuple[str, str]]:
    """Give the terms of an account in the order of reading; what is empty is not said."""
    measures, opened = one.measures, one.activity.opened_on
    yield "Période connue", copy_extent(one)
    yield "Publications", posts_in_words(one)
    if measures.last is not None:
        yield "Rythme de la dernière année", rhythm(one)
        yield "Plus long silence", silence_in_words(one)
        yield "Publications à vous", originals_in_words(measures)
        yield "Contenus", media_in_words(measures.media)
        yield "Accueil", welcome_in_words(measures)
        yield "Réponses à des personnes", answering_in_words(measures.answering)
    yield "Abonnés", followers_in_words(one.activity.followers)
    yield "Compte ouvert", "" if opened is None else f"le {day(opened)}"


def _without_copy(answers: Answers, activity: Activity, catalogue: Catalogue) -> tuple[Block, ...]:
    accounts = answers.accounts or ()
    names = AccountNames(catalogue.rulebook.networks, accounts)
    left = [names.of(one.key) for one in accounts if one.key not in activity.accounts]
    if not left:
        return (Paragraph(ours("Chaque compte de votre liste a une copie lue.")),)
    return (Paragraph(said("Comptes sans copie : {names}.", names=listed(left, most=MOST_NAMED))),)
