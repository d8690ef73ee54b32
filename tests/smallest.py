"""When a law fails: the smallest audit that still breaks it, found by leaving lines out.

Much quicker here than the shrinking of Hypothesis, which does not know what a line of a file is.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis.errors import HypothesisException
from tests.strategies import Drawn

Law = Callable[[Drawn], None]
"""Checks an audit: raises when the law does not hold for it; assumes what the law is about."""


def holds(law: Law, drawn: Drawn) -> None:
    """Check a law; when it fails, say so for the smallest audit found."""
    fault = _fault(law, drawn)
    if fault is None:
        return
    small = smallest(law, drawn)
    message = f"{_fault(law, small)}\non {small.on}: {small.data}"
    raise AssertionError(message)


def smallest(law: Law, drawn: Drawn) -> Drawn:
    """Give an audit that breaks the law, and no longer does with any of its lines left out."""
    while True:
        smaller = next((one for one in _smaller(drawn) if _fault(law, one) is not None), None)
        if smaller is None:
            return drawn
        drawn = smaller


def _fault(law: Law, drawn: Drawn) -> str | None:
    try:
        law(drawn)
    except HypothesisException:
        return None
    except Exception as error:  # noqa: BLE001 - a crash breaks a law too
        return f"{type(error).__name__}: {error}"
    return None


def _smaller(drawn: Drawn) -> Iterator[Drawn]:
    """Give the same audit without one account, without one line, or with a line made plainer."""
    for rank in range(len(drawn.rows)):
        data = deepcopy(drawn.data)
        del data["accounts"][rank]
        yield Drawn(data, drawn.on)
    for holder in (None, *range(len(drawn.rows))):
        for name, value in _lines(drawn.data, holder).items():
            if name != "key":
                yield _with_line(drawn, holder, name, None)
            if isinstance(value, dict):
                yield _with_line(drawn, holder, name, "?")


def _lines(data: dict[str, Any], holder: int | None) -> dict[str, Any]:
    """Give the answers of the audit, or of the account of a rank."""
    lines: dict[str, Any] = data["answers"] if holder is None else data["accounts"][holder]
    return lines


def _with_line(drawn: Drawn, holder: int | None, name: str, value: str | None) -> Drawn:
    data = deepcopy(drawn.data)
    lines = _lines(data, holder)
    del lines[name]
    if value is not None:
        lines[name] = value
    return Drawn(data, drawn.on)
