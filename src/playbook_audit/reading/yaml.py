"""YAML to plain data in which every scalar stays text, with the place of everything.

Built from the parser's events, one by one: no recursion, so nesting cannot crash it; no typing, so
``01001``, ``non`` and ``12:30`` stay as written; no aliases, merges, tags or duplicate keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.text import read_text, shortened

Place = tuple[int, int]
"""Line and column, from 1."""
Keys = tuple[str | int, ...]
"""Where a value stands: the keys and ranks that lead to it."""
DEEPEST = 50
MOST_DIAGNOSTICS = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HALF = re.compile("[\ud800-\udfff]")
"""Half characters, which the parser in Python lets through and no file can hold."""
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class Document:
    """Plain data (dict, list, str, None) and the place of each value and key."""

    file: str
    data: Any
    places: dict[Keys, Place] = field(default_factory=dict)

    def place_of(self, keys: Keys) -> tuple[int | None, int | None]:
        """Give the place of a value, or of the nearest thing that holds it."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.places:
                return self.places[keys[:length]]
        return None, None

    def diagnostic(self, keys: Keys, code: str, message: str) -> Diagnostic:
        """Give a diagnostic at the place of a value."""
        line, column = self.place_of(keys)
        return Diagnostic(self.file, line, column, path_text(keys), code, message)


def path_text(keys: Keys) -> str:
    """Give a path as a person names it.

    >>> path_text(("accounts", 2, "followers"))
    'accounts[3].followers'
    """
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key + 1}]"
        else:
            text += f".{shortened(key)}" if text else shortened(key)
    return text


def read_yaml(file: Path) -> Document:
    """Read one YAML file; raise ``InvalidInput`` or ``UnreadableFile``."""
    return parse_yaml(read_text(file), str(file))


def parse_yaml(text: str, file: str) -> Document:
    """Read one YAML document; raise ``InvalidInput`` with every fault of form found."""
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.refuse_at(mark, "YAML-FORM", _explain(error, _character_at(text, mark)))
    except yaml.reader.ReaderError:
        hidden = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text[: hidden.start() if hidden else 0].count("\n") + 1
        builder.faults.append(Diagnostic(file, line, None, "", "YAML-CHARACTER", _CHARACTER))
    except (ValueError, OverflowError):  # the parser in Python, on a "\U" code of no character
        builder.faults.append(Diagnostic(file, None, None, "", "YAML-CHARACTER", _CHARACTER))
    if builder.faults:
        raise InvalidInput(builder.faults[:MOST_DIAGNOSTICS])
    return Document(file, builder.root, builder.places)


def _events(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=_LOADER)


@dataclass(slots=True)
class _Open:
    """A mapping or a list being filled."""

    value: dict[str, Any] | list[Any]
    keys: Keys
    key: str | None = None
    """The key of a mapping that waits for its value."""


