"""The path of an audit: which questions it is offered."""

from playbook_audit.model.operand import Operand, bounds
from playbook_audit.model.question import Path

_OFFERED: dict[Path, frozenset[Path]] = {
    "village": frozenset(("village",)),
    "core": frozenset(("village", "core")),
    "more": frozenset(("village", "core", "more")),
}


def path_of_audit(population: Operand, accounts: int | None, village_population: float) -> Path:
    """Give ``village`` for a small commune with one account at most, otherwise ``core``.

    An unknown population is on the core path: its answers can only widen what is said.
    """
    inhabitants = bounds(population)
    small = inhabitants is not None and inhabitants[1] < village_population
    return "village" if small and accounts is not None and accounts <= 1 else "core"


def offers(path: Path, question_path: Path) -> bool:
    """Tell whether a path offers a question of another."""
    return question_path in _OFFERED[path]
