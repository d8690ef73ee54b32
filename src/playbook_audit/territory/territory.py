"""A collectivité as it is shown to whoever types its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playbook_audit.territory.types import Type

_NO_BREAK = "\u202f"
_LINKS = ("de ", "d’", "du ", "de la ", "des ", "de l’", "des ", "de las ", "de los ")
"""Before a name without its article, by INSEE's number for it (TNCC)."""
_CONTRACTED = MappingProxyType({"Le ": "du ", "Les ": "des "})
_CAPITALISED = ("La ", "L’", "Los ", "Las ")
_STATUSES = MappingProxyType(
    {
        "CC ": "Communauté de communes ",
        "CA ": "Communauté d’agglomération ",
        "CU ": "Communauté urbaine ",
    }
)
_CORSICA = "La Collectivité de Corse tient lieu de département et de région."
_ALSACE = "La Collectivité européenne d’Alsace tient lieu de département."
_PARIS = "La Ville de Paris tient lieu de commune et de département."
_UNIQUE = "Une seule collectivité tient lieu de département et de région."
_REMARKS: Mapping[tuple[Type, str], str] = MappingProxyType(
    {
        ("commune", "75056"): _PARIS,
        ("departement", "75"): _PARIS,
        ("departement", "2A"): _CORSICA,
        ("departement", "2B"): _CORSICA,
        ("region", "94"): _CORSICA,
        ("departement", "67"): _ALSACE,
        ("departement", "68"): _ALSACE,
        ("departement", "69"): "Compté sans la Métropole de Lyon, qui y tient lieu de département.",
        ("epci", "200046977"): "Elle tient aussi lieu de département sur son territoire.",
        ("departement", "972"): _UNIQUE,
        ("region", "02"): _UNIQUE,
        ("departement", "973"): _UNIQUE,
        ("region", "03"): _UNIQUE,
        ("departement", "976"): _UNIQUE,
        ("region", "06"): _UNIQUE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A collectivité and what the table knows of it."""

    type: Type
    code: str
    """INSEE code, or SIREN of an intercommunalité."""
    name: str
    """Proper name; that of an intercommunalité begins with its kind, in full."""
    population: int | None
    """Inhabitants; None when nobody counted them."""
    source: str
    """Where all this comes from, dates included."""
    departements: tuple[str, ...] = ()
    """Names of those it lies in, the most populated part first."""
    region: str | None = None
    """None for a région itself, and overseas where there is none."""
    postal_codes: tuple[str, ...] = ()
    """Those of a commune."""
    epci: str | None = None
    """Name of the intercommunalité a commune belongs to."""
    including: str | None = None
    """The part of it that was asked for: a merged commune or an arrondissement."""
    link: int = 0
    """How « de » is written before the name (INSEE's TNCC)."""

    @property
    def called(self) -> str:
        """Give the name it would write at the head of a letter: « Département de l’Ain »."""
        match self.type:
            case "departement" if not self.name.startswith("Collectivité"):
                return f"Département {_linked(self.name, self.link)}"
            case "region":
                return f"Région {self.name}"
            case _:
                return self.name

    @property
    def title(self) -> str:
        """Give its type and name: « Commune du Havre »."""
        match self.type:
            case "commune":
                return f"Commune {_linked(self.name, self.link)}"
            case "other":
                return f"Territoire d’outre-mer : {self.name}"
            case _:
                return self.called

    @property
    def where(self) -> str:
        """Give what tells homonyms apart: « 93066, Seine-Saint-Denis »."""
        code = f"SIREN {self.code}" if self.type == "epci" else self.code
        places = self.departements or ((self.region,) if self.region else ())
        return ", ".join((code, *([_listed(places)] if places else [])))

    @property
    def inhabitants(self) -> str:
        """Give the population in words, « population inconnue » when it is."""
        if self.population is None:
            return "population inconnue"
        if self.population == 0:
            return "aucun habitant"
        figure = f"{self.population:,}".replace(",", _NO_BREAK)
        return f"{figure} habitant{'s' if self.population > 1 else ''}"

    @property
    def remark(self) -> str | None:
        """Give what an unusual status changes, in one or two sentences."""
        return _REMARKS.get((self.type, self.code))

    def summary(self) -> str:
        """Give one line for a list of choices: « Commune du Havre (76351, Seine-Maritime), … »."""
        part = f", qui comprend {self.including}" if self.including else ""
        return f"{self.title} ({self.where}), {self.inhabitants}{part}"

    def describe(self) -> str:
        """Give the same with its source, and what is unusual about it."""
        line = f"{self.summary()} — source : {self.source}"
        return f"{line}. {self.remark}" if self.remark else line


def _linked(name: str, link: int) -> str:
    """Give a name after « de »: « du Havre », « de La Rochelle », « d’Aix », « des Bouches… »."""
    for article, contracted in _CONTRACTED.items():
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"de {name}" if name.startswith(_CAPITALISED) else _LINKS[link] + name


def _listed(places: tuple[str, ...]) -> str:
    return " et ".join(filter(None, (", ".join(places[:-1]), places[-1])))


def full_name(name: str) -> str:
    """Give a name of the table as it is printed: kind in full, French apostrophes and quotes."""
    for short, full in _STATUSES.items():
        if name.startswith(short):
            name = full + name.removeprefix(short)
    return _quoted(name.replace("'", "’"))


def _quoted(name: str) -> str:
    outside, *rest = name.split('"')
    return outside + "".join(
        f"« {part} »" if rank % 2 == 0 else part for rank, part in enumerate(rest)
    )
