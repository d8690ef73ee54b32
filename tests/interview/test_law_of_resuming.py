"""Whatever one does on the way, the report is that of the same answers given straight through."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.activity import activities, activity_of, every
from tests.builders import ON
from tests.effort import examples
from tests.interview.restless import (
    Restless,
    SilentDesk,
    Straight,
    described,
    flow_at,
    listed,
    village,
)
from tests.interview.stand_ins import FileDesk, MemoryKeeper
from tests.report.cases import judged_case

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.filed import path_of
from playbook_audit.interview.interface import Raw, Setting
from playbook_audit.interview.walk import walk
from playbook_audit.model.activity import NO_ACTIVITY, Activity, Headcount
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.page import Page

STEPS = 40
MEASURES = activities(
    activity_of(
        "facebook-1",
        every(7, date(2025, 9, 1), ON),
        (None, ON),
        followers=Headcount(1240, ON),
        opened_on=date(2025, 9, 1),
    ),
    activity_of(
        "x-1",
        every(30, date(2024, 1, 8), date(2026, 3, 2)),
        (date(2024, 1, 1), date(2026, 11, 20)),
        network="x",
        followers=Headcount(310, date(2026, 11, 20)),
    ),
)


@pytest.mark.law
@given(
    whims=st.binary(min_size=2 * STEPS, max_size=2 * STEPS),
    begun=st.sampled_from((lambda: None, described, village)),
)
@examples(200)
def test_any_walk_ends_in_the_report_of_the_same_answers_given_straight_through(
    whims: bytes, begun: Callable[[], dict[str, Any] | None]
) -> None:
    final = Restless(whims, begun()).go_to_the_end()
    straight = straight_through(final)
    assert answers_by_path(straight.data) == answers_by_path(final)
    assert report(straight.data) == report(final)


@pytest.mark.law
@given(whims=st.binary(min_size=2 * STEPS, max_size=2 * STEPS))
@examples(100)
def test_so_it_is_with_measures_kept_or_corrected(whims: bytes) -> None:
    final = Restless(whims, listed(), MEASURES).go_to_the_end()
    straight = straight_through(final, MEASURES)
    assert answers_by_path(straight.data) == answers_by_path(final)
    assert report(straight.data, MEASURES) == report(final, MEASURES)


def straight_through(final: dict[str, Any], measures: Activity = NO_ACTIVITY) -> MemoryKeeper:
    """Give the answers of a walk without detours, then those that are kept aside."""
    desk = SilentDesk(measures)
    # A status holds once given, even where a fresh post would keep it from being asked.
    kept = ("key", "status")
    rows = final.get("accounts") or ()
    accounts = [{name: row[name] for name in kept if name in row} for row in rows]
    data: dict[str, Any] = {"playbook_audit": "1", "answers": {}}
    keeper = MemoryKeeper({**data, "accounts": accounts} if accounts else data)
    assert walk(catalogue(), Straight(final), keeper, desk).finished
    for path, raw in answers_by_path(final).items():
        if path not in answers_by_path(keeper.data):
            found = flow_at(keeper.data, desk).by_path.get(path)
            assert found is None or found.is_measured  # one that only the review shows
            keeper.record(Setting(path, raw))
    return keeper


def answers_by_path(data: dict[str, Any]) -> dict[str, Raw]:
    """Give every answer of a file by its path."""
    found = {path_of(name): raw for name, raw in data["answers"].items()}
    for row in data.get("accounts") or ():
        found |= {path_of(name, row["key"]): raw for name, raw in row.items() if name != "key"}
    return found


def report(data: dict[str, Any], measures: Activity = NO_ACTIVITY) -> str:
    """Give the report, in Markdown."""
    desk = FileDesk(measures=measures)
    return FORMATS["markdown"].draw(judged_case(desk.read(data)), Page())
