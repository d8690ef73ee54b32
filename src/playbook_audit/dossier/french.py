"""Reads what French people write: numbers, dates, durations, yes and no. Never guesses.

Each reader gives a value, or raises ``Unreadable`` with what is accepted.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from playbook_audit.model.answer import NEVER, DateRange, Never
from playbook_audit.model.spelling import folded


class Unreadable(ValueError):
    """A text that is not what is asked; the message says what is accepted, in French."""


SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
LINE_ENDS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
NUMBER = re.compile(r"(?P<whole>\d{1,3}(?: \d{3})+|\d+)(?:[.,](?P<decimals>\d+))?", re.ASCII)
LONGEST_NUMBER = 15
THOUSANDS = 3
UNKNOWN_WORDS = frozenset(("?", "nsp", "je ne sais pas", "ne sait pas", "inconnu"))
YES = frozenset(("yes", "oui", "true", "vrai", "o"))
NO = frozenset(("no", "non", "false", "faux", "n"))
MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
WORDS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "quinze": 15,
    "dix-huit": 18,
    "vingt": 20,
    "vingt-quatre": 24,
}
DAYS_IN = {"jour": 1, "semaine": 7, "mois": 365.25 / 12, "an": 365.25, "annee": 365.25}
EARLIEST_YEAR = 1990
"""No social network is older."""


def is_unknown(text: str) -> bool:
    """Tell whether a text says "I don't know"."""
    return folded(text) in UNKNOWN_WORDS


def clean(text: str) -> str:
    """Give a text in NFC, on one line, without control or direction characters."""
    one_line = LINE_ENDS.sub(" ", text)
    visible = "".join(one for one in one_line if unicodedata.category(one) not in _HIDDEN)
    return re.sub(r" +", " ", unicodedata.normalize("NFC", visible)).strip()


_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def number(text: str, *, decimals: bool) -> float:
    """Give a count: ``8 012``, ``12,5`` when decimals make sense, ``environ 20``.

    >>> number("8 012", decimals=False)
    8012.0
    """
    bare = re.sub(r"^(environ|à peu près|a peu pres|~|≈)\s*", "", text.strip(), flags=re.IGNORECASE)
    found = NUMBER.fullmatch(SPACES.sub(" ", bare).strip())
    if found is None or len(bare) > LONGEST_NUMBER:
        raise Unreadable(_NUMBER)
    fraction = found["decimals"]
    if fraction and len(fraction) >= THOUSANDS:
        raise Unreadable(_AMBIGUOUS_NUMBER)
    if fraction and not decimals and int(fraction):
        raise Unreadable(_WHOLE)
    whole = found["whole"].replace(" ", "")
    return float(f"{whole}.{fraction or 0}")


_NUMBER = 'un nombre est attendu, comme 8012 ou 8 012 (ou "?" s’il n’est pas connu)'
_AMBIGUOUS_NUMBER = (
    "nombre ambigu : écrivez 8012 ou 8 012 pour des milliers, 12,5 pour une décimale"
)
_WHOLE = "un nombre entier est attendu, comme 20"


def moment(text: str, on: date) -> DateRange | Never:
    """Give the days a text may mean, at the latest ``on``.

    A day (2026-11-18, 18/11/2026, 18 novembre 2026), a month (2026-03, 03/2026, mars 2026), a year,
    « il y a trois mois », « plus d’un an », « moins d’un mois », « hier », « jamais ».
    """
    words = folded(text).removeprefix("environ ").removeprefix("vers ").strip()
    if words == "jamais":
        return NEVER
    try:
        found = _spoken(words, on) or _written(words)
    except OverflowError:  # before the first year of the calendar, or after the last
        found = None
    if found is None:
        raise Unreadable(_DATE)
    return _not_in_the_future(found, on)


_DATE = (
    "une date est attendue, comme 2026-11-18, 18/11/2026, mars 2026, « il y a trois mois », "
    "« plus d’un an » ou « jamais »"
)


def day(text: str) -> date | None:
    """Give the one day a text of the calendar says, whatever the date of the audit; or None."""
    try:
        found = _written(folded(text))
    except Unreadable:
        return None
    exact = found is not None and found.earliest == found.latest
    return found.latest if found is not None and exact else None


def _not_in_the_future(found: DateRange, on: date) -> DateRange:
    if found.earliest is not None and found.earliest > on:
        message = f"date postérieure à celle de l’audit ({on:%d/%m/%Y}) ; vérifiez l’une et l’autre"
        raise Unreadable(message)
    return DateRange(found.earliest, min(found.latest, on))


def _spoken(words: str, on: date) -> DateRange | None:
    """Read a duration before the audit date."""
    days = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2}.get(words)
    if days is not None:
        return _one_day(on - timedelta(days=days))
    spoken = re.fullmatch(
        r"(il y a|depuis|plus d[e'] ?|moins d[e'] ?)\s*"
        r"(plus d[e'] ?|moins d[e'] ?)?\s*([\w-]+) (jour|semaine|mois|an|annee)s?",
        words,
    )
    if spoken is None:
        return None
    digits = spoken[3].isdecimal() and len(spoken[3]) <= _LONGEST_AMOUNT
    amount = WORDS.get(spoken[3]) or (int(spoken[3]) if digits else None)
    if amount is None or amount * DAYS_IN[spoken[4]] > _LONGEST_DAYS:
        return None
    return _around(f"{spoken[1]} {spoken[2] or ''}", amount, DAYS_IN[spoken[4]], on)


_LONGEST_DAYS = 365 * 40
_LONGEST_AMOUNT = 5


def _around(how: str, amount: int, unit: float, on: date) -> DateRange:
    """Give the days a duration may mean: half a unit around it, or all that is beyond."""
    exact = timedelta(days=round(amount * unit))
    if "plus" in how:
        return DateRange(None, on - exact - timedelta(days=1))
    if "moins" in how:
        return DateRange(on - exact, on)
    half = timedelta(days=int(unit / 2))
    return DateRange(on - exact - half, on - exact + half)


def _written(words: str) -> DateRange | None:
    """Read a date of the calendar."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", words)
    if iso:
        return _calendar(int(iso[1]), int(iso[2]), iso[3] and int(iso[3]))
    slashed = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", words)
    if slashed:
        return _calendar(int(slashed[3]), int(slashed[2]), slashed[1] and int(slashed[1]))
    named = re.fullmatch(r"(?:(?:le )?(\d{1,2})(?:er)? )?([a-z]+)\.? (\d{4})", words)
    if named and named[2] in MONTHS:
        return _calendar(int(named[3]), MONTHS.index(named[2]) + 1, named[1] and int(named[1]))
    if re.fullmatch(r"\d{4}", words) and int(words) >= EARLIEST_YEAR:
        return DateRange(date(int(words), 1, 1), date(int(words), 12, 31))
    return None


def _calendar(year: int, month: int, day: int | str | None) -> DateRange:
    try:
        if day is not None:
            return _one_day(date(year, month, int(day)))
        return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    except ValueError as error:
        message = "cette date n’existe pas dans le calendrier"
        raise Unreadable(message) from error


def _one_day(day: date) -> DateRange:
    return DateRange(day, day)
