"""``evidence formats``: which files are read, where to get them, what they tell."""

from playbook_audit.cli.console import show
from playbook_audit.cli.failures import ExitCode
from playbook_audit.evidence.interface import Format
from playbook_audit.evidence.readers import formats as every_format

NOTHING = "rien ; il est reconnu pour le dire"
HELP = {
    "formats": "Dit quels fichiers sont lus, où les obtenir et ce qu’ils permettent de mesurer.",
}


def formats() -> int:
    """Print the formats of evidence, in the order they are tried."""
    show("\n\n".join(_format(one) for one in every_format()))
    return ExitCode.DONE


def _format(one: Format) -> str:
    tells = ", ".join(one.tells) or NOTHING
    return f"{one.title}\n  Où : {one.obtained}\n  Mesure : {tells}"
