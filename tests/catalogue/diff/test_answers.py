"""The answers behind a verdict, as a person wrote them."""

from typing import Any

import pytest
from tests.catalogue.diff.conftest import situation

from playbook_audit.catalogue.diff.answers import answers_behind
from playbook_audit.catalogue.diff.verdicts import Moved
from playbook_audit.lifecycle.changes import Change

SOME = situation(
    "essai",
    answers={
        "objectives_list": ["inform", "alert"],
        "audience_channel_map": {"young": "poorly"},
        "register_exists": {"value": "partial", "note": "liste de 2023"},
        "org_name": "Ville\x1b[31m",
    },
    accounts=[{"platform": "x", "mfa": "all"}, {"key": "page", "mfa": "none"}],
)


def behind(*paths: str, account: str | None = None) -> list[tuple[str, str]]:
    return answers_behind(Moved(SOME, account, Change[Any](None, None), "", "", paths))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("answers.objectives_list", ("objectives_list", "inform, alert")),
        ("answers.audience_channel_map", ("audience_channel_map", "young = poorly")),
        ("answers.register_exists", ("register_exists", "partial")),
        ("answers.org_name", ("org_name", "Ville\\x1b[31m")),
        ("answers.voice", ("voice", "sans réponse")),
        ("accounts.page.mfa", ("page.mfa", "none")),
        ("accounts.x-1.mfa", ("x-1.mfa", "all")),
        ("accounts.nul.mfa", ("nul.mfa", "sans réponse")),
        ("accounts", ("accounts", "2 dans la liste")),
    ],
)
def test_an_answer_is_shown_as_it_was_written(path: str, told: tuple[str, str]) -> None:
    assert behind(path) == [told]


def test_the_account_the_verdict_is_about_is_not_repeated() -> None:
    assert behind("accounts.page.mfa", account="page") == [("mfa", "none")]


def test_what_nearly_every_verdict_rests_on_comes_after_what_decides() -> None:
    names = [
        name for name, _ in behind("answers.voice", "answers.org_presence", "answers.org_name")
    ]
    assert names == ["org_name", "org_presence", "voice"]
