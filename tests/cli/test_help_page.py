"""A page of help keeps to the width and breaks where French allows it."""

import pytest

from playbook_audit.cli.help_page import Part, help_page, spaced

OPTIONS = Part(
    "Options",
    (
        ("--court", "Ce que fait l’option courte : presque rien, mais en plusieurs mots"),
        ("--une-option-au-nom-bien-trop-long VALEUR", "Ce qu’elle fait ; sinon rien"),
    ),
)


def test_a_long_term_leaves_its_meaning_on_the_next_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    page = help_page("outil", "Dit.", (OPTIONS,), "Fin.").replace("\u00a0", " ")
    assert page.splitlines() == [
        "Usage : outil",
        "",
        "Dit.",
        "",
        "Options :",
        "  --court  Ce que fait l’option courte : presque",
        "           rien, mais en plusieurs mots",
        "  --une-option-au-nom-bien-trop-long VALEUR",
        "           Ce qu’elle fait ; sinon rien",
        "",
        "Fin.",
    ]


@pytest.mark.parametrize(("columns", "longest"), [("10", 40), ("300", 90)])
def test_pages_are_neither_too_narrow_nor_too_wide(
    monkeypatch: pytest.MonkeyPatch, columns: str, longest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = help_page("x", "mot " * 60, ()).splitlines()
    assert longest - 4 <= max(map(len, lines)) <= longest


def test_an_empty_part_is_left_out() -> None:
    assert "Options" not in help_page("x", "y", (Part("Options", ()),))


def test_punctuation_never_starts_a_line() -> None:
    assert spaced("« oui » ? non : si ; ou !").count(" ") == 3
