from typing import Any

import pytest

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.french import clause_of, figure, in_french, in_halves
from playbook_audit.conditions.vocabulary import Term, TermType, Vocabulary
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Ge, ParameterReference, condition_from

NETWORKS = {"a": "Alpha", "b": "Bêta", "c": "Gamma"}
WORDS = Vocabulary(
    terms={
        "town": Term("town", "Quelle ville ?", TermType.CHOICE, True, NETWORKS),
        "aims": Term("aims", "Quels buts ?", TermType.SEVERAL, True, NETWORKS),
        "map": Term("map", "Par où ?", TermType.TABLE, True, NETWORKS),
        "people": Term("people", "Combien ?", TermType.NUMBER, True),
        "account.post": Term("account.post", "Depuis quand ?", TermType.AGE, True),
        "account.state": Term("account.state", "état", TermType.CHOICE, False, NETWORKS),
        "account.lost": Term(
            "account.lost", "compte perdu", TermType.FLAG, False, {"true": "oui", "false": "non"}
        ),
    },
    parameters={"big": 20000.0},
)
TOWN_A = {"eq": ["town", "a"]}
TOWN_B = {"eq": ["town", "b"]}
LOST = {"eq": ["account.lost", "true"]}
SAID = (
    (TOWN_A, "« Quelle ville ? » : « Alpha »"),
    ({"ne": ["town", "a"]}, "« Quelle ville ? » : autre réponse que « Alpha »"),
    ({"not": TOWN_A}, "« Quelle ville ? » : autre réponse que « Alpha »"),
    ({"not": {"not": TOWN_A}}, "« Quelle ville ? » : « Alpha »"),
    ({"in": ["town", ["a", "b", "c"]]}, "« Quelle ville ? » : « Alpha », « Bêta » ou « Gamma »"),
    ({"not": {"in": ["town", ["a", "b"]]}}, "« Quelle ville ? » : ni « Alpha » ni « Bêta »"),
    ({"has": ["aims", "a"]}, "« Quels buts ? » : « Alpha » parmi les réponses"),
    ({"not": {"has": ["aims", "a"]}}, "« Quels buts ? » : pas « Alpha »"),
    ({"has": ["map", "a"]}, "« Par où ? » : « Alpha » pour une ligne au moins"),
    ({"not": {"has": ["map", "a"]}}, "« Par où ? » : « Alpha » pour aucune ligne"),
    ({"ge": ["people", {"param": "big"}]}, "« Combien ? » : au moins 20 000"),
    ({"not": {"ge": ["people", "12.5"]}}, "« Combien ? » : moins de 12,5"),
    ({"eq": ["people", "0"]}, "« Combien ? » : 0"),
    ({"ne": ["people", "0"]}, "« Combien ? » : autre que 0"),
    ({"gt": ["account.post", "30"]}, "« Depuis quand ? » : il y a plus de 30 jours"),
    ({"not": {"gt": ["account.post", "30"]}}, "« Depuis quand ? » : il y a 30 jours ou moins"),
    ({"eq": ["account.post", "never"]}, "« Depuis quand ? » : jamais"),
    ({"ne": ["account.state", "a"]}, "état : autre que « Alpha »"),
    ({"eq": ["account.lost", "false"]}, "compte perdu : non"),
    ({"not": {"eq": ["account.lost", "false"]}}, "compte perdu : oui"),
    ({"answered": "town"}, "« Quelle ville ? » : déjà répondu"),
    ({"not": {"answered": "town"}}, "« Quelle ville ? » : pas encore répondu"),
    ({"noted": "town"}, "« Quelle ville ? » : réponse accompagnée d’une précision"),
    (
        {"all": [TOWN_A, {"any": [TOWN_B, LOST]}]},
        "« Quelle ville ? » : « Alpha » ; et (« Quelle ville ? » : « Bêta » ; ou compte perdu : oui)",
    ),
    (
        {"not": {"all": [TOWN_A, LOST]}},
        "« Quelle ville ? » : autre réponse que « Alpha » ; ou compte perdu : non",
    ),
    ({"some": {"where": LOST}}, "au moins un compte où compte perdu : oui"),
    ({"not": {"some": {"where": LOST}}}, "aucun compte où compte perdu : oui"),
    ({"no_one": {"where": LOST}}, "aucun compte où compte perdu : oui"),
    ({"not": {"no_one": {"where": LOST}}}, "au moins un compte où compte perdu : oui"),
    (
        {"count": {"where": LOST, "at_least": 3}},
        "au moins 3 comptes où compte perdu : oui",
    ),
    (
        {"not": {"count": {"where": LOST, "at_least": 3}}},
        "moins de 3 comptes où compte perdu : oui",
    ),
    (
        {"every": {"holds": LOST}},
        "pour chaque compte : compte perdu : oui",
    ),
    (
        {"every": {"where": {"eq": ["account.state", "a"]}, "holds": LOST}},
        "pour chaque compte où état : « Alpha » : compte perdu : oui",
    ),
    (
        {"not": {"every": {"where": {"eq": ["account.state", "a"]}, "holds": LOST}}},
        "au moins un compte où (état : « Alpha » ; et compte perdu : non)",
    ),
    ({"not": {"every": {"holds": LOST}}}, "au moins un compte où compte perdu : non"),
    (
        {"some": {"where": {"all": [LOST, {"eq": ["account.state", "a"]}]}}},
        "au moins un compte où (compte perdu : oui ; et état : « Alpha »)",
    ),
)


