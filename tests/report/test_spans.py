"""Putting texts together: ours are set in French, what people typed is left alone."""

from playbook_audit.report.interface import Span
from playbook_audit.report.spans import (
    joined,
    link,
    listed,
    ours,
    plain,
    said,
    sentence_case,
    strong,
    typed,
)


def test_a_sentence_is_set_around_what_was_typed() -> None:
    text = said("{name} : vu ?", name=typed("L'Info : ici !"))

    assert text == (Span("L'Info : ici !"), Span("\u00a0: vu\u202f?"))


def test_a_mark_of_ours_that_somebody_typed_does_nothing() -> None:
    assert (
        plain(said("{one} et {two}", one=typed("\ue001"), two=typed("{one}"))) == "\ue001 et {one}"
    )


def test_no_break_spaces_hold_around_an_inserted_text() -> None:
    assert plain(said("« {name} » : {end}", name=typed("a"), end="fin")) == (
        "«\u00a0a\u00a0»\u00a0: fin"
    )


def test_an_empty_text_is_no_span() -> None:
    assert ours("") == typed("") == ()


def test_enumerations_stop_after_a_few() -> None:
    texts = [ours(letter) for letter in "abcdef"]

    assert plain(listed([])) == ""
    assert plain(listed(texts[:1])) == "a"
    assert plain(listed(texts[:3], "ou")) == "a, b ou c"
    assert plain(listed(texts, most=5)) == "a, b, c, d, e et f"
    assert plain(listed(texts, most=2)) == "a, b et 4 autres"
    assert plain(joined(texts[:2], " ; ")) == "a\u202f; b"


def test_strong_text_is_one_run_and_codes_keep_their_style() -> None:
    code = (Span("id", "code"),)

    assert strong((*ours("a "), *typed("b"), *code)) == (Span("a b", "strong"), *code)
    assert strong(link("ici", "https://exemple.fr")) == link("ici", "https://exemple.fr")


def test_a_sentence_opens_with_a_capital() -> None:
    assert sentence_case(ours("le maire")) == ours("Le maire")
    assert sentence_case(()) == ()
