"""Draws an outline for a terminal, with rich: framed notices, light tables, or plain lines.

Every width holds the same text, but for columns the outline marks as not essential. Colour adds
bold and grey, never a meaning. Whether to use it, and how wide the screen is, the caller knows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import chain, repeat
from typing import NamedTuple, assert_never

from rich.box import SIMPLE_HEAD, SQUARE
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text as RichText

from playbook_audit.model.typography import NARROW_NO_BREAK, NO_BREAK, one_line
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Facts,
    Item,
    Notice,
    Outline,
    Paragraph,
    Span,
    Style,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.words import plural

NARROWEST = 20
"""Narrower screens get lines of this width."""
NARROWEST_TABLE = 72
MOST_LINES = 2
"""A row that takes more lines reads better as a block."""
GAP = 2
"""Spaces between two columns."""
INDENT = "  "
FRAME = 4
"""What a frame takes of the width."""
LINE_END = RichText("\n", no_wrap=True, overflow="ignore")
"""What joins lines already cut, that rich need not cut again."""
COLON = f"{NO_BREAK}: "

_STYLES: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "emphasis": "italic",
    "code": "bold",
    "link": "underline",
}
# rich cuts lines at no-break spaces too: two code points kept for such uses stand for them.
_STAND_INS = str.maketrans({NO_BREAK: "\ufdd0", NARROW_NO_BREAK: "\ufdd1"})
_MEANT = str.maketrans({"\ufdd0": NO_BREAK, "\ufdd1": NARROW_NO_BREAK})


def render(
    outline: Outline, width: int = 80, *, colour: bool = False, accessible: bool = False
) -> str:
    """Give the whole document, no line wider than the screen, ended by one line end."""
    console = Console(
        file=StringIO(),
        width=max(width, NARROWEST),
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    page = (_Linear if accessible else _Page)(console, console.width)
    with console.capture() as captured:
        console.print(_spaced(page.document(outline)))
    return _tidy(captured.get())


def _tidy(drawn: str) -> str:
    lines = (line.rstrip(" ") for line in drawn.translate(_MEANT).split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


class _Drawn(NamedTuple):
    """A block as rich draws it; nothing comes between a heading and what it heads."""

    body: RenderableType
    heads: bool = False


def _spaced(blocks: Iterable[_Drawn]) -> Group:
    """Give the blocks one under the other, with empty lines between them."""
    lines: list[RenderableType] = []
    close = True
    for block in blocks:
        lines += [block.body] if close else ["", block.body]
        close = block.heads
    return Group(*lines)


@dataclass(frozen=True)
class _Page:
    """A screen of some width; ``width`` is narrower inside a frame."""

    console: Console
    width: int
    bullet = "•"

    def document(self, outline: Outline) -> Iterator[_Drawn]:
        yield self.title(_rich(outline.title, "bold"))
        if outline.subtitle:
            yield self.paragraph(outline.subtitle)
        for rank, section in enumerate(outline.sections, start=1):
            yield self.section(section.title, rank, len(outline.sections))
            yield from map(self.block, section.blocks)
        if outline.footer:
            yield self.footer(outline.footer)

    def block(self, block: Block) -> _Drawn:
        match block:
            case Paragraph():
                return self.paragraph(block.text)
            case Subheading():
                return self.subheading(block)
            case Bullets():
                return _Drawn(Group(*self.entries(block)))
            case Facts():
                facts = (_labelled(fact.term, _rich(fact.text), "bold") for fact in block.facts)
                return _Drawn(Group(*(self.hang(fact, "", INDENT) for fact in facts)))
            case Table():
                return _Drawn(Group(*self.table(block)))
            case Notice():
                return self.notice(block)
            case _:
                assert_never(block)

    def title(self, text: RichText) -> _Drawn:
        return _Drawn(Group(self.hang(text), self.rule("═")))

    def section(self, title: str, rank: int, count: int) -> _Drawn:  # noqa: ARG002 - for _Linear
        return _Drawn(Group("", self.hang(_ours(title, "bold")), self.rule("─")), heads=True)

    def subheading(self, block: Subheading) -> _Drawn:
        mark = f"{'─' * (5 - block.level)} "
        return _Drawn(self.hang(_rich(block.text, "bold"), mark, " " * len(mark)), heads=True)

    def paragraph(self, text: Text) -> _Drawn:
        return _Drawn(self.hang(_rich(text)))

    def notice(self, notice: Notice) -> _Drawn:
        inside = replace(self, width=self.width - FRAME)
        title = _Drawn(inside.hang(_ours(notice.title, "bold")), heads=True)
        content = _spaced([title, *map(inside.block, notice.blocks)])
        return _Drawn(Panel(content, box=SQUARE, width=self.width, border_style="dim"))

    def footer(self, lines: Sequence[Text]) -> _Drawn:
        return _Drawn(Group(self.rule("─"), *(self.hang(_rich(line, "dim")) for line in lines)))

    def entries(self, bullets: Bullets) -> Iterator[RichText]:
        """Give every entry; those with something under them are set apart."""
        for rank, item in enumerate(bullets.items, start=1):
            if rank > 1 and item.under:
                yield RichText()
            yield from self.entry(f"{rank}. " if bullets.numbered else f"{self.bullet} ", item)

    def entry(self, mark: str, item: Item) -> Iterator[RichText]:
        indent = " " * len(mark)
        yield self.hang(_rich(item.text), mark, indent)
        for text in item.under:
            yield self.hang(_rich(text), indent, indent)

    def table(self, table: Table) -> Iterator[RenderableType]:
        yield self.hang(_ours(table.caption, "italic"))
        grid = self.grid(table) if self.width >= NARROWEST_TABLE else None
        yield from self.rows_as_blocks(table) if grid is None else [grid]

    def grid(self, table: Table) -> RichTable | None:
        """Give the table with all columns, else with the essential ones, else nothing.

        Columns that have a short title take it before any of them goes.
        """
        for ranks, short in _versions(table):
            columns = [_cells(table, rank, short=short) for rank in ranks]
            widths = _shared(columns, self.width - GAP * (len(ranks) - 1))
            cut = [self.cut(cells, width) for cells, width in zip(columns, widths, strict=False)]
            if cut and max(map(_height, chain(*cut))) <= MOST_LINES:
                return _grid([table.columns[rank] for rank in ranks], cut, widths)
        return None

    def cut(self, cells: Sequence[RichText], width: int) -> list[RichText]:
        """Give a column in lines; those that continue a value are indented, so that rows show."""
        column = replace(self, width=width)
        title, *values = cells
        cut = [
            value if value.cell_len <= width else column.hang(value, "", INDENT) for value in values
        ]
        return [column.hang(title), *cut]

    def rows_as_blocks(self, table: Table) -> Iterator[RichText]:
        """Give each row as its first cell, then « column : value » for those that have one."""
        for name, *values in table.rows:
            yield RichText()
            yield self.hang(_rich(name, "bold"), "", INDENT)
            for column, value in zip(table.columns[1:], map(_rich, values), strict=True):
                if value:
                    yield self.hang(_labelled(column.title, value), INDENT, INDENT * 2)

    def hang(self, text: RichText, first: str = "", rest: str = "") -> RichText:
        """Give a text cut into lines, with something before the first and before the others."""
        head, *others = self.lines(text, self.width - len(first))
        if others and len(first) != len(rest):
            others = self.lines(_after(head, text), self.width - len(rest))
        starts = chain([first], repeat(rest))
        return LINE_END.join(map(RichText.assemble, starts, [head, *others]))

    def lines(self, text: RichText, width: int) -> list[RichText]:
        if text.cell_len <= width:
            return [text]
        return list(text.wrap(self.console, width, overflow="fold"))

    def rule(self, line: str) -> RichText:
        return RichText(line * self.width, style="dim")


class _Linear(_Page):
    """The same for a screen reader: words where the page has lines and frames."""

    bullet = "-"

    def title(self, text: RichText) -> _Drawn:
        return _Drawn(self.hang(text))

    def section(self, title: str, rank: int, count: int) -> _Drawn:
        words = f"Partie {rank} sur {count}{COLON}{title}"
        return _Drawn(Group("", self.hang(_ours(words, "bold"))), heads=True)

    def subheading(self, block: Subheading) -> _Drawn:
        return _Drawn(self.hang(_rich(block.text, "bold")), heads=True)

    def notice(self, notice: Notice) -> _Drawn:
        title = _Drawn(self.hang(_labelled("Encadré", _ours(notice.title), "bold")), heads=True)
        return _Drawn(_spaced([title, *map(self.block, notice.blocks)]))

    def footer(self, lines: Sequence[Text]) -> _Drawn:
        return _Drawn(Group(*(self.hang(_rich(line)) for line in lines)))

    def table(self, table: Table) -> Iterator[RenderableType]:
        yield self.hang(
            _ours(f"Tableau de {plural(len(table.rows), 'ligne')}{COLON}{table.caption}")
        )
        yield from self.rows_as_blocks(table)


# ---------------------------------------------------------------- text


def _ours(text: str, style: str = "") -> RichText:
    return _rich((Span(text),), style)


def _labelled(term: str, text: RichText, style: str = "") -> RichText:
    """Give « term : text »."""
    colon = COLON.translate(_STAND_INS) if term and text else ""
    return RichText.assemble(_ours(term, style), colon, text)


def _rich(text: Text, style: str = "") -> RichText:
    made = RichText(style=style)
    for span in text:
        shown = one_line(_shown(span)).translate(_STAND_INS)
        made.append(shown if made else shown.lstrip(" "), _STYLES[span.style])
    made.rstrip()
    return made


def _after(head: RichText, text: RichText) -> RichText:
    """Give what is left of a text once its first line is written."""
    left = text.plain[len(head.plain) :].lstrip(" ")
    return text[len(text.plain) - len(left) :]


def _shown(span: Span) -> str:
    """Give a run as it reads; a link with its address, since nothing can be clicked."""
    if span.style == "link" and span.address and span.address != span.text:
        return f"{span.text} ({span.address})"
    return span.text


# ---------------------------------------------------------------- tables


def _versions(table: Table) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Give the columns to try, from the whole table to the least of it, and if titles are short."""
    every = tuple(range(len(table.columns)))
    essential = tuple(rank for rank in every if rank == 0 or table.columns[rank].essential)
    shortened = any(column.short for column in table.columns)
    yield every, False
    if shortened:
        yield every, True
    yield essential, shortened


