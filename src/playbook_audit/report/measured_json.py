"""What was measured of one account, as plain data for machines: ISO dates, ids, counts."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from playbook_audit.assessment.measures import Answering, Measures, Received, measures_of
from playbook_audit.model.activity import (
    AccountActivity,
    Coverage,
    CoverageKind,
    EvidenceFile,
    Headcount,
    Post,
)

PARIS = ZoneInfo("Europe/Paris")
DECIMALS = 6
ENGAGEMENT = "reactions + comments + shares"
Plain = dict[str, Any]


def plain_measures(account: AccountActivity, until: date) -> Plain:
    """Give the measures of an account up to a day; moments are those of Paris."""
    measures = measures_of(account, until)
    return {
        "key": account.key,
        "network": account.network,
        "posts": measures.posts,
        "first_post": _moment(measures.first),
        "last_post": _moment(measures.last),
        "longest_gap_days": measures.longest_gap,
        "shares": measures.shares,
        "replies": sum(post.day <= until for post in account.replies),
        "originals": None if measures.originals is None else round(measures.originals, DECIMALS),
        "media": dict(measures.media),
        "weeks": [[monday.isoformat(), posts] for monday, posts in measures.weeks],
        "months": [[month, posts] for month, posts in measures.months],
        "engagement": _engagement(measures),
        "answering": _answering(measures.answering),
        "followers": _headcount(account.followers),
        "opened_on": _iso(account.opened_on),
        "coverage": _known(account),
        "time_basis": "+".join(sorted({one.time_basis for one in account.files})),
        "files": [_file(one) for one in account.files],
    }


def plain_activity(account: AccountActivity, until: date) -> Plain:
    """Give the same for the report: days alone, without what the account already says there."""
    measures = measures_of(account, until)
    plain = plain_measures(account, until)
    return {
        **{name: value for name, value in plain.items() if name not in ("key", "network")},
        "first_post": _iso(None if measures.first is None else measures.first.day),
        "last_post": _iso(None if measures.last is None else measures.last.day),
        "silence_days": measures.silence,
    }


def _moment(post: Post | None) -> str | None:
    """Give the moment in Paris, to the second; the day alone when no more is known."""
    if post is None:
        return None
    if post.at is None:
        return post.day.isoformat()
    return post.at.astimezone(PARIS).isoformat(timespec="seconds")


def _engagement(measures: Measures) -> Plain | None:
    """Give how posts were received over the last year of posting, and over the year before."""
    if measures.received is None:
        return None
    before = measures.received_before
    return {
        "formula": ENGAGEMENT,
        **_received(measures.received),
        "before": None if before is None else _received(before),
    }


def _received(received: Received) -> Plain:
    return {
        "posts": received.posts,
        "median": _number(received.median),
        "mean": _number(received.mean),
    }


def _answering(answering: Answering | None) -> Plain | None:
    if answering is None:
        return None
    delay = answering.median_delay
    return {
        "replies": answering.replies,
        "timed": answering.timed,
        "median_delay_seconds": None if delay is None else _number(delay),
    }


def _headcount(followers: Headcount | None) -> Plain | None:
    return None if followers is None else {"count": followers.people, "on": _iso(followers.on)}


def _known(account: AccountActivity) -> Plain | None:
    """Give the days known from all the files together; None where they tell of none."""
    if account.covered_until is None:
        return None
    windows = [[_start(start), end.isoformat()] for start, end in account.windows]
    return {
        "start": windows[0][0],
        "end": windows[-1][1],
        "kind": _kind(one.coverage for one in account.files if one.coverage is not None),
        "windows": windows,
    }


def _kind(coverages: Iterable[Coverage]) -> CoverageKind:
    """Give the widest kind of coverage there is."""
    found = {one.kind for one in coverages}
    widest: tuple[CoverageKind, ...] = ("complete", "window", "last_n")
    return next(kind for kind in widest if kind in found)


def _file(file: EvidenceFile) -> Plain:
    covered = file.coverage
    return {
        "name": file.name,
        "sha256": file.sha256,
        "format": file.format,
        "title": file.title,
        "coverage": None if covered is None else _coverage(covered),
        "time_basis": file.time_basis,
        "kept": file.kept,
        "rejected": file.rejected,
    }


def _coverage(coverage: Coverage) -> Plain:
    return {"start": _iso(coverage.start), "end": _iso(coverage.end), "kind": coverage.kind}


def _start(day: date) -> str | None:
    return None if day == date.min else day.isoformat()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: float) -> float:
    rounded = round(value, DECIMALS)
    return int(rounded) if float(rounded).is_integer() else rounded
