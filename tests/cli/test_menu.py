"""The bare command in a real terminal: a short menu, and what each of its lines does."""

import os
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.cli.clerk import Clerk, plain  # noqa: E402
from tests.cli.sessions import ENGLISH  # noqa: E402

TITLE = "? Que voulez-vous faire ?"
BEGIN = "Commencer un audit ; les réponses iront dans audit.yaml"
RESUME = "Reprendre l’audit commencé (audit.yaml)"
OTHERS = ("Écrire la fiche de préparation, à imprimer", "Voir un exemple de rapport", "Quitter")
KILLED = '{"act": "set", "question": "org_name", "raw": "Valmont"}\n'


def leaves(clerk: Clerk, code: int = 0) -> None:
    """Check that the end is clean."""
    assert clerk.ends() == code
    assert clerk.after == clerk.before
    assert not ENGLISH.findall(clerk.text)


def test_who_begins_is_offered_to_begin(tmp_path: Path) -> None:
    with Clerk(tmp_path) as clerk:
        shown = clerk.prompt()
        assert shown.title == TITLE
        assert tuple(map(plain, shown.lines)) == (BEGIN, *OTHERS)
        assert shown.at == 0
        assert "Rien ne quitte cet ordinateur." in clerk.text
        clerk.picks("Quitter")
        leaves(clerk)
    assert list(tmp_path.iterdir()) == []


def test_the_menu_leads_to_the_questions_then_offers_to_go_on(tmp_path: Path) -> None:
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Commencer")
        clerk.until("autres moyens", {"nom de votre": "01002"})
        clerk.types("\x03")
        leaves(clerk, 130)
    with Clerk(tmp_path) as clerk:
        offered = (
            "Reprendre l’audit commencé (audit.yaml)",
            "Relire et corriger mes réponses",
            "Voir le rapport de ces réponses",
        )
        assert tuple(map(plain, clerk.prompt().lines)) == (*offered, *OTHERS)
        clerk.picks("Relire")
        assert clerk.prompt().title == "? Relire avant le rapport"
        clerk.types("\x03")
        leaves(clerk, 130)
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Reprendre")
        assert clerk.prompt().title == "? Reprendre à la question 2 ?"
        clerk.types("\x04")
        leaves(clerk, 130)


def test_the_report_of_what_is_answered_is_one_line_away(tmp_path: Path) -> None:
    answers = "answers: {org_name: Les Granges, org_type: commune, org_population: 400}\n"
    (tmp_path / "audit.yaml").write_text(answers, "utf-8")
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Voir le rapport")
        leaves(clerk)
        assert "L’essentiel" in clerk.text
    assert [one.name for one in tmp_path.iterdir()] == ["audit.yaml"]


def test_an_interview_left_before_any_answer_is_not_begun(tmp_path: Path) -> None:
    with Clerk(tmp_path, "interview") as clerk:
        clerk.prompt()
        os.kill(clerk.child.pid or 0, signal.SIGKILL)
        clerk.ends()
    with Clerk(tmp_path) as clerk:
        assert plain(clerk.prompt().lines[0]) == BEGIN
        clerk.types("\x03")
        leaves(clerk, 130)


def test_an_interview_killed_before_its_first_save_is_begun(tmp_path: Path) -> None:
    (tmp_path / "audit.yaml.journal").write_text(KILLED, encoding="utf-8")
    with Clerk(tmp_path) as clerk:
        assert plain(clerk.prompt().lines[0]) == RESUME
        clerk.types("\x03")
        leaves(clerk, 130)


def test_the_sheet_and_the_example_are_one_line_away(tmp_path: Path) -> None:
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Écrire la fiche")
        leaves(clerk)
    assert (tmp_path / "fiche-de-preparation.md").exists()
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Voir un exemple")
        leaves(clerk)
        assert "L’essentiel" in clerk.text


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_leaves_the_menu_at_once(number: int, code: int, tmp_path: Path) -> None:
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        os.kill(clerk.child.pid or 0, number)
        leaves(clerk, code)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_the_example_is_drawn_is_no_fault(
    number: int, code: int, tmp_path: Path
) -> None:
    with Clerk(tmp_path) as clerk:
        clerk.prompt()
        clerk.picks("Voir un exemple")
        os.kill(clerk.child.pid or 0, number)
        leaves(clerk, code)
        assert "Le programme a rencontré" not in clerk.text
