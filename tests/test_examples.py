"""What the two examples promise their readers, and the examples of every rule, run.

Valmont-sur-Loire is the one people copy; Pays de Lumbres is real and holds nothing but its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.builders import TOWN, answers_of, finding

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.read import read_answers
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.inquiry import Inquiry, Settling
from playbook_audit.model.rule import BenefitRule, Example, FindingRule

ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Judged:
    answers: Answers
    assessment: Assessment
    inquiry: Inquiry

    @property
    def raised(self) -> set[str]:
        return {one.fingerprint for one in self.assessment.raised}

    @property
    def realised(self) -> set[str]:
        return {one.rule for one in self.assessment.benefits if one.state == "realised"}

    def state(self, key: str) -> tuple[str, ...]:
        return next(one.states for one in self.assessment.accounts if one.key == key)

    def decision(self, key: str) -> str:
        found = next(one for one in self.assessment.accounts if one.key == key)
        return found.decision.decision


def judged(answers: Answers) -> Judged:
    assessment = assess(catalogue(), answers, answers.on or ON)
    return Judged(answers, assessment, inquire(catalogue(), answers, assessment))


@cache
def example(name: str) -> Judged:
    return judged(read_answers(locate("examples") / f"{name}.yaml", catalogue(), ON))


@pytest.fixture
def valmont() -> Judged:
    return example("valmont-sur-loire")


@pytest.fixture
def lumbres() -> Judged:
    return example("pays-de-lumbres")


# ---------------------------------------------------------------- Valmont-sur-Loire


def test_valmont_is_an_ordinary_town_of_nine_accounts(valmont: Judged) -> None:
    assert valmont.answers.on == ON
    assert valmont.answers.answers["org_population"].value == 8012
    assert len(valmont.assessment.accounts) == 9


def test_valmont_names_its_silent_accounts(valmont: Judged) -> None:
    assert valmont.state("linkedin-recrutement") == ("dormant",)
    assert valmont.state("facebook-mairie") == ("abandoned",)
    assert valmont.raised >= {
        "dormant_account:linkedin-recrutement",
        "abandoned_account:facebook-mairie",
    }


def test_valmont_names_the_two_pages_that_speak_for_the_town(valmont: Judged) -> None:
    duplicate = finding(valmont.assessment, "duplicate_general_accounts")
    assert duplicate.state == "raised"
    assert duplicate.named == ("facebook-mairie", "facebook-ville")
    assert valmont.decision("facebook-mairie") == "merge"
    assert valmont.decision("facebook-ville") == "keep"


def test_valmont_names_the_account_nobody_looks_after(valmont: Judged) -> None:
    orphans = {one for one in valmont.raised if one.startswith("orphan_account")}
    assert orphans == {"orphan_account:youtube-ville"}


def test_valmont_shows_the_account_closed_on_purpose_as_closed(valmont: Judged) -> None:
    assert valmont.state("x-ville") == ("closed",)
    assert valmont.decision("x-ville") == "keep"
    assert not {one for one in valmont.raised if one.endswith(":x-ville")}


def test_valmont_shows_seasons_false_starts_and_living_accounts(valmont: Judged) -> None:
    assert valmont.state("facebook-festival") == ("seasonal",)
    assert valmont.state("tiktok-jeunes") == ("never_started",)
    assert valmont.state("facebook-ville") == ("active",)


def test_one_question_alone_settles_the_open_level_of_valmont(valmont: Judged) -> None:
    question = "accounts.youtube-ville.admins_count"
    settling = Settling((question,), alone=True)
    assert valmont.inquiry.settled_by == {"loss_of_control": settling}
    assert valmont.assessment.unknowns[0].path == question


def test_levels_of_valmont_are_those_of_an_ordinary_town(valmont: Judged) -> None:
    assert {risk.id: risk.levels for risk in valmont.assessment.risks} == {
        "abandonment": ("high",),
        "fragmentation": ("high",),
        "loss_of_control": ("moderate", "high"),
        "off_strategy": ("low",),
        "deafness": ("moderate",),
        "legal_exposure": ("moderate",),
    }


def test_valmont_has_benefits_with_their_proof(valmont: Judged) -> None:
    assert valmont.realised == {"clean_exit", "community_engagement", "wide_reach_local"}
    proofs = {one.rule: one.proof for one in valmont.assessment.benefits if one.proof}
    assert proofs["community_engagement"] == "declared_with_example"


def test_valmont_shows_how_to_write_what_is_not_known(valmont: Judged) -> None:
    given = valmont.answers
    assert given.answers["listening_example"].value is None
    assert "voice" not in given.answers
    assert sum(answer.note is not None for answer in given.answers.values()) >= 5


# ---------------------------------------------------------------- Pays de Lumbres


SAID_OF_THE_EPCI = {"org_name", "org_type", "org_presence", "opening_rule"}
SAID_OF_A_PAGE = {"platform", "handle", "scope", "owner"}


def test_lumbres_holds_nothing_its_source_does_not_say(lumbres: Judged) -> None:
    given = lumbres.answers
    assert {name for name, one in given.answers.items() if one.value} == SAID_OF_THE_EPCI
    for account in given.accounts or ():
        assert {name for name, one in account.answers.items() if one.value} == SAID_OF_A_PAGE


def test_lumbres_has_one_institutional_page_and_six_thematic_ones(lumbres: Judged) -> None:
    accounts = lumbres.answers.accounts or ()
    assert {one.answers["platform"].value for one in accounts} == {"facebook"}
    scopes = [one.answers["scope"].value for one in accounts]
    assert (scopes.count("general"), scopes.count("theme")) == (1, 6)


def test_the_family_of_lumbres_waits_for_answers_it_names(lumbres: Judged) -> None:
    family = next(one for one in lumbres.assessment.benefits if one.rule == "assumed_umbrella")
    assert family.state == "unknown"
    thematic = {f"accounts.facebook-thematique-{rank}" for rank in range(1, 7)}
    assert set(family.witnesses) >= {f"{page}.unique_reach" for page in thematic}
    assert set(family.witnesses) >= {f"{page}.status" for page in thematic}
    assert "answers.opening_rule" not in family.witnesses


def test_the_family_of_lumbres_is_realised_once_they_are_given(lumbres: Judged) -> None:
    pages: list[dict[str, Any]] = [
        {name: one.value for name, one in account.answers.items() if one.value}
        | {"key": account.key, "last_post": "hier", "unique_reach": "no"}
        for account in lumbres.answers.accounts or ()
    ]
    answers = {"org_type": "epci", "org_presence": "yes", "opening_rule": "written"}
    assert (
        "assumed_umbrella" in judged(answers_of({"answers": answers, "accounts": pages})).realised
    )


def test_seven_pages_are_not_a_fragmented_image(lumbres: Judged) -> None:
    fragmentation = [one for one in lumbres.assessment.findings if one.risk == "fragmentation"]
    assert not [one.fingerprint for one in fragmentation if one.state == "raised"]
    cleared = {one.rule for one in fragmentation if one.state == "cleared"}
    assert cleared >= {"duplicate_general_accounts", "orphan_account", "no_opening_rule"}


def test_an_almost_empty_file_accuses_nobody(lumbres: Judged) -> None:
    assert not lumbres.raised
    assert all(risk.levels[0] == "low" for risk in lumbres.assessment.risks)


def test_lumbres_is_told_what_to_find_out_first(lumbres: Judged) -> None:
    paths = [one.path for one in lumbres.assessment.unknowns]
    assert paths[:2] == ["answers.org_population", "accounts.facebook-institutionnelle.status"]
    assert "accounts.facebook-thematique-6.last_post" in paths


# ---------------------------------------------------------------- the examples of the rules


STRONGEST_FIRST = (
    "raised",
    "realised",
    "unknown",
    "potential",
    "cleared",
    "not_sought",
    "not_applicable",
)
"""An example may hold several accounts: it is named after the strongest state among them."""


def _examples() -> Iterator[Any]:
    rulebook = catalogue().rulebook
    rules: list[FindingRule | BenefitRule] = [*rulebook.findings.values()]
    for rule in [*rules, *rulebook.benefits.values()]:
        for state, one in rule.examples:
            if one is not None:
                yield pytest.param(rule, state, one, id=f"{rule.id}-{state}")


@pytest.mark.parametrize(("rule", "state", "one"), list(_examples()))
def test_the_example_of_a_rule_has_the_state_it_is_named_after(
    rule: FindingRule | BenefitRule, state: str, one: Example
) -> None:
    data: dict[str, Any] = {"answers": {**TOWN, **one.answers}}
    if one.accounts:
        data["accounts"] = list(one.accounts)
    found = assess(catalogue(), answers_of(data, one.on), one.on)
    judged_by = found.findings if isinstance(rule, FindingRule) else found.benefits
    states = {place.state for place in judged_by if place.rule == rule.id}
    assert min(states, key=STRONGEST_FIRST.index) == state
