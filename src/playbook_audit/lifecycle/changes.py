"""What two assessments do not conclude alike: those of two days, or of two catalogues.

Why they differ is the business of whoever knows what differs before them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from playbook_audit.model.assessment import (
    AccountAssessment,
    Assessment,
    Benefit,
    Finding,
    FindingState,
    Note,
    Risk,
)

Concluded = TypeVar("Concluded")
OPEN: frozenset[FindingState] = frozenset(("raised", "unknown", "accepted"))
"""States in which a finding is told to the reader, with its severity."""


class Change(NamedTuple, Generic[Concluded]):
    """The same thing, judged twice; None on the side where nothing was judged."""

    old: Concluded | None
    new: Concluded | None

    @property
    def either(self) -> Concluded:
        """Give the new side, or the old one when it is the only one."""
        found = self.old if self.new is None else self.new
        if found is None:
            raise ValueError("a change has one side at least")
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not concluded alike, in the order of ids and of account keys."""

    findings: tuple[Change[Finding], ...]
    benefits: tuple[Change[Benefit], ...]
    notes: tuple[Change[Note], ...]
    risks: tuple[Change[Risk], ...]
    """Risks whose possible levels changed; a score that moves inside its level is no news."""
    states: tuple[Change[AccountAssessment], ...]
    decisions: tuple[Change[AccountAssessment], ...]

    def __len__(self) -> int:
        rules = (self.findings, self.benefits, self.notes)
        return sum(len(one) for one in (*rules, self.risks, self.states, self.decisions))


def changes_between(old: Assessment, new: Assessment) -> Changes:
    """Give what ``new`` concludes otherwise than ``old``."""
    return Changes(
        findings=_changed(old.findings, new.findings, _place, _finding, _is_quiet),
        benefits=_changed(old.benefits, new.benefits, _place, _benefit, _is_out_of_reach),
        notes=_changed(old.notes, new.notes, _place, _note, _is_cleared),
        risks=_changed(old.risks, new.risks, _id, _levels, _is_low),
        states=_changed(old.accounts, new.accounts, _key, _states, _never),
        decisions=_changed(old.accounts, new.accounts, _key, _decision, _never),
    )


def _changed(
    old: Iterable[Concluded],
    new: Iterable[Concluded],
    key: Callable[[Concluded], str],
    told: Callable[[Concluded], object],
    is_quiet: Callable[[Concluded], bool],
) -> tuple[Change[Concluded], ...]:
    """Give what is not told alike; judged on one side only, what is quiet there is no news.

    A rule that did not exist, and waits for answers nobody was asked for, is no news either: what
    it may bring is seen in the levels of its risk.
    """
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    pairs = [Change(before.get(name), after.get(name)) for name in sorted(before | after)]
    return tuple(one for one in pairs if _differs(one, told, is_quiet))


def _differs(
    pair: Change[Concluded],
    told: Callable[[Concluded], object],
    is_quiet: Callable[[Concluded], bool],
) -> bool:
    if pair.old is None or pair.new is None:
        return not is_quiet(pair.either)
    return told(pair.old) != told(pair.new)


# ---------------------------------------------------------------- what is compared of each


def _place(one: Finding | Benefit | Note) -> str:
    return one.rule if one.account is None else f"{one.rule}:{one.account}"


def _finding(one: Finding) -> object:
    """Give what counts of a finding; how grave it would be matters only when it is told."""
    if one.state not in OPEN:
        return one.state
    return one.state, one.severity, one.worst, one.points, one.named, one.perhaps_named


def _is_quiet(one: Finding) -> bool:
    return one.state not in ("raised", "accepted")


def _benefit(one: Benefit) -> object:
    return one.state, one.proof, one.near, one.named


def _is_out_of_reach(one: Benefit) -> bool:
    return one.state not in ("realised", "potential")


def _note(one: Note) -> object:
    return one.state


def _is_cleared(one: Note) -> bool:
    return one.state == "cleared"


def _id(one: Risk) -> str:
    return one.id


def _levels(one: Risk) -> object:
    return one.levels


def _is_low(one: Risk) -> bool:
    return one.levels == ("low",)


def _key(one: AccountAssessment) -> str:
    return one.key


def _states(one: AccountAssessment) -> object:
    return one.states


def _decision(one: AccountAssessment) -> object:
    return one.decision.decision


def _never(_one: object) -> bool:
    return False
