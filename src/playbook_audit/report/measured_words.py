"""What was measured of one account, in French words: how far copies go, rhythm, silences, welcome.

Figures come from ``assessment``; where they stand in a document is the business of its sections.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from playbook_audit.assessment.measures import Answering, Measures, measures_of
from playbook_audit.assessment.rhythm.history import history_of
from playbook_audit.model.activity import AccountActivity, Coverage, Headcount, Medium
from playbook_audit.model.french import MEDIA
from playbook_audit.report.words import (
    DAYS_IN_MONTH,
    SHORT_MONTHS,
    day,
    duration,
    in_letters,
    number,
    percent,
    plural,
    short_day,
)

YEAR = timedelta(days=365)
DAY = timedelta(days=1)
SHORTEST_FOR_A_RHYTHM = 28
"""Days; over fewer, posts are counted and no rhythm is told."""
EVEN_CHANCE = 0.5
FEW = 10
"""Days out of so many are told one by one, beyond by fives: nobody counts « un jour sur 17 »."""
RAREST = 1 / 1000
"""Rarer than this is not counted."""
MINUTE, HOUR, A_DAY = 60, 3600, 86400
LONGEST_IN_MINUTES, LONGEST_IN_HOURS = 90 * MINUTE, 48 * HOUR
NOTHING_SINCE = "rien de connu depuis"
NOT_MEASURABLE = "non mesurable avec ces fichiers"
NOT_MEASURED = "non mesurées"
WELCOME = (
    "L’accueil d’une publication est la somme de ses réactions, de ses commentaires et de ses "
    "partages ; le nombre donné est la médiane : une publication sur deux a fait mieux. Un compte "
    "n’est comparé qu’à son propre passé : d’un réseau à l’autre, ces nombres ne disent pas la "
    "même chose."
)
"""How the welcome of posts is counted."""


class Measured(NamedTuple):
    """One account with what was measured of it up to a day."""

    activity: AccountActivity
    measures: Measures
    until: date
    tolerance: float
    """Days after the end of a copy during which it still tells the present."""

    @property
    def covered_until(self) -> date | None:
        """Give the last day known, never after the day of the audit; None without any."""
        windows = self.activity.windows_until(self.until)
        return windows[-1][1] if windows else None

    @property
    def is_recent(self) -> bool:
        """Tell whether the copies reach the day of the audit, or nearly."""
        covered = self.covered_until
        return covered is not None and (self.until - covered).days <= self.tolerance


def measured(activity: AccountActivity, until: date, tolerance: float) -> Measured:
    """Give an account with its figures."""
    return Measured(activity, measures_of(activity, until), until, tolerance)


# ---------------------------------------------------------------- how far copies go


def copy_end(one: Measured) -> str:
    """Give the last day known, fit for a column: « 30 avr. 2026 ; rien de connu depuis »."""
    covered = one.covered_until
    if covered is None:
        return "période inconnue"
    end = short_day(covered)
    return end if one.is_recent else f"{end} ; {NOTHING_SINCE}"


def copy_extent(one: Measured) -> str:
    """Give every stretch of days known, and what stands after the last."""
    windows = [window for window in one.activity.windows if window[0] <= one.until]
    if not windows:
        return "aucune"
    told = " ; ".join(_stretch(start, min(end, one.until)) for start, end in windows)
    return told if one.is_recent else f"{told} ; {NOTHING_SINCE}"


def _stretch(start: date, end: date) -> str:
    if start == date.min:
        return f"de l’ouverture du compte au {day(end)}"
    return period(start, end)


def coverage_in_words(coverage: Coverage | None) -> str:
    """Give the days one file tells everything about, or that it tells of none."""
    if coverage is None:
        return "le fichier ne dit pas la période"
    if coverage.start is None:
        return f"tout ce qui est en ligne, jusqu’au {day(coverage.end)}"
    told = period(coverage.start, coverage.end)
    return f"les dernières publications, {told}" if coverage.kind == "last_n" else told


def period(start: date, end: date) -> str:
    """Give ``du 3 au 12 mai 2026``, with both months and both years when they differ."""
    if start == end:
        return f"le {day(start)}"
    told, *rest = day(start).split()
    if start.year != end.year:
        told = day(start)
    elif start.month != end.month:
        told = f"{told} {rest[0]}"
    return f"du {told} au {day(end)}"


def month_in_words(month: str, *, short: bool = False) -> str:
    """Give ``novembre 2026`` for ``2026-11``, or its initial."""
    when = date.fromisoformat(f"{month}-01")
    return SHORT_MONTHS[when.month - 1][0].upper() if short else day(when).partition(" ")[2]


# ---------------------------------------------------------------- rhythm and silences


def rhythm(one: Measured) -> str:
    """Give the rhythm over the last year known: « 3 par mois », « 4 en 12 mois »."""
    covered = one.covered_until
    if covered is None:
        return ""
    first = _first_day_known(one.activity, covered)
    posts = sum(first <= post.day <= covered for post in one.activity.publications)
    days = (covered - first).days + 1
    monthly = posts * DAYS_IN_MONTH / days
    if days < SHORTEST_FOR_A_RHYTHM or monthly < 1:
        return f"{number(posts) if posts else 'aucune'} en {duration(days)}"
    return f"{number(monthly, 0)} par mois"


def _first_day_known(activity: AccountActivity, covered: date) -> date:
    """Give where the last year known begins: a year before its end, or with the copy."""
    starts = [start for start, end in activity.windows if start <= covered <= end]
    start = starts[-1] if starts else covered
    if start == date.min:
        begun = activity.opened_on or min((post.day for post in activity.posts), default=start)
        start = min(begun, covered)
    return max(start, covered - YEAR + DAY)


class Silence(NamedTuple):
    """The longest silence known of an account; one that lasts has no end."""

    days: int
    start: date
    end: date | None


def longest_silence(one: Measured) -> Silence | None:
    """Give the longest silence known, the one that lasts included."""
    silences = history_of(one.activity, one.until).silences
    longest = max(silences, key=lambda gap: gap.days, default=None)
    last, lasting = one.measures.last, one.measures.silence or 0
    if last is not None and lasting > (longest.days if longest else 0):
        return Silence(lasting, last.day, None)
    return None if longest is None else Silence(longest.days, longest.start, longest.end)


def silence_in_words(one: Measured) -> str:
    """Give the longest silence with its dates: « 70 jours, du 3 mars au 12 mai 2026 »."""
    silence = longest_silence(one)
    if silence is None:
        return ""
    days = plural(silence.days, "jour")
    if silence.end is not None:
        return f"{days}, {period(silence.start, silence.end)}"
    return f"{_least(one)}{days}, depuis le {day(silence.start)}"


def short_silence(one: Measured) -> str:
    """Give the same for a column: « 70 jours, jusqu’au 12 mai 2026 »."""
    silence = longest_silence(one)
    if silence is None:
        return ""
    days = plural(silence.days, "jour")
    if silence.end is not None:
        return f"{days}, jusqu’au {short_day(silence.end)}"
    return f"{_least(one)}{days}, {'en cours' if one.is_recent else 'peut-être en cours'}"


def _least(one: Measured) -> str:
    """Give the words before a silence that may be longer: the copy ends before the audit."""
    return "" if one.covered_until == one.until else "au moins "


def share_ahead_in_words(share: float) -> str:
    """Give how usual a silence is: the share of past days on which one so long lay ahead."""
    if share <= 0:
        return "aucun silence n’a été plus long"
    if share >= EVEN_CHANCE:
        return f"au moins une journée sur deux{_AHEAD}"
    if share < RAREST:
        return f"moins d’une journée sur {number(1 / RAREST)}{_AHEAD}"
    days = round(1 / share)
    told = in_letters(days) if days <= FEW else number(5 * round(days / 5))
    return f"environ une journée sur {told}{_AHEAD}"


_AHEAD = " avait devant elle un silence aussi long"


# ---------------------------------------------------------------- what was posted, and its welcome


def posts_in_words(one: Measured) -> str:
    """Give how many publications, from which day to which; no file about any is not « none »."""
    measures = one.measures
    if measures.first is None or measures.last is None:
        known = any(start <= one.until for start, _ in one.activity.windows)
        return "aucune" if known else NOT_MEASURED
    return f"{number(measures.posts)}, {period(measures.first.day, measures.last.day)}"


def originals_in_words(measures: Measures) -> str:
    """Give the share of publications that are the account’s own."""
    if measures.originals is None:
        return ""
    if not measures.shares:
        return "toutes"
    return f"{percent(measures.originals)} ; les autres reprennent d’autres comptes"


def media_in_words(media: Iterable[tuple[Medium, int]]) -> str:
    """Give the publications by medium, most frequent first."""
    told = [plural(count, MEDIA[medium]) for medium, count in media if medium != "unknown"]
    unsaid = sum(count for medium, count in media if medium == "unknown")
    if told and unsaid:
        told.append(plural(unsaid, MEDIA["unknown"]))
    return ", ".join(told) or "non précisés"


def welcome_in_words(measures: Measures) -> str:
    """Give how posts were received over the last year, then over the year before."""
    now, before = measures.received, measures.received_before
    if now is None:
        return NOT_MEASURABLE
    told = (
        f"{number(now.median)} réactions, commentaires et partages par publication la dernière "
        f"année (sur {number(now.posts)})"
    )
    if before is None:
        return told
    return f"{told} ; {number(before.median)} l’année d’avant (sur {number(before.posts)})"


def answering_in_words(answering: Answering | None) -> str:
    """Give the replies to other people and their delay, where files can tell."""
    if answering is None:
        return NOT_MEASURABLE
    if not answering.replies:
        return "aucune dans ces fichiers"
    replies = number(answering.replies)
    if answering.median_delay is None:
        return f"{replies} ; délai non mesurable"
    told = f"{replies}, délai médian de {delay(answering.median_delay)}"
    timed = answering.timed
    return told if timed == answering.replies else f"{told} (connu pour {number(timed)})"


def delay(seconds: float) -> str:
    """Give a delay of answer: minutes to an hour and a half, hours to two days, then days."""
    if seconds < LONGEST_IN_MINUTES:
        return plural(max(round(seconds / MINUTE), 1), "minute")
    if seconds < LONGEST_IN_HOURS:
        return plural(round(seconds / HOUR), "heure")
    return plural(round(seconds / A_DAY), "jour")


def followers_in_words(followers: Headcount | None) -> str:
    """Give how many followers, and on which day."""
    if followers is None:
        return ""
    return f"{number(followers.people)} le {day(followers.on)}"
