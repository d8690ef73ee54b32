"""Turns an entry of the table into a ``Territory``: names for codes, numbers for texts."""

from playbook_audit.territory.table import Table, table
from playbook_audit.territory.territory import Territory, full_name

_KINDS = {
    "commune-deleguee": " (commune déléguée)",
    "commune-associee": " (commune associée)",
    "arrondissement-municipal": "",
}
_MAYOTTE = "06"


def territory(known: Table, entry: int) -> Territory:
    """Give what is known of an entry."""
    row = known.rows[entry]
    places = known.departements[row].split()
    return Territory(
        type=known.types[row],
        code=known.codes[row],
        name=full_name(known.names[row]),
        population=int(known.populations[row]) if known.populations[row] else None,
        source=_source(known, _region_code(known, row)),
        departements=tuple(full_name(known.names[known.areas[code]]) for code in places),
        region=_region(known, row),
        postal_codes=tuple(known.postal_codes[row].split()),
        epci=_group(known, row),
        including=_part(known, entry),
        link=int(known.links[row] or 0),
    )


def _region(known: Table, row: int) -> str | None:
    region = known.regions_by_code.get(_region_code(known, row))
    return None if region in {None, row} else full_name(known.names[region])


def _region_code(known: Table, row: int) -> str:
    """Give the code of the région a row lies in, or is; overseas, that of the territory."""
    if known.types[row] == "region":
        return known.codes[row]
    places = known.departements[row].split()
    return known.regions[known.areas[places[0]] if places else row]


def _group(known: Table, row: int) -> str | None:
    rank = known.groups[row]
    return full_name(known.names[known.first_group + int(rank)]) if rank else None


def _part(known: Table, entry: int) -> str | None:
    rank = entry - len(known.codes)
    if rank < 0:
        return None
    return full_name(known.parts["name"][rank]) + _KINDS[known.parts["kind"][rank]]


def origin() -> str:
    """Give the mention that the licence of the data asks for."""
    known = table()
    licence = known.header["licence"]
    return f"Collectivités : INSEE, DGCL et La Poste, réunies par {_edition(known)} ({licence})"


def _edition(known: Table) -> str:
    version, published = known.header["version"], known.header["published"]
    return f"Etalab, découpage administratif {version}, {published}"


def _source(known: Table, region: str) -> str:
    return f"INSEE, {_counted(known, region)} ; {_edition(known)}"


def _counted(known: Table, region: str) -> str:
    """Give when the population was counted, which is not the same day overseas."""
    if region == _MAYOTTE:
        return "recensement de 2017"
    if region not in known.regions_by_code:
        return "dernier recensement publié"
    return f"population {known.header['populations']}"
