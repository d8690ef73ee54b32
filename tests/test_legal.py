"""What the law asks of whom, and when: nothing beyond its reach, and nothing surer than it is."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.builders import TOWN, answers_of, finding

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import Assessment
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.french import LEGAL_GRADES, how_checked
from playbook_audit.model.question import Question, QuestionType
from playbook_audit.model.rule import Election, FindingRule
from playbook_audit.report.case import Case
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.findings import source_text
from playbook_audit.report.spans import plain

ON = date(2026, 11, 22)
LEGAL = [one for one in catalogue().rulebook.findings.values() if one.legal is not None]
CALENDAR = [one for one in catalogue().rulebook.calendar if one.window_from]
FROM_INHABITANTS = re.compile(r"(\d[\d ]*) habitants( et plus)?")

# ---------------------------------------------------------------- whom it binds

WORST: dict[str, Any] = {
    "org_name": "Testbourg",
    "respondent_role": "comm",
    "opening_reason": ["peers"],
    "org_mandate_change": "none",
    "org_other_channels": ["website"],
    "org_social_hours": 0,
    "objectives_list": ["dialogue", "alert", "participate"],
    "audiences_named": ["young", "seniors"],
    "audience_channel_map": {"young": "poorly", "seniors": "poorly"},
    "elected_separation": "staff",
    "content_achievements": "often",
    "paid_promotion": "often",
    "provider_use": "unclear",
    "unofficial_watch": "yearly",
    "unofficial_found": ["fake", "pending", "forgotten"],
    "shared_territory": "confused",
    "contradictory_messages": "serious",
}
"""The worst answers to what measures no practice; elsewhere it is the answer of least value."""
WORST_ACCOUNT: dict[str, Any] = {
    "platform": "facebook_profile",
    "handle": "Testbourg",
    "purpose": "none",
    "audience": "all",
    "unique_reach": "elsewhere",
    "followers": 900,
    "scope": "general",
    "status": "idle",
    "last_post": "2024-01-01",
    "owner": "nobody",
    "comments_open": "both",
    "admins_count": 0,
    "credential_type": "shared",
}
NOT_BOUND_UNDER_1000 = {
    "opposition_space_missing",
    "staff_unprotected",
    "personal_speech_rules_missing",
    "paid_ads_exposed",
}


@cache
def commune_of_999_at_its_worst() -> Assessment:
    """Give two neglected pages of a commune of 999 where every question is answered at worst."""
    questions = catalogue().questionnaire
    answers = {**_least(questions.audit_questions), **WORST}
    answers |= {"org_type": "commune", "org_population": 999, "org_presence": "yes"}
    account = {**_least(questions.account_questions), **WORST_ACCOUNT}
    accounts = [{**account, "key": "page"}, {**account, "key": "x", "platform": "x"}]
    return assess(catalogue(), answers_of({"answers": answers, "accounts": accounts}), ON)


def _least(questions: dict[str, Question]) -> dict[str, Any]:
    """Give the answer of least value to every question that measures a practice."""
    found: dict[str, Any] = {}
    for one in questions.values():
        graded = [choice for choice in one.offered if choice.value is not None]
        if graded:
            found[one.id] = min(graded, key=lambda choice: choice.value or 0).id
        elif one.type is QuestionType.MANY and one.axis:
            found[one.id] = [choice.id for choice in one.offered if choice.weight == 0][:1]
    return found


def test_a_commune_of_999_gets_no_duty_that_does_not_bind_it() -> None:
    worst = commune_of_999_at_its_worst()
    assert worst.context.answered == worst.context.asked, "a question has no worst answer here"
    raised = {one.rule for one in worst.raised}
    assert len(raised) > 25, "the worst answers no longer raise much: this test proves nothing"
    assert not raised & NOT_BOUND_UNDER_1000
    rules = catalogue().rulebook.findings
    too_far = [rule for rule in raised if _first_bound(rules[rule]) > 999]
    assert not too_far


def _first_bound(rule: FindingRule) -> int:
    """Give the smallest population a point of law says it binds, or 0."""
    found = FROM_INHABITANTS.findall(rule.legal.binds) if rule.legal else []
    return min((int(re.sub(r"\D", "", number)) for number, _ in found), default=0)


def test_rules_that_name_a_population_are_those_that_spare_small_communes() -> None:
    named = {rule.id for rule in LEGAL if _first_bound(rule)}
    assert named <= NOT_BOUND_UNDER_1000
    assert named >= {"opposition_space_missing", "staff_unprotected"}


def test_what_does_not_bind_a_commune_of_999_is_without_object_there() -> None:
    assessment = commune_of_999_at_its_worst()
    states = {rule: finding(assessment, rule).state for rule in NOT_BOUND_UNDER_1000}
    assert set(states.values()) == {"not_applicable"}, states


def test_a_commune_of_400_without_account_has_nothing_urgent() -> None:
    absent = {"org_type": "commune", "org_population": 400, "org_presence": "no"}
    assessment = assess(catalogue(), answers_of({"answers": absent}), ON)
    assert assessment.nothing_urgent
    assert not [one for one in assessment.raised if one.risk == "legal_exposure"]


# ---------------------------------------------------------------- how sure it is


def test_every_point_of_law_says_whom_since_when_and_how_sure() -> None:
    assert {one.risk for one in LEGAL} >= {"legal_exposure", "loss_of_control"}
    for rule in LEGAL:
        assert rule.legal
        assert rule.legal.binds
        assert rule.legal.since
        assert rule.legal.certainty


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("accessibility_gap", "obligation probable, non tranchée"),
        ("opposition_space_missing", "contesté pour X"),
        ("institution_politics_confusion", "pas de jurisprudence établie"),
        ("staff_unprotected", "à vérifier sur Légifrance"),
        ("personal_speech_rules_missing", "à vérifier sur Légifrance"),
    ],
)
def test_what_is_not_settled_is_not_told_as_settled(rule: str, words: str) -> None:
    legal = catalogue().rulebook.findings[rule].legal
    assert legal
    assert words in legal.certainty


BELIEVED = ("cgct-autres-assemblees", "cgfp-l121-2", "cgfp-l134-1", "cp-222-33-2-2", "pharos")


@pytest.mark.parametrize("source", BELIEVED)
def test_what_nobody_read_carries_to_check(source: str) -> None:
    believed = catalogue().rulebook.sources[source]
    assert how_checked(believed).startswith("à vérifier")
    assert how_checked(believed) in plain(source_text(believed))


def test_a_law_known_by_another_page_is_left_to_check() -> None:
    laws = [one for one in catalogue().rulebook.sources.values() if one.grade in LEGAL_GRADES]
    assert laws
    assert all("à vérifier" in how_checked(one) for one in laws if one.checked != "read")


@pytest.mark.parametrize("election", ["senatoriales-2026", "presidentielle-2027"])
def test_elections_believed_only_frame_nobody_and_say_so(election: str) -> None:
    found = next(one for one in catalogue().rulebook.calendar if one.id == election)
    assert (found.certainty, found.binds) == ("to_check", ())


# ---------------------------------------------------------------- when


@pytest.mark.parametrize("election", CALENDAR, ids=lambda one: one.id)
def test_a_window_opens_on_the_first_day_of_the_sixth_month_before(election: Election) -> None:
    months = int(catalogue().rulebook.numbers["electoral_window_months"])
    assert months == 6
    assert election.window_from == election.opening(months)


def test_the_opening_crosses_years() -> None:
    voted: dict[str, Any] = {
        "id": "e",
        "title": "Élections",
        "source": "s",
        "certainty": "computed",
    }
    months = {"2028-03": "2027-09-01", "2029-06": "2028-12-01", "2030-12": "2030-06-01"}
    for month, opening in months.items():
        assert Election(month=month, **voted).opening(6) == opening


WINDOWS = [
    ("commune", date(2025, 9, 1), "du 1er septembre 2025 au 22 mars 2026", "municipales"),
    ("epci", date(2026, 3, 22), "du 1er septembre 2025 au 22 mars 2026", "municipales"),
    ("departement", date(2027, 9, 1), "du 1er septembre 2027 au 31 mars 2028", "départementales"),
    ("region", date(2028, 3, 31), "du 1er septembre 2027 au 31 mars 2028", "régionales"),
    ("commune", date(2031, 9, 1), "du 1er septembre 2031 au 31 mars 2032", "municipales"),
]


@pytest.mark.parametrize(("org_type", "on", "dates", "election"), WINDOWS)
def test_the_finding_prints_the_dates_and_the_election(
    org_type: str, on: date, dates: str, election: str
) -> None:
    said = sentence(case_on(org_type, on))
    assert dates in said
    assert f"pour les élections {election}" in said


def test_the_finding_prints_how_sure_the_dates_are() -> None:
    assert "(lu à la source)" in sentence(case_on("commune", date(2026, 2, 2)))
    assert "(calculé d’après la règle)" in sentence(case_on("region", date(2027, 12, 1)))


def test_two_open_windows_are_both_named() -> None:
    """A by-election would open a second window beside the first."""
    rules = with_election(catalogue(), binds=("departement",), window_to="2027-12-31")
    said = sentence(case_on("departement", date(2027, 10, 15), rules))
    assert "élections départementales de mars 2028 (calculé" in said
    assert " et du 1er septembre 2027 au 31 décembre 2027 pour les élections partielles" in said


def case_on(org_type: str, on: date, rules: Catalogue | None = None) -> Case:
    """Give the case of a collectivité present on networks, on a day."""
    rules = rules or catalogue()
    answers = answers_of({"answers": {**TOWN, "org_type": org_type}}, on)
    assessment = assess(rules, answers, on)
    return Case(rules, answers, assessment, inquire(rules, answers, assessment))


def sentence(case: Case) -> str:
    """Give what the report says of the electoral window, in plain text."""
    words = plain(Labels(case).says(finding(case.assessment, "electoral_window")))
    return re.sub(r"\s", " ", words)


def with_election(rules: Catalogue, **fields: Any) -> Catalogue:
    """Give a catalogue whose calendar has one election more."""
    partial = Election(
        id="partielles",
        title="Élections partielles",
        window_from="2027-09-01",
        source="calendrier-elections",
        certainty="to_check",
        **fields,
    )
    calendar = (*rules.rulebook.calendar, partial)
    return replace(rules, rulebook=replace(rules.rulebook, calendar=calendar))


OUTSIDE = [
    ("commune", (date(2025, 8, 31), date(2026, 3, 23), ON, date(2027, 10, 15), date(2031, 8, 31))),
    ("epci", (date(2025, 8, 31), date(2026, 3, 23), ON, date(2027, 10, 15), date(2031, 8, 31))),
    ("departement", (date(2026, 2, 2), ON, date(2027, 8, 31), date(2028, 4, 1))),
    ("region", (date(2026, 2, 2), ON, date(2027, 8, 31), date(2028, 4, 1))),
    ("other", (date(2026, 2, 2), ON, date(2027, 10, 15))),
]


@pytest.mark.parametrize(("org_type", "days"), OUTSIDE)
def test_nobody_is_framed_outside_its_window(org_type: str, days: tuple[date, ...]) -> None:
    found = [finding(case_on(org_type, on).assessment, "electoral_window") for on in days]
    assert {one.state for one in found} == {"cleared"}
