"""Every case of ``cases/*.yaml``: a file, and what must be read in it, or why it is refused."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.evidence.pieces import HERE, _piece

from playbook_audit.evidence.interface import AccountSeen, Circumstances, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import recognised
from playbook_audit.evidence.times import PARIS
from playbook_audit.model.activity import Post

TODAY = date(2026, 11, 22)
CASES = [
    pytest.param(case, id=f"{file.stem}:{case['file']}")
    for file in sorted((HERE / "cases").glob("*.yaml"))
    for case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 — text only
]


@pytest.mark.parametrize("case", CASES)
def test_a_file_gives_what_its_case_says(case: dict[str, Any]) -> None:
    piece = _piece(Path(HERE / case["file"]))
    found = recognised(piece)
    assert (found.id if found else "unknown") == case["format"]
    if found is None:
        return
    if "refused" in case:
        _is_refused(case["refused"], found, piece)
        return
    reading = found.read(piece, Circumstances(TODAY))
    assert [_told(one) for one in reading.accounts] == case.get("accounts", [])
    rejected = [{"line": str(one.line), "reason": one.reason} for one in reading.rejected]
    assert rejected == case.get("rejected", [])
    assert list(reading.remarks) == case.get("remarks", [])


def _is_refused(expected: dict[str, str], found: Any, piece: Piece) -> None:
    with pytest.raises(Refused) as caught:
        found.read(piece, Circumstances(TODAY))
    assert caught.value.reason == expected["reason"]
    assert str(caught.value.line) == expected.get("line", "None")


def _told(seen: AccountSeen) -> dict[str, str]:
    """Give what a case says of an account: only what is there, as text."""
    posts = sorted(
        {post.id or repr(post): post for post in seen.posts}.values(), key=lambda one: one.day
    )
    own = sorted((one for one in posts if one.is_publication), key=_when)
    days = sorted({post.day for post in own})
    told = {
        "network": seen.network,
        "native_id": seen.native_id,
        "handle": seen.handle,
        "name": seen.name,
        "posts": str(len(own)),
        "replies": _number(sum(post.kind == "reply" for post in posts)),
        "shares": _number(sum(post.kind == "share" for post in posts)),
        "first_post": _when(own[0]) if own else None,
        "last_post": _when(own[-1]) if own else None,
        "longest_gap_days": _number(max(((b - a).days for a, b in pairwise(days)), default=0)),
        "reach": seen.reach,
        "period": None if seen.period is None else f"{seen.period[0]} {seen.period[1]}",
        "taken_on": None if seen.taken_on is None else str(seen.taken_on),
        "time_basis": seen.time_basis,
        "opened_on": None if seen.opened_on is None else str(seen.opened_on),
        "followers": None if seen.followers is None else " ".join(map(str, seen.followers)),
    }
    return {name: value for name, value in told.items() if value is not None}


def _number(value: int) -> str | None:
    return str(value) if value else None


def _when(post: Post) -> str:
    return str(post.day) if post.at is None else post.at.astimezone(PARIS).isoformat()
