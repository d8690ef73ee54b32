"""``template``: writes the answers file to fill in, or the sheet to print before."""

from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver_new
from playbook_audit.cli.options import one_of
from playbook_audit.dossier.preparation import preparation_sheet
from playbook_audit.dossier.template import answers_template

HELP = {
    "template": "Écrit un fichier de réponses commenté, à remplir dans un éditeur de texte ; ou, "
    "avec --format markdown, une fiche à imprimer de ce qu’il vaut mieux chercher d’abord. "
    "N’écrase jamais un fichier qui existe."
}
WRITERS = {"yaml": answers_template, "markdown": preparation_sheet}
NEXT = {
    "yaml": "{0} est écrit. Remplissez-le, puis : playbook-audit check {0}",
    "markdown": "{0} est écrit : une fiche à imprimer.",
}


def template(
    kind: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of(WRITERS),
            help="yaml (fichier de réponses) ou markdown (fiche à imprimer) ; sinon yaml",
        ),
    ] = "yaml",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FICHIER", help="Écrire dans ce nouveau fichier"),
    ] = None,
) -> int:
    """Write the template, on stdout unless a file is named."""
    text = WRITERS[kind](catalogue())
    if output is None:
        show(text)
        return 0
    deliver_new(output, text)
    say(NEXT[kind].format(output))
    return 0
