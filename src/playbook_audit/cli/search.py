"""``search``: consults the referential with one's own words; nothing is recorded."""

import json
from collections.abc import Iterator
from textwrap import fill, shorten
from typing import Annotated, Any

import typer

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.console import show
from playbook_audit.cli.help_page import spaced
from playbook_audit.cli.options import Width
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.cli.screen import page_on_screen
from playbook_audit.model.french import GRADES
from playbook_audit.model.rule import Source
from playbook_audit.model.typography import one_line
from playbook_audit.reading.text import shortened
from playbook_audit.search.entries import Entry, Kind
from playbook_audit.search.lookup import Found
from playbook_audit.search.lookup import search as looked_up

HELP = {
    "search": "Cherche dans les questions, les constats, les remèdes, les sources et le glossaire, "
    "avec vos mots : « comptes abandonnés », « qui a les mots de passe ». Accents, pluriels et "
    "fautes d’une lettre ne gênent pas. Rien n’est enregistré, rien ne quitte l’ordinateur."
}
FIRST = 8
WIDEST = 100
LONGEST_ECHO = 60
LONGEST_TITLE = 60
MOST_SOURCES = 2
INDENT = "   "
KINDS: dict[Kind, str] = {
    "finding": "Constat",
    "question": "Question",
    "benefit": "Bénéfice",
    "term": "Mot",
    "note": "Note",
    "decision": "Décision",
    "state": "État d’un compte",
    "risk": "Risque",
    "axis": "Pratique",
    "election": "Élection",
    "network": "Réseau",
    "parameter": "Nombre de la méthode",
    "source": "Source",
}


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="MOTS", help="Vos mots, entre guillemets ou non")
    ],
    everything: Annotated[
        bool, typer.Option("--all", help=f"Tout montrer, et non les {FIRST} premières réponses")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="En JSON, pour un programme")] = False,
    width: Width = None,
) -> int:
    """Print the entries that answer, best first."""
    query = " ".join(words)
    found = looked_up(catalogue(), query)
    shown = found.entries if everything else found.entries[:FIRST]
    if as_json:
        show(json.dumps(_plain(query, found, shown), ensure_ascii=False, indent=2))
    else:
        wide = width or min(page_on_screen(None, accessible=False).width, WIDEST)
        show("\n\n".join(_page(query, found, shown, wide)))
    return 0


# ---------------------------------------------------------------- on screen


def _page(query: str, found: Found, shown: tuple[Entry, ...], width: int) -> Iterator[str]:
    yield _filled(_heading(query, found, len(shown)), width)
    if not shown:
        yield _filled(_nothing(found), width)
    for rank, entry in enumerate(shown, start=1):
        yield "\n".join(_entry(rank, entry, width))


def _heading(query: str, found: Found, shown: int) -> str:
    echo = shortened(one_line(query), LONGEST_ECHO)
    read = "".join(f" (« {typed} » lu « {known} »)" for typed, known in found.read_as)
    count = len(found.entries)
    if not count:
        return f"« {echo} »{read} : aucune réponse dans le référentiel."
    first = f", les {shown} premières ; toutes avec --all" if shown < count else ""
    return f"« {echo} »{read} : {count} réponse{'s' if count > 1 else ''}{first}."


def _nothing(found: Found) -> str:
    if found.near:
        near = ", ".join(f"« {one} »" for one in found.near)
        return f"Mots connus les plus proches : {near}."
    return "Essayez un ou deux mots du sujet, par exemple « mots de passe » ou « élections »."


def _entry(rank: int, entry: Entry, width: int) -> Iterator[str]:
    margin = f"{rank}.".ljust(len(INDENT))
    title = f"{KINDS[entry.kind]} : {entry.title}"
    yield fill(spaced(title), width, initial_indent=margin, subsequent_indent=INDENT)
    for answer in entry.answers:
        yield _filled(f"{answer.label} : {answer.text}" if answer.label else answer.text, width, 1)
    if entry.sources:
        yield _filled(_sources(entry), width, 1)
    yield f"{INDENT}→ {PROGRAM} explain {entry.id}"


def _sources(entry: Entry) -> str:
    cited = [_source_of(one) for one in entry.sources]
    told = [f"{_short(one.title)} ({GRADES[one.grade]})" for one in cited[:MOST_SOURCES]]
    others = len(cited) - len(told)
    more = f" ; et {others} autre{'s' if others > 1 else ''}" if others else ""
    return f"{'Sources' if len(cited) > 1 else 'Source'} : {' ; '.join(told)}{more}"


def _short(title: str) -> str:
    return shorten(title, LONGEST_TITLE, placeholder="…")


def _source_of(source_id: str) -> Source:
    return catalogue().rulebook.sources[source_id]


def _filled(text: str, width: int, depth: int = 0) -> str:
    margin = INDENT * depth
    return fill(spaced(text), width, initial_indent=margin, subsequent_indent=margin)


# ---------------------------------------------------------------- for programs


def _plain(query: str, found: Found, shown: tuple[Entry, ...]) -> dict[str, Any]:
    return {
        "query": query,
        "read_as": dict(found.read_as),
        "count": len(found.entries),
        "hits": [_plain_entry(one) for one in shown],
        "near": list(found.near),
    }


def _plain_entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "id": entry.id,
        "title": entry.title,
        "answers": [{"label": one.label, "text": one.text} for one in entry.answers],
        "sources": [
            {"id": one.id, "title": one.title, "grade": one.grade, "address": one.address}
            for one in map(_source_of, entry.sources)
        ],
        "explain": f"{PROGRAM} explain {entry.id}",
    }
