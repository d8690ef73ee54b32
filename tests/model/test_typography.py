"""French typography of our sentences, and any text on one line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import HOSTILE, LEGITIMATE
from tests.report.outlines import typed

from playbook_audit.model.typography import french, one_line

PIECES = st.one_of(
    st.sampled_from("«» ;!?:%'aé1,.`@()\u00a0\u202f\ue000"),
    st.sampled_from(("100", "2026", "www.", "https://")),
)
INVISIBLE = frozenset(("Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"))
SENTENCES = st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Pourquoi ? Voici ; enfin !", "Pourquoi\u202f? Voici\u202f; enfin\u202f!"),
        ("Pourquoi? Quoi?!", "Pourquoi\u202f? Quoi\u202f?!"),
        ("Pourquoi\u00a0?", "Pourquoi\u202f?"),
        ("Note : à lire", "Note\u00a0: à lire"),
        ("Note: à lire", "Note\u00a0: à lire"),
        ("le « nom » et le «logo»", "le «\u00a0nom\u00a0» et le «\u00a0logo\u00a0»"),
        ("L'avis d'un élu, aujourd'hui", "L’avis d’un élu, aujourd’hui"),
        ("20 % ou 20% ou \ue000 %", "20\u00a0% ou 20\u00a0% ou \ue000\u00a0%"),
        ("3 500 habitants, 1 200 000 abonnés", "3\u202f500 habitants, 1\u202f200\u202f000 abonnés"),
    ],
)
def test_spaces_and_apostrophes_are_set_the_french_way(written: str, printed: str) -> None:
    assert french(written) == printed


@pytest.mark.parametrize(
    ("piece", "printed"),
    [
        (" ?", "\u202f?"),
        (" : ", "\u00a0: "),
        ("« ", "«\u00a0"),
        (" »", "\u00a0»"),
        (" %", "\u00a0%"),
    ],
)
def test_a_piece_of_a_sentence_is_set_as_the_whole_would_be(piece: str, printed: str) -> None:
    assert french(piece) == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a?b=1;c=2:3",
        "www.example.org/l'avis?x=1",
        "@ville_d.avray",
        "mairie@example.org",
        "12:30",
        "1:2",
        "fichier.yaml:12:3",
        "`ask_if: {eq: [a, b]} ; 100%`",
        "22 novembre 2026",
        "en 2026 120 comptes",
        "01 23 45 67 89",
        "5' d'",
        "(?)",
    ],
)
def test_addresses_handles_times_and_code_stay_as_written(text: str) -> None:
    assert french(text).replace("d’", "d'") == text


@given(SENTENCES)
def test_setting_twice_changes_nothing_more(text: str) -> None:
    once = french(text)
    assert french(once) == once


@given(SENTENCES)
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    def bare(one: str) -> str:
        return "".join(one.replace("’", "'").split())

    assert bare(french(text)) == bare(text)


@given(typed())
def test_a_text_on_one_line_holds_nothing_that_acts_on_its_surroundings(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not {unicodedata.category(one) for one in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "  " not in line
    assert one_line(line) == line


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_keeps_every_visible_character(text: str) -> None:
    def visible(one: str) -> str:
        kept = (letter for letter in one if unicodedata.category(letter) not in INVISIBLE)
        return "".join(kept).replace("\ufffd", "")

    assert visible(one_line(text)) == visible(text)


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_is_left_alone(name: str) -> None:
    assert one_line(name) == name


def test_what_cannot_be_written_is_replaced_and_line_ends_are_spaces() -> None:
    assert one_line("Test\ud83dbourg") == "Test\ufffdbourg"
    assert one_line("Ville\r\nde\tTestbourg\u2028fin\x85") == "Ville de Testbourg fin "
    assert one_line("\x1b[31mTest\u200bbourg\u202e\ufdd0") == "[31mTestbourg"
