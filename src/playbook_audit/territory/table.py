"""The table shipped with the program, in memory: columns of text, read once, when first asked."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from playbook_audit.territory.spelling import bare_lines, plain_lines, said
from playbook_audit.territory.types import TYPES, Type

FILE = Path(__file__).with_name("territories.json.gz")
Column = list[str]
"""A text a row, empty when nothing is known."""


@dataclass(frozen=True)
class Table:
    """Every collectivité, a row each, by type; beside them, places that are part of a commune.

    An *entry* is a name that can be found: first those of the rows, then those of the parts.
    """

    header: Mapping[str, Any]
    types: list[Type]
    codes: Column
    names: Column
    links: Column
    populations: Column
    postal_codes: Column
    """A space between them."""
    departements: Column
    """Codes, a space between them."""
    regions: Column
    """Code; départements only."""
    groups: Column
    """Rank among the intercommunalités; communes only."""
    parts: Mapping[str, Column]
    """Merged communes and arrondissements: code, name, kind, and code of the commune."""

    @cached_property
    def first_group(self) -> int:
        """Give the row of the first intercommunalité."""
        return self.types.index("epci")

    @cached_property
    def rows(self) -> list[int]:
        """Give the row that each entry leads to."""
        communes = {code: row for row, code in enumerate(self.codes[: self.first_group])}
        return [*range(len(self.codes)), *(communes[code] for code in self.parts["commune"])]

    @cached_property
    def areas(self) -> Mapping[str, int]:
        """Give the rows of the départements and of the territories overseas, by code."""
        wanted: set[Type] = {"departement", "other"}
        return {self.codes[row]: row for row, type_ in enumerate(self.types) if type_ in wanted}

    @cached_property
    def regions_by_code(self) -> Mapping[str, int]:
        """Give the rows of the régions, by code."""
        return {self.codes[row]: row for row, type_ in enumerate(self.types) if type_ == "region"}

    @cached_property
    def plain_names(self) -> list[str]:
        """Give the line of each entry: its name as it is compared."""
        return plain_lines([*self.names, *self.parts["name"]])

    @cached_property
    def bare_names(self) -> list[str]:
        """Give the same without what tells the type, nor the words people leave out."""
        lines = self.plain_names.copy()
        others = slice(self.first_group, len(self.names))
        lines[others] = [f" {said(line.strip()).name} " for line in lines[others]]
        return bare_lines(lines)


@lru_cache(maxsize=1)
def table() -> Table:
    """Read the table of this installation."""
    header, body = gzip.decompress(FILE.read_bytes()).split(b"\n", 1)
    described, tables = json.loads(header), json.loads(body)
    rows = described["rows"]

    def column(name: str) -> Column:
        parts = ((tables[one].get(name), rows[one]) for one in TYPES)
        return [
            text for part, size in parts for text in (part.split("\n") if part else [""] * size)
        ]

    return Table(
        header=described,
        types=[one for one in TYPES for _ in range(rows[one])],
        codes=column("code"),
        names=column("name"),
        links=column("link"),
        populations=column("population"),
        postal_codes=column("postal_codes"),
        departements=column("departements"),
        regions=column("region"),
        groups=column("epci"),
        parts={name: text.split("\n") for name, text in tables["former"].items()},
    )
