"""What every test may ask for: the catalogue of this checkout, and how properties are explored."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from playbook_audit.catalogue.load import catalogue as catalogue_of_this_checkout
from playbook_audit.model.catalogue import Catalogue

_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target)
"""Shrinking a whole audit takes minutes: laws look for the smallest one themselves (smallest.py)."""
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

# Same examples at every run: what passes on one machine passes on all.
settings.register_profile(
    "ci", derandomize=True, deadline=None, phases=_PHASES, suppress_health_check=_SLOW
)
# HYPOTHESIS_PROFILE=explore looks further, and elsewhere each time.
settings.register_profile("explore", deadline=None, phases=_PHASES, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The questions and rules as they stand, read once."""
    return catalogue_of_this_checkout()
