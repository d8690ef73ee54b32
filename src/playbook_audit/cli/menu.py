"""What a bare ``playbook-audit`` offers in a terminal: begin, go on, read again, see an example."""

from pathlib import Path

from playbook_audit.cli.demo import WRITTEN, demo
from playbook_audit.cli.interview import ANSWERS, Interview
from playbook_audit.cli.keeping import shown
from playbook_audit.cli.report import report
from playbook_audit.cli.screen import plain_lines
from playbook_audit.cli.template import template
from playbook_audit.dossier.keeping.waiting import waiting
from playbook_audit.interview.interface import Asker, Given, Interrupted, Line, Menu
from playbook_audit.interview.opening import open_asker

SHEET = Path("fiche-de-preparation.md")
RESUME, REVIEW, REPORT, BEGIN, EXAMPLE, PREPARE, LEAVE = (
    "resume",
    "review",
    "report",
    "begin",
    "example",
    "prepare",
    "leave",
)
_ABOVE = (
    "playbook-audit fait le point sur les réseaux sociaux de votre collectivité.",
    "Rien ne quitte cet ordinateur. Toutes les commandes : playbook-audit --help",
)


def guided() -> int:
    """Offer a short menu and do what is chosen."""
    try:
        with open_asker(accessible=plain_lines(accessible=False)) as person:
            chosen = person.choose(_menu())
            return _done(chosen.raw, person) if isinstance(chosen, Given) else 0
    except Interrupted as interruption:
        return interruption.code


def _menu() -> Menu:
    """Give the menu; who has begun is first offered to go on."""
    file = shown(ANSWERS.resolve())
    if ANSWERS.exists() or waiting(ANSWERS):  # the first interview may be cut before its first save
        begun: tuple[Line, ...] = (
            Line(RESUME, f"Reprendre l’audit commencé ({file})"),
            Line(REVIEW, "Relire et corriger mes réponses"),
            *((Line(REPORT, "Voir le rapport de ces réponses"),) if ANSWERS.exists() else ()),
        )
    else:
        begun = (Line(BEGIN, f"Commencer un audit ; les réponses iront dans {file}"),)
    others = (
        Line(PREPARE, "Écrire la fiche de préparation, à imprimer"),
        Line(EXAMPLE, "Voir un exemple de rapport"),
        Line(LEAVE, "Quitter"),
    )
    return Menu("Que voulez-vous faire ?", (*begun, *others), above=_ABOVE, may_go_back=False)


def _done(chosen: str, person: Asker) -> int:
    match chosen:
        case "begin" | "resume" | "review":
            interview = Interview(ANSWERS, None, person, accessible=False)
            return interview.run(review=chosen == REVIEW)
        case "report":
            return report(ANSWERS)
        case "prepare":
            return template("markdown", SHEET)
        case "example":
            return demo(WRITTEN)
        case _:
            return 0
