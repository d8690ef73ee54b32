"""The notebook: an answers file open for an interview, each answer safe before the next question.

``record`` returns once a change is in the journal, on the disk; ``save`` writes the answers file
and empties the journal. Whatever happens between two calls, opening the file again gives every
change that was recorded.
"""

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playbook_audit.dossier.keeping.change import Change, Order, apply, place
from playbook_audit.dossier.keeping.disk import Disk, why
from playbook_audit.dossier.keeping.editing import edited
from playbook_audit.dossier.keeping.journal import Journal, digest
from playbook_audit.dossier.keeping.lock import Lock
from playbook_audit.dossier.keeping.snapshot import KEPT, sweep, try_writing, write_snapshot
from playbook_audit.dossier.keeping.waiting import journal_of
from playbook_audit.dossier.keeping.writing import as_json, as_yaml
from playbook_audit.dossier.read import (
    FILE_FIELDS,
    FORMAT,
    account_keys,
    parse_answers,
    parse_document,
)
from playbook_audit.dossier.template import HASH_SHOWN
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import InvalidInput, NotSaved
from playbook_audit.reading.json import says_json
from playbook_audit.reading.text import decode

EVERY = 20
"""Changes after which the answers file is written without waiting for the end of a section."""
HEADER = """\
# Réponses à l’audit des réseaux sociaux, gardées par « playbook-audit interview ».
# Vous pouvez les corriger ici et ajouter des commentaires : ils seront conservés.
# "?" veut dire « je ne sais pas » ; une question absente n’a pas encore de réponse.
"""


