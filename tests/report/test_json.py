"""The JSON report: its contract, its schema, its arithmetic."""

import json
from math import fsum
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.report.cases import absent, case_of, every_case, example, fleet, village
from tests.situations import example_case

from playbook_audit.report.case import Case
from playbook_audit.report.json import render_json, report_of
from playbook_audit.report.json_schema import report_schema

CONTRACT: dict[str, set[str]] = {
    "risks": {"id", "points", "score", "levels", "margin", "settled_by", "contributions"},
    "accounts": {
        "key",
        "platform",
        "states",
        "silence_days",
        "basis",
        "exposure",
        "risk",
        "benefit",
        "decision",
    },
    "findings": {
        "id",
        "account",
        "kind",
        "risk",
        "state",
        "severity",
        "points",
        "says",
        "witnesses",
        "sources",
        "lifted_by",
        "remedy",
    },
    "benefits": {"id", "state", "proof"},
    "practices": {"id", "index", "coverage"},
    "unknowns": {"path", "would_change"},
}
"""The keys the design promises, by list."""


def read(case: Case) -> dict[str, Any]:
    return dict(json.loads(render_json(case)))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(report_schema())


def test_every_report_follows_the_schema() -> None:
    validator = Draft202012Validator(report_schema())
    for case in every_case():
        assert [error.message for error in validator.iter_errors(read(case))] == []


def test_the_keys_of_the_contract_are_all_there() -> None:
    report = read(example("valmont-sur-loire"))

    assert report["format"] == 1
    assert report["on"] == "2026-11-22"
    assert set(report["catalogue"]) == {"version", "sha256"}
    assert report["inputs"][0]["name"] == "valmont-sur-loire.yaml"
    assert report["overall"] == {"levels": ["high"]}
    assert set(report["context"]) >= {"effective_accounts", "coverage_gaps"}
    for name, keys in CONTRACT.items():
        assert report[name]
        for one in report[name]:
            assert keys <= set(one)


def test_contributions_sum_to_the_points_of_the_risk() -> None:
    for case in every_case():
        for risk in read(case)["risks"]:
            for bound in (0, 1):
                total = fsum(one["points"][bound] for one in risk["contributions"])
                assert total == pytest.approx(risk["points"][bound], abs=1e-9)


def test_every_rule_is_listed_whatever_its_state() -> None:
    case = fleet()
    report = read(case)

    assert {one["id"] for one in report["findings"]} == set(case.catalogue.rulebook.findings)
    assert {one["state"] for one in report["findings"]} == {
        "raised",
        "cleared",
        "unknown",
        "not_applicable",
        "accepted",
    }
    assert len(report["findings"]) == len(case.assessment.findings)


def test_a_raised_finding_is_told_with_its_witnesses() -> None:
    report = read(example("valmont-sur-loire"))
    found = next(
        one
        for one in report["findings"]
        if one["id"] == "abandoned_account" and one["state"] == "raised"
    )

    assert found["account"] == "facebook-mairie"
    assert "19 à 20 mois" in found["says"]
    assert {
        "path": "accounts.facebook-mairie.last_post",
        "value": "2025-03-01/2025-03-31",
        "origin": "declared",
    } in found["witnesses"]
    assert found["sources"]
    assert found["remedy"]
    assert found["lifted_by"]


def test_a_raised_finding_says_the_risk_without_it() -> None:
    report = read(example("valmont-sur-loire"))
    scores = {one["id"]: one["score"] for one in report["risks"]}
    for found in report["findings"]:
        weighs = found["state"] == "raised" and found["points"][1] > 0
        assert (found["without"] is not None) == weighs
        if weighs:
            with_it, without = scores[found["risk"]], found["without"]["score"]
            assert all(low <= high for low, high in zip(without, with_it, strict=True))


def test_a_finding_that_only_time_clears_says_its_last_day() -> None:
    case = example_case("electoral_window", "raised")
    assert case is not None
    [found] = [one for one in read(case)["findings"] if one["id"] == "electoral_window"]
    assert found["lifted_by"] == []
    assert found["ends_on"] > case.assessment.on.isoformat()


def test_a_finding_that_is_not_raised_says_nothing() -> None:
    report = read(example("valmont-sur-loire"))

    assert all(
        one["says"] is None
        for one in report["findings"]
        if one["state"] not in ("raised", "accepted")
    )


def test_what_is_unknown_is_null_never_a_number() -> None:
    account = read(example("pays-de-lumbres"))["accounts"][0]

    assert account["silence_days"] is None
    assert account["last_post"] is None


def test_a_silence_without_a_bound_has_no_upper_value() -> None:
    account = read(case_of([{"key": "a", "platform": "x", "last_post": "plus d'un an"}]))[
        "accounts"
    ][0]

    assert account["silence_days"][1] is None
    assert account["last_post"].startswith("../")


def test_no_figure_is_given_to_a_practice_little_is_known_of() -> None:
    practices = {one["id"]: one for one in read(example("pays-de-lumbres"))["practices"]}

    assert practices["strategy"]["coverage"] < 0.5
    assert practices["strategy"]["index"] is None


def test_a_settled_level_needs_nothing_and_an_open_one_says_what() -> None:
    risks = {one["id"]: one for one in read(example("valmont-sur-loire"))["risks"]}

    assert risks["deafness"]["settled_by"] == []
    assert risks["loss_of_control"]["settled_by"] == ["accounts.youtube-ville.admins_count"]


def test_an_assumed_absence_is_a_benefit() -> None:
    benefits = {one["id"]: one for one in read(absent())["benefits"]}

    assert benefits["documented_absence"]["state"] == "realised"


def test_nothing_urgent_is_told_to_machines_too() -> None:
    assert read(village())["nothing_urgent"] is True
    assert read(fleet())["nothing_urgent"] is False


def test_answers_are_all_there_with_their_notes() -> None:
    case = example("valmont-sur-loire")
    answers = {one["path"]: one for one in read(case)["answers"]}
    count = len(case.answers.answers) + sum(len(one.answers) for one in case.answers.accounts or ())

    assert len(answers) == count
    assert answers["answers.org_population"]["value"] == 8012
    assert answers["answers.objectives_list"]["value"] == ["belong", "inform", "services"]
    assert answers["answers.listening_example"]["value"] is None
    assert answers["answers.register_exists"]["note"] == "liste de 2023, sans TikTok ni LinkedIn"


def test_sections_with_many_unknown_answers_are_named() -> None:
    assert read(example("valmont-sur-loire"))["context"]["coverage_gaps"] == ["ecoute"]


def test_the_report_is_the_same_bytes_each_time() -> None:
    assert render_json(fleet()) == render_json(fleet())


def test_french_text_is_left_readable() -> None:
    text = render_json(example("valmont-sur-loire"))

    assert "\\u" not in text
    assert text.endswith("}\n")


def test_a_report_is_plain_data() -> None:
    assert report_of(village())["organisation"] == {
        "name": "Petit-Bourg",
        "type": "commune",
        "population": 850.0,
    }
