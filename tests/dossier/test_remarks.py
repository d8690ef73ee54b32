"""What is said of a file nothing refuses."""

from datetime import date

from tests.builders import ON, answers_of

from playbook_audit.dossier.remarks import answers_after, remarks
from playbook_audit.model.catalogue import Catalogue


def said(catalogue: Catalogue, data: dict[str, object]) -> list[tuple[str, str]]:
    found = remarks(catalogue, answers_of(data), "audit.yaml", ON)
    assert all(one.level == "warning" and one.file == "audit.yaml" for one in found)
    return [(one.code, one.path) for one in found]


def test_a_plain_file_calls_for_nothing(catalogue: Catalogue) -> None:
    accounts = [{"platform": "facebook", "last_post": "2026-11-18"}]
    assert said(catalogue, {"answers": {"org_presence": "yes"}, "accounts": accounts}) == []


def test_an_answer_without_object_is_named(catalogue: Catalogue) -> None:
    data: dict[str, object] = {"answers": {"org_presence": "no", "org_social_hours": 3}}
    assert said(catalogue, data) == [("ANS-UNASKED", "answers.org_social_hours")]


def test_an_answer_without_object_on_an_account_is_named(catalogue: Catalogue) -> None:
    account = {"key": "fb", "platform": "facebook", "last_post": "2026-11-18", "status": "live"}
    data: dict[str, object] = {"accounts": [{**account, "season": ["july"]}]}
    assert said(catalogue, data) == [("ANS-UNASKED", "accounts.fb.season")]


def test_an_answer_behind_an_unknown_gate_is_not_said_to_be_useless(catalogue: Catalogue) -> None:
    assert said(catalogue, {"answers": {"org_social_hours": 3}}) == []


def test_presence_without_any_account_is_said(catalogue: Catalogue) -> None:
    assert said(catalogue, {"answers": {"org_presence": "yes"}}) == [("ANS-ACCOUNTS", "accounts")]


def test_another_version_of_the_catalogue_is_said(catalogue: Catalogue) -> None:
    assert said(catalogue, {"catalogue": "0.9.0"}) == [("ANS-CATALOGUE", "catalogue")]


def test_the_same_version_with_another_content_is_said(catalogue: Catalogue) -> None:
    version = f"{catalogue.version} sha256:0000"
    assert said(catalogue, {"catalogue": version}) == [("ANS-CATALOGUE", "catalogue")]


def test_the_catalogue_the_file_was_written_for_is_not_remarked(catalogue: Catalogue) -> None:
    for mark in (catalogue.sha256, catalogue.sha256[:12], f"{catalogue.sha256[:4]}…"):
        assert said(catalogue, {"catalogue": f"{catalogue.version} sha256:{mark}"}) == []


def test_an_answer_after_the_date_of_the_audit_is_refused() -> None:
    answers = answers_of({"accounts": [{"key": "fb", "last_post": "2026-11-18"}]})
    (fault,) = answers_after(answers, "audit.yaml", date(2026, 6, 1))
    assert (fault.path, fault.level) == ("accounts.fb.last_post", "error")
    assert answers_after(answers, "audit.yaml", ON) == []


def test_an_answer_that_may_be_before_the_date_is_kept() -> None:
    answers = answers_of({"accounts": [{"last_post": "2026-11"}, {"last_post": "plus d’un an"}]})
    assert answers_after(answers, "audit.yaml", date(2026, 11, 10)) == []
