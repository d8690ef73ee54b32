"""The formats of a report: what each takes of an audit to draw it, imported when asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from playbook_audit.report.case import Case
from playbook_audit.report.page import Page


class Format(NamedTuple):
    """One format of report."""

    draw: Callable[[Case, Page], str]
    suffix: str
    """How the names of its files end."""


def _terminal(case: Case, page: Page) -> str:
    from playbook_audit.report import terminal
    from playbook_audit.report.outline import build_outline

    return terminal.render(
        build_outline(case), page.width, colour=page.colour, accessible=page.accessible
    )


def _markdown(case: Case, _page: Page) -> str:
    from playbook_audit.report import markdown
    from playbook_audit.report.outline import build_outline

    return markdown.render(build_outline(case))


def _json(case: Case, _page: Page) -> str:
    from playbook_audit.report.json import render_json

    return render_json(case)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format(_terminal, ".txt"),
        "markdown": Format(_markdown, ".md"),
        "json": Format(_json, ".json"),
    }
)
