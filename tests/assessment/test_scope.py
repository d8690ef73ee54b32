"""A trial keeps what other accounts say alone; it must conclude like an audit begun afresh."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import ON, audit
from tests.fleets import fleet, small_defects
from tests.situations import Situation, written_cases
from tests.test_cases import FILES

from playbook_audit.assessment.findings import judge_findings
from playbook_audit.assessment.notes import judge_notes
from playbook_audit.assessment.programme import programme_of
from playbook_audit.assessment.remaining import asked_sections
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.assessment.trials import question_at, values_tried, with_answer
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answers, Value

MOVING = ("platform", "scope", "status", "last_post", "audience", "followers", "comments_open")


def changes(situation: Situation) -> Iterator[tuple[str, Value]]:
    """Give changes of one account that may move the others."""
    key = next(iter(situation.answers.accounts or ())).key
    for name in MOVING:
        path = f"accounts.{key}.{name}"
        question = question_at(catalogue().questionnaire, path)
        assert question is not None
        for value in values_tried(question, situation.on)[:3]:
            yield path, value


def concluded(scope: AuditScope) -> tuple[object, ...]:
    return tuple(judge_findings(scope)), tuple(judge_notes(scope)), asked_sections(scope)


def scope_of(answers: Answers, situation: Situation) -> AuditScope:
    return AuditScope(programme_of(catalogue()), answers, situation.on)


def check(situation: Situation) -> None:
    before = scope_of(situation.answers, situation)
    for path, value in changes(situation):
        answers = with_answer(situation.answers, path, value)
        trial, afresh = before.after(answers), scope_of(answers, situation)
        assert concluded(trial) == concluded(afresh), (situation.name, path, value)


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_a_trial_concludes_like_an_audit_begun_afresh(file: Path) -> None:
    several = [one for one in written_cases(file) if len(one.answers.accounts or ()) > 1]
    for situation in several[:4]:
        check(situation)


def test_a_trial_on_a_large_fleet_too() -> None:
    check(Situation("fleet", audit(fleet(12, small_defects), org_population=90_000), ON))


def test_a_trial_of_an_answer_on_the_audit_keeps_nothing() -> None:
    situation = Situation("", audit([{"key": "x", "platform": "x"}, {"key": "y"}]), ON)
    before = scope_of(situation.answers, situation)
    concluded(before)
    answers = with_answer(situation.answers, "answers.org_population", 400.0)
    assert concluded(before.after(answers)) == concluded(scope_of(answers, situation))


def test_what_looks_at_the_other_accounts_is_worked_out_again() -> None:
    alone = programme_of(catalogue()).standalone
    twins = {"general_twins", "active_general_twins", "shares_public_with_main"}
    assert not alone & twins
    assert {"platform", "state", "network", "exposure", "serves_objective"} <= alone
