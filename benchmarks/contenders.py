"""Who takes part in the comparison of throughputs: our engine, bare decoders, two rule engines.

Each handles the audits of one round and says how many seconds of processor that took. A peer that
is not installed is left out, with a word.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Protocol

import zen_pack
from generate import ON
from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import answers_from, parse_answers
from playbook_audit.reading.json import parse_json
from publicodes_pack import write_pack

OURS, ZEN, PUBLICODES = "playbook-audit", "zen-engine", "publicodes"
FILE = "audit.json"
HERE = Path(__file__).parent


class Contender(Protocol):
    """What takes part in a round."""

    @property
    def name(self) -> str:
        """Give the name it is shown under."""

    @property
    def size(self) -> int:
        """Give the number of audits in one round."""

    def run(self, start: int) -> float:
        """Handle the audits of one round, from ``start``; give the seconds of processor."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """Our engine as a script calls it: text in, assessment out."""

    lines: Sequence[str]
    size: int
    name: str = OURS

    def run(self, start: int) -> float:
        found = catalogue()
        before = process_time()
        for line in self.lines[start : start + self.size]:
            assess(found, parse_answers(line, FILE, found, ON), ON)
        return process_time() - before

    def steps(self, start: int) -> dict[str, float]:
        """Give the seconds of each step over the same audits, one step after another."""
        found, lines = catalogue(), self.lines[start : start + self.size]
        data, decode = _timed(lines, lambda line: parse_json(line, FILE).data)
        answers, validate = _timed(data, lambda one: answers_from(one, FILE, found, ON))
        _, judge = _timed(answers, lambda one: assess(found, one, ON))
        return {"decode": decode, "validate": validate, "assess": judge}


def _timed(given: Sequence[Any], work: Callable[[Any], Any]) -> tuple[list[Any], float]:
    before = process_time()
    found = [work(one) for one in given]
    return found, process_time() - before


@dataclass(frozen=True, slots=True)
class Decoder:
    """A bare JSON decoder on our audits: the floor under any engine that reads them."""

    name: str
    lines: Sequence[str]
    size: int
    decode: Callable[[str], Any]

    def run(self, start: int) -> float:
        before = process_time()
        for line in self.lines[start : start + self.size]:
            self.decode(line)
        return process_time() - before


def decoders(ours: Playbook) -> list[Contender]:
    """Give json, and orjson when it is there."""
    found: list[Contender] = [Decoder("json.loads", ours.lines, ours.size, json.loads)]
    try:
        import orjson
    except ImportError:
        print("orjson is not installed: left out")
        return found
    return [*found, Decoder("orjson.loads", ours.lines, ours.size, orjson.loads)]


@dataclass(slots=True)
class Zen:
    """zen-engine, the whole pack as one decision."""

    lines: Sequence[str]
    size: int
    evaluate: Callable[[dict[str, Any]], Any]
    name: str = ZEN

    def run(self, start: int) -> float:
        before = process_time()
        for line in self.lines[start : start + self.size]:
            self._fired(line)
        return process_time() - before

    def fired(self, count: int) -> int:
        """Give the number of rules fired by the first audits."""
        return sum(map(self._fired, self.lines[:count]))

    def _fired(self, line: str) -> int:
        result = self.evaluate(zen_pack.context(json.loads(line)))["result"]
        return sum(map(result.__getitem__, zen_pack.RULES))


def zen(lines: Sequence[str], size: int) -> Zen | None:
    """Give zen-engine, or None when it is not installed."""
    try:
        from zen import ZenEngine
    except ImportError:
        print("zen-engine is not installed: left out")
        return None
    return Zen(lines, size, ZenEngine().create_decision(zen_pack.decision()).evaluate)


@dataclass(slots=True)
class Publicodes:
    """publicodes, in a node process that waits between rounds."""

    process: "subprocess.Popen[str]"
    size: int
    name: str = PUBLICODES

    def run(self, start: int) -> float:
        return float(self._ask(start, start + self.size)["cpu_s"])

    def fired(self, count: int) -> int:
        """Give the number of rules fired by the first audits."""
        return int(self._ask(0, count)["fired"])

    def _ask(self, start: int, stop: int) -> dict[str, float]:
        pipes = self.process.stdin, self.process.stdout
        if pipes[0] is None or pipes[1] is None:
            raise SystemExit("publicodes: started without pipes")
        pipes[0].write(f"{start} {stop}\n")
        pipes[0].flush()
        answer: dict[str, float] = json.loads(pipes[1].readline())
        return answer


def publicodes(
    pack: Sequence[dict[str, Any]], size: int, node_modules: Path, stack: ExitStack
) -> Publicodes | None:
    """Give publicodes, or None without node or its package; it ends with the stack."""
    node, modules = shutil.which("node"), node_modules.resolve()
    if node is None or not (modules / "publicodes").is_dir():
        print(f"node or {modules}/publicodes is not there: publicodes left out")
        return None
    folder = Path(stack.enter_context(TemporaryDirectory()))
    rules, situations = folder / "rules.json", folder / "situations.ndjson"
    write_pack(pack, rules, situations)
    command = (node, str(HERE / "publicodes.mjs"), str(modules), str(rules), str(situations))
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return Publicodes(stack.enter_context(process), size)
