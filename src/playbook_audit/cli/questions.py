"""``questions``: lists everything that can be asked, to read or for scripts."""

import json
from collections.abc import Iterator
from textwrap import fill
from typing import Annotated, Any

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import show
from playbook_audit.cli.help_page import spaced
from playbook_audit.cli.options import Width
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.dossier.listing import listing

HELP = {
    "questions": "Liste tout ce qui peut être demandé, par section : identifiant, question, "
    "choix, et à qui elle est posée."
}
WIDEST = 100
"""Beyond, lines tire the eye."""
Plain = dict[str, Any]


def questions(
    as_json: Annotated[
        bool, typer.Option("--json", help="En JSON, pour qu’un programme sache quoi répondre")
    ] = False,
    width: Width = None,
) -> int:
    """Print the list."""
    listed = listing(catalogue())
    if as_json:
        show(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        wide = width or min(page_on_screen(None, accessible=False).width, WIDEST)
        show("\n\n\n".join(_section(one, wide) for one in listed["sections"]))
    return 0


def _section(section: Plain, width: int) -> str:
    each = ", pour chaque compte" if section["per_account"] else ""
    title = spaced(f"{section['title']} (environ {section['minutes']} min{each})")
    asked = ("\n".join(_question(one, width)) for one in section["questions"])
    return "\n\n".join([f"{title}\n{'=' * min(len(title), width)}", *asked])


def _question(question: Plain, width: int) -> Iterator[str]:
    yield question["id"]
    yield _sentence(question["ask"], width)
    yield _sentence(f"Réponse : {question['form']}. Posée {question['asked']}.", width)
    if "ask_if" in question:
        yield _sentence(f"Si : {question['ask_if']['says']}", width)
    choices = question.get("choices", ())
    margin = max((len(one["id"]) for one in choices), default=0)
    for one in choices:
        line = spaced(f"    - {one['id'].ljust(margin)}  {one['label']}")
        yield fill(line, width, subsequent_indent=" " * (margin + 8))


def _sentence(text: str, width: int) -> str:
    return fill(spaced(text), width, initial_indent="  ", subsequent_indent="  ")
