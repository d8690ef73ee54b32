"""Severities, calibrated: what ordinary collectivités and fleets score (table: tests/fleets.py)."""

import pytest
from tests import fleets

from playbook_audit.catalogue.load import catalogue

RISKS = tuple(catalogue().rulebook.risks)
ORDINARY = (0.30, 0.70)
"""Where an ordinary commune of 8 000 lands on each risk."""


@pytest.mark.parametrize("risk", RISKS)
def test_an_ordinary_commune_of_8000_lands_in_the_middle(risk: str) -> None:
    found = fleets.scores(fleets.assessed(fleets.ORDINARY, fleets.ORDINARY_ACCOUNTS))[risk]
    assert ORDINARY[0] <= found[0] <= found[1] <= ORDINARY[1], found


@pytest.mark.parametrize("account", [fleets.VILLAGE_PAGE, fleets.VILLAGE_PROFILE])
def test_a_village_with_one_secretary_is_never_at_the_highest_level(
    account: fleets.Plain,
) -> None:
    assessment = fleets.assessed(fleets.VILLAGE, [account])
    assert all("critical" not in risk.levels for risk in assessment.risks)
    assert assessment.nothing_urgent


@pytest.mark.parametrize("size", fleets.SIZES)
def test_a_well_kept_fleet_carries_no_risk_whatever_its_size(size: int) -> None:
    accounts = [*fleets.fleet(size, fleets.nothing_lacking)]
    found = fleets.scores(fleets.assessed(fleets.METROPOLE, accounts))
    assert set(found.values()) == {(0.0, 0.0)}


@pytest.mark.parametrize("size", fleets.SIZES)
def test_small_defects_never_saturate_a_fleet(size: int) -> None:
    accounts = [*fleets.fleet(size, fleets.small_defects)]
    assessment = fleets.assessed(fleets.METROPOLE, accounts)
    assert all("critical" not in risk.levels for risk in assessment.risks)


def test_dormant_accounts_are_counted_and_never_diluted() -> None:
    """Four dormant accounts weigh as much among sixty as among four."""
    few = [{**one, **fleets.some_dormant(7)} for one in fleets.fleet(4, fleets.nothing_lacking)]
    many = [*fleets.fleet(60, fleets.nothing_lacking)]
    many[:4] = few
    alone, among = (fleets.assessed(fleets.METROPOLE, accounts) for accounts in (few, many))
    assert alone.risk("abandonment").points == among.risk("abandonment").points
