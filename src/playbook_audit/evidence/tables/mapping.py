"""``colonnes.toml``: what the columns of a table are called, said by the person once for all.

    [tableau-1f0c36a2b7d4]
    entetes = ["Canal", "Parution", "Accroche"]
    contenu = "publications"
    date = "Parution"
    reseau = "Canal"
    texte = "Accroche"

A section goes for every table with these headers, in this order. ``reseau_fixe`` and
``compte_fixe`` hold a value rather than a header, for a file about one account; ``ordre =
"mois/jour"`` is for American dates. Nothing is read from disk here.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from playbook_audit.evidence.interface import Columns, Mappings, Refused
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.evidence.tables.generic.layouts import LAYOUTS, LayoutName
from playbook_audit.model.spelling import suggestion

FILE_NAME = "colonnes.toml"
HEADERS = "entetes"
CONTENT = "contenu"
ORDER = "ordre"
NETWORK = "reseau_fixe"
ACCOUNT = "compte_fixe"
ORDERS = ("jour/mois", "mois/jour")
SETTINGS = (CONTENT, ORDER, NETWORK, ACCOUNT)
MOST_CHARACTERS = 1_000_000
_KEYS = {name: tuple(known[0] for known in layout.values()) for name, layout in LAYOUTS.items()}
_ALL_KEYS = frozenset(key for keys in _KEYS.values() for key in keys)
_NEEDED: Mapping[LayoutName, tuple[tuple[str, ...], ...]] = {
    "publications": (("date",),),
    "comptes": (("compte", ACCOUNT, "nom_utilisateur", "url", "id"),),
}
"""For each kind of table, groups of which one at least must be said."""
_AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")
_SECTION = re.compile(r"\s*\[\s*(?:\"([^\"]*)\"|'([^']*)'|([^\]\s]+))\s*\]")
_KEY = re.compile(r"\s*[\"']?([^\"'=\s]+)[\"']?\s*=")
_HEAD = """\
[tableau-{fingerprint}]
# À droite de chaque signe =, recopiez entre les guillemets l’en-tête qui convient.
# Laissez "" pour ce que le tableau ne dit pas.
entetes = {headers}
contenu = "publications"  # une publication par ligne ; "comptes" : un compte par ligne
ordre = "jour/mois"  # "mois/jour" pour un fichier américain
reseau_fixe = ""  # si tout le tableau parle d’un seul réseau : "facebook"
compte_fixe = ""  # si tout le tableau parle d’un seul compte : son nom ou son adresse
"""


def columns_for(header: Sequence[str], mappings: Mappings) -> Columns | None:
    """Give what the person said of a table with this header; None when they said nothing."""
    return mappings.get(fingerprint(header)) if mappings else None


def fingerprint(header: Sequence[str]) -> str:
    """Give a short mark of a header, the same whatever its accents, capitals and empty ends."""
    names = [normal(one) for one in header]
    while names and not names[-1]:
        names.pop()
    return sha256("\x1f".join(names).encode("utf-8", "replace")).hexdigest()[:12]


def block_for(header: Sequence[str]) -> str:
    """Give the section to fill in for a table nobody knows: its headers, and our names, empty."""
    headers = ", ".join(_quoted(one) for one in header)
    posts, accounts = _KEYS["publications"], _KEYS["comptes"]
    others = [key for key in accounts if key not in posts]
    return "".join(
        (
            _HEAD.format(fingerprint=fingerprint(header), headers=f"[{headers}]"),
            *(f'{key} = ""\n' for key in posts),
            "# Pour des comptes seulement :\n",
            *(f'{key} = ""\n' for key in others),
        )
    )


def read_mappings(text: str, name: str = FILE_NAME) -> Mappings:
    """Give what a mapping file says; raise ``Refused`` with the line and what to do."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"{name} : fichier démesuré")
    found: dict[str, Columns] = {}
    for section, said in _parsed(text, name).items():
        place = _Place(text, name, section)
        if not isinstance(said, dict):
            raise place.refused(
                f"« {_shown(section)} » n’est dans aucune section [tableau-…]", section
            )
        headers, columns = _columns(said, place)
        if columns is None:
            continue
        if fingerprint(headers) in found:
            raise place.refused("deux sections décrivent les mêmes en-têtes ; gardez-en une")
        found[fingerprint(headers)] = columns
    return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _shown(key: str) -> str:
    return "".join(one for one in key if one.isprintable())[:40]


