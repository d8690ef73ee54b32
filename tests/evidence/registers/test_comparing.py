"""What a register proposes, against the accounts of the file."""

from tests.evidence.registers.registry_files import NETWORKS

from playbook_audit.evidence.addresses import canonical
from playbook_audit.evidence.registers.comparing import Compared, Filed, compared
from playbook_audit.evidence.registers.interface import Proposal


def proposal(address: str) -> Proposal:
    return Proposal("accounts", address, "origine", account=canonical(address, NETWORKS))


def against(address: str, *filed: Filed) -> Compared:
    return compared([proposal(address)], filed)


def filed(key: str, address: str | None, network: str = "facebook") -> Filed:
    return Filed(key, network, canonical(address, NETWORKS) if address else None)


def test_an_account_of_the_file_is_not_proposed_again() -> None:
    found = against("https://twitter.com/Valmont", filed("x-1", "https://x.com/valmont/", "x"))
    assert found.new == ()
    assert found.there == {"https://twitter.com/Valmont": "x-1"}


def test_an_account_without_address_on_the_same_network_leaves_a_doubt() -> None:
    found = against("https://www.facebook.com/valmont", filed("fb", None))
    assert found.new == ()
    assert found.doubtful == {"https://www.facebook.com/valmont": "fb"}


def test_a_number_and_a_name_leave_a_doubt() -> None:
    number = "https://www.facebook.com/profile.php?id=100000000000001"
    assert against("https://www.facebook.com/valmont", filed("fb", number)).doubtful


def test_another_account_or_another_network_leaves_none() -> None:
    other = (filed("fb", "https://www.facebook.com/autre"), filed("x-1", None, "x"))
    assert len(against("https://www.facebook.com/valmont", *other).new) == 1


def test_an_account_of_which_nothing_is_known_stops_nothing() -> None:
    assert against("https://www.facebook.com/valmont", Filed("compte-1", None, None)).new
