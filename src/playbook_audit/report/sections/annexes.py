"""Section 7: practices, the arithmetic of every risk, parameters, notes, measures, versions."""

from collections import defaultdict
from collections.abc import Iterator

from playbook_audit.model.activity import Activity
from playbook_audit.model.answer import Answer
from playbook_audit.model.assessment import Contribution, Practice, Risk
from playbook_audit.report.actions import parameters_of
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.accounts import MOST_IN_ONE_TABLE
from playbook_audit.report.sections.copies import copies_blocks
from playbook_audit.report.sections.findings import code, source_text
from playbook_audit.report.spans import ours, said, typed
from playbook_audit.report.values import amount
from playbook_audit.report.words import level, margin, number, percent, plural

OUT_OF = 100
POINT_DECIMALS = 3
SCALE = (
    "points_info",
    "points_low",
    "points_moderate",
    "points_high",
    "points_critical",
    "risk_divisor",
    "level_moderate",
    "level_high",
    "level_critical",
    "exposure_base",
    "margin_fragile",
    "margin_robust",
    "coverage_minimum",
)
"""Parameters behind every score."""


def build(case: Case, labels: Labels) -> Section:
    """Give section 7."""
    blocks = (
        *_practices(case),
        *_arithmetic(case, labels),
        *_effective_accounts(case, labels),
        *_parameters(case),
        *_notes(case, labels),
        *copies_blocks(case, labels),
        *_made_from(case, labels),
        *_glossary(case),
    )
    return Section("annexes", "7. Annexes", blocks)


# ---------------------------------------------------------------- practices


def _practices(case: Case) -> tuple[Block, ...]:
    columns = (
        Column("Pratique"),
        Column("Indice", numeric=True),
        Column("Réponses connues", numeric=True),
    )
    axes = case.catalogue.rulebook.axes
    least = case.catalogue.rulebook.numbers["coverage_minimum"]
    rows = tuple(
        (ours(axes[one.id].title), ours(_index(one, least)), ours(_coverage(one)))
        for one in case.assessment.practices
    )
    return (
        Subheading(ours("Pratiques")),
        Paragraph(ours(_PRACTICES)),
        Table("Six pratiques, de 0 à 100", columns, rows),
    )


_PRACTICES = (
    "Ces indices décrivent des habitudes et ne changent aucun risque. Un intervalle tient compte "
    "de ce qui n’est pas su ; trop peu de réponses, et aucun chiffre n’est donné."
)


def _index(practice: Practice, least: float) -> str:
    if practice.mean is None:
        return "sans objet"
    if practice.coverage < least:
        return "trop peu de réponses"
    low, high = (number(OUT_OF * bound, 0) for bound in practice.mean)
    return low if low == high else f"{low} à {high}"


def _coverage(practice: Practice) -> str:
    return "—" if practice.mean is None else percent(practice.coverage)


# ---------------------------------------------------------------- arithmetic


def _arithmetic(case: Case, labels: Labels) -> tuple[Block, ...]:
    columns = (
        Column("Risque"),
        Column("Points (S)", numeric=True),
        Column("Score, de 0 à 100", numeric=True),
        Column("Niveau"),
        Column("Marge (δ*)", numeric=True),
    )
    rows = tuple(_sum_row(risk, case) for risk in case.assessment.risks)
    blocks = (
        Subheading(ours("Calcul des risques")),
        Paragraph(ours(_FORMULA)),
        Table("Points, scores et marges", columns, rows),
    )
    weighing = (risk for risk in case.assessment.risks if risk.points.high > 0)
    return (*blocks, *(_contributions(risk, case, labels) for risk in weighing))


_FORMULA = (
    "Chaque compte ajoute les points de son constat le plus grave dans un risque, selon son "
    "exposition ; chaque constat d’ensemble ajoute les siens. Le score vaut 1 − exp(−S / 2). La "
    "marge est le plus petit changement de tous les points qui ferait changer de niveau."
)


def _sum_row(risk: Risk, case: Case) -> tuple[Text, ...]:
    numbers = case.catalogue.rulebook.numbers
    firm = margin(risk.margin, numbers["margin_fragile"], numbers["margin_robust"])
    firm = firm if len(risk.levels) == 1 else "niveau ouvert"
    change = "aucune" if risk.margin is None else f"{percent(risk.margin)}, {firm}"
    low, high = (number(OUT_OF * bound, 0) for bound in risk.score)
    return (
        ours(case.catalogue.rulebook.risks[risk.id].title),
        ours(_between(*risk.points)),
        ours(low if low == high else f"{low} à {high}"),
        ours(level(risk.levels)),
        ours(change),
    )


def _between(low: float, high: float) -> str:
    first, last = number(low, POINT_DECIMALS), number(high, POINT_DECIMALS)
    return first if first == last else f"{first} à {last}"


def _contributions(risk: Risk, case: Case, labels: Labels) -> Table:
    """Give what adds up to S; beyond many accounts, those carried alike make one row."""
    title = case.catalogue.rulebook.risks[risk.id].title
    columns = (
        Column("Compte"),
        Column("Points", numeric=True),
        Column("Constat qui porte le bas", essential=False),
        Column("Constat qui porte le haut"),
    )
    many = len(case.assessment.accounts) > MOST_IN_ONE_TABLE
    rows = _grouped(risk) if many else _one_by_one(risk, labels)
    return Table(f"{title} : ce que chacun ajoute", columns, tuple(rows))


