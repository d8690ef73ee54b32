"""Rows of a prompt, cut to the width of the terminal: no label is ever cut off.

Rows are plain (style, text) pairs, so that what is drawn can be read without a terminal.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prompt_toolkit.utils import get_cwidth

from playbook_audit.interview.interface import Menu, Prompt
from playbook_audit.interview.lists import Entry, Listing
from playbook_audit.interview.replies import LEAVE, UNSURE, WHY, Gesture


class Row(NamedTuple):
    """One row of the terminal."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs drawn beside the lines."""

    pointer: str
    ticked: str
    unticked: str
    arrows: str


FINE = Marks("›", "●", "○", "↑↓ Entrée")
PLAIN = Marks(">", "[x]", "[ ]", "Flèches, Entrée")
KEPT_ABOVE = 3
"""Rows left to what came before, so that a trace can always be taken back."""
FEWEST_ENTRIES = 4
RULE = re.compile("─+")


def marks(encoding: str) -> Marks:
    """Give the signs an encoding can write."""
    try:
        f"{FINE.pointer}{FINE.ticked}{FINE.arrows}".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return FINE


def wrapped(text: str, width: int) -> list[str]:
    """Cut a text into rows at its spaces; no-break spaces hold."""
    rows: list[str] = []
    row = ""
    for word in text.split(" "):
        longer = f"{row} {word}" if row else word
        if get_cwidth(longer) <= width:
            row = longer
            continue
        *full, last = _pieces(word, width)
        rows += [row] * bool(row) + full
        row = last
    return [*rows, row]


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word longer than a row, such as an address."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and get_cwidth(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def hanging(text: str, width: int, first: str, rest: str | None = None) -> list[str]:
    """Cut a text into rows that begin with ``first``, the next ones aligned under its words."""
    indent = " " * get_cwidth(first) if rest is None else rest
    room = max(width - max(get_cwidth(first), get_cwidth(indent)), 1)
    head, *tail = wrapped(text, room)
    return [first + head, *(indent + row for row in tail)]


def told(line: str, width: int) -> list[str]:
    """Cut a line told, its rule shortened rather than wrapped and its indent kept."""
    excess = get_cwidth(line) - width
    rule = max(RULE.findall(line), key=len, default="")
    if 0 < excess < len(rule):
        return [line.replace(rule, "─" * (len(rule) - excess), 1)]
    text = line.lstrip(" ")
    return hanging(text, width, " " * (len(line) - len(text)))


