"""What ``explain`` says of a finding in an audit: each part, and its figures worked out again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.builders import ON, audit
from tests.situations import Situation, case_of, example_case, written_cases
from tests.test_cases import FILES

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.trials import with_changes
from playbook_audit.catalogue.load import catalogue
from playbook_audit.conditions.truth import Truth
from playbook_audit.model.answer import Acceptance, Answer, Contradicted
from playbook_audit.model.assessment import Finding
from playbook_audit.model.typography import NARROW_NO_BREAK, NO_BREAK
from playbook_audit.report.case import Case
from playbook_audit.report.explanation import explain
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.explanation.verdicts import decided_by
from playbook_audit.report.interface import Bullets, Facts, Paragraph, Section, Subheading
from playbook_audit.report.outline import build_outline
from playbook_audit.report.spans import plain

RULES = tuple(catalogue().rulebook.findings)
SILENT: dict[str, Any] = {
    "key": "x-ville",
    "platform": "x",
    "scope": "theme",
    "status": "idle",
    "last_post": "2026-05-08",
}


def ordinary(text: str) -> str:
    return text.replace(NO_BREAK, " ").replace(NARROW_NO_BREAK, " ")


def town(accounts: list[dict[str, Any]], **answers: Any) -> Case:
    return case_of(Situation("", audit(accounts, **answers), ON))


def here(case: Case, wanted: str) -> Section:
    sections = explain(case.catalogue, wanted, case).sections
    return next(one for one in sections if one.id.endswith("-here"))


def terms(case: Case, wanted: str) -> dict[str, str]:
    """Give the terms of the section, the last of each name."""
    facts = (
        one
        for block in here(case, wanted).blocks
        if isinstance(block, Facts)
        for one in block.facts
    )
    return {ordinary(one.term): ordinary(plain(one.text)) for one in facts}


def under(case: Case, wanted: str) -> dict[str, list[str]]:
    """Give the lines of each list of the section, by the heading above it."""
    heading, found = "", dict[str, list[str]]()
    for block in here(case, wanted).blocks:
        if isinstance(block, Subheading):
            heading = ordinary(plain(block.text))
        elif isinstance(block, Bullets):
            lines = (text for item in block.items for text in (item.text, *item.under))
            found.setdefault(heading, []).extend(ordinary(plain(text)) for text in lines)
    return found


def figures(text: str) -> list[int]:
    """Give the scores out of 100 told in a text."""
    return [
        int(one)
        for found in re.findall(r"\(([\d à]+) sur 100\)", text)
        for one in found.split(" à ")
    ]


def score(case: Case, risk: str) -> list[int]:
    bounds = (100 * bound for bound in case.assessment.risk(risk).score)
    return [int(bound + 0.5) for bound in dict.fromkeys(bounds)]


# ------------------------------------------------------------------ every part, one by one


def test_a_finding_says_its_rule_version_and_hash() -> None:
    case = town([SILENT])
    [general] = [
        one
        for one in explain(case.catalogue, "dormant_account", case).sections
        if not one.id.endswith("-here")
    ]
    [facts] = [one for one in general.blocks if isinstance(one, Facts)]
    told = plain(facts.facts[0].text)
    assert "stable, depuis la version 1.0.0" in ordinary(told)
    assert case.catalogue.sha256[:8] in told


def test_a_finding_shows_question_answer_origin_and_comparison_together() -> None:
    lines = under(town([SILENT]), "dormant_account")["Ce qui l’établit"]
    assert lines[0] == "État du compte (account.state)"
    assert lines[1].startswith(
        "demandé : « en sommeil » ; ici : ○ en sommeil, silence de 198 jours"
    )
    assert "au-delà des 90 jours du sommeil" in lines[1]
    asked = "d’après « Quand y a-t-on publié pour la dernière fois ? » : 8 mai 2026"
    assert f"{asked} (last_post, déclaré)" in lines


def test_the_same_answer_is_not_told_twice() -> None:
    for lines in under(town([SILENT]), "dormant_account").values():
        assert len(lines) == len(set(lines))


def test_a_severity_says_what_raised_it_or_why_nothing_did() -> None:
    told = terms(town([SILENT]), "dormant_account")
    assert told["Gravité"] == "modéré"
    assert "Un service ou un thème" in told["Pas « élevé », car"]
    general = {**SILENT, "scope": "general", "last_post": "2026-07-15"}
    told = terms(town([{**general, "comments_open": "both"}]), "dormant_account")
    assert told["Gravité"] == "élevé"
    assert "Toute la collectivité" in told["Gravité « élevé », car"]
    told = terms(town([general]), "dormant_account")
    assert told["Gravité"] == "modéré, peut-être élevé"
    assert "pas encore connu" in told["Peut-être « élevé », selon"]


def test_a_severity_nothing_raises_is_always_the_same() -> None:
    case = example_case("handover_incomplete", "raised")
    assert case is not None
    assert terms(case, "handover_incomplete")["Gravité"] == "élevé, toujours"


def test_a_contradiction_kept_by_a_merge_is_shown() -> None:
    given = audit([SILENT], strategy_written="none")
    both = {**given.answers, "strategy_written": Answer(Contradicted(("none", "draft")))}
    case = case_of(Situation("", replace(given, answers=both), ON))
    lines = under(case, "no_written_strategy")["Réponses contraires, gardées toutes"]
    assert any("Aucune" in line and "En projet" in line for line in lines)


def test_an_open_finding_says_what_is_missing_and_who_would_act_then() -> None:
    told = under(town([SILENT]), "orphan_account")
    assert any(
        "Qui en est responsable" in one for one in told["Ce qu’il faut savoir pour trancher"]
    )
    assert told["À faire, si le constat s’établit"]


def test_a_remedy_says_who_by_what_date_and_how_long() -> None:
    [line, *_] = under(town([SILENT]), "dormant_account")["À faire"]
    assert "communication, avant le 22 décembre 2026, moins d’une heure" in line


def test_a_finding_cleared_or_without_object_says_which_answer_decided_it() -> None:
    cleared = town([{**SILENT, "status": "live", "last_post": "2026-11-20"}])
    assert "● actif" in under(cleared, "dormant_account")["Ce qui l’écarte"][1]
    absent = case_of(Situation("", audit(org_presence="no"), ON))
    lines = under(absent, "no_written_strategy")["Ce qui le rend sans objet"]
    assert any("org_presence" in line for line in lines)


def test_accounts_cleared_for_one_reason_are_told_together() -> None:
    keys = ("un", "deux", "trois")
    accounts: list[dict[str, Any]] = [
        SILENT,
        *({**SILENT, "key": key, "status": "live", "last_post": ON} for key in keys),
    ]
    lines = under(town(accounts), "dormant_account")["Écarté ou sans objet"]
    assert lines[1] == "état du compte : ● actif"
    assert len(lines) == 2


def test_what_is_the_same_for_several_accounts_is_told_once() -> None:
    accounts = [{**SILENT, "key": f"x-{rank}"} for rank in range(3)]
    case = town(accounts)
    headings = [
        plain(one.text)
        for one in here(case, "dormant_account").blocks
        if isinstance(one, Subheading)
    ]
    assert "Pour chacun de ces comptes" in headings
    assert headings.count("Ce qui l’établit") == 1


def test_an_acceptance_that_ran_out_is_told_with_its_reason() -> None:
    acceptance = Acceptance("dormant_account:x-ville", "travaux", "la direction", date(2026, 6, 1))
    case = case_of(Situation("", replace(audit([SILENT]), accepted=(acceptance,)), ON))
    assert terms(case, "dormant_account")["Acceptation échue"] == (
        "depuis le 1er juin 2026 ; raison donnée : travaux"
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("electoral_window", "il s’éteindra de lui-même le"),
        ("opened_without_need", "Ni une réponse ni deux n’y suffiraient"),
    ],
)
def test_a_finding_that_nothing_lifts_says_so_here_and_in_the_report(
    rule: str, sentence: str
) -> None:
    case = example_case(rule, "raised")
    assert case is not None
    told = [
        ordinary(plain(one.text)) for one in here(case, rule).blocks if isinstance(one, Paragraph)
    ]
    assert any(sentence in one for one in told)
    report = [one for one in build_outline(case).sections if one.id == "findings"]
    facts = (one for block in report[0].blocks if isinstance(block, Facts) for one in block.facts)
    assert any(sentence in ordinary(plain(one.text)) for one in facts)


# ------------------------------------------------------------------ figures, worked out again


@pytest.mark.parametrize("rule", RULES)
def test_the_effect_is_the_difference_of_two_assessments(rule: str) -> None:
    """Without a finding: the same audit, where somebody accepts it."""
    case = example_case(rule, "raised")
    assert case is not None
    found = next(one for one in case.assessment.raised if one.rule == rule)
    told = terms(case, found.fingerprint)["Effet sur le risque"]
    if found.points.high == 0:
        assert told == "aucun : constat pour information"
        return
    accepted = replace(case.answers, accepted=(Acceptance(found.fingerprint, "essai", None, None),))
    without = case_of(Situation(rule, accepted, case.assessment.on))
    assert figures(told) == score(case, found.risk) + score(without, found.risk)


@pytest.mark.parametrize("rule", RULES)
def test_each_way_out_gives_the_risk_once_it_is_done(rule: str) -> None:
    case = example_case(rule, "raised")
    assert case is not None
    found = next(one for one in case.assessment.raised if one.rule == rule)
    lines = under(case, found.fingerprint).get("Ce qui le lèverait", [])
    title = ordinary(case.catalogue.rulebook.risks[found.risk].title)
    told = [figures(line) for line in lines if line.startswith(f"{title} : ")]
    ways = case.inquiry.lifted_by[found.fingerprint]
    assert told == [_score_after(case, way, found) for way in ways]


def _score_after(case: Case, way: Any, found: Finding) -> list[int]:
    answers = with_changes(case.answers, way)
    after = assess(case.catalogue, answers, case.assessment.on)
    return score(replace(case, assessment=after), found.risk)


# ------------------------------------------------------------------ nothing left unsaid


@pytest.mark.parametrize("state", ["raised", "cleared", "unknown"])
@pytest.mark.parametrize("rule", RULES)
def test_every_finding_has_every_part_or_says_why_not(rule: str, state: str) -> None:
    case = example_case(rule, state)
    if case is None:
        return
    found = next(one for one in case.assessment.findings if one.rule == rule and one.state == state)
    told, lists = terms(case, found.fingerprint), under(case, found.fingerprint)
    assert told["Solidité"]
    if state == "raised":
        assert {"Constat", "Pourquoi", "Gravité", "Effet sur le risque"} <= set(told)
        assert "À faire" in lists
        headings = [
            plain(one.text)
            for one in here(case, found.fingerprint).blocks
            if isinstance(one, Subheading)
        ]
        assert "Ce qui le lèverait" in headings
    if state == "unknown":
        assert "Ce qu’il faut savoir pour trancher" in lists
    reasons = ("Ce qui l’établit", "Ce qui l’écarte", "Ce qui le laisse ouvert")
    assert any(lists.get(one) for one in reasons)


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_every_verdict_of_a_case_has_the_comparisons_that_decided_it(file: Any) -> None:
    for case in map(case_of, written_cases(file)):
        telling = Telling(case.catalogue, case)
        for found in case.assessment.findings:
            rule = case.catalogue.rulebook.findings[found.rule]
            truths = {one.truth for one in decided_by(telling, rule, found)}
            assert truths <= set(_agreeing(found)), (found, truths)


def _agreeing(found: Finding) -> Iterator[Truth]:
    """Give what the comparisons behind a verdict may come to."""
    yield from {
        "raised": (Truth.TRUE,),
        "accepted": tuple(Truth),
        "cleared": (Truth.FALSE, Truth.NOT_APPLICABLE, Truth.TRUE),
        "unknown": (Truth.UNKNOWN, Truth.TRUE),
        "not_applicable": (Truth.FALSE, Truth.NOT_APPLICABLE, Truth.TRUE),
    }[found.state]
