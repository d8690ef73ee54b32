"""The benefits a presence brings, as a table: had, within reach, possible; never a lack."""

from collections import defaultdict
from typing import NamedTuple

from playbook_audit.model.assessment import Benefit, BenefitState, Proof
from playbook_audit.model.rule import BenefitRule
from playbook_audit.report.case import Case
from playbook_audit.report.interface import Column, Paragraph, Table, Text
from playbook_audit.report.labels import Labels
from playbook_audit.report.spans import listed, ours, said, typed
from playbook_audit.report.words import number

PROOF_WORDS: dict[Proof, str] = {
    "measured": "mesuré",
    "declared_with_example": "déclaré, avec un chiffre ou un exemple",
    "declared": "déclaré",
}
FIGURE = "déclaré, avec un chiffre"
"""Declared with a figure that is itself the answer, as a number of followers."""
STATE_WORDS: dict[BenefitState, str] = {
    "realised": "acquis",
    "potential": "à portée",
    "sought": "recherché",
    "unknown": "possible",
}
NEAR = "possible, au moins à portée"
"""Still unknown, when what puts it within reach is established."""
SHOWN: tuple[BenefitState, ...] = ("realised", "potential", "unknown", "sought")
MOST_QUESTIONS = 2


class BenefitGroup(NamedTuple):
    """One benefit rule and all it says in one state, over the accounts it is judged for."""

    rule: BenefitRule
    benefits: tuple[Benefit, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the accounts concerned."""
        own = tuple(one.account for one in self.benefits if one.account is not None)
        return own or self.benefits[0].named


def benefits_in(case: Case, state: BenefitState) -> tuple[BenefitGroup, ...]:
    """Give the benefits in a state, the best proven first."""
    groups: dict[str, list[Benefit]] = defaultdict(list)
    for one in case.assessment.benefits:
        if one.state == state:
            groups[one.rule].append(one)
    rules = case.catalogue.rulebook.benefits
    found = [BenefitGroup(rules[rule], tuple(benefits)) for rule, benefits in groups.items()]
    return tuple(sorted(found, key=_proof_rank))


def near_benefits(case: Case) -> tuple[BenefitGroup, ...]:
    """Give the benefits that a missing answer may show to be there already."""
    return tuple(
        group for group in benefits_in(case, "unknown") if any(one.near for one in group.benefits)
    )


def _proof_rank(group: BenefitGroup) -> int:
    ranks = list(PROOF_WORDS)
    return min(ranks.index(one.proof) if one.proof else len(ranks) for one in group.benefits)


def fact_of(group: BenefitGroup, labels: Labels) -> Text:
    """Give the sentence of a benefit, or the accounts it stands for when there are several."""
    if len(group.benefits) == 1:
        return labels.says(group.benefits[0])
    return said("{names}.", names=labels.accounts(group.keys))


def benefits_table(case: Case, labels: Labels) -> Table | Paragraph:
    """Give every benefit sought, with its proof and what comes next."""
    columns = (
        Column("Bénéfice"),
        Column("Où vous en êtes"),
        Column("Sur quoi cela repose"),
        Column("Pour la suite", essential=False),
    )
    rows = tuple(
        _row(group, state, case, labels) for state in SHOWN for group in benefits_in(case, state)
    )
    if not rows:
        return Paragraph(ours(_NONE))
    return Table("Ce que votre présence apporte", columns, rows)


_NONE = (
    "Aucun bénéfice n’est encore à examiner avec les objectifs choisis ; ce n’est pas un manque."
)


def _row(group: BenefitGroup, state: BenefitState, case: Case, labels: Labels) -> tuple[Text, ...]:
    return (
        ours(group.rule.title),
        ours(NEAR if any(one.near for one in group.benefits) else STATE_WORDS[state]),
        _ground(group, state, case, labels),
        ours(group.rule.keep if state != "unknown" else group.rule.why),
    )


def _ground(group: BenefitGroup, state: BenefitState, case: Case, labels: Labels) -> Text:
    if state == "realised":
        return _proof(group, case, labels)
    if state in ("potential", "sought"):
        return ours(_example_missing(group, case) or group.rule.why)
    return missing_answers(group, labels)


def _proof(group: BenefitGroup, case: Case, labels: Labels) -> Text:
    """Give the fact, the grade of its proof, and the example somebody noted."""
    proof, note = group.benefits[0].proof or "declared", note_of(group, case)
    bare_figure = proof == "declared_with_example" and not note
    return said(
        "{fact} Preuve : {grade}{note}.",
        fact=fact_of(group, labels),
        grade=FIGURE if bare_figure else PROOF_WORDS[proof],
        note=said(" (« {note} »)", note=typed(note)) if note else "",
    )


def note_of(group: BenefitGroup, case: Case) -> str | None:
    """Give the figure or example noted with the answer that proves a benefit, ready to quote."""
    example = group.rule.example_of
    answer = case.answers.answers.get(example) if example else None
    note = None if answer is None else answer.note
    return note and note.removesuffix(".")


def _example_missing(group: BenefitGroup, case: Case) -> str:
    """Tell that only a figure or an example is missing, when it is so."""
    name = group.rule.example_of or ""
    question = case.catalogue.questionnaire.audit_questions.get(name)
    answer = case.answers.answers.get(name)
    if question is None or answer is None or answer.note:
        return ""
    told = question.value_of(answer.value) or 0
    return "Il manque un chiffre ou un exemple, à noter avec votre réponse." if told else ""


def missing_answers(group: BenefitGroup, labels: Labels) -> Text:
    """Give the answers that would tell whether the benefit is there."""
    asked = dict.fromkeys(labels.wanted(path) for one in group.benefits for path in one.witnesses)
    questions = [said("« {asked} »", asked=one) for one in asked]
    left = len(questions) - MOST_QUESTIONS
    more = f", et {number(left)} autres questions" if left > 1 else ""
    shown = questions if left == 1 else questions[:MOST_QUESTIONS]
    sentence = "Une réponse le dirait" if len(questions) == 1 else "Ces réponses le diraient"
    return said(f"{sentence} : {{asked}}{{more}}", asked=listed(shown), more=more)
