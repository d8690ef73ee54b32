"""``report``: from an answers file to a report, in one format or several."""

from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.cli.console import say, show, warn
from playbook_audit.cli.delivery import deliver, folder_for
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.judging import judged
from playbook_audit.cli.options import (
    Accessible,
    File,
    On,
    Width,
    a_percentage,
    a_severity,
    one_of,
)
from playbook_audit.cli.screen import page_in_file, page_on_screen
from playbook_audit.dossier.remarks import remarks
from playbook_audit.model.assessment import Assessment, Finding
from playbook_audit.model.rule import Severity
from playbook_audit.report.case import Case
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.page import Page
from playbook_audit.report.words import number, plural
from playbook_audit.report.words import severity as in_words

HELP = {
    "report": "Fait le rapport d’un fichier de réponses : à l’écran, ou dans des fichiers. "
    "Un fichier refusé n’écrit rien."
}


def report(
    file: File,
    *,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of(FORMATS),
            help=f"{', '.join(FORMATS)} ; sinon terminal",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="CHEMIN",
            help="Écrire dans ce fichier ; dans ce dossier s’il y a plusieurs formats",
        ),
    ] = None,
    on: On = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            metavar="NIVEAU",
            parser=a_severity,
            help="Finir avec le code 1 si un constat avéré atteint info, low, moderate, high "
            "ou critical",
        ),
    ] = None,
    max_unknown: Annotated[
        float | None,
        typer.Option(
            "--max-unknown",
            metavar="POURCENTAGE",
            parser=a_percentage,
            help="Finir avec le code 4 si plus de questions que cela restent sans réponse",
        ),
    ] = None,
    width: Width = None,
    accessible: Accessible = False,
) -> int:
    """Judge an audit, show or write its report, and give the code asked for."""
    wanted = list(dict.fromkeys(formats or ["terminal"]))
    _refuse_muddle(file, wanted, output)
    case = judged(file, on)
    warn(remarks(case.catalogue, case.answers, str(file), case.assessment.on))
    if output is None:
        show(FORMATS[wanted[0]].draw(case, page_on_screen(width, accessible=accessible)))
    else:
        _write(case, wanted, output, page_in_file(width, accessible=accessible))
    return _verdict(case.assessment, fail_on, max_unknown)


def _refuse_muddle(file: Path, wanted: list[str], output: Path | None) -> None:
    """Refuse what could only be guessed at, and what would cost the answers."""
    if len(wanted) > 1 and output is None:
        raise typer.BadParameter("plusieurs formats s’écrivent dans un dossier ; ajoutez --output")
    if output is not None and output.resolve() == file.resolve():
        raise typer.BadParameter("le rapport écraserait vos réponses", param_hint="--output")


def _write(case: Case, wanted: list[str], output: Path, page: Page) -> None:
    """Draw every format, then write them all."""
    drawn = {name: FORMATS[name].draw(case, page) for name in wanted}
    if len(wanted) == 1:
        targets = {wanted[0]: output}
    else:
        folder, stem = folder_for(output), Path(case.answers.input_name).stem
        targets = {name: folder / f"rapport-{stem}{FORMATS[name].suffix}" for name in wanted}
    deliver({target: drawn[name] for name, target in targets.items()})
    for target in targets.values():
        say(f"Rapport écrit : {target}")


def _verdict(
    assessment: Assessment, fail_on: Severity | None, max_unknown: float | None
) -> ExitCode:
    """Give the code the options ask for, and say why."""
    share = _unknown_share(assessment)
    if max_unknown is not None and share > max_unknown:
        say(f"Sans réponse : {number(share)} % des questions, plus de {number(max_unknown)} %.")
        return ExitCode.UNKNOWN
    grave = () if fail_on is None else _at_or_above(fail_on, assessment)
    if fail_on is not None and grave:
        level = in_words(fail_on)
        say(f"{plural(len(grave), 'constat')} au niveau « {level} » ou au-dessus.")
        return ExitCode.RAISED
    return ExitCode.DONE


def _unknown_share(assessment: Assessment) -> float:
    """Give the share of applicable questions without an answer, in per cent."""
    context = assessment.context
    return 100 * (1 - context.answered / context.asked) if context.asked else 0.0


def _at_or_above(least: Severity, assessment: Assessment) -> tuple[Finding, ...]:
    """Give the findings that are sure to be that grave; neither accepted nor unknown ones."""
    return tuple(one for one in assessment.raised if one.severity.rank >= least.rank)
