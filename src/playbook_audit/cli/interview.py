"""``interview``: asks, keeps every answer, shows the report, and offers to write it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.delivery import deliver
from playbook_audit.cli.desk import Desk
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.judging import judged
from playbook_audit.cli.keeping import NotebookKeeper, shown
from playbook_audit.cli.options import Accessible, On
from playbook_audit.cli.screen import page_in_file, page_on_screen, plain_lines
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.evidence.beside import measures_beside
from playbook_audit.interview.interface import Asker, Given, Interrupted, Line, Menu
from playbook_audit.interview.opening import NoTerminal, open_asker
from playbook_audit.interview.walk import Mode, Outcome, walk
from playbook_audit.model.errors import UnreadableFile
from playbook_audit.report.case import Case
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.words import day

HELP = {
    "interview": "Pose les questions une à une et garde chaque réponse aussitôt ; se reprend là où "
    "l’on s’est arrêté. Finit par le rapport."
}
ANSWERS = Path("audit.yaml")
OFFERED = ("markdown", "json")
NO_FILE = "none"


def interview(
    file: Annotated[
        Path,
        typer.Argument(metavar="FICHIER", help=f"Fichier de réponses ; sinon {ANSWERS}"),
    ] = ANSWERS,
    *,
    review: Annotated[
        bool, typer.Option("--review", help="Relire et corriger les réponses déjà données")
    ] = False,
    on: On = None,
    accessible: Accessible = False,
) -> int:
    """Ask what is left to ask, show the report, offer to write it and to go further."""
    try:
        asker = open_asker(accessible=plain_lines(accessible=accessible))
    except NoTerminal as error:
        say(str(error))
        return ExitCode.USAGE
    try:
        with asker as person:
            return Interview(file, on, person, accessible=accessible).run(review=review)
    except Interrupted as interruption:  # by a signal at the very end, or the window is gone
        return interruption.code


class Interview:
    """One interview on one file, from the first question to the files written."""

    def __init__(self, file: Path, on: date | None, person: Asker, *, accessible: bool) -> None:
        """Keep the file, the date asked for, and who answers."""
        self.file = file
        self.on = on
        self.person = person
        self.accessible = accessible
        self._closing: tuple[str, ...] = ()
        """What is said when it ends: where answers are kept, and how to go on."""

    def run(self, *, review: bool) -> int:
        """Run it and give the exit code."""
        try:
            return self._run(review=review)
        except Interrupted as interruption:  # after the questions: all is kept already
            self.person.tell(("", *self._closing))
            return interruption.code

    def _run(self, *, review: bool) -> int:
        first = self._walk("review" if review else "ask")
        if not first.finished:
            return self._left(first)
        self._report()
        more = self._walk("further")
        if not more.finished:
            return self._left(more)
        if more.answered > first.answered:
            self._report()
        self._offer_files()
        self.person.tell(("", *more.say))
        return ExitCode.DONE

    def _walk(self, mode: Mode) -> Outcome:
        rules = catalogue()
        with Notebook.open(self.file, rules, self.on or date.today()) as notebook:
            keeper = NotebookKeeper(notebook)
            desk = Desk(rules, self.on or date.today(), measures_beside(notebook.file))
            desk.on = desk.read(keeper.data).on or desk.on
            if mode == "ask" and desk.on != date.today() and keeper.data.get("generation"):
                self.person.tell((_DATED.format(day=day(desk.on)),))
            outcome = walk(rules, self.person, keeper, desk, mode=mode)
            self.file = notebook.file  # another one after a conflict
            self._closing = outcome.say
            return outcome

    def _left(self, outcome: Outcome) -> int:
        """Say how to go on; an interruption keeps its code."""
        self.person.tell(("", *outcome.say))
        return ExitCode.DONE if outcome.code is None else outcome.code

    # ------------------------------------------------------------ the report

    def _report(self) -> None:
        case = judged(self.file, self.on)
        show(FORMATS["terminal"].draw(case, page_on_screen(None, accessible=self.accessible)))
        self.person.tell(("", _ABOVE))

    def _offer_files(self) -> None:
        """Offer each format once; a file that cannot be written is said, and offered again."""
        written: list[str] = []
        while left := [name for name in OFFERED if name not in written]:
            chosen = self.person.choose(self._menu(left, bool(written)))
            if not isinstance(chosen, Given) or chosen.raw == NO_FILE:
                return
            if self._write(judged(self.file, self.on), chosen.raw):
                written.append(chosen.raw)

    def _menu(self, names: list[str], again: bool) -> Menu:
        lines = [Line(name, f"{_FORMATS[name]} : {shown(self._target(name))}") for name in names]
        title = "Écrire aussi le rapport dans un autre format ?" if again else _WRITE
        return Menu(title, (*lines, Line(NO_FILE, "Non, c’est tout")), may_go_back=False)

    def _target(self, name: str) -> Path:
        return self.file.with_name(f"rapport-{self.file.stem}{FORMATS[name].suffix}")

    def _write(self, case: Case, name: str) -> bool:
        target = self._target(name)
        try:
            deliver(
                {target: FORMATS[name].draw(case, page_in_file(None, accessible=self.accessible))}
            )
        except UnreadableFile as error:
            self.person.tell((f"{error.file} : {error.reason}",))
            return False
        self.person.tell((f"Rapport écrit : {shown(target)}",))
        return True


_WRITE = "Écrire le rapport dans un fichier, pour le garder ou le transmettre ?"
_FORMATS = {
    "markdown": "Texte mis en forme (Markdown)",
    "json": "Données pour un programme (JSON)",
}
_ABOVE = "Le rapport commence plus haut ; sa première page, « L’essentiel », suffit pour décider."
_DATED = "Cet audit est daté du {day} : les silences des comptes se comptent jusqu’à ce jour."
