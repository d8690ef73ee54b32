"""Draws an outline in Markdown: CommonMark, and the tables of GitHub.

Whatever a text holds is shown and does nothing: no HTML, and no link, heading, list or cell but
ours. A character is escaped only where Markdown would act on it, so that the source stays readable.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import assert_never
from unicodedata import category
from urllib.parse import quote

from playbook_audit.model.typography import NO_BREAK, one_line
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Item,
    Notice,
    Outline,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    Text,
)

_EMPHASISED = ("strong", "emphasis")
_MARKS = {"strong": "**", "emphasis": "*"}
_ACTIVE = re.compile(
    r"""[\\`\[]                         # escape, code, link
      | (?<!\ )[*~] | [*~](?!\ )        # emphasis, unless it stands alone
      | _+
      | <(?!\ )                         # HTML, address
      | &(?=\#?\w+;)                    # character reference
      | :(?=//) | (?<=\bwww)\.          # bare addresses, which GitHub makes links
      | (?<=[\w.+-])@(?=\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_BLOCK_START = re.compile(
    r"""\A(?: (\d{1,9}(?=[.)](?:\ |$)))                      # numbered list
            | (?=>|[-+](?:\ |$)|-[-\ ]*$|\#{1,6}(?:\ |$)))     # quotation, list, rule, heading""",
    re.VERBOSE,
)
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_PLAIN_ADDRESS = re.compile(r"[\w%/:?#@!$'+,;=~.-]+", re.ASCII)


def render(outline: Outline) -> str:
    """Give the whole document, ended by one line end."""
    parts = [_heading(outline.title, 1), _line(outline.subtitle)]
    for section in outline.sections:
        parts += _section(section)
    if outline.footer:
        parts += ["---", *map(_line, outline.footer)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield _heading((Span(section.title),), 2)
    yield from _blocks(section.blocks)


# ---------------------------------------------------------------- blocks


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Give each block; a list right after a list changes marks, or the two would be one."""
    after_list = False
    for block in blocks:
        is_list = isinstance(block, Bullets | Facts)
        second = is_list and after_list
        if drawn := _block(block, second=second):
            after_list = is_list and not second
            yield drawn


def _block(block: Block, *, second: bool) -> str:
    match block:
        case Paragraph():
            return _line(block.text)
        case Subheading():
            return _heading(block.text, block.level)
        case Bullets():
            return _bullets(block, second=second)
        case Facts():
            return _bullets(Bullets(tuple(map(_item_of, block.facts))), second=second)
        case Table():
            return _table(block)
        case Notice():
            return _quoted([_line((Span(block.title, "strong"),)), *_blocks(block.blocks)])
        case _:
            assert_never(block)


def _heading(text: Text, level: int) -> str:
    """Give a heading; Markdown would take number signs at its end for a closing mark."""
    content = re.sub("#$", r"\\#", _inline(text))
    return f"{'#' * level} {content}".rstrip()


def _quoted(parts: Iterable[str]) -> str:
    lines = "\n\n".join(filter(None, parts)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _bullets(bullets: Bullets, *, second: bool) -> str:
    if bullets.numbered:
        point = ")" if second else "."
        marks = [f"{rank}{point}" for rank in range(1, len(bullets.items) + 1)]
    else:
        marks = ["*" if second else "-"] * len(bullets.items)
    return "\n".join(map(_item, marks, bullets.items))


def _item(mark: str, item: Item) -> str:
    """Give an entry; an empty line under it would read as the underline of a heading."""
    indent = " " * (len(mark) + 1)
    under = [f"{indent}- {line}" for line in map(_line, item.under) if line]
    return "\n".join([f"{mark} {_line(item.text)}".rstrip(), *under])


def _item_of(fact: Fact) -> Item:
    term = Span(fact.term, "strong")
    return Item((term, Span(f"{NO_BREAK}: "), *fact.text) if fact.text else (term,))


def _table(table: Table) -> str:
    rows = [
        _row([(Span(column.title),) for column in table.columns]),
        f"| {' | '.join(map(_rule, table.columns))} |",
        *map(_row, table.rows),
    ]
    caption = _line((Span(table.caption, "emphasis"),))
    return "\n\n".join(filter(None, [caption, "\n".join(rows)]))


def _row(cells: Sequence[Text]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: Text) -> str:
    """Give the text of a cell; its bars are escaped even in code, since cells are cut first."""
    return _inline(text).replace("|", r"\|")


def _rule(column: Column) -> str:
    return "---:" if column.numeric else "---"


# ---------------------------------------------------------------- text


def _line(text: Text) -> str:
    """Give a text that begins a line, where a few characters would begin a block."""
    return _BLOCK_START.sub(r"\1\\", _inline(text))


def _inline(text: Text) -> str:
    spans = _merged(_showable(_merged(piece for span in text for piece in _pieces(span))))
    return "".join(_written(*two) for two in pairwise([*spans, Span("")])).strip()


def _pieces(span: Span) -> Iterator[Span]:
    """Give a run in which only bare words are styled: Markdown ignores marks next to a space."""
    text = one_line(span.text)
    core = text.strip()
    styled = _possible(span._replace(text=core))
    if styled.style == "plain" or not core:
        yield Span(text)
        return
    start = text.index(core)
    yield from (Span(text[:start]), styled, Span(text[start + len(core) :]))


def _possible(span: Span) -> Span:
    """Give a run without a link that leads nowhere, nor a code that no table can hold."""
    if span.style == "link":
        address = one_line(span.address or "").strip()
        return span._replace(address=address) if _WEB.fullmatch(address) else Span(span.text)
    if span.style == "code" and r"\|" in span.text:
        return Span(span.text)
    return span._replace(address=None)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Give the runs with neighbours of one style made one."""
    groups = groupby((span for span in spans if span.text), key=lambda span: span[1:])
    return [Span("".join(span.text for span in group), *how) for how, group in groups]


def _showable(spans: Sequence[Span]) -> Iterator[Span]:
    """Give the runs with emphasis only where Markdown would see it: « l’**(x)**y » it would not."""
    before: Span | None = None
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        shown = span
        if span.style in _EMPHASISED and not _flanked(before, span.text, after):
            shown = Span(span.text)
        yield shown
        before = shown


def _flanked(before: Span | None, text: str, after: Span | None) -> bool:
    if before is not None and before.style in _EMPHASISED:
        return False
    left, right = _neighbour(before, -1), _neighbour(after, 0)
    return (_is_word(text[0]) or _lets_in(left)) and (_is_word(text[-1]) or _lets_in(right))


def _neighbour(span: Span | None, place: int) -> str:
    """Give the character that will stand next to the marks."""
    if span is None:
        return " "
    return {"code": "``", "link": "[)"}.get(span.style, span.text)[place]


def _is_word(character: str) -> bool:
    """Tell whether every version of the specification takes it for a letter."""
    return not character.isspace() and category(character)[0] not in "PS"


def _lets_in(character: str) -> bool:
    """Tell whether every version of the specification takes it for a space or a punctuation."""
    is_sign = character.isascii() and not character.isalnum()
    return character.isspace() or is_sign or category(character)[0] == "P"


def _written(span: Span, after: Span) -> str:
    match span.style:
        case "code":
            return _code(span.text)
        case "link":
            return _link(span.text, span.address or "")
        case "strong" | "emphasis":
            mark = _MARKS[span.style]
            return f"{mark}{_escaped(span.text)}{mark}"
        case _:
            text = _escaped(span.text)
            return re.sub("!$", r"\\!", text) if after.style == "link" else text


def _escaped(text: str) -> str:
    return _ACTIVE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """Give the characters escaped; underscores inside a word do nothing."""
    around = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if found[0][0] == "_" and all(one and _is_word(one) for one in around):
        return found[0]
    return "\\" + "\\".join(found[0])


def _code(text: str) -> str:
    """Give a code span: its fence is longer than any run of backticks inside."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _link(text: str, address: str) -> str:
    if text == address and _PLAIN_ADDRESS.fullmatch(address):
        return f"<{address}>"
    label = _escaped(text).replace("]", r"\]")
    destination = quote(address, safe="%/:?#@!$&'*+,;=~-._")
    destination = _REFERENCE.sub(r"\&", destination)
    return f"[{label}]({destination})"
