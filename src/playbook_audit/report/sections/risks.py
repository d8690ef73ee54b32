"""Section 1: the risks, worst first but the two great ones before, then the benefits."""

from playbook_audit.assessment.facts.fleet import SILENT
from playbook_audit.model.assessment import LEVELS, AccountAssessment, Risk
from playbook_audit.report.actions import Matter, matters_to_act_on
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.benefits import benefits_table
from playbook_audit.report.sections.short_answers import about_risks, short_answer
from playbook_audit.report.spans import joined, ours, said
from playbook_audit.report.values import days_of_silence
from playbook_audit.report.words import level, margin, number

GREAT_RISKS = ("abandonment", "fragmentation")
"""They come first as soon as something of them is raised."""
MOST_WEIGHTS = 3
MOST_NAMED = 3


def build(case: Case, labels: Labels) -> Section:
    """Give section 1."""
    blocks: list[Block] = [short_answer(about_risks(case, labels))]
    brief: list[Risk] = []
    for risk in in_reading_order(case):
        if _leads(risk, case) or not (_is_calm(risk) or _is_open(risk)):
            blocks += _risk(risk, case, labels)
        else:
            brief.append(risk)
    blocks += _together("Niveau faible", _calm(brief, labels))
    open_ones = [_open(risk, labels) for risk in brief if _is_open(risk)]
    blocks += _together("Niveau à préciser", open_ones)
    if open_ones:
        blocks.append(Paragraph(ours(_WHERE_TO_LOOK)))
    blocks += [Subheading(ours("Vos bénéfices")), benefits_table(case, labels)]
    return Section("risks", "1. Quels risques, quels bénéfices ?", tuple(blocks))


_WHERE_TO_LOOK = "La partie 5 donne les réponses à chercher, les plus utiles d’abord."


def _is_calm(risk: Risk) -> bool:
    return risk.levels == ("low",)


def _is_open(risk: Risk) -> bool:
    """Tell whether nothing is established, and answers are missing."""
    return len(risk.levels) > 1 and risk.points.low == 0


def _together(title: str, lines: list[Text]) -> tuple[Block, ...]:
    """Give a line for each of the risks of which there is little to say."""
    items = tuple(Item(line) for line in lines)
    return (Subheading(ours(title)), Bullets(items)) if items else ()


def in_reading_order(case: Case) -> tuple[Risk, ...]:
    """Give the risks, worst first; dormant accounts and fragmented image lead once raised."""
    return tuple(
        sorted(
            case.assessment.risks,
            key=lambda risk: (
                GREAT_RISKS.index(risk.id) if _leads(risk, case) else len(GREAT_RISKS),
                -LEVELS.index(risk.levels[-1]),
                -LEVELS.index(risk.levels[0]),
            ),
        )
    )


def _leads(risk: Risk, case: Case) -> bool:
    """Tell whether a risk is one of the two great ones, and something of it is established."""
    return risk.id in GREAT_RISKS and bool(heaviest(case, risk.id))


def heaviest(case: Case, risk: str) -> tuple[Matter, ...]:
    """Give what weighs in a risk, the heaviest first."""
    return tuple(
        one
        for one in matters_to_act_on(case)
        if one.rule.risk == risk and one.gravest.points.high > 0
    )


def _risk(risk: Risk, case: Case, labels: Labels) -> tuple[Block, ...]:
    title = case.catalogue.rulebook.risks[risk.id].title
    heading = f"{title} : {level(risk.levels)}"
    blocks = (Subheading(ours(heading)), Facts(tuple(_facts(risk, case, labels))))
    if risk.id != "abandonment":
        return blocks
    return (*blocks, *_silent_accounts(case, labels))


def _facts(risk: Risk, case: Case, labels: Labels) -> list[Fact]:
    facts = [
        Fact("En clair", ours(case.catalogue.rulebook.risks[risk.id].means)),
        Fact("Ce qui pèse le plus", _weights(risk, case, labels)),
        Fact("Solidité", ours(sureness(risk, case))),
    ]
    if len(risk.levels) > 1:
        facts.append(Fact("Ce qui le préciserait", settling(risk, case, labels)))
    return facts


