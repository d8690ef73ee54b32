"""Puts two versions side by side: what changed in them, and in what they conclude."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playbook_audit.catalogue.diff.causes import Causes
from playbook_audit.catalogue.diff.content import EntryChange, content_changes
from playbook_audit.catalogue.diff.replay import Replayed, SetAside, replay
from playbook_audit.catalogue.diff.situations import Situation, SituationKind
from playbook_audit.catalogue.diff.verdicts import Moved, Verdicts, verdicts_of
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.catalogue.lint.subject import Read
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything two versions do not hold or conclude alike."""

    old: Version
    new: Version
    content: tuple[EntryChange, ...]
    situations: Mapping[SituationKind, int]
    """How many were judged, by kind."""
    verdicts: tuple[Verdicts, ...]
    set_aside: Mapping[SetAside, int]
    """In how many answers."""

    @property
    def moved(self) -> list[Moved]:
        """Give every changed verdict."""
        return [one for verdicts in self.verdicts for one in verdicts.moved]


def compare(old: Version, new: Version, situations: Iterable[Situation], read: Read) -> Comparison:
    """Judge every situation under both versions; raise with all those neither can read."""
    replayed, faults = list[Replayed](), list[Diagnostic]()
    for situation in sorted(situations, key=_rank):
        try:
            replayed.append(replay(situation, old, new, read))
        except InvalidInput as error:
            faults += error.diagnostics
    if faults:
        raise InvalidInput(faults)
    content = content_changes(old, new)
    causes = Causes((old.catalogue, new.catalogue), content)
    return Comparison(
        old=old,
        new=new,
        content=content,
        situations=Counter(one.situation.kind for one in replayed),
        verdicts=tuple(verdicts_of(replayed, (old, new), causes)),
        set_aside=Counter(one for each in replayed for one in each.set_aside),
    )


def _rank(situation: Situation) -> tuple[int, str]:
    """Give the order of situations: whole audits are telling, examples much less."""
    return ("file", "case", "example").index(situation.kind), situation.name
