"""Explains a finding in general: what raises it, how grave it is, on what grounds.

What came of it in an audit is told by ``verdicts``.
"""

from collections.abc import Iterable, Iterator

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.conditions.references import operands, parameters
from playbook_audit.model.condition import Condition
from playbook_audit.model.rule import FindingRule, Remedy
from playbook_audit.report.explanation.compared import STATE
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.explanation.verdicts import verdicts
from playbook_audit.report.interface import Block, Bullets, Facts, Item, Subheading, Text
from playbook_audit.report.sections.findings import NAME_FACT, code, idle_name_in_words
from playbook_audit.report.spans import ours, said
from playbook_audit.report.thresholds import idle_names
from playbook_audit.report.words import deadline, effort, severity

CONCERNS = {
    "present": "les collectivités présentes sur au moins un réseau",
    "absent": "les collectivités absentes des réseaux",
    "all": "toutes les collectivités",
}

LIFECYCLES = {"experimental": "à l’essai", "stable": "stable", "deprecated": "en voie de retrait"}
SHORT_HASH = 8


def tell_finding(telling: Telling, subject: Subject) -> Told:
    """Give what raises a finding, and what came of it in the audit."""
    rule = telling.rulebook.findings[subject.id]
    blocks = (
        Facts(facts(*_about(telling, rule))),
        *_raised_when(telling, rule),
        *(() if telling.case else _remedies(rule)),
        *_grounds(telling, rule),
        *telling.sources(rule.sources),
        *telling.read("Questions et faits lus", _read(rule)),
    )
    return Told(rule.title, blocks, verdicts(telling, rule, subject) if telling.case else ())


# ---------------------------------------------------------------- the rule


def _about(telling: Telling, rule: FindingRule) -> Iterator[tuple[str, Text | str | None]]:
    risk = telling.rulebook.risks[rule.risk]
    yield (
        "Règle",
        said(
            "{lifecycle}, depuis la version {since} ; référentiel {version} ({short})",
            lifecycle=LIFECYCLES[rule.lifecycle],
            since=rule.since,
            version=telling.catalogue.version,
            short=code(telling.catalogue.sha256[:SHORT_HASH]),
        ),
    )
    yield "Ce qu’il dit", with_blanks(rule.says, telling.vocabulary)
    yield "Pourquoi", rule.why
    yield "Si rien n’est fait", rule.otherwise
    yield "Risque", said("{title} ({id})", title=risk.title, id=code(risk.id))
    each = "chaque compte, pour " if rule.for_each else ""
    yield "Concerne", f"{each}{CONCERNS[rule.concerns]}"
    yield "Gravité", severity(rule.severity)
    if rule.legal is not None:
        yield (
            "Point de droit",
            said(
                "À faire vérifier. Concerne : {binds}. Depuis : {since}. Certitude : {certainty}.",
                binds=rule.legal.binds,
                since=rule.legal.since,
                certainty=rule.legal.certainty,
            ),
        )


def _raised_when(telling: Telling, rule: FindingRule) -> Iterator[Block]:
    """Give every condition of a rule, the first being what raises it."""
    yield from telling.condition("Établi quand", rule.when)
    if rule.applies_if is not None:
        yield from telling.condition("Seulement si", rule.applies_if)
    for one in rule.raises:
        yield from telling.condition(f"Gravité portée à « {severity(one.to)} » quand", one.when)
    if rule.names is not None:
        yield from telling.condition("Nomme les comptes où", rule.names.where)


def _conditions(rule: FindingRule) -> list[Condition]:
    return [placed.condition for placed in conditions_of(rule)]


def _read(rule: FindingRule) -> Iterable[str]:
    return dict.fromkeys(name for one in _conditions(rule) for name in operands(one))


def _grounds(telling: Telling, rule: FindingRule) -> Iterator[Block]:
    named = [name for one in _conditions(rule) for name in parameters(one)]
    yield from telling.numbers([*named, *_points(rule)])
    if STATE in _read(rule):
        yield telling.silences(telling.rulebook.thresholds.values())
    if NAME_FACT in _read(rule):
        yield from _names_taken_back(telling)


def _names_taken_back(telling: Telling) -> tuple[Block, ...]:
    """Give the networks that may take back a name nobody uses."""
    taken = idle_names(telling.rulebook.networks.values())
    sources = telling.rulebook.sources
    items = tuple(Item(idle_name_in_words(*one, sources)) for one in taken.items())
    return (Subheading(ours("Délais des réseaux")), Bullets(items))


def _points(rule: FindingRule) -> list[str]:
    """Give the parameters that say what each severity of a rule weighs."""
    grades = {rule.severity, *(one.to for one in rule.raises)}
    return [f"points_{one}" for one in sorted(grades, key=lambda grade: grade.rank)]


def _remedies(rule: FindingRule) -> tuple[Block, ...]:
    items = tuple(Item(_remedy(one)) for one in rule.remedy)
    return (Subheading(ours("À faire")), Bullets(items))


def _remedy(remedy: Remedy) -> Text:
    when, time = deadline(remedy.within_days), effort(remedy.effort)
    return said("{do} ({when}, {time})", do=remedy.do, when=when, time=time)
