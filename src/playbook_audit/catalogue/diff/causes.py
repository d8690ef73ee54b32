"""Which changes of the catalogue may stand behind a changed verdict.

A verdict depends on its own entry, and on whatever its conditions read, down to questions and
numbers. What only the text says of an entry is no cause.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.uses import uses_of
from playbook_audit.catalogue.diff.content import EntryChange, Kind, Place
from playbook_audit.model.catalogue import Catalogue

TOLD_ONLY = frozenset(
    (
        "acts",
        "address",
        "ask",
        "author",
        "basis",
        "because",
        "certainty",
        "checked_on",
        "choice",
        "date",
        "do",
        "examples",
        "grade",
        "help",
        "keep",
        "label",
        "legal",
        "lifecycle",
        "means",
        "measured_by",
        "minutes",
        "note",
        "personal",
        "prefilled_by",
        "order_of_choices",
        "range",
        "remedy",
        "same_for_all",
        "says",
        "since",
        "source",
        "sources",
        "symbol",
        "title",
        "unit",
        "why",
    )
)
"""Fields that decide nothing."""
PRINTED_ONLY = frozenset(
    (
        "communication_population",
        "coverage_minimum",
        "electoral_window_months",
        "first_benefits",
        "first_decisions",
        "margin_fragile",
        "margin_robust",
    )
)
"""Parameters that only the report looks at."""
BEHIND_FACTS: Mapping[str, tuple[str, ...]] = {
    "account.state": (
        "coverage_tolerance_days",
        "launching_days",
        "posts_of_a_start",
        "rare_",
        "residual_",
        "rhythm_gaps_",
        "rhythm_history_days",
        "rhythm_sure_days",
        "rhythm_window_days",
        "season_grace_days",
        "silence_margin",
        "slowing_",
        "summer_truce_",
    ),
    "account.rhythms_missed": ("rhythm_days_",),
    "account.engaged": ("engaged_",),
    "account.exposure": ("exposure_base", "followers_"),
    "audit.sections_to_clear": ("unknown_share",),
}
"""Beginnings of the names of parameters that facts read in Python."""
NAMES_ONLY: tuple[Kind, ...] = ("risk", "axis", "state", "source", "term")
WEIGHTS = ("points_",)
SCALES = ("level_", "risk_divisor")
PATH: tuple[Place, ...] = (
    ("parameter", "village_population"),
    ("question", "org_population"),
    ("question", "org_presence"),
)
"""What says who is asked what, hence may move anything."""
STATE: Place = ("question", "account.state")


class Causes:
    """The changes of the catalogue, by what they may move."""

    def __init__(self, catalogues: Iterable[Catalogue], changes: Iterable[EntryChange]) -> None:
        """Work out what each entry reads, in either version."""
        self._changes = {(one.kind, one.id): one for one in changes if _decides(one)}
        self._read: dict[Place, set[Place]] = defaultdict(set)
        for catalogue in catalogues:
            self._learn(catalogue)

    def of(self, *judging: Place) -> tuple[EntryChange, ...]:
        """Give the changes that may move what some entries conclude."""
        waiting, seen = [*judging, *PATH], set[Place]()
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting += self._read[place]
        return tuple(one for place, one in self._changes.items() if place in seen)

    def _learn(self, catalogue: Catalogue) -> None:
        uses = uses_of(catalogue)
        for name, users in uses.operands.items():
            for user in users:
                self._read[_place(user.kind, user.id)].add(("question", name))
        for name, users in uses.parameters.items():
            for user in users:
                self._read[_place(user.kind, user.id)].add(("parameter", name))
        self._learn_the_program(catalogue)

    def _learn_the_program(self, catalogue: Catalogue) -> None:
        """Note what Python reads besides conditions."""
        rules = catalogue.rulebook
        for fact, beginnings in BEHIND_FACTS.items():
            self._read["question", fact].update(_numbers(catalogue, beginnings))
        for known in FACTS.values():
            if "account.platform" in known.reads:
                self._read["question", known.id].update(("network", one) for one in rules.networks)
        self._read[STATE].update(("thresholds", one) for one in rules.thresholds)
        window: Place = ("question", "audit.electoral_window")
        self._read[window].update(("election", one.id) for one in rules.calendar)
        for finding in rules.findings.values():
            own: Place = ("finding", finding.id)
            self._read[own].update(_numbers(catalogue, WEIGHTS))
            if finding.for_each:
                self._read[own].add(("question", "account.exposure"))
            self._read["risk", finding.risk].add(own)
            self._read["risk", finding.risk].update(_numbers(catalogue, SCALES))


def _place(kind: str, name: str) -> Place:
    """Give the place of an entry; questions and facts share the names conditions give them."""
    return ("question", name) if kind == "fact" else (kind, name)  # type: ignore[return-value]


def _numbers(catalogue: Catalogue, beginnings: tuple[str, ...]) -> Iterable[Place]:
    names = (name for name in catalogue.rulebook.parameters if name.startswith(beginnings))
    return [("parameter", name) for name in names]


def _decides(change: EntryChange) -> bool:
    """Tell whether a change may move a verdict."""
    if change.kind in NAMES_ONLY or (change.kind == "parameter" and change.id in PRINTED_ONLY):
        return False
    if change.old is None or change.new is None:
        return True
    silent = TOLD_ONLY | {"otherwise"} if change.kind == "finding" else TOLD_ONLY
    return any(one.field not in silent for one in change.fields)
