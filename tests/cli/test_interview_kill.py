"""Interviews killed at random moments on real pseudo-terminals: what was acknowledged is kept.

An answer is acknowledged when its line is on the screen. Each child resumes the file of the one
before; the moments are drawn from a seed. EFFORT=4 kills four times as many.
"""

import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyte
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

import fcntl  # noqa: E402
import struct  # noqa: E402
import termios  # noqa: E402

from tests.cli.clerk import DAY, PROMPT, keys_for, shown_on  # noqa: E402
from tests.effort import EFFORT  # noqa: E402
from tests.interview.person import ROOT  # noqa: E402

from playbook_audit.catalogue.load import catalogue  # noqa: E402
from playbook_audit.cli.desk import Desk  # noqa: E402
from playbook_audit.dossier.keeping.notebook import Notebook  # noqa: E402
from playbook_audit.dossier.read import read_answers  # noqa: E402
from playbook_audit.interview import wording  # noqa: E402
from playbook_audit.interview.answer import words_at  # noqa: E402
from playbook_audit.interview.filed import Filed, path_of  # noqa: E402

KILLS, SEEDS = 50, (1, 2, 3, 4)
LONGEST = 0.7
"""Seconds a child lives at most, from its start."""
COLUMNS, ROWS = 300, 60
"""Wide enough for the line of an answer to hold in one."""
TRACE = re.compile(r"✓\s\d+/\d+\s+([^\r\n]+?)\s: ([^\r\n]+)\r")
MOVES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.")
ACCOUNTS = 4
ON = date.fromisoformat(DAY)


class Nursery:
    """Starts children on terminals of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd=ROOT,
        )
        assert self._heard() == 0

    def starts(self, terminal: str, folder: Path, *words: str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join((terminal, str(folder), *words)) + "\n")
        return self._heard()

    def close(self) -> None:
        self._process.communicate(timeout=10)

    def _heard(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


class Child:
    """One interview on a terminal, from its start to its death."""

    def __init__(self, nursery: Nursery, folder: Path, chance: random.Random) -> None:
        self._chance = chance
        self._master, self._slave = os.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, size)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""
        self.pid = nursery.starts(
            os.ttyname(self._slave), folder, "interview", "commune.yaml", "--on", DAY
        )

    def lives(self, seconds: float) -> None:
        """Answer what is asked until that moment comes; sooner when all is answered."""
        limit = time.monotonic() + seconds
        seen = 0
        while (left := limit - time.monotonic()) > 0 and self._read(left):
            shown = shown_on(self._screen.display) if self._is_reading() else None
            if shown is not None and self.written.rfind(PROMPT.encode()) > seen - 1:
                seen = len(self.written)
                os.write(self._master, "".join(keys_for(shown, self._said())).encode())

    def dies(self) -> None:
        """Kill it, and take what it had written."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self._slave)  # kept until now: a terminal nobody has opened yet reads as closed
        while self._read(5):
            pass
        while self._is_alive():
            time.sleep(0.001)
        os.close(self._master)

    @property
    def acknowledged(self) -> Counter[tuple[str, str]]:
        """Give the answers whose line was on the screen."""
        text = MOVES.sub("", self.written.decode(errors="replace"))
        return Counter((squeezed(what), squeezed(said)) for what, said in TRACE.findall(text))

    def _said(self) -> dict[str, str]:
        """Answer as a commune of four accounts, with counts that differ."""
        listed = sum("complet" in row or "reste" in row for row in self._screen.display)
        wanted = {
            "Laquelle est la vôtre": "Aucune",
            "adresse": f"https://www.facebook.com/Valmont{self._chance.randrange(10**6)}",
            "habitants": "8012",
            "Combien": str(self._chance.randrange(1, 9)),
        }
        if listed < ACCOUNTS:
            wanted["Vos comptes"] = "Ajouter un compte"
        return wanted

    def _is_reading(self) -> bool:
        return self.written.rfind(PROMPT.encode()) > self.written.rfind(b"\x1b[?2004l")

    def _read(self, patience: float) -> bool:
        """Take what comes; False when nothing will any more."""
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return False
        try:
            found = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += found
        self._stream.feed(found)
        return bool(found)

    def _is_alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


def squeezed(text: str) -> str:
    return "".join(text.split()).removesuffix("(avecunenote)")


def kept_in(file: Path) -> Counter[tuple[str, str]]:
    """Give the answers an interview would find again, as their lines say them; read the file too."""
    rules = catalogue()
    if file.exists():
        read_answers(file, rules, ON)
    notebook = Notebook.open(file, rules, ON)
    data = notebook.data
    notebook.abandon()
    assert not any("illisible" in said for said in notebook.tell())
    desk = Desk(rules, ON)
    filed = Filed(data, desk.read(data))
    found: Counter[tuple[str, str]] = Counter()
    for key in (None, *filed.accounts):
        questions = rules.questionnaire
        asked = questions.audit_questions if key is None else questions.account_questions
        for question in asked.values():
            path = path_of(question.id, key)
            if filed.holds(path):
                words = words_at(path, question, filed, desk, rules)
                found[squeezed(wording.subject(question)), squeezed(words)] += 1
    return found


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    one = Nursery()
    yield one
    one.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_kill_loses_an_answer_nor_the_file(seed: int, nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments to die at
    told: Counter[tuple[str, str]] = Counter()
    file, most, finished = tmp_path / "commune.yaml", 0, 0
    for rank in range(KILLS * EFFORT):
        child = Child(nursery, tmp_path, chance)
        child.lives(chance.uniform(0, LONGEST))
        child.dies()
        told += child.acknowledged
        kept = kept_in(file)
        lost = told - kept
        assert not lost, f"kill {rank} of seed {seed}: {lost}"
        most = max(most, told.total())
        if file.with_name("rapport-commune.md").exists():
            finished += 1
            told.clear()
            for one in tmp_path.iterdir():
                one.unlink()
    print(f"seed {seed}: {most} answers at most, {finished} interviews finished")
    assert most > 20
