"""Notes: what is said of the answers themselves, which weighs on nothing."""

from datetime import date
from typing import Any

import pytest
from tests.builders import ON, audit, judged

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.trials import with_answer
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import DateRange
from playbook_audit.model.assessment import Assessment, Note

ANSWERED: dict[str, Any] = {
    "org_name": "Les Granges",
    "org_population": 400,
    "org_presence": "no",
    "org_other_channels": ["bulletin"],
    "objectives_list": ["inform"],
    "local_groups": "none",
    "absence_chosen": ["all"],
    "absence_reason": ["elsewhere"],
    "absence_review": "written",
}
"""A village on no network that answered everything it is asked."""


def note(assessment: Assessment, rule: str) -> Note:
    return next(one for one in assessment.notes if one.rule == rule)


def conflict(*kept: dict[str, Any], question: str = "last_post") -> str:
    account = {"key": "ville", "platform": "facebook", question: {"contradicted": list(kept)}}
    return note(judged([account]), "declared_measured_conflict").state


# ------------------------------------------------------------------ missing answers


def test_everything_answered_leaves_nothing_to_clear() -> None:
    assert note(judged(**ANSWERED), "unknown_answers").state == "cleared"


def test_a_section_that_lacks_a_quarter_of_its_answers_is_said() -> None:
    """One answer of four missing in « Objectifs et stratégie »: the share is reached."""
    missing = note(judged(**{**ANSWERED, "absence_review": "?"}), "unknown_answers")
    assert missing.state == "raised"
    assert missing.witnesses == ("answers.absence_review",)


def test_sections_are_counted_and_named_by_their_missing_answers() -> None:
    missing = note(
        judged(**{**ANSWERED, "absence_review": "?", "local_groups": "?"}), "unknown_answers"
    )
    [(name, operand)] = missing.details
    assert (name, operand.value) == ("audit.sections_to_clear", 2.0)


def test_missing_answers_weigh_on_nothing_by_the_note() -> None:
    """The note of an audit disappears with its missing answers, and no risk falls for it."""
    assessment = judged(**{**ANSWERED, "absence_review": "?"})
    assert all(risk.points == (0, 0) for risk in assessment.risks)


# ------------------------------------------------------------------ declared against measured


@pytest.mark.parametrize(
    ("declared", "measured", "state"),
    [
        ("2026-11-20", "2026-03-02", "raised"),
        ("2026-11-20", "2026-11-20", "cleared"),
        ("2026-11", "2026-11-18", "cleared"),
        ("plus d’un an", "2024-05-02", "cleared"),
        ("plus d’un an", "2026-11-18", "raised"),
        ("jamais", "2026-11-18", "raised"),
    ],
)
def test_dates_that_cannot_be_one_day_conflict(declared: str, measured: str, state: str) -> None:
    assert conflict({"value": declared}, {"value": measured, "origin": "measured"}) == state


def test_two_people_who_disagree_are_no_conflict_with_a_measure() -> None:
    assert conflict({"value": "2026-11-20"}, {"value": "2026-03-02"}) == "cleared"


def test_any_measured_question_may_conflict() -> None:
    kept = ({"value": 900}, {"value": 1250, "origin": "measured"})
    assert conflict(*kept, question="followers") == "raised"


def test_a_conflict_keeps_both_possibilities() -> None:
    kept = [{"value": "2026-11-20"}, {"value": "2025-03-02", "origin": "measured"}]
    account = {"key": "v", "platform": "facebook", "last_post": {"contradicted": kept}}
    [found] = judged([account]).accounts
    assert {"active", "abandoned"} <= set(found.states)


def test_correcting_the_answer_lifts_the_conflict() -> None:
    kept = [{"value": "2026-11-20"}, {"value": "2025-03-02", "origin": "measured"}]
    answers = audit([{"key": "v", "platform": "x", "last_post": {"contradicted": kept}}])
    day = DateRange(date(2025, 3, 2), date(2025, 3, 2))
    corrected = assess(catalogue(), with_answer(answers, "accounts.v.last_post", day), ON)
    assert note(corrected, "declared_measured_conflict").state == "cleared"
