"""The entry point of ``playbook-audit`` and of ``python -m playbook_audit``."""

import sys
from collections.abc import Sequence

from playbook_audit.cli.console import prepare, show
from playbook_audit.cli.failures import guarded
from playbook_audit.cli.front import answer, meant


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code."""
    words = meant(list(sys.argv[1:] if arguments is None else arguments))
    prepare()
    return guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    """Answer at once what needs nothing loaded, otherwise run the command."""
    text = answer(words)
    if text is not None:
        show(text)
        return 0
    if not words:
        from playbook_audit.cli.menu import guided

        return guided()
    from playbook_audit.cli.app import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
