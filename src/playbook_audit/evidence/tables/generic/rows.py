"""Rows of a table before they are understood: what to leave out, and what to say of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playbook_audit.evidence.interface import Rejected
from playbook_audit.evidence.making import count
from playbook_audit.evidence.tables.generic.finding import Row, Table
from playbook_audit.evidence.tables.sheets import NO_RESULT

FORMULA = "une formule au lieu d’une valeur"
FORMULA_WITHOUT_RESULT = (
    "une formule sans résultat enregistré ; ouvrez le classeur dans un tableur et enregistrez-le"
)
EXAMPLE = "Exemple à effacer"
"""How the rows of our templates begin that show what to write."""
EXAMPLE_ROW = "ligne d’exemple du modèle"
BAD_COUNT = "nombre illisible, laissé de côté"
MOST_LINES_SAID = 5


@dataclass
class Notes:
    """What is said of a file while its rows are read."""

    sheet: str = ""
    """The sheet being read; empty when there is only one table."""
    rejected: list[Rejected] = field(default_factory=list)
    partly: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """What was left aside of rows that are kept, with their lines."""

    def reject(self, line: int, reason: str) -> None:
        """Note a row that is left out."""
        self.rejected.append(Rejected(line, self._here(reason)))

    def leave(self, line: int, what: str) -> None:
        """Note that something of a row is not kept."""
        self.partly[self._here(what)].append(line)

    def remarks(self) -> Iterator[str]:
        """Give one sentence for each thing left aside."""
        for what, lines in self.partly.items():
            shown = ", ".join(map(str, lines[:MOST_LINES_SAID]))
            more = len(lines) - MOST_LINES_SAID
            others = f" et {more} autres" if more > 1 else " et une autre" if more == 1 else ""
            yield f"{'lignes' if len(lines) > 1 else 'ligne'} {shown}{others} : {what}"

    def _here(self, what: str) -> str:
        return f"feuille « {self.sheet} », {what}" if self.sheet else what


def sound_rows(table: Table, notes: Notes, used: Sequence[str]) -> Iterator[Row]:
    """Give the rows that are whole, and hold no formula in a column that is used."""
    for line, row in table.rows:
        fault = _fault(table, row, used)
        if fault is None:
            yield line, row
        else:
            notes.reject(line, fault)


def whole_number(table: Table, row: Row, notion: str, notes: Notes) -> int | None:
    """Give a count; what is none is said, and left aside."""
    written = table.cell(row[1], notion)
    found = count(written)
    if written and (found is None or found < 0):
        notes.leave(row[0], f"{table.title(notion)} : {BAD_COUNT}")
        return None
    return found


def _fault(table: Table, row: Sequence[str], used: Sequence[str]) -> str | None:
    if any(one.startswith(EXAMPLE) for one in row):
        return EXAMPLE_ROW
    width = len(table.header)
    if table.encoding is not None and (len(row) < width or any(row[width:])):
        return f"{len(row)} champs au lieu de {width}"
    cells = [table.cell(row, one) for one in used]
    if NO_RESULT in cells:
        return FORMULA_WITHOUT_RESULT
    return FORMULA if any(one.startswith(NO_RESULT) for one in cells) else None
