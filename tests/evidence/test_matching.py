"""Whose account a file is about: by number, address or exact name, and never by likeness."""

import pytest

from playbook_audit.catalogue.load import catalogue
from playbook_audit.evidence.interface import AccountSeen
from playbook_audit.evidence.matching import Register
from playbook_audit.model.activity import NO_ACTIVITY, AccountActivity, Activity
from playbook_audit.model.answer import Account, Answer


def account(key: str, platform: str, handle: str | None = None) -> Account:
    answers = {"platform": Answer(platform)}
    if handle:
        answers["handle"] = Answer(handle)
    return Account(key, answers)


def register(*accounts: Account, activity: Activity = NO_ACTIVITY) -> Register:
    return Register(accounts, activity, catalogue().rulebook.networks)


@pytest.mark.parametrize(
    ("handle", "seen"),
    [
        (
            "https://www.facebook.com/VilleDeValmont",
            AccountSeen("facebook", handle="villedevalmont"),
        ),
        (
            "fr-fr.facebook.com/pages/Valmont/100000000000001",
            AccountSeen("facebook", "100000000000001"),
        ),
        ("Ville de Valmont", AccountSeen("facebook", name="ville de  Valmont")),
    ],
)
def test_an_account_is_known_by_its_number_its_address_or_its_exact_name(
    handle: str, seen: AccountSeen
) -> None:
    assert register(account("page", "facebook", handle)).key_of(seen) == "page"


@pytest.mark.parametrize(
    "seen",
    [
        AccountSeen("instagram", handle="villedevalmont"),
        AccountSeen("facebook", handle="villedevalmont2"),
        AccountSeen("facebook", name="Ville de Valmont-sur-Mer"),
        AccountSeen("facebook"),
    ],
)
def test_what_only_looks_like_it_is_nobody(seen: AccountSeen) -> None:
    found = register(account("page", "facebook", "https://facebook.com/VilleDeValmont"))
    assert found.key_of(seen) is None


def test_the_same_name_under_another_number_is_another_account() -> None:
    known = AccountActivity("page", "facebook", native_ids=("100000000000001",))
    found = register(
        account("page", "facebook", "Valmont"), activity=Activity(accounts={"page": known})
    )
    assert found.key_of(AccountSeen("facebook", "100000000000001", name="Valmont")) == "page"
    assert found.key_of(AccountSeen("facebook", "200000000000002", name="Valmont")) is None


def test_two_accounts_of_one_name_are_not_told_apart() -> None:
    two = register(account("a", "facebook", "Valmont"), account("b", "facebook", "Valmont"))
    assert two.key_of(AccountSeen("facebook", name="Valmont")) is None


def test_a_number_seen_once_is_remembered() -> None:
    before = Activity({"page": AccountActivity("page", "facebook", native_ids=("42",))})
    known = register(account("page", "facebook", "Autre nom"), activity=before)
    assert known.key_of(AccountSeen("facebook", "42", handle="inconnu")) == "page"


def test_a_page_a_profile_and_a_group_are_one_network() -> None:
    group = register(account("groupe", "facebook_group", "https://facebook.com/groups/123456789"))
    assert group.keys_of("facebook") == ("groupe",)
