"""``schema``: gives the JSON Schema of answers files, or of JSON reports."""

import json
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver
from playbook_audit.cli.options import Output

HELP = {
    "schema": "Donne le schéma JSON d’un fichier de réponses : un éditeur de texte s’en sert pour "
    "proposer les réponses et souligner les erreurs. Avec --report, celui du rapport JSON."
}


def schema(
    of_report: Annotated[
        bool, typer.Option("--report", help="Le schéma du rapport JSON, au lieu des réponses")
    ] = False,
    output: Output = None,
) -> int:
    """Print a schema, or write it to a file."""
    text = json.dumps(_schema(of_report=of_report), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        show(text)
        return 0
    deliver({Path(output): text})
    say(f"Schéma écrit dans {output}")
    return 0


def _schema(*, of_report: bool) -> dict[str, object]:
    if of_report:
        from playbook_audit.report.json_schema import report_schema

        return report_schema()
    from playbook_audit.dossier.schema import answers_schema

    return answers_schema(catalogue())
