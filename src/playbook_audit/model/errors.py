"""Every error of ours; only ``cli/failures.py`` turns them into messages and exit codes.

AuditError
├── InvalidInput      files that were read and refused, with all their diagnostics
├── UnreadableFile    a file that cannot be opened, read or written
│   ├── NotSaved       answers that cannot be kept; those acknowledged before are safe
│   └── HeldElsewhere  an answers file on which an interview is open already
├── UnknownId         an id that names nothing, with the nearest ones
└── MisplacedCatalogue  the questions and rules are nowhere to be found
"""

from playbook_audit.model.diagnostic import Diagnostic


class AuditError(Exception):
    """The base of all our errors."""


class InvalidInput(AuditError):
    """Files that were read and refused."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        """Keep every diagnostic, in the order of the files."""
        super().__init__(f"{len(diagnostics)} diagnostics")
        self.diagnostics = diagnostics


class UnreadableFile(AuditError):
    """A file that cannot be opened, read or written."""

    def __init__(self, file: str, reason: str) -> None:
        """Keep the file and the reason, in French."""
        super().__init__(f"{file} : {reason}")
        self.file = file
        self.reason = reason


class NotSaved(UnreadableFile):
    """Answers that cannot be kept; those acknowledged before are safe."""


class HeldElsewhere(UnreadableFile):
    """An answers file on which an interview is open already."""


class UnknownId(AuditError):
    """An id that names nothing of the catalogue."""

    def __init__(self, wanted: str, near: tuple[str, ...]) -> None:
        """Keep the id asked for and those that look like it."""
        super().__init__(wanted)
        self.wanted = wanted
        self.near = near


class MisplacedCatalogue(AuditError):
    """Neither the installed data nor the checkout holds the catalogue."""
