"""What would lift a finding, in every situation written by hand: each way out is tried again."""

from pathlib import Path

import pytest
from tests.builders import ON, audit
from tests.situations import Situation, case_of, example_case, written_cases
from tests.test_cases import FILES

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.findings import verdict_of
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.assessment.trials import with_changes
from playbook_audit.catalogue.load import catalogue
from playbook_audit.conditions.truth import TRUE
from playbook_audit.model.assessment import Finding
from playbook_audit.model.inquiry import Change
from playbook_audit.report.case import Case

RULES = tuple(catalogue().rulebook.findings)
ACQUIRED = {
    "opened_without_need": "why an account was opened is past",
    "elected_page_as_official": "takes an account in the name of the collectivité, not an answer",
    "unlisted_accounts": "when a copy shows one: takes the account listed, and its file read again",
}
"""Findings that no answer clears today, nor any end of a period: the report says so."""


def still_raised(case: Case, finding: Finding, changed: AuditScope) -> bool:
    account = None if finding.account is None else changed.account(finding.account)
    compiled = programme_of(case.catalogue).finding(finding.rule)
    return verdict_of(compiled, changed, account)[0] is TRUE


def scope_after(case: Case, changes: tuple[object, ...]) -> AuditScope:
    answers = with_changes(case.answers, changes)  # type: ignore[arg-type]
    return AuditScope(programme_of(case.catalogue), answers, case.assessment.on)


def check(case: Case, name: str) -> None:
    for finding in case.assessment.raised:
        ways = case.inquiry.lifted_by[finding.fingerprint]
        for way in ways:
            assert not still_raised(case, finding, scope_after(case, way)), (name, finding, way)
        if not ways and case.inquiry.ends_on[finding.fingerprint] is None:
            assert finding.rule in ACQUIRED, (name, finding.fingerprint)


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_every_finding_of_a_case_has_a_way_out_that_works(file: Path) -> None:
    for situation in written_cases(file):
        check(case_of(situation), situation.name)


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_finding_has_a_way_out_that_works(rule: str) -> None:
    case = example_case(rule, "raised")
    assert case is not None
    check(case, rule)


@pytest.mark.parametrize("rule", RULES)
def test_an_audit_judged_after_a_way_out_no_longer_has_the_finding(rule: str) -> None:
    case = example_case(rule, "raised")
    assert case is not None
    for finding in (one for one in case.assessment.raised if one.rule == rule):
        for way in case.inquiry.lifted_by[finding.fingerprint]:
            after = assess(case.catalogue, with_changes(case.answers, way), case.assessment.on)
            assert finding.fingerprint not in {one.fingerprint for one in after.raised}


def test_a_period_that_ends_takes_its_finding_with_it() -> None:
    case = example_case("electoral_window", "raised")
    assert case is not None
    assert case.inquiry.lifted_by["electoral_window"] == ()
    end = case.inquiry.ends_on["electoral_window"]
    assert end is not None
    after = assess(case.catalogue, case.answers, end)
    assert "electoral_window" not in {one.fingerprint for one in after.raised}


def test_a_finding_that_is_not_raised_has_no_way_out() -> None:
    case = example_case("dormant_account", "cleared")
    assert case is not None
    with pytest.raises(KeyError):
        case.inquiry.lifted_by["dormant_account:account-0"]
    assert "dormant_account:account-0" not in case.inquiry.lifted_by


def test_of_two_pages_for_one_town_the_silent_one_is_closed() -> None:
    page = {"platform": "facebook", "scope": "general", "followers": 4000}
    accounts = [
        {**page, "key": "ancienne", "status": "idle", "last_post": "2025-03-01"},
        {**page, "key": "actuelle", "status": "live", "last_post": ON, "followers": 300},
    ]
    case = case_of(Situation("", audit(accounts), ON))
    [way] = case.inquiry.lifted_by["duplicate_general_accounts"]
    assert way == (Change("accounts.ancienne.status", "closed"),)


def test_of_three_living_pages_the_most_followed_stays() -> None:
    page = {"platform": "facebook", "scope": "general", "status": "live", "last_post": ON}
    accounts = [{**page, "key": f"page-{rank}", "followers": 1000 * rank} for rank in (1, 3, 2)]
    case = case_of(Situation("", audit(accounts), ON))
    [way] = case.inquiry.lifted_by["duplicate_general_accounts"]
    assert {one.path for one in way} == {"accounts.page-1.status", "accounts.page-2.status"}


def test_one_does_not_close_an_account_to_mend_a_habit() -> None:
    accounts = [{"key": "x", "platform": "x", "status": "live", "last_post": ON, "mfa": "none"}]
    case = case_of(Situation("", audit(accounts), ON))
    assert case.inquiry.lifted_by["no_mfa"] == ((Change("accounts.x.mfa", "all"),),)


def test_two_rules_still_to_write_are_written_together() -> None:
    accounts = [{"key": "x", "platform": "x", "last_post": ON}]
    case = case_of(Situation("", audit(accounts, written_rules=["personal"]), ON))
    [[change]] = case.inquiry.lifted_by["no_working_rules"]
    assert change.path == "answers.written_rules"
    assert change.value == frozenset(("personal", "roles", "hacked"))
