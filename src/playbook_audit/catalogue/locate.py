"""Where the questions and rules are: in the installed package, otherwise in the checkout."""

from importlib.resources import files
from pathlib import Path

from playbook_audit.model.errors import MisplacedCatalogue

PACKAGE = "playbook_audit"


def locate(name: str) -> Path:
    """Give the folder ``questions``, ``scoring`` or ``examples``.

    Raise ``MisplacedCatalogue``, naming both places, when neither exists.
    """
    packaged = Path(str(files(PACKAGE))) / "_data" / name
    checkout = Path(str(files(PACKAGE))).parent.parent / name
    for folder in (packaged, checkout):
        if folder.is_dir():
            return folder
    message = f"{name} : ni {packaged}, ni {checkout}"
    raise MisplacedCatalogue(message)
