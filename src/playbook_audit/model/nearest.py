"""Finds the id a person probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


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
