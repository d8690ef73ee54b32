"""``prefill``: proposes the accounts and identity that a register gives, each with its origin."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import say, show
from playbook_audit.cli.failures import ExitCode
from playbook_audit.cli.keeping import shown
from playbook_audit.cli.options import Accessible
from playbook_audit.cli.prefilling import Page, candidate_lines, done, identity, question
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.cli.screen import plain_lines
from playbook_audit.cli.whose import Whose, of, whose
from playbook_audit.dossier.keeping.change import AddAccount, Change, Raw, SetAnswer
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.dossier.read import parse_document, read_answers, readable
from playbook_audit.evidence.addresses import canonical
from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import Piece, TooLarge
from playbook_audit.evidence.registers import recognised, registers
from playbook_audit.evidence.registers.comparing import Filed, compared
from playbook_audit.evidence.registers.interface import (
    Consulted,
    Networks,
    Proposal,
    Register,
    Sought,
    proposed,
)
from playbook_audit.interview.interface import Asker, Given, Interrupted, Line, Menu
from playbook_audit.interview.opening import NoTerminal, open_asker
from playbook_audit.model.answer import Account, Answers
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput, UnreadableFile
from playbook_audit.reading.text import read_text, reason_of

HELP = {
    "prefill": "Propose les comptes et l’identité que donne un registre déjà téléchargé : annuaire "
    "local de la DILA (JSON), tableau de Wikidata (CSV), ou votre inventaire. Chaque proposition "
    "dit d’où elle vient ; aucune réponse n’est remplacée."
}
NO = "none"
YES = "yes"


def prefill(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help="Fichier de réponses, créé s’il n’existe pas")
    ],
    *,
    source: Annotated[
        Path,
        typer.Option("--from", metavar="REGISTRE", help="Le registre téléchargé, ou l’inventaire"),
    ],
    code: Annotated[
        str | None,
        typer.Option(
            "--code",
            metavar="CODE",
            help="Code INSEE ou SIREN de la collectivité, ou nom de sa fiche dans le registre",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ajouter sans demander")] = False,
    accessible: Accessible = False,
) -> int:
    """Show what the register gives; add it when told to."""
    try:
        with ExitStack() as stack:
            person = None if yes else _person(stack, accessible=accessible)
            return Prefill(file, source, code, person, yes=yes).run(stack)
    except Interrupted as interruption:
        return interruption.code


def _person(stack: ExitStack, *, accessible: bool) -> Asker | None:
    """Give who can be asked; None without a terminal."""
    try:
        return stack.enter_context(open_asker(accessible=plain_lines(accessible=accessible)))
    except NoTerminal:
        return None


class Prefill:
    """One register against one answers file."""

    def __init__(
        self, file: Path, source: Path, code: str | None, person: Asker | None, *, yes: bool
    ) -> None:
        """Keep both files, the code typed, and who may be asked."""
        self.file = file
        self.source = source
        self.code = code
        self.person = person
        self.yes = yes
        self.rules = catalogue()

    def run(self, stack: ExitStack) -> int:
        """Look the collectivité up, show what is found, add it if that is wanted."""
        register = self._register()
        notebook = self._notebook(stack)
        data = self._data() if notebook is None else notebook.data
        answers = readable(data, self.rules, date.today())
        meant = self._meant(answers, register)
        if meant is None:
            return ExitCode.USAGE
        consulted = self._chosen(register, self._consulted(register, meant.sought))
        if consulted is None:
            return ExitCode.USAGE
        page = self._page(register, meant, consulted, answers)
        self._show(page.text())
        self._add(page, notebook)
        return ExitCode.DONE

    # ------------------------------------------------------------ the files

    def _register(self) -> Register:
        with self._reading():
            register = recognised(self._piece)
        if register is None:
            raise self._refused(_UNKNOWN.format("\n  - ".join(one.obtained for one in registers())))
        return register

    def _consulted(self, register: Register, sought: Sought) -> Consulted:
        with self._reading():
            return register.consult(self._piece, sought, self._networks)

    @property
    def _piece(self) -> Piece:
        return Piece(str(self.source), lambda: self.source.open("rb"))

    @property
    def _networks(self) -> Networks:
        return self.rules.rulebook.networks

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what a register refuses into what is told of any file."""
        try:
            yield
        except Refused as error:
            raise self._refused(error.reason, error.line) from error
        except TooLarge as error:
            raise self._refused(_TOO_LARGE) from error
        except OSError as error:
            raise UnreadableFile(str(self.source), reason_of(error)) from error

    def _refused(self, reason: str, line: int | None = None) -> InvalidInput:
        return InvalidInput([Diagnostic(str(self.source), line, None, "", "REGISTER", reason)])

    def _notebook(self, stack: ExitStack) -> Notebook | None:
        """Open the answers file for changes; None when nothing can be asked nor added."""
        if self.person is None and not self.yes:
            return None
        return stack.enter_context(Notebook.open(self.file, self.rules, date.today()))

    def _data(self) -> Mapping[str, Any]:
        if not self.file.exists():
            return {}
        read_answers(self.file, self.rules, date.today())
        data: Mapping[str, Any] = parse_document(read_text(self.file), str(self.file)).data
        return data

    # ------------------------------------------------------------ whose accounts

    def _meant(self, answers: Answers, register: Register) -> Whose | None:
        """Give the collectivité that is meant; None when the person must say which."""
        if not register.needs_a_code:
            return Whose(Sought())
        meant = whose(answers, self.code)
        if meant.alike:
            lines = {one.code: one.summary() for one in meant.alike}
            picked = self._picked(_WHICH_PLACE, lines)
            return next((of(one) for one in meant.alike if one.code == picked), None)
        if meant.sought.name is None and self.code is None:
            say(_WHOSE)
            return None
        return meant

    def _chosen(self, register: Register, consulted: Consulted) -> Consulted | None:
        """Give what was consulted, once one record is chosen; None when none could be."""
        if consulted.records:
            return consulted
        if not consulted.candidates:
            say(_NOWHERE.format(register.title))
            return consulted
        lines = candidate_lines(consulted.candidates, register)
        picked = self._picked(_WHICH_RECORD, lines)
        found = dict(zip(lines, consulted.candidates, strict=True)).get(picked or "")
        return None if found is None else replace(consulted, records=(found,))

    def _picked(self, title: str, lines: Mapping[str, str]) -> str | None:
        """Ask which line is meant; without a terminal, list them with the option that says it."""
        if self.person is None:
            listed = (f"  --code {code} : {label}" for code, label in lines.items())
            say("\n".join((_LISTED.format(title), *listed)))
            return None
        choices = tuple(Line(code, label) for code, label in lines.items())
        menu = Menu(title, (*choices, Line(NO, "Aucune de celles-là")), may_go_back=False)
        reply = self.person.choose(menu)
        return reply.raw if isinstance(reply, Given) and reply.raw != NO else None

    # ------------------------------------------------------------ what is found

    def _page(
        self, register: Register, meant: Whose, consulted: Consulted, answers: Answers
    ) -> Page:
        filed = [self._filed(one) for one in answers.accounts or ()]
        return Page(
            register,
            consulted,
            identity(meant, register, consulted, answers),
            compared(proposed(register, consulted), filed),
            self.rules,
            shown(self.file),
        )

    def _filed(self, account: Account) -> Filed:
        """Give what can be compared of an account of the file."""
        platform, handle = (self._text(account, name) for name in ("platform", "handle"))
        address = canonical(handle, self._networks, platform) if handle else None
        known = self._networks[platform].network if platform in self._networks else None
        return Filed(account.key, address.network if address else known, address)

    def _text(self, account: Account, name: str) -> str:
        answer = account.answers.get(name)
        return answer.value if answer is not None and isinstance(answer.value, str) else ""

    # ------------------------------------------------------------ adding

    def _show(self, text: str) -> None:
        """Print the page: folded between words where somebody is asked right after it."""
        if self.person is None:
            show(text)
        else:
            self.person.tell(text.split("\n"))

    def _add(self, page: Page, notebook: Notebook | None) -> None:
        if not page.new:
            return
        if notebook is None:
            say(_TO_ADD.format(PROGRAM, self._again()))
            return
        if self.person is not None and not self._agreed(self.person, question(page)):
            say("Rien n’a été ajouté.")
            return
        for change in _changes(page.new, notebook.data):
            notebook.record(change)
        notebook.save()
        for line in (*notebook.tell(), done(page), _NEXT.format(PROGRAM, shown(self.file))):
            say(line)

    def _agreed(self, person: Asker, title: str) -> bool:
        lines = (Line(YES, "Oui, avec leur origine en note"), Line(NO, "Non"))
        reply = person.choose(Menu(title, lines, may_go_back=False))
        return isinstance(reply, Given) and reply.raw == YES

    def _again(self) -> str:
        coded = f" --code {self.code}" if self.code else ""
        return f"{shown(self.file)} --from {shown(self.source)}{coded} --yes"


