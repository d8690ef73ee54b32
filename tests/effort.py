"""How many examples a property is tried on: few enough for every run, more when one asks for it.

EFFORT=20 tries twenty times as many; HYPOTHESIS_PROFILE=explore tries others each time.
"""

import os

from hypothesis import settings

EFFORT = int(os.environ.get("EFFORT", "1"))


def examples(count: int) -> settings:
    """Give the settings of a property tried on so many examples, times the effort."""
    return settings(max_examples=count * EFFORT)
