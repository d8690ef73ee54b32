"""Writes the sheet to print before an audit: what is worth looking up, with room to write it."""

from collections.abc import Iterable, Iterator

from playbook_audit.dossier.wording import form_of, minutes_of
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Question, QuestionType

TABLES_PRINTED = 3
USUAL_ACCOUNTS = 5
LOOKED_UP = (QuestionType.COUNT, QuestionType.DATE, QuestionType.MONTH, QuestionType.TEXT)
ROOM = "…" * 12
MARKS = {"village": "", "core": " \\*", "more": " (facultatif)"}
"""What follows a question that not everybody is asked."""


def preparation_sheet(catalogue: Catalogue) -> str:
    """Give the sheet, in Markdown."""
    audit = catalogue.questionnaire.audit_questions.values()
    account = list(filter(_is_looked_up, catalogue.questionnaire.account_questions.values()))
    lines = [
        *_introduction(catalogue),
        *_audit(list(audit)),
        *_where(account),
        *(line for rank in range(1, TABLES_PRINTED + 1) for line in _account(account, rank)),
        "Pour d’autres comptes, imprimez de nouveau cette page.",
        "",
    ]
    return "\n".join(lines)


def _is_looked_up(question: Question) -> bool:
    return question.help is not None or question.type in LOOKED_UP


def _introduction(catalogue: Catalogue) -> Iterator[str]:
    questionnaire = catalogue.questionnaire
    few = minutes_of(questionnaire, "village", 1)
    usual = minutes_of(questionnaire, "core", USUAL_ACCOUNTS)
    limit = f"{catalogue.rulebook.numbers['village_population']:,.0f}".replace(",", "\u202f")
    small = f"commune de moins de {limit} habitants avec un compte au plus"
    yield "# Fiche de préparation de l’audit"
    yield ""
    yield "Ce qui se cherche : chiffres, dates, réglages. Le reste se répond de tête."
    yield "Ce que vous ne trouvez pas se répond « je ne sais pas », et n’est jamais une faute."
    yield "Écrivez des fonctions (« service communication »), jamais un nom ni un mot de passe."
    yield ""
    yield f"- Pour une {small} : environ {few} minutes ; sautez les lignes marquées \\*."
    yield f"- Pour les autres, avec {USUAL_ACCOUNTS} comptes : environ {usual} minutes."
    yield ""


def _audit(questions: list[Question]) -> Iterator[str]:
    """Give the table of the collectivité, and how many questions need nothing but memory."""
    looked_up = [question for question in questions if _is_looked_up(question)]
    yield "## La collectivité"
    yield ""
    yield "| À chercher | Où, comment | Réponse |"
    yield "|---|---|---|"
    yield from (f"| {_asked(one)} | {_how(one)} | {ROOM} |" for one in looked_up)
    yield ""
    yield f"Les {len(questions) - len(looked_up)} autres questions se répondent de tête."
    yield "Pour les lire d’avance : `playbook-audit questions`."
    yield ""


def _where(questions: Iterable[Question]) -> Iterator[str]:
    """Say once where to find what is noted for each account."""
    yield "## Les comptes"
    yield ""
    yield from (f"- **{_asked(one)}** {_how(one)}" for one in questions)
    yield ""


def _account(questions: Iterable[Question], rank: int) -> Iterator[str]:
    yield f"### Compte n° {rank}"
    yield ""
    yield "| À noter | Réponse |"
    yield "|---|---|"
    yield from (f"| {_asked(one)} | {ROOM} |" for one in questions)
    yield ""


def _asked(question: Question) -> str:
    return f"{question.ask}{MARKS[question.path]}"


def _how(question: Question) -> str:
    form = form_of(question)
    return question.help or f"{form[0].upper()}{form[1:]}."
