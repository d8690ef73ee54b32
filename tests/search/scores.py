"""How well the search answers: ``python tests/search/scores.py`` prints the figures.

A question is answered first when its first hit is one of those expected, and in three when one of
the first three is; mrr is the mean of 1 / rank of the first expected hit.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.reading.yaml import read_yaml
from playbook_audit.search.lookup import search

HERE = Path(__file__).parent


class Asked(NamedTuple):
    """What a person types, and the ids any of which answers."""

    ask: str
    expect: tuple[str, ...]


class Score(NamedTuple):
    asked: int
    first: float
    in_three: float
    mrr: float


def _questions(name: str) -> tuple[Asked, ...]:
    rows = read_yaml(HERE / name).data
    return tuple(Asked(row["ask"], tuple(row["expect"])) for row in rows)


QUESTIONS = _questions("questions.yaml")
HELD_OUT = _questions("held_out.yaml")


def score_of(rules: Catalogue, questions: Sequence[Asked]) -> Score:
    ranks = [_rank(rules, one) for one in questions]
    size = len(ranks)
    return Score(
        size,
        sum(rank == 1 for rank in ranks) / size,
        sum(1 <= rank <= 3 for rank in ranks) / size,
        sum(1 / rank for rank in ranks if rank) / size,
    )


def _rank(rules: Catalogue, asked: Asked) -> int:
    """Give the rank of the first expected hit, 0 when there is none."""
    found = (rank for rank, one in enumerate(search(rules, asked.ask).entries, start=1)
             if one.id in asked.expect)  # fmt: skip
    return next(found, 0)


if __name__ == "__main__":
    for title, questions in (("questions", QUESTIONS), ("held out", HELD_OUT)):
        score = score_of(catalogue(), questions)
        print(
            f"{title}: {score.asked} asked, first {score.first:.0%}, "
            f"in three {score.in_three:.0%}, mrr {score.mrr:.3f}"
        )
