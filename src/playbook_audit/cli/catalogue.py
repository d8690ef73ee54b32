"""``catalogue check`` and ``catalogue docs``: for those who edit questions/ and scoring/."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.docs import HEADER, pages
from playbook_audit.catalogue.lint import lint
from playbook_audit.catalogue.load import catalogue, load
from playbook_audit.catalogue.locate import locate
from playbook_audit.cli.console import say, show, warn
from playbook_audit.cli.delivery import deliver, folder_for
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput

HELP = {
    "check": "Vérifie questions/ et scoring/ : formes, identifiants, conditions, sources, "
    "exemples. Montre toutes les erreurs, avec leur ligne.",
    "docs": "Écrit les pages qui décrivent les questions et les règles en clair.",
}
DOCS = Path("docs")


def check() -> int:
    """Check the catalogue and say everything that is wrong."""
    loaded = load(locate("questions"), locate("scoring"))
    found = lint(loaded, answers_from, date.today())
    warn([one for one in found if one.level == "warning"])
    errors = [one for one in found if one.level == "error"]
    if errors or loaded.catalogue is None:
        raise InvalidInput(errors)
    show(f"Catalogue {loaded.catalogue.version} : {_content(loaded.catalogue)}, rien à corriger.")
    return 0


def _content(rules: Catalogue) -> str:
    """Give what a catalogue holds, in figures."""
    questionnaire, rulebook = rules.questionnaire, rules.rulebook
    asked = len(questionnaire.audit_questions) + len(questionnaire.account_questions)
    judging = f"{len(rulebook.findings)} constats, {len(rulebook.benefits)} bénéfices"
    return f"{asked} questions, {judging}, {len(rulebook.sources)} sources"


def docs(
    only_check: Annotated[
        bool, typer.Option("--check", help="N’écrire rien ; dire seulement si tout est à jour")
    ] = False,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DOSSIER", help=f"Sinon {DOCS.as_posix()}")
    ] = DOCS,
) -> int:
    """Write the pages, or compare them with those written."""
    wanted = pages(catalogue())
    stale = list(_stale(wanted, output))
    if only_check:
        if stale:
            raise InvalidInput(stale)
        show(f"{output.as_posix()} : {len(wanted)} pages à jour.")
        return 0
    folder = folder_for(output)
    deliver({folder / name: text for name, text in wanted.items()})
    say(f"{len(wanted)} pages écrites dans {output.as_posix()}")
    return 0


def _stale(wanted: Mapping[str, str], folder: Path) -> Iterator[Diagnostic]:
    """Say which pages are missing, outdated, or describe nothing any more."""
    written = {file.name for file in folder.glob("*.md")}
    for name, text in sorted(wanted.items()):
        file = folder / name
        if name not in written:
            yield _fault(file, "page absente")
        elif file.read_bytes() != text.encode():
            yield _fault(file, "page périmée")
    for name in sorted(name for name in written - wanted.keys() if _generated(folder / name)):
        yield _fault(folder / name, "page qui ne décrit plus rien ; supprimez-la")


def _generated(file: Path) -> bool:
    """Tell a page made by this command from those written by hand beside it."""
    return file.read_text(encoding="utf-8").startswith(HEADER)


def _fault(file: Path, what: str) -> Diagnostic:
    message = f"{what} ; lancez « playbook-audit catalogue docs »"
    return Diagnostic(file.as_posix(), None, None, "", "CAT-DOCS", message)
