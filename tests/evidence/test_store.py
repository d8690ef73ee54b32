"""The file of measures: the same once read back, and refused as a whole when it was damaged."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_audit.evidence.making import post_at, post_on
from playbook_audit.evidence.store import read_activity, written
from playbook_audit.model.activity import (
    AccountActivity,
    Activity,
    Counts,
    Coverage,
    EvidenceFile,
    Headcount,
    Unlisted,
)
from playbook_audit.model.errors import InvalidInput

COPY = EvidenceFile(
    "export.csv", "a" * 64, "meta-content", Coverage(None, date(2026, 4, 30), "complete"), "utc", 3
)
PAGE = AccountActivity(
    key="page",
    network="facebook",
    posts=(
        post_at(datetime(2026, 4, 2, 6, 20, tzinfo=UTC), "minute", id="7", text="Travaux"),
        post_on(date(2026, 4, 3), kind="reply", answered_after=60, paid=True),
        post_at(datetime(2026, 4, 4, 6, 20, 7, tzinfo=UTC), counts=Counts(reach=0, reactions=-1)),
    ),
    files=(COPY,),
    opened_on=date(2012, 3, 5),
    followers=Headcount(812, date(2026, 4, 30)),
    native_ids=("100000000000001",),
)
ACTIVITY = Activity({"page": PAGE}, (Unlisted("x", "b" * 64),))


def kept(folder: Path, text: str) -> Activity:
    file = folder / "audit.activity.json"
    file.write_text(text, "utf-8")
    return read_activity(file)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    found = kept(tmp_path, written(ACTIVITY))
    assert (found.accounts, found.unlisted) == (ACTIVITY.accounts, ACTIVITY.unlisted)
    assert written(found) == written(ACTIVITY)


def places(data: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the way to everything in a document."""
    if isinstance(data, dict | list):
        for name in data if isinstance(data, dict) else range(len(data)):
            yield (*before, name)
            yield from places(data[name], (*before, name))


PLAIN = json.loads(written(ACTIVITY))
PLACES = st.sampled_from(list(places(PLAIN)))
VALUES = st.sampled_from(
    [
        None, True, 0, -1, 10**40, 1e308, float("inf"), float("nan"), "", "x", "\ud800",
        "0001-01-01", "9999-12-31T23:59Z", "9999-12-31T23:59:00-12:00", "2026-01-01T10:00",
        "9" * 5000, [], {}, [1], {"a": 1},
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(place=PLACES, value=VALUES)
def test_a_file_touched_by_hand_is_read_or_refused(
    tmp_path: Path, place: tuple[Any, ...], value: Any
) -> None:
    data = json.loads(json.dumps(PLAIN))
    around = data
    for name in place[:-1]:
        around = around[name]
    around[place[-1]] = value
    try:
        found = kept(tmp_path, json.dumps(data))
    except InvalidInput:
        return
    assert written(found).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"kept": 3', '"kept": "3"'),
        ('"reach": 0', '"reach": "beaucoup"'),
        ('"id": "7"', '"id": ["7"]'),
        ('"start": null, "end": "2026-04-30"', '"start": "2026-05-01", "end": "2026-04-30"'),
        ('"2026-04-02T06:20Z"', '"2026-04-02T06:20"'),
        ('"2026-04-03"', '"1999-04-03"'),
    ],
)
def test_what_evidence_never_writes_is_refused(tmp_path: Path, before: str, after: str) -> None:
    text = written(ACTIVITY)
    assert before in text
    with pytest.raises(InvalidInput):
        kept(tmp_path, text.replace(before, after))
