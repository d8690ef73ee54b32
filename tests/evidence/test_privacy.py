"""Nobody’s words and nobody’s name: sentinels put wherever an export may hold some.

To add a format: write a function that gives an export whose every private place holds a word of
``secret()``, and add it to ``EXPORTS`` with the id of its format. Nothing of these words may be in
what is read, in its remarks, in why it is refused, nor may a file be opened that has no need to be.
"""

import csv
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.evidence.archives import gathered, put, tar_of, zip_of
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Reading, Refused
from playbook_audit.evidence.opening.archive import Unreadable
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import recognised

SENTINEL = "sentinelle"
_ranks = count(1)


def secret() -> str:
    """Give a word found nowhere else."""
    return f"{SENTINEL}{next(_ranks)}mot"


# ---------------------------------------------------------------- exports


def x_archive() -> dict[str, bytes]:
    """Give the members of an X archive."""
    person = {
        "screen_name": secret(),
        "name": secret(),
        "id_str": "424242001",
        "indices": ["0", "9"],
    }
    tweet = {
        "id_str": "1986498817029049550",
        "created_at": "Thu Nov 06 18:20:00 +0000 2025",
        "full_text": f"@{secret()} {secret()}",
        "source": secret(),
        "lang": secret(),
        "geo": {"place": secret()},
        "favorite_count": "8",
        "entities": {
            "user_mentions": [person],
            "hashtags": [{"text": secret()}],
            "urls": [{"expanded_url": f"https://{secret()}.example"}],
            "media": [{"type": "photo", "media_url": secret()}],
        },
        "in_reply_to_status_id": "1986468618040246277",
        "in_reply_to_user_id": "424242002",
        "in_reply_to_screen_name": secret(),
    }
    share = {**tweet, "full_text": f"RT @{secret()}: {secret()}", "id_str": "1986755508433846947"}
    own = {
        "id_str": "1985215360005047238",
        "created_at": "Mon Nov 03 05:20:00 +0000 2025",
        "full_text": secret(),
    }
    undated = {"id_str": "3", "created_at": secret(), "full_text": secret()}
    odd = [secret(), {"tweet": secret()}]
    account = {
        "email": secret(),
        "phoneNumber": secret(),
        "createdVia": secret(),
        "username": "villevalmont",
        "accountId": "99",
        "createdAt": "2012-05-02T09:11:12.000Z",
        "accountDisplayName": "Ville de Valmont",
    }
    private = (
        "direct-messages",
        "direct-messages-group",
        "ip-audit",
        "contact",
        "ad-engagements",
        "like",
        "follower",
        "deleted-tweets",
    )
    return {
        "data/tweets.js": _script(
            "tweets", [*({"tweet": one} for one in (own, tweet, share, undated)), *odd]
        ),
        "data/account.js": _script("account", [{"account": account}]),
        "data/manifest.js": _script("manifest", {"userInfo": {"x": secret()}}),
        "Your archive.html": secret().encode(),
        **{f"data/{name}.js": _script(name, [secret()]) for name in private},
    }


def mastodon_archive() -> dict[str, bytes]:
    """Give the members of a Mastodon archive."""
    me, public = (
        "https://social.example/users/valmont",
        "https://www.w3.org/ns/activitystreams#Public",
    )

    def created(rank: int, to: str, **note: Any) -> dict[str, Any]:
        address = f"{me}/statuses/11548407889920{rank:04}"
        made = {
            "id": address,
            "type": "Note",
            "content": secret(),
            "contentMap": {"fr": secret()},
            "summary": secret(),
            "attachment": [{"mediaType": "image/png", "name": secret(), "url": secret()}],
            "tag": [{"type": "Mention", "href": secret(), "name": f"@{secret()}"}],
            **note,
        }
        return {
            "id": address,
            "type": "Create",
            "actor": me,
            "published": "2025-11-03T05:20:00Z",
            "to": [to],
            "cc": [secret()],
            "object": made,
        }

    person = f"https://{secret()}.example/users/{secret()}"
    share = {
        **created(4, public),
        "type": "Announce",
        "object": f"{person}/statuses/115484078899200000",
    }
    items = [
        created(1, public),
        created(2, public, inReplyTo=f"{person}/statuses/115484000000000000"),
        created(3, person),
        share,
        {**created(5, public), "published": secret()},
        secret(),
    ]
    outbox = {"id": "outbox.json", "type": "OrderedCollection", "orderedItems": items}
    actor = {
        "id": me,
        "preferredUsername": "valmont",
        "name": "Ville",
        "summary": secret(),
        "publicKey": secret(),
        "attachment": [{"value": secret()}],
    }
    return {
        "outbox.json": json.dumps(outbox).encode(),
        "actor.json": json.dumps(actor).encode(),
        "likes.json": json.dumps({"orderedItems": [secret()]}).encode(),
        "bookmarks.json": json.dumps({"orderedItems": [secret()]}).encode(),
    }


