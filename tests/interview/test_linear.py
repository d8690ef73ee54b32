"""Plain lines: everything typed, nothing redrawn, each question as a screen reader reads it."""

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.interview.asking import ACCOUNTS, COUNT, MANY, MONTH, ONE, TABLE, TEXT, TOWN, YES_NO
from tests.interview.person import Person

from playbook_audit.interview import linear
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Interrupted,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Reply,
    Unsure,
    Why,
)
from playbook_audit.interview.linear import Linear, spoken

EVERY = (ONE, MANY, YES_NO, COUNT, MONTH, TEXT, TABLE, TOWN)


@pytest.fixture(autouse=True)
def no_terminal_to_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "forget", lambda _file_number: None)


class Lines(io.StringIO):
    """Lines typed one after the other, as a file with a number."""

    def fileno(self) -> int:
        return -1


def session(asked: Sequence[Prompt | Menu], *lines: str) -> tuple[list[Reply], str]:
    printed = io.StringIO()
    asker = Linear(Lines("".join(f"{line}\n" for line in lines)), printed)
    replies: list[Reply] = [
        asker.choose(one) if isinstance(one, Menu) else asker.ask(one) for one in asked
    ]
    return replies, printed.getvalue()


def reply(asked: Prompt | Menu, *lines: str) -> Reply:
    return session([asked], *lines)[0][0]


@pytest.mark.parametrize("asked", EVERY, ids=lambda one: one.path)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [("<", Back()), ("?", Why()), ("note", Noting()), ("quitter", Leaving())],
)
def test_everything_can_be_typed_everywhere(asked: Prompt, typed: str, expected: Reply) -> None:
    assert reply(replace(asked, current=None), typed) == expected


@pytest.mark.parametrize("typed", ["nsp", "Je ne sais pas"])
def test_not_knowing_can_be_typed_everywhere(typed: str) -> None:
    for asked in EVERY:
        rows = 3 if asked is TABLE else 1
        assert reply(replace(asked, current=None), *[typed] * rows) == Unsure()


def test_a_question_reads_from_top_to_bottom() -> None:
    prompt = replace(YES_NO, hint="Page « Suivez-nous ».", note="À revoir", refusal="Pas compris.")
    printed = session([prompt], "1")[1]
    assert printed.splitlines() == [
        "",
        "Question 12 sur 47",
        "Compte : Facebook – Mairie",
        "Pas compris.",
        "Ce compte est-il cité sur votre site ?",
        "Page « Suivez-nous ».",
        "Note : À revoir",
        "  1. Oui",
        "  2. En partie",
        "  3. Non",
        "À tout moment, tapez : « < » (revenir en arrière), « ? » (pourquoi cette question), « nsp » (je ne sais pas), « note » (écrire une note), « quitter » (arrêter ici), « aide » (relire ceci). Puis Entrée.",
        "Numéro : ",
    ]


def test_the_help_is_said_once_and_on_demand() -> None:
    printed = session([COUNT, COUNT], "1", "aide", "2")[1]
    assert printed.count("À tout moment") == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2", "c2"), ("non", "c4"), ("en cours", "c3"), ("c1", "c1"), ("REDACTION", "c3")],
)
def test_a_choice_is_a_number_or_a_few_words(typed: str, expected: str) -> None:
    assert reply(ONE, typed) == Given(expected)


@pytest.mark.parametrize("typed", ["0", "5", "zzz", "", "²"])
def test_what_is_no_choice_is_asked_again(typed: str) -> None:
    replies, printed = session([ONE], typed, "1")
    assert replies == [Given("c1")]
    assert "Tapez un numéro de 1 à 4, ou « aide »." in printed


def test_words_several_choices_hold_list_them() -> None:
    replies, printed = session([TOWN], "e", "mart")
    assert replies == [Given("c3")]
    assert "Tapez un numéro de 1 à 15" in printed  # too many to be read out
    assert "Plusieurs choix contiennent « oui »" in session([ONE], "oui", "1")[1]


@pytest.mark.parametrize("typed", ["1, 3", "1 3", "1;3", "Informer, recueillir", "3,1,1"])
def test_several_choices_are_separated_by_commas(typed: str) -> None:
    assert reply(MANY, typed) == Given(["c1", "c3"])


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1,2,3", "2 choix au plus"),
        ("1,5", "ne va avec aucun autre choix"),
        ("5,1", "ne va avec aucun autre choix"),
        ("1,9", "Tapez un numéro"),
        (",", "Tapez un numéro"),
    ],
)
def test_several_choices_keep_their_rules(typed: str, why: str) -> None:
    replies, printed = session([MANY], typed, "2")
    assert replies == [Given(["c2"])]
    assert why in printed


