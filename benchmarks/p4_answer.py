"""P4: from the last key of an answer to the next question on screen, the answer being on the disk.

30 ms of it are a choice: what was typed ahead is thrown away once the keyboard has been silent for
that long, so that a paste answers one question only.
"""

from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from keyboard import Terminal
from ratios import arguments, document, our_command, said, write

ANSWERS = 60
MOST_MS = 50.0
HESITATION = 0.1
"""Seconds before a key, for whatever the program does once a question is drawn to be over."""
UP = "\x1b[A"
LINES = ("Ajouter un compte Ajouter", "en copiant", "Donner une même", "Compléter ou", "Retirer un")
"""The list of accounts, from its top: what is above the line pointed is so many keys away."""
FIELDS = {
    "nom de votre": "80021",  # a town, which is asked the long way
    "adresse du compte": "https://www.facebook.com/ville{rank}",
    "dernière fois": "2026-11-20",
    "quel mois": "2024",
}


def main() -> None:
    asked = arguments(f"Time {ANSWERS} answers of an interview.", rounds=1).parse_args()
    spent = sorted(one * 1000 for _ in range(asked.rounds) for one in _interview())
    middle, late = median(spent), quantiles(spent, n=20, method="inclusive")[-1]
    row = {"label": "answer to next question", "median_ms": middle, "p95_ms": late}
    print(f"P4 answer saved and next question on screen, {len(spent)} answers")
    print(
        f"median {middle:.0f} ms, 95th percentile {late:.0f} ms; "
        f"≤ {MOST_MS:g} ms: {said(middle <= MOST_MS)}"
    )
    rows = [row | {"limits": {"median_ms": MOST_MS}}]
    write(asked.json, document("P4 answer", asked.rounds, rows))


def _interview() -> list[float]:
    with TemporaryDirectory() as folder:
        terminal = Terminal((our_command(), "interview"), Path(folder))
        try:
            return _answered(terminal)
        finally:
            terminal.close()


def _answered(terminal: Terminal) -> list[float]:
    """Answer, and give the seconds each answer took; choices that are no answers do not count."""
    spent: list[float] = []
    while len(spent) < ANSWERS:
        shown = " ".join(terminal.prompt().split())
        keys = _keys(shown, len(spent))
        sleep(HESITATION)
        for key in keys[:-1]:
            terminal.press(key)
            sleep(HESITATION)
        start = perf_counter()
        terminal.press(keys[-1])
        terminal.prompt()
        if "✓" in terminal.since:
            spent.append(perf_counter() - start)
    return spent


def _keys(shown: str, rank: int) -> tuple[str, ...]:
    """Give what answers a prompt, its last key being the one that is timed."""
    if "Espace coche" in shown:
        return ("\r",) if "●" in shown else (" ", "\r")
    if "Vos comptes" in shown:
        return (*[UP] * sum(line in shown.partition("›")[0] for line in LINES), "\r")
    if "↑↓" in shown:
        return ("\r",)
    typed = next((one for words, one in FIELDS.items() if words in shown), "2")
    return (typed.format(rank=rank), "\r")


if __name__ == "__main__":
    main()
