"""Explains a note: what it says of the answers themselves; in an audit, where it was written."""

from collections.abc import Iterator

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.conditions.references import operands
from playbook_audit.model.assessment import Note
from playbook_audit.model.rule import NoteRule
from playbook_audit.report.actions import due
from playbook_audit.report.explanation.compared import compared, deciding
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.interface import Block, Bullets, Facts, Item, Paragraph, Subheading
from playbook_audit.report.spans import ours, said
from playbook_audit.report.words import deadline, effort

STATES = {"raised": "écrite", "cleared": "sans objet"}


def tell_note(telling: Telling, subject: Subject) -> Told:
    """Give when a note is written, and what it says in the audit."""
    rule = telling.rulebook.notes[subject.id]
    read = dict.fromkeys(
        name for placed in conditions_of(rule) for name in operands(placed.condition)
    )
    said_of = facts(
        ("Ce qu’elle dit", with_blanks(rule.says, telling.vocabulary)),
        ("Pourquoi", rule.why),
        ("Poids", "aucun : une note ne change ni risque, ni bénéfice"),
    )
    blocks = (
        Facts(said_of),
        *telling.condition("Écrite quand", rule.when),
        *_remedies(telling, rule),
        *telling.sources(rule.sources),
        *telling.read("Questions et faits lus", read),
    )
    return Told(rule.title, blocks, tuple(_here(telling, rule, subject)) if telling.case else ())


def _remedies(telling: Telling, rule: NoteRule) -> tuple[Block, ...]:
    items = tuple(
        Item(
            said(
                "{do} ({when}, {time})",
                do=one.do,
                when=due(telling.given.assessment.on, one.within_days)
                if telling.case
                else deadline(one.within_days),
                time=effort(one.effort),
            )
        )
        for one in rule.remedy
    )
    return Subheading(ours("À faire")), Bullets(items)


def _here(telling: Telling, rule: NoteRule, subject: Subject) -> Iterator[Block]:
    notes = telling.given.assessment.notes
    found = [one for one in notes if one.rule == rule.id and subject.account in (None, one.account)]
    written = [one for one in found if one.state == "raised" or subject.account is not None]
    if not written:
        yield Paragraph(ours("Elle n’est pas écrite dans cet audit."))
    for one in written:
        yield from _detail(telling, rule, one)


def _detail(telling: Telling, rule: NoteRule, note: Note) -> Iterator[Block]:
    whom = ours("Ensemble") if note.account is None else telling.labels.account(note.account)
    yield Subheading(said("{whom} : {state}", whom=whom, state=STATES[note.state]))
    if note.state == "raised":
        yield Facts(facts(("Note", telling.labels.says(note))))
    account = telling.account_scope(note.account)
    decided = deciding(telling).comparisons(rule.when, account)
    yield from compared(telling, "Ce qui le dit", decided, note.account, note.witnesses)
