"""P2: one scripted audit, from a YAML file to Markdown, as a whole process."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ratios import Limits, arguments, measure, our_command, report, write

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "valmont-sur-loire.yaml"
ACCOUNTS = 5
LIMITS = Limits(ratio=45, peak_mib=60)


def main() -> None:
    asked = arguments("Time a scripted report.", rounds=11).parse_args()
    with TemporaryDirectory() as folder:
        files = {f"generated, {ACCOUNTS} accounts": _generated(Path(folder))}
        if EXAMPLE.exists():
            files["examples/valmont-sur-loire.yaml, 9 accounts"] = EXAMPLE
        commands = {label: _report(file) for label, file in files.items()}
        figures = measure(commands, asked.rounds)
    limits = dict.fromkeys(commands, LIMITS)
    write(asked.json, report("P2 scripted report", asked.rounds, figures, limits))


def _generated(folder: Path) -> Path:
    """Write the audit in a process of its own: this one must stay small (see ``ratios``)."""
    options = ("--audits", "1", "--accounts", str(ACCOUNTS), "--format", "yaml")
    command = (sys.executable, str(HERE / "generate.py"), *options, "--output", str(folder))
    subprocess.run(command, check=True)
    return next(folder.glob("*.yaml"))


def _report(file: Path) -> tuple[str, ...]:
    return (our_command(), "report", str(file), "--format", "markdown")


if __name__ == "__main__":
    main()
