"""Explains what rules rest on: parameters, sources, facts, elections."""

from collections.abc import Iterator

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.robustness import range_of
from playbook_audit.assessment.uses import User
from playbook_audit.model.french import CERTAINTIES, GRADES, how_checked
from playbook_audit.model.rule import Election, Parameter
from playbook_audit.report.explanation.compared import value_here
from playbook_audit.report.explanation.effects import other_value
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, capital, dated, facts
from playbook_audit.report.explanation.verdicts import in_short
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Facts,
    Item,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.spans import joined, link, ours, said
from playbook_audit.report.values import amount
from playbook_audit.report.words import MONTHS, number

TYPES = {
    "choice": "une valeur parmi plusieurs",
    "number": "un nombre",
    "flag": "oui ou non",
    "text": "un nom, ou plusieurs",
}
DECIMALS = 3
WINDOW_MONTHS = "electoral_window_months"

# ---------------------------------------------------------------- parameters


def tell_parameter(telling: Telling, subject: Subject) -> Told:
    """Give the value of a parameter, its ground, and what it decides."""
    parameter = telling.rulebook.parameters[subject.id]
    users = telling.uses.parameters.get(parameter.id, ())
    by_program = (Paragraph(ours("Employé par le calcul lui-même.")),)
    blocks: tuple[Block, ...] = (
        Facts(facts(*_about_parameter(parameter))),
        *(telling.users("Ce qui l’emploie", users) or by_program),
        *telling.sources([parameter.source] if parameter.source else []),
    )
    here = _parameter_here(telling, parameter, users) if telling.case else ()
    return Told(parameter.title, blocks, here)


def _parameter_here(
    telling: Telling, parameter: Parameter, users: tuple[User, ...]
) -> tuple[Block, ...]:
    """Give what rests on a parameter, and what either end of its range would change."""
    ends = range_of(parameter) or ()
    items = tuple(_at(telling, parameter, end) for end in ends if end != parameter.value)
    moved = (Subheading(ours("S’il valait autre chose")), Bullets(items)) if items else ()
    return (*_findings_here(telling, users, parameter.id), *moved)


def _at(telling: Telling, parameter: Parameter, value: float) -> Item:
    changes = other_value(telling, parameter.id, value)
    return Item(ours(amount(value, parameter.unit)), changes or (ours("rien ne changerait ici"),))


def _about_parameter(parameter: Parameter) -> Iterator[tuple[str, Text | str | None]]:
    value = parameter.value
    yield "Valeur", amount(value, parameter.unit) if isinstance(value, float) else value
    if parameter.range is not None:
        low, high = parameter.range
        fixed = "valeur fixée, elle ne varie pas"
        yield "Reste raisonnable", fixed if low == high else f"de {_figure(low)} à {_figure(high)}"
    yield "Fondement", "choix de l’outil" if parameter.source is None else None
    yield "En vigueur depuis le", dated(parameter.since)
    yield "Relu le", dated(parameter.checked_on)
    yield "À noter", parameter.note


def _figure(value: float | str) -> str:
    return number(value, DECIMALS) if isinstance(value, float) else value


def _findings_here(
    telling: Telling, users: tuple[User, ...], parameter: str | None = None
) -> tuple[Block, ...]:
    """Give what some rules concluded in the audit, and those whose facts look a number up."""
    rules = {one.id for one in users if one.kind == "finding"}
    told = ("raised", "unknown", "accepted")
    open_ones = [one for one in telling.given.assessment.findings if one.state in told]
    found = [
        one
        for one in open_ones
        if one.rule in rules or (parameter and parameter in telling.robustness.reads(one))
    ]
    if not found:
        return (Paragraph(ours("Aucun constat établi ou à préciser n’en dépend dans cet audit.")),)
    items = tuple(Item(in_short(telling, one)) for one in found)
    return (Subheading(ours("Constats qui en dépendent")), Bullets(items))


# ---------------------------------------------------------------- sources


