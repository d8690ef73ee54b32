"""``check``: says everything that is wrong in answers files, all of them at once."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import show, warn
from playbook_audit.dossier.read import read_answers
from playbook_audit.dossier.remarks import remarks
from playbook_audit.model.answer import Answer, Answers
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput, UnreadableFile
from playbook_audit.report.words import plural

HELP = {
    "check": "Vérifie des fichiers de réponses et montre toutes les erreurs, avec leur ligne et "
    "leur colonne. Ne change aucun fichier."
}


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FICHIER", help="Fichiers de réponses (YAML ou JSON)")
    ],
) -> int:
    """Check every file, then raise with the faults of all of them."""
    rules, faults = catalogue(), list[Diagnostic]()
    for file in _expanded(files):
        faults += _checked(file, rules)
    if faults:
        raise InvalidInput(faults)
    return 0


def _expanded(files: Iterable[Path]) -> list[Path]:
    """Give the files that ``*`` stands for, where the shell leaves it to programs (Windows)."""
    found: list[Path] = []
    for file in files:
        named = [] if file.exists() else sorted(file.parent.glob(file.name))
        found += named or [file]
    return list(dict.fromkeys(found))


def _checked(file: Path, rules: Catalogue) -> list[Diagnostic]:
    """Give the faults of a file; without any, say what it holds."""
    today = date.today()
    try:
        answers = read_answers(file, rules, today)
    except InvalidInput as error:
        return error.diagnostics
    except UnreadableFile as error:
        return [Diagnostic(error.file, None, None, "", "FILE-READ", error.reason)]
    warnings = remarks(rules, answers, str(file), answers.on or today)
    warn(warnings)
    show(f"{file} : {_summary(warnings)} ({_content(answers)})")
    return []


def _summary(warnings: list[Diagnostic]) -> str:
    return f"lisible, {plural(len(warnings), 'remarque')}" if warnings else "rien à signaler"


def _content(answers: Answers) -> str:
    """Give how many answers and accounts a file holds."""
    given = list(_given(answers))
    unknown = sum(answer.value is None for answer in given)
    which = f" dont {unknown} « je ne sais pas »" if unknown else ""
    accounts = plural(len(answers.accounts or ()), "compte")
    return f"{plural(len(given), 'réponse')}{which}, {accounts}"


def _given(answers: Answers) -> Iterable[Answer]:
    """Give the answers written in the file, not those deduced from others."""
    groups = [answers.answers, *(account.answers for account in answers.accounts or ())]
    return (answer for group in groups for answer in group.values() if answer.origin == "declared")