def height(rows: Iterable[str], columns: int) -> int:
    """Give how many rows of a terminal these take, at a width they may not have been cut to."""
    return sum(max(-(-get_cwidth(row) // max(columns, 1)), 1) for row in rows)


# ---------------------------------------------------------------- around the field


def header(asked: Prompt | Menu, width: int) -> list[Row]:
    """Give what stands above the field: the account, the question, how to answer."""
    if isinstance(asked, Menu):
        above = [Row("class:about", row) for line in asked.above for row in told(line, width)]
        return [*above, *_styled("class:question", hanging(asked.title, width, "? "))]
    about = hanging(asked.about, width, "  ") if asked.about else []
    note = f"Note : {asked.note}" if asked.note else None
    under = [line for line in (asked.hint, note) if line]
    return [
        *_styled("class:about", about),
        *_styled("class:question", hanging(asked.ask, width, "? ")),
        *(row for line in under for row in _styled("class:about", hanging(line, width, "  "))),
    ]


def refusal(text: str | None, width: int) -> list[Row]:
    """Give why the last try was not taken."""
    return _styled("class:refusal", hanging(text, width, "  ! ")) if text else []


def keys_line(place: str, here: Iterable[str], width: int) -> list[Row]:
    """Give the line of keys: how far one is, then what can be pressed; cut between two keys."""
    parts = [part for part in (place, *map(_unbreakable, here)) if part]
    return _styled("class:keys", hanging("\N{NO-BREAK SPACE}· ".join(parts), width, "  "))


def keys_of(offered: Iterable[Gesture]) -> list[str]:
    """Give the keys of what may be done here instead of answering."""
    return [f"{one.key} {one.meaning}" for one in offered if one != LEAVE]


def keys_of_field(offered: Iterable[Gesture]) -> list[str]:
    """Give the same with what can be typed, since some terminals keep function keys."""
    typed = {WHY: f" ({WHY.typed})", UNSURE: f" ({UNSURE.typed})"}
    return [f"{one.key}{typed.get(one, '')} {one.meaning}" for one in offered if one != LEAVE]


def _unbreakable(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _styled(style: str, rows: Iterable[str]) -> list[Row]:
    return [Row(style, row) for row in rows]


# ---------------------------------------------------------------- lists


def list_keys(listing: Listing, signs: Marks) -> list[str]:
    """Give what a list says of itself: what is ticked, where one points, how to choose."""
    keys = ["Espace coche", "Entrée valide"] if listing.several else [signs.arrows]
    if listing.several and listing.ticked:
        count = len(listing.ticked)
        most = f" sur {listing.at_most} au plus" if listing.at_most else ""
        keys.insert(0, f"{count} coché{'s' if count > 1 else ''}{most}")
    if listing.long:
        keys = [*_rank(listing), *keys, "tapez pour chercher"]
    return keys


def _rank(listing: Listing) -> list[str]:
    current = listing.current
    if current is None or current.reply is not None:
        return []
    among = len(listing.shown) if listing.sought else len(listing.choices)
    return [f"ligne {listing.pointed + 1}/{among}"]


def list_rows(
    asked: Prompt | Menu, listing: Listing, size: tuple[int, int], signs: Marks
) -> list[Row]:
    """Give every row of a list prompt, within a terminal of (columns, rows)."""
    width = max(size[0] - 1, 1)
    refused = asked.refusal if isinstance(asked, Prompt) else None
    place = asked.place if isinstance(asked, Prompt) else ""
    below = [
        *_search(listing, width),
        *refusal(listing.notice or refused, width),
        *keys_line(place, [*list_keys(listing, signs), *keys_of(listing.gestures)], width),
    ]
    room = size[1] - KEPT_ABOVE - len(below)
    above = shortened(header(asked, width), room - FEWEST_ENTRIES)
    return [*above, *_entries(listing, width, room - len(above), signs), *below]


def shortened(rows: list[Row], room: int) -> list[Row]:
    """Keep the last rows when there is no room for all, and say so."""
    if len(rows) <= max(room, 1):
        return rows
    kept = rows[-max(room - 1, 1) :]
    return [Row("class:keys", f"  … {len(rows) - len(kept)} lignes plus haut"), *kept]


def _search(listing: Listing, width: int) -> list[Row]:
    if not listing.sought:
        return []
    found = "" if listing.shown else " : aucun choix ne correspond ; effacez pour les revoir"
    return _styled("class:search", hanging(f"Recherche « {listing.sought} »{found}", width, "  "))


def _entries(listing: Listing, width: int, room: int, signs: Marks) -> list[Row]:
    blocks = [
        _entry(entry, listing, width, signs, pointed=rank == listing.pointed)
        for rank, entry in enumerate(listing.shown)
    ]
    first, last = _window([len(block) for block in blocks], listing.pointed, room)
    rows = [row for block in blocks[first:last] for row in block]
    if first:
        rows.insert(0, Row("class:keys", f"   … {first} plus haut"))
    if last < len(blocks):
        rows.append(Row("class:keys", f"   … {len(blocks) - last} plus bas"))
    return rows


def _entry(entry: Entry, listing: Listing, width: int, signs: Marks, *, pointed: bool) -> list[Row]:
    pointer = signs.pointer if pointed else " "
    tick = ""
    if listing.several and entry.reply is None:
        tick = f"{signs.ticked if entry.id in listing.ticked else signs.unticked} "
    style = "class:pointed" if pointed else "class:gesture" if entry.reply else ""
    return _styled(style, hanging(entry.label, width, f" {pointer} {tick}"))


def _window(heights: Sequence[int], pointed: int, room: int) -> tuple[int, int]:
    """Give the first line drawn and the one after the last, leaving rows to say what is hidden."""
    for marks in range(2):
        first, last = _around(heights, pointed, room - marks)
        if (first > 0) + (last < len(heights)) <= marks:
            return first, last
    return _around(heights, pointed, room - 2)


def _around(heights: Sequence[int], pointed: int, room: int) -> tuple[int, int]:
    """Give the lines that fit around the one pointed at, which stays in the middle if it can."""
    if not heights:
        return 0, 0
    first, last, left = pointed, pointed + 1, room - heights[pointed]
    while True:
        below = last < len(heights) and heights[last] <= left
        above = first > 0 and heights[first - 1] <= left
        if below and not (above and last - pointed > pointed - first):
            left -= heights[last]
            last += 1
        elif above:
            first -= 1
            left -= heights[first]
        else:
            return first, last
