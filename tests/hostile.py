"""Texts people may type: hostile ones, and odd but legitimate ones (see README.md)."""

import json
from pathlib import Path

_HERE = Path(__file__).parent

HOSTILE: tuple[str, ...] = tuple(
    json.loads(line)["s"]
    for line in (_HERE / "hostile_strings.jsonl").read_text(encoding="utf-8").splitlines()
)
LEGITIMATE: tuple[str, ...] = tuple(
    (_HERE / "legitimate_names.txt").read_text(encoding="utf-8").splitlines()
)
