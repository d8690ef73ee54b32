"""``evidence template``: a table of posts or accounts to fill in by hand, in a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver_new
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.options import Output, one_of
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.evidence.tables.generic.layouts import LayoutName
from playbook_audit.evidence.tables.templates import KINDS
from playbook_audit.evidence.tables.templates import template as text_of

HELP = {
    "template": "Donne un tableau à remplir à la main, pour un réseau sans export : une ligne par "
    "publication, ou une ligne par compte. Remplissez-le dans un tableur, puis : evidence add",
}


def template(
    kind: Annotated[
        LayoutName,
        typer.Argument(metavar="TABLEAU", parser=one_of(KINDS), help=" ou ".join(KINDS)),
    ] = KINDS[0],
    output: Output = None,
) -> int:
    """Print or write an empty table."""
    text = text_of(kind)
    if output is None:
        show(text)
        return ExitCode.DONE
    deliver_new(Path(output), text)
    say(f"Tableau écrit : {output}. Une fois rempli : {PROGRAM} evidence add {output} --to …")
    return ExitCode.DONE
