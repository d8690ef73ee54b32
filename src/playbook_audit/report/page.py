"""The page a report is drawn on, known without anything that draws."""

from typing import NamedTuple

STANDARD_WIDTH = 80


class Page(NamedTuple):
    """What a terminal offers; the other formats look at none of it."""

    width: int = STANDARD_WIDTH
    colour: bool = False
    accessible: bool = False
