"""Tells a comparison in lines of text: what changed in the catalogue, then which verdicts move."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.catalogue.diff.answers import answers_behind
from playbook_audit.catalogue.diff.causes import NAMES_ONLY, TOLD_ONLY
from playbook_audit.catalogue.diff.compare import Comparison
from playbook_audit.catalogue.diff.content import EntryChange, FieldChange, Kind
from playbook_audit.catalogue.diff.situations import SituationKind
from playbook_audit.catalogue.diff.verdicts import About, Moved, Verdicts
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.catalogue.diff.words import LONGEST, counted, field, value

MOST_SHOWN = 3
"""Situations told of one change; the others are counted."""
MOST_ANSWERS = 4
KIND_TITLES: dict[Kind, str] = {
    "question": "Questions",
    "finding": "Constats",
    "benefit": "Bénéfices",
    "note": "Notes",
    "decision": "Décisions",
    "parameter": "Paramètres",
    "thresholds": "Seuils de silence",
    "network": "Réseaux",
    "election": "Élections",
    "risk": "Risques",
    "axis": "Pratiques",
    "state": "États",
    "source": "Sources",
    "term": "Mots du glossaire",
}
SITUATIONS: dict[SituationKind, str] = {
    "file": "fichier de réponses",
    "case": "cas",
    "example": "exemple de règles",
}
NOUNS: dict[About, str] = {
    "finding": "constat",
    "benefit": "bénéfice",
    "note": "note",
    "risk": "niveau de risque",
    "state": "état de compte",
    "decision": "décision",
}


def lines_of(comparison: Comparison) -> list[str]:
    """Give the whole comparison; an indent says what a line belongs to."""
    return [
        *_opening(comparison),
        *_content(comparison),
        *_verdicts(comparison),
        "",
        summary(comparison),
    ]


def summary(comparison: Comparison) -> str:
    """Give the comparison in one sentence."""
    moved = comparison.moved
    judged = counted(sum(comparison.situations.values()), "situation")
    if not moved:
        return f"Aucun verdict ne change, sur {judged}."
    counts = (
        (about, sum(len(one.moved) for one in comparison.verdicts if one.about == about))
        for about in NOUNS
    )
    parts = ", ".join(counted(count, NOUNS[about]) for about, count in counts if count)
    where = len({one.situation.name for one in moved})
    verb = "change" if len(moved) == 1 else "changent"
    return f"{counted(len(moved), 'verdict')} {verb} dans {where} des {judged} : {parts}."


def replayed(comparison: Comparison) -> str:
    """Give how much was judged: ``131 cas, 170 exemples de règles``."""
    counts = ((noun, comparison.situations.get(kind, 0)) for kind, noun in SITUATIONS.items())
    return ", ".join(counted(count, noun) for noun, count in counts if count) or "rien"


# ---------------------------------------------------------------- what was compared


def _opening(comparison: Comparison) -> Iterator[str]:
    yield f"Avant : {_identity(comparison.old)}"
    yield f"Après : {_identity(comparison.new)}"
    yield f"Rejoué avec le programme d’aujourd’hui : {replayed(comparison)}."
    for version in (comparison.old, comparison.new):
        for name in version.borrowed:
            yield f"Emprunté : « {name} », que « {version.name} » n’a pas, vaut ce qu’il vaut ici."
    for one, count in sorted(comparison.set_aside.items()):
        given = f"{counted(count, 'réponse')} à « {one.question} »"
        yield f"Mis de côté : {given}, que « {one.version} » ne sait pas lire."


def _identity(version: Version) -> str:
    known = version.catalogue
    return f"{version.name} (catalogue {known.version}, {known.sha256[:8]})"


# ---------------------------------------------------------------- the catalogue


def _content(comparison: Comparison) -> Iterator[str]:
    yield from ("", *_heading("Ce qui change dans le catalogue"))
    yield "+ nouveau, - retiré, ~ modifié" if comparison.content else "Rien."
    for kind, changes in groupby(comparison.content, key=lambda one: one.kind):
        yield f"{KIND_TITLES[kind]} :"
        for change in changes:
            yield from _entry(change, comparison)


def _entry(change: EntryChange, comparison: Comparison) -> Iterator[str]:
    """Give an entry, its fields under it; those of mere names, which are many, on its line."""
    mark = "+" if change.old is None else "-" if change.new is None else "~"
    fields = list(_fields(change, comparison))
    if change.kind in NAMES_ONLY and fields:
        yield f"  {mark} {change.id} : {' ; '.join(fields)}"
        return
    yield f"  {mark} {change.id}, « {change.title} »"
    yield from (f"      {one}" for one in fields)


def _fields(change: EntryChange, comparison: Comparison) -> Iterator[str]:
    """Give the fields that differ: what they were and became, the mere texts on one line."""
    rewritten: dict[str, None] = {}
    for one in change.fields:
        name = field(change.kind, one.keys)
        lines = [] if one.field in TEXTS else _field(name, one, comparison)
        if not lines:
            rewritten[name] = None
        yield from lines
    if rewritten:
        yield f"récrit : {', '.join(rewritten)}"


def _field(name: str, change: FieldChange, comparison: Comparison) -> list[str]:
    """Give a field before and after; nothing when one of the two cannot be told shortly."""
    listed = _is_list(change.old) and _is_list(change.new)
    before, after = _apart(change.old, change.new) if listed else (change.old, change.new)
    old = value(before, vocabulary_of(comparison.old.catalogue))
    new = value(after, vocabulary_of(comparison.new.catalogue))
    if old is None or new is None:
        return []
    if listed:
        parts = (("en moins", before, old), ("en plus", after, new))
        return [f"{name}, {word} : {told}" for word, members, told in parts if members]
    if len(old) + len(new) > LONGEST:
        return [f"{name}, avant : {old}", f"{name}, après : {new}"]
    return [f"{name} : {old} → {new}"]


def _is_list(one: object) -> bool:
    """Tell a list from a single value, and from the two bounds of a number."""
    return isinstance(one, tuple) and not any(isinstance(member, float) for member in one)


def _apart(old: Any, new: Any) -> tuple[object, object]:
    """Give of two lists what the other has not, or all of them when order alone moved."""
    gone = tuple(one for one in old if one not in new)
    come = tuple(one for one in new if one not in old)
    return (gone, come) if gone or come else (old, new)


TEXTS = TOLD_ONLY - {"checked_on", "date", "range", "since", "unit", "source", "sources", "grade"}
"""Fields of which only the change is told."""


# ---------------------------------------------------------------- verdicts


def _verdicts(comparison: Comparison) -> Iterator[str]:
    yield from ("", *_heading("Verdicts modifiés"))
    if not comparison.verdicts:
        yield "Aucun."
    for rank, verdicts in enumerate(comparison.verdicts):
        yield from ("",) if rank else ()
        yield f"{title(verdicts)} : {counted(len(verdicts.moved), 'verdict')}"
        if verdicts.causes:
            yield f"  Peut venir de : {causes(verdicts.causes)}"
        for one in verdicts.transitions:
            yield f"  {one.old} → {one.new} : {len(one.moved)}"
            yield from _shown(one.moved)


def title(verdicts: Verdicts) -> str:
    """Give what verdicts are about."""
    if verdicts.about in ("state", "decision"):
        return verdicts.title
    kind = "Niveau du risque " if verdicts.about == "risk" else ""
    return f"{kind}{verdicts.id}, « {verdicts.title} »"


def causes(changes: Sequence[EntryChange]) -> str:
    """Give the entries that may be behind, with the files that hold them."""
    files: dict[str, list[str]] = {}
    for one in changes:
        files.setdefault(one.file, []).append(one.id)
    return " ; ".join(f"{', '.join(ids)} ({file})" for file, ids in files.items())


def _shown(moved: Sequence[Moved]) -> Iterator[str]:
    for one in moved[:MOST_SHOWN]:
        account = f", compte {one.account}" if one.account else ""
        yield f"    - {one.situation.name}{account}"
        told = answers_behind(one)
        if told:
            yield f"      {_answers(told)}"
    left = len(moved) - MOST_SHOWN
    if left > 0:
        yield f"    … et {left} de plus (--json les donne tous)"


def _answers(told: Sequence[tuple[str, str]]) -> str:
    shown = " ; ".join(f"{name} : {raw}" for name, raw in told[:MOST_ANSWERS])
    return f"{shown} ; …" if len(told) > MOST_ANSWERS else shown


def _heading(text: str) -> Iterable[str]:
    return text, "=" * len(text)
