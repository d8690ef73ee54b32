"""The three questions of the report, answered before the detail, in good French for every number."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.report.cases import (
    ABSENT,
    absent,
    case_of,
    every_case,
    example,
    fleet,
    section,
)

from playbook_audit.model.assessment import LEVELS
from playbook_audit.report import markdown, terminal
from playbook_audit.report.actions import matters_to_act_on
from playbook_audit.report.case import Case
from playbook_audit.report.gains import falls, most_rewarding
from playbook_audit.report.interface import Notice
from playbook_audit.report.json import render_json
from playbook_audit.report.labels import Labels
from playbook_audit.report.outline import build_outline
from playbook_audit.report.sections.short_answers import short_answers

SECTIONS = ("risks", "plan", "strategy")
LIVING = {
    "platform": "facebook",
    "scope": "theme",
    "last_post": "2026-11-20",
    "owner": "service",
    "admins_count": 2,
    "credential_type": "named",
    "mfa": "all",
    "email_institutional": "yes",
}


def answers(case: Case) -> Mapping[str, str]:
    """Give the short answers with ordinary spaces."""
    found = short_answers(case, Labels(case))
    return {name: re.sub("[\u00a0\u202f]", " ", text) for name, text in found.items()}


def accounts(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [
        {**LIVING, "key": f"a{rank}", "handle": f"Page {rank}", **changes} for rank in range(count)
    ]


# ---------------------------------------------------------------- where they stand


@pytest.mark.parametrize("name", SECTIONS)
def test_each_of_the_three_sections_begins_with_its_answer(name: str) -> None:
    for case in every_case():
        first = section(build_outline(case), name).blocks[0]
        assert isinstance(first, Notice)
        assert first.title == "Réponse courte"


def test_the_answers_stand_in_every_format() -> None:
    case = example("valmont-sur-loire")
    outline = build_outline(case)
    screen = terminal.render(outline, 80, colour=False, accessible=True)
    said = short_answers(case, Labels(case))

    assert json.loads(render_json(case))["short_answers"] == said
    for text in said.values():
        assert text in markdown.render(outline)
        assert text.split(".")[0] in re.sub(r" *\n *", " ", screen)


def test_no_answer_says_again_what_the_first_page_says() -> None:
    for case in every_case():
        first = markdown.render(build_outline(case)).partition("## 1.")[0]
        for text in short_answers(case, Labels(case)).values():
            assert not [one for one in re.split(r"(?<=\.) ", text) if one in first]


def test_an_answer_takes_three_sentences_at_most() -> None:
    for case in every_case():
        for text in answers(case).values():
            assert len(re.findall(r"[.](?= [A-ZÀÉ]|$)", text)) in {1, 2, 3}, text


# ---------------------------------------------------------------- 1. risks and benefits


def test_the_worst_risks_are_named_and_the_others_counted() -> None:
    case = example("valmont-sur-loire")
    told = answers(case)["risks"]
    titles = case.catalogue.rulebook.risks

    for risk in case.assessment.risks:
        if risk.levels in (("high",), ("critical",)):
            assert f"« {titles[risk.id].title} »" in told
    assert "« Habitants engagés »" in told
    assert "acquis" in told


def test_nothing_known_is_said_without_blame() -> None:
    told = answers(case_of())["risks"]

    assert told.startswith("Aucun niveau de risque n’est encore établi")
    assert "ce n’est pas un manque" in told


def test_all_the_risks_low_are_one_clause() -> None:
    assert answers(absent())["risks"].startswith("Les six risques sont faibles.")


def test_one_benefit_is_singular() -> None:
    assert "un est acquis : « Absence assumée »." in answers(absent())["risks"]


# ---------------------------------------------------------------- 3. how to get more


def test_what_rewards_most_comes_with_the_levels_it_changes() -> None:
    case = example("valmont-sur-loire")
    told = answers(case)["plan"]

    assert told.startswith("Régler trois constats rapporte le plus : « Compte abandonné »")
    assert "« Comptes en sommeil ou abandonnés » (élevé, puis" in told
    assert "à portée : « " in told


def test_settling_never_raises_a_risk_and_settling_all_leaves_only_the_unknown() -> None:
    for case in every_case():
        everything = matters_to_act_on(case)
        for before, after in falls(case, everything):
            assert after.points.high < before.points.high
            assert LEVELS.index(after.levels[0]) <= LEVELS.index(before.levels[0])
            assert after.points.low == 0


def test_what_rewards_most_takes_away_sure_points() -> None:
    for case in every_case():
        for matter in most_rewarding(case, 3):
            assert any(one.points.low > 0 for one in matter.findings)


def test_deciding_on_a_silent_account_settles_all_that_its_silence_raised() -> None:
    silent = {
        **LIVING,
        "key": "fb",
        "scope": "general",
        "status": "idle",
        "last_post": "2025-01-01",
    }
    case = case_of([{**silent, "handle": "Mairie", "comments_open": "both"}])
    taken = [one for one in most_rewarding(case, 9) if one.rule.risk == "abandonment"]

    assert [one.rule.id for one in taken] == ["abandoned_account"]
    fall = next(one for one in falls(case, taken) if one.before.id == "abandonment")
    assert fall.after.points.low == 0


def test_without_anything_established_the_first_answer_to_look_for_is_named() -> None:
    told = answers(case_of())["plan"]

    assert "chercher d’abord : « Liste de vos comptes »." in told


def test_when_nothing_is_to_be_done_it_is_said() -> None:
    assert answers(absent())["plan"] == "Aucun geste n’est nécessaire : continuez ainsi."


def test_points_for_information_may_wait() -> None:
    case = case_of(org_presence="no", org_population=400, absence_chosen=["undecided"])

    assert case.assessment.raised
    assert answers(case)["plan"].startswith("Rien ne presse")


# ---------------------------------------------------------------- 4. account by account


def test_every_account_is_counted_once() -> None:
    for case in every_case():
        told = answers(case)["strategy"]
        if told.startswith("Sur "):
            total, *counts = map(int, re.findall(r"\d+", told.partition(".")[0]))
            assert total == sum(counts) == len(case.assessment.accounts)


def test_sixty_accounts_are_counted_by_decision() -> None:
    told = answers(fleet(60))["strategy"]

    assert told.startswith("Sur 60 comptes : 6 à laisser fermés, 34 à sécuriser")
    assert "Page" not in told


def test_an_account_closed_already_is_left_closed_not_kept() -> None:
    closed = {**LIVING, "key": "x", "handle": "x", "status": "closed", "exit_notice": "full"}
    told = answers(case_of([*accounts(2), closed]))["strategy"]

    assert told.startswith("Sur 3 comptes : 2 à conserver et 1 à laisser fermé.")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "Votre seul compte est à conserver."), (12, "Vos 12 comptes sont à conserver.")],
)
def test_one_decision_for_all_is_one_clause(count: int, expected: str) -> None:
    assert answers(case_of(accounts(count)))["strategy"].startswith(expected)


def test_an_absent_village_has_nothing_to_close_and_its_choice_holds() -> None:
    told = answers(absent())["strategy"]

    assert told.startswith("Vous n’avez aucun compte : rien n’est à relancer ni à fermer.")
    assert told.endswith("est un choix qui se tient, et il est écrit.")


def test_networks_left_aside_are_named() -> None:
    answered = {**ABSENT, "absence_chosen": ["x", "tiktok", "other"], "absence_review": "oral"}

    assert (
        "Ne pas être sur X et TikTok est un choix qui se tient."
        in answers(case_of(**answered))["strategy"]
    )


def test_a_list_of_accounts_that_is_missing_is_asked_for() -> None:
    assert answers(case_of())["strategy"].startswith("La liste de vos comptes manque encore")
