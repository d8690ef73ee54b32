"""What a finding changes: on its risk, if it is lifted, and when the numbers of the method move."""

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.robustness import Sway, Turn, range_of, with_number
from playbook_audit.assessment.trials import values_tried, with_changes
from playbook_audit.model.assessment import Assessment, Finding, Interval
from playbook_audit.model.inquiry import Change, Way
from playbook_audit.report.explanation.figures import in_figures, in_points
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.interface import Block, Bullets, Item, Paragraph, Subheading, Text
from playbook_audit.report.sections.findings import change_in_words, code, no_way_out
from playbook_audit.report.spans import joined, listed, ours, said
from playbook_audit.report.values import amount
from playbook_audit.report.words import level, number, severity

MOST_FIRM = 6
"""Numbers whose range is told one by one."""
MOST_NAMED = 3
TURNED = {
    "raised": "établi",
    "cleared": "écarté",
    "unknown": "à préciser",
    "not_applicable": "sans objet",
}

# ---------------------------------------------------------------- on its risk


def effect(telling: Telling, finding: Finding) -> Text | str:
    """Give what a finding adds to its risk: points, level and score, with and without it."""
    if finding.state == "accepted":
        return "aucun : un constat accepté est compté à part"
    if finding.points.high == 0:
        return "aucun : constat pour information"
    assessment = telling.given.assessment
    risk = assessment.risk(finding.risk)
    without = telling.risks_without[finding.fingerprint]
    title = telling.rulebook.risks[finding.risk].title
    weighs = said(
        "{points} sur {total} ; {title} : {here}",
        points=_points(finding.points),
        total=in_points(risk.points),
        title=title,
        here=in_figures(risk),
    )
    if without.points == risk.points:
        return said("{weighs}, autant sans ce constat : {carried}", weighs=weighs, carried=_CARRIED)
    return said("{weighs} ; sans ce constat : {there}", weighs=weighs, there=in_figures(without))


_CARRIED = "un autre pèse au moins autant sur ce compte"


def _points(points: Interval) -> str:
    return f"{in_points(points)} point{'s' if points.high >= 2 else ''}"  # noqa: PLR2004 - plural


# ---------------------------------------------------------------- if it is lifted


def ways_out(telling: Telling, finding: Finding) -> tuple[Block, ...]:
    """Give the nearest changes that clear a finding, each with what else it would change."""
    if finding.state != "raised":
        return ()
    heading = Subheading(ours("Ce qui le lèverait"), level=4)
    ways = telling.given.inquiry.lifted_by[finding.fingerprint]
    if not ways:
        end = telling.given.inquiry.ends_on[finding.fingerprint]
        return heading, Paragraph(ours(no_way_out(end)))
    return heading, Bullets(tuple(_way(telling, finding, way) for way in ways))


def _way(telling: Telling, finding: Finding, way: Way) -> Item:
    case = telling.given
    words = change_in_words(way, telling.labels, named=finding.account is None)
    answers = with_changes(case.answers, way)
    after = assess(case.catalogue, answers, case.assessment.on)
    return Item(words, (_then(telling, finding, after), *_besides(telling, finding, after)))


def _then(telling: Telling, finding: Finding, after: Assessment) -> Text:
    """Give the risk once a change is made."""
    title = telling.rulebook.risks[finding.risk].title
    return said("{title} : {then}", title=title, then=in_figures(after.risk(finding.risk)))


def _besides(telling: Telling, finding: Finding | None, after: Assessment) -> list[Text]:
    """Give the other findings that a change lifts, and those it brings."""
    before = {one.fingerprint: one for one in telling.given.assessment.raised}
    then = {one.fingerprint: one for one in after.raised}
    lifted = [one for key, one in before.items() if key not in then and one is not finding]
    brought = [one for key, one in then.items() if key not in before]
    told = (
        ("lèverait : {these}" if finding is None else "lèverait aussi : {these}", lifted),
        ("établirait : {these}", brought),
    )
    return [said(text, these=_named(telling, found)) for text, found in told if found]


def _named(telling: Telling, found: list[Finding]) -> Text:
    titles = dict.fromkeys(telling.rulebook.findings[one.rule].title for one in found)
    return listed([said("« {title} »", title=one) for one in titles], most=MOST_NAMED)


def other_answers(telling: Telling, path: str) -> tuple[Block, ...]:
    """Give what other answers to a question would change, where they change something."""
    case, question = telling.given, telling.labels.question(path)
    today = case.answers.at(path)
    values = () if question is None else values_tried(question, case.assessment.on)
    others = (one for one in values if today is None or one != today.value)
    items = tuple(item for value in others for item in _otherwise(telling, Change(path, value)))
    heading = Subheading(ours("Ce qu’une autre réponse changerait"))
    return (heading, Bullets(items)) if items else ()


