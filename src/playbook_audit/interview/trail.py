"""What stays on the screen between questions, and how the last trace is taken back."""

from collections.abc import Sequence

from prompt_toolkit.output import Output

from playbook_audit.interview.drawing import hanging, height, told


class Trail:
    """The lines printed so far, the newest last."""

    def __init__(self, output: Output) -> None:
        """Start on an empty screen."""
        self._output = output
        self._traces: list[list[str]] = []

    def tell(self, lines: Sequence[str]) -> None:
        """Print lines that stay; they go with the trace above them when it is taken back."""
        rows = [row for line in lines for row in told(line, self._width())]
        self._print(rows)
        if self._traces:
            self._traces[-1] += rows

    def trace(self, line: str) -> None:
        """Print the line of an answered question."""
        rows = hanging(line, self._width(), "", "  ")
        self._print(rows)
        self._traces.append(rows)

    def untrace(self) -> None:
        """Erase the last trace and what was told since, at the width the terminal has now."""
        if not self._traces:
            return
        self._output.cursor_up(height(self._traces.pop(), self._output.get_size().columns))
        self._output.erase_down()
        self._output.flush()

    def _width(self) -> int:
        return max(self._output.get_size().columns - 1, 1)

    def _print(self, rows: Sequence[str]) -> None:
        for row in rows:
            self._output.write(f"{row}\r\n")
        self._output.flush()
