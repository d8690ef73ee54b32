"""The page a report is drawn on: how wide, in colour or not, in plain lines or not."""

import os
import shutil
import sys

from playbook_audit.report.page import STANDARD_WIDTH, Page

ACCESSIBLE_VARIABLE = "PLAYBOOK_AUDIT_ACCESSIBLE"
NOT_SET = frozenset(("", "0", "no", "non", "false"))


def page_on_screen(width: int | None, *, accessible: bool) -> Page:
    """Give the page of the terminal; 80 columns without colour when there is none."""
    on_terminal = sys.stdout.isatty()
    linear = plain_lines(accessible=accessible)
    return Page(
        width=width or (columns() if on_terminal else STANDARD_WIDTH),
        colour=on_terminal and not linear and not os.environ.get("NO_COLOR"),
        accessible=linear,
    )


def plain_lines(*, accessible: bool) -> bool:
    """Tell whether plain lines are wanted: asked for here or for good, or all the terminal can."""
    return accessible or _is_set(ACCESSIBLE_VARIABLE) or os.environ.get("TERM") == "dumb"


def page_in_file(width: int | None, *, accessible: bool) -> Page:
    """Give the page of a file, which owes nothing to the terminal it was asked from."""
    return Page(width=width or STANDARD_WIDTH, accessible=accessible)


def columns() -> int:
    """Give the width of the terminal."""
    return shutil.get_terminal_size((STANDARD_WIDTH, 24)).columns


def _is_set(variable: str) -> bool:
    return os.environ.get(variable, "").strip().lower() not in NOT_SET