def test_enter_keeps_the_answer_on_file() -> None:
    replies, printed = session([MONTH, replace(ONE, current="c4")], "", "")
    assert replies == [Given("2019-03"), Given("c4")]
    assert "Entrée pour garder « 2019-03 »" in printed
    assert "Entrée pour garder « Non »" in printed
    assert reply(replace(MANY, current=["c1", "c2"]), "") == Given(["c1", "c2"])


def test_an_unknown_on_file_is_said() -> None:
    printed = session([replace(COUNT, current=UNKNOWN)], "3")[1]
    assert "Réponse actuelle : je ne sais pas." in printed


def test_a_table_goes_row_by_row_and_back() -> None:
    replies, printed = session([TABLE], "1", "<", "2", "nsp", "3")
    assert replies == [Given({"young": "c2", "families": UNKNOWN, "seniors": "c3"})]
    assert "Familles (2 sur 3)" in printed


def test_why_in_a_table_keeps_the_rows() -> None:
    assert session([TABLE, TABLE], "1", "?", "2", "3")[0] == [
        Why(),
        Given({"young": "c1", "families": "c2", "seniors": "c3"}),
    ]


def test_a_menu_is_numbered() -> None:
    replies, printed = session([ACCOUNTS, ACCOUNTS, ACCOUNTS], "3", "", "<")
    assert replies == [Given("finish"), Given("copy"), Back()]
    assert "1. Facebook – Mairie\n" in printed


def test_what_cannot_be_seen_is_dropped() -> None:
    assert reply(TEXT, "\x1b[31mro\u202eu\x00ge\x1b[A") == Given("rouge")


def test_the_end_of_the_input_leaves() -> None:
    with pytest.raises(Interrupted) as left:
        reply(TEXT)
    assert left.value.code == 130


def test_a_lost_terminal_leaves() -> None:
    source = Lines()
    with (
        patch.object(source, "readline", side_effect=OSError),
        pytest.raises(Interrupted) as left,
    ):
        Linear(source, io.StringIO()).ask(TEXT)
    assert left.value.code == 129


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (
            "── 2. Vos objectifs ──── 5 questions · 4 min ──",
            "2. Vos objectifs : 5 questions · 4 min",
        ),
        ("✓ 12/47  Collectivité : Valmont", "12 sur 47 Collectivité : Valmont"),
        ("████░░ 60 %", "60 %"),
        ("Une phrase – avec un tiret.", "Une phrase – avec un tiret."),
    ],
)
def test_drawings_become_words(drawn: str, said: str) -> None:
    assert " ".join(spoken(drawn).split()) == said


def test_traces_are_said_and_taken_back() -> None:
    printed = io.StringIO()
    asker = Linear(Lines(), printed)
    asker.tell(["── 1. Vous ──"])
    asker.trace("✓ 1/47  Nom : Valmont")
    asker.untrace()
    assert printed.getvalue() == (
        "1. Vous\nNoté : 1 sur 47  Nom : Valmont\nRetour à la question précédente.\n"
    )


def test_a_narrow_encoding_loses_signs_but_never_fails() -> None:
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding="latin-1")
    Linear(Lines("\n"), target).ask(replace(TEXT, ask="L’été 🎉…", current="œuvre"))
    printed = raw.getvalue().decode("latin-1")
    assert "L'été ?...\n" in printed
    assert "garder « oeuvre »" in printed


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    if sys.platform == "win32":
        pytest.skip("pseudo-terminals")
    with Person(tmp_path / "replies", "text", "many", "yes_no", mode="linear") as someone:
        yield someone


def test_a_session_on_a_terminal_draws_nothing_twice(person: Person) -> None:
    person.sees("Votre réponse :")
    person.types("Valmont\nBeaumont\n")  # two lines pasted: the second answers nothing
    person.sees("Numéros :")
    person.types("1,3\n")
    person.sees("Numéro :")
    person.types("<\n")
    person.sees("garder « Informer, Recueillir des avis »")
    person.types("\n")
    person.sees("Numéro :")
    person.types("\x04")
    assert person.ends() == 130
    assert person.replied == [
        "text Given(raw='Valmont')",
        "many Given(raw=['c1', 'c3'])",
        "yes_no Back()",
        "many Given(raw=['c1', 'c3'])",
    ]
    assert "\x1b" not in person.written
