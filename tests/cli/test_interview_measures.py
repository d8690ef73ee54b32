"""``interview`` beside measures, in real terminals: shown, kept or corrected, cut and resumed."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.activity import activities, activity_of, every  # noqa: E402
from tests.cli.clerk import DAY, Clerk, plain  # noqa: E402
from tests.cli.sessions import Session  # noqa: E402
from tests.interview.person import ENTER  # noqa: E402

from playbook_audit.evidence.store import written  # noqa: E402
from playbook_audit.model.activity import Headcount  # noqa: E402

Spawn = Callable[..., Session]
LAST_POST, FILES = "publié pour la dernière fois", "Écrire le rapport"
BEGUN = """\
playbook_audit: 1
on: 2026-11-22
answers:
  org_name: Valmont
  org_type: commune
  org_population: 8012
  org_presence: yes
accounts:
  - {key: facebook-1, handle: https://www.facebook.com/Mairie}
"""
MEASURES = activities(
    activity_of(
        "facebook-1",
        every(7, date(2025, 11, 21), date(2026, 11, 20)),
        (date(2025, 11, 1), date(2026, 11, 21)),
        followers=Headcount(1240, date(2026, 11, 1)),
    )
)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder where an account is listed, and its copy was read."""
    return left_in(tmp_path)


def left_in(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "audit.yaml").write_text(BEGUN, "utf-8")
    (folder / "audit.activity.json").write_text(written(MEASURES), "utf-8")
    return folder


def interview(folder: Path, *words: str) -> Clerk:
    return Clerk(folder, "interview", "audit.yaml", "--on", DAY, *words)


def reported(clerk: Clerk, folder: Path) -> str:
    """Go on to the end, and give the report that was written."""
    clerk.until(FILES)
    clerk.picks("Texte mis en forme")
    clerk.picks("Non, c’est tout")
    assert clerk.ends() == 0
    return (folder / "rapport-audit.md").read_text("utf-8")


def test_measures_are_kept_by_enter_and_the_report_knows_them(begun: Path, spawn: Spawn) -> None:
    with interview(begun) as clerk:
        clerk.until(LAST_POST)
        shown = clerk.prompt()
        assert shown.lines[:2] == ("C’est bien cela : 20 novembre 2026", "Corriger")
        assert shown.at == 0
        clerk.sees("D’après la copie du compte, qui va jusqu’au 21 novembre 2026.")
        clerk.sends(ENTER)
        clerk.prints("la dernière fois : 20 novembre 2026 (mesuré)")
        clerk.until("Combien d’abonnés")
        clerk.sees("D’après la copie du compte, au 1er novembre 2026.")
        clerk.picks("C’est bien cela : 1 240 abonnés")
        report = reported(clerk, begun)
    kept = (begun / "audit.yaml").read_text("utf-8")
    assert "last_post" not in kept
    assert "followers:" not in kept
    told = spawn("report", "audit.yaml", "--format", "markdown")
    assert told.out == report
    assert "mesuré" in plain(report)


def test_a_correction_is_kept_with_the_measure_and_the_report_asks_to_check(begun: Path) -> None:
    with interview(begun) as clerk:
        clerk.until(LAST_POST)
        clerk.picks("Corriger")
        clerk.sees("D’après la copie du compte, qui va jusqu’au 21 novembre 2026 : 20 novembre")
        clerk.writes("1er juin 2026")
        clerk.prints("La copie du compte dit autre chose : le rapport gardera les deux")
        report = reported(clerk, begun)
    assert 'last_post: "1er juin 2026"' in (begun / "audit.yaml").read_text("utf-8")
    assert "ne disent pas la même chose" in plain(report)


def test_an_interview_killed_at_a_measure_ends_in_the_same_report(tmp_path: Path) -> None:
    straight, cut = left_in(tmp_path / "straight"), left_in(tmp_path / "cut")
    with interview(straight) as clerk:
        whole = reported(clerk, straight)
    for title in (LAST_POST, "Combien d’abonnés"):
        with interview(cut) as clerk:
            clerk.until(title)
            os.kill(clerk.child.pid or 0, signal.SIGKILL)
            clerk.ends()
    with interview(cut) as clerk:
        assert clerk.prompt().title.startswith("? Reprendre à la question")
        assert reported(clerk, cut) == whole
    assert (cut / "audit.yaml").read_text("utf-8").count("last_post") == 0


def test_plain_lines_show_a_measure_as_a_numbered_choice(begun: Path) -> None:
    with interview(begun, "--accessible") as clerk:
        done = 0
        while LAST_POST not in (asked := clerk.invited(done)):
            done = len(clerk.written)
            clerk.types("1", ENTER)
        assert "D’après la copie du compte, qui va jusqu’au 21 novembre 2026." in asked
        assert "1. C’est bien cela : 20 novembre 2026" in asked
        assert "2. Corriger" in asked
        done = len(clerk.written)
        clerk.types(ENTER)  # an empty line keeps
        clerk.invited(done)
        assert "la dernière fois : 20 novembre 2026 (mesuré)" in clerk.text
        clerk.types("\x03")
        assert clerk.ends() == 130
    assert "last_post" not in (begun / "audit.yaml").read_text("utf-8")


def test_measures_that_cannot_be_read_are_refused_before_any_question(begun: Path) -> None:
    (begun / "audit.activity.json").write_text("{", "utf-8")
    before = (begun / "audit.yaml").read_bytes()
    with interview(begun) as clerk:
        assert clerk.ends() == 3
        assert "ce fichier de mesures n’est plus lisible" in clerk.text
    assert (begun / "audit.yaml").read_bytes() == before
