"""Starts many command lines without loading the program each time: loads it once, then forks.

python -m tests.cli.nursery : each line read is a terminal, a folder and words, between tabs; the
process that runs ``playbook-audit`` with these words on that terminal is written back. What runs
is the program itself, from its entry point on.
"""

import fcntl
import os
import signal
import sys
import termios
from typing import NoReturn

import playbook_audit.cli.app
import playbook_audit.cli.interview
import playbook_audit.interview.terminal  # noqa: F401 - loaded for those that follow
from playbook_audit.__main__ import main
from playbook_audit.catalogue.load import catalogue


def born(terminal: str, folder: str, words: list[str]) -> NoReturn:
    """Run a command line as the leader of a session on a terminal, and leave."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    descriptor = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(descriptor, number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(0, encoding="utf-8", closefd=False),  # noqa: SIM115 - descriptors
        open(1, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
        open(2, "w", encoding="utf-8", closefd=False),  # noqa: SIM115
    )
    os.chdir(folder)
    code = 70
    try:
        code = main(words)
    finally:
        os._exit(code)


def serve() -> None:
    """Start a process for each line read."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need nobody to be buried
    catalogue()
    orders, births = os.fdopen(os.dup(0), closefd=True), os.fdopen(os.dup(1), "w", buffering=1)
    births.write("0\n")
    while line := orders.readline():
        terminal, folder, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            born(terminal, folder, words)
        births.write(f"{child}\n")


if __name__ == "__main__":
    serve()
