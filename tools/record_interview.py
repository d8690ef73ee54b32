"""Records docs/interview.md: a whole interview, as it is seen in a terminal of 80 columns.

    python tools/record_interview.py [docs/interview.md]

Needs tmux, and playbook-audit installed for the Python that runs this. Each step types something,
waits for what must come, and keeps the screen: a step whose text does not come stops everything.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

COLUMNS, LINES = 80, 24
DAY = "2026-11-22"
PATIENCE = 15.0
STEADY = 0.25
HEAD = """\
<!-- page écrite par tools/record_interview.py ; ne pas modifier à la main -->

# Un entretien, du début à la fin

Écrans relevés dans un terminal de 80 colonnes et 24 lignes. La commune et ses réponses sont
inventées : un village qui a un seul compte. On y voit un retour en arrière, un « pourquoi », un
« je ne sais pas », une note, un arrêt et sa reprise.
"""


class Step(NamedTuple):
    """What is typed, what must then be on screen, and what the page says of it."""

    keys: tuple[str, ...]
    expect: str
    says: str = ""
    """Empty: the screen is not kept."""
    since: str = ""
    """When given, what is kept begins at the first line that holds it, above the screen perhaps."""


START = f"playbook-audit interview village.yaml --on {DAY}"
DOWN, ENTER, SPACE, ESCAPE = "Down", "Enter", "Space", "Escape"
STEPS = (
    Step(
        (START, ENTER), "Quel est le nom", "Le premier écran dit ce que c’est, et combien de temps."
    ),
    Step(("Valmont", ENTER), "Laquelle est la vôtre", "Un nom suffit ; les homonymes sont listés."),
    Step(("Aucune", ENTER), "Quel type de collectivité", "Ou l’on saisit à la main."),
    Step((ENTER,), "Combien d’habitants"),
    Step(("environ 640", ENTER), "autres moyens", "« environ 640 » est compris, et redit."),
    Step((SPACE, DOWN, SPACE, ENTER), "au moins un compte"),
    Step((ESCAPE,), "autres moyens", "Échap revient ; les réponses déjà données sont cochées."),
    Step((ENTER,), "au moins un compte"),
    Step((ENTER,), "ont-ils été transmis"),
    Step(("F1",), "Pourquoi :", "F1 dit pourquoi la question est posée, et ce qui s’en sert."),
    Step((ENTER,), "Qu’attendez-vous d’abord"),
    Step((SPACE, DOWN, SPACE, ENTER), "Ajouter un compte"),
    Step((ENTER,), "Collez l’adresse"),
    Step(
        ("https://fr-fr.facebook.com/MairieDeValmont", ENTER),
        "publié pour la dernière fois",
        "L’adresse collée donne le réseau.",
    ),
    Step(
        ("il y a trois mois", ENTER),
        "Où en est ce compte",
        "Une date approchée suffit ; ce qui est compris est dit.",
    ),
    Step((ENTER,), "questions"),
    Step((DOWN, ENTER), "Combien de personnes"),
    Step(("F3",), "Votre note", "F3 ajoute une note à la réponse."),
    Step(("la secrétaire de mairie seule", ENTER), "Combien de personnes"),
    Step(("1", ENTER), "Comment s’y connecte-t-on"),
    Step(
        ("F2",),
        "double vérification",
        "F2 répond « je ne sais pas » ; rien n’est perdu ni compté en faute.",
    ),
    Step(("C-c",), "Pour reprendre", "Ctrl+C arrête ; tout est gardé."),
    Step(
        ("clear", ENTER, START, ENTER),
        "Reprendre à la question",
        "Le lendemain, on reprend où l’on en était.",
    ),
    Step((ENTER,), "double vérification"),
    Step((ENTER,), "Terminer la liste", "La liste des comptes reste en vue."),
    Step((ENTER,), "groupes d’habitants"),
    Step((DOWN, ENTER), "week-end"),
    Step((ENTER,), "élus sont-ils"),
    Step((ENTER,), "accord écrit"),
    Step(
        (DOWN, ENTER),
        "Relire avant le rapport",
        "Avant le rapport, on peut tout relire et corriger.",
    ),
    Step((ENTER,), "Pour aller plus loin"),
    Step((ENTER,), "Écrire le rapport", "Le rapport s’affiche ; il commence ainsi.", "L’essentiel"),
    Step((), "Écrire le rapport", "On peut l’écrire dans un fichier."),
    Step((ENTER,), "autre format"),
    Step(("Up", ENTER), "--review", "Et l’on sait comment y revenir."),
)


class Screen:
    """A terminal kept by tmux, in which a shell runs."""

    def __init__(self, folder: Path) -> None:
        self.name = f"interview-{time.time_ns()}"
        size = ("-x", str(COLUMNS), "-y", str(LINES))
        shell = "PS1='$ ' exec bash --norc --noprofile"
        self._tmux("new-session", "-d", "-s", self.name, *size, "-c", str(folder), shell)

    def type(self, *keys: str) -> None:
        """Send keys, by their tmux names or as text, each when the screen is still."""
        for key in keys:
            self._tmux("send-keys", "-t", self.name, key)
            self.steady()

    def steady(self) -> str:
        """Wait until nothing moves, and give what is on screen."""
        before, now = "", self._text()
        while now != before:
            time.sleep(STEADY)
            before, now = now, self._text()
        return now

    def wait(self, expected: str) -> str:
        """Wait until some text is on screen, and give the screen."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown = self.steady()
            if expected in " ".join(shown.replace("\u00a0", " ").replace("\u202f", " ").split()):
                return shown
        sys.exit(f"« {expected} » n’est pas venu :\n{self._text()}")

    def since(self, mark: str) -> str:
        """Give a screenful from a line on, which may have gone up."""
        lines = self._tmux("capture-pane", "-p", "-S", "-", "-t", self.name).splitlines()
        first = next(rank for rank, line in enumerate(lines) if mark in line)
        return "\n".join(lines[first : first + 2 * LINES])

    def close(self) -> None:
        """End the session."""
        self._tmux("kill-session", "-t", self.name)

    def _text(self) -> str:
        return self._tmux("capture-pane", "-p", "-t", self.name).rstrip("\n")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(("tmux", *words), capture_output=True, text=True, check=True)
        return done.stdout


def record() -> str:
    """Give the page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        screen = Screen(Path(folder))
        try:
            screen.type(f"export PATH={Path(sys.executable).parent}:$PATH; clear", ENTER)
            return "\n".join([HEAD, *_told(screen)])
        finally:
            screen.close()


def _told(screen: Screen) -> list[str]:
    told = []
    for step in STEPS:
        screen.type(*step.keys)
        shown = screen.wait(step.expect)
        if step.since:
            shown = screen.since(step.since)
        if step.says:
            lines = (line.rstrip() for line in shown.splitlines())
            told += [step.says, "", "```text", *lines, "```", ""]
    return told


def main() -> int:
    """Write the page."""
    if shutil.which("tmux") is None:
        sys.exit("Il faut tmux pour relever les écrans.")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/interview.md")
    target.write_text(record(), encoding="utf-8")
    print(f"{target} est écrit.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
