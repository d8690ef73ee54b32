"""The table of contents of a report: who and when, then each section, built by its own module."""

from collections.abc import Callable

from playbook_audit.model.typography import french
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Facts,
    Notice,
    Outline,
    Section,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections import (
    accounts,
    annexes,
    findings,
    first_page,
    plan,
    risks,
    strategy,
    unknowns,
)
from playbook_audit.report.spans import joined, ours, said
from playbook_audit.report.words import day, number, plural

Builder = Callable[[Case, Labels], Section]
CONTENTS: tuple[Builder, ...] = (
    first_page.build,
    risks.build,
    accounts.build,
    plan.build,
    strategy.build,
    unknowns.build,
    findings.build,
    annexes.build,
)


def build_outline(case: Case) -> Outline:
    """Give the whole document of an audit, ready to be drawn in any format."""
    labels = Labels(case)
    return Outline(
        title=_title(labels),
        subtitle=_subtitle(case, labels),
        sections=tuple(typeset(build(case, labels)) for build in CONTENTS),
        footer=_footer(case),
    )


def _title(labels: Labels) -> Text:
    return said("Présence sur les réseaux sociaux — {name}", name=labels.organisation)


def _subtitle(case: Case, labels: Labels) -> Text:
    """Give who, when, and how much is known."""
    context = case.assessment.context
    parts = [
        f"Audit du {day(case.assessment.on)}",
        labels.organisation_kind,
        plural(labels.population, "habitant") if labels.population is not None else "",
        plural(len(case.assessment.accounts), "compte") if case.assessment.accounts else "",
        f"{plural(context.answered, 'réponse')} sur {number(context.asked)}",
    ]
    return joined([ours(part) for part in parts if part], " · ")


def _footer(case: Case) -> tuple[Text, ...]:
    return (
        ours("Ce rapport ne vaut pas avis juridique : chaque point de droit est à faire vérifier."),
        ours(f"Questions et règles : version {case.catalogue.version}."),
    )


def typeset(section: Section) -> Section:
    """Give a section whose titles, captions and terms have French typography too."""
    blocks = tuple(_typeset_block(block) for block in section.blocks)
    return Section(section.id, french(section.title), blocks, section.first_page)


def _typeset_block(block: Block) -> Block:
    match block:
        case Table():
            columns = tuple(one._replace(title=french(one.title)) for one in block.columns)
            return block._replace(caption=french(block.caption), columns=columns)
        case Facts():
            facts = tuple(one._replace(term=french(one.term)) for one in block.facts)
            return Facts(facts)
        case Notice():
            return block._replace(title=french(block.title))
        case _:
            return block
