"""``evidence add``: exports and feeds in, measures kept beside the answers."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver
from playbook_audit.cli.evidence.told import Added, lines_of
from playbook_audit.cli.evidence.unplaced import settle
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.options import Accessible, a_day
from playbook_audit.dossier.read import read_answers
from playbook_audit.evidence.beside import activity_file, measures_beside
from playbook_audit.evidence.collect import FileRead, Wish, joined, placed, read_piece
from playbook_audit.evidence.interface import Circumstances, Mappings, Refused
from playbook_audit.evidence.matching import Register
from playbook_audit.evidence.opening.gather import Unreadable, gather
from playbook_audit.evidence.readers import formats
from playbook_audit.evidence.store import written
from playbook_audit.evidence.tables.mapping import FILE_NAME, read_mappings
from playbook_audit.interview.interface import Interrupted
from playbook_audit.model.answer import Answers
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.text import read_text

HELP = {
    "add": "Lit des exports, des archives et des flux de vos comptes : fichiers, dossiers, ZIP. Le "
    "format se reconnaît au contenu. Seules des mesures sont gardées, à côté des réponses : dates, "
    "genres et nombres ; ni texte, ni message privé, ni nom d’habitant. Rien ne quitte cet "
    "ordinateur.\n\nPar exemple : evidence add exports/ --to audit.yaml"
}
NOTHING = "aucun fichier à lire ; donnez un export, un flux, une archive ou un dossier qui en tient"
STOPPED = "Arrêté ici ; rien n’a été écrit. La même commande recommence."


def add(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FICHIER", help="Exports, flux, archives ou dossiers"),
    ],
    *,
    to: Annotated[
        Path,
        typer.Option("--to", metavar="RÉPONSES", help="Fichier de réponses de l’audit"),
    ],
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            metavar="CLÉ",
            help="Compte de l’audit auquel rattacher ce que les fichiers ne disent pas",
        ),
    ] = None,
    taken_on: Annotated[
        date | None,
        typer.Option(
            "--taken-on",
            metavar="DATE",
            parser=a_day,
            help="Jour où les fichiers ont été obtenus, s’ils ne le disent pas",
        ),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(
            "--columns",
            metavar="FICHIER",
            help=f"Noms des colonnes de vos tableaux ; sinon {FILE_NAME}, à côté des réponses",
        ),
    ] = None,
    accessible: Accessible = False,
) -> int:
    """Read evidence, keep its measures, and say what was understood of each file."""
    today = date.today()
    answers = read_answers(to, catalogue(), today)
    wish = Wish(_known_key(account, answers), _not_future(taken_on, today))
    before = measures_beside(to)
    with _without_cycles():
        files = list(_read(paths, Circumstances(today, _mappings(columns, to))))
    register = Register(answers.accounts or (), before, catalogue().rulebook.networks)
    found = [one for file in files for one in placed(file, register, wish)]
    _show_columns(files, columns or to.with_name(FILE_NAME))
    _refuse_if_nothing(files)
    try:
        settled = settle(found, register, accessible=accessible)
    except Interrupted as interruption:
        say(STOPPED)
        return interruption.code
    after = joined(before, [*settled.placed, *settled.unplaced], wish)
    if after != before:
        deliver({activity_file(to): written(after)})
    added = Added(files, settled, after, wish.key, changed=after != before)
    for line in lines_of(added, register, to):
        say(line)
    return ExitCode.DONE


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Look for no cycles of objects meanwhile: posts make none, and looking costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(paths: Sequence[Path], around: Circumstances) -> Iterator[FileRead]:
    patterns = [pattern for one in formats() for pattern in one.members]
    for piece in gather(paths, patterns):
        if isinstance(piece, Unreadable):
            yield FileRead(piece.name, refused=Refused(piece.reason, piece.line))
        else:
            yield read_piece(piece, around)


def _known_key(key: str | None, answers: Answers) -> str | None:
    keys = [one.key for one in answers.accounts or ()]
    if key is not None and key not in keys:
        listed = ", ".join(keys) or "aucun compte n’y est décrit"
        raise typer.BadParameter(
            f"« {key} » n’est pas un compte de l’audit ; ses comptes : {listed}",
            param_hint="--account",
        )
    return key


def _not_future(day: date | None, today: date) -> date | None:
    if day is not None and day > today:
        raise typer.BadParameter("ce jour n’est pas encore venu", param_hint="--taken-on")
    return day


def _mappings(columns: Path | None, answers: Path) -> Mappings | None:
    """Give how the columns of tables are named: in the file asked for, or the usual one."""
    file = columns or answers.with_name(FILE_NAME)
    if columns is None and not file.is_file():
        return None
    try:
        return read_mappings(read_text(file), str(file))
    except Refused as refused:
        raise InvalidInput([_diagnostic(str(file), refused)]) from refused


def _show_columns(files: Sequence[FileRead], kept_in: Path) -> None:
    """Give, for tables nobody knows, what to complete; a table is told once for all its likes."""
    for block in dict.fromkeys(one.columns for one in files if one.columns):
        names = ", ".join(one.name for one in files if one.columns == block)
        say(f"Pour lire {names}, complétez ce bloc et collez-le dans {_named(kept_in)} :")
        show(block)


def _named(file: Path) -> str:
    return f"{file}" if file.exists() else f"{file}, un fichier texte à créer"


def _refuse_if_nothing(files: Sequence[FileRead]) -> None:
    """Refuse when no file could be read: then nothing is written."""
    if all(one.refused is not None for one in files):
        faults = [_diagnostic(one.name, one.refused) for one in files if one.refused is not None]
        raise InvalidInput(faults or [Diagnostic("", None, None, "", "EVI-NONE", NOTHING)])


def _diagnostic(name: str, refused: Refused) -> Diagnostic:
    return Diagnostic(name, refused.line, None, "", "EVI-READ", refused.reason)
