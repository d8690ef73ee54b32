"""P3: how long before an interview has drawn its first question, in a terminal."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from keyboard import Terminal
from ratios import REFERENCE, arguments, document, our_command, said, spread, write

MOST = 60.0


def main() -> None:
    asked = arguments("Time the first question of an interview.", rounds=11).parse_args()
    _first_question()  # fills the caches of bytecode and of files
    pairs = [(_first_question(), _nothing()) for _ in range(asked.rounds)]
    ratios = [ours / reference for ours, reference in pairs]
    low, high = spread(ratios)
    row = {
        "label": "interview, first question on screen",
        "ratio": median(ratios),
        "ratio_low": low,
        "ratio_high": high,
        "wall_ms": median(ours for ours, _ in pairs) * 1000,
        "limits": {"ratio": MOST},
    }
    print(f"P3 first question, {asked.rounds} rounds, ratio to `{REFERENCE}`")
    print(
        f"{row['ratio']:.1f} [{low:.1f}–{high:.1f}], {row['wall_ms']:.0f} ms; "
        f"≤ {MOST:g}: {said(median(ratios) <= MOST)}"
    )
    write(asked.json, document("P3 first question", asked.rounds, [row]))


def _first_question() -> float:
    with TemporaryDirectory() as folder:
        start = perf_counter()
        terminal = Terminal((our_command(), "interview"), Path(folder))
        terminal.prompt()
        spent = perf_counter() - start
        terminal.close()
    return spent


def _nothing() -> float:
    start = perf_counter()
    subprocess.run((sys.executable, "-c", "pass"), stdin=subprocess.DEVNULL, check=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
