"""Describes the catalogue in readable pages: what is asked, what judges, on what grounds.

Pages are Markdown made from the YAML alone, so that the same catalogue always gives the same bytes.
"""

from collections.abc import Callable, Mapping

from playbook_audit.catalogue.docs.book import Book
from playbook_audit.catalogue.docs.calendar import calendar_page
from playbook_audit.catalogue.docs.glossary import glossary_page
from playbook_audit.catalogue.docs.parameters import parameters_page
from playbook_audit.catalogue.docs.questions import questions_page
from playbook_audit.catalogue.docs.rules import rules_page
from playbook_audit.catalogue.docs.sources import sources_page
from playbook_audit.model.catalogue import Catalogue

HEADER = "<!-- page générée par playbook-audit catalogue docs ; ne pas modifier à la main -->"
PAGES: Mapping[str, Callable[[Book], list[str]]] = {
    "questions.md": questions_page,
    "regles.md": rules_page,
    "parametres.md": parameters_page,
    "sources.md": sources_page,
    "calendrier.md": calendar_page,
    "glossaire.md": glossary_page,
}


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Give the text of each page, by file name."""
    book = Book(catalogue)
    return {name: _text(page(book)) for name, page in PAGES.items()}


def _text(blocks: list[str]) -> str:
    return "\n\n".join([HEADER, *(block for block in blocks if block)]) + "\n"