def _one_by_one(risk: Risk, labels: Labels) -> Iterator[tuple[Text, ...]]:
    for one in risk.contributions:
        whom = ours("ensemble") if one.account is None else labels.account(one.account)
        yield whom, ours(_between(*one.points)), *_carriers(one)


def _grouped(risk: Risk) -> Iterator[tuple[Text, ...]]:
    groups: dict[tuple[str | None, str | None, bool], list[Contribution]] = defaultdict(list)
    for one in risk.contributions:
        groups[(*one.carried_by, one.account is None)].append(one)
    for found in groups.values():
        low, high = (sum(one.points[rank] for one in found) for rank in (0, 1))
        count = "ensemble" if found[0].account is None else plural(len(found), "compte")
        yield ours(count), ours(_between(low, high)), *_carriers(found[0])


def _carriers(contribution: Contribution) -> tuple[Text, Text]:
    low, high = contribution.carried_by
    return (code(low) if low else ()), (code(high) if high else ())


def _effective_accounts(case: Case, labels: Labels) -> tuple[Block, ...]:
    shown = case.assessment.context.effective_accounts
    found = [(family, count) for family, count in shown if count > 1]
    if not found:
        return ()
    facts = tuple(
        Fact(labels.network(family), ours(amount(count, "comptes"))) for family, count in found
    )
    return (
        Subheading(ours("Nombre effectif de comptes par réseau")),
        Paragraph(ours(_EFFECTIVE)),
        Facts(facts),
    )


_EFFECTIVE = (
    "Comme s’il y avait tant de comptes de même taille, d’après leurs abonnés ; "
    "montré pour information, sans effet sur un risque."
)


# ---------------------------------------------------------------- what it is made from


def _parameters(case: Case) -> tuple[Block, ...]:
    """Give the numbers behind the scores, and those the findings raised were compared with."""
    rulebook = case.catalogue.rulebook
    cited = {
        name
        for one in case.assessment.raised
        for name in parameters_of(rulebook.findings[one.rule], one.raised_by)
    }
    columns = (Column("Paramètre"), Column("Valeur", numeric=True), Column("Fondé sur"))
    rows = tuple(
        (
            said("{title} ({id})", title=one.title, id=code(one.id)),
            ours(amount(one.value, one.unit) if isinstance(one.value, float) else one.value),
            source_text(rulebook.sources[one.source]) if one.source else ours("choix de l’outil"),
        )
        for one in rulebook.parameters.values()
        if one.id in cited or one.id in SCALE
    )
    return (
        Subheading(ours("Paramètres employés")),
        Table("Valeurs employées et ce qui les fonde", columns, rows),
    )


def _notes(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the answers somebody wrote a note about."""
    noted = [(path, one) for path, one in _answers(case) if one.note]
    if not noted:
        return ()
    columns = (
        Column("Question"),
        Column("Réponse"),
        Column("Note"),
        Column("Par", essential=False),
    )
    rows = tuple(
        (
            labels.path(path),
            labels.value(path, one.value),
            typed(one.note or ""),
            typed(one.by) if one.by else (),
        )
        for path, one in noted
    )
    return (
        Subheading(ours("Réponses annotées")),
        Table("Notes écrites avec les réponses", columns, rows),
    )


def _answers(case: Case) -> Iterator[tuple[str, Answer]]:
    """Give every answer on file, in the order of the questionnaire and of account keys."""
    questionnaire = case.catalogue.questionnaire
    for name in questionnaire.audit_questions:
        if name in case.answers.answers:
            yield f"answers.{name}", case.answers.answers[name]
    for account in sorted(case.answers.accounts or (), key=lambda one: one.key):
        for name in questionnaire.account_questions:
            if name in account.answers:
                yield f"accounts.{account.key}.{name}", account.answers[name]


def _made_from(case: Case, labels: Labels) -> tuple[Block, ...]:
    answers, context = case.answers, case.assessment.context
    answered = f"{number(context.answered)} sur {number(context.asked)}"
    facts = [
        Fact(
            "Réponses",
            said(
                "{file} {sha}",
                file=typed(answers.input_name),
                sha=_sha(answers.input_sha256),
            ),
        ),
        Fact(
            "Questions et règles",
            said(
                "version {version} {sha}",
                version=case.catalogue.version,
                sha=_sha(case.catalogue.sha256),
            ),
        ),
        Fact("Questions répondues", ours(answered)),
    ]
    if answers.measured.input_name:
        facts.insert(1, _measures(answers.measured))
    role = answers.answers.get("respondent_role")
    if role is not None and role.value is not None:
        facts.append(Fact("Qui a répondu", labels.answer("answers.respondent_role")))
    return (Subheading(ours("De quoi ce rapport est fait")), Facts(tuple(facts)))


def _measures(measured: Activity) -> Fact:
    name, sha = typed(measured.input_name), _sha(measured.input_sha256)
    return Fact("Mesures", said("{file} {sha}", file=name, sha=sha))


def _sha(digest: str) -> Text:
    return said("(sha256 {digest})", digest=code(digest)) if digest else ()


def _glossary(case: Case) -> tuple[Block, ...]:
    if not case.answers.accounts:
        return ()
    facts = tuple(
        Fact(f"{state.symbol} {state.title}", ours(state.means))
        for state in case.catalogue.rulebook.states.values()
    )
    return (Subheading(ours("Les états d’un compte")), Facts(facts))
