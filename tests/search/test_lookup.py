from collections.abc import Callable
from itertools import permutations
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.scores import HELD_OUT, QUESTIONS, Asked, score_of

from playbook_audit.catalogue.load import catalogue as catalogue_of_this_checkout
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.search.entries import Entry, entries_of
from playbook_audit.search.lookup import MOST_WORDS, Found, search

FIRST = 3
ENTRIES = entries_of(catalogue_of_this_checkout())
KNOWN_WORDS = sorted({word for one in ENTRIES for word in one.title.split()})
HOSTILE = (
    '"', "*", "NEAR(a b)", "--", "a AND OR NOT", "title:x", "^page", "{a b}: c", "'; DROP TABLE t",
    "\x00\x1b[31m", "\u202e", "\ud800", "%s %n", "🙂", "\\", "(((", "a" * 10_000, "page " * 2_000,
)  # fmt: skip


@pytest.fixture
def find(catalogue: Catalogue) -> Callable[[str], Found]:
    return lambda query: search(catalogue, query)


Find = Callable[[str], Found]


def ids(found: Found) -> list[str]:
    return [one.id for one in found.entries]


# ---------------------------------------------------------------- how well it answers


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.ask)
def test_a_plain_question_finds_its_answer_in_the_first_three(find: Find, asked: Asked) -> None:
    found = ids(find(asked.ask))[:FIRST]
    assert set(found) & set(asked.expect), found


def test_most_questions_find_their_answer_first(catalogue: Catalogue) -> None:
    score = score_of(catalogue, QUESTIONS)
    assert score.asked >= 40
    assert score.first >= 0.8
    assert score.in_three == 1


def test_questions_never_tuned_for_are_answered_too(catalogue: Catalogue) -> None:
    score = score_of(catalogue, HELD_OUT)
    assert score.asked >= 12
    assert score.in_three >= 0.75


def test_every_expected_id_exists() -> None:
    known = {one.id for one in ENTRIES}
    assert {name for one in (*QUESTIONS, *HELD_OUT) for name in one.expect} - known == set()


# ---------------------------------------------------------------- what holds for every query


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: f"{one.kind}-{one.id}")
def test_every_entry_is_found_by_its_title_and_by_its_id(find: Find, entry: Entry) -> None:
    alike = [one for one in ENTRIES if one.title.lower() == entry.title.lower()]
    assert entry in find(entry.title).entries[: max(FIRST, len(alike))]
    assert entry in find(entry.id).entries[:FIRST]


def test_titles_without_accents_or_case_give_the_same_answers(find: Find) -> None:
    for entry in ENTRIES[::7]:
        expected = find(entry.title).entries
        bare = "".join(one for one in normalize("NFKD", entry.title) if not combining(one))
        assert find(bare).entries == expected
        assert find(entry.title.upper()).entries == expected


some_words = st.lists(st.sampled_from(KNOWN_WORDS), min_size=1, max_size=5).map(" ".join)


@given(some_words)
def test_accents_and_case_never_change_what_is_found(query: str) -> None:
    catalogue = catalogue_of_this_checkout()
    bare = "".join(one for one in normalize("NFKD", query) if not combining(one))
    assert search(catalogue, bare.upper()).entries == search(catalogue, query).entries


@pytest.mark.parametrize("query", ["mot passe partagé", "photos enfants école"])
def test_the_order_of_words_does_not_matter(find: Find, query: str) -> None:
    found = {find(" ".join(words)).entries for words in permutations(query.split())}
    assert len(found) == 1


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_of_distinct_entries(query: str) -> None:
    found = search(catalogue_of_this_checkout(), query)
    assert len(set(found.entries)) == len(found.entries)
    assert not (found.entries and found.near)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_only_words(find: Find, query: str) -> None:
    assert find(query) == find(query)
    assert ids(find(f"modération {query[:50]}"))[0:1] != []


def test_a_long_query_is_read_up_to_a_point(find: Find) -> None:
    noise = " ".join(f"zzz{n}qq" for n in range(MOST_WORDS))
    assert find(f"archives {noise} modération") == find(f"archives {noise}")


# ---------------------------------------------------------------- words nobody writes


@pytest.mark.parametrize(
    ("typed", "known"),
    [("modreation", "modération"), ("oposition", "opposition"), ("accesibilité", "accessibilité")],
)
def test_a_word_a_letter_away_is_mended_and_said(find: Find, typed: str, known: str) -> None:
    found = find(typed)
    assert [word for _, word in found.read_as] == [known]
    assert set(found.entries) == set(find(known).entries)


def test_short_or_known_words_are_left_alone(find: Find) -> None:
    assert find("pase").read_as == ()
    assert find("modérateurs").read_as == ()


def test_nothing_found_gives_the_nearest_known_words(find: Find) -> None:
    found = find("accessoiriste")
    assert found.entries == ()
    assert 1 <= len(found.near) <= 5
    assert find("est-ce que").near == ()


@pytest.mark.parametrize("query", ["élections", "l’élection", "Élection", "elections"])
def test_plurals_and_elisions_lead_to_the_same_rule(find: Find, query: str) -> None:
    assert "electoral_window" in ids(find(query))[:FIRST]
