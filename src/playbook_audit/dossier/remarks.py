"""What is worth saying of an answers file that nothing refuses, and of one dated too late."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AccountScope, AuditScope
from playbook_audit.conditions.truth import TRUE, UNKNOWN
from playbook_audit.dossier.keeping.waiting import waiting
from playbook_audit.model.answer import Answer, Answers, DateRange
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.questionnaire.applicability import CompiledQuestion

PRESENCE = "org_presence"


def remarks(catalogue: Catalogue, answers: Answers, file: str, on: date) -> list[Diagnostic]:
    """Give warnings, in the order of the file."""
    found = [*_waiting(file), *_other_catalogue(catalogue, answers), *_no_account(answers)]
    found += _without_effect(AuditScope(programme_of(catalogue), answers, on))
    return [Diagnostic(file, None, None, *one, level="warning") for one in found]


def answers_after(answers: Answers, file: str, on: date) -> list[Diagnostic]:
    """Give an error for each answer that speaks of a day after ``on``."""
    message = f"date postérieure à celle de l’audit ({on:%d/%m/%Y}) ; vérifiez l’une et l’autre"
    return [
        Diagnostic(file, None, None, path, "ANS-DATE", message)
        for path, answer in _by_path(answers)
        if isinstance(answer.value, DateRange)
        and answer.value.earliest is not None
        and answer.value.earliest > on
    ]


Remark = tuple[str, str, str]
"""The path, the code and the message."""


def _by_path(answers: Answers) -> Iterator[tuple[str, Answer]]:
    for name, answer in answers.answers.items():
        yield f"answers.{name}", answer
    for account in answers.accounts or ():
        for name, answer in account.answers.items():
            yield f"accounts.{account.key}.{name}", answer


def _waiting(file: str) -> Iterator[Remark]:
    """Say that an interview left answers beside the file, which does not hold them yet."""
    count = waiting(Path(file))
    if count:
        which = "une réponse" if count == 1 else f"{count} réponses"
        message = (
            f"{which} d’un entretien en cours ou interrompu n’y sont pas encore ; "
            f"« playbook-audit interview {file} » le reprend"
        )
        yield "", "ANS-JOURNAL", message


def _other_catalogue(catalogue: Catalogue, answers: Answers) -> Iterator[Remark]:
    """Say that the file was written for other questions."""
    version, _, mark = (answers.catalogue or catalogue.version).partition(" ")
    digest = mark.removeprefix("sha256:").rstrip("…")
    if version != catalogue.version:
        message = f"écrit pour le catalogue {version} ; lu avec le {catalogue.version}"
        yield "catalogue", "ANS-CATALOGUE", message
    elif not catalogue.sha256.startswith(digest):
        message = f"écrit pour d’autres questions ou règles que celles du catalogue {version} d’ici"
        yield "catalogue", "ANS-CATALOGUE", message


def _no_account(answers: Answers) -> Iterator[Remark]:
    presence = answers.answers.get(PRESENCE)
    if presence is not None and presence.value == "yes" and not answers.accounts:
        message = "aucun compte n’est décrit alors que vous êtes présents ; ajoutez-les ici"
        yield "accounts", "ANS-ACCOUNTS", message


def _without_effect(scope: AuditScope) -> Iterator[Remark]:
    """Say which answers nothing asks for, the other answers being what they are."""
    programme = scope.programme
    for name in _unasked(programme.audit_questions.values(), scope, None):
        yield f"answers.{name}", "ANS-UNASKED", _UNASKED
    for account in scope.accounts or ():
        for name in _unasked(programme.account_questions.values(), scope, account):
            yield account.path_of(name), "ANS-UNASKED", _UNASKED


_UNASKED = "sans objet vu vos autres réponses : gardée, sans effet sur le rapport"


def _unasked(
    questions: Iterable[CompiledQuestion], scope: AuditScope, account: AccountScope | None
) -> Iterator[str]:
    given = scope.given.answers if account is None else account.given
    answered = scope.answered if account is None else account.answered
    for compiled in questions:
        name = compiled.question.id
        if name not in answered or given[name].origin == "measured" or compiled.ask_if is None:
            continue
        if compiled.ask_if(scope, account)[0] not in (TRUE, UNKNOWN):
            yield compiled.question.id
