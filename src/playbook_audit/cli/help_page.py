"""Draws a page of help as plain text; what it says belongs to the commands."""

import re
import shutil
from textwrap import fill, wrap
from typing import NamedTuple

WIDEST = 90
NARROWEST = 40
LONGEST_TERM = 26
INDENT = "  "


class Part(NamedTuple):
    """A titled list of terms, each with what it means."""

    title: str
    rows: tuple[tuple[str, str], ...]


def help_page(usage: str, says: str, parts: tuple[Part, ...], closing: str = "") -> str:
    """Give the text of a page, as wide as the terminal allows."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    blocks = [spaced(f"Usage : {usage}"), *(fill(spaced(one), width) for one in says.split("\n\n"))]
    blocks += [_part(part, width) for part in parts if part.rows]
    blocks += [fill(spaced(one), width) for one in closing.split("\n\n") if one]
    return "\n\n".join(blocks)


def spaced(text: str) -> str:
    """Give a French sentence that never breaks before its punctuation."""
    return re.sub(r" (?=[;:!?»])|(?<=«) ", "\u00a0", text)


def _part(part: Part, width: int) -> str:
    longest = max(len(term) for term, _ in part.rows if len(term) <= LONGEST_TERM)
    rows = [_row(term, text, longest + 2 * len(INDENT), width) for term, text in part.rows]
    return "\n".join([spaced(f"{part.title} :"), *rows])


def _row(term: str, text: str, margin: int, width: int) -> str:
    """Give a term and its meaning beside it, or below when the term is long."""
    lines = wrap(spaced(text), width - margin)
    head = f"{INDENT}{term}"
    if len(head) + len(INDENT) > margin:
        return "\n".join([head, *(" " * margin + line for line in lines)])
    first, *others = lines or [""]
    return "\n".join([head.ljust(margin) + first, *(" " * margin + line for line in others)])
