"""The neutral document every format draws, and what a format is.

Everything printed is in spans. Our own sentences have French typography applied when the outline is
built; what people typed is left as it is. Renderers escape both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Style = Literal["plain", "strong", "emphasis", "code", "link"]


class Span(NamedTuple):
    """A run of text of one style."""

    text: str
    style: Style = "plain"
    address: str | None = None
    """For a link, where it goes."""


Text: TypeAlias = tuple[Span, ...]


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Text


class Subheading(NamedTuple):
    """A heading inside a section; ``level`` 3 or 4."""

    text: Text
    level: int = 3


class Item(NamedTuple):
    """One entry of a list, with what stands under it."""

    text: Text
    under: tuple[Text, ...] = ()


class Bullets(NamedTuple):
    """A list; numbered when the order counts."""

    items: tuple[Item, ...]
    numbered: bool = False


class Column(NamedTuple):
    """A column of a table."""

    title: str
    numeric: bool = False
    essential: bool = True
    """False for a column a narrow screen may leave out."""
    short: str = ""
    """A title for narrow columns, such as an initial; the whole one is said where there is room."""


class Table(NamedTuple):
    """A real table, with its caption and column headers; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


class Fact(NamedTuple):
    """A term and what is said of it."""

    term: str
    text: Text


class Facts(NamedTuple):
    """A list of terms, each with its text."""

    facts: tuple[Fact, ...]


class Notice(NamedTuple):
    """Something to see first: framed where the format can frame."""

    title: str
    blocks: "tuple[Paragraph | Bullets, ...]"


Block: TypeAlias = Paragraph | Subheading | Bullets | Table | Facts | Notice


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document; ``first_page`` ones make the first screen and the first page."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    first_page: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document."""

    title: Text
    subtitle: Text
    sections: tuple[Section, ...]
    footer: tuple[Text, ...] = ()


Renderer: TypeAlias = Callable[[Outline], str]
