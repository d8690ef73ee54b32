"""The three questions of the report, each answered in two or three sentences before the detail.

Which risks and benefits today; how to get more; which strategy, account by account.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, repeat
from typing import TypeAlias

from playbook_audit.model.assessment import LEVELS, AccountAssessment, Level, Risk
from playbook_audit.model.french import LEVEL_WORDS
from playbook_audit.model.rule import BenefitRule
from playbook_audit.report.actions import Matter
from playbook_audit.report.case import Case
from playbook_audit.report.gains import Fall, falls, most_rewarding
from playbook_audit.report.interface import Notice, Paragraph, Text
from playbook_audit.report.labels import Labels
from playbook_audit.report.names import bare_title
from playbook_audit.report.sections.benefits import benefits_in, near_benefits
from playbook_audit.report.sections.matrix import matrix_of
from playbook_audit.report.spans import joined, listed, ours, plain, said, sentence_case
from playbook_audit.report.values import ordered
from playbook_audit.report.words import agreed, in_letters, level, number

MOST_NAMED = 3
MOST_GESTURES = 3
SERIOUS: tuple[Level, ...] = ("critical", "high")
MILD: tuple[Level, ...] = ("moderate",)
"""Named only when nothing is worse."""
KEPT = "keep"
LEFT_CLOSED = "closed"
COUNTED = (
    KEPT,
    LEFT_CLOSED,
    "secure",
    "revive",
    "merge",
    "archive",
    "close",
    "separate",
    "clarify",
)
"""The order in which decisions are counted: what stays, what changes, what is open."""
WRITTEN = frozenset(("written", "dated"))
NOT_ONE_NETWORK = frozenset(("undecided", "other"))


def short_answer(text: Text) -> Notice:
    """Give an answer as a section shows it."""
    return Notice("Réponse courte", (Paragraph(text),))


def short_answers(case: Case, labels: Labels) -> Mapping[str, str]:
    """Give the three answers as plain text, by section."""
    return {
        "risks": plain(about_risks(case, labels)),
        "plan": plain(about_gains(case, labels)),
        "strategy": plain(about_accounts(case, labels)),
    }


def _sentences(found: Sequence[Text]) -> Text:
    return joined([sentence_case(one) for one in found if one], " ")


def _titles(titles: Sequence[str]) -> Text:
    return listed([ours(f"« {title} »") for title in titles], most=MOST_NAMED)


# ---------------------------------------------------------------- 1. risks and benefits


def about_risks(case: Case, labels: Labels) -> Text:
    """Say which risks weigh today, how the others stand, and which benefits are there."""
    return _sentences([*_levels(case.assessment.risks, labels), _benefits(case)])


Standing: TypeAlias = Mapping[Level, Sequence[Risk]]
"""The risks whose level is known, by level, the worst first."""


def _levels(risks: Sequence[Risk], labels: Labels) -> list[Text]:
    """Name the risks of the worst levels, then count the others."""
    standing = {one: [risk for risk in risks if risk.levels == (one,)] for one in reversed(LEVELS)}
    open_ones = [risk for risk in risks if len(risk.levels) > 1]
    if len(open_ones) == len(risks):
        return [ours(_NOTHING_SETTLED)]
    if len(standing["low"]) == len(risks):
        return [ours(f"Les {in_letters(len(risks))} risques sont faibles.")]
    worst = [one for one in SERIOUS if standing[one]] or [one for one in MILD if standing[one]]
    left = [one for one in standing if standing[one] and one not in worst]
    noun = "autre" if worst else "risque"
    return [_worst(standing, worst, labels), _others(standing, left, open_ones, noun, labels)]


_NOTHING_SETTLED = (
    "Aucun niveau de risque n’est encore établi : il manque des réponses pour chacun."
)


def _worst(standing: Standing, levels: Sequence[Level], labels: Labels) -> Text:
    """Give « Un risque est très élevé : … ; deux sont élevés : … »."""
    nouns = chain(("risque",), repeat(""))
    clauses = [
        said("{count} : {titles}", count=_count(found, one, noun), titles=_named(found, labels))
        for one, found, noun in ((one, standing[one], next(nouns)) for one in levels)
    ]
    return said("{clauses}.", clauses=joined(clauses, " ; ")) if clauses else ()


def _others(
    standing: Standing,
    levels: Sequence[Level],
    open_ones: Sequence[Risk],
    noun: str,
    labels: Labels,
) -> Text:
    """Give « Deux autres sont modérés, un est faible et un reste à préciser »."""
    nouns = chain((noun,), repeat(""))
    clauses = [ours(_count(standing[one], one, next(nouns))) for one in levels]
    if open_ones:
        clauses.append(_open(open_ones, next(nouns), labels))
    return said("{clauses}.", clauses=listed(clauses)) if clauses else ()


def _named(risks: Sequence[Risk], labels: Labels) -> Text:
    return _titles([labels.rulebook.risks[risk.id].title for risk in risks])


def _count(risks: Sequence[Risk], at: Level, noun: str) -> str:
    words = LEVEL_WORDS[at]
    return _clause(len(risks), noun, f"est {words}", f"sont {agreed(len(risks), words)}")


def _open(risks: Sequence[Risk], noun: str, labels: Labels) -> Text:
    """Give how many levels wait for answers; the only one is named."""
    counted = _clause(len(risks), noun, "reste à préciser", "restent à préciser")
    if len(risks) > 1:
        return ours(counted)
    title, levels = _named(risks, labels), level(risks[0].levels)
    return said("{counted}, {title} ({levels})", counted=counted, title=title, levels=levels)


def _clause(count: int, noun: str, one: str, many: str) -> str:
    """Give « deux risques sont élevés », or « deux sont élevés » without the noun."""
    subject = f"{in_letters(count)} {agreed(count, noun)}" if noun else in_letters(count)
    return f"{subject} {agreed(count, one, many)}"


def _benefits(case: Case) -> Text:
    """Give the benefits had, and how many are within reach; otherwise those that may be there."""
    had = [group.rule for group in benefits_in(case, "realised")]
    if not had:
        return _benefits_to_come(case)
    return said(
        "Côté bénéfices, {count} : {titles}{near}.",
        count=_clause(len(had), "", "est acquis", "sont acquis"),
        titles=_titles([rule.title for rule in had]),
        near=_near_count(len(_within_reach(case))),
    )


def _near_count(count: int) -> str:
    return f" ; {_clause(count, 'autre', *_WITHIN_REACH)}" if count else ""


def _benefits_to_come(case: Case) -> Text:
    near, maybe = _within_reach(case), [group.rule for group in near_benefits(case)]
    known = near or maybe
    if not known:
        return ours("Côté bénéfices, rien n’est encore établi, et ce n’est pas un manque.")
    return said(
        "Côté bénéfices, aucun n’est encore établi ; {count} : {titles}.",
        count=_clause(len(known), "", *(_WITHIN_REACH if near else _PERHAPS_HAD)),
        titles=_titles([rule.title for rule in known]),
    )


_WITHIN_REACH = ("est à portée", "sont à portée")
_PERHAPS_HAD = ("est peut-être déjà là", "sont peut-être déjà là")


def _within_reach(case: Case) -> list[BenefitRule]:
    had = {group.rule.id for group in benefits_in(case, "realised")}
    return [one.rule for one in benefits_in(case, "potential") if one.rule.id not in had]


# ---------------------------------------------------------------- 3. how to get more


def about_gains(case: Case, labels: Labels) -> Text:
    """Say what rewards most, what it would change, and which benefits are within reach."""
    taken = most_rewarding(case, MOST_GESTURES)
    lines = [_rewarding(taken), _fall(taken, case)] if taken else [_nothing_presses(case, labels)]
    return _sentences([*lines, _reach(case)])


def _rewarding(taken: Sequence[Matter]) -> Text:
    return said(
        "Régler {count} rapporte le plus : {titles}.",
        count=f"{in_letters(len(taken))} {agreed(len(taken), 'constat')}",
        titles=_titles([one.rule.title for one in taken]),
    )


def _fall(taken: Collection[Matter], case: Case) -> Text:
    """Give the levels that would change, before and after."""
    found = falls(case, taken)
    if not found:
        return ours("Aucun niveau n’en changerait encore : le plan ci-dessous va plus loin.")
    return said(
        "{count} : {changes}.",
        count=_clause(len(found), "risque", "baisserait alors", "baisseraient alors"),
        changes=listed([_change(one, case) for one in found]),
    )


def _change(fall: Fall, case: Case) -> Text:
    return said(
        "« {title} » ({before}, puis {after})",
        title=case.catalogue.rulebook.risks[fall.before.id].title,
        before=level(fall.before.levels),
        after=level(fall.after.levels),
    )


def _nothing_presses(case: Case, labels: Labels) -> Text:
    """Tell what may wait, or which answer would help most, or that all is well."""
    if case.assessment.raised:
        return ours("Rien ne presse : les gestes qui suivent peuvent attendre.")
    if not case.assessment.unknowns:
        return ours("Aucun geste n’est nécessaire : continuez ainsi.")
    asked = labels.wanted(case.assessment.unknowns[0].path)
    return said(_SEARCH_FIRST, asked=asked)


_SEARCH_FIRST = (
    "Rien d’établi ne demande d’agir. Le plus utile est de chercher d’abord : « {asked} »."
)


def _reach(case: Case) -> Text:
    near = _within_reach(case)
    if not near:
        return ()
    count = _clause(len(near), "bénéfice", *_WITHIN_REACH)
    return said("{count} : {titles}.", count=count, titles=_titles([one.title for one in near]))


# ---------------------------------------------------------------- 4. account by account


def about_accounts(case: Case, labels: Labels) -> Text:
    """Count the decisions, tell what no account serves, and say that staying away holds."""
    return _sentences([_decisions(case, labels), _gaps(case, labels), _absence(case, labels)])


def _decisions(case: Case, labels: Labels) -> Text:
    """Give « Sur 9 comptes : 4 à conserver, 1 à fusionner et 4 à éclaircir »."""
    accounts = case.assessment.accounts
    if not accounts:
        return ours(_NO_ACCOUNT if labels.is_absent else _NO_LIST)
    counts = Counter(_counted_as(one) for one in accounts)
    kinds = [one for one in COUNTED if one in counts]
    total = len(accounts)
    if len(kinds) == 1:
        whose = "votre seul compte est" if total == 1 else f"vos {number(total)} comptes sont"
        return ours(f"{whose} {_to_do(kinds[0], total, labels)}.")
    parts = [f"{number(counts[one])} {_to_do(one, counts[one], labels)}" for one in kinds]
    counted = listed([ours(one) for one in parts])
    return said("Sur {total} comptes : {counted}.", total=number(total), counted=counted)


_NO_ACCOUNT = "Vous n’avez aucun compte : rien n’est à relancer ni à fermer."
_NO_LIST = "La liste de vos comptes manque encore : c’est elle qui permet de décider."


def _counted_as(account: AccountAssessment) -> str:
    """Give the decision; an account closed already is kept closed, which is not keeping it."""
    decision = account.decision.decision
    return LEFT_CLOSED if decision == KEPT and account.states == ("closed",) else decision


def _to_do(kind: str, count: int, labels: Labels) -> str:
    """Give « à conserver », « à éclaircir », « à laisser fermés »."""
    if kind == LEFT_CLOSED:
        return f"à laisser {agreed(count, 'fermé')}"
    return f"à {labels.decision(kind).lower().removeprefix('à ')}"


def _gaps(case: Case, labels: Labels) -> Text:
    """Count the objectives no account serves and the publics badly reached."""
    matrix = matrix_of(case)
    unserved, badly = len(matrix.unserved) if matrix else 0, len(labels.poorly_reached)
    gaps = []
    if unserved:
        gaps.append(_clause(unserved, "objectif", "n’a pas de compte", "n’ont pas de compte"))
    if badly:
        gaps.append(_clause(badly, "public", "reste mal touché", "restent mal touchés"))
    found = listed([ours(one) for one in gaps])
    return said("{gaps} : un autre support peut suffire.", gaps=found) if found else ()


def _absence(case: Case, labels: Labels) -> Text:
    """Say that staying away is a choice that holds, from the networks named if there are any."""
    names = _networks_left_aside(case, labels)
    review = labels.at("answers.absence_review")
    written = names and review is not None and review.value in WRITTEN
    return said(
        "{choice} est un choix qui se tient{written}.",
        choice=said("ne pas être sur {names}", names=names) if names else ours(_NOT_ELSEWHERE),
        written=", et il est écrit" if written else "",
    )


_NOT_ELSEWHERE = "ne pas ouvrir de compte ailleurs"


def _networks_left_aside(case: Case, labels: Labels) -> Text:
    answer = labels.at("answers.absence_chosen")
    if answer is None or not isinstance(answer.value, frozenset):
        return ()
    if "all" in answer.value:
        return ours("les réseaux sociaux")
    question = case.catalogue.questionnaire.audit_questions["absence_chosen"]
    chosen = ordered(question, answer.value - NOT_ONE_NETWORK)
    return listed([ours(bare_title(question.choice_of[one].label)) for one in chosen])
