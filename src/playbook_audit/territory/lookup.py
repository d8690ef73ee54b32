"""Finds collectivités from what a person types, and never chooses for them.

A number is a code: INSEE, postal, SIREN. Words are a name, read as typed, then without what tells
a type (« mairie de »), then without a place (« Saint-Denis 93 », « Valmont Moselle »). Best first:
same name, beginning of a name, words of a name, one letter away; then the most populated.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook_audit.territory.card import territory
from playbook_audit.territory.spelling import plain, said, without_links
from playbook_audit.territory.table import Table, table
from playbook_audit.territory.territory import Territory
from playbook_audit.territory.types import TYPES

LONGEST = 200
"""Characters read; no name is half as long."""
SHORTEST_MENDED = 4
"""Letters; a shorter name is one letter away from too many others."""
EXACT, SAME_WORDS, BEGINNING, SOME_WORDS, ONE_LETTER_AWAY = range(5)
_SIREN = re.compile(r"([0-9]{9})(?:[0-9]{5})?")
_COMMUNE = re.compile(r"[0-9]{4,5}|2[AB][0-9]{3}")
_AREA = re.compile(r"[0-9]{1,3}|2[AB]")
_PLACE = re.compile(r" ?\b([0-9]{2,5}|2[ab][0-9]{0,3})\b")
Tiers = dict[int, int]
"""How well each entry found answers, from ``EXACT`` on."""


class Reading(NamedTuple):
    """One way to understand what was typed, in plain letters."""

    name: str
    type: str | None = None
    place: str = ""
    """Beginning of a code, or a postal code; empty for the whole country."""


def find(words: str, at_most: int = 9) -> list[Territory]:
    """Give the collectivités that may be meant, best first; none when the name is unknown."""
    known, asked = table(), plain(words[:LONGEST])
    meant = said(asked)
    ranks = _coded(known, meant.name, meant.type) or _named(known, asked)
    first: dict[int, int] = {}
    for entry in sorted(ranks, key=lambda entry: (ranks[entry], _order(known, entry))):
        first.setdefault(known.rows[entry], entry)
    return [territory(known, entry) for entry in list(first.values())[: max(0, at_most)]]


Rank = tuple[bool, bool, int]
"""How badly an entry answers: one letter is wrong, the type is another, then its tier."""


def _order(known: Table, entry: int) -> tuple[bool, bool, int, int, str]:
    """Give what decides between entries that answer as well: above all, the most populated.

    An intercommunalité often bears the name of its main town, which is then the likelier.
    """
    row = known.rows[entry]
    population, type_ = int(known.populations[row] or 0), known.types[row]
    return entry != row, type_ == "epci", -population, TYPES.index(type_), known.codes[row]


# ------------------------------------------------------------------ codes


def _coded(known: Table, code: str, type_: str | None) -> dict[int, Rank]:
    """Give the entries that bear a code; a commune's own before the postal codes of others."""
    code = code.replace(" ", "").upper()
    if siren := _SIREN.fullmatch(code):
        tiers = _bearing(known, siren[1])
    elif _COMMUNE.fullmatch(code):
        tiers = _posted(known, code.zfill(5)) | _bearing(known, code.zfill(5))
    elif _AREA.fullmatch(code):
        tiers = _bearing(known, code.zfill(2))
    else:
        return {}
    return _ranked(known, tiers, type_)


def _bearing(known: Table, code: str) -> Tiers:
    codes = [*known.codes, *known.parts["code"]]
    found = [entry for entry, one in enumerate(codes) if one == code]
    # « 53 » is Mayenne for everybody; that it is also Bretagne, INSEE alone knows.
    return {
        entry: SAME_WORDS if known.types[known.rows[entry]] == "region" else EXACT
        for entry in found
    }


def _posted(known: Table, code: str) -> Tiers:
    found = (entry for entry, one in enumerate(known.postal_codes) if code in one)
    return dict.fromkeys(found, SAME_WORDS)


# ------------------------------------------------------------------ names


