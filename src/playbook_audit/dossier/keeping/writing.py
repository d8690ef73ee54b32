"""Plain data to the text of a file: YAML that any reader takes for the same texts, or JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:[\w.'’()/+@&%!…€°–—-]| (?=[^ ]))*")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
_MISREAD = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that some YAML readers take for something else than themselves."""
_HIDDEN = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML wants escaped, or would take for a line break."""


def scalar(text: str | None) -> str:
    """Give a text as YAML: bare when nothing can misread it, otherwise between quotes."""
    if text is None:
        return "null"
    bare = _PLAIN.fullmatch(text) and text.casefold() not in _MISREAD
    return text if bare or _INTEGER.fullmatch(text) else _quoted(text)


def key(name: str) -> str:
    """Give the name of a field as YAML; « on » is one of ours, and stays bare."""
    return name if _PLAIN.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def flow(value: Any) -> str:
    """Give a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)}: {flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def is_spread(value: Any) -> bool:
    """Tell whether a field of a file is written on several lines: answers, accounts."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) and one for one in value)
    return isinstance(value, dict) and bool(value)


def field(name: str, value: Any, margin: str) -> Iterator[str]:
    """Give the lines of a field of the file."""
    if not is_spread(value):
        yield f"{margin}{key(name)}: {flow(value)}"
        return
    yield f"{margin}{key(name)}:"
    yield from spread(value, f"{margin}  ")


def spread(value: Any, margin: str) -> Iterator[str]:
    """Give the lines of answers, one each, or of accounts, one dash each."""
    if isinstance(value, dict):
        yield from (f"{margin}{key(name)}: {flow(one)}" for name, one in value.items())
    else:
        for one in value:
            yield from dash(one, margin)


def dash(item: dict[str, Any], margin: str) -> Iterator[str]:
    """Give the lines of one account."""
    if not item:
        yield f"{margin}- {{}}"
    for rank, (name, one) in enumerate(item.items()):
        yield f"{margin}{'  ' if rank else '- '}{key(name)}: {flow(one)}"


def as_yaml(data: dict[str, Any], header: str = "") -> str:
    """Give the text of a whole file."""
    lines = [line for name, value in data.items() for line in field(name, value, "")]
    return header + "\n".join([*lines, ""])


def as_json(data: dict[str, Any]) -> str:
    """Give the text of a whole JSON file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
