"""Words as they are compared: without accents, case, elided articles or endings.

Accents go before the endings do: whoever types « reponses » must find « réponses ».
"""

import re
from collections.abc import Iterator
from functools import cache

from snowballstemmer.french_stemmer import FrenchStemmer

from playbook_audit.model.spelling import folded

LONGEST_WORD = 30
"""Letters; beyond, it is no word of French."""
_APOSTROPHES = str.maketrans(dict.fromkeys("‘ʼ′`´＇", "'") | {"œ": "oe", "æ": "ae", "Œ": "oe"})
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)'")
_COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STEMMER = FrenchStemmer()
_COMMON = """\
a afin ai aie alors apres as au aucun aucune aussi autre autres aux avant avec avez avoir avons
car ce ceci cela celle celui ces cet cette ceux chez ci comme comment d dans de depuis des
devant dois doit doivent donc dont du elle elles en encore entre es est et etaient etait etant
etes etre eu eux faire fais faisons fait faites faut font il ils j je l la le les leur leurs
lors lui m ma mais me meme mes mieux moi moins mon n ne ni nos notre nous on ont ou par parce
pas pendant peu peut peuvent peux plus pour pourquoi pouvez pouvons puis qu quand que quel
quelle quelles quelqu quels qui quoi s sa sans se sera seront ses si soit sommes son sont sous
suis sur t ta te tel telle tes toi ton tous tout toute toutes tres trop tu un une va vais vers
veut veux voici voila vont vos votre vous y
"""
EMPTY = frozenset(_COMMON.split())
"""Words too common to tell one entry from another."""


def words(text: str) -> Iterator[str]:
    """Give the words of a text worth comparing, compounds in parts.

    >>> list(words("L’école du Week-end"))
    ['ecole', 'week', 'end']
    """
    for compound in _compounds(text):
        for word in compound.split("-"):
            if word not in EMPTY and len(word) <= LONGEST_WORD:
                yield word


def words_and_compounds(text: str) -> Iterator[str]:
    """Give the words of a text, and its compounds in one piece, as some people write them."""
    yield from words(text)
    for compound in _compounds(text):
        if "-" in compound:
            yield compound.replace("-", "")


def _compounds(text: str) -> list[str]:
    bare = folded(text.translate(_APOSTROPHES))
    return _COMPOUND.findall(_ELIDED.sub(" ", bare))


@cache
def stem(word: str) -> str:
    """Give what a word has in common with its plural, its feminine and its verb.

    >>> stem("abandonnes") == stem("abandonner")
    True
    """
    return str(_STEMMER.stemWord(word))
