"""The answers file to fill in: valid as it is, and still valid once filled."""

import re
from datetime import date

import pytest

from playbook_audit.dossier.preparation import preparation_sheet
from playbook_audit.dossier.read import parse_answers
from playbook_audit.dossier.template import EXAMPLE_ACCOUNT, answers_template
from playbook_audit.model.answer import Answers
from playbook_audit.model.catalogue import Catalogue

ON = date(2026, 11, 22)


def read(text: str, catalogue: Catalogue) -> Answers:
    return parse_answers(text, "audit.yaml", catalogue, ON)


@pytest.fixture(scope="session")
def empty(catalogue: Catalogue) -> str:
    return answers_template(catalogue)


def test_left_as_it_is_it_answers_nothing(empty: str, catalogue: Catalogue) -> None:
    answers = read(empty, catalogue)
    assert dict(answers.answers) == {}
    assert answers.accounts is None
    assert answers.on is None


def test_every_question_and_choice_stands_in_it(empty: str, catalogue: Catalogue) -> None:
    questionnaire = catalogue.questionnaire
    flat = " ".join(empty.replace("#", " ").split())
    for question in questionnaire.audit_questions.values():
        assert f"\n  {question.id}:\n" in empty
        assert question.ask in flat
        for choice in question.offered:
            assert f"{choice.id} {choice.label}" in flat
    for question in questionnaire.account_questions.values():
        assert f"\n    {question.id}:\n" in empty


def test_lines_stay_within_the_width_of_an_editor(empty: str) -> None:
    assert [line for line in empty.splitlines() if len(line) > 100] == []


def test_filled_by_hand_it_is_read(empty: str, catalogue: Catalogue) -> None:
    filled = (
        empty.replace("\n  org_type:\n", "\n  org_type: Commune\n")
        .replace("\n  org_population:\n", "\n  org_population: 8 012\n")
        .replace("\n    platform:\n", "\n    platform: instagram\n")
        .replace("\non: ", "\non: 2026-11-22 ")
    )
    answers = read(filled, catalogue)
    assert answers.on == ON
    assert answers.answers["org_type"].value == "commune"
    assert answers.answers["org_population"].value == 8012
    assert answers.accounts is not None
    assert [account.key for account in answers.accounts] == ["instagram-1"]


def test_its_example_account_is_valid_once_uncommented(empty: str, catalogue: Catalogue) -> None:
    names = "|".join(name for name, _, _ in EXAMPLE_ACCOUNT)
    uncommented = re.sub(rf"(?m)^  # (- |  )({names}): ", r"  \1\2: ", empty)
    accounts = read(uncommented, catalogue).accounts
    assert accounts is not None
    (account,) = accounts
    assert account.key == "facebook-ville"
    assert set(account.answers) == {name for name, _, _ in EXAMPLE_ACCOUNT} - {"key"}


def test_a_list_of_empty_accounts_is_no_account_yet(catalogue: Catalogue) -> None:
    assert read("accounts:\n  - key:\n    platform:\n", catalogue).accounts is None
    assert read("accounts: []\n", catalogue).accounts == ()


def test_an_empty_account_among_others_is_left_out(catalogue: Catalogue) -> None:
    text = "accounts:\n  - key:\n  - {platform: x}\n"
    accounts = read(text, catalogue).accounts
    assert accounts is not None
    assert [account.key for account in accounts] == ["x-2"]


# ---------------------------------------------------------------- the sheet to print


def test_the_sheet_asks_what_must_be_looked_up(catalogue: Catalogue) -> None:
    sheet = preparation_sheet(catalogue)
    for name in ("followers", "last_post", "admins_count", "mfa"):
        ask = catalogue.questionnaire.account_questions[name].ask
        assert sheet.count(ask) == 4  # where to find it, then one line in each of three tables
    assert catalogue.questionnaire.audit_questions["org_population"].ask in sheet
    assert catalogue.questionnaire.audit_questions["strategy_written"].ask not in sheet


def test_the_sheet_tells_the_minutes_of_each_path(catalogue: Catalogue) -> None:
    sheet = preparation_sheet(catalogue)
    few, usual = map(int, re.findall(r"environ (\d+) minutes", sheet))
    assert 5 <= few < usual <= 45


def test_tables_of_the_sheet_are_closed(catalogue: Catalogue) -> None:
    rows = [line for line in preparation_sheet(catalogue).splitlines() if line.startswith("|")]
    assert rows
    assert {line.count("|") for line in rows} == {3, 4}
    assert all(line.endswith("|") for line in rows)


def test_same_catalogue_same_bytes(catalogue: Catalogue) -> None:
    assert answers_template(catalogue) == answers_template(catalogue)
    assert preparation_sheet(catalogue) == preparation_sheet(catalogue)
