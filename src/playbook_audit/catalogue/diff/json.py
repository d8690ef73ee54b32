"""A comparison as plain data, complete, for programs."""

from typing import Any

from playbook_audit.catalogue.diff.answers import answers_behind
from playbook_audit.catalogue.diff.compare import Comparison
from playbook_audit.catalogue.diff.content import EntryChange, FieldChange
from playbook_audit.catalogue.diff.verdicts import Moved, Verdicts
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.model.frozen import Frozen

Plain = dict[str, Any]
FORMAT = 1


def plain(comparison: Comparison) -> Plain:
    """Give everything that was found; ids where there are some, French for what is only told."""
    return {
        "catalogue_diff": FORMAT,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "situations": dict(sorted(comparison.situations.items())),
        "catalogue": [_entry(one) for one in comparison.content],
        "verdicts": [_moved(of, one) for of in comparison.verdicts for one in of.moved],
        "set_aside": [
            {"version": one.version, "question": one.question, "answers": count}
            for one, count in sorted(comparison.set_aside.items())
        ],
    }


def _version(version: Version) -> Plain:
    known = version.catalogue
    return {
        "name": version.name,
        "version": known.version,
        "sha256": known.sha256,
        "borrowed_parameters": list(version.borrowed),
    }


def _entry(change: EntryChange) -> Plain:
    what = "added" if change.old is None else "removed" if change.new is None else "changed"
    return {
        "kind": change.kind,
        "id": change.id,
        "change": what,
        "file": change.file,
        "fields": [_field(one) for one in change.fields],
    }


def _field(change: FieldChange) -> Plain:
    return {"field": ".".join(change.keys), "old": _raw(change.old), "new": _raw(change.new)}


def _raw(value: object) -> Any:
    """Give the value of a field as the YAML writes it."""
    if isinstance(value, Frozen):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return [_raw(one) for one in value] if isinstance(value, tuple) else value


def _moved(verdicts: Verdicts, moved: Moved) -> Plain:
    return {
        "about": verdicts.about,
        "id": verdicts.id,
        "account": moved.account,
        "situation": {"kind": moved.situation.kind, "name": moved.situation.name},
        "old": moved.old,
        "new": moved.new,
        "answers": dict(answers_behind(moved)),
        "causes": [{"kind": one.kind, "id": one.id, "file": one.file} for one in verdicts.causes],
    }
