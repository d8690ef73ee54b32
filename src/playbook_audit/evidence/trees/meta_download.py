"""What « Télécharger vos informations » of Facebook and Instagram have in common.

Their strings, keys included, are UTF-8 bytes written as if they were Latin-1 characters; the name
of the archive tells its day. Source: public readers of these downloads.
"""

import re
from datetime import date, datetime
from typing import Any

from playbook_audit.evidence.interface import Rejected
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.times import of_seconds, plausible
from playbook_audit.evidence.trees.json_tree import seconds
from playbook_audit.model.activity import Medium

SINCE_EVER = (
    "vérifiez que le téléchargement a été demandé « depuis toujours » ; "
    "sinon, les publications plus anciennes manquent"
)
MADE = re.compile(
    r"\b(?P<network>facebook|instagram)-(?P<handle>[a-z0-9._]{1,50})-"
    r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
"""``instagram-villevalmont-2026-03-06-Ab1Cd2Ef.zip``"""
MEDIA: dict[str, Medium] = {
    "mp4": "video",
    "mov": "video",
    "m4v": "video",
    "webm": "video",
    "jpg": "image",
    "jpeg": "image",
    "png": "image",
    "gif": "image",
    "webp": "image",
    "heic": "image",
}


def mended(written: str) -> str:
    """Give the text that was meant; as it stands when it was not distorted."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return written.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return written.encode("utf-8", "replace").decode("utf-8")


def medium_of(uri: str) -> Medium:
    """Give the medium that the name of a file tells."""
    return MEDIA.get(uri.rpartition(".")[2].lower(), "unknown")


def taken_on(piece: Piece) -> date | None:
    """Give the day in the name of the archive, or of its folder; None when none tells it."""
    found = MADE.search(_where(piece))
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def instagram_handle(piece: Piece) -> str | None:
    """Give the account in the name of an archive of Instagram; its names hold no hyphen."""
    found = MADE.search(_where(piece))
    return found["handle"].lower() if found and found["network"].lower() == "instagram" else None


def moment(value: Any, rank: int, today: date, rejected: list[Rejected]) -> datetime | None:
    """Give the moment of a Unix time; note the item when there is none that can be."""
    given = seconds(value)
    if given is None:
        rejected.append(Rejected(rank, "aucune date de publication"))
        return None
    found = of_seconds(given)
    if found is None or not plausible(found, today):
        rejected.append(Rejected(rank, "date impossible"))
        return None
    return found


def _where(piece: Piece) -> str:
    return f"{piece.made_on or ''} {piece.name}"
