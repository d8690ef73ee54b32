"""Explains what came of a finding in one audit: its state, why, what it weighs, what would lift it.

Each account on which a rule is open gets its part; what is the same for all of them is told once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook_audit.assessment.programme import CONCERNS
from playbook_audit.conditions.deciding import Decided
from playbook_audit.conditions.truth import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN
from playbook_audit.model.answer import Acceptance, Contradicted
from playbook_audit.model.assessment import Finding
from playbook_audit.model.condition import Condition
from playbook_audit.model.rule import FindingRule
from playbook_audit.report.actions import due
from playbook_audit.report.explanation.compared import compared, deciding, on_one_line
from playbook_audit.report.explanation.effects import effect, robustness, ways_out
from playbook_audit.report.explanation.measured import measured_here
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, facts
from playbook_audit.report.explanation.witnessed import answered, missing
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import MOST_NAMED
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import joined, ours, said, typed
from playbook_audit.report.words import day, effort, number, severity

STATES = {
    "raised": "établi",
    "cleared": "écarté",
    "unknown": "à préciser",
    "not_applicable": "sans objet",
    "accepted": "accepté",
}
REASONS = {
    "raised": "Ce qui l’établit",
    "cleared": "Ce qui l’écarte",
    "unknown": "Ce qui le laisse ouvert",
    "not_applicable": "Ce qui le rend sans objet",
    "accepted": "Ce qui l’établirait",
}
MOST_DETAILED = 6
"""Findings of one rule told in full; the others stand in the overview."""
OPEN_STATES = ("raised", "unknown", "accepted")


class Part(NamedTuple):
    """One thing said of a finding: a term, or blocks under their own heading."""

    told: Fact | tuple[Block, ...]


def in_short(telling: Telling, finding: Finding) -> Text:
    """Give a finding by its title, its state and its fingerprint."""
    title = telling.rulebook.findings[finding.rule].title
    state = STATES[finding.state]
    return said("{title} : {state} ({id})", title=title, state=state, id=code(finding.fingerprint))


def verdicts(telling: Telling, rule: FindingRule, subject: Subject) -> tuple[Block, ...]:
    """Give what came of a rule: on the audit, or account by account."""
    found = [
        one
        for one in telling.given.assessment.findings
        if one.rule == rule.id and subject.account in (None, one.account)
    ]
    if not found:
        return (Paragraph(ours("Aucun compte n’est recensé : rien à dire pour l’instant.")),)
    detailed = [one for one in found if len(found) == 1 or one.state in OPEN_STATES]
    closed = [one for one in found if one not in detailed]
    return (
        *((_overview(telling, detailed),) if len(detailed) > 1 else ()),
        *_details(telling, rule, detailed[:MOST_DETAILED]),
        *_others(detailed[MOST_DETAILED:]),
        *_remedies(telling, rule, detailed),
        *_closed(telling, rule, closed),
    )


def _others(left: list[Finding]) -> tuple[Block, ...]:
    ids = joined([code(one.fingerprint) for one in left], ", ")
    return (Paragraph(said("À lire de même : {ids}.", ids=ids)),) if left else ()


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
            ours(_graveness(one)),
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


def _closed(telling: Telling, rule: FindingRule, found: list[Finding]) -> tuple[Block, ...]:
    """Give the accounts on which a rule is cleared or has no object, by what decided it."""
    grouped: dict[tuple[str, Text], list[str]] = defaultdict(list)
    for one in found:
        reason = on_one_line(telling, decided_by(telling, rule, one))
        grouped[STATES[one.state], reason].append(one.account or "")
    items = tuple(
        Item(
            said("{state} pour {names}", state=state, names=telling.labels.all_named(keys)),
            (reason,) if reason else (),
        )
        for (state, reason), keys in grouped.items()
    )
    heading = Subheading(ours("Écarté ou sans objet"))
    return (heading, Bullets(items)) if items else ()


# ---------------------------------------------------------------- the open ones, in full


def _details(telling: Telling, rule: FindingRule, found: list[Finding]) -> Iterator[Block]:
    """Give all that is known of each finding; what is the same for all of them, once."""
    parts = {one.fingerprint: list(_parts(telling, rule, one)) for one in found}
    shared = _in_all(list(parts.values())) if len(found) > 1 else []
    for one in found:
        yield Subheading(_heading(telling, one))
        yield from _laid_out(part for part in parts[one.fingerprint] if part not in shared)
    if shared:
        yield Subheading(ours("Pour chacun de ces comptes"))
        yield from _laid_out(shared)


def _in_all(parts: list[list[Part]]) -> list[Part]:
    first, *others = parts
    return [part for part in first if all(part in other for other in others)]


def _laid_out(parts: Iterable[Part]) -> Iterator[Block]:
    """Give the terms together, then the blocks."""
    told = [part.told for part in parts]
    terms = tuple(one for one in told if isinstance(one, Fact))
    if terms:
        yield Facts(terms)
    for one in told:
        if not isinstance(one, Fact):
            yield from one


def _heading(telling: Telling, finding: Finding) -> Text:
    whom = ours("Ensemble") if finding.account is None else telling.labels.account(finding.account)
    return said(
        "{whom} : {state} ({id})",
        whom=whom,
        state=STATES[finding.state],
        id=code(finding.fingerprint),
    )


def _parts(telling: Telling, rule: FindingRule, finding: Finding) -> Iterator[Part]:
    """Give everything said of a finding, in the order of reading."""
    yield from map(Part, facts(*_terms(telling, rule, finding)))
    decided = decided_by(telling, rule, finding)
    read = finding.witnesses if finding.state != "unknown" else ()
    yield Part(compared(telling, REASONS[finding.state], decided, finding.account, read))
    yield Part(_measured(telling, finding))
    yield Part(_contradictions(telling, finding))
    yield from map(Part, _missing(telling, finding))
    yield Part(ways_out(telling, finding))


def _measured(telling: Telling, finding: Finding) -> tuple[Block, ...]:
    """Give what was measured, for a finding that rests on when an account last posted."""
    if f"accounts.{finding.account}.last_post" not in finding.witnesses:
        return ()
    return measured_here(telling, finding.account)


def _terms(
    telling: Telling, rule: FindingRule, finding: Finding
) -> Iterator[tuple[str, Text | str | None]]:
    if finding.state in ("raised", "accepted"):
        yield "Constat", telling.labels.says(finding)
        yield "Pourquoi", rule.why
    if len(finding.named) > MOST_NAMED + 1:
        yield "Comptes nommés", telling.labels.all_named(finding.named)
    if finding.perhaps_named:
        yield "Peut-être aussi", telling.labels.all_named(finding.perhaps_named)
    yield from _accepted(telling, finding)
    if finding.state in OPEN_STATES:
        yield from _gravity(telling, rule, finding)
        yield "Effet sur le risque", effect(telling, finding)
    yield "Solidité", robustness(telling, finding)


def _accepted(telling: Telling, finding: Finding) -> Iterator[tuple[str, Text | str | None]]:
    """Give why a finding is accepted, by whom and until when; or that it no longer is."""
    given = telling.given.answers.accepted
    kept = next((one for one in given if one.fingerprint == finding.fingerprint), None)
    if kept is None:
        return
    if finding.state == "accepted":
        yield "Accepté parce que", typed(kept.reason)
        yield "Accepté par", typed(kept.by) if kept.by else None
        yield "Accepté jusqu’au", day(kept.until) if kept.until else "sans date"
    elif finding.state == "raised" and kept.until is not None:
        yield "Acceptation échue", _expired(kept)


def _expired(kept: Acceptance) -> Text:
    return said(
        "depuis le {until} ; raison donnée : {reason}",
        until=day(kept.until) if kept.until else "",
        reason=typed(kept.reason),
    )


# ---------------------------------------------------------------- why it is so


def decided_by(telling: Telling, rule: FindingRule, finding: Finding) -> list[Decided]:
    """Give the comparisons that made a verdict, in the order the rule is applied."""
    find, account = deciding(telling), telling.account_scope(finding.account)
    kept: list[Decided] = []
    for gate in _gates(rule):
        truth = find.truth(gate, account)
        if truth in (FALSE, NOT_APPLICABLE):
            return list(find.comparisons(gate, account))
        if finding.state in OPEN_STATES and (truth is UNKNOWN or gate is rule.applies_if):
            kept += find.comparisons(gate, account)
    if finding.state != "unknown" or find.truth(rule.when, account) is UNKNOWN:
        kept += find.comparisons(rule.when, account)
    return kept


def _gates(rule: FindingRule) -> list[Condition]:
    concerns = CONCERNS.get(rule.concerns)
    return [one for one in (concerns, rule.applies_if) if one is not None]


def _gravity(
    telling: Telling, rule: FindingRule, finding: Finding
) -> Iterator[tuple[str, Text | str | None]]:
    """Give how grave a finding is, and what raised it there, or why nothing did."""
    yield "Gravité", _graveness(finding) if rule.raises else f"{_graveness(finding)}, toujours"
    for rank, one in enumerate(rule.raises):
        if one.to.rank > finding.severity.rank or rank in finding.raised_by:
            yield _raise(telling, rule, rank, finding)


def _raise(
    telling: Telling, rule: FindingRule, rank: int, finding: Finding
) -> tuple[str, Text | str | None]:
    """Give whether one raise applies, and the comparisons that say so."""
    one = rule.raises[rank]
    find, account = deciding(telling), telling.account_scope(finding.account)
    truth = find.truth(one.when, account)
    decided = list(find.comparisons(one.when, account))
    about = [each for each in decided if each.account is None or each.account.key in finding.named]
    term = _RAISED.get(truth, "Pas « {grade} », car").format(grade=severity(one.to))
    told = on_one_line(telling, decided if finding.account else about or decided)
    return term, told or ours("la question est sans objet ici")


_RAISED = {
    TRUE: "Gravité « {grade} », car",
    UNKNOWN: "Peut-être « {grade} », selon",
}


def _contradictions(telling: Telling, finding: Finding) -> tuple[Block, ...]:
    """Give the answers kept side by side when files were merged."""
    waited = [path for one in finding.open_raises for path in one.missing]
    paths = [path for path in (*finding.witnesses, *waited) if _contradicted(telling, path)]
    items = tuple(Item(text) for text in answered(telling, paths, finding.account))
    heading = Subheading(ours("Réponses contraires, gardées toutes"), level=4)
    return (heading, Bullets(items)) if items else ()


def _contradicted(telling: Telling, path: str) -> bool:
    answer = telling.given.answers.at(path)
    return answer is not None and isinstance(answer.value, Contradicted)


# ---------------------------------------------------------------- what comes next


def _missing(telling: Telling, finding: Finding) -> Iterator[tuple[Block, ...]]:
    """Give the answers that are missing, and what each would settle."""
    if finding.state == "unknown":
        yield missing(telling, "Ce qu’il faut savoir pour trancher", finding.witnesses)
    for one in finding.open_raises:
        heading = f"Ce qui dirait si la gravité est « {severity(one.severity)} »"
        yield missing(telling, heading, one.missing)


def _remedies(telling: Telling, rule: FindingRule, found: list[Finding]) -> tuple[Block, ...]:
    """Give what to do, by whom, by when and how long it takes."""
    if not any(one.state in OPEN_STATES for one in found):
        return ()
    on = telling.given.assessment.on
    items = tuple(
        Item(
            said(
                "{do} ({who}, {due}, {time})",
                do=one.do,
                who=telling.labels.who(one.who),
                due=due(on, one.within_days),
                time=effort(one.effort),
            )
        )
        for one in rule.remedy
    )
    sure = any(one.state == "raised" for one in found)
    heading = "À faire" if sure else "À faire, si le constat s’établit"
    return (Subheading(ours(heading)), Bullets(items))
