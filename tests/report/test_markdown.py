"""Markdown: what a reader of the format finds in it, whatever people typed."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.hostile import HOSTILE, LEGITIMATE
from tests.report.outlines import SAMPLE, outlines, plain, shrunk, texts

from playbook_audit.model.typography import one_line
from playbook_audit.report import markdown
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
    Style,
    Subheading,
    Table,
    Text,
)

ELEMENTS = (
    *("heading", "paragraph", "blockquote", "bullet_list", "ordered_list", "list_item"),
    *("table", "thead", "tbody", "tr", "th", "td", "strong", "em", "link"),
)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(source: str) -> list[Token]:
    """Give every token, those inside lines included."""
    return [inner for token in PARSER.parse(source) for inner in (token, *(token.children or ()))]


def bare(text: str) -> str:
    return " ".join(text.split())


def seen(source: str) -> list[str]:
    """Give the lines a reader sees, without empty ones."""
    inline = (token for token in PARSER.parse(source) if token.type == "inline")
    lines = ("".join(one.content for one in token.children or ()) for token in inline)
    return [line for line in map(bare, lines) if line]


def meant(outline: Outline) -> list[str]:
    """Give the lines an outline holds, in order."""
    lines = [outline.title, outline.subtitle]
    for section in outline.sections:
        lines += [plain(section.title), *lines_of(section.blocks)]
    lines += outline.footer
    shown = ("".join(one_line(span.text) for span in line) for line in lines)
    return [line for line in map(bare, shown) if line]


def lines_of(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield block.text
            case Bullets():
                for item in block.items:
                    yield from (item.text, *item.under)
            case Facts():
                yield from map(fact_line, block.facts)
            case Table():
                yield plain(block.caption)
                yield from (plain(column.title) for column in block.columns)
                for row in block.rows:
                    yield from row
            case Notice():
                yield plain(block.title)
                yield from lines_of(block.blocks)


def fact_line(fact: Fact) -> Text:
    return (Span(fact.term), Span("\u00a0: "), *fact.text) if fact.text else plain(fact.term)


def of_blocks(*blocks: Block) -> Outline:
    return Outline(plain("Titre"), (), (Section("s", "Partie", blocks),))


def drawn(*blocks: Block) -> str:
    """Give what blocks look like, without the two headings above them."""
    return markdown.render(of_blocks(*blocks)).removeprefix("# Titre\n\n## Partie\n\n")


def line_of(*spans: Span) -> str:
    return drawn(Paragraph(spans)).removesuffix("\n")


# ---------------------------------------------------------------- whatever people typed


@shrunk
@given(outlines())
def test_a_reader_sees_the_same_text_whatever_it_holds(outline: Outline) -> None:
    assert seen(markdown.render(outline)) == meant(outline)


@shrunk
@given(outlines())
def test_nothing_comes_alive_but_what_the_outline_holds(outline: Outline) -> None:
    counts = Counter(token.type for token in tokens(markdown.render(outline)))
    allowed = {"text", "inline", "code_inline", "hr"} | {f"{name}_open" for name in ELEMENTS}
    allowed |= {f"{name}_close" for name in ELEMENTS}
    assert counts.keys() <= allowed
    assert counts["hr"] == bool(outline.footer)


@shrunk
@given(outlines())
def test_headings_lists_and_tables_are_those_of_the_outline(outline: Outline) -> None:
    counts = Counter(token.type for token in tokens(markdown.render(outline)))
    blocks = [block for section in outline.sections for block in section.blocks]
    inner = [one for block in blocks for one in (block.blocks if isinstance(block, Notice) else ())]
    tables = [block for block in blocks if isinstance(block, Table)]
    lists = [block for block in [*blocks, *inner] if isinstance(block, Bullets)]
    numbered = [one for one in lists if one.numbered]
    subheadings = [block for block in blocks if isinstance(block, Subheading)]
    assert counts["heading_open"] == 1 + len(outline.sections) + len(subheadings)
    assert counts["blockquote_open"] == sum(isinstance(block, Notice) for block in blocks)
    assert counts["ordered_list_open"] == len(numbered)
    assert counts["table_open"] == len(tables)
    assert counts["th_open"] == sum(len(table.columns) for table in tables)
    assert counts["td_open"] == sum(len(table.columns) * len(table.rows) for table in tables)


@shrunk
@given(texts(), st.sampled_from(("http://", "https://", "javascript:", "ftp://", "//", "")))
def test_only_our_links_to_the_web_are_links(text: Text, scheme: str) -> None:
    ours = Span("ici", "link", f"{scheme}example.org/a_(b)|c?d=<e>&copy;=1")
    source = markdown.render(of_blocks(Paragraph((*text, Span(" "), ours))))
    addresses = [token.attrs["href"] for token in tokens(source) if token.type == "link_open"]
    web = [span for span in (*text, ours) if span.style == "link" and span.text.strip()]
    assert all(str(one).lower().startswith(("http://", "https://")) for one in addresses)
    assert len(addresses) <= len(web)
    assert (len(addresses) >= 1) == scheme.startswith("http") or len(addresses) < len(web)


@pytest.mark.parametrize("text", [*HOSTILE, *LEGITIMATE])
@pytest.mark.parametrize("style", ["plain", "strong", "emphasis", "code", "link"])
def test_what_people_typed_comes_out_whole_in_a_cell(text: str, style: Style) -> None:
    table = Table("Comptes", (Column("Compte"), Column("État")), (((Span(text, style),), ()),))
    source = markdown.render(of_blocks(table))
    assert Counter(token.type for token in PARSER.parse(source))["td_open"] == 2
    assert bare(one_line(text)) in ["", *seen(source)]


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_reads_as_typed_in_the_source_too(name: str) -> None:
    assert line_of(Span(name)).replace("\\[", "[") == name


# ---------------------------------------------------------------- only where it would act


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ville_de_testbourg, 3 * 2, a < b, R & D, n° 3.", None),
        ("_ville_", r"\_ville\_"),
        ("a * b* c", r"a * b\* c"),
        ("<b>&eacute;</b>", r"\<b>\&eacute;\</b>"),
        ("# Titre", r"\# Titre"),
        ("#titre", None),
        ("> cité", r"\> cité"),
        ("- point", r"\- point"),
        ("-20 %", None),
        ("---", r"\---"),
        ("2026. Bilan", r"2026\. Bilan"),
        ("2026 : bilan", None),
        ("http://a.invalid www.a.invalid", r"http\://a.invalid www\.a.invalid"),
        ("mairie@a.invalid @ville", r"mairie\@a.invalid @ville"),
        ("Commune nouvelle [2019]", r"Commune nouvelle \[2019]"),
        ("a | b", None),
        ("~~a~~ `b` \\", r"\~\~a\~\~ \`b\` " + "\\\\"),
    ],
)
def test_a_character_is_escaped_only_where_it_would_act(text: str, source: str | None) -> None:
    assert line_of(Span(text)) == (text if source is None else source)


def test_a_bar_is_escaped_in_a_cell_even_in_code() -> None:
    row = (plain("a | b"), (Span("c|d", "code"),), (Span(r"e\|f", "code"),))
    table = Table("", (Column("x"), Column("y", numeric=True), Column("z")), (row,))
    assert drawn(table).splitlines()[1:] == [
        "| --- | ---: | --- |",
        r"| a \| b | `c\|d` | e\\\|f |",
    ]


def test_number_signs_at_the_end_of_a_heading_are_kept() -> None:
    assert drawn(Subheading(plain("Langage C #"))) == "### Langage C \\#\n"


def test_emphasis_stands_against_the_words_it_marks() -> None:
    assert line_of(Span("le "), Span(" nom ", "strong"), Span("ici")) == "le  **nom** ici"


def test_emphasis_that_markdown_would_not_see_is_dropped() -> None:
    assert line_of(Span("l"), Span("(x)", "strong"), Span("y")) == "l(x)y"
    assert line_of(Span("l’"), Span("(x)", "strong"), Span(", y")) == "l’**(x)**, y"
    assert line_of(Span("a", "strong"), Span("b", "emphasis"), Span("c")) == "**a**bc"
    assert line_of(Span("a", "strong"), Span("b", "strong")) == "**ab**"


def test_code_may_hold_backticks() -> None:
    assert line_of(Span("a`b", "code")) == "``a`b``"
    assert line_of(Span("`", "code")) == "`` ` ``"


def test_a_link_shows_its_words_or_its_address() -> None:
    address = "https://example.org/a?b=1&copy;=2"
    assert line_of(Span("un [guide]", "link", address)) == (
        r"[un \[guide\]](https://example.org/a?b=1\&copy;=2)"
    )
    assert line_of(Span("https://a.invalid/b", "link", "https://a.invalid/b")) == (
        "<https://a.invalid/b>"
    )
    assert line_of(Span("ici !"), Span("a", "link", "https://a.invalid/(b)")) == (
        r"ici \![a](https://a.invalid/%28b%29)"
    )
    assert line_of(Span("ici", "link", "javascript:alert(1)")) == "ici"


# ---------------------------------------------------------------- blocks


def test_two_lists_in_a_row_stay_two_lists() -> None:
    points = Bullets((Item(plain("a")),))
    steps = Bullets((Item(plain("a")),), numbered=True)
    assert drawn(points, points, points) == "- a\n\n* a\n\n- a\n"
    assert drawn(steps, steps) == "1. a\n\n1) a\n"


def test_what_stands_under_an_entry_is_a_list_inside_it() -> None:
    item = Item(plain("a"), (plain("b"), plain(" "), plain("- c")))
    assert drawn(Bullets((item,))) == "- a\n  - b\n  - \\- c\n"


def test_a_notice_is_a_quotation_with_its_title_first() -> None:
    notice = Notice("À décider", (Paragraph(plain("a")), Bullets((Item(plain("b")),))))
    assert drawn(notice) == "> **À décider**\n>\n> a\n>\n> - b\n"


def test_a_fact_is_a_term_and_its_text() -> None:
    facts = Facts((Fact("Niveau", plain("élevé")), Fact("Seuil", ())))
    assert drawn(facts) == "- **Niveau**\u00a0: élevé\n- **Seuil**\n"


def test_the_sample_has_one_title_then_sections_and_ends_with_one_line_end() -> None:
    source = markdown.render(SAMPLE)
    headings = [line for line in source.splitlines() if line.startswith("#")]
    assert [line.split(" ")[0] for line in headings] == ["#", "##", "##", "###", "####"]
    assert source.endswith("audit.yaml\n")
    assert not source.endswith("\n\n")
