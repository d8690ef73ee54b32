"""Runs of text: our own sentences, with French typography, around what people typed, left alone.

What things are called is the business of ``labels``; this module only puts text together.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from string import Formatter

from playbook_audit.model.typography import french
from playbook_audit.report.interface import Span, Style, Text
from playbook_audit.report.words import number

_FIRST_MARK = 0xE000
"""Private-use characters stand for the inserted texts while typography looks at the sentence."""
_MARKS = re.compile(r"([\ue000-\uf8ff])")
Part = Text | str


def ours(text: str, style: Style = "plain") -> Text:
    """Give a text of ours, with French typography."""
    return (Span(french(text), style),) if text else ()


def typed(text: str, style: Style = "plain") -> Text:
    """Give a text somebody typed, as it is."""
    return (Span(text, style),) if text else ()


def link(text: str, address: str) -> Text:
    """Give a text of ours that leads somewhere."""
    return (Span(french(text), "link", address),)


def strong(text: Text) -> Text:
    """Give the same text in strong style, in one run where it can; codes and links keep theirs."""
    spans: list[Span] = []
    for one in text:
        span = one._replace(style="strong") if one.style == "plain" else one
        if spans and spans[-1].style == span.style == "strong":
            span = Span(spans.pop().text + span.text, "strong")
        spans.append(span)
    return tuple(spans)


def said(sentence: str, /, **parts: Part) -> Text:
    """Give a sentence of ours with texts put in the place of its ``{names}``.

    >>> said("{who} se tait", who=typed("la page")) == (Span("la page"), Span(" se tait"))
    True
    """
    return filled(sentence, parts)


def filled(sentence: str, parts: Mapping[str, Part]) -> Text:
    """Give a sentence of ours filled from a mapping, for names such as ``account.label``."""
    marked, inserted = "", list[Text]()
    for literal, name, _, _ in Formatter().parse(sentence):
        marked += literal
        if name is not None:
            marked += chr(_FIRST_MARK + len(inserted))
            part = parts[name]
            inserted.append(ours(part) if isinstance(part, str) else part)
    return _unmarked(french(marked), inserted)


def _unmarked(marked: str, inserted: list[Text]) -> Text:
    spans: list[Span] = []
    for piece in _MARKS.split(marked):
        if _MARKS.fullmatch(piece):
            spans += inserted[ord(piece) - _FIRST_MARK]
        elif piece:
            spans.append(Span(piece))
    return tuple(spans)


def joined(texts: Iterable[Text], between: str) -> Text:
    """Give texts one after the other, with a text of ours between them."""
    spans: Text = ()
    for rank, text in enumerate(texts):
        spans += (ours(between) if rank else ()) + text
    return spans


def listed(texts: Sequence[Text], last: str = "et", most: int | None = None) -> Text:
    """Give an enumeration: « a, b et c », or « a, b et 4 autres » beyond ``most``."""
    shown = list(texts)
    if most is not None and len(shown) > most + 1:
        others = f"{number(len(shown) - most)} autres"
        shown = [*shown[:most], ours(others)]
    if len(shown) < 2:  # noqa: PLR2004 - nothing to join
        return shown[0] if shown else ()
    return joined([joined(shown[:-1], ", "), shown[-1]], f" {last} ")


def plain(text: Text) -> str:
    """Give a text without its styles, for formats that have none."""
    return "".join(span.text for span in text)


def sentence_case(text: Text) -> Text:
    """Give a text whose first letter is a capital, unless somebody typed it that way."""
    if not text or not text[0].text:
        return text
    first = text[0]
    return (first._replace(text=first.text[0].upper() + first.text[1:]), *text[1:])
