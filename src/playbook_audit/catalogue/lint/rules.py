"""Rules: examples are all there, sentences are short, what they print exists."""

import re
from collections.abc import Iterator

from playbook_audit.assessment.findings import OWN_PLACEHOLDERS, placeholders
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.catalogue.lint.subject import Lint, Spot, Subject
from playbook_audit.conditions.references import leaves
from playbook_audit.model.condition import Answered
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.french import LEGAL_GRADES
from playbook_audit.model.rule import AnyRule, BenefitRule, FindingRule
from playbook_audit.model.spelling import suggestion

LEGAL_RISK = "legal_exposure"
LONGEST_SENTENCE = 25
"""Words; beyond, the reader starts again."""
SILENCE = "account.silence"
"""A placeholder that stands for the days since the last post, in words."""
OF_NAMED_ACCOUNTS = frozenset(("accounts", "count"))


def placeholders_exist(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a sentence that prints what nothing gives."""
    for spot, rule in subject.rules:
        place = spot.at("says")
        try:
            names = placeholders(rule.says)
        except ValueError:
            yield place.error("RULE-SAYS", "accolade ouverte ou fermée en trop")
            continue
        for name in names:
            reason = _unprintable(name, rule, subject)
            if reason:
                yield place.error("RULE-SAYS", f"« {{{name}}} » : {reason}")


def _unprintable(name: str, rule: AnyRule, subject: Subject) -> str | None:
    """Say why a sentence cannot print something; None when it can."""
    if name in OF_NAMED_ACCOUNTS and rule.names is None:
        return "la règle ne nomme aucun compte (« names »)"
    if name.startswith("account.") and rule.for_each is None:
        return "la règle ne porte pas sur un compte (« for_each »)"
    if name in OWN_PLACEHOLDERS or name == SILENCE or name in subject.vocabulary.terms:
        return None
    known = [*subject.vocabulary.terms, *OWN_PLACEHOLDERS, SILENCE]
    return f"ni une question ni un fait{suggestion(name, known)}"


def examples_are_there(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a rule that lacks an example; the unknown one may only where nothing can be."""
    judged: tuple[tuple[Spot, FindingRule | BenefitRule], ...]
    judged = (*subject.findings, *subject.benefits)
    for spot, rule in judged:
        if rule.examples.unknown is None and _may_be_unknown(rule):
            yield spot.at("examples").error("RULE-EXAMPLES", _NO_UNKNOWN)
    for spot, benefit in subject.benefits:
        if benefit.examples.potential is None and benefit.examples.not_sought is None:
            yield spot.at("examples").error("RULE-EXAMPLES", _NO_OTHER)


_NO_UNKNOWN = "il manque l’exemple « unknown » : ce que la règle lit peut manquer"
_NO_OTHER = "il manque un exemple « potential » ou « not_sought »"


def _may_be_unknown(rule: FindingRule | BenefitRule) -> bool:
    """Tell whether anything a rule reads can be missing: any answer or fact can."""
    return any(
        not isinstance(leaf, Answered)
        for placed in conditions_of(rule)
        for leaf in leaves(placed.condition)
    )


def law_says_whom_it_binds(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a finding that rests on law and tells neither whom it binds nor how sure it is."""
    sources = subject.catalogue.rulebook.sources
    for spot, rule in subject.findings:
        cites_law = any(
            sources[one].grade in LEGAL_GRADES for one in rule.sources if one in sources
        )
        if rule.legal is None and (cites_law or rule.risk == LEGAL_RISK):
            yield spot.at("sources").error("RULE-LEGAL", _NO_LEGAL)


_NO_LEGAL = "un constat fondé en droit dit qui il vise, depuis quand, et sa certitude (« legal »)"


def benefits_name_questions(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse an objective nobody can choose, and a proof that is no question."""
    questionnaire = subject.catalogue.questionnaire
    objectives = questionnaire.audit_questions["objectives_list"].choice_of
    for spot, benefit in subject.benefits:
        for rank, objective in enumerate(benefit.objectives):
            if objective not in objectives:
                hint = suggestion(objective, objectives)
                message = f"objectif inconnu « {objective} »{hint}"
                yield spot.at("objectives", rank).error("ID-UNKNOWN", message)
        proof = benefit.example_of
        if proof is not None and questionnaire.find(proof) is None:
            message = f"« {proof} » n’est pas une question"
            yield spot.at("example_of").error("ID-UNKNOWN", message)


def short_sentences(subject: Subject) -> Iterator[Diagnostic]:
    """Warn of sentences too long to be read once."""
    for spot in _texts(subject):
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÉÈÀÇÊ«{])", spot.data):
            words = [word for word in sentence.split() if re.search(r"\w", word)]
            if len(words) > LONGEST_SENTENCE:
                message = f"phrase de {len(words)} mots ; coupez-la ({LONGEST_SENTENCE} au plus)"
                yield spot.warning("TEXT-LONG", message)


def _texts(subject: Subject) -> Iterator[Spot]:
    """Give the place of every sentence people will read."""
    for asked in subject.questions:
        yield from _written(asked.spot, ("why", "help"))
    for spot, rule in subject.rules:
        yield from _written(spot, ("says", "why", "otherwise", "keep"))
        for rank, _ in enumerate(() if isinstance(rule, BenefitRule) else rule.remedy):
            yield spot.at("remedy", rank, "do")
    for spot, _ in subject.decisions:
        yield from _written(spot, ("do", "because"))
    for file in ("risks.yaml", "axes.yaml", "states.yaml", "glossary.yaml"):
        for spot in subject.rows(file):
            yield from _written(spot, ("means",))


def _written(spot: Spot, fields: tuple[str, ...]) -> Iterator[Spot]:
    return (spot.at(field) for field in fields if spot.data.get(field))


RULE_LINTS: tuple[Lint, ...] = (
    placeholders_exist,
    examples_are_there,
    law_says_whom_it_binds,
    benefits_name_questions,
    short_sentences,
)
