"""What changed in the catalogue itself, field by field, and how it is said."""

import pytest
from tests.catalogue.diff.conftest import Compared, Edit

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.catalogue.diff.causes import BEHIND_FACTS, PRINTED_ONLY, SCALES, WEIGHTS
from playbook_audit.catalogue.diff.text import lines_of
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.catalogue.diff.words import counted, states, value
from playbook_audit.catalogue.lint.reference import READ_BY_PROGRAM
from playbook_audit.model.condition import condition_from
from playbook_audit.model.rule import Naming, Raise, Severity

DORMANT = "scoring/findings/abandonment/dormant_account.yaml"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ((DORMANT, "severity: moderate", "severity: high"), "gravité : modéré → élevé"),
        ((DORMANT, "risk: abandonment", "risk: deafness"), "risque : abandonment → deafness"),
        ((DORMANT, "sources: [txst-inactive, ", "sources: ["), "sources, en moins : txst-inactive"),
        ((DORMANT, "why: Une", "why: Encore une"), "récrit : pourquoi"),
        (
            (
                DORMANT,
                "when: {eq: [account.state, dormant]}",
                "when: {eq: [account.state, closed]}",
            ),
            "levé si : état du compte : « en sommeil » → état du compte : « fermé volontairement »",
        ),
        (("scoring/networks.yaml", "abandon_ceiling: 180", "abandon_ceiling: 200"), "180 → 200"),
    ],
)
def test_a_field_is_said_before_and_after(
    slip: tuple[str, str, str], said: str, edit: Edit, compared: Compared
) -> None:
    edit(*slip)
    lines = lines_of(compared())
    assert any(said in line for line in lines), lines


def test_a_choice_added_to_a_question_is_named(edit: Edit, compared: Compared) -> None:
    edit(
        "questions/10-collectivite.yaml",
        "choices:\n",
        "choices:\n      - {id: essai, label: Un essai}\n",
    )
    assert any("choix essai : rien → « Un essai »" in line for line in lines_of(compared()))


def test_parameters_read_in_python_have_their_place() -> None:
    """What is in none of the lists may stand behind anything, which says little."""
    beginnings = (*WEIGHTS, *SCALES, *(one for some in BEHIND_FACTS.values() for one in some))
    left = {one for one in READ_BY_PROGRAM - PRINTED_ONLY if not one.startswith(beginnings)}
    assert left == {"benefit_divisor", "benefit_points", "village_population"}


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "verdict", "1 verdict"),
        (2, "verdict", "2 verdicts"),
        (3, "cas", "3 cas"),
        (2, "niveau de risque", "2 niveaux de risque"),
        (0, "exemple de règles", "0 exemple de règles"),
    ],
)
def test_nouns_agree(number: int, noun: str, said: str) -> None:
    assert counted(number, noun) == said


def test_values_are_said_as_french_says_them(today: Version) -> None:
    vocabulary = vocabulary_of(today.catalogue)
    abandoned = Naming(where=condition_from({"eq": ["account.state", "abandoned"]}))
    said = {
        "oui": True,
        "12,5": 12.5,
        "rien": (),
        "« deux mots »": "deux mots",
        "a, b": ("a", "b"),
        "état du compte : « abandonné »": abandoned,
        "élevé si état du compte : « abandonné »": Raise(to=Severity.HIGH, when=abandoned.where),
    }
    assert {value(one, vocabulary) for one in said.values()} == set(said)
    assert value("mot " * 40, vocabulary) is None
    assert value(("a", object()), vocabulary) is None


def test_many_possible_states_are_counted() -> None:
    assert states(["actif", "au ralenti"]) == "actif ou au ralenti"
    assert states(["a", "b", "c", "d"]) == "4 états possibles"


def test_choices_in_another_order_are_said(edit: Edit, compared: Compared) -> None:
    file = "questions/20-strategie.yaml"
    none = '{id: none, label: "Aucune", value: 0}'
    draft = '{id: draft, label: "En projet", value: 0.3}'
    edit(file, none, "X")
    edit(file, draft, none)
    edit(file, "X", draft)
    found = compared()
    assert any("ordre des choix" in line for line in lines_of(found))


def test_a_word_of_the_glossary_that_changes_is_told_and_moves_nothing(
    edit: Edit, compared: Compared
) -> None:
    edit("scoring/glossary.yaml", "term: ", "term: Vrai ")
    found = compared()
    assert [one.kind for one in found.content] == ["term"]
    assert "Mots du glossaire :" in lines_of(found)
    assert not found.verdicts
