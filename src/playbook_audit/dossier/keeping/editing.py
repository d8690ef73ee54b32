"""Changes the text of a YAML file where its data changes, and nowhere else.

People write comments in their answers file, order it and lay it out as they like. What they wrote
is not composed anew: the parser says where each value stands, and only those places are edited.
The result is read again with our own reader before anybody may write it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import yaml

from playbook_audit.dossier.keeping.writing import dash, flow, is_spread, key, spread
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.yaml import parse_yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BREAKS = "\n\r\x85\u2028\u2029"


def edited(text: str, data: dict[str, Any]) -> str | None:
    """Give a YAML text changed so that it reads as ``data``; None when its layout forbids it."""
    try:
        editor = _Editor(text)
        editor.root(parse_yaml(text, "").data, data)
        result = editor.result()
        return result if parse_yaml(result, "").data == data else None
    except (_Unmanageable, InvalidInput):
        return None


class _Unmanageable(Exception):
    """A layout that nobody writes by hand: explicit keys, brackets around the whole file."""


@dataclass(slots=True)
class _Node:
    """Where a value is written; ``end`` of a block is the end of the last thing it holds."""

    start: int
    end: int
    kind: str = "scalar"
    """scalar, flow or block."""
    entries: "list[_Entry]" = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """A key and its value, or an item of a list, whose key is then empty."""

    name: str
    start: int
    key_end: int
    node: _Node

    @property
    def end(self) -> int:
        return max(self.key_end, self.node.end)


def _composed(text: str) -> _Node:
    """Give the places of a document."""
    events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
    return _node(next(one for one in events if isinstance(one, yaml.NodeEvent)), events)


def _node(event: Any, events: Iterator[Any]) -> _Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        return _Node(start, end)
    node = _Node(start, end, "flow" if event.flow_style else "block")
    in_mapping = isinstance(event, yaml.MappingStartEvent)
    while not isinstance(one := next(events), yaml.CollectionEndEvent):
        node.entries.append(_entry(one, events) if in_mapping else _item(one, events))
    node.end = node.entries[-1].end if node.kind == "block" else _end(one)
    return node


def _end(event: Any) -> int:
    place: int = event.end_mark.index
    return place


def _entry(name: Any, events: Iterator[Any]) -> _Entry:
    node = _node(next(events), events)
    return _Entry(name.value, name.start_mark.index, _end(name), node)


def _item(event: Any, events: Iterator[Any]) -> _Entry:
    node = _node(event, events)
    return _Entry("", node.start, node.start, node)


class _Editor:
    """Collects edits of one text: from, to, and what comes there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.edits: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """Give the text once edited."""
        pieces, done = [], 0
        for start, end, replacement in sorted(self.edits, key=lambda one: one[:2]):
            pieces += [self.text[done:start], replacement]
            done = end
        return "".join([*pieces, self.text[done:]])

    def root(self, old: Any, new: dict[str, Any]) -> None:
        """Edit the whole document."""
        node = _composed(self.text)
        if not isinstance(old, dict) or node.kind != "block" or not old.keys() & new.keys():
            raise _Unmanageable
        self._block(node, None, old, new, deep=False)

    # ------------------------------------------------------------ what changes

    def _value(self, entry: _Entry, old: Any, new: Any, *, in_block: bool, deep: bool) -> None:
        """Edit one value, as finely as its layout allows."""
        node = entry.node
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            if node.kind == "block":
                self._block(node, entry, old, new, deep=True)
                return
            if self.text[node.start] == "{" and old.keys() <= new.keys():
                self._flow(node, old, new)
                return
        if node.kind == "block" and _are_accounts(old) and _are_accounts(new):
            self._items(node, old, new)
        elif node.kind == "block":
            self._flatten(entry, new)
        elif in_block and not deep and is_spread(new):
            self._unfold(entry, new)
        else:
            self._replace(entry, new)

    def _block(
        self, node: _Node, parent: _Entry | None, old: Any, new: dict[str, Any], *, deep: bool
    ) -> None:
        """Edit a mapping written on one line for each key."""
        kept = [entry for entry in node.entries if entry.name in new]
        self._remove_lines(node.entries, kept)
        for entry in kept:
            if old[entry.name] != new[entry.name]:
                self._value(entry, old[entry.name], new[entry.name], in_block=True, deep=deep)
        margin = " " * self._column(kept[0].start if parent is None else node.start)
        for before, names in _added(kept, new):
            lines = [line for name in names for line in _lines(name, new[name], margin, deep=deep)]
            if before is not None:
                self._insert_after(before.node, lines)
            elif parent is not None and parent.name and self._breaks(parent.key_end, node.start):
                self._insert_lines(self._line_end(parent.key_end), lines)
            else:
                first = self.newline.join(lines).removeprefix(margin)
                self._edit(kept[0].start, kept[0].start, f"{first}{self.newline}{margin}")

    def _flow(self, node: _Node, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Edit a mapping written between braces, which keeps all its keys."""
        for entry in node.entries:
            if old[entry.name] != new[entry.name]:
                self._value(entry, old[entry.name], new[entry.name], in_block=False, deep=True)
        for before, names in _added(node.entries, new):
            pairs = [f"{key(name)}: {flow(new[name])}" for name in names]
            if before is not None:
                self._edit(before.end, before.end, "".join(f", {pair}" for pair in pairs))
            else:
                start = node.entries[0].start
                self._edit(start, start, "".join(f"{pair}, " for pair in pairs))

    def _items(self, node: _Node, old: list[Any], new: list[Any]) -> None:
        """Edit a list of accounts, one dash each."""
        margin = " " * self._column(node.start)
        matcher = SequenceMatcher(
            None, [_identity(one) for one in old], [_identity(one) for one in new], autojunk=False
        )
        for tag, low, high, new_low, new_high in matcher.get_opcodes():
            if tag == "equal" or _are_named(old[low:high], new[new_low:new_high]):
                for entry, was, now in zip(
                    node.entries[low:high], old[low:high], new[new_low:new_high], strict=True
                ):
                    if was != now:
                        self._value(entry, was, now, in_block=True, deep=True)
                continue
            for entry in node.entries[low:high]:
                self._edit(self._dash(entry, node), self._line_end_of(entry.node), "")
            lines = [line for one in new[new_low:new_high] for line in dash(one, margin)]
            if lines and low:
                self._insert_after(node.entries[low - 1].node, lines)
            elif lines:
                self._insert_lines(self._dash(node.entries[0], node), lines)

    # ------------------------------------------------------------ how it is written

    def _replace(self, entry: _Entry, new: Any) -> None:
        """Write a value in the place of another, or of nothing."""
        node = entry.node
        before = self.text[entry.key_end : node.start]
        lead = ""
        if entry.key_end > entry.start and ":" not in before:
            lead = ": "
        elif node.start and self.text[node.start - 1] in ":-":
            lead = " "
        self._edit(node.start, self._last(node), lead + flow(new))

    def _unfold(self, entry: _Entry, new: Any) -> None:
        """Write answers or accounts under their name, in the place of nothing."""
        node = entry.node
        colon = self.text.index(":", entry.key_end) + 1
        start = node.start if self._breaks(colon, node.start) else colon
        self._edit(start, self._last(node), "")
        margin = " " * (self._column(entry.start) + 2)
        self._insert_lines(self._line_end_of(node), list(spread(new, margin)))

    def _flatten(self, entry: _Entry, new: Any) -> None:
        """Write a value beside its name, in the place of the lines under it."""
        colon = self.text.index(":", entry.key_end) + 1
        self._edit(colon, colon, f" {flow(new)}")
        self._edit(self._line_start(entry.node.start), self._line_end_of(entry.node), "")

    def _remove_lines(self, entries: Sequence[_Entry], kept: Sequence[_Entry]) -> None:
        """Take away the lines of what is not kept; the first may share the line of a dash."""
        first, start = entries[0], self._line_start(entries[0].start)
        if first is not kept[0] and self.text[start : first.start].strip():
            self._edit(first.start, kept[0].start, "")
            entries = entries[entries.index(kept[0]) :]
        for entry in entries:
            if entry not in kept:
                self._edit(self._line_start(entry.start), self._line_end_of(entry.node), "")

    def _insert_after(self, node: _Node, lines: list[str]) -> None:
        self._insert_lines(self._line_end_of(node), lines)

    def _insert_lines(self, place: int, lines: list[str]) -> None:
        """Write lines at the start of a line, or at the end of a text that lacks its last break."""
        if place and self.text[place - 1] not in _BREAKS:
            self._edit(place, place, "".join(f"{self.newline}{line}" for line in lines))
        else:
            self._edit(place, place, "".join(f"{line}{self.newline}" for line in lines))

    def _edit(self, start: int, end: int, replacement: str) -> None:
        self.edits.append((start, end, replacement))

    # ------------------------------------------------------------ places

    def _line_start(self, place: int) -> int:
        return max(self.text.rfind(one, 0, place) for one in _BREAKS) + 1

    def _line_end(self, place: int) -> int:
        """Give the place after the end of the line, break included."""
        found = _BREAK.search(self.text, place)
        return found.end() if found else len(self.text)

    def _last(self, node: _Node) -> int:
        """Give the place after the last thing written of a value; a text block ends further."""
        return node.start + len(self.text[node.start : node.end].rstrip(f" \t{_BREAKS}"))

    def _line_end_of(self, node: _Node) -> int:
        """Give the place after the last line of a value; a text block already ends there."""
        at_break = node.end > node.start and self.text[node.end - 1] in _BREAKS
        return node.end if at_break else self._line_end(node.end)

    def _column(self, place: int) -> int:
        return place - self._line_start(place)

    def _breaks(self, start: int, end: int) -> bool:
        """Tell whether a line ends between two places."""
        return _BREAK.search(self.text, start, end) is not None

    def _dash(self, entry: _Entry, node: _Node) -> int:
        """Give the start of the line that holds the dash of an item."""
        column = self._column(node.start)
        first, line = self._line_start(node.start), self._line_start(entry.start)
        while line > first and self.text[line : line + column + 1].strip() != "-":
            line = self._line_start(line - 1)
        return line


def _are_accounts(value: Any) -> bool:
    return bool(value) and isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _identity(item: dict[str, Any]) -> str:
    """Give what tells an account from another: its key, otherwise all it says."""
    key = item.get("key")
    return f"key {key}" if isinstance(key, str) else flow(item)


def _are_named(old: list[Any], new: list[Any]) -> bool:
    """Tell whether accounts are the same ones, which had no key yet."""
    return len(old) == len(new) > 0 and all(
        was.get("key") is None and now.get("key") and was.keys() <= now.keys()
        for was, now in zip(old, new, strict=True)
    )


def _added(
    kept: Sequence[_Entry], new: dict[str, Any]
) -> Iterator[tuple[_Entry | None, list[str]]]:
    """Give the names to write, after which entry they come (None: before the first)."""
    entries = {entry.name: entry for entry in kept}
    before: _Entry | None = None
    waiting: list[str] = []
    for name in new:
        if name not in entries:
            waiting.append(name)
            continue
        if waiting:
            yield before, waiting
        before, waiting = entries[name], []
    if waiting:
        yield before, waiting


def _lines(name: str, value: Any, margin: str, *, deep: bool) -> Iterator[str]:
    if deep or not is_spread(value):
        yield f"{margin}{key(name)}: {flow(value)}"
        return
    yield f"{margin}{key(name)}:"
    yield from spread(value, f"{margin}  ")
