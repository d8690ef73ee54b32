"""P5: audits a second on one core, from JSON text to verdicts, beside zen-engine and publicodes.

Ours: decode, validate and assess audits drawn from the whole catalogue, unknowns and witnesses
included. The peers: decode and evaluate the forty rules of ``zen_pack``, every answer known. They
do less, so a ratio says how many times quicker we are *at more work*. Each round gives every
contender its next audits, in turn; times are those of the processor (user and system), which the
neighbours on the machine do not stretch.
"""

import argparse
import gc
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import zen_pack
from contenders import (
    FILE,
    OURS,
    PUBLICODES,
    ZEN,
    Contender,
    Playbook,
    Publicodes,
    Zen,
    decoders,
    publicodes,
    zen,
)
from generate import ACCOUNTS, ON, SEED, UNKNOWN, as_json, audits
from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import parse_answers
from ratios import arguments, document, said, spread, write

NODE_MODULES = Path(__file__).parent.parent / ".cache" / "node" / "node_modules"
TARGETS = {ZEN: 2.0, PUBLICODES: 60.0}
"""How many times quicker than each peer we want to be."""
SAMPLE = 100
"""Audits whose verdicts are counted."""


@dataclass(frozen=True, slots=True)
class Round:
    """The microseconds an audit took each contender, and each step of ours."""

    whole: dict[str, float]
    steps: dict[str, float]


def main() -> None:
    asked = _arguments()
    ours = Playbook(list(map(as_json, audits(asked.rounds * asked.size))), asked.size)
    with ExitStack() as stack:
        rounds = _compete(ours, _peers(ours, asked, stack), asked.rounds)
    figures = _figures(rounds)
    steps = {step: median(one.steps[step] for one in rounds) for step in rounds[0].steps}
    found = document("P5 throughput", asked.rounds, figures)
    found |= {"input": _describe(ours.lines), "steps_us": steps}
    print(f"P5 throughput, {asked.rounds} rounds; {found['input']}")
    _show(figures)
    _show_steps(steps)
    write(asked.json, found)


def _arguments() -> argparse.Namespace:
    parser = arguments("Compare throughputs on one core.", rounds=20)
    parser.add_argument("--size", type=int, default=100, help="audits a round")
    parser.add_argument("--slow", type=int, default=10, help="audits a round for publicodes")
    parser.add_argument("--node-modules", type=Path, default=NODE_MODULES, metavar="FOLDER")
    return parser.parse_args()


def _peers(ours: Playbook, asked: argparse.Namespace, stack: ExitStack) -> list[Contender]:
    """Give the peers that are there, once sure that they agree."""
    pack = list(zen_pack.audits(len(ours.lines), ACCOUNTS, SEED))
    quick = zen(list(map(as_json, pack)), ours.size)
    slow = publicodes(pack[: asked.rounds * asked.slow], asked.slow, asked.node_modules, stack)
    _must_agree(quick, slow, asked.slow)
    return [*decoders(ours), *(one for one in (quick, slow) if one is not None)]


def _must_agree(quick: Zen | None, slow: Publicodes | None, count: int) -> None:
    if quick is None or slow is None:
        return
    fired = quick.fired(count), slow.fired(count)
    if fired[0] != fired[1]:
        raise SystemExit(f"{ZEN} fires {fired[0]} rules where {PUBLICODES} fires {fired[1]}")


def _compete(ours: Playbook, peers: Sequence[Contender], rounds: int) -> list[Round]:
    everyone = [ours, *peers]
    for one in everyone:
        one.run(0)  # conditions compiled, caches filled, just-in-time compilers warm
    gc.collect()
    gc.freeze()  # the inputs of the bench are no work for the engine's collector
    return [_round(rank, ours, everyone) for rank in range(rounds)]


def _round(rank: int, ours: Playbook, everyone: Sequence[Contender]) -> Round:
    whole = {one.name: one.run(rank * one.size) / one.size * 1e6 for one in everyone}
    steps = ours.steps(rank * ours.size)
    return Round(whole, {name: took / ours.size * 1e6 for name, took in steps.items()})


def _figures(rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """Give the figures of every contender, the quickest first."""
    figures = [
        _figure(name, [(one.whole[name], one.whole[OURS]) for one in rounds])
        for name in rounds[0].whole
    ]
    return sorted(figures, key=lambda one: float(one["us_per_audit"]))


def _figure(name: str, pairs: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Give what a contender took, and how many times as long as ours, round by round."""
    times = [own / ours for own, ours in pairs]
    took = median(own for own, _ in pairs)
    low, high = spread(times)
    return {
        "label": name,
        "us_per_audit": took,
        "audits_per_s": 1e6 / took,
        "ours_is_quicker_times": median(times),
        "low": low,
        "high": high,
        "target": TARGETS.get(name),
    }


def _describe(lines: Sequence[str]) -> dict[str, Any]:
    """Give what the audits hold and what they are judged by."""
    questionnaire, rules = catalogue().questionnaire, catalogue().rulebook
    return {
        "audits": len(lines),
        "accounts": ACCOUNTS,
        "unknown": UNKNOWN,
        "bytes": round(sum(len(line.encode()) for line in lines) / len(lines)),
        "questions": len(questionnaire.audit_questions) + len(questionnaire.account_questions),
        "rules": len(rules.findings) + len(rules.benefits),
        "verdicts": round(sum(map(_verdicts, lines[:SAMPLE])) / len(lines[:SAMPLE])),
        "verdicts_of_peers": len(zen_pack.RULES),
    }


def _verdicts(line: str) -> int:
    """Give how many times a rule was applied to an audit or to an account."""
    found = assess(catalogue(), parse_answers(line, FILE, catalogue(), ON), ON)
    return len(found.findings) + len(found.benefits)


def _show(figures: Sequence[dict[str, Any]]) -> None:
    print(f"{'':20} {'audits/s':>10} {'µs/audit':>10} {'ours quicker ×':>15} {'quartiles':>17}")
    for one in figures:
        between = f"{one['low']:.3g}–{one['high']:.3g}"
        kept = one["target"] and said(one["ours_is_quicker_times"] >= one["target"])
        target = f"  target ≥ {one['target']:g}: {kept}" if kept else ""
        print(
            f"{one['label']:20} {one['audits_per_s']:10.0f} {one['us_per_audit']:10.1f} "
            f"{one['ours_is_quicker_times']:15.3g} {between:>17}{target}"
        )


def _show_steps(steps: dict[str, float]) -> None:
    whole = sum(steps.values())
    for name, took in steps.items():
        print(f"  our {name:14} {1e6 / took:10.0f} {took:10.1f} {took / whole:14.0%} of the time")


if __name__ == "__main__":
    main()
