"""Activities in a line: on which days an account posted, and which days are known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from tests.builders import ON, audit

from playbook_audit.assessment.confront import confronted
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.activity import (
    NO_COUNTS,
    AccountActivity,
    Activity,
    Counts,
    Coverage,
    CoverageKind,
    EvidenceFile,
    Headcount,
    Post,
    PostKind,
    TimeBasis,
)
from playbook_audit.model.answer import Answers

NOON = time(11, tzinfo=UTC)
"""Noon in Paris, or an hour later in summer: always the same day there."""
NO_DAYS: tuple[date, ...] = ()


def activity_of(
    key: str,
    days: Iterable[date] = NO_DAYS,
    covered: tuple[date | None, date] | None = None,
    *,
    network: str = "facebook",
    file: EvidenceFile | None = None,
    also: Iterable[Post] = (),
    opened_on: date | None = None,
    followers: Headcount | None = None,
) -> AccountActivity:
    """Give an account that posted on some days, noon in Paris, known from one copy.

    ``covered``: the first and last day the copy tells everything about, the first None for all
    since the opening; without it, from the first day to the last. ``also``: posts that are more
    than a day.
    """
    posts = tuple(sorted((*map(post_on, days), *also), key=lambda post: post.day))
    known = covered or ((posts[0].day, posts[-1].day) if posts else None)
    copy = file or file_of(f"{key}.csv", known, kept=len(posts))
    return AccountActivity(
        key=key,
        network=network,
        posts=posts,
        files=(copy,),
        opened_on=opened_on,
        followers=followers,
    )


def post_on(day: date, kind: PostKind = "original", **said: Any) -> Post:
    """Give a post of a day, at noon."""
    return Post(
        day=day,
        at=datetime.combine(day, NOON),
        precision="second",
        kind=kind,
        counts=Counts(**said.pop("counts")) if "counts" in said else NO_COUNTS,
        **said,
    )


def file_of(
    name: str,
    covered: tuple[date | None, date] | None,
    *,
    kind: CoverageKind | None = None,
    time_basis: TimeBasis = "utc",
    kept: int = 0,
    rejected: int = 0,
    title: str = "",
) -> EvidenceFile:
    """Give a file of evidence, whose hash is that of its name."""
    coverage = None
    if covered is not None:
        coverage = Coverage(*covered, kind or ("complete" if covered[0] is None else "window"))
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return EvidenceFile(name, digest, "csv_table", coverage, time_basis, kept, rejected, title)


def every(days: int, first: date, last: date) -> list[date]:
    """Give a day out of so many, from the first to the last at most."""
    return [first + timedelta(days=gap) for gap in range(0, (last - first).days + 1, days)]


def activities(*accounts: AccountActivity) -> Activity:
    """Give the measures of some accounts, as read from a file."""
    digest = sha256("".join(one.key for one in accounts).encode()).hexdigest()
    return Activity(
        {one.key: one for one in accounts},
        input_name="audit.activity.json",
        input_sha256=digest,
    )


def measured_audit(
    accounts: Sequence[Mapping[str, Any]],
    *measured: AccountActivity,
    on: date = ON,
    **answers: Any,
) -> Answers:
    """Give the answers of ``tests.builders.audit``, confronted with what was measured."""
    return confronted(catalogue(), audit(accounts, on, **answers), activities(*measured), on)
