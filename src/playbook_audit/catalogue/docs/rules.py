"""The page of rules: what raises each finding and each benefit, and on what grounds."""

from collections.abc import Iterable, Iterator
from typing import Any

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.catalogue.docs.book import FUNCTIONS, Book
from playbook_audit.catalogue.docs.markdown import (
    bullets,
    code,
    escaped,
    heading,
    table,
)
from playbook_audit.conditions.references import operands, parameters
from playbook_audit.model.fact import Fact
from playbook_audit.model.french import EFFORTS, SEVERITIES
from playbook_audit.model.question import Question
from playbook_audit.model.rule import AnyRule, BenefitRule, Example, FindingRule, NoteRule, Rule

CONCERNS = {
    "present": "collectivités présentes sur au moins un réseau",
    "absent": "collectivités absentes des réseaux",
    "all": "collectivités présentes ou absentes",
}
STATES = {
    "raised": "Levé",
    "cleared": "Écarté",
    "unknown": "Inconnu",
    "realised": "Réalisé",
    "sought": "Recherché",
    "potential": "À portée",
    "not_sought": "Non recherché",
}
STATE = "account.state"
NOTES = (
    "Ce qui est dit des réponses elles-mêmes, sans risque ni points, dans « Ce que nous ne savons "
    "pas »."
)
INTRODUCTION = (
    "Tout ce qui juge : les constats par risque, puis les bénéfices, les décisions, les états d’un "
    "compte et les faits calculés. Une réponse inconnue ne lève ni n’écarte jamais un constat."
)


def rules_page(book: Book) -> list[str]:
    """Give the blocks of the page."""
    blocks = [heading(1, "Règles"), INTRODUCTION]
    for risk in book.rulebook.risks.values():
        blocks += [heading(2, f"{risk.title} ({risk.id})"), escaped(risk.means)]
        for finding in book.rulebook.findings.values():
            if finding.risk == risk.id:
                blocks += _finding(book, finding)
    blocks.append(heading(2, "Bénéfices"))
    for benefit in book.rulebook.benefits.values():
        blocks += _benefit(book, benefit)
    blocks += [heading(2, "Notes"), NOTES]
    for note in book.rulebook.notes.values():
        blocks += _note(book, note)
    return [*blocks, *_decisions(book), *_states(book), *_facts(book)]


def _finding(book: Book, rule: FindingRule) -> list[str]:
    return [
        heading(3, f"{rule.title} ({rule.id})"),
        bullets((*_opening(book, rule), *_when(book, rule), *_closing(book, rule))),
    ]


def _opening(book: Book, rule: Rule) -> Iterator[str]:
    each = "chaque compte, pour les " if rule.for_each else "les "
    yield f"Dit : « {escaped(with_blanks(rule.says, book.vocabulary))} »"
    yield f"Pourquoi : {escaped(rule.why)}"
    yield f"Concerne : {each}{CONCERNS[rule.concerns]}"
    if rule.applies_if is not None:
        yield book.condition("Seulement si :", rule.applies_if)


def _when(book: Book, rule: FindingRule) -> Iterator[str]:
    yield book.condition("Levé si :", rule.when)
    yield f"Gravité : {SEVERITIES[rule.severity]}"
    for one in rule.raises:
        yield book.condition(f"Gravité portée à « {SEVERITIES[one.to]} » si :", one.when)
    if rule.names is not None:
        yield book.condition("Nomme les comptes où :", rule.names.where)


def _closing(book: Book, rule: FindingRule) -> Iterator[str]:
    yield f"Si rien n’est fait : {escaped(rule.otherwise)}"
    yield from _remedies(rule)
    if rule.legal is not None:
        yield (
            f"Point de droit, à faire vérifier : vise {escaped(rule.legal.binds)} ; "
            f"depuis {escaped(rule.legal.since)} ; {escaped(rule.legal.certainty)}"
        )
    yield from _grounds(book, rule)


def _remedies(rule: FindingRule | NoteRule) -> Iterator[str]:
    for remedy in rule.remedy:
        how = f"sous {remedy.within_days} j, {EFFORTS[remedy.effort]}"
        yield f"À faire : {escaped(remedy.do)} — {FUNCTIONS[remedy.who]}, {how}"


def _grounds(book: Book, rule: AnyRule) -> Iterator[str]:
    """Give the numbers, the sources and the examples of a rule."""
    named = [one for placed in conditions_of(rule) for one in parameters(placed.condition)]
    for name in dict.fromkeys(named):
        yield f"Seuil : {book.parameter(name)}"
    if any(STATE in operands(placed.condition) for placed in conditions_of(rule)):
        yield "Seuils de silence : [par réseau](parametres.md)"
    for source in rule.sources:
        yield f"Source : {book.source_in_full(source)}"
    for name, example in rule.examples:
        if example is not None:
            yield f"Exemple — {STATES[name]} : {_example(book, example)}"
    yield f"Depuis la version {rule.since}, {_LIFECYCLES[rule.lifecycle]}"


