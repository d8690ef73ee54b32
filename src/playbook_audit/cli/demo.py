"""``demo``: the whole main job on an example, so that one sees before one fills anything."""

from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.locate import locate
from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver
from playbook_audit.cli.judging import judged
from playbook_audit.cli.options import Accessible, Width
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.report.formats import FORMATS

HELP = {
    "demo": "Montre un audit d’exemple, du fichier de réponses au rapport : l’affiche, et l’écrit "
    "dans le dossier courant. La collectivité est inventée."
}
EXAMPLE = "valmont-sur-loire"
WRITTEN = Path(f"rapport-{EXAMPLE}.md")


def demo(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FICHIER", help=f"Sinon {WRITTEN}"),
    ] = WRITTEN,
    width: Width = None,
    accessible: Accessible = False,
) -> int:
    """Judge the example, print its report, write it too, and say what to do next."""
    file = locate("examples") / f"{EXAMPLE}.yaml"
    case, page = judged(file, None), page_on_screen(width, accessible=accessible)
    deliver({output: FORMATS["markdown"].draw(case, page)})
    show(FORMATS["terminal"].draw(case, page))
    say(_NEXT.format(report=output, answers=_shown(file)))
    return 0


_NEXT = """
Le rapport commence plus haut ; sa première page, « L’essentiel », suffit pour décider.
Il est aussi dans {report}.
Les réponses dont il vient : {answers}

Pour votre collectivité :
  playbook-audit interview                       pose les questions, puis fait le rapport
  playbook-audit template --output audit.yaml    écrit un fichier de réponses à remplir"""


def _shown(file: Path) -> Path:
    """Give a path as short as it can be written from here."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file
