"""The name of an account nobody opens: the limit of its network against the last log-in."""

from dataclasses import replace
from typing import Any

import pytest
from tests.builders import ON, audit, finding, judged

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import Finding
from playbook_audit.model.catalogue import Catalogue

RULE = "name_at_risk"
STOPPED = {"key": "compte", "scope": "theme", "status": "idle", "last_post": "2024-11-20"}


def found(**answers: Any) -> Finding:
    return finding(judged([{**STOPPED, **answers}]), RULE, "compte")


@pytest.mark.parametrize(
    ("platform", "login", "state"),
    [
        ("x", "month", "cleared"),
        ("x", "half", "raised"),
        ("x", "older", "raised"),
        ("tiktok", "half", "cleared"),
        ("tiktok", "year", "raised"),
        ("facebook", "older", "not_applicable"),
        ("facebook", "?", "not_applicable"),
        ("x", "?", "unknown"),
        ("?", "older", "unknown"),
    ],
)
def test_each_network_has_its_own_limit(platform: str, login: str, state: str) -> None:
    assert found(platform=platform, last_login=login).state == state


def test_a_live_account_is_not_asked_when_it_was_opened() -> None:
    live = found(platform="x", status="live", last_post="2026-11-20", last_login="older")
    assert live.state == "not_applicable"


def test_the_network_and_the_last_login_are_the_witnesses() -> None:
    raised = found(platform="x", last_login="older")
    assert {"accounts.compte.platform", "accounts.compte.last_login"} <= set(raised.witnesses)
    unknown = found(platform="x", last_login="?")
    assert unknown.witnesses == ("accounts.compte.last_login",)


def test_a_limit_inside_an_answer_leaves_the_finding_open() -> None:
    given = audit([{**STOPPED, "platform": "x", "last_login": "half"}])
    judged_again = assess(_with_limit("x", 60), given, ON)
    open_one = finding(judged_again, RULE, "compte")
    assert open_one.state == "unknown"
    assert open_one.witnesses == ("accounts.compte.last_login",)


def _with_limit(platform: str, days: int) -> Catalogue:
    """Give the catalogue with another limit for one network."""
    whole = catalogue()
    network = whole.rulebook.networks[platform]
    assert network.idle_name is not None
    idle = network.idle_name.model_copy(update={"days": days})
    changed = {platform: network.model_copy(update={"idle_name": idle})}
    networks = whole.rulebook.networks | changed
    return replace(whole, rulebook=replace(whole.rulebook, networks=networks))
