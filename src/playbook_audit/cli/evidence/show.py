"""``evidence show``: what is measured of each account, and what each file covers."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.options import Accessible, File, On, Width
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.dossier.read import read_answers
from playbook_audit.evidence.beside import measures_beside
from playbook_audit.model.activity import Activity
from playbook_audit.report import terminal
from playbook_audit.report.measured import measures_outline
from playbook_audit.report.measured_json import plain_measures

HELP = {
    "shown": "Montre ce qui est mesuré de chaque compte, et ce que chaque fichier couvre.",
}
JSON_FORMAT = 1


def shown(
    file: File,
    *,
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help="En JSON, pour un programme")] = False,
    width: Width = None,
    accessible: Accessible = False,
) -> int:
    """Print what is measured of each account."""
    answers = read_answers(file, catalogue(), date.today())
    activity = measures_beside(file)
    until = on or answers.on or date.today()
    if as_json:
        show(json.dumps(_plain(activity, until), ensure_ascii=False, indent=2))
    elif activity.accounts:
        outline = measures_outline(catalogue(), answers, activity, until)
        page = page_on_screen(width, accessible=accessible)
        drawn = terminal.render(outline, page.width, colour=page.colour, accessible=page.accessible)
        show(drawn)
    else:
        say(f"Rien n’est mesuré pour {file}.")
        say(f"Commencez par : {PROGRAM} evidence add exports/ --to {file}")
    return ExitCode.DONE


def _plain(activity: Activity, until: date) -> dict[str, Any]:
    accounts = sorted(activity.accounts.values(), key=lambda one: one.key)
    return {
        "format": JSON_FORMAT,
        "until": until.isoformat(),
        "accounts": [plain_measures(one, until) for one in accounts],
        "unlisted": [one.network for one in activity.unlisted],
    }
