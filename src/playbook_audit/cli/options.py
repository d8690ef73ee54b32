"""The options several commands share, and how their values are read, with messages in French."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from playbook_audit.model.rule import Severity
from playbook_audit.model.spelling import folded, suggestion

NARROWEST, WIDEST = 20, 400
ALL = 100
RELATIVE = date.max.year - 100
"""A year that only a day told from the last of the calendar can have."""
SEVERITIES = {
    "info": Severity.INFO,
    "pour information": Severity.INFO,
    "information": Severity.INFO,
    "low": Severity.LOW,
    "faible": Severity.LOW,
    "moderate": Severity.MODERATE,
    "modere": Severity.MODERATE,
    "moderee": Severity.MODERATE,
    "high": Severity.HIGH,
    "eleve": Severity.HIGH,
    "elevee": Severity.HIGH,
    "critical": Severity.CRITICAL,
    "critique": Severity.CRITICAL,
    "tres eleve": Severity.CRITICAL,
    "tres elevee": Severity.CRITICAL,
}
"""Severities by the words people use, without accents."""
LEVELS = "info, low (faible), moderate (modéré), high (élevé), critical (critique)"


def a_day(text: str) -> date:
    """Read a day, written as in an answers file."""
    from playbook_audit.dossier.french import Unreadable, moment
    from playbook_audit.model.answer import DateRange

    try:
        found = moment(text, date.max)
        if isinstance(found, DateRange) and found.latest.year >= RELATIVE:
            found = moment(text, date.today())  # « hier »
    except Unreadable:
        found = None
    if not isinstance(found, DateRange) or found.earliest != found.latest:
        raise typer.BadParameter(f"« {text} » n’est pas un jour ; écrivez par exemple 2026-11-22")
    return found.latest


def a_severity(text: str) -> Severity:
    """Read a severity, in English or in French."""
    severity = SEVERITIES.get(folded(text))
    if severity is None:
        hint = suggestion(folded(text), SEVERITIES) or f" ; niveaux : {LEVELS}"
        raise typer.BadParameter(f"« {text} » n’est pas un niveau{hint}")
    return severity


def a_percentage(text: str) -> float:
    """Read a percentage: ``20``, ``20 %``, ``12,5``."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%?", text.strip(), re.ASCII)
    value = float(found[1].replace(",", ".")) if found else -1.0
    if not 0 <= value <= ALL:
        raise typer.BadParameter(f"« {text} » n’est pas un pourcentage ; écrivez par exemple 20")
    return value


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """Give the reader of a word among a few."""
    known = tuple(names)

    def read(text: str) -> str:
        if text not in known:
            hint = suggestion(text, known) or f" ; au choix : {', '.join(known)}"
            raise typer.BadParameter(f"« {text} » est inconnu{hint}")
        return text

    return read


def a_width(text: str) -> int:
    """Read a number of columns."""
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        raise typer.BadParameter(
            f"« {text} » n’est pas une largeur ; écrivez un nombre de {NARROWEST} à {WIDEST}"
        )
    return int(text)


File = Annotated[Path, typer.Argument(metavar="FICHIER", help="Fichier de réponses (YAML ou JSON)")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="CHEMIN", help="Écrire dans ce fichier"),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=a_day,
        help="Date de l’audit ; sinon celle du fichier, sinon aujourd’hui",
    ),
]
Width = Annotated[
    int | None,
    typer.Option(
        "--width",
        metavar="COLONNES",
        parser=a_width,
        help="Largeur de l’affichage ; sinon celle du terminal",
    ),
]
Accessible = Annotated[
    bool,
    typer.Option(
        "--accessible",
        help="Lignes simples, sans tableau ni couleur, pour un lecteur d’écran",
    ),
]
