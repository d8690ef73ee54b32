"""Explains what was measured of an account: its rhythm, and how unusual its silence is for it."""

from collections.abc import Iterable, Iterator
from datetime import date

from playbook_audit.assessment.rhythm.judgement import Rhythm
from playbook_audit.model.rule import Thresholds
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.interface import Block, Bullets, Item, Subheading, Text
from playbook_audit.report.measured_words import (
    Measured,
    copy_extent,
    posts_in_words,
    rhythm,
    share_ahead_in_words,
    silence_in_words,
)
from playbook_audit.report.sections.timeline import measured_accounts
from playbook_audit.report.spans import ours
from playbook_audit.report.words import day, duration, number, percent, plural

HEADING = "Mesuré dans les copies"


def measured_in_accounts(telling: Telling, keys: Iterable[str]) -> tuple[Block, ...]:
    """Give what was measured of some accounts, under their names; nothing where nothing was."""
    known = measured_accounts(telling.given)
    items = tuple(
        Item(telling.labels.account(key), tuple(_lines(telling, key, known[key])))
        for key in dict.fromkeys(keys)
        if key in known
    )
    return (Subheading(ours(HEADING), level=4), Bullets(items)) if items else ()


def measured_here(telling: Telling, key: str | None) -> tuple[Block, ...]:
    """Give what was measured of the one account that is told of."""
    known = {} if key is None else measured_accounts(telling.given)
    if key is None or key not in known:
        return ()
    items = tuple(Item(line) for line in _lines(telling, key, known[key]))
    return (Subheading(ours(HEADING), level=4), Bullets(items))


def _lines(telling: Telling, key: str, one: Measured) -> Iterator[Text]:
    yield ours(f"Période connue : {copy_extent(one)}")
    yield ours(f"Publications : {posts_in_words(one)}")
    last = one.measures.last
    if last is None:
        return
    yield ours(f"Rythme de la dernière année : {rhythm(one)}")
    longest = silence_in_words(one)
    if longest:
        yield ours(f"Plus long silence : {longest}")
    row = telling.thresholds.get(key)
    if row is not None:
        yield from map(ours, _judged(telling, one, last.day, row))


def _judged(telling: Telling, one: Measured, last: date, row: Thresholds) -> Iterator[str]:
    """Give how the silence compares with the past of the account, and with which thresholds."""
    known = telling.scope.rhythm_of(one.activity.key, row)
    if not known.is_known:
        yield _TOO_SHORT.format(title=row.title)
        return
    yield _compared(known, *_silence(one, last))
    yield _limits(known)
    yield from _remarks(known, last, one.until)


_TOO_SHORT = (
    "Trop peu de publications connues pour juger ce compte sur son rythme : les seuils "
    "« {title} » décident seuls"
)


def _silence(one: Measured, last: date) -> tuple[int, str]:
    """Give the days since the last publication, and if they are but the least."""
    known = one.activity.covered_after(last)
    if one.is_recent and known == one.activity.covered_until:
        return (one.until - last).days, ""
    return max((min(known, one.until) - last).days, 0), "au moins "


def _compared(known: Rhythm, days: int, least: str) -> str:
    """Give the silence beside those of the past."""
    recent = known.history.recent(known.limits.window_days)
    rests = len(known.gaps) < len(recent.gaps)
    past = duration(min(known.history.complete_days, known.limits.window_days))
    apart = ", sans les repos de saison" if rests else ""
    usual = share_ahead_in_words(known.share_ahead(days))
    return (
        f"Silence actuel : {least}{plural(days, 'jour')} ; sur {past} avant la dernière "
        f"publication{apart}, {usual}"
    )


def _limits(known: Rhythm) -> str:
    row, limits = known.row, known.limits
    slow, dormant = percent(limits.residual_slow), percent(limits.residual_dormant)
    return (
        f"Seuils : au ralenti passé {plural(row.slow_floor, 'jour')}, quand moins de {slow} des "
        f"journées avaient un tel silence devant elles ; en sommeil passé "
        f"{plural(row.dormancy_floor, 'jour')}, quand moins de {dormant}"
    )


def _remarks(known: Rhythm, last: date, on: date) -> Iterator[str]:
    """Give what else the rhythm tells: a slowdown before the silence, a season."""
    if known.has_slowed:
        yield _SLOWED.format(days=number(known.limits.slowing.recent_days))
    rest = known.rest(last, on)
    if rest is not None:
        yield _SEASON.format(day=day(rest.opening)) if rest.proved else _PERHAPS


_SLOWED = "Il publiait déjà nettement moins, les {days} jours avant sa dernière publication"
_SEASON = "Il se taisait aussi à ces dates les années passées ; reprise attendue vers le {day}"
_PERHAPS = (
    "Il se taisait aussi à ces dates l’année d’avant ; une seule année ne prouve pas une saison"
)