@pytest.mark.parametrize(("data", "said"), SAID)
def test_a_condition_is_said_in_plain_french(data: Any, said: str) -> None:
    assert in_french(condition_from(data), WORDS).replace("\u202f", " ") == said


def test_several_choices_of_one_question_are_said_at_once() -> None:
    wanted = [{"has": ["aims", one]} for one in "abc"]
    said = in_french(condition_from({"any": wanted}), WORDS)
    assert said.endswith("au moins une de ces réponses : « Alpha », « Bêta » ou « Gamma »")
    both = in_french(condition_from({"all": wanted[:2]}), WORDS)
    assert both.endswith(": « Alpha » et « Bêta » parmi les réponses")
    none = in_french(condition_from({"all": [{"not": one} for one in wanted]}), WORDS)
    assert none.endswith(": ni « Alpha » ni « Bêta » ni « Gamma »")


def test_choices_of_which_one_at_least_is_missing_are_said_apart() -> None:
    lacking = [{"not": {"has": ["aims", one]}} for one in "ab"]
    said = in_french(condition_from({"any": lacking}), WORDS)
    assert said == "« Quels buts ? » : pas « Alpha » ; ou « Quels buts ? » : pas « Bêta »"


def test_conditions_joined_by_the_same_word_are_one_list() -> None:
    nested = condition_from({"all": [TOWN_A, {"all": [TOWN_B, LOST]}]})
    assert len(clause_of(nested, WORDS).parts) == 3


def test_a_comparison_comes_in_two_halves() -> None:
    leaf = Ge(ge=("people", ParameterReference(param="big")))
    assert in_halves(leaf, WORDS) == ("« Combien ? »", "au moins 20\u202f000")
    assert in_halves(leaf, WORDS, negated=True).predicate == "moins de 20\u202f000"


def test_figures_are_written_as_in_french() -> None:
    assert [figure(one).replace("\u202f", " ") for one in (0, 0.25, 12500, "07-15")] == [
        "0",
        "0,25",
        "12 500",
        "07-15",
    ]


def test_every_condition_of_the_catalogue_has_a_sentence(catalogue: Catalogue) -> None:
    vocabulary = vocabulary_of(catalogue)
    for rule in catalogue.rulebook.findings.values():
        said = in_french(rule.when, vocabulary)
        assert " : " in said
        assert "{" not in said
