"""The little Markdown the pages need: headings, lists, tables."""

from collections.abc import Iterable, Sequence

from playbook_audit.conditions.french import Clause, in_one_line

INDENT = "  "


def escaped(text: str) -> str:
    """Give a text that no table and no tag can cut."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def code(text: str) -> str:
    """Give an id as code."""
    return f"`{text}`"


def codes(ids: Iterable[str]) -> str:
    """Give ids as code, in their order."""
    return ", ".join(code(one) for one in ids)


def heading(level: int, text: str) -> str:
    """Give a heading."""
    return f"{'#' * level} {escaped(text)}"


def bullets(lines: Iterable[str]) -> str:
    """Give a list, one line an entry; an entry may hold its own indented list."""
    return "\n".join(f"- {line}" for line in lines)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; nothing when it has no row."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *lines])


def clause_lines(introduction: str, clause: Clause) -> str:
    """Give a condition after its introduction: on the same line when short, else as a list."""
    if not clause.parts or (clause.head and len(clause.parts) == 1):
        return f"{introduction} {escaped(in_one_line(clause))}"
    opening = clause.head or _JOINS[clause.joined]
    return "\n".join([f"{introduction} {escaped(opening)}", *_nested(clause, 1)])


_JOINS = {"et": "tout ceci à la fois", "ou": "l’un au moins de ces cas"}


def _nested(clause: Clause, depth: int) -> Iterable[str]:
    for part in clause.parts:
        if len(part.parts) > 1:
            opening = (part.head or _JOINS[part.joined]).removesuffix(" :")
            yield f"{INDENT * depth}- {escaped(opening)} :"
            yield from _nested(part, depth + 1)
        else:
            yield f"{INDENT * depth}- {escaped(in_one_line(part))}"
