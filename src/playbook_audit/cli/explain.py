"""``explain``: why a question, a rule or a threshold, and what came of it in an audit."""

from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import show
from playbook_audit.cli.judging import judged
from playbook_audit.cli.options import Accessible, On, Width
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.report import terminal
from playbook_audit.report.explanation import explain as explanation

HELP = {
    "explain": "Dit pourquoi une question, un constat, un état, un risque ou un paramètre : à quoi "
    "il sert, quel seuil, quelles sources. Avec un fichier de réponses, dit aussi ce qu’il en est "
    "dans cet audit et ce qui le changerait."
}


def explain(
    wanted: Annotated[
        str, typer.Argument(metavar="IDENTIFIANT", help="Par exemple dormant_account ou mfa")
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FICHIER", help="Fichier de réponses auquel l’appliquer"),
    ] = None,
    on: On = None,
    width: Width = None,
    accessible: Accessible = False,
) -> int:
    """Print the explanation."""
    case = None if file is None else judged(file, on)
    outline = explanation(catalogue(), wanted, case)
    page = page_on_screen(width, accessible=accessible)
    show(terminal.render(outline, page.width, colour=page.colour, accessible=page.accessible))
    return 0
