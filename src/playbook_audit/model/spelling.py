"""Spelling: texts compared without accents or case, and the id a person probably meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def folded(text: str) -> str:
    """Give a text without accents or case, with single spaces and straight apostrophes.

    >>> folded("  Église  d’Été ")
    "eglise d'ete"
    """
    bare = unicodedata.normalize("NFKD", text.replace("’", "'").strip().casefold())
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return re.sub(r"\s+", " ", letters)


def nearest(word: str, candidates: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """Give the candidates that look most like a word, best first.

    >>> nearest("folowers", ["followers", "handle"])
    ('followers',)
    """
    return tuple(get_close_matches(word, list(candidates), n=most, cutoff=0.6))


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Give « ; vouliez-vous dire « x » ? », or nothing when no candidate looks like it."""
    near = nearest(word, candidates)
    return f" ; vouliez-vous dire « {near[0]} » ?" if near else ""
