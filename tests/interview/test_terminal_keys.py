"""Every type of question × every key, without a terminal: keys go in, a reply comes out."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.interview.asking import (
    ACCOUNTS,
    COUNT,
    DATE,
    MANY,
    MONTH,
    ONE,
    TABLE,
    TEXT,
    TOWN,
    YES_NO,
    choices,
)
from tests.interview.person import DOWN, ENTER, ESC, F1, F2, F3, PAGE_DOWN, PAGE_UP, SPACE, UP

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
from playbook_audit.interview.lists import Listing
from playbook_audit.interview.screen import Screen
from playbook_audit.interview.terminal import Terminal

LISTS = (ONE, YES_NO, MANY, TOWN, TABLE)
FIELDS = (COUNT, DATE, MONTH, TEXT)
EVERY = LISTS + FIELDS
CTRL_C, CTRL_D, CTRL_U, BACKSPACE = "\x03", "\x04", "\x15", "\x7f"


def replies(asked: list[Prompt | Menu], *sent: str) -> list[Reply]:
    """What one terminal replies when each of these is asked and keys are sent for it."""
    with create_pipe_input() as source:
        terminal = Terminal(source, DummyOutput())
        given: list[Reply] = []
        for one, keys in zip(asked, sent, strict=True):
            source.send_text(keys)
            given.append(terminal.choose(one) if isinstance(one, Menu) else terminal.ask(one))
        return given


def reply(asked: Prompt | Menu, keys: str) -> Reply:
    return replies([asked], keys)[0]


@pytest.mark.parametrize("asked", EVERY, ids=lambda one: one.path)
@pytest.mark.parametrize(
    ("keys", "expected"),
    [(ESC, Back()), (F1, Why()), (F2, Unsure()), (F3, Noting()), ("quitter\r", Leaving())],
    ids=["esc", "f1", "f2", "f3", "quitter"],
)
def test_every_type_answers_every_key(asked: Prompt, keys: str, expected: Reply) -> None:
    prompt = replace(asked, current=None)
    if asked is TABLE and keys == F2:
        prompt = replace(prompt, rows=TABLE.rows[:1])  # each row may be unknown by itself
    assert reply(prompt, keys) == expected


@pytest.mark.parametrize("asked", EVERY, ids=lambda one: one.path)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [("?", Why()), ("<", Back()), ("note", Noting()), ("QUITTER", Leaving())],
)
def test_every_type_answers_the_typed_forms(asked: Prompt, typed: str, expected: Reply) -> None:
    assert reply(replace(asked, current=None), f"{typed}{ENTER}") == expected


@pytest.mark.parametrize("asked", [*FIELDS, ONE, YES_NO, MANY, TOWN], ids=lambda one: one.path)
@pytest.mark.parametrize("typed", ["nsp", "NSP"])
def test_not_knowing_can_be_typed(asked: Prompt, typed: str) -> None:
    assert reply(replace(asked, current=None), f"{typed}{ENTER}") == Unsure()


@pytest.mark.parametrize("asked", [*EVERY, ACCOUNTS], ids=lambda one: getattr(one, "path", "menu"))
@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_leaving_is_never_an_answer(asked: Prompt | Menu, keys: str) -> None:
    with pytest.raises(Interrupted) as left:
        reply(asked, keys)
    assert left.value.code == 130


@pytest.mark.parametrize("asked", EVERY, ids=lambda one: one.path)
def test_what_is_not_offered_does_nothing(asked: Prompt) -> None:
    bare = replace(asked, may_go_back=False, may_be_unknown=False, may_be_noted=False, current=None)
    assert reply(bare, F2 + F3 + F1) == Why()


@pytest.mark.parametrize(
    ("downs", "expected"), [(4, Unsure()), (5, Why()), (6, Noting()), (7, Back())]
)
def test_the_bottom_of_a_list_offers_the_same(downs: int, expected: Reply) -> None:
    assert reply(ONE, DOWN * downs + ENTER) == expected


class TestOne:
    def test_enter_takes_the_line_pointed_at(self) -> None:
        assert reply(ONE, DOWN + ENTER) == Given("c2")

    def test_the_answer_on_file_is_preselected(self) -> None:
        assert reply(replace(ONE, current="c3"), ENTER) == Given("c3")

    def test_the_answer_on_file_may_be_a_label(self) -> None:
        assert reply(replace(YES_NO, current="EN PARTIE"), ENTER) == Given("partly")

    def test_an_unknown_on_file_is_preselected(self) -> None:
        assert reply(replace(ONE, current=UNKNOWN), ENTER) == Unsure()

    def test_up_goes_round(self) -> None:
        assert reply(ONE, UP + ENTER) == Back()

    @pytest.mark.parametrize(("typed", "expected"), [("n", "no"), ("o", "yes"), ("part", "partly")])
    def test_a_short_list_can_be_typed(self, typed: str, expected: str) -> None:
        assert reply(YES_NO, typed + ENTER) == Given(expected)


class TestLongList:
    @pytest.mark.parametrize("typed", ["ech", "ÉCHI", "échirolles", "e\u0301chir"])
    def test_the_search_ignores_accents_and_case(self, typed: str) -> None:
        assert reply(TOWN, typed + ENTER) == Given("c1")

    def test_a_label_that_begins_so_comes_first(self) -> None:
        assert reply(TOWN, "claix" + ENTER) == Given("c13")

    def test_words_may_be_typed_apart(self) -> None:
        assert reply(TOWN, "pont cl" + ENTER) == Given("c8")

    def test_enter_does_nothing_when_nothing_matches(self) -> None:
        assert reply(TOWN, "zzz" + ENTER + ENTER + BACKSPACE * 3 + DOWN + ENTER) == Given("c2")

    def test_backspace_on_an_empty_search_keeps_the_place(self) -> None:
        assert reply(TOWN, DOWN + BACKSPACE + ENTER) == Given("c2")

    def test_pages_stop_at_the_ends(self) -> None:
        assert reply(TOWN, PAGE_DOWN + ENTER) == Given("c11")
        assert reply(TOWN, PAGE_DOWN + PAGE_UP * 2 + ENTER) == Given("c1")

    def test_a_space_that_begins_nothing_is_ignored(self) -> None:
        assert reply(TOWN, SPACE + ENTER) == Given("c1")


class TestMany:
    def test_space_ticks_and_enter_validates(self) -> None:
        assert reply(MANY, SPACE + DOWN * 3 + SPACE + ENTER) == Given(["c1", "c4"])

    def test_space_takes_a_tick_off(self) -> None:
        assert reply(MANY, SPACE * 2 + DOWN + SPACE + ENTER) == Given(["c2"])

    def test_no_more_than_allowed_can_be_ticked(self) -> None:
        assert reply(MANY, (SPACE + DOWN) * 3 + ENTER) == Given(["c1", "c2"])

    def test_an_exclusive_choice_unticks_the_others(self) -> None:
        assert reply(MANY, SPACE + DOWN * 4 + SPACE + ENTER) == Given(["c5"])

    def test_another_choice_unticks_the_exclusive_one(self) -> None:
        assert reply(replace(MANY, current=["c5"]), UP * 4 + SPACE + ENTER) == Given(["c1"])

    def test_enter_waits_for_a_tick(self) -> None:
        assert reply(MANY, ENTER + SPACE + ENTER) == Given(["c1"])

    def test_the_answer_on_file_is_ticked(self) -> None:
        assert reply(replace(MANY, current=["c2", "Recruter"]), ENTER) == Given(["c2", "c4"])

    def test_enter_after_a_search_ticks_what_was_found(self) -> None:
        assert reply(MANY, "recr" + ENTER + "avis" + SPACE + ENTER) == Given(["c3", "c4"])

    def test_the_bottom_lines_are_not_ticked(self) -> None:
        assert reply(MANY, UP + SPACE + ENTER) == Back()


class TestField:
    def test_not_knowing_can_be_typed_in_full(self) -> None:
        assert reply(COUNT, "Je ne sais pas" + ENTER) == Unsure()

    def test_a_text_comes_back_stripped(self) -> None:
        assert reply(TEXT, "  Valmont  " + ENTER) == Given("Valmont")

    def test_a_text_comes_back_composed(self) -> None:
        assert reply(TEXT, "E\u0301chirolles" + ENTER) == Given("Échirolles")

    def test_the_answer_on_file_can_be_corrected(self) -> None:
        assert reply(MONTH, BACKSPACE + "4" + ENTER) == Given("2019-04")
        assert reply(MONTH, CTRL_U + "mars 2020" + ENTER) == Given("mars 2020")

    def test_an_unknown_on_file_leaves_the_field_empty(self) -> None:
        assert reply(replace(COUNT, current=UNKNOWN), "12" + ENTER) == Given("12")

    def test_an_empty_field_is_for_the_walk_to_judge(self) -> None:
        assert reply(COUNT, ENTER) == Given("")

    def test_arrows_move_in_the_text(self) -> None:
        assert reply(TEXT, "alo\x1b[D\x1b[Dv\x1b[F!" + ENTER) == Given("avlo!")

    def test_words_of_gestures_are_text_where_the_gesture_is_not_offered(self) -> None:
        bare = replace(TEXT, may_be_noted=False, may_be_unknown=False)
        assert replies([bare, bare], "note" + ENTER, "nsp" + ENTER) == [
            Given("note"),
            Given("nsp"),
        ]


class TestTable:
    def test_rows_are_answered_one_after_the_other(self) -> None:
        assert reply_to_table(ENTER, DOWN + ENTER, F2) == Given(
            {"young": "c1", "families": "c2", "seniors": UNKNOWN}
        )

    def test_back_returns_to_the_row_before(self) -> None:
        assert reply_to_table(ENTER, ESC, DOWN + ENTER, ENTER, ENTER) == Given(
            {"young": "c2", "families": "c1", "seniors": "c1"}
        )

    def test_all_rows_unknown_is_not_knowing(self) -> None:
        assert reply_to_table(F2, F2, F2) == Unsure()

    def test_why_in_the_middle_keeps_the_rows(self) -> None:
        terminal_replies = reply_to_table(DOWN + ENTER, F1, again=[ENTER, ENTER])
        assert terminal_replies == Given({"young": "c2", "families": "c1", "seniors": "c1"})


def reply_to_table(*sent: str, again: list[str] | None = None) -> Reply:
    """Each row is a prompt of its own: its keys are sent when it is drawn."""
    with create_pipe_input() as source:
        terminal = Terminal(source, DummyOutput())
        rows = iter([*sent, *(again or [])])
        show = Screen.show_list

        def typing(screen: Screen, asked: Prompt | Menu, listing: Listing) -> Reply:
            source.send_text(next(rows))
            return show(screen, asked, listing)

        with patch.object(Screen, "show_list", typing):
            first = terminal.ask(TABLE)
            return first if again is None else terminal.ask(TABLE)


class TestDrafts:
    def test_a_text_half_written_survives_a_why(self) -> None:
        assert replies([TEXT, TEXT], "Val" + F1, "mont" + ENTER) == [Why(), Given("Valmont")]

    def test_a_typed_why_leaves_no_trace_in_the_field(self) -> None:
        assert replies([TEXT, TEXT], "?" + ENTER, "a" + ENTER) == [Why(), Given("a")]

    def test_what_is_typed_after_the_answer_on_file_is_understood(self) -> None:
        known = replace(TEXT, current="Valmont")
        assert replies([known, known], "?" + ENTER, ENTER) == [Why(), Given("Valmont")]

    def test_going_back_is_never_an_answer(self) -> None:
        assert replies([replace(TEXT, may_go_back=False)], "<" + ENTER) == [Back()]

    def test_ticks_survive_a_note(self) -> None:
        assert replies([MANY, TEXT, MANY], SPACE + F3, "vu" + ENTER, ENTER) == [
            Noting(),
            Given("vu"),
            Given(["c1"]),
        ]

    def test_a_refused_text_can_be_corrected(self) -> None:
        refused = replace(COUNT, refusal="« 80l2 » n’est pas un nombre.")
        assert replies([COUNT, refused], "80l2" + ENTER, "\x1b[D" + BACKSPACE + "1" + ENTER)[
            1
        ] == Given("8012")

    def test_an_accepted_text_leaves_no_draft(self) -> None:
        assert replies([COUNT, COUNT], "8012" + ENTER, "5" + ENTER)[1] == Given("5")

    def test_a_text_left_by_back_is_forgotten(self) -> None:
        assert replies([TEXT, TEXT], "Val" + F2, "b" + ENTER) == [Unsure(), Given("b")]


class TestMenu:
    def test_the_current_line_is_preselected(self) -> None:
        assert reply(ACCOUNTS, ENTER) == Given("copy")

    def test_back_and_quitter(self) -> None:
        assert replies([ACCOUNTS, ACCOUNTS], ESC, "quitter" + ENTER) == [Back(), Leaving()]

    def test_escape_does_nothing_where_there_is_no_way_back(self) -> None:
        first = replace(ACCOUNTS, may_go_back=False)
        assert replies([first], F1 + F2 + F3 + DOWN + ENTER) == [Given("finish")]


class TestStraySequences:
    @pytest.mark.parametrize(
        "stray",
        [
            "\x1b[31m", "\x1b[99;99~", "\x1b[I", "\x1bx", "\x1b[57358u", "\x1bOz", "\x00", "\x1a",
            "\x1c", "\x12", "\x1b]0;titre\x07", "\x1b[12;40R", "\x1b[M   ", "\x1b[<64;85;12M",
            "\u202e", "\u200b", "\x18\x05",
        ],
        ids=ascii,
    )  # fmt: skip
    @pytest.mark.parametrize("asked", [TEXT, ONE], ids=["text", "one"])
    def test_they_are_neither_kept_nor_an_answer(self, asked: Prompt, stray: str) -> None:
        if asked is ONE:
            assert reply(asked, stray + DOWN + ENTER) == Given("c2")
        else:
            assert reply(asked, "ro" + stray + "uge" + ENTER) == Given("rouge")

    def test_a_bracketed_paste_is_one_answer_on_one_line(self) -> None:
        paste = "\x1b[200~ligne1\r\n\x1b[31mligne2\u202e\n\x1b[201~"
        assert reply(TEXT, paste + ENTER) == Given("ligne1 ligne2")

    def test_a_paste_in_a_list_searches(self) -> None:
        assert reply(TOWN, "\x1b[200~Meylan\n\x1b[201~" + ENTER) == Given("c5")

    def test_escape_twice_is_back_once(self) -> None:
        assert reply(TEXT, ESC + ESC) == Back()

    def test_what_follows_enter_answers_nothing_else(self) -> None:
        assert replies([TEXT, ONE], "a\rb\rc\r", DOWN + ENTER) == [Given("a"), Given("c2")]


def test_a_choice_may_be_called_like_a_gesture() -> None:
    assert reply(replace(ONE, choices=choices("Note de service", "Non")), "note d" + ENTER) == (
        Given("c1")
    )
