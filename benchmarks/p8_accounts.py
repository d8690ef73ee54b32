"""P8: what an account costs when an audit holds 1, 10, 100 or 1,000 of them.

Linear means that time per account at 1,000 is at most half as much again as at 10; at 1 the part
of the audit that has nothing to do with accounts weighs whole on a single one. ``assess`` is the
figure that was promised; reading the file is shown beside it, and with ``--inquire`` ranking what
to ask next, which a report does once and a portfolio never.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from time import process_time
from typing import Any, TypeAlias

from generate import ON, as_json, audits
from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import parse_answers
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.inquiry import Inquiry
from ratios import arguments, document, said, spread, write

SIZES = (1, 10, 100, 1000)
BASE = 10
MOST = 1.5
READ, ASSESS, INQUIRE = "read", "assess", "inquire"
ACCOUNTS = {READ: 1000, ASSESS: 1000, INQUIRE: 100}
"""Accounts in one sample of a step, whatever the size of its audits."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One audit at each stage, so that each step can be timed alone."""

    line: str
    answers: Answers
    assessment: Assessment


Measures: TypeAlias = Mapping[tuple[str, int], float]
"""Microseconds an account, by step and size of audit."""


def main() -> None:
    parser = arguments("Time an account in audits of several sizes.", rounds=7)
    parser.add_argument("--inquire", action="store_true", help="time the ranking of questions too")
    asked = parser.parse_args()
    steps = (READ, ASSESS, INQUIRE) if asked.inquire else (READ, ASSESS)
    rounds = _rounds(_samples(steps), asked.rounds)
    figures = [_figure(step, size, rounds) for step, size in rounds[0]]
    print(f"P8 accounts, {asked.rounds} rounds")
    _show(figures)
    write(asked.json, document("P8 accounts", asked.rounds, figures))


def _samples(steps: Sequence[str]) -> dict[tuple[str, int], list[Ready]]:
    return {
        (step, size): _audits(size, ACCOUNTS[step] // size)
        for step in steps
        for size in SIZES
        if size <= ACCOUNTS[step]
    }


@lru_cache
def _audits(size: int, count: int) -> list[Ready]:
    """Give audits of one size, ready for every step."""
    return [_ready(as_json(one)) for one in audits(count, size)]


def _ready(line: str) -> Ready:
    answers = _read(line)
    return Ready(line, answers, assess(catalogue(), answers, ON))


def _read(line: str) -> Answers:
    return parse_answers(line, "audit.json", catalogue(), ON)


def _rounds(samples: Mapping[tuple[str, int], Sequence[Ready]], count: int) -> list[Measures]:
    gc.collect()
    gc.freeze()  # the inputs of the bench are no work for the engine's collector
    return [
        {(step, size): _measure(step, size, given) for (step, size), given in samples.items()}
        for _ in range(count)
    ]


def _measure(step: str, size: int, given: Sequence[Ready]) -> float:
    """Give the microseconds of processor an account takes."""
    work = _STEPS[step]
    before = process_time()
    for one in given:
        work(one)
    return (process_time() - before) / (len(given) * size) * 1e6


_STEPS: dict[str, Callable[[Ready], Any]] = {
    READ: lambda one: _read(one.line),
    ASSESS: lambda one: assess(catalogue(), one.answers, ON),
    INQUIRE: lambda one: _everything_of(inquire(catalogue(), one.answers, one.assessment)),
}


def _figure(step: str, size: int, rounds: Sequence[Measures]) -> dict[str, Any]:
    ratios = [one[step, size] / one[step, BASE] for one in rounds]
    low, high = spread(ratios)
    return {
        "label": f"{step}, {size} accounts",
        "us_per_account": median(one[step, size] for one in rounds),
        "ratio_to_10": median(ratios),
        "low": low,
        "high": high,
        "target": MOST if step == ASSESS and size == SIZES[-1] else None,
    }


def _everything_of(inquiry: Inquiry) -> None:
    """Ask an inquiry for all it can give: it works nothing out before."""
    dict(inquiry.lifted_by)
    dict(inquiry.settled_by)


def _show(figures: Sequence[dict[str, Any]]) -> None:
    print(f"{'':24} {'µs/account':>11} {'ratio to 10':>12} {'quartiles':>13}")
    for one in figures:
        between = f"{one['low']:.2f}–{one['high']:.2f}"
        kept = one["target"] and said(one["ratio_to_10"] <= one["target"])
        target = f"  target ≤ {one['target']}: {kept}" if kept else ""
        print(
            f"{one['label']:24} {one['us_per_account']:11.0f} {one['ratio_to_10']:12.2f} "
            f"{between:>13}{target}"
        )


if __name__ == "__main__":
    main()
