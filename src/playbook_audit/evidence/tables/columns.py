"""Column headers: the same words whatever their accents, apostrophes and spaces."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00b4": "'"})


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """Give a header without accents, capitals, curly apostrophes and special spaces."""
    plain = unicodedata.normalize("NFKD", header.translate(_APOSTROPHES))
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return _SPACES.sub(" ", bare).strip().casefold()


def ranks_of(
    headers: Sequence[str], names: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, ...]]:
    """Give, for each notion, the ranks of its columns: exact names only, all that are there.

    A file may hold a notion twice, in French and in English, each filled on some rows.
    """
    by_header: dict[str, list[int]] = {}
    for rank, header in enumerate(headers):
        by_header.setdefault(normal(header), []).append(rank)
    return {
        notion: tuple(rank for name in known for rank in by_header.get(normal(name), ()))
        for notion, known in names.items()
    }


def cells(row: Sequence[str], ranks: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Give the text of each notion in a row as wide as its header; empty where there is none."""
    return {
        name: row[where[0]].strip() if len(where) == 1 else cell(row, where)
        for name, where in ranks.items()
    }


def cell(row: Sequence[str], ranks: Sequence[int]) -> str:
    """Give the first filled cell of a row among some columns; empty when none is."""
    for rank in ranks:
        if rank < len(row) and (text := row[rank].strip()):
            return text
    return ""
