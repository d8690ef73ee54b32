"""Which asker an interview gets, decided once before the first question."""

import io
import sys
from contextlib import AbstractContextManager
from typing import TextIO

from playbook_audit.interview.interface import Asker
from playbook_audit.interview.linear import Linear
from playbook_audit.model.errors import AuditError


class NoTerminal(AuditError):
    """Nobody to ask: the input or the output is no terminal."""

    def __init__(self) -> None:
        """Say what to do instead, in French."""
        super().__init__(
            "L’entretien a besoin d’un terminal pour poser ses questions. "
            "Sans terminal, lancez plutôt « playbook-audit report FICHIER »."
        )


def open_asker(
    *,
    accessible: bool = False,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
) -> AbstractContextManager[Asker]:
    """Give the asker for this terminal, as a context; raise ``NoTerminal`` when there is none."""
    source, target = stdin or sys.stdin, stdout or sys.stdout
    if not (_is_terminal(source) and _is_terminal(target)):
        raise NoTerminal
    if accessible:
        return Linear(source, target)
    return _terminal(source, target)


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; a closed one is None or says so by an error."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _terminal(source: TextIO, target: TextIO) -> AbstractContextManager[Asker]:
    """Give the asker of a real terminal, or plain lines when its console cannot be drawn on."""
    from prompt_toolkit.input import create_input
    from prompt_toolkit.output import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output

    from playbook_audit.interview.terminal import Terminal

    try:
        keys, output = create_input(source), create_output(target)
    except Exception as error:
        if not _cannot_draw(error):
            raise
        target.write(
            "Cette fenêtre ne permet pas les listes : les questions viendront en lignes.\n"
        )
        return Linear(source, target)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # terminals that stay silent would get a warning in English
    return Terminal(keys, output)


def _cannot_draw(error: Exception) -> bool:
    """Tell a console that is none: Git Bash on Windows (a class that exists there only), Idle."""
    return isinstance(error, io.UnsupportedOperation) or (
        type(error).__name__ == "NoConsoleScreenBufferError"
    )
