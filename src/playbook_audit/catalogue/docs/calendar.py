"""The page of elections and of the windows they open."""

from playbook_audit.catalogue.docs.book import Book, day
from playbook_audit.catalogue.docs.markdown import code, codes, escaped, heading, table
from playbook_audit.model.french import CERTAINTIES
from playbook_audit.model.rule import Election

INTRODUCTION = (
    "Élections, et périodes où la communication de certaines collectivités est encadrée. "
    "À faire vérifier avant toute décision."
)
COLUMNS = ("Élection", "Identifiant", "Scrutin", "Période", "Vise", "Source", "Certitude")


def calendar_page(book: Book) -> list[str]:
    """Give the blocks of the page."""
    rows = [_election(one) for one in book.rulebook.calendar]
    rule = book.parameter("electoral_window_months")
    return [heading(1, "Calendrier électoral"), INTRODUCTION, rule, table(COLUMNS, rows)]


def _election(election: Election) -> tuple[str, ...]:
    note = f". {escaped(election.note)}" if election.note else ""
    return (
        f"{escaped(election.title)}{note}",
        code(election.id),
        day(election.on or election.month or ""),
        _window(election),
        codes(election.binds),
        code(election.source),
        CERTAINTIES.get(election.certainty, election.certainty),
    )


def _window(election: Election) -> str:
    if not (election.window_from and election.window_to):
        return ""
    return f"du {day(election.window_from)} au {day(election.window_to)}"
