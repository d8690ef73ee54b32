"""Copies of the catalogue that differ by a line or two."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders import as_text

from playbook_audit.catalogue.diff.compare import Comparison, compare
from playbook_audit.catalogue.diff.situations import Situation
from playbook_audit.catalogue.diff.version import Version, version_at
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.read import answers_from
from playbook_audit.reading.yaml import Document

CHECKOUT = locate("questions").parent
Edit = Callable[..., Path]
Compared = Callable[..., Comparison]


def version(folder: Path | str) -> Version:
    return version_at(str(folder), CHECKOUT, answers_from)


def situation(name: str, on: date = date(2026, 11, 22), **data: Any) -> Situation:
    town = {"org_type": "commune", "org_population": "8012", "org_presence": "yes"}
    given = as_text({**data, "answers": {**town, **data.get("answers", {})}})
    return Situation("case", name, Document(name, given), on)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the catalogue, as it is."""
    for name in ("questions", "scoring"):
        shutil.copytree(locate(name), tmp_path / "copie" / name)
    return tmp_path / "copie"


@pytest.fixture
def edit(copy: Path) -> Edit:
    """Change a text of a file of the copy."""

    def edited(file: str, old: str, new: str) -> Path:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return edited


@pytest.fixture(scope="session")
def today() -> Version:
    """The catalogue as it is, read as a past version would be."""
    return version(CHECKOUT)


@pytest.fixture
def compared(today: Version, copy: Path) -> Compared:
    """Compare the catalogue as it is with the copy, on some situations."""

    def of(*situations: Situation) -> Comparison:
        return compare(today, version(copy), situations, answers_from)

    return of
