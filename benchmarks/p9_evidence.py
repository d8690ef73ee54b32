"""P9: big exports read by ``evidence add``, whole process: time as a ratio, seconds and memory.

A content file of Meta with 10,000 posts and 227 columns, and an archive of X with 100,000 posts.
The targets are in seconds, as what a person waits: on another machine, compare the ratios.
"""

import csv
import io
import json
import random
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ratios import Figure, Limits, arguments, measure, our_command, report, said, write

POSTS_META, COLUMNS_META = 10_000, 227
POSTS_X = 100_000
SEED = 9
START = datetime(2016, 1, 4, 8, tzinfo=UTC)
X_EPOCH_MS = 1_288_834_974_657
META, X, AFTER = "Meta, 10,000 posts × 227 columns", "X, 100,000 posts", "report after X"
META_FILE, X_FILE = "Jan-01-2016_Dec-31-2025_1.csv", "twitter-archive.zip"
SECONDS = {META: 1.0, X: 3.0}
LIMITS = {META: Limits(peak_mib=100), X: Limits(peak_mib=600)}
HEADERS = (
    "Identifiant de la publication",
    "ID de la Page",
    "Nom de la page",
    "Titre",
    "Description",
    "Durée (s)",
    "Heure de publication",
    "Type de légende",
    "Permalien",
    "Est un crosspostage",
    "Est un partage",
    "Type de publication",
    "Langues",
    "Libellés personnalisés",
    "Statut du contenu financé",
    "Commentaire des données",
    "Date",
    "Vues",
    "Couverture",
    "Réactions",
    "Commentaires",
    "Partages",
)
AUDIT = """playbook_audit: 1
answers: {org_name: Valmont, org_presence: oui}
accounts:
  - {key: page, platform: facebook, handle: "https://www.facebook.com/villevalmont"}
  - {key: x, platform: x, handle: "https://x.com/villevalmont"}
"""


def main() -> None:
    parser = arguments("Read big exports.", rounds=5)
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="only write the exports there")
    asked = parser.parse_args()
    if asked.make:
        _make(asked.make)
        return
    with TemporaryDirectory() as folder:
        figures = _figures(Path(folder), asked.rounds)
    found = report("P9 evidence", asked.rounds, figures, LIMITS)
    for one in figures:
        if one.label in SECONDS:
            kept = one.wall_ms / 1000 <= SECONDS[one.label]
            seconds = f"{one.wall_ms / 1000:.2f} s"
            print(f"{one.label}: {seconds}, ≤ {SECONDS[one.label]:g} s: {said(kept)}")
    write(asked.json, found)


def _figures(folder: Path, rounds: int) -> list[Figure]:
    # Made by another process: a child would count our memory as its own peak.
    subprocess.run((sys.executable, __file__, "--make", str(folder)), check=True)
    meta, archive = folder / META_FILE, folder / X_FILE
    audits = {label: folder / label / "audit.yaml" for label in ("meta", "x")}
    for audit in audits.values():
        audit.parent.mkdir()
        audit.write_text(AUDIT, encoding="utf-8")
    commands = {
        META: _first_add(meta, audits["meta"]),
        X: _first_add(archive, audits["x"]),
        AFTER: (our_command(), "report", str(audits["x"]), "--format", "json"),
    }
    return measure(commands, rounds)


def _first_add(export: Path, audit: Path) -> tuple[str, ...]:
    """Give what adds an export as if for the first time: measures kept before are removed."""
    kept = audit.with_name("audit.activity.json")
    add = shlex.join((our_command(), "evidence", "add", str(export), "--to", str(audit)))
    return ("sh", "-c", f"rm -f {shlex.quote(str(kept))} && exec {add}")


def _make(folder: Path) -> None:
    (folder / META_FILE).write_text(_meta(), encoding="utf-8-sig", newline="")
    (folder / X_FILE).write_bytes(_x())


def _meta() -> str:
    draw = random.Random(SEED)
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    ages = [f"Vues, pays {rank}" for rank in range(COLUMNS_META - len(HEADERS))]
    rows.writerow([*HEADERS, *ages])
    for number, at in enumerate(_moments(POSTS_META, draw)):
        words = f"Message {number} : " + "travaux marché fête " * 8
        told = {
            "Identifiant de la publication": 700_000_000_000_000 + number,
            "ID de la Page": 100_000_000_000_001,
            "Nom de la page": "Ville de Valmont",
            "Titre": words,
            "Description": words,
            "Heure de publication": f"{at:%m/%d/%Y %H:%M}",
            "Permalien": f"https://www.facebook.com/villevalmont/posts/{number}",
            "Est un partage": draw.randrange(2),
            "Type de publication": "Photos",
            "Date": "Global",
        }
        counts = [draw.randrange(2_000) for _ in range(5)]
        known = [told.get(name, "") for name in HEADERS[:-5]]
        rows.writerow([*known, *counts, *(draw.randrange(90) for _ in ages)])
    return text.getvalue()


def _x() -> bytes:
    draw = random.Random(SEED)
    tweets = [{"tweet": _tweet(at, rank)} for rank, at in enumerate(_moments(POSTS_X, draw))]
    account = [{"account": {"username": "villevalmont", "accountId": "99"}}]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        posts = json.dumps(tweets, indent=2)
        archive.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {posts}")
        archive.writestr("data/account.js", f"window.YTD.account.part0 = {json.dumps(account)}")
    return data.getvalue()


def _tweet(at: datetime, rank: int) -> dict[str, object]:
    number = ((int(at.timestamp() * 1000) - X_EPOCH_MS) << 22) + rank % 4096
    return {
        "id_str": str(number),
        "created_at": f"{at:%a %b %d %H:%M:%S} +0000 {at:%Y}",
        "full_text": f"Message {rank} : travaux, marché, fête de la Loire, réunion publique",
        "favorite_count": str(rank % 40),
        "retweet_count": str(rank % 7),
        "retweeted": False,
        "lang": "fr",
        "entities": {"hashtags": [], "urls": [], "user_mentions": [], "symbols": []},
        "display_text_range": ["0", "60"],
    }


def _moments(number: int, draw: random.Random) -> Iterator[datetime]:
    """Give moments spread over ten years, whatever their number."""
    mean = timedelta(days=3_600) / number
    at = START
    for _ in range(number):
        at += mean * (0.5 + draw.random())
        yield at


if __name__ == "__main__":
    main()