def _otherwise(telling: Telling, change: Change) -> list[Item]:
    case = telling.given
    after = assess(case.catalogue, with_changes(case.answers, (change,)), case.assessment.on)
    told = [*_besides(telling, None, after), *_moved(telling, after)]
    answer = telling.labels.value(change.path, change.value)
    return [Item(said("« {answer} »", answer=answer), tuple(told))] if told else []


def other_value(telling: Telling, parameter: str, value: float) -> tuple[Text, ...]:
    """Give what another value of a number would lift, bring, and move to another level."""
    case = telling.given
    moved = with_number(case.catalogue, parameter, value)
    after = assess(moved, case.answers, case.assessment.on)
    told = (_besides(telling, None, after), _settled(telling, after), _restated(telling, after))
    return (*(one for some in told for one in some), *_moved(telling, after))


def _settled(telling: Telling, after: Assessment) -> list[Text]:
    """Give the findings that would be settled, and those left open."""
    now = {one.fingerprint: one for one in telling.given.assessment.findings}
    then = {one.fingerprint: one for one in after.findings}
    cleared = [one for key, one in now.items() if (one.state, then[key].state) == UNDONE]
    opened = [one for key, one in then.items() if (now[key].state, one.state) == UNDONE[::-1]]
    told = (("écarterait : {these}", cleared), ("laisserait ouvert : {these}", opened))
    return [said(text, these=_named(telling, found)) for text, found in told if found]


UNDONE = ("unknown", "cleared")


def _restated(telling: Telling, after: Assessment) -> list[Text]:
    """Give the accounts whose state would be another."""
    pairs = zip(telling.given.assessment.accounts, after.accounts, strict=True)
    labels = telling.labels
    return [
        said(
            "{account} : {now}, puis {then}",
            account=labels.account(now.key),
            now=labels.state_words(now.states),
            then=labels.state_words(then.states),
        )
        for now, then in pairs
        if now.states != then.states
    ]


def _moved(telling: Telling, after: Assessment) -> list[Text]:
    """Give the risks that another answer would bring to another level."""
    titles = telling.rulebook.risks
    pairs = zip(telling.given.assessment.risks, after.risks, strict=True)
    return [
        ours(f"{titles[then.id].title} : {level(now.levels)}, puis {in_figures(then)}")
        for now, then in pairs
        if now.levels != then.levels
    ]


# ---------------------------------------------------------------- with other numbers


def robustness(telling: Telling, finding: Finding) -> Text:
    """Tell whether a verdict holds over the reasonable range of each number it reads."""
    sways = telling.robustness.sways(finding)
    if not sways:
        return ours("ne dépend d’aucun seuil que l’on puisse discuter")
    firm = [one for one in sways if one.holds]
    told = [_firm(telling, firm)] if firm else []
    told += [_turned(telling, finding, one) for one in sways if not one.holds]
    return joined(told, " ; ")


def _firm(telling: Telling, sways: list[Sway]) -> Text:
    """Give the numbers that may move without changing a verdict; only their count when many."""
    if len(sways) > MOST_FIRM:
        count = number(len(sways))
        return ours(f"tient quand varie l’un ou l’autre de {count} nombres de la méthode")
    return said(
        "tient pour toute valeur {all}", all=listed([_range(telling, one) for one in sways])
    )


def _range(telling: Telling, sway: Sway) -> Text:
    parameter = telling.rulebook.parameters[sway.parameter]
    low, high = range_of(parameter) or (0.0, 0.0)
    return said(
        "de {low} à {high} ({id})",
        low=number(low, 2),
        high=amount(high, parameter.unit),
        id=code(parameter.id),
    )


def _turned(telling: Telling, finding: Finding, sway: Sway) -> Text:
    """Give the nearest values that would change a verdict, and what it would become."""
    parameter = telling.rulebook.parameters[sway.parameter]
    sides = (("à partir de {value}", sway.above), ("jusqu’à {value}", sway.below))
    told = [
        said(
            f"serait {{what}} {place}",
            what=_became(finding, turn),
            value=amount(turn.value, parameter.unit),
        )
        for place, turn in sides
        if turn is not None
    ]
    return said(
        "{turns} ({id}, {now} aujourd’hui)",
        turns=joined(told, ", "),
        id=code(parameter.id),
        now=amount(float(parameter.value), parameter.unit),
    )


def _became(finding: Finding, turn: Turn) -> str:
    """Give what changes: the state, or only how grave it is."""
    state, sure, worst = turn.outcome
    if state != _judged_state(finding):
        return TURNED[state]
    grades = dict.fromkeys((severity(sure), severity(worst)))
    return f"de gravité « {' à '.join(grades)} »"


def _judged_state(finding: Finding) -> str:
    return "raised" if finding.state == "accepted" else finding.state
