"""Explains a question: what is asked, of whom, what it serves; in an audit, the answers given."""

from collections import defaultdict
from collections.abc import Iterator

from playbook_audit.model.assessment import Finding
from playbook_audit.model.french import PATHS, TYPES
from playbook_audit.model.question import Choice, Question
from playbook_audit.questionnaire.applicability import UNKNOWN_WHEN_HIDDEN
from playbook_audit.report.explanation.effects import other_answers
from playbook_audit.report.explanation.measured import measured_in_accounts
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, capital, facts
from playbook_audit.report.explanation.verdicts import STATES, in_short
from playbook_audit.report.explanation.witnessed import accounts_at, origin, witnessed
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
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import ours, said
from playbook_audit.report.words import number, plural

LAST_POST = "last_post"


def tell_question(telling: Telling, subject: Subject) -> Told:
    """Give what a question asks and serves, and its answers in the audit."""
    on_account = subject.id in telling.questionnaire.account_questions
    name = f"account.{subject.id}" if on_account else subject.id
    question = telling.questionnaire.find(name)
    if question is None:
        raise KeyError(name)
    blocks = (
        Facts(facts(*_about(telling, question, name))),
        *_asked_if(telling, question),
        *_choices(question),
        *telling.users("À quoi elle sert", telling.uses.operands.get(name, ())),
        *telling.sources(question.sources),
    )
    here = _here(telling, subject, on_account=on_account) if telling.case else ()
    return Told(question.ask, blocks, here)


# ---------------------------------------------------------------- the question


def _about(
    telling: Telling, question: Question, name: str
) -> Iterator[tuple[str, Text | str | None]]:
    section = telling.questionnaire.section_of(question.id)
    yield "Pourquoi", question.why
    yield "Aide", question.help
    yield "Réponse", _form(question)
    yield "Partie", f"{section.title}{', pour chaque compte' if section.per_account else ''}"
    yield "Parcours", PATHS[question.path]
    yield "Dans les conditions", code(name)
    if question.axis is not None:
        axis = telling.rulebook.axes[question.axis]
        weight = number(question.weight)
        yield (
            "Mesure",
            said("{axis}, poids {weight} ({id})", axis=axis.title, weight=weight, id=code(axis.id)),
        )
    if question.ask_if is not None:
        yield "Sinon", _otherwise(question)
    yield "Confidentialité", _PERSONAL if question.personal else None


_PERSONAL = "peut désigner une personne : laissée de côté dans la version publiable"


def _form(question: Question) -> str:
    parts = [TYPES[question.type]]
    parts += [f"{question.at_most} au plus"] if question.at_most else []
    parts += [f"en {question.unit}"] if question.unit else []
    parts += [f"avec une précision ({question.note})"] if question.note else []
    return ", ".join(parts)


def _otherwise(question: Question) -> str:
    if question.otherwise is None:
        return "elle est sans objet"
    if question.otherwise == UNKNOWN_WHEN_HIDDEN:
        return "la réponse reste inconnue"
    return f"elle vaut « {question.choice_of[question.otherwise].label} »"


def _asked_if(telling: Telling, question: Question) -> Iterator[Block]:
    if question.ask_if is not None:
        yield from telling.condition("Posée quand", question.ask_if)
    for exception in question.path_if:
        yield from telling.condition(f"{capital(PATHS[exception.path])} quand", exception.when)


def _choices(question: Question) -> tuple[Block, ...]:
    if not question.offered:
        return ()
    measured = question.has_value
    columns = (
        Column("Choix"),
        Column("Repère"),
        *((Column("Valeur", numeric=True),) if measured else ()),
    )
    rows = tuple(_choice(one, measured=measured) for one in question.offered)
    return (Table("Choix possibles", columns, rows),)


def _choice(choice: Choice, *, measured: bool) -> tuple[Text, ...]:
    worth = choice.value if choice.value is not None else choice.weight
    shown = "sans objet" if worth is None else number(worth, 2)
    return (ours(choice.label), code(choice.id), *((ours(shown),) if measured else ()))


# ---------------------------------------------------------------- in the audit


def _here(telling: Telling, subject: Subject, *, on_account: bool) -> tuple[Block, ...]:
    paths = _paths(telling, subject, on_account=on_account)
    if not paths:
        return (Paragraph(ours("Aucun compte n’est recensé : rien à dire pour l’instant.")),)
    return (
        *_answers(telling, paths),
        *_measured(telling, subject, paths),
        *_hidden(telling, paths),
        *_weighs(telling, paths),
        *_would_change(telling, paths),
        *(other_answers(telling, paths[0]) if len(paths) == 1 else ()),
    )


