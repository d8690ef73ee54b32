"""How changes are said in French: conclusions, fields of the catalogue, and their values."""

from collections.abc import Sequence
from functools import partial

from playbook_audit.catalogue.diff.content import Kind
from playbook_audit.catalogue.lint.examples import IN_FRENCH
from playbook_audit.conditions.french import figure, in_french
from playbook_audit.conditions.vocabulary import Vocabulary
from playbook_audit.lifecycle.changes import OPEN, Change
from playbook_audit.model.assessment import Benefit, Finding, Level, Note
from playbook_audit.model.condition import OPERATOR_OF
from playbook_audit.model.french import LEVEL_WORDS, SEVERITIES
from playbook_audit.model.question import Choice
from playbook_audit.model.rule import Naming, Raise, Severity

ABSENT = "absent"
NOTHING = "rien"
MOST_STATES = 3
LONGEST = 90
"""Characters of a text worth showing twice; of a longer one, only that it was written anew."""
PROOFS = {
    "declared": "déclaré",
    "declared_with_example": "déclaré avec un exemple",
    "measured": "mesuré",
}


def counted(number: int, noun: str) -> str:
    """Give ``1 verdict``, ``12 verdicts``, ``12 cas``, ``2 niveaux de risque``."""
    first, _, rest = noun.partition(" ")
    ending = "" if number <= 1 or first.endswith("s") else "x" if first.endswith("eau") else "s"
    return f"{number} {first}{ending}{' ' if rest else ''}{rest}"


# ---------------------------------------------------------------- conclusions


def findings(change: Change[Finding]) -> tuple[str, str]:
    """Give both sides of a finding; points, or who is named, only when nothing else differs."""
    old, new = _finding(change.old), _finding(change.new)
    if old != new or change.old is None or change.new is None:
        return old, new
    if change.old.points != change.new.points:
        return f"{old}, {_points(change.old)}", f"{new}, {_points(change.new)}"
    return f"{old}, {_named(change.old)}", f"{new}, {_named(change.new)}"


def _finding(one: Finding | None) -> str:
    if one is None:
        return ABSENT
    if one.state not in OPEN:
        return IN_FRENCH[one.state]
    sure, worst = SEVERITIES[one.severity], SEVERITIES[one.worst]
    return f"{IN_FRENCH[one.state]} ({sure if sure == worst else f'{sure} à {worst}'})"


def _points(one: Finding) -> str:
    low, high = (figure(round(bound, 2)) for bound in one.points)
    return f"{low} point(s)" if low == high else f"{low} à {high} points"


def _named(one: Finding) -> str:
    """Give how many accounts are named: their keys belong to the audit alone."""
    perhaps = f" et peut-être {len(one.perhaps_named)}" if one.perhaps_named else ""
    return f"nomme {counted(len(one.named), 'compte')}{perhaps}"


def benefits(change: Change[Benefit]) -> tuple[str, str]:
    """Give both sides of a benefit; the proof, and who is named, when nothing else differs."""
    old, new = (ABSENT if one is None else IN_FRENCH[one.state] for one in change)
    if old != new or change.old is None or change.new is None:
        return old, new
    return f"{old} ({_detail(change.old)})", f"{new} ({_detail(change.new)})"


def _detail(one: Benefit) -> str:
    proof = PROOFS.get(one.proof or "", "presque acquis" if one.near else "sans preuve")
    return f"{proof}, {counted(len(one.named), 'compte')}" if one.named else proof


def notes(change: Change[Note]) -> tuple[str, str]:
    """Give both sides of a note."""
    old, new = (ABSENT if one is None else IN_FRENCH[one.state] for one in change)
    return old, new


def states(possible: Sequence[str]) -> str:
    """Give the states still possible; beyond a few, how many they are."""
    few = len(possible) <= MOST_STATES
    return " ou ".join(possible) if few else f"{len(possible)} états possibles"


def levels(possible: Sequence[Level]) -> str:
    """Give the levels still possible: ``modéré``, ``modéré à élevé``."""
    return " à ".join(dict.fromkeys((LEVEL_WORDS[possible[0]], LEVEL_WORDS[possible[-1]])))


# ---------------------------------------------------------------- fields