def _weights(risk: Risk, case: Case, labels: Labels) -> Text:
    found = heaviest(case, risk.id)
    if not found:
        return ours("Rien d’établi, seules des réponses manquent")
    texts = [_weight(one, labels) for one in found[:MOST_WEIGHTS]]
    left = len(found) - MOST_WEIGHTS
    if left > 0:
        plural = "s" if left > 1 else ""
        texts.append(ours(f"et {number(left)} autre{plural} constat{plural}, dans la partie 6"))
    return joined(texts, " ; ")


def _weight(matter: Matter, labels: Labels) -> Text:
    title = matter.rule.title
    if not matter.keys:
        return ours(title)
    names = labels.accounts(matter.keys, most=MOST_NAMED)
    return said("{title} ({names})", title=title, names=names)


def sureness(risk: Risk, case: Case) -> str:
    """Give in words how firm a level is."""
    numbers = case.catalogue.rulebook.numbers
    firm = margin(risk.margin, numbers["margin_fragile"], numbers["margin_robust"])
    if len(risk.levels) > 1:
        return "Pas encore connue : le niveau dépend de réponses qui manquent."
    return _SURENESS[firm]


_SURENESS = {
    "robuste": "Robuste : changer nettement le poids des constats ne changerait pas le niveau.",
    "modérée": "Modérée : un changement sensible du poids des constats changerait le niveau.",
    "fragile": "Fragile : le niveau est près d’une limite, un petit changement le ferait basculer.",
}


def settling(risk: Risk, case: Case, labels: Labels) -> Text:
    """Give the answers that would bring a risk to one level."""
    found = case.inquiry.settled_by.get(risk.id)
    if found is None:
        return ours("Plusieurs réponses ; la partie 5 les donne, les plus utiles d’abord.")
    asked = joined([labels.path(path, labels.wanted) for path in found.paths], " ; ")
    if found.alone:
        return said("Une seule réponse suffirait, quelle qu’elle soit : {asked}", asked=asked)
    return said("Ces réponses ensemble, si elles sont bonnes : {asked}", asked=asked)


def _calm(risks: list[Risk], labels: Labels) -> list[Text]:
    """Give the low risks: one line each, and one for all those of which nothing is established."""
    calm = [risk for risk in risks if _is_calm(risk)]
    titles = labels.rulebook.risks
    lines = [
        said(
            "{title} : {found}. {sure}",
            title=titles[risk.id].title,
            found=_weights(risk, labels.case, labels),
            sure=sureness(risk, labels.case),
        )
        for risk in calm
        if risk.points.high > 0
    ]
    clear = [ours(titles[risk.id].title) for risk in calm if risk.points.high == 0]
    if clear:
        lines.append(
            said("Rien d’établi, et rien d’inconnu : {names}.", names=joined(clear, " ; "))
        )
    return lines


def _open(risk: Risk, labels: Labels) -> Text:
    known = risk.id in labels.case.inquiry.settled_by
    return said(
        "{title} : {levels}, rien n’est établi.{answers}",
        title=labels.rulebook.risks[risk.id].title,
        levels=level(risk.levels),
        answers=said(" {text}", text=settling(risk, labels.case, labels)) if known else "",
    )


def _silent_accounts(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Name every dormant or abandoned account, with its last post and where that is known from."""
    silent = [one for one in case.assessment.accounts if one.states and set(one.states) <= SILENT]
    if not silent:
        return ()
    columns = (
        Column("Compte"),
        Column("État"),
        Column("Dernière publication"),
        Column("Silence", numeric=True),
        Column("Source", essential=False),
        Column("Décision proposée"),
    )
    longest_first = sorted(silent, key=lambda one: (-_least_silence(one), one.key))
    rows = tuple(_silent_row(one, labels) for one in longest_first)
    return (Table("Comptes qui se taisent", columns, rows), Paragraph(ours(_CLOSED)))


_CLOSED = "Un compte fermé volontairement n’est jamais compté ici."


def _least_silence(account: AccountAssessment) -> float:
    return account.silence_days.low if account.silence_days else 0.0


def _silent_row(account: AccountAssessment, labels: Labels) -> tuple[Text, ...]:
    path = f"accounts.{account.key}.last_post"
    silence = account.silence_days
    return (
        labels.account(account.key),
        labels.state(account.states),
        labels.short_date(path),
        ours(days_of_silence(*silence) if silence else ""),
        ours(labels.origin(labels.at(path))),
        ours(labels.decision(account.decision.decision)),
    )
