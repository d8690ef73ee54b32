"""Damage done to good files, for tests: cut, flipped bytes, odd values where others are expected."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Format, Reading, Refused
from playbook_audit.evidence.piece import Piece

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1e308,
    float("nan"),
    float("inf"),
    10**30,
    "",
    "1,234",
    "\ud83d",
    "2025-13-45",
    [],
    {},
    [[]],
    [None],
    {"a": 1},
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw the bytes cut somewhere, or with some of them replaced, removed or doubled."""
    place = draw(st.integers(0, max(len(data) - 1, 0)))
    if draw(st.booleans()):
        return data[:place]
    length = draw(st.integers(0, 40))
    new = draw(st.one_of(st.binary(max_size=20), st.just(data[place : place + length] * 2)))
    return data[:place] + new + data[place + length :]


@st.composite
def odd(draw: st.DrawFn, content: Any) -> bytes:
    """Draw a JSON text with some values, keys or items replaced by odd ones."""
    changed = json.loads(json.dumps(content))
    for _ in range(draw(st.integers(1, 4))):
        changed = _changed(draw, changed)
    return json.dumps(changed).encode()


def only_refused(reader: Format, piece: Piece) -> Reading | None:
    """Read a damaged piece; None when it is refused; any other exception fails the test."""
    reader.recognises(piece)
    try:
        return reader.read(piece, Circumstances(TODAY))
    except Refused:
        return None


def _changed(draw: st.DrawFn, value: Any) -> Any:
    """Go down at random, and put something odd where one stops."""
    children = (
        list(value)
        if isinstance(value, dict)
        else list(range(len(value)))
        if isinstance(value, list)
        else []
    )
    if not children or draw(st.integers(0, 4)) == 0:
        return deepcopy(draw(st.sampled_from(ODD)))
    child = draw(st.sampled_from(children))
    value[child] = _changed(draw, value[child])
    return value
