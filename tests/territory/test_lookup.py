from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook_audit.reading.yaml import parse_yaml
from playbook_audit.territory import Territory, find
from playbook_audit.territory.lookup import differ_by_one
from playbook_audit.territory.table import table

NAMES = Path(__file__).with_name("names.yaml")
CASES: list[dict[str, Any]] = parse_yaml(NAMES.read_text("utf-8"), NAMES.name).data
TABLE = table()
ROWS = st.integers(0, len(TABLE.codes) - 1)
ALL = 10_000
HOSTILE = ("\x00\x1b[31m", "\u202e", "\ud800", "a\nb", "\n", "٣٤", "１３１０３", "²", "%s", "(", "🙂", "é" * 10_000, "2a " * 500)  # fmt: skip


def codes(found: list[Territory]) -> list[str]:
    return [one.code for one in found]


def has(found: list[Territory], row: int) -> bool:
    return (TABLE.types[row], TABLE.codes[row]) in {(one.type, one.code) for one in found}


# ---------------------------------------------------------------- how well it answers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["type"])
def test_what_a_person_types_gives_the_expected_codes_first(case: dict[str, Any]) -> None:
    found, expected = codes(find(case["type"])), case["expect"]
    assert found[: len(expected)] == expected
    assert expected or not found


def test_homonyms_come_with_what_tells_them_apart() -> None:
    assert [one.where for one in find("Saint-Denis", 3)] == [
        "97411, La Réunion",
        "93066, Seine-Saint-Denis",
        "11339, Aude",
    ]


def test_the_type_a_person_says_comes_first_whatever_the_population() -> None:
    assert [one.type for one in find("agglo de Pau", 2)] == ["epci", "commune"]
    assert [one.type for one in find("ville de Lille", 1)] == ["commune"]
    assert [one.type for one in find("métropole de Lille", 1)] == ["epci"]


def test_a_town_comes_before_the_intercommunalite_that_bears_its_name() -> None:
    assert [one.type for one in find("Bordeaux", 2)] == ["commune", "epci"]


def test_a_merged_commune_leads_to_the_commune_and_says_so() -> None:
    (found,) = find("Arbignieu")
    assert (found.name, found.including) == ("Arboys en Bugey", "Arbignieu (commune déléguée)")


def test_an_arrondissement_leads_to_its_town_and_says_so() -> None:
    (found,) = find("75113")
    assert (found.name, found.including) == ("Paris", "Paris 13e arrondissement")


def test_a_commune_found_by_its_own_name_is_not_found_again_by_a_part_of_it() -> None:
    assert codes(find("Paris", ALL)).count("75056") == 1


def test_a_name_one_letter_away_never_comes_before_a_name_that_is_typed() -> None:
    found = find("Bors", ALL)
    assert codes(found)[:2] == ["16052", "16053"]
    assert "76116" in codes(found[2:])  # Boos


# ---------------------------------------------------------------- laws


@given(ROWS)
def test_everything_is_found_by_its_own_name(row: int) -> None:
    assert has(find(TABLE.names[row], ALL), row)


@given(ROWS)
def test_everything_is_found_by_its_code_in_the_first_two(row: int) -> None:
    assert has(find(TABLE.codes[row], 2), row)


@given(ROWS)
def test_a_commune_is_found_by_each_of_its_postal_codes(row: int) -> None:
    for code in TABLE.postal_codes[row].split():
        assert has(find(code, ALL), row)


@settings(max_examples=25)
@given(ROWS)
def test_accents_case_hyphens_and_apostrophes_never_matter(row: int) -> None:
    name = TABLE.names[row]
    bare = "".join(one for one in normalize("NFD", name) if not combining(one))
    for other in (bare, name.upper(), name.replace("-", " "), name.replace("'", "’"), f" {name}\t"):
        assert find(other) == find(name)


@settings(max_examples=30)
@given(ROWS, st.integers(-1, 12))
def test_no_more_is_given_than_asked(row: int, at_most: int) -> None:
    name = TABLE.names[row].split("-")[0]
    assert find(name, at_most) == find(name, ALL)[: max(0, at_most)]


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_text_gives_a_list(text: str) -> None:
    found = find(text)
    assert found == find(text)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_gives_a_list(text: str) -> None:
    assert isinstance(find(text), list)


def test_full_width_figures_are_figures() -> None:
    assert find("１３１０３") == find("13103")


def test_what_is_found_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        find("Paris")[0].name = "Lutèce"  # type: ignore[misc] # that is the point


@given(st.text("abc", min_size=2, max_size=6), st.data())
def test_one_slip_is_one_letter_away(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcd"))
    slips = {
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }
    assert all(differ_by_one(word, slip) for slip in slips - {word})
    assert not differ_by_one(word, word)
    assert not differ_by_one(word, f"{word}xy")
