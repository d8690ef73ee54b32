"""``catalogue diff``: which verdicts a change of questions/ or scoring/ moves."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from playbook_audit.catalogue.diff.changelog import changelog as block
from playbook_audit.catalogue.diff.checkout import FOLDERS
from playbook_audit.catalogue.diff.compare import Comparison, compare
from playbook_audit.catalogue.diff.json import plain
from playbook_audit.catalogue.diff.situations import Situation, answers_files, cases_in, examples
from playbook_audit.catalogue.diff.text import lines_of
from playbook_audit.catalogue.diff.version import Version, current_version, version_at
from playbook_audit.catalogue.locate import locate
from playbook_audit.cli.console import say, show
from playbook_audit.cli.help_page import spaced
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.errors import InvalidInput
from playbook_audit.model.typography import NO_BREAK

HELP = {
    "diff": "Rejoue les cas et les exemples avec un catalogue d’avant et celui d’aujourd’hui : dit "
    "ce qui a changé dans les règles, quels verdicts changent, et d’où cela peut venir. Un verdict "
    "qui change n’est pas une erreur.\n\nPar exemple : catalogue diff HEAD, après une retouche de "
    "scoring/ ; catalogue diff v1.0.0 audits/*.yaml, avant d’adopter une nouvelle version."
}
CASES = Path("tests", "cases")
CHANGELOG_WIDTH = 100
CURRENT = "catalogue actuel"
TOO_OLD = (
    "« {0} » : le programme d’aujourd’hui ne peut pas juger avec ce catalogue. Comparez avec une "
    "version plus récente, ou corrigez une copie de ses deux dossiers et donnez-en le chemin."
)


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="AVANT",
            help="Version d’avant : étiquette, branche ou commit git, ou dossier qui contient "
            "questions/ et scoring/",
        ),
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FICHIER", help="Fichiers de réponses à rejouer aussi"),
    ] = None,
    *,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="APRÈS", help=f"Version d’après ; sinon le {CURRENT}"),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="DOSSIER", help=f"Cas ; sinon {CASES.as_posix()}"),
    ] = None,
    as_changelog: Annotated[
        bool, typer.Option("--changelog", help="Donner le bloc à coller dans CHANGELOG.md")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Donner tout, en JSON, pour un programme")
    ] = False,
) -> int:
    """Print what differs."""
    before = _past(old)
    after = (
        current_version(CURRENT, _checkout(), answers_from) if against is None else _past(against)
    )
    situations = [*examples(before, after), *_cases(cases), *_files(files or ())]
    _print(compare(before, after, situations, answers_from), changelog=as_changelog, data=as_json)
    return 0


def _checkout() -> Path:
    """Give the development copy one stands in, otherwise the folder whose catalogue is in use.

    An installed copy is in no repository of ours, even when its environment lies inside one.
    """
    here = Path.cwd()
    copies = (one for one in (here, *here.parents) if (one / ".git").exists())
    ours = (one for one in copies if all((one / name).is_dir() for name in FOLDERS))
    return next(ours, locate("questions").parent)


def _past(where: str) -> Version:
    try:
        return version_at(where, _checkout(), answers_from)
    except InvalidInput:
        say(TOO_OLD.format(where))
        raise


def _cases(folder: Path | None) -> list[Situation]:
    """Give the cases of a folder, or of the checkout when it has some."""
    usual = _checkout() / CASES
    if folder is None:
        return cases_in(usual) if usual.is_dir() else []
    return cases_in(folder)


def _files(files: Iterable[Path]) -> list[Situation]:
    """Give the examples that come with the program, and the files asked for."""
    shipped = answers_files(sorted(locate("examples").glob("*.yaml")), date.today())
    named = [one._replace(name=Path(one.name).name) for one in shipped]
    return [*named, *answers_files(dict.fromkeys(files), date.today())]


def _print(comparison: Comparison, *, changelog: bool, data: bool) -> None:
    if data:
        show(json.dumps(plain(comparison), ensure_ascii=False, indent=2))
    elif changelog:
        lines = [_folded(line, CHANGELOG_WIDTH) for line in block(comparison)]
        show("\n".join(lines).replace(NO_BREAK, " "))
    else:
        width = page_on_screen(None, accessible=False).width
        show("\n".join(_folded(line, width) for line in lines_of(comparison)))


def _folded(line: str, width: int) -> str:
    """Give a line cut between words, what follows standing a little further in."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return fill(
        spaced(line),
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
