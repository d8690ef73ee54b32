from typing import Any

import pytest

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.check import Fault, Setting, check
from playbook_audit.conditions.vocabulary import Vocabulary
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import condition_from

AUDIT = Setting()
ACCOUNT = Setting(on_account=True)


@pytest.fixture(scope="module")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return vocabulary_of(catalogue)


def faults(vocabulary: Vocabulary, data: Any, setting: Setting = AUDIT) -> tuple[Fault, ...]:
    return check(condition_from(data), vocabulary, setting)


FITTING = (
    ({"eq": ["org_type", "commune"]}, AUDIT),
    ({"in": ["org_type", ["commune", "epci"]]}, AUDIT),
    ({"has": ["objectives_list", "alert"]}, AUDIT),
    ({"has": ["audience_channel_map", "poorly"]}, AUDIT),
    ({"ge": ["org_population", "1000"]}, AUDIT),
    ({"ge": ["org_population", {"param": "village_population"}]}, AUDIT),
    ({"eq": ["account.admins_count", "0"]}, ACCOUNT),
    ({"gt": ["account.last_post", "30"]}, ACCOUNT),
    ({"eq": ["account.last_post", "never"]}, ACCOUNT),
    ({"eq": ["account.orphan", "true"]}, ACCOUNT),
    ({"eq": ["account.network", "facebook"]}, ACCOUNT),
    ({"some": {"where": {"eq": ["account.scope", "general"]}}}, AUDIT),
    ({"every": {"holds": {"eq": ["account.scope", "general"]}}}, AUDIT),
    ({"count": {"where": {"eq": ["account.scope", "general"]}, "at_least": 2}}, AUDIT),
    ({"answered": "org_type"}, Setting(in_ask_if=True)),
    ({"noted": "listening_example"}, Setting(in_benefit=True)),
)


@pytest.mark.parametrize(("data", "setting"), FITTING)
def test_a_condition_whose_words_fit_has_no_fault(
    vocabulary: Vocabulary, data: Any, setting: Setting
) -> None:
    assert faults(vocabulary, data, setting) == ()


