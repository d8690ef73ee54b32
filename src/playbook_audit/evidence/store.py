"""``audit.activity.json``: the measures kept beside an answers file. No text, no person.

One line a post, so that two versions compare; the same measures give the same bytes.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from playbook_audit.evidence.merging import moment
from playbook_audit.evidence.times import paris_day
from playbook_audit.model.activity import (
    COVERAGE_KINDS,
    MEDIA,
    NO_ACTIVITY,
    POST_KINDS,
    TIME_BASES,
    AccountActivity,
    Activity,
    Counts,
    Coverage,
    EvidenceFile,
    Headcount,
    Post,
    Precision,
    Unlisted,
)
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.text import read_text

FORMAT = 1
MOST_BYTES = 200_000_000
"""Ten times the posts of the largest city since 2010 (evidence notes, « Sizes »)."""
SUFFIX = ".activity.json"
DAY_LENGTH, MINUTE_LENGTH = len("2026-11-22"), len("2026-11-22T06:20Z")
Word = TypeVar("Word")
UNREADABLE = (
    "ce fichier de mesures n’est plus lisible ; supprimez-le, puis relancez « evidence add » "
    "avec vos exports"
)


def activity_file(answers: Path) -> Path:
    """Give where the measures of an answers file are kept: beside it, not beside a link to it."""
    real = answers.resolve()
    return real.with_name(f"{real.stem}{SUFFIX}")


def read_activity(answers: Path) -> Activity:
    """Give the measures kept beside an answers file: none when there is no such file."""
    file = activity_file(answers)
    if not file.is_file():
        return NO_ACTIVITY
    text = read_text(file, MOST_BYTES)
    try:
        return _activity(json.loads(text), file.name, sha256(text.encode()).hexdigest())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        fault = Diagnostic(str(file), None, None, "", "ACT-FORM", UNREADABLE)
        raise InvalidInput([fault]) from error


def written(activity: Activity) -> str:
    """Give the text of the file."""
    accounts = ",\n".join(
        _account_text(one) for _, one in sorted(activity.accounts.items(), key=lambda it: it[0])
    )
    unlisted = json.dumps([one._asdict() for one in activity.unlisted], ensure_ascii=False)
    return (
        f'{{"playbook_audit_activity": {FORMAT},\n"unlisted": {unlisted},\n'
        f'"accounts": [\n{accounts}\n]}}\n'
    )


# ---------------------------------------------------------------- writing


def _account_text(account: AccountActivity) -> str:
    head = {
        "key": account.key,
        "network": account.network,
        "native_ids": list(account.native_ids),
        "opened_on": None if account.opened_on is None else account.opened_on.isoformat(),
        "followers": None if account.followers is None else _headcount(account.followers),
    }
    files = ",\n  ".join(_line(_file(one)) for one in account.files)
    posts = ",\n  ".join(_line(_post(one)) for one in account.posts)
    return f'{_line(head)[:-1]},\n "files": [\n  {files}],\n "posts": [\n  {posts}]}}'


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(", ", ": "))


def _headcount(followers: Headcount) -> dict[str, Any]:
    return {"count": followers.people, "on": followers.on.isoformat()}


def _file(file: EvidenceFile) -> dict[str, Any]:
    return {
        **file._asdict(),
        "coverage": None if file.coverage is None else _coverage(file.coverage),
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    start = None if coverage.start is None else coverage.start.isoformat()
    return {"start": start, "end": coverage.end.isoformat(), "kind": coverage.kind}


def _post(post: Post) -> dict[str, Any]:
    """Give what is known of a post; what is not known is left out."""
    told: dict[str, Any] = {
        "at": _written_moment(post),
        "kind": post.kind,
        "medium": None if post.medium == "unknown" else post.medium,
        "id": post.id,
        "fingerprint": post.fingerprint,
        "paid": post.paid,
        "answered_after": post.answered_after,
        **post.counts._asdict(),
    }
    return {name: value for name, value in told.items() if value is not None}


def _written_moment(post: Post) -> str:
    """Give the moment to the precision it is known: a day, a minute or a second, in UTC."""
    if post.at is None:
        return post.day.isoformat()
    form = "%Y-%m-%dT%H:%MZ" if post.precision == "minute" else "%Y-%m-%dT%H:%M:%SZ"
    return post.at.strftime(form)


# ---------------------------------------------------------------- reading


def _activity(data: Any, name: str, sha: str) -> Activity:
    if data["playbook_audit_activity"] != FORMAT:
        raise ValueError(FORMAT)
    accounts = (_account(one) for one in data["accounts"])
    return Activity(
        accounts={one.key: one for one in accounts},
        unlisted=tuple(Unlisted(**one) for one in data["unlisted"]),
        input_name=name,
        input_sha256=sha,
    )


def _account(data: Any) -> AccountActivity:
    followers = data["followers"]
    return AccountActivity(
        key=str(data["key"]),
        network=str(data["network"]),
        posts=tuple(sorted(_posts(data["posts"]), key=moment)),
        files=tuple(_file_from(one) for one in data["files"]),
        opened_on=_day(data["opened_on"]),
        followers=None
        if followers is None
        else Headcount(int(followers["count"]), date.fromisoformat(followers["on"])),
        native_ids=tuple(map(str, data["native_ids"])),
    )


def _file_from(data: Any) -> EvidenceFile:
    covered = data["coverage"]
    coverage = None if covered is None else _coverage_from(covered)
    basis = _one_of(TIME_BASES, data["time_basis"])
    return EvidenceFile(**{**data, "coverage": coverage, "time_basis": basis})


def _coverage_from(data: Any) -> Coverage:
    kind = _one_of(COVERAGE_KINDS, data["kind"])
    return Coverage(_day(data["start"]), date.fromisoformat(data["end"]), kind)


def _one_of(known: tuple[Word, ...], word: Any) -> Word:
    """Give a word among those known; raise ``ValueError`` for another."""
    return known[known.index(word)]


def _posts(rows: Any) -> Iterator[Post]:
    for row in rows:
        written_at = row["at"]
        at, precision = _moment(written_at)
        yield Post(
            day=date.fromisoformat(written_at) if at is None else paris_day(at),
            at=at,
            precision=precision,
            kind=_one_of(POST_KINDS, row["kind"]),
            medium=_one_of(MEDIA, row.get("medium", "unknown")),
            id=row.get("id"),
            fingerprint=row.get("fingerprint"),
            counts=Counts(*(row.get(name) for name in Counts._fields)),
            paid=row.get("paid"),
            answered_after=row.get("answered_after"),
        )


def _moment(text: str) -> tuple[datetime | None, Precision]:
    if len(text) == DAY_LENGTH:
        return None, "day"
    at = datetime.fromisoformat(text).astimezone(UTC)
    return at, "minute" if len(text) == MINUTE_LENGTH else "second"


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)