# ---------------------------------------------------------------- reading


def _parsed(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(str(error), text, name) from None
    except RecursionError:
        raise Refused(f"{name} : des listes sont imbriquées sans fin") from None


def _fault(said: str, text: str, name: str) -> Refused:
    """Give the fault of syntax in French, with its line and the key written there."""
    at = _AT.search(said)
    lines = text.splitlines() or [""]
    line = min(int(at[1]), len(lines)) if at and at[1] else len(lines)
    key = _KEY.match(lines[line - 1]) if line else None
    where = f"« {_shown(key[1])} » " if key else ""
    if "overwrite" in said or "twice" in said or "Cannot declare" in said:
        return Refused(f"{name} : {where}est écrit deux fois ; gardez une seule ligne", line)
    return Refused(
        f'{name} : {where}ne se lit pas ; attendu : nom = "en-tête", avec des guillemets droits',
        line,
    )


class _Place:
    """Where one is in the file, for the messages."""

    def __init__(self, text: str, name: str, section: str) -> None:
        self.text = text
        self.name = name
        self.section = section

    def refused(self, reason: str, key: str = "") -> Refused:
        """Give the refusal of a key of the section, or of the section."""
        return Refused(f"{self.name} : {reason}", self._line(key))

    def _line(self, key: str) -> int | None:
        inside, at = "", None
        for number, line in enumerate(self.text.splitlines(), 1):
            section = _SECTION.match(line)
            if section is not None:
                inside = next(one for one in section.groups() if one is not None)
                at = number if inside == self.section else at
            found = _KEY.match(line)
            if found and found[1] == key and inside in (self.section, ""):
                return number
        return at


def _columns(said: dict[str, object], place: _Place) -> tuple[list[str], Columns | None]:
    """Give the headers of a section and what it says of them; None when it is still empty."""
    headers = _headers(said, place)
    texts = {key: _text(key, value, place) for key, value in said.items() if key != HEADERS}
    layout = _layout(texts, place)
    if texts.get(ORDER, ORDERS[0]) not in (*ORDERS, ""):
        raise place.refused('« ordre » vaut "jour/mois" ou "mois/jour"', ORDER)
    filled = {key: value for key, value in texts.items() if value}
    chosen = [key for key in filled if key not in (CONTENT, ORDER)]
    if not chosen:
        return headers, None
    _check_headers(filled, headers, layout, place)
    _check_needed(filled, layout, place)
    return headers, {**filled, CONTENT: layout}


def _headers(said: dict[str, object], place: _Place) -> list[str]:
    headers = said.get(HEADERS)
    if not isinstance(headers, list) or not headers:
        raise place.refused("« entetes » manque : la liste des en-têtes du tableau", HEADERS)
    texts = [one for one in headers if isinstance(one, str)]
    if len(texts) != len(headers):
        raise place.refused("chaque en-tête de « entetes » s’écrit entre guillemets", HEADERS)
    return texts


def _text(key: str, value: object, place: _Place) -> str:
    if key not in _ALL_KEYS and key not in SETTINGS:
        near = suggestion(key, (*sorted(_ALL_KEYS), *SETTINGS))
        raise place.refused(f"« {_shown(key)} » est inconnu{near}", key)
    if not isinstance(value, str):
        raise place.refused(f"« {key} » s’écrit entre guillemets", key)
    return value.strip()


def _layout(texts: Mapping[str, str], place: _Place) -> LayoutName:
    said = texts.get(CONTENT) or "publications"
    for known in LAYOUTS:
        if said == known:
            return known
    raise place.refused('« contenu » vaut "publications" ou "comptes"', CONTENT)


def _check_headers(
    filled: Mapping[str, str], headers: Iterable[str], layout: LayoutName, place: _Place
) -> None:
    known = {normal(one) for one in headers}
    for key, value in filled.items():
        if key in SETTINGS:
            continue
        if key not in _KEYS[layout]:
            raise place.refused(f"« {key} » n’a pas de sens pour des {layout}", key)
        if normal(value) not in known:
            raise place.refused(f"« {key} » ne nomme aucun des en-têtes de « entetes »", key)


def _check_needed(filled: Mapping[str, str], layout: LayoutName, place: _Place) -> None:
    for group in _NEEDED[layout]:
        if not any(key in filled for key in group):
            names = " ou ".join(f"« {key} »" for key in group)
            raise place.refused(f"dites au moins {names}", group[0])
