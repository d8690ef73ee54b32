"""The small parts of the askers: what is typed, pasted, wrapped, searched; and random keys."""

from collections import deque
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth
from tests.hostile import HOSTILE, LEGITIMATE
from tests.interview.asking import ACCOUNTS, MANY, ONE, TEXT, TOWN

from playbook_audit.interview import drawing, lists
from playbook_audit.interview.interface import (
    Back,
    Given,
    Interrupted,
    Leaving,
    Line,
    Menu,
    Prompt,
    Reply,
)
from playbook_audit.interview.keys import drop_sequence
from playbook_audit.interview.pasting import LONGEST, pasted, visible
from playbook_audit.interview.replies import gestures, typed_reply
from playbook_audit.interview.terminal import Terminal

PLENTY = st.text(alphabet=st.sampled_from("aé d’\u00a0文🎉\n-ÉZ"), max_size=120)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_keep_nothing_invisible(text: str) -> None:
    kept, _ = pasted(text)
    assert visible(kept) == kept
    assert not any(ord(one) < 32 or 0x7F <= ord(one) < 0xA0 for one in kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@pytest.mark.parametrize("text", LEGITIMATE)
def test_legitimate_names_come_out_unharmed_and_unremarked(text: str) -> None:
    assert pasted(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "kept", "remark"),
    [
        ("Valmont", "Valmont", None),
        ("Valmont\n", "Valmont", None),
        ("a\r\nb", "a b", "Plusieurs lignes collées"),
        ("a\x1b[1mb\x1b[0m", "ab", "Les caractères invisibles"),
        ("a\tb", "a b", "Les caractères invisibles"),
        ("E\u0301", "É", None),
        ("x" * (LONGEST + 1), "x" * LONGEST, "Collage trop long"),
    ],
)
def test_a_paste_says_what_was_changed(text: str, kept: str, remark: str | None) -> None:
    got, said = pasted(text)
    assert got == kept
    assert (said or "").startswith(remark or "")
    assert (said is None) is (remark is None)


@pytest.mark.parametrize(
    ("sequence", "left"),
    [("[31mx", "x"), ("[x", ""), ("Ozx", "x"), ("xy", "y"), ("]0;t\\x", "x"), ("[", ""), ("O", "")],
)
def test_a_stray_sequence_is_dropped_up_to_its_end(sequence: str, left: str) -> None:
    following = deque(KeyPress(one) for one in sequence)
    drop_sequence(following)
    assert "".join(str(one.key) for one in following) == left


def test_a_menu_takes_only_back_and_quitter() -> None:
    offered = gestures(ACCOUNTS)
    assert typed_reply("<", offered) == Back()
    assert typed_reply("Quitter", offered) == Leaving()
    assert typed_reply("?", offered) is None


@given(PLENTY, st.integers(2, 30))
def test_wrapping_loses_nothing_and_overflows_never(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    rows = drawing.wrapped(text, width)
    assert all(get_cwidth(row) <= width for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


@given(st.integers(1, 100), st.integers(1, 60), st.integers(0, 400), st.integers(0, 30))
def test_a_list_always_fits_and_shows_the_line_pointed_at(
    columns: int, rows: int, pointed: int, accounts: int
) -> None:
    labels = [Line(str(rank), f"Compte {rank} de la collectivité") for rank in range(79)]
    menu = Menu(
        "Lequel ?", tuple(labels), above=tuple(f"compte {rank}" for rank in range(accounts))
    )
    listing = lists.of_menu(menu)
    listing.pointed = pointed % len(listing.shown)
    drawn = drawing.list_rows(menu, listing, (columns, rows), drawing.FINE)
    assert sum(row.style == "class:pointed" for row in drawn) >= 1
    if columns >= 50 and rows >= 16:
        assert len(drawn) <= rows - drawing.KEPT_ABOVE
        assert all(get_cwidth(row.text) < columns for row in drawn)


@pytest.mark.parametrize(
    ("line", "width", "rows"),
    [
        ("─── 1. Vous ──────── 6 questions", 28, ["─── 1. Vous ──── 6 questions"]),
        ("  une phrase longue", 12, ["  une phrase", "  longue"]),
        ("court", 30, ["court"]),
    ],
)
def test_told_lines_fit(line: str, width: int, rows: list[str]) -> None:
    assert drawing.told(line, width) == rows


def test_heights_count_the_rows_of_the_window_as_it_is_now() -> None:
    assert drawing.height(["a" * 79, ""], 80) == 2
    assert drawing.height(["a" * 79, "文" * 20], 40) == 3
    assert drawing.height(["abc"], 0) == 3


@pytest.mark.parametrize(("encoding", "pointer"), [("utf-8", "›"), ("latin-1", ">"), ("?", ">")])
def test_signs_are_those_the_terminal_can_write(encoding: str, pointer: str) -> None:
    assert drawing.marks(encoding).pointer == pointer


@settings(max_examples=60)
@given(
    st.sampled_from([TEXT, ONE, MANY, TOWN]),
    st.lists(
        st.one_of(
            st.sampled_from(
                ["\x1b[A", "\x1b[B", "\x1b[31m", "\x1b[200~a\nb\x1b[201~", "\x1b[M ", " "]
            ),
            st.binary(max_size=4).map(lambda raw: raw.decode("latin-1")),
        ),
        max_size=12,
    ),
)
def test_no_key_breaks_a_prompt_nor_is_kept_invisible(asked: Prompt, keys: list[str]) -> None:
    with create_pipe_input() as source:
        source.send_text("".join(keys))
        source.close()
        reply: Reply | None = None
        with suppress(Interrupted):
            reply = Terminal(source, DummyOutput()).ask(asked)
    if isinstance(reply, Given) and isinstance(reply.raw, str):
        assert visible(reply.raw) == reply.raw
