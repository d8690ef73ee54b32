"""The page of sources, by grade: what is law, what is practice, what is our own choice."""

from playbook_audit.catalogue.docs.book import Book
from playbook_audit.catalogue.docs.markdown import bullets, code, escaped, heading
from playbook_audit.model.french import GRADES, how_checked
from playbook_audit.model.rule import Source

INTRODUCTION = (
    "Ce sur quoi reposent questions, règles et nombres, du plus au moins contraignant. "
    "Chacune dit comment elle a été vérifiée ; son titre peut être reconstitué d’après l’adresse. "
    "Ceci n’est pas un avis juridique."
)


def sources_page(book: Book) -> list[str]:
    """Give the blocks of the page."""
    blocks = [heading(1, "Sources"), INTRODUCTION]
    for grade, title in GRADES.items():
        graded = [one for one in book.rulebook.sources.values() if one.grade == grade]
        blocks += [
            heading(2, title[0].upper() + title[1:]),
            bullets(_source(book, one) for one in graded),
        ]
    return blocks


def _source(book: Book, source: Source) -> str:
    facts = ", ".join(filter(None, (source.author, source.date)))
    users = book.uses.sources.get(source.id, ())
    parts = [
        f"{escaped(source.title)} ({code(source.id)}), {escaped(facts)}",
        f"<{source.address}>" if source.address else "",
        how_checked(source),
        escaped(source.note or ""),
        f"cité par : {book.users(users)}" if users else "",
    ]
    return " — ".join(filter(None, parts))