def x_analytics() -> bytes:
    """Give the analytics of posts on X, with rows that are rejected too."""
    header = ["Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", secret()]
    link = "https://x.com/villevalmont/status/1985215360005047238"
    day = "Mon, Nov 3, 2025"
    return _table(
        [
            header,
            ["1985215360005047238", day, secret(), link, "1", "2", secret()],
            ["", day, f"@{secret()} {secret()}", secret(), secret(), "2", secret()],
            ["", secret(), secret(), "", "1", "2", secret()],
            ["", day, secret()],
        ]
    )


def x_overview() -> bytes:
    """Give the analytics of an account on X."""
    return _table(
        [["Date", "Impressions", "Create Post", secret()], [secret(), "1", secret(), secret()]]
    )


def meta_content() -> bytes:
    """Give the content of a Facebook page, with columns by country and age."""
    header = [
        "Identifiant de la publication", "ID de la Page", "Nom de la page", "Titre", "Description",
        "Heure de publication", "Permalien", "Est un partage", "Type de publication", "Libellés personnalisés",
        "Commentaire des données", "Date", "Vues", f"Couverture F. 25-34 {secret()}",
    ]  # fmt: skip
    link = "https://www.facebook.com/villevalmont/posts/1"
    kept = [
        "7",
        "100",
        "Ville de Valmont",
        secret(),
        secret(),
        "11/22/2025 21:20",
        link,
        "0",
        "Photos",
        secret(),
        secret(),
        "Global",
        "5",
        secret(),
    ]
    undated = [*kept[:5], secret(), *kept[6:]]
    return _table([header, kept, undated, kept[:4]])


class Export(NamedTuple):
    """An export full of sentinels."""

    format: str
    name: str
    made: Callable[[], bytes | Mapping[str, bytes]]
    """Gives a file, or the members of an archive."""
    may_open: frozenset[str] = frozenset()
    """The members that may be opened."""


X_MEMBERS = frozenset(("data/tweets.js", "data/account.js", "data/manifest.js"))
MASTODON_MEMBERS = frozenset(("outbox.json", "actor.json"))
EXPORTS = (
    Export("x-archive", "twitter-2026-05-02-x.zip", x_archive, X_MEMBERS),
    Export(
        "mastodon-archive",
        "archive-20260502101112-0123456789abcdef.zip",
        mastodon_archive,
        MASTODON_MEMBERS,
    ),
    Export(
        "mastodon-archive",
        "archive-20260502101112-0123456789abcdef.tar.gz",
        mastodon_archive,
        MASTODON_MEMBERS,
    ),
    Export("x-analytics", "account_analytics_content_2025-11-01_2025-11-30.csv", x_analytics),
    Export("x-overview", "account_overview_analytics.csv", x_overview),
    Export("meta-content", "Nov-01-2025_Nov-30-2025_1.csv", meta_content),
)