def tell_source(telling: Telling, subject: Subject) -> Told:
    """Give a source in full, and all that cites it."""
    source = telling.rulebook.sources[subject.id]
    users = telling.uses.sources.get(source.id, ())
    address = link(source.address, source.address) if source.address else None
    told = facts(
        ("Auteur", source.author),
        ("Date", source.date),
        ("Nature", GRADES[source.grade]),
        ("Vérification", how_checked(source)),
        ("Adresse", address),
        ("À noter", source.note),
    )
    cited = telling.users("Ce qui la cite", users)
    nothing = (Paragraph(ours("Rien ne la cite encore ; elle reste au référentiel.")),)
    here = _findings_here(telling, users) if telling.case else ()
    return Told(source.title, (Facts(told), *(cited or nothing)), here)


# ---------------------------------------------------------------- facts


def tell_fact(telling: Telling, subject: Subject) -> Told:
    """Give what a fact is worked out from, what it serves, and its value in the audit."""
    fact = FACTS[subject.id]
    labels = telling.vocabulary.terms[fact.id].labels
    values = joined([said("« {label} »", label=one) for one in labels.values()], ", ")
    blocks: tuple[Block, ...] = (
        Facts(
            facts(
                ("Forme", TYPES[fact.type]),
                ("Unité", fact.unit),
                ("Valeurs", values if fact.type == "choice" else None),
            )
        ),
        *(telling.condition("Vrai quand", fact.condition) if fact.condition else ()),
        *telling.read("Se déduit de", fact.reads),
        *telling.users("Ce qu’il sert à juger", telling.uses.operands.get(fact.id, ())),
    )
    return Told(capital(fact.title), blocks, _fact_here(telling, fact.id) if telling.case else ())


def _fact_here(telling: Telling, name: str) -> tuple[Block, ...]:
    if not telling.vocabulary.terms[name].on_account:
        return (Facts(facts(("Valeur", value_here(telling, name, None)))),)
    rows = tuple(
        (telling.labels.account(one.key), value_here(telling, name, one))
        for one in telling.scope.accounts or ()
    )
    if not rows:
        return (Paragraph(ours("Aucun compte n’est recensé : rien à dire pour l’instant.")),)
    return (Table("Compte par compte", (Column("Compte"), Column("Valeur")), rows),)


# ---------------------------------------------------------------- elections


def tell_election(telling: Telling, subject: Subject) -> Told:
    """Give an election, the window it opens and whom it binds."""
    election = next(one for one in telling.rulebook.calendar if one.id == subject.id)
    types = telling.questionnaire.audit_questions["org_type"].choice_of
    told = facts(
        ("Scrutin", dated(election.on) if election.on else _month(election.month)),
        ("Période", _window(election)),
        ("Vise", ", ".join(types[one].label for one in election.binds)),
        ("Certitude", CERTAINTIES.get(election.certainty, election.certainty)),
        ("À noter", election.note),
    )
    rule = telling.numbers([WINDOW_MONTHS] if election.window_from else [])
    blocks = (Facts(told), *rule, *telling.sources([election.source]))
    here = (Paragraph(ours(_framed(telling, election))),) if telling.case else ()
    return Told(election.title, blocks, here)


def _month(written: str | None) -> str | None:
    if written is None:
        return None
    year, _, rank = written.partition("-")
    return f"{MONTHS[int(rank) - 1]} {year}"


def _window(election: Election) -> str | None:
    if not (election.window_from and election.window_to):
        return None
    return f"du {dated(election.window_from)} au {dated(election.window_to)}"


def _framed(telling: Telling, election: Election) -> str:
    """Tell whether the window is open on the day of the audit."""
    case = telling.given
    kind = telling.labels.organisation_type
    is_open = any(election.frames(one, case.assessment.on) for one in election.binds)
    opened = "est ouverte" if is_open else "n’est pas ouverte"
    whom = _WHOM[None if kind is None else kind in election.binds]
    return f"La période {opened} au jour de l’audit ; {whom}."


_WHOM = {
    None: "le type de votre collectivité reste à préciser",
    True: "votre type de collectivité est visé",
    False: "votre type de collectivité n’est pas visé",
}