def _changes(new: tuple[Proposal, ...], data: Mapping[str, Any]) -> Iterator[Change]:
    """Give the changes of the file that add what is proposed."""
    for one in new:
        value: Raw = {"value": one.value, "note": one.note}
        if one.account is None:
            yield SetAnswer(one.path.removeprefix("answers."), value)
            continue
        key = _free_key(one.account.platform, data)
        yield AddAccount(key)
        yield SetAnswer("platform", one.account.platform, key)
        yield SetAnswer("handle", value, key)


def _free_key(platform: str, data: Mapping[str, Any]) -> str:
    """Give a key nobody had yet, which names no one: ``facebook-2``."""
    taken = {str(one.get("key")) for one in data.get("accounts") or ()}
    rank = 1
    while f"{platform}-{rank}" in taken:
        rank += 1
    return f"{platform}-{rank}"


_UNKNOWN = "ce n’est aucun des registres connus ; sont lus :\n  - {0}"
_TOO_LARGE = "le fichier dépasse 500 Mo ; vérifiez que c’est le bon"
_WHICH_PLACE = "De quelle collectivité s’agit-il ?"
_WHICH_RECORD = "Laquelle de ces fiches est la vôtre ?"
_LISTED = "{0} Recommencez avec l’une de ces options :"
_WHOSE = (
    "Le fichier ne dit pas encore de quelle collectivité il s’agit : "
    "ajoutez --code avec son code INSEE, ou son SIREN."
)
_NOWHERE = (
    "Aucune fiche trouvée ({0}). Cela ne prouve rien ; essayez --code avec un code INSEE ou SIREN."
)
_TO_ADD = "Rien n’a été écrit. Pour les ajouter : {0} prefill {1}"
_NEXT = "Pour compléter : {0} interview {1}"
