"""An answers file on a desk: opening it, and what it says."""

from pathlib import Path
from typing import Any

from tests.builders import ON

from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.keeping.change import SetAnswer
from playbook_audit.dossier.keeping.disk import Disk
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.dossier.read import parse_document

NAME, TOWN = SetAnswer("org_name", "Valmont-sur-Loire"), SetAnswer("org_type", "commune")
POPULATION = SetAnswer("org_population", "8012")
PLATFORM = SetAnswer("platform", "facebook", "ville")


def opened(file: Path, disk: Disk | None = None) -> Notebook:
    return Notebook.open(file, catalogue(), ON, disk)


def said_in(file: Path) -> Any:
    """Give the plain data of a file, which must be readable."""
    return parse_document(file.read_text("utf-8"), str(file)).data


def content(data: dict[str, Any]) -> dict[str, Any]:
    """Give what a person said: answers and accounts by key."""
    accounts = {one["key"]: one for one in data.get("accounts") or ()}
    return {"answers": data.get("answers") or {}, "accounts": accounts}
