"""Kills an interview at random moments, many times, and says what was lost; run by test_kill.py.

python kill_rounds.py FOLDER ROUNDS: each round a child answers in a loop, saying each answer it was
told is recorded, until it is killed; then the file is opened again and compared.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.keeping.change import SetAnswer
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.dossier.read import read_answers

ON = date(2026, 11, 22)
SAVED_EVERY = 5
MOST_HEARD = 8
"""Answers acknowledged before the kill, which falls at any moment of the next one or two."""
LONGEST = 0.006
"""Seconds."""


def answer(file: Path, said: int, start: int) -> None:
    """Answer until the end comes."""
    notebook = Notebook.open(file, catalogue(), ON)
    rank = start
    while True:
        rank += 1
        notebook.record(SetAnswer("org_name", str(rank)))
        notebook.record(SetAnswer("handle", str(rank), f"compte-{rank % 7}"))
        os.write(said, f"{rank}\n".encode())
        if rank % SAVED_EVERY == 0:
            notebook.save()


def round_of(file: Path, start: int, draw: random.Random) -> int:
    """Give the last answer acknowledged by a child killed at a random moment."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        answer(file, said, start)
    os.close(said)
    with os.fdopen(heard, "rb", buffering=0) as lines:
        told = b"".join(lines.readline() for _ in range(draw.randrange(MOST_HEARD)))
        time.sleep(draw.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told += lines.read()
    return max(map(int, told.split()), default=start)


def main(folder: Path, rounds: int) -> None:
    """Print how many answers were acknowledged, lost, and how many files could not be read."""
    draw, file = random.Random(22), folder / "audit.yaml"  # noqa: S311
    lost = unreadable = recovered = reached = 0
    for _ in range(rounds):
        last = round_of(file, reached, draw)
        try:
            if file.exists():
                read_answers(file, catalogue(), ON)
            with Notebook.open(file, catalogue(), ON) as notebook:
                recovered += notebook.recovered > 0
                kept = int((notebook.data["answers"] or {}).get("org_name", 0))
        except Exception:  # noqa: BLE001
            unreadable += 1
            continue
        lost += max(0, last - kept)
        reached = kept
    left = len(list(folder.glob(".*.saving")))
    json.dump(
        {
            "answers": reached,
            "lost": lost,
            "unreadable": unreadable,
            "recovered": recovered,
            "left": left,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
