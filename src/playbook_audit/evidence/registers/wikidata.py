"""Wikidata: a table the person saved from a query (CSV), one line or more for each item.

Columns are known by the number of their property (``P2013``) or by its French or English name; the
item must be shown by its address. Several values of one account take several lines, or one cell.
The numbers of the properties are those of Wikidata in November 2026, read for the older ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.registers.interface import (
    MOST_CANDIDATES,
    Consulted,
    Networks,
    Record,
    Register,
    Sought,
)
from playbook_audit.evidence.registers.listing import visible, with_accounts
from playbook_audit.evidence.tables.columns import cell, normal, ranks_of
from playbook_audit.evidence.tables.csv_table import header_of, read_csv
from playbook_audit.model.spelling import folded

MOST_VALUES = 100
"""Accounts of one item; the largest cities have a dozen."""
CODES: Mapping[str, Sequence[str]] = {
    "item": ("item", "élément", "wikidata", "qid"),
    "name": ("itemLabel", "libellé", "label", "nom", "name"),
    "insee": ("P374", "insee", "code insee", "code commune insee", "INSEE municipality code"),
    "siren": ("P1616", "siren", "numéro SIREN", "SIREN number"),
}
ACCOUNTS: Mapping[str, tuple[str, Sequence[str]]] = {
    "P2013": (
        "https://www.facebook.com/{}",
        ("facebook", "identifiant Facebook", "Facebook ID", "Facebook username"),
    ),
    "P2002": (
        "https://x.com/{}",
        (
            *("x", "twitter", "nom d’utilisateur X", "compte Twitter", "identifiant Twitter"),
            *("X username", "X (Twitter) username", "Twitter username"),
        ),
    ),
    "P2003": (
        "https://www.instagram.com/{}/",
        ("instagram", "identifiant Instagram", "nom d’utilisateur Instagram", "Instagram username"),
    ),
    "P2397": (
        "https://www.youtube.com/channel/{}",
        ("youtube", "identifiant de chaîne YouTube", "chaîne YouTube", "YouTube channel ID"),
    ),
    "P4264": (
        "https://www.linkedin.com/company/{}",
        (
            *("linkedin", "identifiant LinkedIn", "LinkedIn company ID"),
            "identifiant LinkedIn d’une entreprise ou organisation",
            "LinkedIn company or organization ID",
        ),
    ),
    "P7085": (
        "https://www.tiktok.com/@{}",
        ("tiktok", "identifiant TikTok", "nom d’utilisateur TikTok", "TikTok username"),
    ),
    "P4033": ("@{}", ("mastodon", "adresse Mastodon", "Mastodon address")),
    "P12361": (
        "https://bsky.app/profile/{}",
        ("bluesky", "identifiant Bluesky", "Bluesky handle"),
    ),
}
"""By property: where its value leads, and how its column may be named beside its number."""
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})")
_SHOWN = re.compile(r"wikidata\.org/(?:entity|wiki)/Q\d", re.IGNORECASE)
_NUMBER = re.compile(r"\?*P\d{1,6}", re.IGNORECASE)
_BETWEEN = re.compile(r"[|;,\s]+")


def recognises(piece: Piece) -> bool:
    """Tell whether the table shows items of Wikidata and at least one account."""
    if piece.is_json or piece.is_xml:
        return False
    header = header_of(piece)
    known = _ranks(header)
    shows = bool(_SHOWN.search(piece.start)) or any(_NUMBER.fullmatch(one) for one in header)
    return shows and any(known[number] for number in ACCOUNTS)


def consult(piece: Piece, sought: Sought, networks: Networks) -> Consulted:
    """Give the item of a collectivité, found by its code or its number on Wikidata."""
    items = _items(piece)
    if not items:
        raise Refused("la requête n’a rien trouvé : le tableau n’a pas de ligne")
    surely = [one for one in items if one.bears(sought)]
    if len(surely) > 1:
        chosen, others = [], surely
    else:
        chosen, others = surely, [one for one in items if one.may_be(sought)]
    records = tuple(_record(one, networks) for one in chosen)
    maybe = () if records else tuple(_record(one, networks) for one in others[:MOST_CANDIDATES])
    remarks = ("Wikidata garde aussi des comptes fermés ou renommés : ouvrez chaque adresse",)
    return Consulted(records, maybe, "CC0", remarks)


# ---------------------------------------------------------------- lines


@dataclass
class _Item:
    """The lines of one item."""

    id: str
    name: str = ""
    insee: set[str] = field(default_factory=set)
    siren: set[str] = field(default_factory=set)
    accounts: dict[str, None] = field(default_factory=dict)
    """Addresses, each once, in the order of the file."""

    def bears(self, sought: Sought) -> bool:
        """Tell whether the item has the code sought."""
        return (
            (bool(self.id) and self.id == sought.record)
            or sought.siren in self.siren
            or (sought.kind in (None, "commune") and sought.insee in self.insee)
        )

    def may_be(self, sought: Sought) -> bool:
        """Tell whether only the name is that of the collectivité, or codes are not shown."""
        same = sought.name is not None and folded(self.name) == folded(sought.name)
        return same or not (self.insee or self.siren)


def _ranks(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    names = {**CODES, **{number: (number, *known) for number, (_, known) in ACCOUNTS.items()}}
    return ranks_of([normal(one).lstrip("?") for one in header], names)


def _items(piece: Piece) -> list[_Item]:
    """Give the items with all that their lines say."""
    table = read_csv(piece)
    ranks = _ranks(table.header)
    items: dict[str, _Item] = {}
    for _, row in table.rows:
        shown = _ITEM.fullmatch(cell(row, ranks["item"]))
        name = cell(row, ranks["name"])
        id = shown[1] if shown else ""
        item = items.setdefault(id or name, _Item(id, name))
        item.insee |= {cell(row, ranks["insee"])} - {""}
        item.siren |= {re.sub(r"\s", "", cell(row, ranks["siren"]))} - {""}
        item.accounts.update(dict.fromkeys(_addresses(row, ranks)))
    return list(items.values())


def _addresses(row: Sequence[str], ranks: Mapping[str, Sequence[int]]) -> Iterator[str]:
    for number, (form, _) in ACCOUNTS.items():
        values = [one for one in _BETWEEN.split(cell(row, ranks[number])) if one]
        for value in values[:MOST_VALUES]:
            yield value if "://" in value else form.format(value.lstrip("@"))


def _record(item: _Item, networks: Networks) -> Record:
    shown = f"élément {item.id}" if item.id else None
    record = Record(id=item.id, name=visible(item.name), dated=shown)
    return with_accounts(record, ((one, "") for one in list(item.accounts)[:MOST_VALUES]), networks)


REGISTER = Register(
    id="wikidata",
    title="Wikidata",
    obtained="query.wikidata.org, une requête enregistrée en CSV, avec la colonne « item »",
    needs_a_code=True,
    recognises=recognises,
    consult=consult,
)
