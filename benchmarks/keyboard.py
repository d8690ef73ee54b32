"""A terminal without a window, to time an interview: keys go in, prompts come out.

Nothing but the standard library: what is timed must not wait for what times it.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

READS, READS_NO_MORE = b"\x1b[?2004h", b"\x1b[?2004l"
"""What a terminal is told when a prompt begins and ceases to read keys."""
KEYS = re.compile("F1 |↑↓ Entrée|Espace coche")
"""What the last line of every prompt holds: it is then whole."""
MOVES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.")
PATIENCE = 30.0


class Terminal:
    """One command on a pseudo-terminal of 80 columns and 24 lines."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._keys, screen = os.openpty()
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=screen,
            stdout=screen,
            stderr=screen,
            cwd=folder,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )
        os.close(screen)
        self.written = b""

    def prompt(self) -> str:
        """Wait for the next prompt and give what is drawn since it began."""
        while (shown := self._shown()) is None:
            self._read()
        return shown

    def press(self, keys: str) -> None:
        """Press keys and wait for nothing; the next prompt is another one."""
        os.write(self._keys, keys.encode())
        self.written = b""

    @property
    def since(self) -> str:
        """What was written since the last key."""
        return self.written.decode(errors="replace")

    def close(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._keys)

    def _shown(self) -> str | None:
        start = self.written.rfind(READS)
        if start < 0 or self.written.rfind(READS_NO_MORE) > start:
            return None
        text = MOVES.sub("", self.written[start:].decode(errors="replace"))
        return text if KEYS.search(" ".join(text.split())) else None

    def _read(self) -> None:
        ready, _, _ = select.select([self._keys], [], [], PATIENCE)
        try:
            found = os.read(self._keys, 65536) if ready else b""
        except OSError:
            found = b""
        if not found:
            said = self.written.decode(errors="replace")[-2000:]
            sys.exit(f"the interview stopped, nothing measured\n{said}")
        self.written += found