# ---------------------------------------------------------------- tests


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of every member and file that is opened."""
    names: list[str] = []
    zip_open, tar_open, path_open = zipfile.ZipFile.open, tarfile.TarFile.extractfile, Path.open

    def spy_zip(self: zipfile.ZipFile, name: Any, *more: Any, **named: Any) -> Any:
        names.append(getattr(name, "filename", name))
        return zip_open(self, name, *more, **named)

    def spy_tar(self: tarfile.TarFile, member: Any) -> Any:
        names.append(getattr(member, "name", member))
        return tar_open(self, member)

    def spy_path(self: Path, *more: Any, **named: Any) -> Any:
        names.append(self.as_posix())
        return path_open(self, *more, **named)

    monkeypatch.setattr(zipfile.ZipFile, "open", spy_zip)
    monkeypatch.setattr(tarfile.TarFile, "extractfile", spy_tar)
    monkeypatch.setattr(Path, "open", spy_path)
    return names


@pytest.mark.parametrize(
    "export", EXPORTS, ids=lambda one: f"{one.format}:{one.name.rpartition('.')[2]}"
)
def test_no_word_and_no_name_is_left_of_an_export(
    export: Export, tmp_path: Path, opened: list[str]
) -> None:
    file = put(tmp_path, export.name, _packed(export))
    opened.clear()
    said, readings = _said(file)
    assert [one for one, _ in readings] == [export.format]
    assert any(reading.accounts or reading.remarks for _, reading in readings)
    assert SENTINEL not in said.casefold()
    assert {one for one in opened if not one.startswith(tmp_path.as_posix())} == export.may_open


@pytest.mark.parametrize(
    "export", EXPORTS, ids=lambda one: f"{one.format}:{one.name.rpartition('.')[2]}"
)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_no_word_is_left_when_the_file_is_cut(export: Export, share: float, tmp_path: Path) -> None:
    made = export.made()
    if isinstance(made, Mapping):
        made = {name: data[: int(len(data) * share)] for name, data in made.items()}
        data = tar_of(made) if export.name.endswith(".gz") else zip_of(made)
    else:
        data = made[: int(len(made) * share)]
    said, _ = _said(put(tmp_path, export.name, data))
    assert SENTINEL not in said.casefold()


def test_nothing_private_is_opened_once_an_archive_is_unpacked(
    tmp_path: Path, opened: list[str]
) -> None:
    for made in (x_archive, mastodon_archive):
        for name, data in made().items():
            put(tmp_path, name, data)
    opened.clear()
    said, readings = _said(tmp_path)
    assert sorted(one for one, _ in readings) == ["mastodon-archive", "x-archive"]
    assert SENTINEL not in said.casefold()
    inside = {Path(one).relative_to(tmp_path).as_posix() for one in opened}
    assert inside == X_MEMBERS | MASTODON_MEMBERS


def test_numbers_of_other_people_are_not_kept(tmp_path: Path) -> None:
    said, _ = _said(put(tmp_path, "twitter-2026-05-02-x.zip", zip_of(x_archive())))
    assert "424242" not in said


def test_the_spy_sees_what_is_opened(tmp_path: Path, opened: list[str]) -> None:
    file = put(tmp_path, "x.zip", zip_of(x_archive()))
    opened.clear()
    with zipfile.ZipFile(file) as archive:
        archive.read("data/direct-messages.js")
    assert "data/direct-messages.js" in opened


def _said(path: Path) -> tuple[str, list[tuple[str, Reading]]]:
    """Give all that comes out of a path, as text, and the readings with their formats."""
    said: list[str] = []
    readings: list[tuple[str, Reading]] = []
    for one in gathered(path):
        said.append(one.name)
        if isinstance(one, Unreadable):
            said.append(one.reason)
            continue
        said.append(_read(one, readings))
    return "\n".join(said), readings


def _read(piece: Piece, readings: list[tuple[str, Reading]]) -> str:
    found = recognised(piece)
    if found is None:
        return ""
    try:
        reading = found.read(piece, Circumstances(TODAY))
    except Refused as refused:
        return repr(refused)
    readings.append((found.id, reading))
    return repr(reading)


def _packed(export: Export) -> bytes:
    made = export.made()
    if not isinstance(made, Mapping):
        return made
    return tar_of(made) if export.name.endswith(".gz") else zip_of(made)


def _script(name: str, value: object) -> bytes:
    return f"window.YTD.{name.replace('-', '_')}.part0 = {json.dumps(value)}".encode()


def _table(rows: list[list[str]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()
