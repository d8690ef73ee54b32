"""Explains a finding: what raises it and how grave it is; in an audit, its state and why."""

from collections.abc import Iterable, Iterator

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.risks import groups_of, judge_risk, scale_of
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.conditions.references import operands, parameters
from playbook_audit.model.assessment import Finding
from playbook_audit.model.condition import Condition
from playbook_audit.model.rule import FindingRule, Remedy
from playbook_audit.report.explanation.compared import (
    STATE,
    compared_table,
    silence_against_threshold,
)
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.explanation.witnessed import missing, witnessed
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
from playbook_audit.report.labels import account_of
from playbook_audit.report.sections.findings import change_in_words, code
from playbook_audit.report.spans import joined, ours, said, typed
from playbook_audit.report.words import (
    day,
    deadline,
    effort,
    level,
    number,
    severity,
)

CONCERNS = {
    "present": "les collectivités présentes sur au moins un réseau",
    "absent": "les collectivités absentes des réseaux",
    "all": "toutes les collectivités",
}
STATES = {
    "raised": "établi",
    "cleared": "écarté",
    "unknown": "à préciser",
    "not_applicable": "sans objet",
    "accepted": "accepté",
}
MOST_DETAILED = 6
"""Findings of one rule told in full; the others stand in the overview."""
OPEN_STATES = ("raised", "unknown", "accepted")


def tell_finding(telling: Telling, subject: Subject) -> Told:
    """Give what raises a finding, and what came of it in the audit."""
    rule = telling.rulebook.findings[subject.id]
    blocks = (
        Facts(facts(*_about(telling, rule))),
        *_raised_when(telling, rule),
        *_remedies(rule),
        *_grounds(telling, rule),
        *telling.sources(rule.sources),
        *telling.read("Questions et faits lus", _read(rule)),
    )
    return Told(rule.title, blocks, _here(telling, rule, subject) if telling.case else ())


# ---------------------------------------------------------------- the rule


def _about(telling: Telling, rule: FindingRule) -> Iterator[tuple[str, Text | str | None]]:
    risk = telling.rulebook.risks[rule.risk]
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


# ---------------------------------------------------------------- in the audit


def in_short(telling: Telling, finding: Finding) -> Text:
    """Give a finding by its title, its state and its fingerprint."""
    title = telling.rulebook.findings[finding.rule].title
    state = STATES[finding.state]
    return said("{title} : {state} ({id})", title=title, state=state, id=code(finding.fingerprint))


def _here(telling: Telling, rule: FindingRule, subject: Subject) -> tuple[Block, ...]:
    found = [
        one
        for one in telling.given.assessment.findings
        if one.rule == rule.id and subject.account in (None, one.account)
    ]
    if not found:
        return (Paragraph(ours("Aucun compte n’est recensé : rien à dire pour l’instant.")),)
    detailed = [one for one in found if len(found) == 1 or one.state in OPEN_STATES]
    blocks: list[Block] = [_overview(telling, found)] if len(found) > 1 else []
    for finding in detailed[:MOST_DETAILED]:
        blocks += _detail(telling, rule, finding)
    left = detailed[MOST_DETAILED:]
    if left:
        blocks.append(_others(left))
    return tuple(blocks)


def _others(left: list[Finding]) -> Paragraph:
    ids = joined([code(one.fingerprint) for one in left], ", ")
    return Paragraph(said("À lire de même : {ids}.", ids=ids))


def _overview(telling: Telling, found: list[Finding]) -> Table:
    columns = (
        Column("Compte"),
        Column("Constat"),
        Column("Gravité"),
        Column("Points", numeric=True),
    )
    rows = tuple(
        (
            telling.labels.account(one.account or ""),
            ours(STATES[one.state]),
            ours(_graveness(one) if one.state in OPEN_STATES else "—"),
            ours(_points_of(one)),
        )
        for one in found
    )
    return Table("Compte par compte", columns, rows)


def _graveness(finding: Finding) -> str:
    sure, worst = severity(finding.severity), severity(finding.worst)
    return sure if sure == worst else f"{sure}, peut-être {worst}"


def _points_of(finding: Finding) -> str:
    low, high = (number(bound, 2) for bound in finding.points)
    return low if low == high else f"{low} à {high}"


