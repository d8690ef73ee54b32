"""Conditions: every word fits, no question waits for a later one, no rule breaks the laws.

The laws held here: a better answer never makes a finding graver, and neither absence nor a number
of accounts is ever a fault by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.uses import Entry, conditions_of
from playbook_audit.catalogue.lint.subject import AskedQuestion, Lint, Spot, Subject
from playbook_audit.conditions.check import Setting, check
from playbook_audit.conditions.references import (
    Leaf,
    literals_of,
    members,
    operand_of,
    signed_leaves,
)
from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Condition,
    Count,
    Every,
    Has,
    Literal,
    NoOne,
    Not,
    ParameterReference,
    Some,
)
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.question import Choice, Question, QuestionType
from playbook_audit.model.rule import BenefitRule, Severity

PRESENCE = frozenset(
    (
        "org_presence",
        "absence_chosen",
        "absence_reason",
        "absence_review",
        "audit.accounts",
        "audit.visible_accounts",
        "audit.live_accounts",
        "account.visible",
        "account.in_service",
    )
)
"""What says only whether one is on networks, and with how many accounts."""
GIVENS = frozenset(("org_type", "org_population", "audit.population_band"))
"""What a collectivité is: it aggravates nothing by itself either."""


def fitting_words(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a condition whose words do not exist, do not fit, or stand where they may not."""
    for spot, name, question in subject.questions:
        setting = Setting(on_account=name != question.id, in_ask_if=True)
        yield from _checked(subject, spot, question, setting)
    for spot, rule in subject.rules:
        on_account = rule.for_each == "account"
        setting = Setting(on_account, in_benefit=isinstance(rule, BenefitRule))
        yield from _checked(subject, spot, rule, setting)
    for spot, row in subject.decisions:
        yield from _checked(subject, spot, row, Setting(on_account=True))


def _checked(
    subject: Subject,
    spot: Spot,
    entry: Entry,
    setting: Setting,
) -> Iterator[Diagnostic]:
    for keys, condition in conditions_of(entry):
        named = replace(setting, on_account=True) if keys[0] == "names" else setting
        for fault in check(condition, subject.vocabulary, named):
            yield spot.at(*keys, *fault.keys).error(fault.code, fault.message)


