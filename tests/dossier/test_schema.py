"""The schema of answers files accepts what the reader accepts, and refuses slips."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.schema import answers_schema
from playbook_audit.dossier.template import answers_template
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.reading.yaml import parse_yaml

EXAMPLES = sorted(locate("examples").glob("*.yaml"))


@pytest.fixture(scope="session")
def schema(catalogue: Catalogue) -> dict[str, Any]:
    return answers_schema(catalogue)


@pytest.fixture(scope="session")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema)


def account(**answers: Any) -> dict[str, Any]:
    return {"accounts": [answers]}


def test_it_is_itself_valid_in_both_drafts(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)


def test_it_uses_nothing_an_editor_of_draft_7_would_ignore(schema: dict[str, Any]) -> None:
    newer = {"prefixItems", "unevaluatedProperties", "dependentRequired", "dependentSchemas"}
    assert not newer & set(_keywords(schema))


def _keywords(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield from schema
        for value in schema.values():
            yield from _keywords(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _keywords(value)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_are_valid(file: Path, schema: dict[str, Any]) -> None:
    data = parse_yaml(file.read_text(encoding="utf-8"), file.name).data
    assert [one.message for one in Draft202012Validator(schema).iter_errors(data)] == []
    assert [one.message for one in Draft7Validator(schema).iter_errors(data)] == []


def test_the_template_is_valid(catalogue: Catalogue, validator: Draft202012Validator) -> None:
    validator.validate(parse_yaml(answers_template(catalogue), "audit.yaml").data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"playbook_audit": 1, "on": "2026-11-22", "generation": 7},
        {"answers": {"org_type": "commune"}},
        {"answers": {"org_type": "Commune"}},
        {"answers": {"org_population": 8012}},
        {"answers": {"org_population": "8 012"}},
        {"answers": {"org_population": "?"}},
        {"answers": {"org_name": 1001}},
        {"answers": {"image_rights": "je ne sais pas"}},
        {"answers": {"strategy_written": None}},
        {"answers": {"strategy_written": {"value": "draft", "note": "deux pages", "by": "dircom"}}},
        {"answers": {"strategy_written": {"value": "?", "note": "à demander"}}},
        {"answers": {"objectives_list": ["inform", "Recruter"]}},
        {"answers": {"objectives_list": "inform"}},
        {"answers": {"listening_example": "oui"}},
        {"answers": {"listening_example": True}},
        {"answers": {"audience_channel_map": {"young": "poorly", "seniors": "?"}}},
        {"answers": {"org_type": {"contradicted": [{"value": "commune", "by": "a"}]}}},
        account(key="fb", platform="Facebook (page)", last_post="il y a trois mois"),
        account(platform="x", last_post=2026, followers=12),
        {"accounts": []},
        {"accounts": None},
        {"accepted": [{"fingerprint": "no_mfa:fb", "reason": "en cours", "until": "2027-01-01"}]},
        {"plan": [], "orphans": {}},
    ],
)
def test_what_the_reader_takes_is_valid(data: Any, validator: Draft202012Validator) -> None:
    assert [one.message for one in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "data",
    [
        {"answer": {}},
        {"playbook_audit": 2},
        {"answers": {"org_typ": "commune"}},
        {"answers": {"org_type": "village"}},
        {"answers": {"org_type": ["commune"]}},
        {"answers": {"org_population": -1}},
        {"answers": {"org_population": 12.5}},
        {"answers": {"objectives_list": []}},
        {"answers": {"objectives_list": ["inform", "alert", "dialogue", "listen"]}},
        {"answers": {"strategy_written": {"value": "draft", "notes": "x"}}},
        {"answers": {"strategy_written": {"note": "x"}}},
        {"answers": {"audience_channel_map": {"martians": "poorly"}}},
        {"answers": {"audience_channel_map": {"young": "badly"}}},
        {"answers": {"mfa": "all"}},
        account(platform="facebok"),
        account(org_type="commune"),
        {"accounts": {"platform": "x"}},
        {"accepted": [{"fingerprint": "no_mfa:fb"}]},
    ],
)
def test_a_slip_is_seen(data: Any, validator: Draft202012Validator) -> None:
    assert not validator.is_valid(data)
