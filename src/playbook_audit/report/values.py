"""What an answer or a fact is worth, in French: choices, dates, counts with their unit, intervals.

Pure functions of a question and a value; which question stands at a path is known to ``labels``.
"""

from calendar import monthrange
from datetime import date
from math import inf, isfinite
from typing import NamedTuple

from playbook_audit.model.answer import Contradicted, DateRange, Never, Table, Value
from playbook_audit.model.french import ORIGINS
from playbook_audit.model.operand import Operand, bounds
from playbook_audit.model.question import Question, QuestionType
from playbook_audit.report.interface import Text
from playbook_audit.report.spans import joined, listed, ours, said, typed
from playbook_audit.report.words import (
    MONTHS,
    agreed,
    day,
    duration_between,
    number,
    percent,
    plural,
    short_day,
)

DECEMBER = 12
SHARE = "part"
"""The unit of parameters that are shares, in [0, 1]."""
SMALL_NUMBER = 1
"""Below it a second decimal is worth reading."""


class Wording(NamedTuple):
    """What putting an answer in words takes besides its question."""

    rows: Question | None = None
    """The question whose choices are the rows of a table."""
    names: frozenset[str] = frozenset()
    """Words that keep their capital inside a sentence: names of networks."""


def value_in_words(question: Question, value: Value, wording: Wording = Wording()) -> Text:  # noqa: B008 - frozen
    """Give an answer in words; free text is left as it was typed."""
    match value:
        case Contradicted():
            return _contradicted(question, value, wording)
        case DateRange():
            return ours(date_in_words(value))
        case Never():
            return ours("jamais")
        case Table():
            return _table(question, value, wording.rows)
        case frozenset():
            return _several(question, value, wording.names)
        case str():
            return typed(value) if question.type is QuestionType.TEXT else _choice(question, value)
        case _:
            return ours(amount(value, question.unit))


def ordered(question: Question, chosen: frozenset[str]) -> list[str]:
    """Give the choices made, in the order of the questionnaire."""
    return [one for one in question.choice_of if one in chosen]


def _several(question: Question, chosen: frozenset[str], names: frozenset[str]) -> Text:
    """Give several choices inside a sentence; labels that hold commas are kept apart by « ; »."""
    labels = [_inside(question.choice_of[one].label, names) for one in ordered(question, chosen)]
    texts = [ours(label) for label in labels]
    return joined(texts, " ; ") if any("," in label for label in labels) else listed(texts)


def _inside(label: str, names: frozenset[str]) -> str:
    """Give a label without its capital, unless it opens with a name or initials."""
    keeps = label.partition(" ")[0] in names or label[1:2].isupper()
    return label if keeps else label[:1].lower() + label[1:]


def _choice(question: Question, chosen: str) -> Text:
    choice = question.choice_of.get(chosen)
    return typed(chosen) if choice is None else ours(choice.label)


def _contradicted(question: Question, value: Contradicted, wording: Wording) -> Text:
    texts = [value_in_words(question, one, wording) for one in value.values]
    if value.of("measured"):
        told = [f"{{value}} ({ORIGINS[one]})" for one in value.origins]
        return listed([said(one, value=text) for one, text in zip(told, texts, strict=True)], "ou")
    return said("{values} (réponses contraires)", values=listed(texts, "ou"))


def _table(question: Question, value: Table, rows: Question | None) -> Text:
    lines = [
        said(
            "{row} : {column}",
            row=typed(row) if rows is None else _choice(rows, row),
            column=ours("je ne sais pas") if column is None else _choice(question, column),
        )
        for row, column in value.rows
    ]
    return joined(lines, " ; ")


def amount(value: float, unit: str | None) -> str:
    """Give a number with its unit, agreed: ``8 012 habitants``, ``0,31 abonné par habitant``."""
    if unit == SHARE:
        return percent(value, 1)
    shown = number(value, 2 if abs(value) < SMALL_NUMBER else 1)
    if not unit:
        return shown
    noun, space, rest = unit.partition(" ")
    return f"{shown} {_agreed_unit(value, noun)}{space}{rest}"


def _agreed_unit(value: float, noun: str) -> str:
    """Agree the noun of a unit, written in the plural."""
    one = noun if noun == "fois" else noun.removesuffix("s")
    return agreed(value, one, noun)


def date_in_words(moment: DateRange, *, short: bool = False) -> str:
    """Give a date as well as it is known: a day, a month, a year, or both its bounds."""
    told = short_day if short else day
    earliest, latest = moment
    if earliest is None:
        return f"avant le {told(latest)}"
    if earliest == latest:
        return told(earliest)
    whole = _whole_month_or_year(earliest, latest)
    return whole or f"entre le {told(earliest)} et le {told(latest)}"


def _whole_month_or_year(earliest: date, latest: date) -> str | None:
    if earliest.day != 1 or earliest.year != latest.year or not _ends_a_month(latest):
        return None
    if earliest.month == latest.month:
        return f"{MONTHS[earliest.month - 1]} {earliest.year}"
    return str(earliest.year) if (earliest.month, latest.month) == (1, DECEMBER) else None


def _ends_a_month(when: date) -> bool:
    return when.day == monthrange(when.year, when.month)[1]


def number_between(low: float, high: float, unit: str | None) -> str:
    """Give a number known by its bounds: ``entre 2 et 4 comptes``, ``2 comptes ou plus``."""
    if low == high:
        return amount(low, unit)
    if not isfinite(high):
        return f"{amount(low, unit)} ou plus"
    return f"entre {number(low, 2)} et {amount(high, unit)}"


def silence_in_words(operand: Operand) -> str:
    """Give a duration of silence, fit to follow « depuis »."""
    low, high = bounds(operand) or (0, inf)
    return duration_between(low, high)


def days_of_silence(low: float, high: float) -> str:
    """Give a silence in days, with the same in months once days stop speaking."""
    if high == inf:
        return "durée inconnue" if low < 1 else f"plus de {plural(low, 'jour')}"
    days = plural(low, "jour") if low == high else f"{number(low)} à {plural(high, 'jour')}"
    words = duration_between(low, high)
    return days if "jour" in words else f"{days} ({words})"
