"""Whatever one does on the way, the report is that of the same answers given straight through."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples
from tests.interview.restless import Restless, SilentDesk, Straight, described, flow_at, village
from tests.interview.stand_ins import FileDesk, MemoryKeeper
from tests.report.cases import judged_case

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.filed import path_of
from playbook_audit.interview.interface import Raw, Setting
from playbook_audit.interview.walk import walk
from playbook_audit.report.formats import FORMATS, Page

STEPS = 40


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


def straight_through(final: dict[str, Any]) -> MemoryKeeper:
    """Give the answers of a walk without detours, then those that are kept aside."""
    # A status holds once given, even where a fresh post would keep it from being asked.
    kept = ("key", "status")
    rows = final.get("accounts") or ()
    accounts = [{name: row[name] for name in kept if name in row} for row in rows]
    data: dict[str, Any] = {"playbook_audit": "1", "answers": {}}
    keeper = MemoryKeeper({**data, "accounts": accounts} if accounts else data)
    assert walk(catalogue(), Straight(final), keeper, SilentDesk()).finished
    for path, raw in answers_by_path(final).items():
        if path not in answers_by_path(keeper.data):
            assert path not in flow_at(keeper.data).by_path
            keeper.record(Setting(path, raw))
    return keeper


def answers_by_path(data: dict[str, Any]) -> dict[str, Raw]:
    """Give every answer of a file by its path."""
    found = {path_of(name): raw for name, raw in data["answers"].items()}
    for row in data.get("accounts") or ():
        found |= {path_of(name, row["key"]): raw for name, raw in row.items() if name != "key"}
    return found


def report(data: dict[str, Any]) -> str:
    """Give the report, in Markdown."""
    return FORMATS["markdown"].draw(judged_case(FileDesk().read(data)), Page())