class Notebook:
    """An answers file open for changes; closing it saves it."""

    def __init__(self, file: Path, catalogue: Catalogue, on: date, lock: Lock, disk: Disk) -> None:
        """Read the file and its journal, once nobody else may change them: see ``open``."""
        questionnaire = catalogue.questionnaire
        self._order = Order(
            FILE_FIELDS,
            tuple(questionnaire.audit_questions),
            ("key", *questionnaire.account_questions),
        )
        self._catalogue = f"{catalogue.version} sha256:{catalogue.sha256[:HASH_SHOWN]}"
        self._file, self._lock, self._disk = file, lock, disk
        self._mark, self._text = b"", ""
        self._known = [b""]
        """What the file may hold without anybody else having written it."""
        self._said: list[str] = []
        self._is_closed = False
        self._pending = 0
        """Changes the journal holds and the file does not."""
        self._data = self._read(catalogue, on)
        self._journal = Journal(journal_of(file), disk, str(journal_of(file)))
        self.recovered = 0
        """How many changes an interruption had left out of the file."""
        self._recover()

    @classmethod
    def open(cls, path: Path, catalogue: Catalogue, on: date, disk: Disk | None = None) -> Self:
        """Open an answers file, which may not exist yet; ``on`` dates a new one.

        Raise ``NotSaved`` when nothing could be kept there, ``HeldElsewhere`` when an interview is
        open on it, ``InvalidInput`` when it or its journal is refused; nothing is then changed.
        """
        disk = disk or Disk()
        with _told(str(path), "vos réponses ne pourraient pas y être gardées : "):
            file = _target(path)
            lock = Lock(file, str(path))
            try:
                try_writing(disk, file)
                sweep(disk, file, lock.taken_at)
                return cls(file, catalogue, on, lock, disk)
            except BaseException:
                lock.release()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def data(self) -> dict[str, Any]:
        """Give the plain data of the file and its journal, all texts; not to be changed."""
        return self._data

    @property
    def file(self) -> Path:
        """Give the file answers are saved to; another one after a conflict."""
        return self._file

    def tell(self) -> tuple[str, ...]:
        """Give what the person should be told since the last time, in French."""
        said, self._said = tuple(self._said), []
        return said

    def record(self, change: Change) -> None:
        """Make a change; return once it is safe, or raise ``NotSaved`` and leave all as it was."""
        if self._is_closed:
            message = "the notebook is closed"
            raise ValueError(message)
        if not self._journal.is_sound:
            self._mend()
        with _told(str(self._file), *_NOT_RECORDED):
            kept = self._journal.append(change, self._catalogue, digest(self._known[0]))
        apply(kept, self._data, self._order)
        self._pending += 1
        if self._pending % EVERY == 0 or not self._text:
            self._save_if_possible()

    def save(self) -> None:
        """Write the answers file and empty the journal; raise ``NotSaved`` and keep both."""
        if not self._pending:
            return
        with _told(str(self._file), _NOT_UPDATED, _WAITING.format(journal_of(self._file).name)):
            target = self._file if self._is_unchanged() else self._free_name()
            data = self._stated()
            text = self._composed(data)
            written = self._mark + text.encode()
            self._known.append(written)  # it may be in place even if the disk then complains
            write_snapshot(self._disk, target, written)
        self._data, self._text, self._known, self._pending = data, text, [written], 0
        if target != self._file:
            self._move_to(target)
        with suppress(OSError):  # changes found again are changes already made
            self._journal.empty()

    def close(self) -> None:
        """Save, then let others open the file."""
        try:
            if not self._is_closed:
                self.save()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let others open the file; what it has not received stays in the journal."""
        if self._is_closed:
            return
        self._is_closed = True
        with suppress(OSError):
            self._journal.close()
        self._lock.release()

    # ------------------------------------------------------------ opening

    def _read(self, catalogue: Catalogue, on: date) -> dict[str, Any]:
        """Give the data of the file, each account under the key it is known by."""
        found = self._disk.read(self._file)
        if found is None:
            return {"playbook_audit": FORMAT, "on": on.isoformat(), "answers": {}}
        self._known = [found]
        self._mark = codecs.BOM_UTF8 if found.startswith(codecs.BOM_UTF8) else b""
        self._text = decode(found, self._file)
        parse_answers(self._text, str(self._file), catalogue, on)
        data: dict[str, Any] = parse_document(self._text, str(self._file)).data
        keys = account_keys(data, str(self._file), catalogue, on)
        for row, key in zip(data.get("accounts") or (), keys, strict=True):
            if key is not None and row.get("key") != key:
                place(row, "key", key, self._order.account)
        return data

    def _recover(self) -> None:
        """Make the changes an interruption left in the journal, and say so."""
        found, before = self._journal.found, deepcopy(self._data)
        for change in found.changes:
            apply(change, self._data, self._order)
        if self._data != before:
            self._pending = self.recovered = len(found.changes)
            self._said.append(_found_again(self.recovered))
            if found.base != digest(self._known[0]):
                self._said.append(_CHANGED_SINCE.format(self._file.name + KEPT))
        elif found.changes:  # the file holds them: it was saved just before the interruption
            self._journal.empty()
        if found.is_torn:
            self._said.append(_TORN)

    # ------------------------------------------------------------ saving

    def _mend(self) -> None:
        """Make the journal fit to be written again: what it holds goes to the file first."""
        self.save()
        with _told(str(self._file), *_NOT_RECORDED):
            if not self._journal.is_sound:
                self._journal.empty()

    def _save_if_possible(self) -> None:
        """Write the file; where it cannot be, the journal holds the answers and that is said."""
        try:
            self.save()
        except NotSaved as error:
            self._said.append(f"{error.file} : {error.reason}.")

    def _stated(self) -> dict[str, Any]:
        """Give the data with what the tool states about it: the catalogue, one more generation."""
        stated = dict(self._data)
        place(stated, "catalogue", self._catalogue, self._order.fields)
        place(stated, "generation", str(_generation(self._data) + 1), self._order.fields)
        return stated

    def _composed(self, data: dict[str, Any]) -> str:
        """Give the text of the file, which keeps the comments and layout of the one before."""
        if says_json(self._text, str(self._file)):
            return as_json(data)
        if not self._text:
            return as_yaml(data, HEADER)
        kept = edited(self._text, data)
        if kept is None:
            self._said.append(_NEW_LAYOUT.format(self._file.name + KEPT))
        return kept if kept is not None else as_yaml(data, HEADER)

    def _is_unchanged(self) -> bool:
        """Tell whether the file still says what we left in it; a new comment is taken as ours."""
        found = self._disk.read(self._file)
        if found is None or found in self._known:
            return True
        try:
            text = decode(found, self._file)
            is_same = bool(self._text) and self._says(text) == self._says(self._text)
        except InvalidInput:
            return False
        if is_same:
            self._text, self._known = text, [found]
        return is_same

    def _says(self, text: str) -> Any:
        return parse_document(text, str(self._file)).data

    def _free_name(self) -> Path:
        """Give the name under which our version goes beside somebody else's."""
        stem, suffix = self._file.stem, self._file.suffix
        rank = 1
        while (name := self._file.with_name(f"{stem}.conflit-{rank}{suffix}")).exists():
            rank += 1
        return name

    def _move_to(self, target: Path) -> None:
        """Go on in another file, leaving the first to whoever changed it."""
        with _told(str(target), *_NOT_RECORDED):
            lock = Lock(target, str(target))
            try:
                journal = Journal(journal_of(target), self._disk, str(journal_of(target)))
            except BaseException:
                lock.release()
                raise
        self._said.append(_CONFLICT.format(self._file.name, target.name))
        left, self._journal = self._journal, journal
        held, self._lock = self._lock, lock
        self._file = target
        with suppress(OSError):
            left.empty()
            left.close()
        held.release()