_LIFECYCLES = {"experimental": "à l’essai", "stable": "stable", "deprecated": "en voie de retrait"}


def _example(book: Book, example: Example) -> str:
    questionnaire = book.questionnaire
    parts = [f"le {example.on:%d/%m/%Y}"]
    if example.answers:
        parts.append(_answers(questionnaire.audit_questions, example.answers))
    for rank, account in enumerate(example.accounts, start=1):
        parts.append(f"compte {rank} ({_answers(questionnaire.account_questions, account)})")
    return " ; ".join(parts)


def _answers(questions: dict[str, Question], answers: dict[str, Any]) -> str:
    told = (f"{code(name)} : {_told(questions[name], raw)}" for name, raw in answers.items())
    return ", ".join(told)


def _told(question: Question, raw: Any) -> str:
    """Give an answer of an example: labels for choices, the text otherwise."""
    match raw:
        case {"value": value, **rest}:
            return f"{_told(question, value)} (« {escaped(str(rest.get('note', '')))} »)"
        case dict():
            rows = (f"{code(row)} → {_told(question, column)}" for row, column in raw.items())
            return " ; ".join(rows)
        case list():
            return " + ".join(_told(question, one) for one in raw)
        case "?":
            return "je ne sais pas"
        case _:
            choice = question.choice_of.get(str(raw))
            return escaped(str(raw)) if choice is None else f"« {escaped(choice.label)} »"


def _benefit(book: Book, rule: BenefitRule) -> list[str]:
    return [
        heading(3, f"{rule.title} ({rule.id})"),
        bullets((*_opening(book, rule), *_reached(book, rule), *_grounds(book, rule))),
    ]


def _reached(book: Book, rule: BenefitRule) -> Iterator[str]:
    if rule.objectives:
        choices = book.questionnaire.audit_questions["objectives_list"].choice_of
        wanted = " ou ".join(f"« {escaped(choices[one].label)} »" for one in rule.objectives)
        yield f"Recherché si l’un des objectifs est : {wanted}"
    yield book.condition("Réalisé si :", rule.realised_if)
    if rule.potential_if is not None:
        yield book.condition("À portée si :", rule.potential_if)
    if rule.names is not None:
        yield book.condition("Nomme les comptes où :", rule.names.where)
    if rule.example_of is not None:
        yield f"Preuve : le chiffre ou l’exemple donné à {code(rule.example_of)}"
    yield f"Pour le garder : {escaped(rule.keep)}"


def _note(book: Book, rule: NoteRule) -> list[str]:
    lines = (
        *_opening(book, rule),
        book.condition("Dite si :", rule.when),
        *_remedies(rule),
        *_grounds(book, rule),
    )
    return [heading(3, f"{rule.title} ({rule.id})"), bullets(lines)]


def _decisions(book: Book) -> Iterator[str]:
    yield heading(2, "Décisions compte par compte")
    yield "La première ligne qui convient est proposée."
    for rank, row in enumerate(book.rulebook.decisions, start=1):
        lines = [f"Raison : {escaped(row.because)}", f"À faire : {escaped(row.do)}"]
        if row.when is not None:
            lines.insert(0, book.condition("Si :", row.when))
        if row.if_unknown == "clarify":
            lines.append("S’il manque une réponse pour en juger : à éclaircir")
        yield heading(3, f"{rank}. {row.title} ({row.id})")
        yield bullets(lines)


def _states(book: Book) -> Iterator[str]:
    yield heading(2, "États d’un compte")
    rows = [
        (one.symbol or "", escaped(one.title), code(one.id), escaped(one.means))
        for one in book.rulebook.states.values()
    ]
    yield table(("Symbole", "État", "Identifiant", "Sens"), rows)


def _facts(book: Book) -> Iterator[str]:
    yield heading(2, "Faits calculés d’après les réponses")
    rows = [_fact(book, fact) for fact in FACTS.values()]
    yield table(("Fait", "Identifiant", "Unité", "D’après", "Sert à"), rows)


def _fact(book: Book, fact: Fact) -> tuple[str, ...]:
    return (
        escaped(fact.title),
        code(fact.id),
        escaped(fact.unit or ""),
        _names(fact.reads),
        book.users(book.uses.operands.get(fact.id, ())),
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(code(one) for one in names)