def _cells(table: Table, rank: int, *, short: bool) -> list[RichText]:
    """Give a column from top to bottom, its title first."""
    column = table.columns[rank]
    title = column.short if short and column.short else column.title
    return [_ours(title), *(_rich(row[rank]) for row in table.rows)]


def _shared(columns: Sequence[Sequence[RichText]], room: int) -> tuple[int, ...]:
    """Give a width to each column; none when a word would be cut.

    A column wider than its values, because of its title, gives way first, then the widest.
    """
    widths = [max(cell.cell_len for cell in cells) for cells in columns]
    values = [max((cell.cell_len for cell in cells), default=0) for _, *cells in columns]
    floors = [max([_longest_word(title), *map(_least_width, cells)]) for title, *cells in columns]
    if sum(floors) > room:
        return ()
    while sum(widths) > room:
        givers = [rank for rank, width in enumerate(widths) if width > floors[rank]]
        widths[max(givers, key=lambda rank: (widths[rank] > values[rank], widths[rank]))] -= 1
    return tuple(widths)


def _least_width(value: RichText) -> int:
    """Give the width under which a word would be cut, the lines after the first being indented."""
    return min(value.cell_len, _longest_word(value) + len(INDENT))


def _longest_word(text: RichText) -> int:
    return max(map(cell_len, text.plain.split()), default=1)


def _height(cell: RichText) -> int:
    return cell.plain.count("\n") + 1


def _grid(
    columns: Sequence[Column], cells: Sequence[Sequence[RichText]], widths: Sequence[int]
) -> RichTable:
    grid = RichTable(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), style="dim"
    )
    for column, (title, *_), width in zip(columns, cells, widths, strict=True):
        grid.add_column(title, justify="right" if column.numeric else "left", width=width)
    for row in zip(*(values for _, *values in cells), strict=True):
        grid.add_row(*row)
    return grid
