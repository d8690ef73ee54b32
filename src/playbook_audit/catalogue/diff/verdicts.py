"""The changed verdicts of many situations, by what they are about, with what may be behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from playbook_audit.assessment.facts import FACTS
from playbook_audit.catalogue.diff import words
from playbook_audit.catalogue.diff.causes import Causes
from playbook_audit.catalogue.diff.content import EntryChange, Place
from playbook_audit.catalogue.diff.replay import Replayed
from playbook_audit.catalogue.diff.situations import Situation
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.lifecycle.changes import Change
from playbook_audit.model.assessment import AccountAssessment, Benefit, Finding, Note, Risk
from playbook_audit.model.operand import Witnesses
from playbook_audit.model.rule import Rulebook

About = Literal["finding", "benefit", "note", "risk", "state", "decision"]
STATE = "account.state"


class Moved(NamedTuple):
    """One verdict that changes."""

    situation: Situation
    account: str | None
    change: Change[Any]
    old: str
    """What was concluded, in words."""
    new: str
    witnesses: Witnesses
    """The answers behind it, on either side."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The changed verdicts of one rule, of one risk, of states or of decisions."""

    about: About
    id: str
    """The rule or the risk; for states and decisions, of accounts, the same as ``about``."""
    title: str
    moved: tuple[Moved, ...]
    causes: tuple[EntryChange, ...]

    @property
    def transitions(self) -> "list[Transition]":
        """Give the verdicts by what they were and became, the commonest first, the open last."""
        found: dict[tuple[str, str], list[Moved]] = {}
        for one in self.moved:
            found.setdefault((one.old, one.new), []).append(one)
        several = [Transition(*words, tuple(moved)) for words, moved in found.items()]
        return sorted(several, key=lambda one: (one.is_open, -len(one.moved), one.old, one.new))


class Transition(NamedTuple):
    """Verdicts that were the same and became the same."""

    old: str
    new: str
    moved: tuple[Moved, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is concluded on either side: only what is possible changes."""
        return all(getattr(side, "state", None) == "unknown" for side in self.moved[0].change)


def verdicts_of(
    replayed: Sequence[Replayed], versions: "Versions", causes: Causes
) -> Iterator[Verdicts]:
    """Give the changed verdicts by rule, the most moved rule first, then what rules lead to."""
    titles = {**_titles(versions[0]), **_titles(versions[1])}
    for about, tell in _TELLERS.items():
        by_id: dict[str, list[Moved]] = {}
        for one in replayed:
            for name, moved in tell(one, versions):
                by_id.setdefault(name, []).append(moved)
        for name, several in sorted(by_id.items(), key=lambda one: (-len(one[1]), one[0])):
            title = titles.get((about, name), _OF_ACCOUNTS.get(about, name))
            behind = causes.of(*_judging(about, name, versions))
            yield Verdicts(about, name, title, tuple(several), behind)


_OF_ACCOUNTS: dict[About, str] = {"state": "État des comptes", "decision": "Décision proposée"}


def _titles(version: Version) -> dict[tuple[str, str], str]:
    rules = _rules(version)
    named: tuple[tuple[About, Mapping[str, Any]], ...] = (
        ("finding", rules.findings),
        ("benefit", rules.benefits),
        ("note", rules.notes),
        ("risk", rules.risks),
    )
    return {(about, name): one.title for about, group in named for name, one in group.items()}


def _judging(about: About, name: str, versions: Iterable[Version]) -> list[Place]:
    """Give the entries that conclude on something."""
    if about == "state":
        return [("question", STATE)]
    if about == "decision":
        rows = [row for one in versions for row in _rules(one).decisions]
        return [("decision", row.id) for row in rows]
    return [(about, name)]


Versions: TypeAlias = tuple[Version, Version]
Told: TypeAlias = Iterator[tuple[str, Moved]]


def _findings(one: Replayed, _versions: Versions) -> Told:
    return _of_rules(one, one.changes.findings, words.findings)


def _benefits(one: Replayed, _versions: Versions) -> Told:
    return _of_rules(one, one.changes.benefits, words.benefits)


def _notes(one: Replayed, _versions: Versions) -> Told:
    return _of_rules(one, one.changes.notes, words.notes)


def _of_rules(
    one: Replayed,
    changes: Iterable[Change[Any]],
    in_words: Callable[[Change[Any]], tuple[str, str]],
) -> Told:
    for change in changes:
        rule: Finding | Benefit | Note = change.either
        both = [side.witnesses for side in change if side is not None]
        old, new = in_words(change)
        moved = Moved(one.situation, rule.account, change, old, new, _together(both))
        yield rule.rule, moved


def _risks(one: Replayed, _versions: Versions) -> Told:
    for change in one.changes.risks:
        old, new = (_levels(side) for side in change)
        yield change.either.id, Moved(one.situation, None, change, old, new, ())


def _levels(risk: Risk | None) -> str:
    return words.ABSENT if risk is None else words.levels(risk.levels)


def _states(one: Replayed, versions: Versions) -> Told:
    titles = {row.id: row.title for each in versions for row in _rules(each).states.values()}
    read = [name.rpartition(".") for name in FACTS[STATE].reads]
    for change in one.changes.states:
        key = change.either.key
        old, new = (_possible(side, titles) for side in change)
        paths = tuple(f"accounts.{key}.{name}" for owner, _, name in read if owner == "account")
        yield "state", Moved(one.situation, key, change, old, new, paths)


def _possible(account: AccountAssessment | None, titles: Mapping[str, str]) -> str:
    if account is None:
        return words.ABSENT
    return words.states([titles.get(one, one) for one in account.states])


def _decisions(one: Replayed, versions: Versions) -> Told:
    titles = {row.decision: row.title for each in versions for row in _rules(each).decisions}
    for change in one.changes.decisions:
        old, new = (_proposed(side, titles) for side in change)
        both = [side.decision.witnesses for side in change if side is not None]
        key = change.either.key
        yield "decision", Moved(one.situation, key, change, old, new, _together(both))


def _proposed(account: AccountAssessment | None, titles: Mapping[str, str]) -> str:
    return words.ABSENT if account is None else titles[account.decision.decision]


def _together(witnesses: Iterable[Witnesses]) -> Witnesses:
    return tuple(dict.fromkeys(path for paths in witnesses for path in paths))


def _rules(version: Version) -> Rulebook:
    return version.catalogue.rulebook


_TELLERS: dict[About, Callable[[Replayed, Versions], Told]] = {
    "finding": _findings,
    "benefit": _benefits,
    "note": _notes,
    "risk": _risks,
    "state": _states,
    "decision": _decisions,
}
