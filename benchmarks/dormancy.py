"""How often live accounts are called asleep, and how soon those that really stop are.

Simulated accounts, audited on a random day of the year, judged by our rules on rhythm (the real
code, the real thresholds of a feed network) and by rules that others use. Prints two Markdown
tables, in about a minute; a seed fixes every figure.

A false alarm is a verdict (dormant or abandoned, nothing else possible) on an account that lives;
a doubt is a set of states that holds one of them among others. Delays are days of silence since the
last publication; for a resort that misses its opening, since the day it should have opened:
negative when a rule told it asleep while it rested.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from math import exp, inf, log, sqrt
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.rhythm.history import History, history_of
from playbook_audit.assessment.rhythm.judgement import Rhythm, states_after
from playbook_audit.assessment.rhythm.limits import rhythm_limits
from playbook_audit.assessment.rhythm.residual import residual_life
from playbook_audit.assessment.states import Known, Limits, possible_states
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.activity import AccountActivity, Coverage, EvidenceFile, Post

SEED = 20261123
YEAR = 365
UNLIKELY = 0.01
FEW_GAPS = 8
BURN_IN = 3 * YEAR
"""Days simulated before what is kept, so that it begins like any other day."""
MANY = 30
"""Gaps from which the rules must be right."""
MOST_WRONG = 0.05
TOO_LATE = 800
"""Days of silence after which one stops waiting for a verdict."""
STEP = 7
"""Days between two looks at a seasonal account that stopped."""
PUBLISHED = {
    "regular, 1 a month": 2.0,
    "Poisson, 5 a week": 0.6,
    "Poisson, 1 a week": 2.0,
    "Poisson, 1 a month": 4.1,
    "bursty, 5 a week": 3.0,
    "bursty, 1 a week": 4.5,
    "bursty, 1 a month": 12.3,
    "ski, off season, 3 years": 0.2,
    "ski, off season, 2 seasons seen": 0.0,
    "ski, off season, 1 season seen": 98.9,
}
"""What other simulations of the same accounts gave for p<.01 alone: a check of ours."""
ASLEEP = frozenset(("dormant", "abandoned"))
SPREAD = sqrt(log(5))
"""Of a log-normal law whose standard deviation is twice its mean."""

Days = list[date]
Draw = Callable[[Random, date, date], Days]
"""Gives the days of publication between two days."""


class Case(NamedTuple):
    """A kind of account, and when it is audited."""

    title: str
    draw: Draw
    years: float = 3
    """How much of its past is known."""
    audited: Callable[[Random], date] = lambda rng: (
        date(2025, 1, 1) + timedelta(rng.randrange(YEAR))
    )
    known_from: Callable[[date], date] | None = None
    """When what is known begins, if not so many years before."""
    opens: Callable[[date], date] | None = None
    """For an account that misses its opening: when it should have posted again."""
    seasonal: bool = False
    must_hold: bool = True
    """Whether the target applies: 30 gaps, and two seasons where there are any."""


class Audited(NamedTuple):
    """One account on the day of the audit."""

    history: History
    on: date

    @property
    def silence(self) -> int:
        last = self.history.last
        return 0 if last is None else (self.on - last).days


# ------------------------------------------------------------------ accounts


def renewal(gap: Callable[[Random], float]) -> Draw:
    """Give an account whose gaps are drawn one by one, all alike."""

    def draw(rng: Random, first: date, last: date) -> Days:
        length = (last - first).days + 1
        at, days = -float(BURN_IN), set[int]()
        while at < length:
            days.add(int(at) if at >= 0 else -1)
            at += gap(rng)
        return [first + timedelta(days=day) for day in sorted(days) if day >= 0]

    return draw


def regular(mean: float) -> Draw:
    return renewal(lambda rng: rng.gammavariate(4, mean / 4))


def poisson(mean: float) -> Draw:
    return renewal(lambda rng: rng.expovariate(1 / mean))


def bursty(mean: float) -> Draw:
    return renewal(lambda rng: rng.lognormvariate(log(mean) - SPREAD**2 / 2, SPREAD))


def bursty_gamma(mean: float) -> Draw:
    return renewal(lambda rng: rng.gammavariate(1 / 4, mean * 4))


def bursty_mixed(mean: float) -> Draw:
    """Give short and long gaps mixed, each exponential, as spread together as other bursty ones."""
    short = (1 + sqrt(3 / 5)) / 2
    means = mean / (2 * short), mean / (2 * (1 - short))
    return renewal(lambda rng: rng.expovariate(1 / means[rng.random() >= short]))


def slowed(rng: Random, first: date, last: date) -> Days:
    """Give an account that lives on at one post a month, after two years at two a week."""
    change = last - timedelta(days=YEAR)
    return poisson(3.5)(rng, first, change) + poisson(30)(rng, change + timedelta(days=1), last)


def resort(rng: Random, first: date, last: date, stray: float = 0) -> Days:
    """Give a ski resort: three days in seven from December to March, openings move by ten days."""
    open_days = [
        (date(year, 12, 1) + _moved(rng, 10), date(year + 1, 3, 31) + _moved(rng, 10))
        for year in range(first.year - 1, last.year + 1)
    ]
    return [
        day
        for day in _every_day(first, last)
        if rng.random() < (3 / 7 if any(one <= day <= two for one, two in open_days) else stray)
    ]


def school(rng: Random, first: date, last: date) -> Days:
    """Give a school: two days in seven, nothing in July and August nor in the short holidays."""
    closed = [
        stretch for year in range(first.year, last.year + 1) for stretch in _holidays(rng, year)
    ]
    return [
        day
        for day in _every_day(first, last)
        if rng.random() < 2 / 7 and not any(one <= day <= two for one, two in closed)
    ]


def _holidays(rng: Random, year: int) -> Iterator[tuple[date, date]]:
    for start, days in (((7, 5), 57), ((10, 18), 15), ((12, 20), 15), ((2, 14), 15), ((4, 11), 15)):
        begins = date(year, *start) + _moved(rng, 3)
        yield begins, begins + timedelta(days=days)
    yield date(year, 1, 1), date(year, 1, 4)


def _moved(rng: Random, days: int) -> timedelta:
    return timedelta(days=rng.randint(-days, days))


def _every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=rank) for rank in range((last - first).days + 1))


def between(first: date, last: date) -> Callable[[Random], date]:
    return lambda rng: first + timedelta(rng.randrange((last - first).days + 1))


RATES = (("5 a week", 1.4), ("1 a week", 7.0), ("1 a month", 30.0))
OFF_SEASON = between(date(2025, 4, 20), date(2025, 11, 15))
IN_SEASON = between(date(2025, 1, 1), date(2025, 3, 31))
RENEWALS = (
    ("regular", regular),
    ("Poisson", poisson),
    ("bursty", bursty),
    ("bursty (gamma)", bursty_gamma),
    ("bursty (mixed)", bursty_mixed),
)


def live_cases() -> Iterator[Case]:
    for law, make in RENEWALS:
        for rate, mean in RATES:
            yield Case(f"{law}, {rate}", make(mean))
    yield Case("bursty, 1 in 2 weeks", bursty(14))
    yield Case("bursty, 1 a week, 1 year known", bursty(7), years=1)
    yield Case("bursty, 1 a month, 8 years known", bursty(30), years=8)
    yield Case("bursty (mixed), 1 a month, 8 years known", bursty_mixed(30), years=8)
    yield Case("slowed to 1 a month a year ago", slowed)
    yield Case("ski, off season, 3 years", resort, audited=OFF_SEASON)
    yield Case("ski, off season, 2 seasons seen", resort, 0, OFF_SEASON, _november_before(2))
    one = _november_before(1)
    yield Case("ski, off season, 1 season seen", resort, 0, OFF_SEASON, one, must_hold=False)
    yield Case("ski, in season, 3 years", resort, audited=IN_SEASON)
    yield Case("ski, in season, 2 seasons seen", resort, 0, IN_SEASON, _november_before(2))
    yield Case("ski, in season, 1 season seen", resort, 0, IN_SEASON, one, must_hold=False)
    yield Case("ski, stray posts, off season", partial(resort, stray=0.01), audited=OFF_SEASON)
    yield Case("school, any day, 3 years", school)
    yield Case(
        "school, July and August", school, audited=between(date(2025, 7, 5), date(2025, 8, 31))
    )
    first_summer = Case(
        "school, first summer", school, 0, between(date(2025, 7, 5), date(2025, 8, 31))
    )
    yield first_summer._replace(known_from=lambda on: date(on.year - 1, 9, 1), must_hold=False)


def stopping_cases() -> Iterator[Case]:
    for law, make in RENEWALS[:3]:
        for rate, mean in RATES:
            yield Case(f"{law}, {rate}", make(mean))
    yield Case("ski, stops in season", resort, audited=IN_SEASON, seasonal=True)
    missed = Case(
        "ski, misses its opening", resort, audited=between(date(2025, 4, 20), date(2025, 4, 20))
    )
    yield missed._replace(opens=lambda on: date(on.year, 12, 1), seasonal=True)
    yield Case("school, stops", school, seasonal=True)


def _november_before(seasons: int) -> Callable[[date], date]:
    """Give when one begins to see an account, to have seen so many winters by the next summer."""
    return lambda on: date(on.year - seasons, 11, 1)


def accounts(case: Case, runs: int) -> Iterator[Audited]:
    rng = Random(f"{SEED} {case.title} {case.years}")
    while runs:
        on = case.audited(rng)
        since = case.known_from(on) if case.known_from else on - timedelta(days=case.years * YEAR)
        days = case.draw(rng, since, on)
        if len(days) > 1:
            runs -= 1
            yield Audited(history_of(_activity(days, since, on)), on)


def _activity(days: Days, since: date, on: date) -> AccountActivity:
    coverage = Coverage(since, on, "window")
    file = EvidenceFile("simulated", "", "simulated", coverage, "day_only", len(days))
    return AccountActivity("it", "facebook", tuple(Post(day, None, "day") for day in days), (file,))


# ------------------------------------------------------------------ rules

CATALOGUE = catalogue()
NUMBERS = programme_of(CATALOGUE).numbers
FEED = CATALOGUE.rulebook.thresholds["feed"]
LIMITS = rhythm_limits(NUMBERS.__getitem__)
States = frozenset[str]
Rule = Callable[[History], Callable[[int, date], States]]
"""Once the past is known, gives the states possible after a silence, on a day."""


def ours(history: History) -> Callable[[int, date], States]:
    rhythm = Rhythm(history, FEED, LIMITS)
    if not rhythm.is_known:
        return _as_declared
    return lambda silence, on: states_after(rhythm, (silence, silence), on)


def _as_declared(silence: int, on: date) -> States:
    known = Known(
        statuses=frozenset(("live",)),
        notices=frozenset(),
        scopes=frozenset(("general",)),
        rows=(FEED,),
        silence=(silence, silence),
        perhaps_never=False,
        opened=(0, inf),
        season=None,
        on=on,
        slowing_counts=True,
    )
    return possible_states(known, Limits(NUMBERS["launching_days"], NUMBERS["season_grace_days"]))


def longer_than(days: int) -> Rule:
    return lambda _: lambda silence, _on: _yes_or_no(silence > days)


def five_medians(history: History) -> Callable[[int, date], States]:
    middle = median(history.recent(2 * YEAR).gaps or (1,))
    return lambda silence, _: _yes_or_no(silence > 5 * middle)


def poisson_law(history: History) -> Callable[[int, date], States]:
    gaps = history.recent(2 * YEAR).gaps or (1,)
    rate = len(gaps) / sum(gaps)
    return lambda silence, _: _yes_or_no(exp(-rate * silence) < UNLIKELY)


def residual_alone(history: History) -> Callable[[int, date], States]:
    return lambda silence, _: _yes_or_no(residual_life(history.gaps, silence) < UNLIKELY)


def design(history: History) -> Callable[[int, date], States]:
    """The first rule of the method: no margin, no rare accounts, no doubt, no season."""

    def states(silence: int, _: date) -> States:
        unheard_of = residual_life(history.gaps, silence) < UNLIKELY
        known = len(history.gaps) >= FEW_GAPS and history.complete_days >= YEAR / 2
        early = known and unheard_of and silence > FEED.dormancy_floor
        return _yes_or_no(early or silence >= FEED.dormancy_ceiling)

    return states


def _yes_or_no(asleep: bool) -> States:  # noqa: FBT001 - a test put into words
    return frozenset(("dormant",)) if asleep else frozenset(("active",))


RULES: dict[str, Rule] = {
    "ours": ours,
    "floor, p<.01, ceiling": design,
    "p<.01": residual_alone,
    "> 30 d": longer_than(30),
    "> 90 d": longer_than(90),
    "5 × median": five_medians,
    "Poisson p<.01": poisson_law,
}


# ------------------------------------------------------------------ tables


def false_alarms(runs: int) -> Iterator[str]:
    more = ("p<.01 elsewhere", "ours: doubt", "ours: slowing", "ours, ≥ 30 gaps", "≤ 5 %")
    yield _row("live account", (*RULES, *more))
    yield "|---" * (len(RULES) + len(more) + 1) + "|"
    for case in live_cases():
        yield _row(case.title, _alarms(case, runs))


def _alarms(case: Case, runs: int) -> Iterator[str]:
    drawn = list(accounts(case, runs))
    found = {
        name: [rule(one.history)(one.silence, one.on) for one in drawn]
        for name, rule in RULES.items()
    }
    yield from (_percent(states <= ASLEEP for states in found[name]) for name in RULES)
    yield f"{PUBLISHED[case.title]:.1f}" if case.title in PUBLISHED else ""
    mine = found["ours"]
    yield _percent(bool(states & ASLEEP) and not states <= ASLEEP for states in mine)
    yield _percent(states == {"slowing"} for states in mine)
    many = [
        states <= ASLEEP
        for states, one in zip(mine, drawn, strict=True)
        if len(one.history.gaps) >= MANY
    ]
    yield f"{_percent(many)} of {len(many)}" if many else "–"
    judged = many if case.must_hold else []
    yield "" if len(judged) < runs / 10 else _said(sum(judged) <= MOST_WRONG * len(judged))


def delays(runs: int) -> Iterator[str]:
    yield _row("account that stops", (*RULES, "ours: first doubt"))
    yield "|---" * (len(RULES) + 2) + "|"
    for case in stopping_cases():
        drawn = list(accounts(case, runs))
        cells = [_delay(case, drawn, rule, _is_sure) for rule in RULES.values()]
        yield _row(case.title, [*cells, _delay(case, drawn, ours, _is_possible)])


def _is_sure(states: States) -> bool:
    return states <= ASLEEP


def _is_possible(states: States) -> bool:
    return bool(states & ASLEEP)


def _delay(case: Case, drawn: Sequence[Audited], rule: Rule, told: Callable[[States], bool]) -> str:
    found = sorted(_days_until(case, one, rule, told) for one in drawn)
    return f"{_days(found[len(found) // 2])} ({_days(found[len(found) * 9 // 10])})"


def _days_until(case: Case, seen: Audited, rule: Rule, told: Callable[[States], bool]) -> int:
    states = rule(seen.history)
    last = seen.history.last or seen.on
    silences = range(TOO_LATE)

    def is_told(silence: int) -> bool:
        return told(states(silence, last + timedelta(days=silence)))

    found = _first_by_steps(silences, is_told) if case.seasonal else _first(silences, is_told)
    return found - ((case.opens(seen.on) - last).days if case.opens else 0)


def _first(days: range, is_told: Callable[[int], bool]) -> int:
    """Give the first day told, for what is told for good once it is."""
    low, high = days.start, days.stop
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_told(middle) else (middle + 1, high)
    return low


def _first_by_steps(days: range, is_told: Callable[[int], bool]) -> int:
    for late in range(0, days.stop, STEP):
        if is_told(late):
            return next(day for day in range(max(late - STEP + 1, 0), late + 1) if is_told(day))
    return days.stop


def _row(title: str, cells: Iterable[str]) -> str:
    return f"| {title} | " + " | ".join(cells) + " |"


def _percent(outcomes: Iterable[bool]) -> str:
    told = list(outcomes)
    return f"{100 * sum(told) / len(told):.1f}"


def _days(days: int) -> str:
    return "never" if days >= TOO_LATE else str(days)


def _said(kept: bool) -> str:  # noqa: FBT001 - a test put into words
    return "kept" if kept else "MISSED"


def main() -> None:
    parser = argparse.ArgumentParser(description="False alarms and delays of rules on dormancy.")
    parser.add_argument("--runs", type=int, default=1000, help="live accounts a row")
    parser.add_argument("--stops", type=int, default=200, help="accounts that stop a row")
    asked = parser.parse_args()
    began = perf_counter()
    print(f"% of {asked.runs:,} live accounts wrongly called asleep (feed network, random day)\n")
    print(*false_alarms(asked.runs), sep="\n", flush=True)
    print(
        f"\nDays of silence before a real stop is told: median (9 in 10), {asked.stops} accounts\n"
    )
    print(*delays(asked.stops), sep="\n")
    print(f"\n{perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
