"""Runs command lines, in this process or in one of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.sessions import Session

from playbook_audit.__main__ import main
from playbook_audit.catalogue.locate import locate

EXAMPLE = locate("examples") / "valmont-sur-loire.yaml"
SMALL = """\
playbook_audit: 1
on: 2026-11-22
answers:
  org_name: Test
  org_type: commune
  org_population: 8 012
accounts:
  - key: fb
    platform: Facebook (page)
    scope: general
    last_post: 2026-03-01
    status: idle
"""
FAULTY = """\
on: 2026-11-22
answers:
  org_tipe: commune
  org_population: beaucoup
accounts:
  - platform: facebok
"""


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every session starts in an empty folder, on no particular terminal."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "PLAYBOOK_AUDIT_ACCESSIBLE", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Session]:
    """Run a command line in this process."""

    def runner(*words: object) -> Session:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Session(code, out, err)

    return runner


@pytest.fixture
def spawn() -> Callable[..., Session]:
    """Run a command line in a process of its own, under another environment."""

    def runner(*words: object, input_text: str = "", **changes: str) -> Session:
        done = subprocess.run(
            [sys.executable, "-m", "playbook_audit", *(str(word) for word in words)],
            env={**os.environ, **changes},
            input=input_text.encode(),
            capture_output=True,
            check=False,
        )
        return Session(done.returncode, done.stdout.decode(), done.stderr.decode())

    return runner


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small valid answers file."""
    file = tmp_path / "audit.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An answers file with three faults."""
    file = tmp_path / "faux.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    return file