def _answers(telling: Telling, paths: tuple[str, ...]) -> tuple[Block, ...]:
    """Give the answer, or the answers account by account."""
    if account_of(paths[0]) is None:
        return witnessed(telling, paths, "Réponse")
    rows = tuple(_answer(telling, path) for path in paths)
    columns = (Column("Compte"), Column("Réponse"), Column("Origine"))
    return (Table("Réponses, compte par compte", columns, rows),)


def _measured(telling: Telling, subject: Subject, paths: tuple[str, ...]) -> tuple[Block, ...]:
    """Give what copies of the accounts show, for the question they answer best."""
    if subject.id != LAST_POST:
        return ()
    keys = (account_of(path) for path in paths)
    return measured_in_accounts(telling, (key for key in keys if key is not None))


def _answer(telling: Telling, path: str) -> tuple[Text, ...]:
    answer = telling.labels.at(path)
    return (
        telling.labels.account(account_of(path) or ""),
        telling.labels.answer(path),
        ours("—") if answer is None else origin(telling, answer),
    )


def _paths(telling: Telling, subject: Subject, *, on_account: bool) -> tuple[str, ...]:
    if not on_account:
        return (f"answers.{subject.id}",)
    keys = [one.key for one in telling.given.answers.accounts or ()]
    wanted = keys if subject.account is None else [subject.account]
    return tuple(f"accounts.{key}.{subject.id}" for key in sorted(wanted))


def _hidden(telling: Telling, paths: tuple[str, ...]) -> tuple[Block, ...]:
    """Tell where the question is not asked, and so weighs nothing."""
    hidden = [path for path in paths if not _is_asked(telling, path)]
    if not hidden:
        return ()
    if account_of(hidden[0]) is None:
        return (Paragraph(ours("Elle ne se pose pas dans cet audit.")),)
    accounts = accounts_at(telling, hidden)
    return (Paragraph(said("Elle ne se pose pas pour {accounts}.", accounts=accounts)),)


def _is_asked(telling: Telling, path: str) -> bool:
    """Tell whether a question applies, or may apply: known once its operand is worked out."""
    account = telling.account_scope(account_of(path))
    scope = telling.scope if account is None else account
    name = path.rpartition(".")[2]
    return scope[name] is not None and name in scope.asked


def _weighs(telling: Telling, paths: tuple[str, ...]) -> tuple[Block, ...]:
    """Give the findings these answers decided, or that wait for them."""
    concerned = [
        one
        for one in telling.given.assessment.findings
        if one.state != "not_applicable" and _reads(one, paths)
    ]
    if not concerned:
        return (Paragraph(ours("Aucun constat ne repose sur cette réponse dans cet audit.")),)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for one in concerned:
        by_rule[one.rule].append(one)
    items = tuple(_rule(telling, rule, found) for rule, found in by_rule.items())
    return (Subheading(ours("Constats sur lesquels elle pèse")), Bullets(items))


def _rule(telling: Telling, rule: str, found: list[Finding]) -> Item:
    """Give a rule, and what it came to on the accounts these answers are about."""
    if len(found) == 1:
        return Item(in_short(telling, found[0]))
    by_state: dict[str, list[str]] = defaultdict(list)
    for one in found:
        by_state[STATES[one.state]].append(one.account or "")
    title = telling.rulebook.findings[rule].title
    states = tuple(
        said("{state} pour {names}", state=state, names=telling.labels.accounts(keys))
        for state, keys in by_state.items()
    )
    return Item(said("{title} ({id})", title=title, id=code(rule)), states)


def _reads(finding: Finding, paths: tuple[str, ...]) -> bool:
    waited = {path for one in finding.open_raises for path in one.missing}
    return bool({*finding.witnesses, *waited} & {*paths})


def _would_change(telling: Telling, paths: tuple[str, ...]) -> tuple[Block, ...]:
    """Tell when knowing these answers would make the scores more precise."""
    waiting = [one for one in telling.given.assessment.unknowns if one.path in paths]
    if not waiting:
        return ()
    gain = sum(one.would_change for one in waiting) * 100
    points = plural(gain, "point") if gain >= 1 else "un peu moins d’un point"
    return (Paragraph(ours(f"La connaître ôterait jusqu’à {points} aux fourchettes des risques.")),)
