import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.search.words import EMPTY, LONGEST_WORD, stem, words, words_and_compounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’école, l'élu ; qu’Antoine", ["ecole", "elu", "antoine"]),
        ("D’ICI à aujourd’hui", ["ici", "aujourd", "hui"]),
        ("le cœur du bénévolat", ["coeur", "benevolat"]),
        ("qui est-ce que nous sommes", []),
        ("2FA + RGPD", ["2fa", "rgpd"]),
        ("répond-on le week-end ?", ["repond", "week", "end"]),
        ("", []),
        ("…!«»\x00\u202e", []),
        ("a" * (LONGEST_WORD + 1), []),
    ],
)
def test_words_worth_comparing(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_compounds_are_also_known_in_one_piece() -> None:
    assert set(words_and_compounds("sous-titres")) == {"titres", "soustitres"}


@pytest.mark.parametrize(
    "family",
    [
        ("abandonnes", "abandonne", "abandonner", "abandon"),
        ("moderation", "moderer", "moderes"),
        ("habitant", "habitants", "habitante"),
        ("insultes", "insulter", "insulte"),
        ("municipal", "municipale", "municipaux"),
        ("reseau", "reseaux"),
    ],
)
def test_the_words_of_a_family_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@given(st.text(max_size=60))
def test_any_text_has_words_without_accents_case_or_empty_ones(text: str) -> None:
    for word in words(text):
        assert word.isascii()
        assert word == word.lower()
        assert word not in EMPTY
        assert len(word) <= LONGEST_WORD
