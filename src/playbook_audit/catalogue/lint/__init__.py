"""Checks a catalogue that reads well: names, order, texts, examples, sources, all at once.

The shape of each file is checked when it is read; here, what only the whole catalogue can tell.
"""

from datetime import date
from itertools import chain

from playbook_audit.catalogue.lint.conditions import CONDITION_LINTS
from playbook_audit.catalogue.lint.examples import EXAMPLE_LINTS
from playbook_audit.catalogue.lint.glossary import GLOSSARY_LINTS
from playbook_audit.catalogue.lint.identity import IDENTITY_LINTS
from playbook_audit.catalogue.lint.questions import QUESTION_LINTS
from playbook_audit.catalogue.lint.reference import REFERENCE_LINTS
from playbook_audit.catalogue.lint.rules import RULE_LINTS
from playbook_audit.catalogue.lint.subject import Read, Subject
from playbook_audit.catalogue.lint.unused import UNUSED_LINTS
from playbook_audit.catalogue.load import Loaded
from playbook_audit.model.diagnostic import Diagnostic

STATIC_LINTS = (
    *IDENTITY_LINTS,
    *CONDITION_LINTS,
    *QUESTION_LINTS,
    *RULE_LINTS,
    *REFERENCE_LINTS,
    *GLOSSARY_LINTS,
)
"""What is read without running anything."""
RUNNING_LINTS = (*EXAMPLE_LINTS, *UNUSED_LINTS)
"""What only makes sense in a catalogue without static error."""


def lint(loaded: Loaded, read: Read, on: date) -> list[Diagnostic]:
    """Give every fault of a catalogue, in the order of files and lines.

    ``read`` turns the plain data of an example into answers; ``on`` is the day of the check.
    """
    if loaded.catalogue is None:
        return list(loaded.faults)
    subject = Subject(loaded, loaded.catalogue, read, on)
    found = list(chain.from_iterable(one(subject) for one in STATIC_LINTS))
    if all(one.level == "warning" for one in found):
        found += chain.from_iterable(one(subject) for one in RUNNING_LINTS)
    return sorted(found, key=_place)


def _place(fault: Diagnostic) -> tuple[str, int, int, str]:
    return fault.file, fault.line or 0, fault.column or 0, fault.message
