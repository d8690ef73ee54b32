"""The page of words: what each means, how people say it, where it leads."""

from collections.abc import Iterator

from playbook_audit.catalogue.docs.book import Book
from playbook_audit.catalogue.docs.markdown import bullets, codes, escaped, heading
from playbook_audit.model.rule import Term

INTRODUCTION = (
    "Les mots de la communication publique, de la sécurité, du droit et du calcul, en clair. "
    "`playbook-audit explain` dit tout d’une entrée ; `playbook-audit search` part de vos mots."
)


def glossary_page(book: Book) -> list[str]:
    """Give the blocks of the page, in the order of the file."""
    blocks = [heading(1, "Glossaire"), INTRODUCTION]
    for term in book.rulebook.glossary.values():
        blocks += [heading(2, f"{term.term} ({term.id})"), bullets(_lines(book, term))]
    return blocks


def _lines(book: Book, term: Term) -> Iterator[str]:
    yield f"Sens : {escaped(term.means)}"
    yield f"On dit aussi : {escaped(', '.join(term.also))}"
    yield f"Mène à : {codes(term.see)}"
    if term.sources:
        yield f"Sources : {book.sources(term.sources)}"
