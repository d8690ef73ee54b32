"""Ranks entries by the words they share with a query: BM25 over fields of unequal weight (BM25F).

Rarer words count more, a word found again counts less and less, long fields count less. The same
catalogue and the same words always give the same order: equal scores go by kind, then by id.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from math import log
from typing import NamedTuple

from playbook_audit.model.spelling import folded
from playbook_audit.search.entries import Entry, Kind
from playbook_audit.search.words import stem, words_and_compounds

FIELDS: Mapping[str, float] = {
    "title": 4.0,
    "said_first": 3.5,
    "said_otherwise": 2.5,
    "about": 1.0,
    "details": 0.6,
}
"""How much a word counts, by where it stands."""
KINDS: Mapping[Kind, float] = {
    "finding": 1.0,
    "question": 0.9,
    "benefit": 0.9,
    "note": 0.8,
    "decision": 0.8,
    "state": 0.75,
    "risk": 0.75,
    "term": 0.7,
    "axis": 0.7,
    "election": 0.7,
    "parameter": 0.6,
    "network": 0.5,
    "source": 0.4,
}
"""How much an entry helps whoever asks: what to do first, what it rests on last."""
SATURATION = 1.2
"""BM25's k1: how soon a word found again stops counting."""
LENGTH = 0.5
"""BM25's b: how much a long field is held against its words."""


class Ranked(NamedTuple):
    """An entry and how well it answers."""

    entry: Entry
    score: float


class Index:
    """Every entry, ready to be ranked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Count the words of every field of every entry."""
        self.entries = tuple(entries)
        self._counted = {field: _counted(self.entries, field) for field in FIELDS}
        self._frequencies = _frequencies(self._counted)

    @cached_property
    def written(self) -> Counter[str]:
        """Give how often each word is written, without accents or case."""
        counts = (count for counted in self._counted.values() for count in counted)
        return Counter(chain.from_iterable(count.elements() for count in counts))

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Give each word as the catalogue writes it, accents included."""
        texts = (getattr(entry, field) for entry in self.entries for field in FIELDS)
        return {
            folded(word): word for text in texts for word in re.findall(r"[^\W_]+", text.lower())
        }

    def knows(self, word: str) -> bool:
        """Tell whether an entry holds a word, whatever its ending."""
        return stem(word) in self._frequencies

    def ranked(self, words: Iterable[str]) -> list[Ranked]:
        """Give the entries that hold one of the words at least, best first."""
        scores: dict[int, float] = defaultdict(float)
        for one in sorted({stem(word) for word in words} & self._frequencies.keys()):
            rarity = self._rarity(one)
            for rank, frequency in self._frequencies[one].items():
                scores[rank] += rarity * frequency / (SATURATION + frequency)
        found = [self._weighed(rank, score) for rank, score in scores.items()]
        return sorted(found, key=_order)

    def _rarity(self, one: str) -> float:
        holding = len(self._frequencies[one])
        return log(1 + (len(self.entries) - holding + 0.5) / (holding + 0.5))

    def _weighed(self, rank: int, score: float) -> Ranked:
        entry = self.entries[rank]
        return Ranked(entry, score * KINDS[entry.kind])


def _order(one: Ranked) -> tuple[float, int, str]:
    return -round(one.score, 9), list(KINDS).index(one.entry.kind), one.entry.id


Counted = list[Counter[str]]
"""The words of one field, entry by entry."""


def _counted(entries: Iterable[Entry], field: str) -> Counted:
    return [Counter(words_and_compounds(getattr(one, field))) for one in entries]


def _frequencies(fields: Mapping[str, Counted]) -> dict[str, dict[int, float]]:
    """Give, for each stem, the entries that hold it and how much, all fields together."""
    found: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for field, counted in fields.items():
        usual = sum(one.total() for one in counted) / max(1, len(counted))
        for rank, count in enumerate(counted):
            for word, times in count.items():
                length = 1 - LENGTH + LENGTH * count.total() / usual
                found[stem(word)][rank] += FIELDS[field] * times / length
    return found
