"""The terminal: what a person sees at each width, whatever people typed."""

import re
from unicodedata import normalize

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.hostile import HOSTILE, LEGITIMATE
from tests.report.outlines import SAMPLE, outlines, plain, shrunk, tables

from playbook_audit.model.typography import one_line
from playbook_audit.report import terminal
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Notice,
    Outline,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
)

WIDTHS = (40, 60, 80)
DRAWING = "─═│┌┐└┘"


def of_blocks(*blocks: Block) -> Outline:
    return Outline(plain("Titre"), (), (Section("s", "Partie", blocks),))


def drawn(*blocks: Block, width: int = 80, accessible: bool = False) -> list[str]:
    """Give the lines of some blocks, without the two headings above them."""
    text = terminal.render(of_blocks(*blocks), width, accessible=accessible)
    return text.splitlines()[4 if accessible else 6 :]


def solid(text: str) -> str:
    """Give a text without spaces, which is what lines cut anywhere have in common."""
    return "".join(text.split())


def visible(text: str) -> list[str]:
    """Give the lines of a text, without the spaces and empty lines that end them."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").split("\n")


# ---------------------------------------------------------------- whatever people typed


@shrunk
@given(outlines(), st.sampled_from(WIDTHS), st.booleans())
def test_no_line_is_wider_than_the_screen(outline: Outline, width: int, accessible: bool) -> None:
    text = terminal.render(outline, width, accessible=accessible)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert "\x1b" not in text
    assert "\ufdd0" not in text
    assert text.endswith("\n")


@shrunk
@given(tables(), st.sampled_from(WIDTHS), st.booleans())
def test_every_row_keeps_its_name(table: Table, width: int, accessible: bool) -> None:
    text = terminal.render(of_blocks(table), width, accessible=accessible)
    whole = solid(text)
    for name, *_ in table.rows:
        words = (word for span in name for word in one_line(span.text).split(" "))
        assert all(solid(word) in whole for word in words)


@shrunk
@given(tables())
def test_a_narrow_screen_shows_every_cell_in_order(table: Table) -> None:
    whole, place = solid(terminal.render(of_blocks(table), 60)), 0
    for row in table.rows:
        for cell in row:
            text = solid(terminal._rich(cell).plain.translate(terminal._MEANT))  # noqa: SLF001
            place = whole.index(text, place) + len(text)


@shrunk
@given(outlines(), st.sampled_from(WIDTHS))
def test_colour_adds_nothing_but_codes(outline: Outline, width: int) -> None:
    coloured = terminal.render(outline, width, colour=True)
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    plainly = terminal.render(outline, width)
    assert visible(bare) == visible(plainly)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("colour", [False, True])
def test_a_hostile_text_is_shown_and_does_nothing(text: str, colour: bool) -> None:
    notice = Notice(text, (Paragraph((Span(text, "strong"),)),))
    source = terminal.render(of_blocks(notice), 80, colour=colour)
    screen = pyte.HistoryScreen(80, 24, history=2_000)
    pyte.Stream(screen).feed(source.replace("\n", "\r\n"))
    shown = "".join(cell.data for line in screen.history.top for _, cell in sorted(line.items()))
    shown += "".join(screen.display)
    assert screen.title == ""
    whole = normalize("NFC", solid(shown).replace("│", ""))
    assert normalize("NFC", solid(one_line(text))) in whole


@pytest.mark.parametrize("name", LEGITIMATE)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_legitimate_name_is_shown_as_typed(name: str, width: int) -> None:
    text = terminal.render(of_blocks(Paragraph(plain(name))), width)
    assert solid(name) in solid(text)


# ---------------------------------------------------------------- widths

ACCOUNTS = (Column("Compte"), Column("État"), Column("Abonnés", numeric=True, essential=False))


def rows_of(*names: str) -> Table:
    rows = tuple((plain(name), plain("● actif"), plain("812")) for name in names)
    return Table("Comptes", ACCOUNTS, rows)


def test_a_wide_screen_has_a_table_with_figures_to_the_right() -> None:
    assert drawn(rows_of("Facebook – Ville", "X"), width=72) == [
        "Comptes",
        "Compte            État     Abonnés",
        "──────────────────────────────────",
        "Facebook – Ville  ● actif      812",
        "X                 ● actif      812",
    ]


def test_a_narrow_screen_has_one_block_a_row() -> None:
    assert drawn(rows_of("Facebook – Ville", "X"), width=71) == [
        "Comptes",
        "",
        "Facebook – Ville",
        "  État\u00a0: ● actif",
        "  Abonnés\u00a0: 812",
        "",
        "X",
        "  État\u00a0: ● actif",
        "  Abonnés\u00a0: 812",
    ]


def test_a_crowded_table_leaves_out_what_is_not_essential_first() -> None:
    lines = drawn(rows_of("Facebook" * 8), width=74)
    assert lines[1].split() == ["Compte", "État"]
    assert lines[3].split() == ["Facebook" * 8, "●", "actif"]


def test_short_titles_come_before_any_column_goes() -> None:
    columns = (
        Column("Compte"),
        *(Column(f"mois numéro {rank}", numeric=True, short=f"M{rank}") for rank in range(9)),
        Column("Remarque", essential=False),
    )
    row = (plain("Facebook"), *[plain("12")] * 9, plain("rien"))
    table = Table("Publications", columns, (row,))

    assert drawn(table, width=200)[1].split()[:4] == ["Compte", "mois", "numéro", "0"]
    assert drawn(table, width=76)[1].split() == ["Compte", *[f"M{n}" for n in range(9)], "Remarque"]
    assert "  mois numéro 8\u00a0: 12" in drawn(table, width=60)
    assert "  mois numéro 8\u00a0: 12" in drawn(table, accessible=True)


def test_a_table_that_does_not_fit_becomes_blocks_with_every_column() -> None:
    lines = drawn(rows_of("F" * 78), width=80)
    assert lines[2:] == ["F" * 78, "  État\u00a0: ● actif", "  Abonnés\u00a0: 812"]


def test_a_title_longer_than_its_values_is_cut_before_them() -> None:
    columns = (Column("Compte"), Column("Dernière publication mesurée"))
    name = "Facebook – Commune de Valmont-sur-Loire et communes"
    assert drawn(Table("Comptes", columns, ((plain(name), plain("2026")),)), width=72) == [
        "Comptes",
        "                                                     Dernière",
        "Compte                                               publication mesurée",
        "────────────────────────────────────────────────────────────────────────",
        "Facebook – Commune de Valmont-sur-Loire et communes  2026",
    ]


def test_lines_that_continue_a_row_are_indented() -> None:
    table = rows_of(
        "Facebook de la Ville de Valmont-sur-Loire et de ses trois communes déléguées", "X"
    )
    assert drawn(table, width=80)[-3:] == [
        "Facebook de la Ville de Valmont-sur-Loire et de ses trois       ● actif      812",
        "  communes déléguées",
        "X                                                               ● actif      812",
    ]


def test_entries_with_something_under_them_are_set_apart() -> None:
    items = (Item(plain("a"), (plain("pourquoi"),)), Item(plain("b"), (plain("qui"),)))
    assert drawn(Bullets(items, numbered=True)) == ["1. a", "   pourquoi", "", "2. b", "   qui"]
    assert drawn(Bullets((Item(plain("a")), Item(plain("b"))))) == ["• a", "• b"]


def test_an_empty_cell_takes_no_line_in_a_block() -> None:
    table = Table("Comptes", ACCOUNTS, ((plain("X"), (), plain("")),))
    assert drawn(table, width=40) == ["Comptes", "", "X"]


def test_no_break_spaces_are_never_cut() -> None:
    lines = drawn(
        Paragraph(plain("Qui vous répond\u202f? 8\u202f012 personnes\u00a0: non")), width=20
    )
    assert lines == ["Qui vous répond\u202f?", "8\u202f012 personnes\u00a0:", "non"]


def test_a_screen_too_narrow_to_read_gets_lines_of_twenty_columns() -> None:
    assert terminal.render(SAMPLE, 1) == terminal.render(SAMPLE, 20)


# ---------------------------------------------------------------- looks


def test_a_notice_is_framed() -> None:
    assert drawn(Notice("À décider", (Paragraph(plain("a")),)), width=20) == [
        "┌──────────────────┐",
        "│ À décider        │",
        "│ a                │",
        "└──────────────────┘",
    ]


def test_an_accessible_report_is_plain_lines() -> None:
    text = terminal.render(SAMPLE, accessible=True)
    assert not set(text) & set(DRAWING)
    assert "Partie 2 sur 2\u00a0: Vos comptes" in text
    assert "Encadré\u00a0: À décider d’abord" in text
    assert "Tableau de 3 lignes\u00a0: État des comptes au 22 novembre 2026" in text
    assert "  État\u00a0: × abandonné" in text
    assert "- Épingler un message" in text


def test_subheadings_of_two_levels_differ_without_colour() -> None:
    lines = drawn(Subheading(plain("A")), Subheading(plain("B"), 4), width=20)
    assert lines == ["── A", "─ B"]


def test_a_link_shows_where_it_leads() -> None:
    text = terminal.render(SAMPLE)
    assert "guide officiel (https://example.org/guide?a=1&b=2)" in text


def test_colour_makes_headings_bold() -> None:
    assert "\x1b[1mVos comptes\x1b[0m" in terminal.render(SAMPLE, colour=True)


def test_the_terminal_of_the_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = terminal.render(SAMPLE), terminal.render(SAMPLE, colour=True)
    for name, value in {
        "COLUMNS": "33",
        "FORCE_COLOR": "1",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }.items():
        monkeypatch.setenv(name, value)
    assert (terminal.render(SAMPLE), terminal.render(SAMPLE, colour=True)) == before
