"""What can be asked, as a script reads it."""

import json
from typing import Any

import pytest

from playbook_audit.dossier.listing import listing
from playbook_audit.model.catalogue import Catalogue


@pytest.fixture(scope="session")
def listed(catalogue: Catalogue) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(listing(catalogue)))
    return data


def questions(listed: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for section in listed["sections"] for one in section["questions"]}


def test_every_question_is_listed_once_in_the_order_of_asking(
    listed: dict[str, Any], catalogue: Catalogue
) -> None:
    ids = [one["id"] for section in listed["sections"] for one in section["questions"]]
    assert ids == [
        question.id
        for section in catalogue.questionnaire.sections
        for question in section.questions
    ]


def test_one_section_is_asked_for_each_account(listed: dict[str, Any]) -> None:
    assert [one["id"] for one in listed["sections"] if one["per_account"]] == ["comptes"]


def test_a_question_says_how_it_is_answered(listed: dict[str, Any]) -> None:
    question = questions(listed)["objectives_list"]
    assert question["type"] == "many"
    assert question["form"] == "3 choix au plus"
    assert {"id": "inform", "label": "Informer sur la vie locale"} in question["choices"]
    assert "unit" not in question


def test_a_condition_is_given_as_written_and_in_french(listed: dict[str, Any]) -> None:
    asked = questions(listed)["org_social_hours"]["ask_if"]
    assert asked["condition"] == {"eq": ["org_presence", "yes"]}
    assert asked["says"].endswith("« Oui »")


def test_the_version_of_the_catalogue_is_given(
    listed: dict[str, Any], catalogue: Catalogue
) -> None:
    assert listed["catalogue"] == {"version": catalogue.version, "sha256": catalogue.sha256}
