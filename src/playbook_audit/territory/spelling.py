"""Names as they are compared: without accents, case, punctuation or abbreviations.

A *line* is a compared name with a space at both ends, so that a whole word is easy to look for.
Thousands of names are turned into lines at once, in a few milliseconds.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LINKS = ("l", "le", "la", "les", "d", "de", "du", "des", "en", "et", "a", "au", "aux", "sur")
"""Words that people leave out, add or mix up."""
_LINK = re.compile(f" (?:{'|'.join(LINKS)})(?= )")
_LIGATURES = (("’", "'"), ("œ", "oe"), ("æ", "ae"))
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789\n")
_SPACED = bytes(byte if byte in _KEPT else ord(" ") for byte in range(256))
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "s": "sur", "s s": "sous", "lez": "les"}
_ABBREVIATED = re.compile(r"(?<= )(?:ste?|s s|s|lez)(?= )")


def plain(text: str) -> str:
    """Give a text in lower-case letters and figures, words apart.

    >>> plain("Chalon s/ Saône"), plain("L’Haÿ-les-Roses")
    ('chalon sur saone', 'l hay les roses')
    """
    return plain_lines([" ".join(text.split())])[0].strip()


def plain_lines(names: Iterable[str]) -> list[str]:
    """Give the plain line of each name; no name may hold a line break."""
    lower = "\n".join(names).casefold()
    for old, new in _LIGATURES:
        lower = lower.replace(old, new)
    letters = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore")
    padded = _padded(letters.translate(_SPACED).decode("ascii"))
    return _ABBREVIATED.sub(lambda found: _ABBREVIATIONS[found[0]], padded).split("\n")


def without_links(name: str) -> str:
    """Give a plain name without the words of ``LINKS``, unless there are no others.

    >>> without_links("la ferte sur l aube"), without_links("les")
    ('ferte aube', 'les')
    """
    return bare_lines([f" {name} "])[0].strip()


def bare_lines(lines: Sequence[str]) -> list[str]:
    """Give plain lines without their links, except those that hold nothing else."""
    bare = _LINK.sub("", "\n".join(lines)).split("\n")
    return [line if short == " " else short for short, line in zip(bare, lines, strict=True)]


def _padded(lines: str) -> str:
    return re.sub(" {2,}", " ", f" {lines} ".replace("\n", " \n "))


class Said(NamedTuple):
    """A name and the type of collectivité that the words around it tell, if any."""

    name: str
    type: str | None


_TYPES = {
    "commune": "ville|mairie|hotel de ville|commune nouvelle|commune deleguee|commune|village"
    "|municipalite",
    "epci": "communaute de communes|communaute d agglomeration|communaute d agglo"
    "|communaute urbaine|communaute|com com|comcom|cc|ca|cu|etablissement public territorial|ept"
    "|metropole europeenne|metropole|eurometropole|agglomeration|agglo|intercommunalite",
    "departement": "departement|conseil departemental|conseil general|collectivite europeenne|cd",
    "region": "region|conseil regional|collectivite territoriale|collectivite",
}
_BEFORE = re.compile(
    "(?:le |la |l )?(?:"
    + "|".join(f"(?P<{type_}>{words})" for type_, words in _TYPES.items())
    + ")(?: (?P<link>de|du|des|d))? (?P<name>.+)"
)
_AFTER = (
    " communaute de communes",
    " communaute d agglomeration",
    " communaute urbaine",
    " communaute",
    " metropole",
    " agglomeration",
    " agglo",
)
_ARTICLES = {"du": "le ", "des": "les "}


def said(text: str) -> Said:
    """Give a plain name without what says its type, however many times it is said.

    >>> said("mairie du havre")
    Said(name='le havre', type='commune')
    >>> said("ca agglomeration d agen")
    Said(name='agen', type='epci')
    """
    name, type_ = text, None
    while found := _BEFORE.fullmatch(name):
        type_ = type_ or _type_of(found)
        name = _ARTICLES.get(found["link"] or "", "") + found["name"]
    while name.endswith(_AFTER):
        type_ = type_ or "epci"
        name = name.removesuffix(next(words for words in _AFTER if name.endswith(words)))
    return Said(name, type_)


def _type_of(found: re.Match[str]) -> str:
    return next(type_ for type_ in _TYPES if found[type_])
