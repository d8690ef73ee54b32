"""Screens as a person sees them, at 80×24 and 60×20, kept as text files in ``screens/``.

PLAYBOOK_AUDIT_SCREENS=1 writes them again; read the difference before keeping it.
"""

import os
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.interview.person import (  # noqa: E402
    DOWN,
    ENTER,
    ESC,
    F1,
    F2,
    PAGE_DOWN,
    SPACE,
    UP,
    Person,
)

CTRL_U = "\x15"
SCREENS = Path(__file__).parent / "screens"
SIZES = ((80, 24), (60, 20))
# What is waited for, then what is pressed: the screen is kept before the last key of each step.
STEPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("text", "1/47", ("Valmont-sur-Loire",)),
    ("text-rempli", "Valmont-sur-Loire", (ENTER,)),
    ("nombre", "En habitants", ("80l2", ENTER)),
    ("nombre-refus", "n’est pas un nombre", ("\x1b[D", "\x7f", "1", ENTER)),
    ("un", "document de stratégie", (DOWN, F1)),
    ("un-pourquoi", "Pourquoi : sans document", (ENTER,)),
    ("plusieurs", "Espace coche", (SPACE, DOWN, SPACE, DOWN, SPACE)),
    ("plusieurs-trop", "2 choix au plus", (ENTER,)),
    ("oui-non", "cité sur votre site", (ESC,)),
    ("plusieurs-retour", "2 cochés sur 2 au plus", (ENTER,)),
    ("oui-non-encore", "cité sur votre site", (F2,)),
    ("date", "il y a trois mois", ("mars 2026", ENTER)),
    ("mois", "2019-03", (ENTER,)),
    ("tableau-1", "Jeunes (1/3)", (DOWN, ENTER)),
    ("tableau-2", "Familles (2/3)", (ENTER,)),
    ("tableau-3", "Aînés (3/3)", (UP * 4 + ENTER,)),
    ("longue", "ligne 1/15", (PAGE_DOWN,)),
    ("longue-page", "ligne 11/15", ("zz",)),
    ("longue-rien", "aucun choix ne correspond", ("\x7f\x7f", "ech")),
    ("longue-trouve", "ligne 1/1", (ENTER,)),
    ("menu", "Copier le précédent", (ENTER,)),
)
NAMES = ("text", "count", "one", "many", "yes_no", "date", "month", "table", "town", "menu")
ENGLISH = re.compile(
    r"\b(use|arrow|keys|select|toggle|invert|type|filter|done|cancelled|invalid|press|enter|"
    r"continue|warning|your|terminal|search|window|too small|answer|description)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_whole_session_looks_as_expected(size: tuple[int, int], tmp_path: Path) -> None:
    seen: dict[str, str] = {}
    with Person(tmp_path / "replies", *NAMES, size=size) as person:
        for name, text, keys in STEPS:
            person.sees(text)
            seen[name] = person.seen
            person.types(*keys)
        assert person.ends() == 0
        seen["fin"] = person.seen
    drawn = "\n".join(f"===== {name}\n{screen}" for name, screen in seen.items()) + "\n"
    file = SCREENS / f"session-{size[0]}x{size[1]}.txt"
    if os.environ.get("PLAYBOOK_AUDIT_SCREENS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")
    assert not ENGLISH.search(person.written)
    assert person.replied[-1] == "menu Given(raw='copy')"


def test_going_back_erases_exactly_the_trace_of_the_question(tmp_path: Path) -> None:
    long_name = "Communauté d’agglomération de Valmont-sur-Loire et des pays environnants"
    with Person(tmp_path / "replies", "text", "text", "one", size=(60, 20)) as person:
        person.sees("1/47")
        person.types("Valmont", ENTER)
        person.sees("✓ 1/47")
        person.types(CTRL_U, long_name, ENTER)
        person.sees("document de stratégie")
        assert person.seen.splitlines()[:3] == [
            "✓ 1/47  text : Valmont",
            "✓ 2/47  text : Communauté d’agglomération de",
            "  Valmont-sur-Loire et des pays environnants",
        ]
        person.types(ESC)
        person.sees(f"› {long_name[:30]}")
        assert person.seen.count("Communauté") == 1
        assert person.seen.splitlines()[:2] == [
            "✓ 1/47  text : Valmont",
            "? Comment s’appelle votre collectivité ?",
        ]


def test_a_window_made_smaller_while_asking_is_drawn_again(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "one", "town", size=(80, 24)) as person:
        person.sees("F3 note")
        person.types(DOWN)
        for size in ((10, 3), (40, 12), (1, 1), (80, 24)):
            person.resizes(*size)
        person.types(ENTER)
        person.sees("ligne 1/15")
        assert person.replied == ["one Given(raw='c2')"]


@pytest.mark.parametrize("size", [(1, 1), (5, 3)], ids=["1x1", "5x3"])
def test_a_tiny_window_still_takes_answers(size: tuple[int, int], tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "text", "one", size=size) as person:
        person.waits()
        person.types("abc", ENTER)
        person.types(DOWN, ENTER)
        assert person.ends() == 0
        assert person.replied == ["text Given(raw='abc')", "one Given(raw='c2')"]
        assert not ENGLISH.search(person.written)


def test_no_color_is_honoured(tmp_path: Path) -> None:
    coloured = re.compile(r"\x1b\[[\d;]*(?:3[0-7]|9[0-7]|38;[\d;]+)m")
    with Person(tmp_path / "colour", "one") as person:
        person.sees("F3 note")
        assert coloured.search(person.written)
    with Person(tmp_path / "plain", "one", environment={"NO_COLOR": "1"}) as person:
        person.sees("F3 note")
        assert not coloured.search(person.written)


def test_a_latin_1_terminal_gets_plain_signs(tmp_path: Path) -> None:
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    with Person(tmp_path / "replies", "many", environment=latin, encoding="latin-1") as person:
        person.sees("> [ ] Informer")
        assert "Quels objectifs poursuivez-vous ?" in person.seen


def test_without_a_terminal_the_interview_is_refused(tmp_path: Path) -> None:
    import subprocess

    run = subprocess.run(
        [sys.executable, "-m", "tests.interview.asking", str(tmp_path / "r"), "terminal", "one"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 2
    assert "L’entretien a besoin d’un terminal" in run.stderr
    assert "Traceback" not in run.stderr
