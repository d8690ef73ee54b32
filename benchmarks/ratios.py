"""Times whole processes in interleaved rounds, as ratios to ``python -c pass``.

usage: ratios.py [-n ROUNDS] [--json FILE] LABEL=COMMAND [LABEL=COMMAND …]

Each round runs the reference, then every command once; a ratio is taken inside its round, so that a
machine that slows down slows both. The other benches import this module; it loads nothing but the
standard library, since a child counts the memory of the process that starts it as its own peak.

From the project's performance study (its harness ``pairs.py``).
"""

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

REFERENCE = "python -c pass"
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``."""
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its start to its end."""

    wall_s: float
    cpu_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a figure may be, or None where nothing was promised."""

    ratio: float | None = None
    peak_mib: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The medians of one command; ``ratio`` and ``cpu_ratio`` are taken round by round."""

    label: str
    ratio: float
    ratio_low: float
    """First quartile of the rounds; with the third, how far to trust the median."""
    ratio_high: float
    cpu_ratio: float
    peak_mib: float
    wall_ms: float
    """For the curious: it says as much of the machine as of the command."""


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> list[Figure]:
    """Give the figures of the reference and of each command; stop if one of them fails."""
    candidates = {REFERENCE: (sys.executable, "-c", "pass"), **commands}
    for label, command in candidates.items():
        _must_succeed(label, command)  # also fills the caches of bytecode and of files
    runs: dict[str, list[Run]] = {label: [] for label in candidates}
    for _ in range(rounds):
        for label, command in candidates.items():
            runs[label].append(_run(command))
    return [_figure(label, runs[label], runs[REFERENCE]) for label in candidates]


def _must_succeed(label: str, command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise SystemExit(f"{label}: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[-2000:]
        raise SystemExit(f"{label}: ended with {done.returncode}, nothing measured\n{said}")


def _run(command: Sequence[str]) -> Run:
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * PEAK_UNIT / MEBIBYTE)


def _figure(label: str, runs: list[Run], reference: list[Run]) -> Figure:
    pairs = list(zip(runs, reference, strict=True))
    walls = [one.wall_s / other.wall_s for one, other in pairs]
    low, high = spread(walls)
    return Figure(
        label=label,
        ratio=median(walls),
        ratio_low=low,
        ratio_high=high,
        cpu_ratio=median(one.cpu_s / other.cpu_s for one, other in pairs),
        peak_mib=median(one.peak_mib for one in runs),
        wall_ms=median(one.wall_s for one in runs) * 1000,
    )


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Give the first and third quartiles."""
    if len(values) == 1:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third


# ---------------------------------------------------------------- what the scripts share


def arguments(summary: str, rounds: int) -> argparse.ArgumentParser:
    """Give a parser with the options every bench has."""
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("-n", "--rounds", type=int, default=rounds)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


def our_command() -> str:
    """Give the installed command, beside the interpreter that runs the bench."""
    found = Path(sys.executable).with_name("playbook-audit")
    if not found.exists():
        raise SystemExit(f"{found} does not exist: run `make bench`, or install the project there")
    return str(found)


def report(
    bench: str, rounds: int, figures: Sequence[Figure], limits: Mapping[str, Limits]
) -> dict[str, Any]:
    """Print a table of processes and give what goes into the JSON file."""
    print(f"{bench}, {rounds} rounds, ratio to `{REFERENCE}`")
    print(f"{'':44} {'ratio':>7} {'quartiles':>15} {'cpu':>7} {'MiB':>6}  target")
    for one in figures:
        between = f"{one.ratio_low:.1f}–{one.ratio_high:.1f}"
        target = _verdict(one, limits.get(one.label, Limits()))
        print(
            f"{one.label:44} {one.ratio:7.1f} {between:>15} {one.cpu_ratio:7.1f} "
            f"{one.peak_mib:6.1f}  {target}".rstrip()
        )
    rows = [{**asdict(one), "limits": asdict(limits.get(one.label, Limits()))} for one in figures]
    return document(bench, rounds, rows)


def _verdict(figure: Figure, limits: Limits) -> str:
    kept = []
    if limits.ratio is not None:
        kept.append(f"≤ {limits.ratio:g}: {said(figure.ratio <= limits.ratio)}")
    if limits.peak_mib is not None:
        kept.append(f"≤ {limits.peak_mib:g} MiB: {said(figure.peak_mib <= limits.peak_mib)}")
    return ", ".join(kept)


def said(kept: bool) -> str:  # noqa: FBT001 - the whole point of the function
    """Give the word for a target kept or not."""
    return "kept" if kept else "MISSED"


def document(bench: str, rounds: int, figures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what every JSON file holds: the figures, and where they come from."""
    return {
        "bench": bench,
        "rounds": rounds,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "figures": list(figures),
    }


def write(file: Path | None, found: Mapping[str, Any]) -> None:
    """Write the JSON file, if one was asked for."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = arguments("Time commands as ratios to `python -c pass`.", rounds=11)
    parser.add_argument("commands", nargs="+", metavar="LABEL=COMMAND")
    asked = parser.parse_args()
    named = (one.partition("=") for one in asked.commands)
    commands = {label: shlex.split(command) for label, _, command in named}
    figures = measure(commands, asked.rounds)
    write(asked.json, report("ratios", asked.rounds, figures, {}))


if __name__ == "__main__":
    main()
