"""Measures as plain data: exact keys, days and moments of Paris, and the schema of the report."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.activity import activity_of, file_of, measured_audit, post_on
from tests.builders import ON
from tests.report.cases import case_of, judged_case
from tests.report.measured import GONE, gone, known_in_part, lively, town

from playbook_audit.model.activity import AccountActivity, Post
from playbook_audit.report.json import render_json
from playbook_audit.report.json_schema import report_schema
from playbook_audit.report.measured_json import plain_measures

KEYS = [
    "key",
    "network",
    "posts",
    "first_post",
    "last_post",
    "longest_gap_days",
    "shares",
    "replies",
    "originals",
    "media",
    "weeks",
    "months",
    "engagement",
    "answering",
    "followers",
    "opened_on",
    "coverage",
    "time_basis",
    "files",
]


def account_of(report: dict[str, Any], key: str) -> dict[str, Any]:
    return dict(next(one for one in report["accounts"] if one["key"] == key))


def test_the_keys_are_those_promised() -> None:
    for account in (lively(), gone(), known_in_part(), AccountActivity("a", "x")):
        plain = plain_measures(account, ON)
        assert list(plain) == KEYS
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_the_figures_of_an_account() -> None:
    plain = plain_measures(lively(), ON)

    assert plain["posts"] == 191
    assert plain["longest_gap_days"] == 70
    assert plain["shares"] == 32
    assert plain["originals"] == pytest.approx(1 - 32 / 191, abs=1e-6)
    assert plain["media"] == {"video": 96, "image": 95}
    assert plain["months"][-1] == ["2026-11", 3]
    assert plain["weeks"][0] == ["2024-01-01", 1]
    assert sum(count for _, count in plain["weeks"]) == 191
    assert plain["engagement"]["median"] == 17
    assert plain["engagement"]["before"]["median"] == 23
    assert plain["answering"] is None
    assert plain["followers"] == {"count": 3120, "on": "2026-11-21"}
    assert plain["coverage"] == {
        "start": "2024-01-01",
        "end": "2026-11-21",
        "kind": "window",
        "windows": [["2024-01-01", "2026-11-21"]],
    }
    assert plain["time_basis"] == "pacific_converted"


def test_moments_are_those_of_paris_to_the_precision_known() -> None:
    at = datetime(2026, 7, 1, 22, 30, 5, tzinfo=UTC)
    late = Post(date(2026, 7, 2), at, "second")
    minute = Post(date(2026, 1, 2), datetime(2026, 1, 2, 8, 15, tzinfo=UTC), "minute")
    day_only = Post(date(2026, 9, 3), None, "day")
    plain = plain_measures(activity_of("a", also=[minute, late]), ON)

    assert plain["first_post"] == "2026-01-02T09:15:00+01:00"
    assert plain["last_post"] == "2026-07-02T00:30:05+02:00"
    assert plain_measures(activity_of("a", also=[day_only]), ON)["last_post"] == "2026-09-03"


def test_replies_are_counted_apart_with_their_delay() -> None:
    plain = plain_measures(gone(), ON)

    assert plain["posts"] == 177
    assert plain["replies"] == 2
    assert plain["answering"] == {"replies": 2, "timed": 1, "median_delay_seconds": 7200}
    assert plain["coverage"]["start"] is None
    assert plain["coverage"]["kind"] == "complete"


def test_what_is_dated_after_the_day_is_left_out() -> None:
    after = [post_on(date(2026, 12, 1)), post_on(date(2026, 12, 2), "reply")]
    plain = plain_measures(replace(gone(), posts=(*gone().posts, *after)), ON)

    assert plain == plain_measures(gone(), ON)


def test_several_files_tell_their_bases_and_the_widest_coverage() -> None:
    feed = file_of("flux.xml", (date(2026, 10, 1), ON), kind="last_n", time_basis="utc")
    account = replace(known_in_part(), files=(*known_in_part().files, feed))
    plain = plain_measures(account, ON)

    assert plain["time_basis"] == "day_only+utc"
    assert plain["coverage"]["kind"] == "last_n"
    assert plain["coverage"]["windows"] == [
        ["2025-01-03", "2026-04-30"],
        ["2026-10-01", "2026-11-22"],
    ]
    assert [one["name"] for one in plain["files"]] == ["flux.xml", "flux.xml"]


# ---------------------------------------------------------------- in the report


def test_the_report_holds_the_measures_and_follows_its_schema() -> None:
    report = json.loads(render_json(town()))
    errors = [one.message for one in Draft202012Validator(report_schema()).iter_errors(report)]
    account = account_of(report, "x-ville")

    assert errors == []
    assert account["basis"] == "measured"
    assert account["activity"]["last_post"] == "2026-05-06"
    assert account["activity"]["silence_days"] == 198
    assert set(account["activity"]) == {*KEYS, "silence_days"} - {"key", "network"}
    assert account_of(report, "instagram-musee")["activity"] is None
    assert account_of(report, "instagram-musee")["basis"] == "declared"


def test_the_file_of_measures_is_an_input() -> None:
    measured = json.loads(render_json(town()))["inputs"]
    alone = json.loads(render_json(case_of([GONE])))["inputs"]

    assert [one["name"] for one in measured] == ["audit.yaml", "audit.activity.json"]
    assert [one["name"] for one in alone] == ["audit.yaml"]


def test_a_contradiction_keeps_its_origins() -> None:
    account = activity_of("x-ville", [date(2026, 5, 8)], (None, ON), network="x")
    case = judged_case(measured_audit([{**GONE, "last_post": "2026-10-02"}], account))
    answers = {one["path"]: one for one in json.loads(render_json(case))["answers"]}

    assert answers["accounts.x-ville.last_post"]["value"] == {
        "contradicted": ["2026-10-02", "2026-05-08"],
        "origins": ["declared", "measured"],
    }
