"""A table asked one row at a time, going back from row to row; the same for every asker."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from playbook_audit.interview.interface import UNKNOWN, Back, Given, Prompt, Raw, Reply, Unsure
from playbook_audit.model.question import QuestionType


@dataclass
class Filling:
    """How far a table is filled."""

    answers: dict[str, Raw] = field(default_factory=dict)
    row: int = 0


def begun(prompt: Prompt) -> Filling:
    """Give a table as it stands on file, at its first row."""
    return Filling(dict(prompt.current) if isinstance(prompt.current, dict) else {})


def fill(prompt: Prompt, filling: Filling, ask: Callable[[Prompt], Reply]) -> Reply:
    """Ask the rows one after the other; ``filling`` tells how far one came."""
    while filling.row < len(prompt.rows):
        row = prompt.rows[filling.row].id
        match ask(row_prompt(prompt, filling)):
            case Given(raw):
                filling.answers[row] = raw
            case Unsure():
                filling.answers[row] = UNKNOWN
            case Back() if filling.row > 0:
                filling.row -= 1
                continue
            case other:
                return other
        filling.row += 1
    return _filled(prompt, filling)


def _filled(prompt: Prompt, filling: Filling) -> Reply:
    answers = {row.id: filling.answers[row.id] for row in prompt.rows}
    unsure = all(raw == UNKNOWN for raw in answers.values())
    return Unsure() if unsure and prompt.may_be_unknown else Given(answers)


def again(filling: Filling, reply: Reply) -> Filling:
    """Give where to take the table up again: the row left, or the first when it was refused."""
    return replace(filling, row=0) if isinstance(reply, Given) else filling


def row_prompt(prompt: Prompt, filling: Filling) -> Prompt:
    """Give the question of one row, its earlier answer preselected."""
    row = prompt.rows[filling.row]
    rank = f"{filling.row + 1}/{len(prompt.rows)}"
    return replace(
        prompt,
        path=f"{prompt.path}.{row.id}",
        ask=f"{prompt.ask} — {row.label} ({rank})",
        type=QuestionType.ONE,
        rows=(),
        current=filling.answers.get(row.id),
        refusal=prompt.refusal if filling.row == 0 else None,
        may_go_back=prompt.may_go_back or filling.row > 0,
    )
