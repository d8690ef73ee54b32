"""JSON as platforms export it: read whole, within limits, and never trusted for its shapes."""

import json
from functools import lru_cache
from io import BytesIO
from typing import Any

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import Piece, decoded

AT_ONCE = 512
"""Bytes parsed ahead: ijson makes every path of them at once, gigabytes for 65,000 brackets."""
LONGEST_PATH = 500
"""Characters; no format we know nests its keys deeper."""
MOST = 10**15
CUT = "ce n’est pas du JSON complet ; le fichier est sans doute coupé, téléchargez-le encore"
TOO_DEEP = "les données s’emboîtent sans fin ; le fichier est abîmé"
NOT_A_LIST = "la liste des publications n’en est pas une ; téléchargez le fichier encore"


def read_json(piece: Piece) -> Any:
    """Give the value of a whole piece; raise ``Refused`` when it is no JSON."""
    try:
        return json.loads(decoded(piece.data)[0])
    except json.JSONDecodeError as error:
        raise Refused(CUT, error.lineno) from None
    except ValueError:
        raise Refused("un nombre est démesuré ; le fichier est abîmé") from None
    except RecursionError:
        raise Refused(TOO_DEEP) from None


@lru_cache(maxsize=1)
def paths(piece: Piece) -> frozenset[str]:
    """Give the paths of keys in the first bytes: ``item.data.item.post``; none without JSON.

    Kept for the readers that ask in turn about the same piece.
    """
    if not piece.is_json:
        return frozenset()
    import ijson

    seen: set[str] = set()
    # Without use_float, a number of more than 4,300 digits ends the interpreter (ijson 3.6).
    try:
        start = BytesIO(piece.start.encode("utf-8", "replace"))
        for path, _, _ in ijson.parse(start, buf_size=AT_ONCE, use_float=True):
            if len(path) > LONGEST_PATH:
                break
            seen.add(path)
    except (ijson.JSONError, ValueError, ArithmeticError, RecursionError):
        pass  # the first bytes always end in the middle of something
    return frozenset(seen)


def at(value: Any, *keys: str) -> Any:
    """Give what stands under keys; None when a step is missing or is no object."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def listed(value: Any) -> list[Any]:
    """Give the items of the list a piece is made of, none for ``null``; refuse anything else."""
    if value is None or isinstance(value, list):
        return value or []
    raise Refused(NOT_A_LIST)


def items(value: Any) -> list[Any]:
    """Give the items of a list; none when it is no list."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """Give a string; empty when it is none."""
    return value if isinstance(value, str) else ""


def seconds(value: Any) -> float | None:
    """Give a number of seconds; None when it is no number, and for 0, which means « none »."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and value else None


def whole(value: Any) -> int | None:
    """Give a count; None when it is none, is negative, or is larger than any count."""
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return value if is_count and 0 <= value < MOST else None
