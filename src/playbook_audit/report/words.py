"""Values in French words: numbers, dates, durations, levels, lists.

Pure, and free of the catalogue: its thresholds come as arguments, its titles are never repeated.
Only what must not be torn apart inside a number has a no-break space; ``typography`` sets the rest.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile
from math import inf
from types import MappingProxyType

from playbook_audit.model.assessment import LEVELS, Level
from playbook_audit.model.french import EFFORTS, LEVEL_WORDS, SEVERITIES
from playbook_audit.model.rule import Effort, Severity
from playbook_audit.model.typography import NARROW_NO_BREAK, NO_BREAK

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juill.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
LEVEL_MARKS: Mapping[Level, str] = MappingProxyType(
    {"low": "░", "moderate": "▒", "high": "▓", "critical": "█"}
)
"""Ever darker without a colour, and in the fonts of old Windows terminals too."""
LETTERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
EVERYTHING = Decimal(100)
FIRST_PLURAL = 2
PREPOSITIONS = frozenset(("à", "au", "de", "du", "en", "par", "pour", "sans", "sur"))
MOST_DAYS = 59
"""Longest duration told in days: 40 days are not one month."""
MOST_MONTHS = 23
DAYS_IN_MONTH = 365.25 / 12
ALMOST_A_MONTH = 0.75
"""From here on a month counts as over, so that 365 days are 12 months and 198 days are 6."""


def number(value: float, decimals: int = 1) -> str:
    """Give a number: ``8 012`` or ``12,5``, with no more decimals than asked."""
    rounded = _rounded(Decimal(str(value)), decimals)
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    fraction = fraction.rstrip("0")
    sign = "−" if rounded < 0 else ""
    return sign + whole.replace(",", NARROW_NO_BREAK) + (f",{fraction}" if fraction else "")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Round halves up, as people do on paper."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def in_letters(count: int) -> str:
    """Give a small count in letters, for sentences: ``un``, ``deux``, ``dix``, then ``11``."""
    return LETTERS[count] if count < len(LETTERS) else number(count)


def percent(share: float, decimals: int = 0) -> str:
    """Give a share in [0, 1] as ``33 %``; something never prints as nothing, nor most as all."""
    exact = Decimal(str(share)) * EVERYTHING
    rounded = _rounded(exact, decimals)
    step = Decimal(1).scaleb(-decimals)
    if rounded == 0 < exact:
        return f"moins de {_per_cent(step, decimals)}"
    if exact < EVERYTHING == rounded:
        return f"plus de {_per_cent(EVERYTHING - step, decimals)}"
    return _per_cent(rounded, decimals)


def _per_cent(value: Decimal, decimals: int) -> str:
    return f"{number(float(value), decimals)}{NO_BREAK}%"


def plural(count: float, one: str, many: str | None = None) -> str:
    """Give ``1 compte``, ``12 comptes``; ``many`` for a plural the common rules do not make."""
    return f"{number(count)} {agreed(count, one, many)}"


def agreed(count: float, one: str, many: str | None = None) -> str:
    """Give the noun alone, as it agrees with a count: « 1,5 compte » is still singular."""
    if abs(count) < FIRST_PLURAL:
        return one
    return many or _plural_of(one)


def _plural_of(expression: str) -> str:
    """Give the plural of a noun and its adjectives; what follows a preposition stays."""
    words = expression.split(" ")
    agreeing = list(takewhile(lambda word: word not in PREPOSITIONS, words))
    return " ".join([*map(_plural_of_word, agreeing), *words[len(agreeing) :]])


def _plural_of_word(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word.removesuffix('l')}ux"
    return f"{word}x" if word.endswith(("eau", "eu")) else f"{word}s"


def day(when: date) -> str:
    """Give ``22 novembre 2026``, ``1er mars 2026``."""
    return f"{_day_of_month(when)} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Give ``22 nov. 2026``, ``1er mars 2026``."""
    return f"{_day_of_month(when)} {SHORT_MONTHS[when.month - 1]} {when.year}"


def _day_of_month(when: date) -> str:
    return "1er" if when.day == 1 else str(when.day)


def duration(days: float) -> str:
    """Give ``40 jours``, ``12 mois``, ``2 ans et 3 mois``: days to 59, months to 23, then years."""
    if days < 1:
        return "moins d’un jour"
    if days < MOST_DAYS + 1:
        return plural(int(days), "jour")
    months = int(days / DAYS_IN_MONTH + 1 - ALMOST_A_MONTH)
    return f"{months} mois" if months <= MOST_MONTHS else _years(months)


def _years(months: int) -> str:
    years, rest = divmod(months, 12)
    return plural(years, "an") + (f" et {rest} mois" if rest else "")


def duration_between(low: float, high: float) -> str:
    """Give a duration known by its bounds, fit to follow « depuis »: ``3 à 5 mois``."""
    if high == inf:
        return "une durée inconnue" if low < 1 else f"plus de {duration(low)}"
    shortest, longest = duration(low), duration(high)
    if shortest == longest:
        return longest
    if low < 1:
        return f"{longest} au plus"
    amount, _, unit = shortest.partition(" ")
    same_unit = unit.rstrip("s") == longest.partition(" ")[2].rstrip("s")
    return f"{amount if same_unit and unit.isalpha() else shortest} à {longest}"


def deadline(days: int) -> str:
    """Give ``sous 30 jours``, or ``tout de suite``."""
    return "tout de suite" if days <= 1 else f"sous {duration(days)}"


def listing(items: Sequence[str], last: str = "et") -> str:
    """Give ``a, b et c``."""
    *firsts, final = items or ("",)
    return f"{', '.join(firsts)} {last} {final}" if firsts else final


def level(levels: Sequence[Level]) -> str:
    """Give the words of the levels still possible: ``modéré``, ``modéré à élevé``."""
    ordered = sorted(levels, key=LEVELS.index)
    return " à ".join(dict.fromkeys(LEVEL_WORDS[one] for one in (ordered[0], ordered[-1])))


def level_mark(levels: Sequence[Level]) -> str:
    """Give one symbol for each level still possible, the lowest first."""
    return "".join(LEVEL_MARKS[one] for one in sorted(levels, key=LEVELS.index))


def severity(grade: Severity) -> str:
    """Give how grave a finding (« un constat ») is."""
    return SEVERITIES[grade]


def effort(amount: Effort) -> str:
    """Give the time an action takes."""
    return EFFORTS[amount]


def margin(change: float | None, fragile: float, robust: float) -> str:
    """Give how firm a level is: δ* against ``margin_fragile`` and ``margin_robust``.

    Without points (None) nothing can move, hence robust.
    """
    if change is None or change > robust:
        return "robuste"
    return "fragile" if change < fragile else "modérée"
