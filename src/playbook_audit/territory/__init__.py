"""Collectivités of France, found offline by name, postal code, INSEE code or SIREN.

    find("St Etienne")[0].describe()

What it knows stands in ``territories.json.gz``, which ``tools/build_territories.py`` writes.
"""

from playbook_audit.territory.card import origin
from playbook_audit.territory.lookup import find
from playbook_audit.territory.territory import Territory
from playbook_audit.territory.types import Type

__all__ = ["Territory", "Type", "find", "origin"]
