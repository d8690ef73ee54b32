"""The measures kept beside an answers file; what reads them is loaded only where there are some."""

from pathlib import Path

from playbook_audit.model.activity import NO_ACTIVITY, Activity

SUFFIX = ".activity.json"


def activity_file(answers: Path) -> Path:
    """Give where the measures of an answers file are kept: beside it, not beside a link to it."""
    real = answers.resolve()
    return real.with_name(f"{real.stem}{SUFFIX}")


def measures_beside(answers: Path) -> Activity:
    """Give the measures kept beside an answers file: none when there is no such file.

    Raise ``InvalidInput`` or ``UnreadableFile`` when it cannot be read.
    """
    file = activity_file(answers)
    if not file.is_file():
        return NO_ACTIVITY
    from playbook_audit.evidence.store import read_activity

    return read_activity(file)
