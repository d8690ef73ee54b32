"""Explains a word of the glossary: its meaning, how people say it, where it leads."""

from collections.abc import Iterable
from typing import TypeAlias

from playbook_audit.model.rule import (
    BenefitRule,
    Election,
    FindingRule,
    Named,
    Network,
    NoteRule,
    Parameter,
    Rulebook,
    Term,
    Thresholds,
)
from playbook_audit.report.explanation.subject import Subject, subjects
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.explanation.verdicts import in_short
from playbook_audit.report.interface import Block, Bullets, Facts, Item, Paragraph, Subheading
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import ours, said

Titled: TypeAlias = (
    Thresholds | Network | Election | Parameter | Named | NoteRule | BenefitRule | FindingRule
)


def tell_term(telling: Telling, subject: Subject) -> Told:
    """Give the meaning of a word, and the entries it leads to."""
    term = telling.rulebook.glossary[subject.id]
    led_to = [one for name in term.see for one in subjects(telling.catalogue, name, None)[:1]]
    items = tuple(
        Item(said("{title} ({id})", title=_title(telling, one), id=code(one.id))) for one in led_to
    )
    blocks: tuple[Block, ...] = (
        Facts(facts(("Sens", term.means), ("On dit aussi", ", ".join(term.also)))),
        Subheading(ours("Où cela mène")),
        Bullets(items),
        *telling.sources(term.sources),
    )
    return Told(term.term, blocks, _here(telling, term) if telling.case else ())


def _here(telling: Telling, term: Term) -> tuple[Block, ...]:
    """Give what the findings a word leads to concluded in the audit."""
    found = [
        one
        for one in telling.given.assessment.findings
        if one.rule in term.see and one.state in ("raised", "unknown", "accepted")
    ]
    if not found:
        return (Paragraph(ours("Aucun constat établi ou à préciser n’en relève dans cet audit.")),)
    items = tuple(Item(in_short(telling, one)) for one in found)
    return (Subheading(ours("Constats qui en relèvent")), Bullets(items))


def _title(telling: Telling, subject: Subject) -> str:
    """Give the title of any entry of the catalogue."""
    if subject.kind in ("question", "fact"):
        names = (subject.id, f"account.{subject.id}")
        terms = telling.vocabulary.terms
        return next(terms[name].title for name in names if name in terms)
    if subject.kind == "term":
        return telling.rulebook.glossary[subject.id].term
    return _titles(telling.rulebook)[subject.id]


def _titles(book: Rulebook) -> dict[str, str]:
    """Give titles by id; where an id names several things, the most used kind gives its own."""
    named: list[Iterable[Titled]] = [
        book.thresholds.values(),
        book.networks.values(),
        book.calendar,
        book.parameters.values(),
        book.states.values(),
        book.axes.values(),
        book.risks.values(),
        book.notes.values(),
        book.benefits.values(),
        book.findings.values(),
    ]
    decisions = {row.decision: row.title for row in book.decisions}
    return decisions | {one.id: one.title for entries in named for one in entries}
