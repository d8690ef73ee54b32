"""Facts on the activity of one account: its state, its silence, its rhythm."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from playbook_audit.assessment.states import Interval, Known, Limits, Seen, possible_states
from playbook_audit.model.activity import AccountActivity
from playbook_audit.model.answer import NEVER
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import (
    Kind,
    Operand,
    among,
    between,
    bounds,
    known,
    not_applicable,
    possibilities,
    unknown,
)
from playbook_audit.model.rule import Thresholds

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope

STATES = (
    "launching",
    "active",
    "slowing",
    "seasonal",
    "standby",
    "dormant",
    "abandoned",
    "never_started",
    "reserved",
    "closed",
)
SATELLITE_SCOPES = frozenset(("theme", "facility", "area"))


def account_state(account: "AccountScope") -> Operand:
    """Give the state of an account, or the states still possible."""
    read = _Inputs(account)
    audit = account.audit
    limits = Limits(audit.number("launching_days"), audit.number("season_grace_days"))
    situations = read.situations()
    states = frozenset(state for one in situations for state in possible_states(one, limits))
    if len(states) == 1:
        return known(next(iter(states)), read.basis)
    return among(frozenset(states), read.basis, read.missing)


class _Inputs:
    """Reads what the state rules need, and remembers which answers that took."""

    def __init__(self, account: "AccountScope") -> None:
        self.account = account
        self.read: dict[str, Operand] = {}

    def operand(self, name: str) -> Operand:
        return self.read.setdefault(name, self.account[name])

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for one in self.read.values() for path in one.basis))

    @property
    def missing(self) -> tuple[str, ...]:
        """Give what would settle the state; a more exact date when nothing else is missing."""
        open_ones = (path for one in self.read.values() for path in one.missing)
        return tuple(dict.fromkeys(open_ones)) or (self.account.path_of("last_post"),)

    def situations(self) -> list[Known]:
        """Give what is known; twice when the last post may be one of two, far apart."""
        statuses, scopes = self.choices("status"), self.scopes()
        return [self.known(statuses, scopes, silence) for silence in self.silences()]

    def known(
        self, statuses: frozenset[str], scopes: frozenset[str], silence: Interval | None
    ) -> Known:
        return Known(
            statuses=statuses,
            notices=self.notices(statuses),
            scopes=scopes,
            rows=self.rows(scopes),
            silence=silence,
            perhaps_never=self.operand("last_post").kind is Kind.UNKNOWN,
            opened=self.opened(statuses, silence),
            season=self.season(statuses),
            on=self.account.audit.on,
            slowing_counts=self.slowing_counts(),
            seen=self.seen(),
        )

    def seen(self) -> Seen | None:
        """Give what was measured; nothing without a covered day."""
        measured, audit = self.account.measured, self.account.audit
        if measured is None or not measured.windows:
            return None
        return Seen(
            rhythm=partial(audit.rhythm_of, self.account.key),
            hardly_begun=self.hardly_begun(measured),
        )

    def hardly_begun(self, measured: AccountActivity) -> bool:
        """Tell whether a copy of everything, made lately, shows fewer posts than a start."""
        audit = self.account.audit
        enough = int(audit.number("posts_of_a_start"))
        posts = sum(post.day <= audit.on for post in measured.publications[:enough])
        covered = measured.covered_until
        recent = covered is not None and (
            (audit.on - covered).days <= audit.number("coverage_tolerance_days")
        )
        return measured.is_complete and recent and posts < enough

    def choices(self, name: str) -> frozenset[str]:
        """Give the choices a question may have here: all of them when nothing is known."""
        values = possibilities(self.operand(name))
        if values is None:
            return frozenset(
                self.account.audit.programme.account_questions[name].question.choice_of
            )
        return frozenset(str(value) for value in values)

    def scopes(self) -> frozenset[str]:
        """Give the scopes; where they are not asked, the only account speaks for everybody."""
        if self.operand("scope").kind is Kind.NOT_APPLICABLE:
            return frozenset(("general",))
        return self.choices("scope")

    def silences(self) -> list[Interval | None]:
        """Give the silences possible, in days; None when nothing was ever posted.

        After a copy that is not of today, the last post is the one it shows or a later one.
        """
        last_post = self.operand("last_post")
        if last_post.kind is Kind.KNOWN and last_post.value is NEVER:
            return [None]
        longest = bounds(last_post) or (0, inf)
        measured, answer = self.account.measured, self.account.given.get("last_post")
        if measured is None or answer is None or answer.origin != "measured" or longest[1] == inf:
            return [longest]
        on = self.account.audit.on
        last = on - timedelta(days=int(longest[1]))
        since = (on - measured.covered_after(last)).days - 1
        if not longest[0] <= since < longest[1]:
            return [longest]
        return [(longest[1], longest[1]), (longest[0], since)]

    def notices(self, statuses: frozenset[str]) -> frozenset[str]:
        if "paused" not in statuses:
            return frozenset()
        return self.choices("exit_notice")

    def opened(
        self, statuses: frozenset[str], silence: tuple[float, float] | None
    ) -> tuple[float, float]:
        measured = self.account.measured
        if measured is not None and self.hardly_begun(measured):
            return self.opened_as_measured(measured)
        if "barely" not in statuses and silence is not None:
            return (0, inf)
        return bounds(self.operand("opened_on")) or (0, inf)

    def opened_as_measured(self, measured: AccountActivity) -> Interval:
        """Give the days since the opening; it came before the first post, at the latest."""
        on = self.account.audit.on
        if measured.opened_on is not None:
            return ((on - measured.opened_on).days,) * 2
        posts = measured.publications
        return ((on - posts[0].day).days if posts else 0, inf)

    def season(self, statuses: frozenset[str]) -> frozenset[int] | None:
        if "seasonal" not in statuses:
            return None
        months = self.operand("season")
        if months.kind is not Kind.KNOWN or not isinstance(months.value, frozenset):
            return None
        ranks = self.account.audit.programme.month_ranks
        return frozenset(ranks[month] for month in months.value)

    def slowing_counts(self) -> bool:
        audit = self.account.audit
        framed = audit["audit.electoral_window"]
        if framed.kind is Kind.KNOWN and framed.value is True:
            return False
        return not audit.in_summer_truce

    def rows(self, scopes: frozenset[str]) -> tuple[Thresholds, ...]:
        """Give the rows of thresholds that may apply: the longest of those that do."""
        programme = self.account.audit.programme
        platforms = self.choices("platform")
        groups = sorted({programme.networks[platform].thresholds for platform in platforms})
        chosen: dict[str, Thresholds] = {}
        for group in groups:
            for satellite in self.satellite(scopes, group):
                for rare in self.rare():
                    row = programme.longest(group, satellite=satellite, rare=rare)
                    chosen[row.id] = row
        return tuple(chosen.values())

    def satellite(self, scopes: frozenset[str], group: str) -> Iterable[bool]:
        if group != "feed":
            return (False,)
        return sorted({scope in SATELLITE_SCOPES for scope in scopes})

    def rare(self) -> Iterable[bool]:
        """Tell whether rare posting is to be expected here; both when it is not known."""
        rhythm = self.operand("declared_rhythm")
        if rhythm.kind is Kind.KNOWN and rhythm.value == "yearly":
            return (True,)
        small = self.small_population() if self.gaps_are_few() else False
        if small is True or rhythm.kind in (Kind.KNOWN, Kind.NOT_APPLICABLE):
            return (True, False) if small is None else (small,)
        return (True, False)

    def gaps_are_few(self) -> bool:
        """Tell whether too little was measured for a rhythm, as when nothing was."""
        audit = self.account.audit
        if self.account.measured is None:
            return True
        gaps = audit.history_of(self.account.key).gaps
        return len(gaps) < audit.number("rhythm_gaps_minimum")

    def small_population(self) -> bool | None:
        population = self.account.audit["org_population"]
        self.read["org_population"] = population
        inhabitants = bounds(population)
        if inhabitants is None:
            return None
        limit = self.account.audit.number("rare_population")
        outcomes = {one < limit for one in inhabitants}
        return outcomes.pop() if len(outcomes) == 1 else None


def silence_days(account: "AccountScope") -> Operand:
    """Give the days since the last post; not applicable when there never was one."""
    last_post = account["last_post"]
    if last_post.kind is Kind.KNOWN and last_post.value is NEVER:
        return not_applicable(last_post.basis)
    return last_post


def rhythms_missed(account: "AccountScope") -> Operand:
    """Give how many declared gaps the silence holds; not applicable without a declared rhythm."""
    rhythm, silence = account["declared_rhythm"], account["silence_days"]
    if Kind.NOT_APPLICABLE in (rhythm.kind, silence.kind) or rhythm.value == "none":
        return not_applicable(rhythm.basis + silence.basis)
    days = bounds(silence)
    if rhythm.kind is not Kind.KNOWN or days is None:
        return unknown(rhythm.missing + silence.missing, rhythm.basis + silence.basis)
    gap = account.audit.number(f"rhythm_days_{rhythm.value}")
    basis = rhythm.basis + silence.basis
    return between(days[0] / gap, days[1] / gap, basis, silence.missing)


FACTS = (
    Fact(
        "account.state",
        "état du compte",
        "choice",
        compute=account_state,
        values=STATES,
        reads=(
            "account.status",
            "account.last_post",
            "account.scope",
            "account.platform",
            "account.exit_notice",
            "account.opened_on",
            "account.season",
            "account.declared_rhythm",
            "org_population",
            "audit.electoral_window",
        ),
    ),
    Fact(
        "account.silence_days",
        "jours depuis la dernière publication",
        "number",
        compute=silence_days,
        unit="jours",
        reads=("account.last_post",),
    ),
    Fact(
        "account.rhythms_missed",
        "silence rapporté au rythme annoncé",
        "number",
        compute=rhythms_missed,
        unit="fois le rythme annoncé",
        reads=("account.last_post", "account.declared_rhythm"),
    ),
)