def _target(path: Path) -> Path:
    """Give the file a path leads to, links followed; raise when it can never be written."""
    try:
        file = path.resolve()
    except RuntimeError as error:  # links that turn in a circle, before Python 3.13
        raise NotSaved(str(path), _CIRCLE) from error
    if not file.parent.is_dir():
        raise NotSaved(str(file.parent), _NO_FOLDER)
    if file.is_dir():
        raise NotSaved(str(path), _A_FOLDER)
    if file.exists() and not os.access(file, os.W_OK):
        raise NotSaved(str(path), _READ_ONLY)
    return file


@contextmanager
def _told(file: str, before: str, after: str = "") -> Iterator[None]:
    """Turn what the disk refuses into ``NotSaved``, its reason told between two pieces of text."""
    try:
        yield
    except OSError as error:
        raise NotSaved(file, f"{before}{why(error)}{after}") from error


def _generation(data: dict[str, Any]) -> int:
    written = data.get("generation")
    return int(written) if isinstance(written, str) and written.isdecimal() else 0


def _found_again(count: int) -> str:
    answers = "une réponse" if count == 1 else f"{count} réponses"
    return f"L’entretien avait été coupé : {answers} depuis la dernière sauvegarde, tout est là."


_TORN = "La toute dernière réponse était coupée en cours d’écriture : elle vous est redemandée."
_CHANGED_SINCE = (
    "Le fichier a été changé depuis : là où les deux diffèrent, la réponse de l’entretien "
    "l’emporte ; l’autre version sera dans « {0} »."
)
_CONFLICT = (
    "« {0} » a été changé ailleurs pendant l’entretien et reste tel quel ; "
    "vos réponses sont dans « {1} ». Comparez les deux, puis gardez-en un seul."
)
_NEW_LAYOUT = "La mise en forme du fichier n’a pas pu être gardée ; l’ancienne est dans « {0} »."
_NOT_RECORDED = (
    "cette réponse n’est pas enregistrée : ",
    ", puis répondez de nouveau ; les précédentes sont gardées",
)
_NOT_UPDATED = "le fichier n’a pas pu être mis à jour : "
_WAITING = " ; vos réponses sont gardées dans « {0} » et reprises au prochain entretien"
_CIRCLE = "ce lien tourne en rond ; indiquez le fichier lui-même"
_NO_FOLDER = "ce dossier n’existe pas ; créez-le, ou choisissez-en un autre"
_A_FOLDER = "c’est un dossier ; indiquez un fichier"
_READ_ONLY = "ce fichier est en lecture seule ; retirez cette protection, ou copiez-le"
