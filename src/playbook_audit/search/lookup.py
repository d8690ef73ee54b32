"""Answers a query: reads its words, mends those nobody writes, gives the entries, best first."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.spelling import folded, nearest
from playbook_audit.search.entries import Entry, entries_of
from playbook_audit.search.index import KINDS, Index
from playbook_audit.search.words import words

MOST_WORDS = 40
"""Different words read in a query; nobody asks more, and each costs a look at every known word."""
SHORTEST_MENDED = 5
"""Letters; a shorter word is one letter away from too many others."""
MOST_NEAR = 5
WORTH_SHOWING = 0.3
"""Share of the best score under which an entry only shares a passing word with the query."""


class Found(NamedTuple):
    """What a query gives; ``near`` holds known words when it gives nothing."""

    entries: tuple[Entry, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    """Words nobody writes, each with the known word it was read as."""
    near: tuple[str, ...] = ()


def search(catalogue: Catalogue, query: str) -> Found:
    """Give the entries that answer a query; those it names in full come first."""
    index = _index(catalogue)
    asked = list(islice(dict.fromkeys(words(query)), MOST_WORDS))
    read_as = tuple(_mended(index, asked))
    mended = dict(read_as)
    ranked = index.ranked(folded(mended.get(word, word)) for word in asked)
    worth = [one.entry for one in ranked if one.score >= WORTH_SHOWING * ranked[0].score]
    meant, named = _named(index, query)
    entries = tuple(dict.fromkeys((*named, *worth[:1], *meant, *worth)))
    near = () if entries else tuple(_near(index, asked))
    return Found(entries, read_as, near)


@lru_cache(maxsize=1)
def _index(catalogue: Catalogue) -> Index:
    return Index(entries_of(catalogue))


def _named(index: Index, query: str) -> tuple[list[Entry], list[Entry]]:
    """Give the words, then the other entries, whose id or title is the query.

    A word comes second, after the rule or the question it leads to.
    """
    bare = folded(query)
    found = [one for one in index.entries if bare in (one.id, folded(one.title))]
    found.sort(key=lambda one: (list(KINDS).index(one.kind), one.id))
    meant = [one for one in found if one.kind == "term"]
    return meant, [one for one in found if one.kind != "term"]


def _mended(index: Index, asked: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give unknown words with the known one a letter away, the most written of them."""
    for word in asked:
        if len(word) < SHORTEST_MENDED or index.knows(word):
            continue
        known = [one for one in index.written if _one_letter_apart(word, one)]
        if known:
            best = min(known, key=lambda one: (-index.written[one], one))
            yield word, index.spellings.get(best, best)


def _one_letter_apart(word: str, other: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped makes one word the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), -1)
    if start < 0:
        return len(word) != len(other)
    ours, theirs = word[start:], other[start:]
    swapped = ours[1::-1] + ours[2:] if len(ours) > 1 else ours
    return ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:] or swapped == theirs


def _near(index: Index, asked: Iterable[str]) -> Iterator[str]:
    """Give the known words that look most like those asked, for somebody who found nothing."""
    known = sorted(index.written)
    found = dict.fromkeys(one for word in asked for one in nearest(word, known, MOST_NEAR))
    yield from (index.spellings.get(one, one) for one in islice(found, MOST_NEAR))