def numbers_are_parameters(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a figure inside a condition: only a parameter says where it comes from."""
    questions = ((spot, question) for spot, _, question in subject.questions)
    for spot, entry in (*questions, *subject.rules, *subject.decisions):
        for keys, condition in conditions_of(entry):
            for placed in signed_leaves(condition):
                figures = [one for one in literals_of(placed.leaf) if _is_figure(one)]
                if figures:
                    message = f"nombre {figures[0]} sans fondement ; écrivez {{param: …}}"
                    yield spot.at(*keys, *placed.keys).error("NUMBER", message)


def _is_figure(literal: Literal) -> bool:
    """Tell whether a literal is a number that needs a ground: none and one need none."""
    if isinstance(literal, ParameterReference):
        return False
    return literal.replace(".", "", 1).isdecimal() and float(literal) not in (0, 1)


def earlier_questions(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a question that waits for a later one, or for itself."""
    order = {asked.name: rank for rank, asked in enumerate(subject.questions)}
    order |= {"accounts": min((order[one] for one in order if "." in one), default=0) - 1}
    for asked in subject.questions:
        for spot, name, itself in _awaited(asked):
            late = [one for one in _behind(name) if order.get(one, -1) >= order[asked.name]]
            if late and not (itself and late == [asked.name]):
                yield spot.error("ORDER", _late(asked.name, late[0]))


def _late(name: str, awaited: str) -> str:
    if awaited == name:
        return f"« {name} » attend sa propre réponse"
    return f"« {name} » attend « {awaited} », qui vient après ; changez l’ordre des questions"


def _awaited(asked: AskedQuestion) -> Iterator[tuple[Spot, str, bool]]:
    """Give what a question waits for, and whether it may be itself (« déjà répondu »)."""
    spot, _, question = asked
    for keys, condition in conditions_of(question):
        for placed in signed_leaves(condition):
            itself = isinstance(placed.leaf, Answered)
            yield spot.at(*keys, *placed.keys), operand_of(placed.leaf), itself
        if _asks_accounts(condition):
            yield spot.at(*keys), "accounts", False
    for field in ("rows_from", "prefilled_by"):
        name = getattr(question, field)
        if name is not None:
            prefix = asked.name.removesuffix(question.id) if field == "prefilled_by" else ""
            yield spot.at(field), f"{prefix}{name}", False


def _asks_accounts(condition: Condition) -> bool:
    if isinstance(condition, Some | NoOne | Every | Count):
        return True
    return any(_asks_accounts(member) for _, member in members(condition))


def _behind(name: str) -> Iterable[str]:
    """Give the questions an operand rests on, through facts."""
    fact = FACTS.get(name)
    if fact is None:
        return (name,)
    within = [one for read in fact.reads for one in _behind(read)]
    return dict.fromkeys([*within, "accounts"] if name.startswith("audit.") else within)


def raises_downward(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a raise that a better answer could bring."""
    questionnaire = subject.catalogue.questionnaire
    for spot, rule in subject.findings:
        for rank, one in enumerate(rule.raises):
            for placed in signed_leaves(one.when):
                name = operand_of(placed.leaf)
                question = questionnaire.find(name)
                if question is None or not question.has_value:
                    continue
                if not _downward(question, placed.leaf, negated=placed.negated):
                    place = spot.at("raise", rank, "when", *placed.keys)
                    yield place.error("LAW-RAISE", _UPWARD.format(name))


_UPWARD = (
    "une meilleure réponse à « {0} » aggraverait le constat ; "
    "n’aggravez que pour ses réponses les plus faibles, ou par une question sans valeur"
)


def _downward(question: Question, leaf: Leaf, *, negated: bool) -> bool:
    """Tell whether every answer that raises is worth no more than any that does not."""
    met, unmet = _worths(question, leaf)
    accepted, refused = (unmet, met) if negated else (met, unmet)
    return max(accepted, default=-inf) <= min(refused, default=inf)


Worths = tuple[list[float], list[float]]


def _worths(question: Question, leaf: Leaf) -> Worths:
    """Give the worths of the answers that meet a comparison, and of those that do not."""
    wanted = frozenset(str(one) for one in literals_of(leaf))
    if question.type is QuestionType.MANY and isinstance(leaf, Has):
        return _worths_of_many(question, question.choice_of[str(leaf.literal)])
    valued = [choice for choice in question.offered if choice.value is not None]
    met = [choice.value or 0.0 for choice in valued if choice.id in wanted]
    unmet = [choice.value or 0.0 for choice in valued if choice.id not in wanted]
    return (unmet, met) if getattr(leaf, "operator", "") == "ne" else (met, unmet)


def _worths_of_many(question: Question, wanted: Choice) -> Worths:
    """Give the least and greatest worth of the answers with a choice, and of those without."""
    others = [choice for choice in question.offered if choice.id != wanted.id]
    together = [choice.weight or 0.0 for choice in others if not choice.exclusive]
    own = wanted.weight or 0.0
    most = own if wanted.exclusive else min(1.0, own + sum(together))
    alone = [choice.weight or 0.0 for choice in others]
    return [own, most], [min(alone, default=inf), min(1.0, sum(together))]


def no_fault_by_absence(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse points given by absence alone, or by a number of accounts alone."""
    numbers = subject.catalogue.rulebook.numbers
    for spot, rule in subject.findings:
        if not _enough(rule.when):
            continue
        if _weighs(rule.severity, numbers):
            yield spot.at("when").error("LAW-ABSENCE", _BY_ITSELF)
        for rank, one in enumerate(rule.raises):
            if _weighs(one.to, numbers) and _enough(one.when):
                yield spot.at("raise", rank).error("LAW-ABSENCE", _BY_ITSELF)


_BY_ITSELF = (
    "l’absence, ou le nombre de comptes, suffirait à donner des points ; "
    "ajoutez ce qui pose vraiment problème, ou gardez « info »"
)


def _weighs(severity: Severity, numbers: dict[str, float]) -> bool:
    return numbers.get(f"points_{severity}", 0) > 0


def _enough(condition: Condition, *, negated: bool = False) -> bool:
    """Tell whether presence and numbers alone can make a condition true."""
    match condition:
        case All() | AnyOf():
            parts = [_enough(one, negated=negated) for one in condition.members]
            return all(parts) if isinstance(condition, All) != negated else any(parts)
        case Not():
            return _enough(condition.member, negated=not negated)
        case Some() | Count() | NoOne() | Every():
            return _enough_accounts(condition, negated=negated)
        case _:
            return operand_of(condition) in PRESENCE | GIVENS


def _enough_accounts(condition: Some | Count | NoOne | Every, *, negated: bool) -> bool:
    """Tell the same of a quantifier: what is asked of no account is true without accounts."""
    exists = isinstance(condition, Some | Count) != negated
    if not exists:
        return True
    within = [
        _enough(member, negated=isinstance(condition, Every) and place[-1] == "holds")
        for place, member in members(condition)
    ]
    return all(within)


CONDITION_LINTS: tuple[Lint, ...] = (
    fitting_words,
    numbers_are_parameters,
    earlier_questions,
    raises_downward,
    no_fault_by_absence,
)
