"""What is answered without loading anything: the guide, the list of commands, the version."""

import sys

from playbook_audit import __version__
from playbook_audit.cli.help_page import Part, help_page, spaced
from playbook_audit.cli.registry import COMMANDS, PROGRAM

HELP_WORDS = ("--help", "-h", "help", "aide")
SAYS = (
    "Fait le point sur la présence d’une collectivité sur les réseaux sociaux : risques, "
    "bénéfices, et une décision compte par compte."
)
CLOSING = (
    f"Aide d’une commande : {PROGRAM} COMMANDE --help\n\n"
    "Rien ne quitte cet ordinateur. Le rapport seul sort sur la sortie standard ; tout le reste va "
    "sur la sortie d’erreur."
)


def meant(words: list[str]) -> list[str]:
    """Give ``report --help`` for ``help report``."""
    if len(words) > 1 and words[0] in ("help", "aide"):
        return [*words[1:], "--help"]
    return words


def answer(words: list[str]) -> str | None:
    """Give the text that answers a command line, or None when a command must run."""
    if not words:
        return None if _is_conversation() else guide()
    if words[0] in ("--version", "-V"):
        return f"{PROGRAM} {__version__}"
    return overview() if words[0] in HELP_WORDS and len(words) == 1 else None


def _is_conversation() -> bool:
    """Tell whether somebody is there to choose from a menu."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def overview() -> str:
    """Give the list of commands."""
    commands = Part("Commandes", tuple((one.name, one.says) for one in COMMANDS))
    options = Part(
        "Options",
        (("--version, -V", "Afficher la version"), ("--help, -h", "Afficher cette aide")),
    )
    return help_page(f"{PROGRAM} COMMANDE [OPTIONS]", SAYS, (commands, options), CLOSING)


def guide() -> str:
    """Give the five commands to start with, for somebody who typed nothing else."""
    return spaced(GUIDE)


GUIDE = f"""\
{PROGRAM} fait le point sur les réseaux sociaux de votre collectivité.
Rien ne quitte cet ordinateur.

Pour voir ce que cela donne :
  1. {PROGRAM} demo

Pour votre collectivité :
  2. {PROGRAM} interview
        pose les questions une à une, garde tout, et finit par le rapport
  3. {PROGRAM} template --output audit.yaml
        ou bien : écrit un fichier de réponses, à remplir dans un éditeur de texte
  4. {PROGRAM} check audit.yaml
        montre toutes les erreurs du fichier, avec leur ligne
  5. {PROGRAM} report audit.yaml --format markdown --output rapport.md
        écrit le rapport ; sans ces options, l’affiche

Toutes les commandes : {PROGRAM} --help"""
