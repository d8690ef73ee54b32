"""The example worked by hand in docs/methode.md, against the engine: every figure and calculation.

The page gives answers in a fenced block, then tables whose first column names a figure. A second
block changes one answer; the tables after it are about the answers so changed.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.builders import ON
from tests.report.cases import judged_case

from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.assessment import AccountAssessment, Interval, Practice
from playbook_audit.reading.yaml import parse_yaml
from playbook_audit.report.case import Case
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.benefits import PROOF_WORDS, STATE_WORDS
from playbook_audit.report.spans import plain
from playbook_audit.report.words import level, margin, number

PAGE = Path(__file__).parents[2] / "docs" / "methode.md"
DECIMALS = 4
NEAR = 5e-4
"""Calculations start from figures already rounded."""
OPERATIONS = str.maketrans({"×": "*", "÷": "/", "−": "-", ";": ","})
FUNCTIONS = {"__builtins__": {}, "ln": log, "exp": exp, "min": min, "max": max}


class Row(NamedTuple):
    """A named figure of the page, how it was reached, and the answers it is about."""

    figure: str
    calculation: str
    shown: str
    changed: bool

    def __str__(self) -> str:
        """Name the row in the list of tests."""
        return f"{self.figure}{'-changed' if self.changed else ''}"


def _parts() -> list[str]:
    """Give the text of the page and its fenced blocks, in turn."""
    page = PAGE.read_text(encoding="utf-8")
    return re.split(r"^```(?:yaml)?\n", page, flags=re.MULTILINE)


def _rows(text: str, *, changed: bool) -> list[Row]:
    found = []
    for line in re.findall(r"^\| (`.*) \|$", text, re.MULTILINE):
        figure, _, *calculation, shown = (cell.strip(" `") for cell in line.split("|"))
        found.append(Row(figure, "".join(calculation), shown, changed))
    return found


_BEFORE, GIVEN, _SINCE, FOUND, _AFTER = _parts()
ROWS = [*_rows(_SINCE, changed=False), *_rows(_AFTER, changed=True)]
CALCULATED = [row for row in ROWS if row.calculation]


@lru_cache
def case_of_page(*, changed: bool) -> Case:
    """Give the case of the answers on the page, as they were or once the answer is found."""
    data = parse_yaml(GIVEN, PAGE.name).data
    if changed:
        for path, value in parse_yaml(FOUND, PAGE.name).data.items():
            _, key, question = path.split(".")
            next(one for one in data["accounts"] if one["key"] == key)[question] = value
    return judged_case(answers_from(data, PAGE.name, catalogue(), ON))


# ---------------------------------------------------------------- what the engine says

Reading = Callable[[Case, str], Interval | float | str]


def _account(case: Case, key: str) -> AccountAssessment:
    return next(one for one in case.assessment.accounts if one.key == key)


def _points(case: Case, fingerprint: str) -> Interval:
    return next(one for one in case.assessment.findings if one.fingerprint == fingerprint).points


def _sureness(case: Case, risk: str) -> str:
    numbers = case.catalogue.rulebook.numbers
    change = case.assessment.risk(risk).margin
    return margin(change, numbers["margin_fragile"], numbers["margin_robust"])


def _practice(case: Case, axis: str) -> Practice:
    return next(one for one in case.assessment.practices if one.id == axis)


def _benefit(case: Case, name: str) -> str:
    rule, _, account = name.partition(":")
    found = next(
        one for one in case.assessment.benefits if (one.rule, one.account or "") == (rule, account)
    )
    assert found.proof is not None
    return f"{STATE_WORDS[found.state]}, {PROOF_WORDS[found.proof]}"


def _legal_finding(case: Case, rule: str) -> str:
    assert any(one.rule == rule for one in case.assessment.raised)
    assert case.catalogue.rulebook.findings[rule].legal is not None
    return "établi, à faire vérifier"


READINGS: Mapping[str, Reading] = {
    "feed": lambda case, name: getattr(case.catalogue.rulebook.thresholds["feed"], name),
    "state": lambda case, key: plain(Labels(case).state_words(_account(case, key).states)),
    "silence": lambda case, key: _account(case, key).silence_days or "",
    "e": lambda case, key: _account(case, key).exposure,
    "points": _points,
    "S": lambda case, risk: case.assessment.risk(risk).points,
    "R": lambda case, risk: case.assessment.risk(risk).score,
    "level": lambda case, risk: level(case.assessment.risk(risk).levels),
    "delta": lambda case, risk: case.assessment.risk(risk).margin or "",
    "sureness": _sureness,
    "settled_by": lambda case, risk: ", ".join(case.inquiry.settled_by[risk].paths),
    "index": lambda case, axis: _practice(case, axis).mean or "",
    "coverage": lambda case, axis: _practice(case, axis).coverage,
    "benefit": _benefit,
    "finding": _legal_finding,
    "decision": lambda case, key: Labels(case).decision(_account(case, key).decision.decision),
}
"""What each kind of figure is; a figure without a kind is a parameter."""


def figure_of(row: Row) -> Interval | float | str:
    """Give what the engine says a figure of the page is."""
    case = case_of_page(changed=row.changed)
    kind, _, name = row.figure.partition(".")
    return READINGS[kind](case, name) if name else case.catalogue.rulebook.numbers[kind]


def in_words(figure: Interval | float | str) -> str:
    """Give a figure as the page writes it."""
    if isinstance(figure, str):
        return figure
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    bounds = dict.fromkeys(number(bound, DECIMALS) for bound in (low, high))
    return " à ".join(bounds)


def worked_out(calculation: str) -> list[float]:
    """Give the result of a calculation of the page, or of the two that bound an interval."""
    written = re.sub(r"(?<=\d),(?=\d)", ".", calculation).replace("½", "0.5")
    return [eval(one, FUNCTIONS) for one in written.translate(OPERATIONS).split(" à ")]  # noqa: S307


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_figure_of_the_page_is_that_of_the_engine(row: Row) -> None:
    assert in_words(figure_of(row)).replace("\u202f", " ") == row.shown


@pytest.mark.parametrize("row", CALCULATED, ids=str)
def test_a_calculation_of_the_page_gives_the_figure_of_the_engine(row: Row) -> None:
    figure = figure_of(row)
    exact = figure if isinstance(figure, tuple) else (figure,)

    assert worked_out(row.calculation) == pytest.approx(list(dict.fromkeys(exact)), abs=NEAR)


def test_the_page_works_out_all_that_the_method_is_made_of() -> None:
    kinds = {row.figure.partition(".")[0] for row in ROWS if "." in row.figure}
    calculated = {row.figure.partition(".")[0] for row in CALCULATED}

    assert kinds == set(READINGS)
    assert {"e", "points", "S", "R", "delta", "index", "coverage"} <= calculated


def test_the_example_holds_a_dormant_account_an_unknown_answer_and_an_open_level() -> None:
    assessment = case_of_page(changed=False).assessment

    assert ("dormant",) in [one.states for one in assessment.accounts]
    assert len(assessment.risk("fragmentation").levels) > 1
    assert '"?"' in GIVEN
    assert len(case_of_page(changed=True).assessment.risk("fragmentation").levels) == 1
