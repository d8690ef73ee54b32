"""P1: how long before ``playbook-audit --help`` and ``--version`` have answered."""

import sys

from ratios import Limits, arguments, measure, our_command, report, write

LIMITS = {"--help": Limits(ratio=35), "--version": Limits(ratio=12)}


def main() -> None:
    asked = arguments("Time the two options that everybody tries first.", rounds=15).parse_args()
    ways = {
        "playbook-audit": (our_command(),),
        "python -m playbook_audit": (sys.executable, "-m", "playbook_audit"),
    }
    commands = {
        f"{name} {option}": (*way, option) for name, way in ways.items() for option in LIMITS
    }
    limits = {label: LIMITS[command[-1]] for label, command in commands.items()}
    figures = measure(commands, asked.rounds)
    write(asked.json, report("P1 start-up", asked.rounds, figures, limits))


if __name__ == "__main__":
    main()