SCOPE = {"eq": ["account.scope", "general"]}
UNFITTING = (
    ({"eq": ["org_typ", "commune"]}, ("eq", 0), "COND-OPERAND", "vouliez-vous dire « org_type »"),
    ({"eq": ["scope", "general"]}, ("eq", 0), "COND-OPERAND", "écrivez « account.scope »"),
    ({"eq": ["account.org_type", "commune"]}, ("eq", 0), "COND-OPERAND", "écrivez « org_type »"),
    ({"eq": ["org_type", "comune"]}, ("eq", 1), "COND-CHOICE", "vouliez-vous dire « commune »"),
    ({"in": ["org_type", ["epci", "vile"]]}, ("in", 1, 1), "COND-CHOICE", "« vile »"),
    ({"in": ["org_type", []]}, ("in",), "COND-EMPTY", "liste est vide"),
    ({"eq": ["local_groups", "none"]}, ("eq", 1), "COND-CHOICE", "sans objet"),
    ({"has": ["org_type", "commune"]}, ("has",), "COND-TYPE", "écrivez « eq »"),
    ({"has": ["org_population", "1"]}, ("has",), "COND-TYPE", "qui est un nombre"),
    ({"eq": ["objectives_list", "alert"]}, ("eq",), "COND-TYPE", "écrivez « has »"),
    ({"eq": ["audience_channel_map", "poorly"]}, ("eq",), "COND-TYPE", "qui est un tableau"),
    ({"has": ["objectives_list", "alerte"]}, ("has", 1), "COND-CHOICE", "« alert »"),
    ({"gt": ["org_type", "3"]}, ("gt",), "COND-TYPE", "écrivez « eq »"),
    ({"ge": ["org_population", "mille"]}, ("ge", 1), "COND-NUMBER", "un nombre est attendu"),
    ({"ge": ["org_population", "nan"]}, ("ge", 1), "COND-NUMBER", "un nombre est attendu"),
    ({"eq": ["org_population", "beaucoup"]}, ("eq", 1), "COND-NUMBER", "« beaucoup »"),
    (
        {"ge": ["org_population", {"param": "vilage_population"}]},
        ("ge", 1, "param"),
        "COND-PARAM",
        "vouliez-vous dire « village_population »",
    ),
    (
        {"ge": ["org_population", {"param": "summer_truce_start"}]},
        ("ge", 1, "param"),
        "COND-PARAM",
        "n’est pas un nombre",
    ),
    ({"eq": ["org_type", {"param": "village_population"}]}, ("eq", 1), "COND-TYPE", "nombre"),
    (SCOPE, ("eq", 0), "COND-ACCOUNT", "n’a de sens que pour un compte"),
    ({"answered": "org_type"}, (), "COND-PLACE", "« ask_if »"),
    ({"noted": "listening_example"}, (), "COND-PLACE", "bénéfice"),
    (
        {"count": {"where": SCOPE, "at_least": {"param": "rien"}}},
        ("count", "at_least", "param"),
        "COND-PARAM",
        "« rien »",
    ),
    ({"count": {"where": SCOPE, "at_least": 0}}, ("count", "at_least"), "COND-NUMBER", "1"),
    (
        {"all": [{"any": [{"not": {"all": [{"eq": ["org_type", "commune"]}]}}]}]},
        ("all", 0, "any", 0, "not"),
        "COND-DEPTH",
        "3 niveaux",
    ),
    (
        {"some": {"where": {"all": [SCOPE, {"eq": ["account.scope", "generale"]}]}}},
        ("some", "where", "all", 1, "eq", 1),
        "COND-CHOICE",
        "vouliez-vous dire « general »",
    ),
    (
        {"every": {"where": {"eq": ["account.x", "1"]}, "holds": SCOPE}},
        ("every", "where", "eq", 0),
        "COND-OPERAND",
        "« account.x »",
    ),
)


@pytest.mark.parametrize(("data", "keys", "code", "words"), UNFITTING)
def test_a_word_that_does_not_fit_is_refused_at_its_place(
    vocabulary: Vocabulary, data: Any, keys: tuple[str | int, ...], code: str, words: str
) -> None:
    (fault,) = faults(vocabulary, data)
    assert (fault.keys, fault.code) == (keys, code)
    assert words in fault.message


def test_a_date_is_compared_with_days_or_never(vocabulary: Vocabulary) -> None:
    (fault,) = faults(vocabulary, {"eq": ["account.last_post", "30"]}, ACCOUNT)
    assert "{gt: [account.last_post, 30]}" in fault.message


def test_a_flag_is_true_or_false(vocabulary: Vocabulary) -> None:
    (fault,) = faults(vocabulary, {"eq": ["account.orphan", "yes"]}, ACCOUNT)
    assert (fault.code, fault.keys) == ("COND-CHOICE", ("eq", 1))


def test_a_mark_names_a_question_and_not_a_fact(vocabulary: Vocabulary) -> None:
    setting = Setting(on_account=True, in_ask_if=True)
    (fault,) = faults(vocabulary, {"answered": "account.state"}, setting)
    assert "est un fait" in fault.message


def test_every_fault_of_a_condition_is_given_at_once(vocabulary: Vocabulary) -> None:
    data = {"all": [{"eq": ["org_typ", "commune"]}, {"eq": ["org_type", "comune"]}]}
    assert [fault.code for fault in faults(vocabulary, data)] == ["COND-OPERAND", "COND-CHOICE"]


def test_facts_that_are_conditions_hold_to_the_same_rules(vocabulary: Vocabulary) -> None:
    for fact in FACTS.values():
        if fact.condition is not None:
            assert check(fact.condition, vocabulary, ACCOUNT) == ()
