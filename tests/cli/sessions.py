"""What a command line left behind."""

import re
from typing import NamedTuple

ENGLISH = re.compile(
    r"Usage:|\b(Error|Missing|No such|Try|Invalid|required|default|argument|Got unexpected"
    r"|Did you mean|Traceback|Aborted|Show this message|must be|does not|expected)\b"
)
"""Words typer and Python would let through."""


class Session(NamedTuple):
    """The exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def english(self) -> list[str]:
        """Give the English words shown to the reader; there must be none."""
        return [found[0] for found in ENGLISH.finditer(self.out + self.err)]
