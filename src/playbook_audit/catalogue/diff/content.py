"""What two versions of the catalogue do not say alike, entry by entry and field by field."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias, get_args

from playbook_audit.catalogue.diff.version import Version
from playbook_audit.model.frozen import Frozen
from playbook_audit.model.question import Section

Kind = Literal[
    "question",
    "finding",
    "benefit",
    "note",
    "decision",
    "parameter",
    "thresholds",
    "network",
    "election",
    "risk",
    "axis",
    "state",
    "source",
    "term",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Place: TypeAlias = tuple[Kind, str]
RANK = "rank"
"""Where a row of the table of decisions stands: the first that fits wins."""
ORDER = "order_of_choices"


class Entry(NamedTuple):
    """One entry of a version, and the file that holds it."""

    kind: Kind
    id: str
    value: Frozen
    file: str


class FieldChange(NamedTuple):
    """A field that differs; ``keys`` goes down to a choice: ``("choices", "draft", "value")``."""

    keys: tuple[str, ...]
    old: object
    new: object

    @property
    def field(self) -> str:
        """Give the field itself: ``value`` above, ``choices`` for a choice added or removed."""
        inside = len(self.keys) != len(("choices", "draft"))
        return self.keys[-1] if inside else self.keys[0]


class EntryChange(NamedTuple):
    """An entry added (no ``old``), removed (no ``new``) or changed."""

    kind: Kind
    id: str
    file: str
    old: Frozen | None
    new: Frozen | None
    fields: tuple[FieldChange, ...] = ()
    """Empty when the entry is added or removed."""

    @property
    def title(self) -> str:
        """Give the French name of the entry."""
        value = self.old if self.new is None else self.new
        names = (getattr(value, field, None) for field in ("ask", "title", "term"))
        return str(next(filter(None, names), ""))


def content_changes(old: Version, new: Version) -> tuple[EntryChange, ...]:
    """Give every entry that differs, by kind then by id."""
    before, after = _by_place(_entries(old)), _by_place(_entries(new))
    moved = _moved_rows(old, new)
    every = {**before, **after}
    found = (_compared(every[one], before.get(one), after.get(one), moved) for one in every)
    changed = [one for one in found if one is not None]
    return tuple(sorted(changed, key=lambda one: (KINDS.index(one.kind), one.id)))


def _by_place(entries: Iterable[Entry]) -> dict[Place, Entry]:
    return {(one.kind, one.id): one for one in entries}


def _entries(version: Version) -> Iterator[Entry]:
    for section in version.catalogue.questionnaire.sections:
        yield from _questions(section, version.section_files[section.section])
    rules = version.catalogue.rulebook
    for finding in rules.findings.values():
        file = f"scoring/findings/{finding.risk}/{finding.id}.yaml"
        yield Entry("finding", finding.id, finding, file)
    yield from _listed("benefit", rules.benefits.values(), "scoring/benefits/{}.yaml")
    yield from _listed("note", rules.notes.values(), "scoring/notes/{}.yaml")
    yield from _listed("decision", rules.decisions, "scoring/decisions.yaml")
    yield from _listed("parameter", rules.parameters.values(), "scoring/parameters.yaml")
    yield from _listed("thresholds", rules.thresholds.values(), "scoring/networks.yaml")
    yield from _listed("network", rules.networks.values(), "scoring/networks.yaml")
    yield from _listed("election", rules.calendar, "scoring/calendar.yaml")
    yield from _listed("risk", rules.risks.values(), "scoring/risks.yaml")
    yield from _listed("axis", rules.axes.values(), "scoring/axes.yaml")
    yield from _listed("state", rules.states.values(), "scoring/states.yaml")
    yield from _listed("source", rules.sources.values(), "scoring/sources.yaml")
    yield from _listed("term", rules.glossary.values(), "scoring/glossary.yaml")


def _questions(section: Section, file: str) -> Iterator[Entry]:
    prefix = "account." if section.per_account else ""
    for question in section.questions:
        yield Entry("question", f"{prefix}{question.id}", question, file)


def _listed(kind: Kind, values: Iterable[Frozen], file: str) -> Iterator[Entry]:
    for value in values:
        name = _id(value)
        yield Entry(kind, name, value, file.format(name))


def _compared(
    entry: Entry, old: Entry | None, new: Entry | None, moved: dict[str, FieldChange]
) -> EntryChange | None:
    """Give how an entry differs, or None when it does not; ``entry`` is the side there is."""
    kind, name, _, file = entry
    if old is None or new is None:
        return EntryChange(kind, name, file, old and old.value, new and new.value)
    fields = list(field_changes(old.value, new.value))
    if kind == "decision" and name in moved:
        fields.append(moved[name])
    if not fields:
        return None
    return EntryChange(kind, name, file, old.value, new.value, tuple(fields))


def _moved_rows(old: Version, new: Version) -> dict[str, FieldChange]:
    """Give the rows of decisions, among those of both versions, that are tried in another order."""
    before = [row.id for row in old.catalogue.rulebook.decisions]
    after = [row.id for row in new.catalogue.rulebook.decisions]
    first = [one for one in before if one in after]
    second = [one for one in after if one in before]
    return {
        row: FieldChange((RANK,), before.index(row) + 1, after.index(row) + 1)
        for row in first
        if first.index(row) != second.index(row)
    }


def field_changes(old: Frozen, new: Frozen, keys: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    """Give the fields of two values that differ, going into lists whose members have an id."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if _have_ids(before) and _have_ids(after):
            yield from _members(before, after, (*keys, name))
        else:
            yield FieldChange((*keys, name), before, after)


def _have_ids(value: object) -> bool:
    return isinstance(value, tuple) and all(hasattr(one, "id") for one in value)


def _members(
    old: Iterable[Frozen], new: Iterable[Frozen], keys: tuple[str, ...]
) -> Iterator[FieldChange]:
    before, after = {_id(one): one for one in old}, {_id(one): one for one in new}
    for name in {**before, **after}:
        first, second = before.get(name), after.get(name)
        if first is None or second is None:
            yield FieldChange((*keys, name), first, second)
        else:
            yield from field_changes(first, second, (*keys, name))
    if list(before) != list(after) and before.keys() == after.keys():
        yield FieldChange((ORDER,), tuple(before), tuple(after))


def _id(value: Frozen) -> str:
    return str(getattr(value, "id"))  # noqa: B009 - every entry has one; their base has not
