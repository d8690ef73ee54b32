"""Explains a risk and a practice: what they are made of; in an audit, how they come out."""

from collections.abc import Iterator

from playbook_audit.assessment.risks import scale_of
from playbook_audit.model.assessment import Contribution, Interval, Risk
from playbook_audit.model.rule import FindingRule
from playbook_audit.report.explanation.figures import in_points, out_of_hundred
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
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import ours, said
from playbook_audit.report.words import level, margin, number, percent, severity

SCALE = ("level_moderate", "level_high", "level_critical", "risk_divisor", "exposure_base")


def tell_risk(telling: Telling, subject: Subject) -> Told:
    """Give what a risk is made of, and where it stands in the audit."""
    risk = telling.rulebook.risks[subject.id]
    rules = [one for one in telling.rulebook.findings.values() if one.risk == risk.id]
    items = tuple(
        Item(said("{title} ({id})", title=one.title, id=code(one.id)), (_graveness(one),))
        for one in rules
    )
    blocks: tuple[Block, ...] = (
        Facts(facts(("Sens", risk.means), ("Calcul", _FORMULA))),
        Subheading(ours("Constats de ce risque")),
        Bullets(items),
        *telling.numbers(SCALE),
    )
    return Told(risk.title, blocks, tuple(_risk_here(telling, subject)) if telling.case else ())


_FORMULA = (
    "Chaque compte ajoute les points de son constat le plus grave, selon son exposition ; chaque "
    "constat d’ensemble ajoute les siens. Le score vaut 1 − exp(−somme / 2)."
)


def _graveness(rule: FindingRule) -> Text:
    """Give the severity of a rule, and the worst it may reach."""
    worst = max((rule.severity, *(one.to for one in rule.raises)), key=lambda one: one.rank)
    grades = dict.fromkeys((severity(rule.severity), severity(worst)))
    return ours(f"gravité : {', jusqu’à '.join(grades)}")


def _risk_here(telling: Telling, subject: Subject) -> Iterator[Block]:
    risk = telling.given.assessment.risk(subject.id)
    numbers = telling.rulebook.numbers
    firm = margin(risk.margin, numbers["margin_fragile"], numbers["margin_robust"])
    change = "aucun point" if risk.margin is None else f"{percent(risk.margin)} ({firm})"
    yield Facts(
        facts(
            ("Niveau", level(risk.levels)),
            ("Points", in_points(risk.points)),
            ("Score, de 0 à 100", out_of_hundred(risk.score)),
            ("Marge avant un autre niveau", change),
        )
    )
    if risk.contributions:
        yield _contributions(telling, risk)
    settling = telling.given.inquiry.settled_by.get(risk.id)
    if settling is not None:
        yield from missing(telling, "Ce qui préciserait le niveau", settling.paths)


def _contributions(telling: Telling, risk: Risk) -> Table:
    columns = (
        Column("Compte"),
        Column("Points", numeric=True),
        Column("Constat qui pèse"),
        Column("Sans lui", numeric=True),
    )
    rows = tuple(_contribution(telling, risk, one) for one in risk.contributions)
    return Table("Ce que chacun ajoute, et le score sur 100 sans lui", columns, rows)


def _contribution(telling: Telling, risk: Risk, one: Contribution) -> tuple[Text, ...]:
    whom = ours("Ensemble") if one.account is None else telling.labels.account(one.account)
    carrier = one.carried_by[1] or one.carried_by[0] or ""
    title = telling.rulebook.findings[carrier].title
    return (
        whom,
        ours(in_points(one.points)),
        said("{title} ({id})", title=title, id=code(carrier)),
        ours(_score_without(telling, risk, one)),
    )


def _score_without(telling: Telling, risk: Risk, one: Contribution) -> str:
    """Give the score of a risk, out of 100, without one contribution."""
    scale = scale_of(telling.rulebook.numbers)
    points = Interval(
        max(0.0, risk.points.low - one.points.low), max(0.0, risk.points.high - one.points.high)
    )
    return out_of_hundred(Interval(*(scale.score(bound) for bound in points)))


def tell_axis(telling: Telling, subject: Subject) -> Told:
    """Give the questions a practice is measured by, and its index in the audit."""
    axis = telling.rulebook.axes[subject.id]
    columns = (Column("Question"), Column("Repère"), Column("Poids", numeric=True))
    rows = tuple(
        (ours(one.ask), code(one.id), ours(number(one.weight)))
        for section in telling.questionnaire.sections
        for one in section.questions
        if one.axis == axis.id
    )
    blocks: tuple[Block, ...] = (
        Facts(facts(("Sens", axis.means), ("Calcul", _MEAN))),
        Table("Questions qui la mesurent", columns, rows),
        *telling.numbers(("coverage_minimum",)),
    )
    return Told(axis.title, blocks, tuple(_axis_here(telling, subject)) if telling.case else ())


_MEAN = (
    "Moyenne des réponses connues, selon leur poids ; une réponse inconnue peut valoir de 0 à 1. "
    "Une pratique ne change jamais un risque."
)


def _axis_here(telling: Telling, subject: Subject) -> Iterator[Block]:
    practice = next(one for one in telling.given.assessment.practices if one.id == subject.id)
    if practice.mean is None:
        yield Paragraph(ours("Sans objet : aucune question de cette pratique ne s’applique."))
        return
    yield Facts(
        facts(
            ("Indice, de 0 à 100", out_of_hundred(practice.mean)),
            ("Réponses connues", percent(practice.coverage)),
        )
    )
    yield from witnessed(telling, _measured(telling, subject.id))


def _measured(telling: Telling, axis: str) -> Iterator[str]:
    """Give the paths of the answers on file that a practice is measured by."""
    given = telling.given.answers
    for section in telling.questionnaire.sections:
        for question in (one for one in section.questions if one.axis == axis):
            if not section.per_account:
                yield from [f"answers.{question.id}"] if question.id in given.answers else []
                continue
            for account in given.accounts or ():
                if question.id in account.answers:
                    yield f"accounts.{account.key}.{question.id}"