def _named(known: Table, asked: str) -> dict[int, Rank]:
    """Give the entries one reading at least finds; reading stops at the first exact name."""
    ranks: dict[int, Rank] = {}
    for reading in _readings(known, asked):
        found = _ranked(known, _matching(known, reading), reading.type)
        ranks = found | {entry: min(rank, found.get(entry, rank)) for entry, rank in ranks.items()}
        if any(tier <= SAME_WORDS for _, _, tier in found.values()):
            return ranks
    meant = said(asked)
    return _ranked(known, _one_letter_away(known, meant.name), meant.type) | ranks


def _ranked(known: Table, tiers: Tiers, type_: str | None) -> dict[int, Rank]:
    return {
        entry: (
            tier == ONE_LETTER_AWAY,
            type_ not in {None, known.types[known.rows[entry]]},
            tier,
        )
        for entry, tier in tiers.items()
    }


def _readings(known: Table, asked: str) -> Iterator[Reading]:
    yield Reading(asked)
    name, type_ = said(asked)
    if name != asked:
        yield Reading(name, type_)
    if (place := _PLACE.search(name)) and (rest := _PLACE.sub("", name).strip()):
        yield Reading(rest, type_, place[1].upper())
    bare = f" {without_links(name)}"
    for code, row in known.areas.items():
        area = known.bare_names[row].rstrip()
        if bare.endswith(area) and (rest := bare.removesuffix(area).strip()):
            yield Reading(rest, type_, code)


def _matching(known: Table, reading: Reading) -> Tiers:
    """Give the entries whose name is, begins with or holds what was typed."""
    if not reading.name:
        return {}
    name, bare = f" {reading.name} ", f" {without_links(reading.name)} "
    beginning = bare.rstrip()
    tiers = dict.fromkeys(_holding(known.bare_names, bare.split()), SOME_WORDS)
    for entry, one in enumerate(known.bare_names):
        if one.startswith(beginning):
            same = SAME_WORDS if one == bare else BEGINNING
            tiers[entry] = EXACT if known.plain_names[entry] == name else same
    return {entry: tier for entry, tier in tiers.items() if _lies_in(known, entry, reading.place)}


def _holding(names: list[str], words: list[str]) -> list[int]:
    """Give the entries that hold every word, whole, in any order."""
    found: Iterable[int] = range(len(names))
    for word in sorted((f" {one} " for one in words), key=len, reverse=True):
        found = [entry for entry in found if word in names[entry]]
    return list(found)


def _lies_in(known: Table, entry: int, place: str) -> bool:
    row = known.rows[entry]
    return (
        known.codes[row].startswith(place)
        or place in known.postal_codes[row].split()
        or place in known.departements[row].split()
    )


def _one_letter_away(known: Table, name: str) -> Tiers:
    bare = without_links(name)
    if len(bare) < SHORTEST_MENDED:
        return {}
    return {
        entry: ONE_LETTER_AWAY
        for entry in _alike(known.bare_names, bare)
        if differ_by_one(bare, known.bare_names[entry].strip())
    }


def _alike(lines: list[str], bare: str) -> list[int]:
    """Give the lines as long to a letter that share a half: one slip spares a half at least."""
    half, length = len(bare) // 2, len(f" {bare} ")
    start, end = f" {bare[:half]}", f"{bare[half + 1 :]} "
    return [
        entry
        for entry, line in enumerate(lines)
        if -1 <= len(line) - length <= 1 and (line.startswith(start) or line.endswith(end))
    ]


def differ_by_one(one: str, other: str) -> bool:
    """Tell whether one letter is added, dropped, changed or swapped with the next.

    >>> differ_by_one("besancon", "besanon"), differ_by_one("lille", "lisle")
    (True, True)
    >>> differ_by_one("nantes", "natnes"), differ_by_one("nantes", "mantez")
    (True, False)
    """
    at = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    left, right = one[at:], other[at:]
    swapped = left[1::-1] + left[2:]
    return left != right and (
        left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped == right
    )