FIELDS = {
    "acts": "choix dont on décide",
    "abandon_ceiling": "abandon à partir de (jours)",
    "address": "adresse",
    "also": "on dit aussi",
    "and": "ajouts",
    "applies_if": "seulement si",
    "ask": "question posée",
    "ask_if": "posée si",
    "at_most": "choix au plus",
    "author": "auteur",
    "axis": "pratique mesurée",
    "because": "raison",
    "binds": "vise",
    "certainty": "certitude",
    "checked": "lecture",
    "checked_on": "relu le",
    "choice": "choix",
    "choices": "choix",
    "concerns": "concerne",
    "decision": "décision",
    "do": "à faire",
    "dormancy_ceiling": "sommeil à partir de (jours)",
    "dormancy_floor": "sommeil possible au-delà de (jours)",
    "example_of": "preuve",
    "examples": "exemples",
    "exclusive": "exclut les autres choix",
    "for_each": "jugé pour chaque",
    "grade": "nature",
    "help": "aide",
    "hosts": "adresses",
    "idle_name": "nom inactif",
    "if_unknown": "s’il manque une réponse",
    "keep": "pour le garder",
    "label": "libellé",
    "legal": "point de droit",
    "lifecycle": "maturité",
    "maximum": "au plus",
    "means": "sens",
    "minimum": "au moins",
    "month": "mois",
    "names": "nomme les comptes où",
    "network": "famille",
    "not_applicable": "rend sans objet",
    "objectives": "objectifs",
    "on": "scrutin",
    "order": "rang",
    "order_of_choices": "ordre des choix",
    "path": "parcours",
    "path_if": "autre parcours si",
    "potential_if": "à portée si",
    "raises": "gravité portée à",
    "range": "bornes",
    "rank": "rang dans la table",
    "realised_if": "réalisé si",
    "remedy": "à faire",
    "risk": "risque",
    "roles": "accès nominatifs",
    "rows_from": "lignes",
    "says": "phrase",
    "see": "mène à",
    "severity": "gravité",
    "since": "depuis",
    "slow_floor": "ralenti au-delà de (jours)",
    "symbol": "symbole",
    "term": "mot",
    "thresholds": "seuils",
    "title": "titre",
    "type": "forme de la réponse",
    "unit": "unité",
    "value": "valeur",
    "weight": "poids",
    "why": "pourquoi",
    "window_from": "période du",
    "window_to": "période jusqu’au",
}
"""Fields whose name is no French; the others are printed as they are written."""
OTHERWISE: dict[Kind, str] = {"question": "à défaut", "finding": "si rien n’est fait"}
WHEN: dict[Kind, str] = {"finding": "levé si", "note": "levée si", "decision": "si"}


def field(kind: Kind, keys: Sequence[str]) -> str:
    """Give the name of a field of an entry: ``choix draft, valeur``."""
    first, *inside = keys
    special = {"otherwise": OTHERWISE.get(kind), "when": WHEN.get(kind)}.get(first)
    name = special or FIELDS.get(first, first)
    if not inside:
        return name
    member, *fields = inside
    return ", ".join((f"{name} {member}", *(FIELDS.get(one, one) for one in fields)))


def value(one: object, vocabulary: Vocabulary) -> str | None:
    """Give the value of a field; None for a long text, and for what is made of several fields."""
    match one:
        case Naming():
            return in_french(one.where, vocabulary)
        case Raise():
            return f"{SEVERITIES[one.to]} si {in_french(one.when, vocabulary)}"
        case tuple():
            return _several(one, vocabulary) if one else NOTHING
        case _ if type(one) in OPERATOR_OF:
            return in_french(one, vocabulary)  # type: ignore[arg-type]
    return _scalar(one)


def _scalar(one: object) -> str | None:
    match one:
        case None:
            return NOTHING
        case bool():
            return "oui" if one else "non"
        case int() | float():
            return figure(one)
        case Severity():
            return SEVERITIES[one]
        case Choice():
            return f"« {one.label} »"
        case str() if len(one) <= LONGEST:
            return f"« {one} »" if " " in one else one
    return None


def _several(members: tuple[object, ...], vocabulary: Vocabulary) -> str | None:
    told = list(map(partial(value, vocabulary=vocabulary), members))
    known = [one for one in told if one is not None]
    return ", ".join(known) if len(known) == len(told) else None
