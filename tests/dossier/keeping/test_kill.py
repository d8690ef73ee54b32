"""A real process answers in a loop and is killed without warning, a hundred times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.effort import EFFORT

ROUNDS = 100
SCRIPT = Path(__file__).with_name("kill_rounds.py")


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_no_answer_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), str(ROUNDS * EFFORT)],
        capture_output=True,
        check=True,
        timeout=120 * EFFORT,
    )
    told = json.loads(run.stdout)
    assert (told["lost"], told["unreadable"], told["left"]) == (0, 0, 0)
    assert told["answers"] > ROUNDS
    assert told["recovered"] > ROUNDS // 4
