from collections import Counter

import pytest

from playbook_audit.model.catalogue import Catalogue
from playbook_audit.search.entries import Answer, Entry, entries_of


@pytest.fixture(scope="module")
def entries(catalogue: Catalogue) -> dict[tuple[str, str], Entry]:
    return {(one.kind, one.id): one for one in entries_of(catalogue)}


Entries = dict[tuple[str, str], Entry]


def test_everything_in_the_catalogue_can_be_found(catalogue: Catalogue, entries: Entries) -> None:
    book, asked = catalogue.rulebook, catalogue.questionnaire
    counts = Counter(kind for kind, _ in entries)
    assert counts["question"] == len(asked.audit_questions) + len(asked.account_questions)
    assert counts["finding"] == len(book.findings)
    assert counts["benefit"] == len(book.benefits)
    assert counts["source"] == len(book.sources)
    assert counts["term"] == len(book.glossary)
    assert counts["decision"] == len({row.decision for row in book.decisions})


def test_every_entry_answers_and_cites_known_sources(
    catalogue: Catalogue, entries: Entries
) -> None:
    for entry in entries.values():
        assert entry.title
        assert entry.answers[0].text
        assert set(entry.sources) <= catalogue.rulebook.sources.keys()


def test_a_finding_says_what_it_is_and_what_to_do_first(entries: Entries) -> None:
    entry = entries["finding", "dormant_account"]
    assert entry.answers[0].text.startswith("[Le compte] n’a rien publié depuis ")
    assert entry.answers[1].label == "À faire d’abord"
    assert entry.answers[1].text.endswith(".")


def test_a_point_of_law_is_said_to_be_checked(entries: Entries) -> None:
    last = entries["finding", "opposition_space_missing"].answers[-1]
    assert last.label == "Point de droit"
    assert last.text.endswith("à faire vérifier.")


def test_the_words_of_the_glossary_lead_to_the_first_entry_and_to_the_others(
    entries: Entries,
) -> None:
    assert "2FA" in entries["finding", "no_mfa"].said_first
    assert "2FA" in entries["question", "mfa"].said_otherwise
    assert "2FA" in entries["term", "two_step_verification"].said_first


def test_an_election_is_dated_in_french(entries: Entries) -> None:
    assert entries["election", "municipales-2026"].answers == (
        Answer(
            "Scrutin : 15/03/2026. Communication encadrée du 01/09/2025 au 22/03/2026 ; à faire vérifier."
        ),
    )