class _Builder:
    """Turns events into data, noting places and refusing what the format does not use."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.places: dict[Keys, Place] = {}
        self.faults: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._refuse_decoration(event)
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._refuse_decoration(event)
                self._start(event, {})
            case yaml.SequenceStartEvent():
                self._refuse_decoration(event)
                self._start(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                self.refuse_at(event.start_mark, "YAML-ALIAS", _NO_ALIAS)
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self.refuse_at(event.start_mark, "YAML-DOCUMENTS", _ONE_DOCUMENT)

    def refuse_at(self, mark: Any, code: str, message: str) -> None:
        """Note a fault at a mark of the parser."""
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        path = path_text(self._keys()) if self._open else ""
        self.faults.append(Diagnostic(self.file, line, column, path, code, message))

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse_at(event.start_mark, "YAML-ALIAS", _NO_ALIAS)
        if event.tag is not None and event.tag != "!":
            self.refuse_at(event.start_mark, "YAML-TAG", _NO_TAG)

    def _scalar(self, event: Any) -> None:
        plain = not event.style  # None, or "" from the C parser
        if event.style == '"' and _HALF.search(event.value):
            self.refuse_at(event.start_mark, "YAML-CHARACTER", _CHARACTER)
        if self._awaits_key():
            self._key(event)
        else:
            self._place(event, None if plain and event.value in _EMPTY else event.value)

    def _key(self, event: Any) -> None:
        """Take the key of a mapping."""
        holder = self._open[-1]
        holder.key = event.value
        if event.value == "<<" and not event.style:
            self.refuse_at(event.start_mark, "YAML-ALIAS", _NO_ALIAS)
        if event.value in holder.value:
            first = self.places[(*holder.keys, event.value)][0]
            self.refuse_at(
                event.start_mark, "YAML-TWICE", _TWICE.format(shortened(event.value), first)
            )
        else:
            self._note((*holder.keys, event.value), event.start_mark)

    def _start(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        keys = self._keys()
        if len(self._open) >= DEEPEST:
            raise _TooDeep(None, None, _DEEP, event.start_mark)
        if self._awaits_key():
            self.refuse_at(event.start_mark, "YAML-KEY", _PLAIN_KEY)
            self._open[-1].key = ""
        else:
            self._place(event, value)
        self._open.append(_Open(value, keys))

    def _alias(self, event: Any) -> None:
        """Take a refused alias for nothing, so that what follows is still read as it stands."""
        if self._awaits_key():
            self._open[-1].key = ""
        else:
            self._place(event, None)

    def _awaits_key(self) -> bool:
        """Tell whether what comes next is the key of a mapping."""
        if not self._open:
            return False
        return isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _keys(self) -> Keys:
        """Give the path of the value that comes next."""
        if not self._open:
            return ()
        holder = self._open[-1]
        if isinstance(holder.value, list):
            return (*holder.keys, len(holder.value))
        return holder.keys if holder.key is None else (*holder.keys, holder.key)

    def _place(self, event: Any, value: Any) -> None:
        """Put a value where it belongs and note its place."""
        keys = self._keys()
        holder = self._open[-1] if self._open else None
        if holder is None:
            self.root = value
        elif isinstance(holder.value, list):
            holder.value.append(value)
        elif holder.key is not None:
            holder.value.setdefault(holder.key, value)
            holder.key = None
        if keys not in self.places:
            self._note(keys, event.start_mark)

    def _note(self, keys: Keys, mark: Any) -> None:
        self.places[keys] = (mark.line + 1, mark.column + 1)


class _TooDeep(yaml.MarkedYAMLError):
    """Nesting beyond what any of our files needs."""


_NO_ALIAS = "les renvois (&, *, <<) ne sont pas admis ; écrivez la valeur en toutes lettres"
_NO_TAG = "les étiquettes (« ! ») ne sont pas admises ; écrivez la valeur seule"
_ONE_DOCUMENT = "un seul document par fichier ; retirez la ligne « --- » en trop"
_TWICE = "« {0} » est écrit deux fois, la première ligne {1} ; gardez-en une"
_PLAIN_KEY = "un nom de champ doit être un simple mot"
_DEEP = "trop de niveaux imbriqués"
_CHARACTER = "caractère de contrôle invisible ; effacez-le et retapez le mot"
_TAB = "tabulation en début de ligne ; remplacez-la par des espaces"
_BROKEN = (
    "mise en forme YAML illisible ici ; vérifiez les retraits, "
    "et mettez entre guillemets un texte qui contient « : », « # » ou « ? »"
)


def _character_at(text: str, mark: Any) -> str:
    """Give the character at a mark of the parser, or nothing past the end."""
    lines = text.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""


def _explain(error: yaml.MarkedYAMLError, character: str) -> str:
    """Give the fault of form in French; the library's own words are English."""
    if isinstance(error, _TooDeep):
        return _DEEP
    if character == "\t":
        return _TAB
    if "quoted scalar" in f"{error.context} {error.problem}":
        return "guillemet ouvert et jamais refermé"
    return _BROKEN
