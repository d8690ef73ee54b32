"""One version of the catalogue, checked to be one that the program of today can judge with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.uses import uses_of
from playbook_audit.catalogue.diff.checkout import FOLDERS, extract
from playbook_audit.catalogue.lint import STATIC_LINTS
from playbook_audit.catalogue.lint.reference import READ_BY_PROGRAM
from playbook_audit.catalogue.lint.subject import Read, Subject
from playbook_audit.catalogue.load import Loaded, load
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput, UnreadableFile
from playbook_audit.reading.text import reason_of

STOPPING = (
    "COND-OPERAND",
    "COND-ACCOUNT",
    "COND-TYPE",
    "COND-PARAM",
    "COND-NUMBER",
    "COND-PLACE",
    "DECISION",
    "NETWORK-CHOICE",
    "PARAM-MISSING",
    "QUESTION-NAME",
    "RULE-SAYS",
)
"""Faults that keep a catalogue from judging; the others only make it less well written."""
YOUNG_LISTS = ("scoring/glossary.yaml",)
"""Lists that older versions had not, and that no verdict reads."""
ALWAYS_READ = ("account.state", "account.exposure", "account.network", "account.visible")
"""Facts the program works out whatever the rules ask."""


@dataclass(frozen=True, eq=False)
class Version:
    """A catalogue with the name people gave it and the files it was read from."""

    name: str
    loaded: Loaded
    catalogue: Catalogue
    borrowed: tuple[str, ...] = ()
    """Parameters it did not have yet and the program needs, taken as they are today."""

    @cached_property
    def section_files(self) -> dict[str, str]:
        """Give the file of each section of questions."""
        documents = self.loaded.questions.documents.values()
        return {document.data["section"]: document.file for document in documents}


def current_version(name: str, checkout: Path, read: Read) -> Version:
    """Give the catalogue in use; raise ``InvalidInput`` when it is not right."""
    return _usable(name, _load(checkout), "", read)


def version_at(where: str, checkout: Path, read: Read) -> Version:
    """Give the version in a folder, otherwise the one git knows under that name.

    Raise ``UnreadableFile`` when there is none, ``InvalidInput`` when the program cannot use it.
    """
    with TemporaryDirectory(prefix="playbook-audit-") as temporary:
        prefix = _take(where, checkout, Path(temporary))
        for name in YOUNG_LISTS:
            _empty_if_absent(Path(temporary, name))
        loaded = _load(Path(temporary))
    completed, borrowed = _completed(loaded, _load(checkout).catalogue)
    return replace(_usable(where, completed, prefix, read), borrowed=borrowed)


def _take(where: str, checkout: Path, into: Path) -> str:
    """Copy a version; give what its files are to be called by."""
    folder = Path(where)
    if not all((folder / name).is_dir() for name in FOLDERS):
        extract(where, checkout, into)
        return f"{where}:"
    try:
        for name in FOLDERS:
            copytree(folder / name, into / name, ignore_dangling_symlinks=True)
    except OSError as error:
        raise UnreadableFile(where, reason_of(error)) from error
    return f"{folder.as_posix()}/"


def _empty_if_absent(file: Path) -> None:
    if not file.exists():
        file.write_text("[]\n", encoding="utf-8")


def _load(folder: Path) -> Loaded:
    questions, scoring = (folder / name for name in FOLDERS)
    return load(questions, scoring)


def _completed(loaded: Loaded, lender: Catalogue | None) -> tuple[Loaded, tuple[str, ...]]:
    """Give a version with the parameters the program looks up and only the lender has."""
    catalogue = loaded.catalogue
    if catalogue is None or lender is None:
        return loaded, ()
    known, today = catalogue.rulebook.parameters, lender.rulebook.parameters
    names = tuple(sorted(READ_BY_PROGRAM & today.keys() - known.keys()))
    loans = {name: today[name] for name in names}
    rulebook = replace(catalogue.rulebook, parameters={**known, **loans})
    return replace(loaded, catalogue=replace(catalogue, rulebook=rulebook)), names


def _usable(name: str, loaded: Loaded, prefix: str, read: Read) -> Version:
    """Give a version that judges, or raise with everything that keeps it from judging."""
    faults = list(loaded.faults) or list(_stopping(loaded, read))
    if loaded.catalogue is None or faults:
        raise InvalidInput([one._replace(file=f"{prefix}{one.file}") for one in faults])
    return Version(name, loaded, loaded.catalogue)


def _stopping(loaded: Loaded, read: Read) -> Iterator[Diagnostic]:
    if loaded.catalogue is None:
        return
    subject = Subject(loaded, loaded.catalogue, read, date.max)
    for lint in STATIC_LINTS:
        yield from filter(_stops, lint(subject))
    yield from _unread(subject)


def _stops(fault: Diagnostic) -> bool:
    """Tell a fault that keeps from judging, such as a network without its row of thresholds."""
    unknown_row = fault.code == "ID-UNKNOWN" and fault.file == "scoring/networks.yaml"
    return fault.code in STOPPING or unknown_row


def _unread(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse the absence of a question that a fact in use reads."""
    terms = subject.vocabulary.terms
    for fact in _facts_in_use(subject.catalogue):
        for name in FACTS[fact].reads:
            if name not in terms:
                message = f"il manque la question « {name} », que le fait « {fact} » lit"
                yield Diagnostic("questions", None, None, "", "FACT-READS", message)


def _facts_in_use(catalogue: Catalogue) -> Iterable[str]:
    """Give the facts that something judges with, and those behind them."""
    users = uses_of(catalogue).operands
    judged = (name for name, by in users.items() if any(one.kind != "fact" for one in by))
    waiting, found = [*judged, *ALWAYS_READ], dict[str, None]()
    while waiting:
        name = waiting.pop()
        if name in FACTS and name not in found:
            found[name] = None
            waiting += FACTS[name].reads
    return sorted(found)
