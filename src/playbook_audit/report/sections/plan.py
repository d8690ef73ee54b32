"""Section 3: the action plan, soonest first, then what would settle the open levels."""

from playbook_audit.model.rule import Severity
from playbook_audit.report.actions import Action, actions, due
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.risks import in_reading_order, settling
from playbook_audit.report.sections.short_answers import about_gains, short_answer
from playbook_audit.report.spans import joined, ours, said, sentence_case
from playbook_audit.report.words import effort, severity

HORIZONS = (("Dans le mois", 30), ("Dans les trois mois", 92), ("Ensuite", None))
"""Headings of the plan and the longest delay, in days, each holds."""


def build(case: Case, labels: Labels) -> Section:
    """Give section 3."""
    found = actions(case)
    blocks: list[Block] = [short_answer(about_gains(case, labels))]
    shortest = -1
    for title, longest in HORIZONS:
        kept = [one for one in found if _within(one, shortest, longest)]
        if kept:
            blocks += [Subheading(ours(title)), _table(title, kept, case, labels)]
        shortest = longest or shortest
    blocks += _open_levels(case, labels)
    return Section("plan", "3. Comment optimiser votre présence ?", tuple(blocks))


def _within(action: Action, shortest: int, longest: int | None) -> bool:
    days = action.remedy.within_days
    return days > shortest and (longest is None or days <= longest)


def _table(title: str, found: list[Action], case: Case, labels: Labels) -> Table:
    columns = (
        Column("Quoi faire"),
        Column("Comptes"),
        Column("Qui"),
        Column("Quand"),
        Column("Temps", essential=False),
        Column("Ce que cela règle", essential=False),
    )
    gravest_first = sorted(found, key=lambda one: -_gravest(one).rank)
    rows = tuple(_row(one, case, labels) for one in gravest_first)
    return Table(f"Actions à mener {_lowered(title)}", columns, rows)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _gravest(action: Action) -> Severity:
    return max((one.severity for one in action.findings), key=lambda one: one.rank)


def _row(action: Action, case: Case, labels: Labels) -> tuple[Text, ...]:
    remedy = action.remedy
    return (
        ours(remedy.do),
        labels.accounts(action.keys),
        sentence_case(ours(labels.who(remedy.who))),
        sentence_case(ours(due(case.assessment.on, remedy.within_days))),
        ours(effort(remedy.effort)),
        _gain(action, case),
    )


def _gain(action: Action, case: Case) -> Text:
    """Give the findings the action clears, and how grave the worst of them is."""
    rules = case.catalogue.rulebook.findings
    titles = dict.fromkeys(rules[one.rule].title for one in action.findings)
    return said(
        "{titles} ({grade})",
        titles=joined([ours(title) for title in titles], " ; "),
        grade=severity(_gravest(action)),
    )


def _open_levels(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give what would settle each level still open."""
    titles = case.catalogue.rulebook.risks
    open_ones = [risk for risk in in_reading_order(case) if len(risk.levels) > 1]
    settled = [risk for risk in open_ones if risk.id in case.inquiry.settled_by]
    left = [ours(titles[risk.id].title) for risk in open_ones if risk not in settled]
    lines = [
        said(
            "{title} : {answers}",
            title=titles[risk.id].title,
            answers=settling(risk, case, labels),
        )
        for risk in settled
    ]
    if left:
        lines.append(said(_SEVERAL, titles=joined(left, " ; ")))
    items = tuple(Item(line) for line in lines)
    heading = Subheading(ours("Pour préciser les niveaux encore ouverts"))
    return (heading, Bullets(items)) if items else ()


_SEVERAL = "Plusieurs réponses, données dans la partie 5, préciseraient : {titles}."
