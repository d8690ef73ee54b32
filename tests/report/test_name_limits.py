"""The limit after which a network takes a name back is printed with what says so."""

from tests.builders import ON, audit

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.report.case import Case
from playbook_audit.report.labels import Labels
from playbook_audit.report.thresholds import idle_names, idle_names_of

ARCHIVED = {
    "key": "x",
    "platform": "x",
    "handle": "VilleDeValmont",
    "scope": "general",
    "status": "closed",
    "exit_notice": "full",
    "last_post": "2025-02-10",
    "last_login": "half",
}


def case_of_an_archived_account() -> Case:
    given = audit([ARCHIVED])
    assessment = assess(catalogue(), given, ON)
    return Case(catalogue(), given, assessment, inquire(catalogue(), given, assessment))


def test_the_sentence_names_the_account_its_network_and_the_limit() -> None:
    case = case_of_an_archived_account()
    raised = next(one for one in case.assessment.raised if one.rule == "name_at_risk")
    words = "".join(span.text for span in Labels(case).says(raised))
    assert "à X — VilleDeValmont depuis 30 jours ou plus" in words
    assert "X pourrait reprendre ce nom" in words


def test_only_the_networks_of_the_accounts_are_given_with_their_source() -> None:
    taken = idle_names_of(case_of_an_archived_account(), {"x"})
    assert [(title, idle.source) for title, idle in taken.items()] == [
        ("X (Twitter)", "x-inactive")
    ]


def test_networks_without_a_known_limit_take_no_name_back() -> None:
    titles = idle_names(catalogue().rulebook.networks.values())
    assert set(titles) == {"X (Twitter)", "TikTok"}
