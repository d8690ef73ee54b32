"""Explains a benefit: when it is sought, had, or within reach; in an audit, its state and why."""

from collections.abc import Iterator

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.conditions.references import operands, parameters
from playbook_audit.model.assessment import Benefit
from playbook_audit.model.rule import BenefitRule
from playbook_audit.report.explanation.compared import compared, deciding
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.explanation.witnessed import missing, witnessed
from playbook_audit.report.interface import Block, Facts, Paragraph, Subheading, Text
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import listed, ours, said

STATES = {
    "realised": "acquis",
    "potential": "à portée",
    "sought": "recherché, pas encore là",
    "not_sought": "non recherché, ce qui n’est pas un manque",
    "unknown": "à préciser",
}
PROOFS = {
    "declared": "déclaré",
    "declared_with_example": "déclaré, avec un chiffre ou un exemple",
    "measured": "mesuré",
}

REASONS = {"realised": "Ce qui le réalise", "unknown": "Ce qui le laisse ouvert"}


def tell_benefit(telling: Telling, subject: Subject) -> Told:
    """Give when a benefit is had, and what came of it in the audit."""
    rule = telling.rulebook.benefits[subject.id]
    conditions = [placed.condition for placed in conditions_of(rule)]
    blocks = (
        Facts(facts(*_about(telling, rule))),
        *_had_when(telling, rule),
        *telling.numbers(name for one in conditions for name in parameters(one)),
        *telling.sources(rule.sources),
        *telling.read(
            "Questions et faits lus",
            dict.fromkeys(name for one in conditions for name in operands(one)),
        ),
    )
    return Told(rule.title, blocks, _here(telling, rule, subject) if telling.case else ())


def _about(telling: Telling, rule: BenefitRule) -> Iterator[tuple[str, Text | str | None]]:
    yield "Ce qu’il dit", with_blanks(rule.says, telling.vocabulary)
    yield "Pourquoi", rule.why
    yield "Pour le garder", rule.keep
    choices = telling.questionnaire.audit_questions["objectives_list"].choice_of
    objectives = [said("« {label} »", label=choices[one].label) for one in rule.objectives]
    yield "Recherché avec l’objectif", listed(objectives, "ou")
    if rule.example_of is not None:
        yield "Preuve", said("le chiffre ou l’exemple donné à {id}", id=code(rule.example_of))


def _had_when(telling: Telling, rule: BenefitRule) -> Iterator[Block]:
    yield from telling.condition("Réalisé quand", rule.realised_if)
    if rule.potential_if is not None:
        yield from telling.condition("À portée quand", rule.potential_if)
    if rule.applies_if is not None:
        yield from telling.condition("Seulement si", rule.applies_if)
    if rule.names is not None:
        yield from telling.condition("Nomme les comptes où", rule.names.where)


def _here(telling: Telling, rule: BenefitRule, subject: Subject) -> tuple[Block, ...]:
    found = [
        one
        for one in telling.given.assessment.benefits
        if one.rule == rule.id and subject.account in (None, one.account)
    ]
    if not found:
        return (Paragraph(ours("Aucun compte n’est recensé : rien à dire pour l’instant.")),)
    return tuple(block for one in found for block in _detail(telling, rule, one))


def _detail(telling: Telling, rule: BenefitRule, benefit: Benefit) -> Iterator[Block]:
    whom = ours("Ensemble") if benefit.account is None else telling.labels.account(benefit.account)
    yield Subheading(said("{whom} : {state}", whom=whom, state=STATES[benefit.state]))
    told = facts(
        ("Bénéfice", telling.labels.says(benefit) if benefit.state == "realised" else None),
        ("Preuve", PROOFS[benefit.proof] if benefit.proof else None),
        ("Comptes nommés", telling.labels.all_named(benefit.named)),
    )
    if told:
        yield Facts(told)
    yield from _reasons(telling, rule, benefit)
    if benefit.state == "unknown":
        yield from missing(telling, "Ce qu’il faut savoir pour trancher", benefit.witnesses)


def _reasons(telling: Telling, rule: BenefitRule, benefit: Benefit) -> Iterator[Block]:
    """Give what makes the benefit what it is; short of realised, what it still lacks."""
    if benefit.state == "not_sought":
        yield from witnessed(telling, benefit.witnesses, "Ce qui le dit")
        return
    find, account = deciding(telling), telling.account_scope(benefit.account)
    near = rule.potential_if
    if benefit.state == "potential" and near is not None:
        yield from compared(
            telling, "Ce qui le met à portée", find.comparisons(near, account), benefit.account, ()
        )
    read = benefit.witnesses if benefit.state == "realised" else ()
    realised = find.comparisons(rule.realised_if, account)
    heading = REASONS.get(benefit.state, "Ce qui lui manque encore")
    yield from compared(telling, heading, realised, benefit.account, read)
