"""What is wrong in a file, and where."""

from typing import Literal, NamedTuple


class Diagnostic(NamedTuple):
    """One fault of one file; lines and columns count from 1, None when there is no place."""

    file: str
    line: int | None
    column: int | None
    path: str
    """The field, as a person would name it: ``accounts[2].followers``; may be empty."""
    code: str
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Give ``file:line:column: path: message [code]``, as editors read it."""
        place = ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )
        field = f"{self.path} : " if self.path else ""
        return f"{place}: {field}{self.message} [{self.code}]"
