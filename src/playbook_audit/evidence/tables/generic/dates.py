"""Dates as people and tools write them in a table; never guessed.

Days come before months, as in France; whoever reads the table checks with ``order_proved`` that it
never says otherwise. What holds no day, or a year of two figures, is no date.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.times import PARIS, in_zone
from playbook_audit.model.activity import Precision

_MONTH_NAMES = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
MONTHS = {name: rank for names in _MONTH_NAMES for rank, name in enumerate(names.split(), 1)} | {
    "fev": 2,
    "juill": 7,
}
_DAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
)
_WEEKDAY = rf"(?:(?:le )?(?:{_DAYS})[.,]? )?(?:le )?"
_NAME = r"([a-z]{3,9})\.?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIGURES = re.compile(_WEEKDAY + r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(_WEEKDAY + r"\d{1,2}([-/.])\d{1,2}\1\d{2}(?!\d)")
_WORDS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:er)? {_NAME},? (\d{{4}})(?!\d)")
_ENGLISH = re.compile(rf"{_WEEKDAY}{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)")
_MONTH = re.compile(rf"(?:{_NAME} \d{{4}}|\d{{1,2}}/\d{{4}}|\d{{4}}-\d{{1,2}}|\d{{4}})")
_CLOCK = re.compile(
    r"(?:t|,|a|at|-)? ?(\d{1,2}) ?(?::|h) ?"
    r"(?:(\d{2})(?: ?(?::|mn?|min) ?(\d{2})?(?:[.,]\d{1,9})?s?)?)?"
    r" ?(am|pm)? ?(z|utc|gmt|[+-]\d{2}:?\d{2})?"
)
DECEMBER = NOON = 12
LONGEST = 60
"""Characters of a date, weekday included."""
NO_DATE = "aucune date"
UNREADABLE = "date illisible"
NO_DAY = "un mois sans jour ne date pas une publication"
YEAR_CUT = "année écrite sur deux chiffres"
IMPOSSIBLE = "date impossible"
MONTH_TOO_HIGH = "le mois dépasse 12 ; écrivez la date JJ/MM/AAAA"
BAD_HOUR = "heure illisible"


class NotADate(Exception):
    """Why a text is no date, in French."""


class Typed(NamedTuple):
    """A day as typed, and the hour if there is one."""

    day: date
    clock: time | None = None
    zone: tzinfo | None = None
    """None: the hour of Paris, as people type it."""
    precision: Precision = "day"

    @property
    def moment(self) -> datetime | None:
        """Give the moment in UTC; None when only the day is known."""
        if self.clock is None:
            return None
        return in_zone(datetime.combine(self.day, self.clock), self.zone or PARIS)


class Proof(NamedTuple):
    """The first lines that prove an order of days and months; None: no line does."""

    day_first: int | None = None
    month_first: int | None = None


def order_proved(dates: Iterable[tuple[int, str]]) -> Proof:
    """Tell which orders the dates of a table prove, by a day above 12."""
    day_first = month_first = None
    for line, written in dates:
        found = _FIGURES.match(_plain(written))
        if found is None:
            continue
        if day_first is None and int(found[1]) > DECEMBER:
            day_first = line
        if month_first is None and int(found[3]) > DECEMBER >= int(found[1]):
            month_first = line
    return Proof(day_first, month_first)


def is_ambiguous(written: str) -> bool:
    """Tell whether a date could be read in both orders, and not say the same."""
    found = _FIGURES.match(_plain(written))
    if found is None or found[1] == found[3]:
        return False
    return int(found[1]) <= DECEMBER and int(found[3]) <= DECEMBER


def typed(written: str, clock: str = "", *, month_first: bool = False) -> Typed:
    """Give the day and hour of a text; raise ``NotADate`` when it is none."""
    plain = _plain(written)
    if not plain:
        raise NotADate(NO_DATE)
    day, rest = _day(plain, month_first=month_first)
    hour = rest or _plain(clock)
    return _with_hour(day, hour) if hour else Typed(day)


def _plain(written: str) -> str:
    return normal(written) if len(written) <= LONGEST else "?"


def _day(plain: str, *, month_first: bool) -> tuple[date, str]:
    """Give the day at the start of a text, and what follows."""
    if found := _ISO.match(plain):
        return _made(found[1], found[3], found[4]), plain[found.end() :].strip()
    if found := _FIGURES.match(plain):
        day, month = (found[3], found[1]) if month_first else (found[1], found[3])
        if int(month) > DECEMBER:
            raise NotADate(IMPOSSIBLE if month_first else MONTH_TOO_HIGH)
        return _made(found[4], month, day), plain[found.end() :].strip()
    if found := _WORDS.match(plain):
        return _made(found[3], found[2], found[1]), plain[found.end() :].strip()
    if found := _ENGLISH.match(plain):
        return _made(found[3], found[1], found[2]), plain[found.end() :].strip()
    raise NotADate(_why_not(plain))


def _why_not(plain: str) -> str:
    month = _MONTH.fullmatch(plain)
    if month is not None and (month[1] is None or month[1] in MONTHS):
        return NO_DAY
    return YEAR_CUT if _SHORT_YEAR.match(plain) else UNREADABLE


def _made(year: str, month: str, day: str) -> date:
    rank = int(month) if month.isdecimal() else MONTHS.get(month, 0)
    if not rank and not month.isdecimal():
        raise NotADate(UNREADABLE)
    try:
        return date(int(year), rank, int(day))
    except ValueError:
        raise NotADate(IMPOSSIBLE) from None


def _with_hour(day: date, plain: str) -> Typed:
    found = _CLOCK.fullmatch(plain)
    if found is None:
        raise NotADate(BAD_HOUR)
    try:
        clock = time(_hour(int(found[1]), found[4]), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise NotADate(BAD_HOUR) from None
    return Typed(day, clock, _zone(found[5]), "second" if found[3] else "minute")


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise NotADate(BAD_HOUR)
    return hour % NOON + (NOON if half == "pm" else 0)


def _zone(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in ("z", "utc", "gmt"):
        return UTC
    figures = written.replace(":", "")
    ahead = timedelta(hours=int(figures[1:3]), minutes=int(figures[3:5]))
    if ahead >= timedelta(days=1):
        raise NotADate(BAD_HOUR)
    return timezone(-ahead if figures[0] == "-" else ahead)
