"""The block to paste in CHANGELOG.md: which verdicts move, and what may move them."""

from collections.abc import Iterator

from playbook_audit.catalogue.diff.compare import Comparison
from playbook_audit.catalogue.diff.text import causes, replayed, title
from playbook_audit.catalogue.diff.verdicts import Verdicts
from playbook_audit.catalogue.docs.markdown import escaped

HEADING = "### Verdicts modifiés"


def changelog(comparison: Comparison) -> list[str]:
    """Give the lines of the block; it names no audit and holds no answer."""
    entries = list(map(_entry, comparison.verdicts)) or ["- Aucun."]
    sides = f"avant, {comparison.old.name} ; après, {comparison.new.name}"
    return [HEADING, "", *entries, f"- Rejoué : {replayed(comparison)} ({sides})."]


def _entry(verdicts: Verdicts) -> str:
    moves = " ; ".join(_moves(verdicts))
    behind = f" Peut venir de : {causes(verdicts.causes)}." if verdicts.causes else ""
    return f"- **{escaped(title(verdicts))}** : {moves}.{behind}"


def _moves(verdicts: Verdicts) -> Iterator[str]:
    """Give what became what; of what stays unknown, only how many times."""
    for one in verdicts.transitions:
        if not one.is_open:
            yield f"{one.old} → {one.new} ({len(one.moved)})"
    still_open = sum(len(one.moved) for one in verdicts.transitions if one.is_open)
    if still_open:
        yield f"toujours inconnu, mais autrement ({still_open})"