def _detail(telling: Telling, rule: FindingRule, finding: Finding) -> Iterator[Block]:
    """Give all that is known of one finding."""
    whom = ours("Ensemble") if finding.account is None else telling.labels.account(finding.account)
    yield Subheading(said("{whom} : {state}", whom=whom, state=STATES[finding.state]))
    yield Facts(facts(*_verdict(telling, rule, finding)))
    yield from compared_table(telling, _judging(rule, finding), _keys(finding))
    yield from witnessed(telling, finding.witnesses)
    yield from _missing(telling, finding)
    yield from _ways_out(telling, finding)


def _verdict(
    telling: Telling, rule: FindingRule, finding: Finding
) -> Iterator[tuple[str, Text | str | None]]:
    if finding.state == "raised":
        yield "Constat", telling.labels.says(finding)
    if finding.state in OPEN_STATES:
        yield "Gravité", _graveness(finding)
        yield "Points", f"{_points_of(finding)}, exposition du compte comprise"
    if finding.account is not None and STATE in _read(rule):
        yield "Silence", silence_against_threshold(telling, finding.account)
    if finding.named:
        yield "Comptes nommés", telling.labels.all_named(finding.named)
    if finding.perhaps_named:
        yield "Peut-être aussi", telling.labels.all_named(finding.perhaps_named)
    yield from _accepted(telling, finding)
    yield "Effet sur le risque", _effect(telling, finding)


def _accepted(telling: Telling, finding: Finding) -> Iterator[tuple[str, Text | str | None]]:
    """Give why a finding is accepted, by whom and until when."""
    if finding.state != "accepted":
        return
    kept = next(
        one for one in telling.given.answers.accepted if one.fingerprint == finding.fingerprint
    )
    yield "Accepté parce que", typed(kept.reason)
    yield "Accepté par", typed(kept.by) if kept.by else None
    yield "Accepté jusqu’au", day(kept.until) if kept.until else "sans date"


def _effect(telling: Telling, finding: Finding) -> str | None:
    """Give the level of the risk with this finding, and without it."""
    if finding.points.high == 0:
        return None
    findings = telling.given.assessment.findings
    scale = scale_of(telling.rulebook.numbers)
    others = groups_of(one for one in findings if one is not finding)
    without = judge_risk(finding.risk, others.get(finding.risk, []), scale)
    risk = telling.given.assessment.risk(finding.risk)
    title = telling.rulebook.risks[finding.risk].title
    return f"{title} : {level(risk.levels)} ; sans ce constat : {level(without.levels)}"


def _judging(rule: FindingRule, finding: Finding) -> list[Condition]:
    """Give the conditions behind a verdict: those of the rule, then of the raises that count."""
    raising = [rule.raises[rank].when for rank in finding.raised_by]
    still_open = {one.severity for one in finding.open_raises}
    raising += [one.when for one in rule.raises if one.to in still_open]
    first = [rule.applies_if] if rule.applies_if is not None else []
    return [*first, rule.when, *raising]


def _keys(finding: Finding) -> tuple[str, ...]:
    """Give the accounts the comparisons are about: its own, those named, or the witnesses."""
    if finding.account is not None:
        return (finding.account,)
    seen = [key for path in finding.witnesses if (key := account_of(path))]
    return tuple(dict.fromkeys([*finding.named, *finding.perhaps_named, *seen]))


def _missing(telling: Telling, finding: Finding) -> Iterator[Block]:
    """Give the answers that are missing, and what each would settle."""
    if finding.state == "unknown":
        yield from missing(telling, "Ce qu’il faut savoir pour trancher", finding.witnesses)
    for one in finding.open_raises:
        heading = f"Ce qui dirait si la gravité est « {severity(one.severity)} »"
        yield from missing(telling, heading, one.missing)


def _ways_out(telling: Telling, finding: Finding) -> Iterator[Block]:
    changes = telling.given.inquiry.lifted_by.get(finding.fingerprint, ())
    if changes:
        items = tuple(Item(change_in_words(one, telling.labels, named=True)) for one in changes)
        yield Subheading(ours("Ce qui le lèverait"), level=4)
        yield Bullets(items)
