"""Section 4: the decision proposed for each account and why, then what the accounts serve."""

from playbook_audit.model.assessment import AccountAssessment
from playbook_audit.model.question import QuestionType
from playbook_audit.report.actions import Proposal, proposals
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.matrix import NO_OBJECTIVE, accounts_in_service, matrix_of
from playbook_audit.report.sections.short_answers import about_accounts, short_answer
from playbook_audit.report.spans import joined, listed, ours, plain, said, sentence_case, strong
from playbook_audit.report.values import days_of_silence, ordered
from playbook_audit.report.words import plural

KEPT_AS_IT_IS = "keep"
"""The last row of the table of decisions: nothing asks for a change."""
ALREADY_TOLD = frozenset(("platform", "handle", "last_post"))
"""Questions whose answer stands in the name of the account, or in its silence."""

SPEAKS_FOR_ITSELF = 10
"""Characters from which a closed answer is clear without its question: « Non » is not."""


def build(case: Case, labels: Labels) -> Section:
    """Give section 4."""
    blocks: list[Block] = [short_answer(about_accounts(case, labels))]
    for proposal in _keep_last(proposals(case)):
        blocks += _proposal(proposal, case, labels)
    blocks += _coverage(case, labels)
    blocks += _absences(case, labels)
    title = "4. Quelle stratégie adopter, compte par compte ?"
    return Section("strategy", title, tuple(blocks))


def _keep_last(found: tuple[Proposal, ...]) -> list[Proposal]:
    return sorted(found, key=lambda one: one.row.decision == KEPT_AS_IT_IS)


def _proposal(proposal: Proposal, case: Case, labels: Labels) -> tuple[Block, ...]:
    row = proposal.row
    concluded = {one.key: one for one in case.assessment.accounts}
    heading = f"{row.title} : {plural(len(proposal.keys), 'compte')}"
    reason = said("{because} À faire : {do}", because=row.because, do=_lowered(row.do))
    if row.id == KEPT_AS_IT_IS:
        names = said("{names}.", names=labels.all_named(proposal.keys))
        return (Subheading(ours(heading)), Paragraph(reason), Paragraph(names))
    items = tuple(Item(_account(concluded[key], labels)) for key in proposal.keys)
    return (Subheading(ours(heading)), Paragraph(reason), Bullets(items))


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _account(account: AccountAssessment, labels: Labels) -> Text:
    """Give an account, its state, and the answers behind the decision."""
    return said(
        "{name} : {state}{silence}. {answers}",
        name=strong(labels.account(account.key)),
        state=labels.state_words(account.states),
        silence=_silence(account),
        answers=_answers(account, labels),
    )


def _silence(account: AccountAssessment) -> Text:
    silence = account.silence_days
    if silence is None or silence.low == 0:
        return ()
    return said(", silence de {days}", days=days_of_silence(*silence))


def _answers(account: AccountAssessment, labels: Labels) -> Text:
    decision = account.decision
    if decision.settled_by:
        asked = [said("« {asked} »", asked=labels.wanted(path)) for path in decision.settled_by]
        return said("Il manque : {asked}.", asked=listed(asked, most=3))
    own = [path for path in decision.witnesses if _is_telling(path, account.key)]
    told = [_told(path, labels) for path in own if labels.at(path) is not None]
    if not told:
        return ()
    return said("Vos réponses : {told}.", told=joined(told, " · "))


def _is_telling(path: str, key: str) -> bool:
    """Tell whether an answer about the account itself is worth repeating beside its decision."""
    own = path.removeprefix(f"accounts.{key}.")
    return own != path and own not in ALREADY_TOLD


def _told(path: str, labels: Labels) -> Text:
    """Give an answer that speaks for itself, or with its question when it does not."""
    question, answer = labels.question(path), labels.answer(path)
    closed = question is not None and question.type in (QuestionType.ONE, QuestionType.COUNT)
    if closed and len(plain(answer)) >= SPEAKS_FOR_ITSELF:
        return said("« {answer} »", answer=answer)
    return said("{asked} {answer}", asked=labels.asked(path), answer=answer)


# ---------------------------------------------------------------- what the accounts serve


def _coverage(case: Case, labels: Labels) -> tuple[Block, ...]:
    lines = [
        *_without_account(case, labels),
        *_badly_reached(labels),
        *_without_objective(case, labels),
    ]
    if not lines:
        return ()
    items = tuple(Item(line) for line in lines)
    return (
        Subheading(ours("Ce qui manque entre objectifs, publics et comptes")),
        Bullets(items),
    )


def _without_account(case: Case, labels: Labels) -> list[Text]:
    matrix = matrix_of(case)
    if matrix is None or not matrix.unserved:
        return []
    names = [ours(labels.choice("objectives_list", one)) for one in matrix.unserved]
    return [said(_UNSERVED, names=listed(names), others=_other_channels(case, labels))]


_UNSERVED = "Objectifs qu’aucun compte ne sert d’abord : {names}. {others}"


def _other_channels(case: Case, labels: Labels) -> Text:
    """Tell whether other supports may serve what no account does."""
    path = "answers.org_other_channels"
    answer = case.answers.at(path)
    if answer is None or not isinstance(answer.value, frozenset):
        return ours("Vos autres supports peuvent les servir : la question reste à poser.")
    if answer.value == {"none"}:
        return ours("Aucun autre support n’est déclaré.")
    return said("Vos autres supports peuvent suffire : {names}.", names=labels.answer(path))


def _badly_reached(labels: Labels) -> list[Text]:
    names = listed(labels.poorly_reached)
    return [said("Publics mal touchés aujourd’hui : {names}.", names=names)] if names else []


def _without_objective(case: Case, labels: Labels) -> list[Text]:
    keys = [
        one.key
        for one in accounts_in_service(case)
        if (purpose := one.answers.get("purpose")) and purpose.value == NO_OBJECTIVE
    ]
    if not keys:
        return []
    return [said("Comptes sans objectif en particulier : {names}.", names=labels.accounts(keys))]


# ---------------------------------------------------------------- absences


def _absences(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the networks the collectivité chose to stay away from, one by one."""
    answer = case.answers.at("answers.absence_chosen")
    value = None if answer is None else answer.value
    if not isinstance(value, frozenset) or value == {"undecided"}:
        return ()
    question = case.catalogue.questionnaire.audit_questions["absence_chosen"]
    columns = (Column("Réseau"), Column("Pourquoi"), Column("Décision écrite"))
    reason = sentence_case(labels.answer("answers.absence_reason"))
    written = sentence_case(labels.answer("answers.absence_review"))
    rows = tuple(
        (ours(labels.choice("absence_chosen", one)), reason, written)
        for one in ordered(question, value)
    )
    return (
        Subheading(ours("Absences assumées")),
        Paragraph(ours(_LEGITIMATE)),
        Table("Réseaux où vous avez choisi de ne pas être", columns, rows),
    )


_LEGITIMATE = (
    "Ne pas être sur un réseau que vos objectifs ne demandent pas est une décision de stratégie."
)
