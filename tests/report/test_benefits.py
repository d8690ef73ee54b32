"""What the report says of benefits: a state and a proof in plain words, never a lack."""

from typing import Any

import pytest
from tests.report.cases import case_of, words_of

from playbook_audit.report.interface import Table
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.benefits import benefits_table
from playbook_audit.report.sections.first_page import build
from playbook_audit.report.spans import plain

MISSING = "Il manque un chiffre ou un exemple"


def rows_of(**answers: Any) -> dict[str, list[str]]:
    """Give the lines of the table of benefits, by title, of a town with one busy page."""
    page = {"platform": "facebook", "scope": "general", "last_post": "hier", "followers": 3000}
    case = case_of([page], **answers)
    table = benefits_table(case, Labels(case))
    assert isinstance(table, Table)
    return {plain(title): [ordinary(plain(cell)) for cell in cells] for title, *cells in table.rows}


def ordinary(words: str) -> str:
    """Give the words with ordinary spaces."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_line_says_its_state_and_its_proof() -> None:
    lines = rows_of(voice="people", indicators_used=["clicks"], results_used="yes")
    state, ground, _ = lines["Ton d’ici"]
    assert state == "acquis"
    assert ground.endswith("Preuve : déclaré.")
    state, ground, _ = lines["Public élargi"]
    assert state == "acquis"
    assert ground.endswith("Preuve : déclaré, avec un chiffre.")
    assert lines["Décisions appuyées sur des faits"][0] == "à portée"


@pytest.mark.parametrize(("said", "missing"), [("yes", True), ("no", False)])
def test_only_an_example_is_asked_of_those_who_have_one(said: str, missing: bool) -> None:
    lines = rows_of(indicators_used=["clicks"], results_used=said)
    assert lines["Décisions appuyées sur des faits"][1].startswith(MISSING) is missing


def test_an_example_is_quoted_with_one_full_stop() -> None:
    note = "Moins d’affiches, trois fois plus de clics."
    answers: dict[str, Any] = {
        "indicators_used": ["clicks"],
        "results_used": {"value": "yes", "note": note},
    }
    ground = rows_of(**answers)["Décisions appuyées sur des faits"][1]
    assert ground.endswith(
        "avec un chiffre ou un exemple (« Moins d’affiches, trois fois plus de clics »)."
    )
    case = case_of(**answers)
    assert "plus de clics ». Noter" in ordinary(words_of(build(case, Labels(case))))


def test_what_is_not_sought_is_not_printed() -> None:
    lines = rows_of(
        objectives_list=["inform"],
        listening_feedback_loop="nothing",
        crisis_plan_social="nothing",
        community_contribution=["nothing"],
        voice="posters",
        indicators_used=["nothing"],
        audiences_named=["families"],
    )
    assert not lines.keys() & {
        "Écoute qui change quelque chose",
        "Alerte prête",
        "Habitants engagés",
        "Réponses rapides",
        "Ton d’ici",
        "Décisions appuyées sur des faits",
        "Jeunes touchés",
    }
