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
from playbook_audit.evidence.times import FIRST_YEAR, paris_day
from playbook_audit.model.activity import (
    COVERAGE_KINDS,
    MEDIA,
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
DAY_LENGTH, MINUTE_LENGTH = len("2026-11-22"), len("2026-11-22T06:20Z")
Word = TypeVar("Word")
UNEXPECTED = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What a file written by something else, or touched by hand, makes of the reading."""
LARGEST = 10**30
"""No reader gives such a count, and sums of smaller ones are still numbers."""
UNREADABLE = (
    "ce fichier de mesures n’est plus lisible ; supprimez-le, puis relancez « evidence add » "
    "avec vos exports"
)


def read_activity(file: Path) -> Activity:
    """Give the measures a file holds; raise ``InvalidInput`` or ``UnreadableFile``."""
    text = read_text(file, MOST_BYTES)
    try:
        return _activity(_loaded(text), file.name, sha256(text.encode()).hexdigest())
    except UNEXPECTED as error:
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


_line = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all posts: making one for each costs as much as the writing."""


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
    written_at = post.at.isoformat(timespec="minutes" if post.precision == "minute" else "seconds")
    return written_at.removesuffix("+00:00") + "Z"


# ---------------------------------------------------------------- reading


def _loaded(text: str) -> Any:
    """Give the data of a JSON text; raise ``ValueError`` for half characters nobody can write."""
    data = json.loads(text)
    if "\\u" in text:
        json.dumps(data, ensure_ascii=False).encode()
    return data


def _activity(data: Any, name: str, sha: str) -> Activity:
    if data["playbook_audit_activity"] != FORMAT:
        raise ValueError(FORMAT)
    accounts = (_account(one) for one in data["accounts"])
    return Activity(
        accounts={one.key: one for one in accounts},
        unlisted=tuple(_unlisted(one) for one in data["unlisted"]),
        input_name=name,
        input_sha256=sha,
    )


def _unlisted(data: Any) -> Unlisted:
    return Unlisted(_text(data["network"]), _text(data["file"]), _text(data.get("name", "")))


def _account(data: Any) -> AccountActivity:
    followers = data["followers"]
    return AccountActivity(
        key=_text(data["key"]),
        network=_text(data["network"]),
        posts=tuple(sorted(_posts(data["posts"]), key=moment)),
        files=tuple(_file_from(one) for one in data["files"]),
        opened_on=_day(data["opened_on"]),
        followers=None
        if followers is None
        else Headcount(_count(followers["count"]), date.fromisoformat(followers["on"])),
        native_ids=tuple(map(_text, data["native_ids"])),
    )


def _file_from(data: Any) -> EvidenceFile:
    covered = data["coverage"]
    coverage = None if covered is None else _coverage_from(covered)
    return EvidenceFile(
        name=_text(data["name"]),
        sha256=_text(data["sha256"]),
        format=_text(data["format"]),
        coverage=coverage,
        time_basis=_one_of(TIME_BASES, data["time_basis"]),
        kept=_count(data["kept"]),
        rejected=_count(data["rejected"]),
        title=_text(data["title"]),
    )


def _coverage_from(data: Any) -> Coverage:
    start, end = _day(data["start"]), date.fromisoformat(data["end"])
    if end.year < FIRST_YEAR or (start is not None and start > end):
        raise ValueError(start, end)
    return Coverage(start, end, _one_of(COVERAGE_KINDS, data["kind"]))


def _one_of(known: tuple[Word, ...], word: Any) -> Word:
    """Give a word among those known; raise ``ValueError`` for another."""
    return known[known.index(word)]


def _posts(rows: Any) -> Iterator[Post]:
    for row in rows:
        written_at = row["at"]
        at, precision = _moment(written_at)
        day = date.fromisoformat(written_at) if at is None else paris_day(at)
        if day.year < FIRST_YEAR:
            raise ValueError(day)
        yield Post(
            day=day,
            at=at,
            precision=precision,
            kind=_one_of(POST_KINDS, row["kind"]),
            medium=_one_of(MEDIA, row.get("medium", "unknown")),
            id=_text_or_none(row.get("id")),
            fingerprint=_text_or_none(row.get("fingerprint")),
            counts=Counts(*(_count_or_none(row.get(name)) for name in Counts._fields)),
            paid=_one_of((None, False, True), row.get("paid")),
            answered_after=_count_or_none(row.get("answered_after")),
        )


def _moment(text: str) -> tuple[datetime | None, Precision]:
    if len(text) == DAY_LENGTH:
        return None, "day"
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC), "minute" if len(text) == MINUTE_LENGTH else "second"


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _count(value: Any) -> int:
    if type(value) is not int or not -LARGEST < value < LARGEST:
        raise TypeError(value)
    return value


def _count_or_none(value: Any) -> int | None:
    return None if value is None else _count(value)


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)
