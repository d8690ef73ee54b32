"""Outlines to draw: one that looks like a report, and any that Hypothesis can think of."""

from hypothesis import Phase, settings
from hypothesis import strategies as st
from tests.hostile import HOSTILE, LEGITIMATE

from playbook_audit.report.interface import (
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

shrunk = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))
"""Drawing takes milliseconds, so that the smallest outline is soon found; printing a large one,
with all its spans, would take Hypothesis hours."""
ACTIVE = "*_`~[]()<>#|\\!&;:/@.=+-{}\"'^$%0123456789abwWhtps \n\t\r"
"""Characters that formats act on, to be met often."""
MARKUP = (
    *("- ", "* ", "+ ", "1. ", "12) ", "# ", "## ", " #", "> ", "---", "===", "```", "~~~", "~~"),
    *("**", "__", "*a*", "_a_", "`a`", "&amp;", "&#35;", "<b>", "<!-- ", "[a](b)", "![", "](", "|"),
    *("\\", "\\|", "https://a.invalid", "www.a.invalid", "a@a.invalid", "[/b]", "\x1b[31m", "mot "),
)
"""The same, ready to act."""
STYLES: tuple[Style, ...] = ("plain", "strong", "emphasis", "code", "link")


def plain(*texts: str) -> Text:
    """Give texts without style."""
    return tuple(map(Span, texts))


def typed() -> st.SearchStrategy[str]:
    """Give what somebody may type, half characters included."""
    any_character = st.characters(exclude_categories=())
    return st.one_of(
        st.text(ACTIVE, max_size=12),
        st.lists(st.sampled_from(MARKUP), max_size=4).map("".join),
        st.text(st.one_of(st.sampled_from(ACTIVE), any_character), max_size=12),
        st.sampled_from(HOSTILE + LEGITIMATE).filter(lambda text: len(text) < 1_000),
    )


def spans() -> st.SearchStrategy[Span]:
    """Give a run of any style; a link leads to something typed, or nowhere."""
    return st.builds(Span, typed(), st.sampled_from(STYLES), st.none() | typed())


def texts(least: int = 0) -> st.SearchStrategy[Text]:
    """Give a few runs one after the other."""
    return st.lists(spans(), min_size=least, max_size=4).map(tuple)


def tables() -> st.SearchStrategy[Table]:
    """Give a table of one to four columns, no row or a few."""
    return st.integers(1, 4).flatmap(
        lambda width: st.builds(
            Table,
            typed(),
            st.lists(
                st.builds(Column, typed(), st.booleans(), st.booleans()),
                min_size=width,
                max_size=width,
            ).map(tuple),
            st.lists(st.tuples(*[texts()] * width), max_size=3).map(tuple),
        )
    )


def _bullets() -> st.SearchStrategy[Bullets]:
    items = st.builds(Item, texts(), st.lists(texts(), max_size=2).map(tuple))
    return st.builds(Bullets, st.lists(items, min_size=1, max_size=12).map(tuple), st.booleans())


def blocks() -> st.SearchStrategy[Paragraph | Subheading | Bullets | Facts | Table | Notice]:
    """Give a block of any kind."""
    facts = st.lists(st.builds(Fact, typed(), texts()), min_size=1, max_size=3).map(tuple)
    paragraphs = st.builds(Paragraph, texts())
    noticed = st.lists(paragraphs | _bullets(), max_size=3).map(tuple)
    return st.one_of(
        paragraphs,
        st.builds(Subheading, texts(), st.sampled_from((3, 4))),
        _bullets(),
        st.builds(Facts, facts),
        tables(),
        st.builds(Notice, typed(), noticed),
    )


def outlines() -> st.SearchStrategy[Outline]:
    """Give a whole document."""
    content = st.lists(blocks(), max_size=4).map(tuple)
    sections = st.builds(Section, st.just("s"), typed(), content, st.booleans())
    return st.builds(
        Outline,
        texts(),
        texts(),
        st.lists(sections, max_size=3).map(tuple),
        st.lists(texts(), max_size=2).map(tuple),
    )


_COLUMNS = (
    Column("Compte"),
    Column("État"),
    Column("Dernière publication"),
    Column("Abonnés", numeric=True, essential=False),
    Column("Preuve", essential=False),
    Column("Décision proposée"),
)
_ROWS = (
    ("Facebook – Ville de Valmont", "● actif", "18 nov. 2026", "3\u202f120", "mesuré", "conserver"),
    ("X – @ville_valmont", "× abandonné", "8 mai 2026", "812", "déclaré", "archiver"),
    ("Instagram – Musée | Château", "? état à préciser", "", "", "", "à éclaircir"),
)
SAMPLE = Outline(
    title=plain("Audit des réseaux sociaux – Valmont-sur-Loire"),
    subtitle=plain("22 novembre 2026 · 8\u202f012 habitants · 3 comptes · 41 réponses sur 47"),
    sections=(
        Section(
            "summary",
            "En trois lignes",
            (
                Paragraph(
                    (
                        Span("Un compte sur trois", "strong"),
                        Span(
                            " se tait\u00a0; aucun ne dit qui répond. Les réponses aux habitants "
                            "sont rapides, et votre page principale publie à son rythme."
                        ),
                    )
                ),
                Notice(
                    "À décider d’abord",
                    (
                        Bullets(
                            (
                                Item(
                                    (
                                        Span("X – @ville_valmont", "strong"),
                                        Span("\u00a0: fermer le compte et dire où vous suivre"),
                                    ),
                                    (
                                        plain(
                                            "Pourquoi\u00a0: rien n’a paru depuis 6 mois, et "
                                            "rien n’indique au public que le compte est arrêté."
                                        ),
                                        plain(
                                            "Qui\u00a0: communication, sous 30 jours "
                                            "(moins d’une heure)"
                                        ),
                                    ),
                                ),
                                Item(plain("Instagram – Musée\u00a0: qui en est chargé\u202f?")),
                            ),
                            numbered=True,
                        ),
                    ),
                ),
            ),
            first_page=True,
        ),
        Section(
            "accounts",
            "Vos comptes",
            (
                Table(
                    "État des comptes au 22 novembre 2026",
                    _COLUMNS,
                    tuple(tuple(map(plain, row)) for row in _ROWS),
                ),
                Subheading(plain("Comptes en sommeil ou abandonnés")),
                Facts(
                    (
                        Fact("Niveau", plain("▒▓ modéré à élevé")),
                        Fact(
                            "Ce qui trancherait",
                            plain(
                                "la date du dernier message du compte Instagram, et le nombre de "
                                "personnes qui peuvent s’y connecter"
                            ),
                        ),
                    )
                ),
                Bullets(
                    (
                        Item(plain("Épingler un message avec la date et la nouvelle adresse.")),
                        Item(
                            (
                                Span("Source\u00a0: "),
                                Span("guide officiel", "link", "https://example.org/guide?a=1&b=2"),
                            )
                        ),
                    )
                ),
                Subheading(plain("Pourquoi\u202f?"), 4),
                Paragraph(
                    (
                        Span("Lancez "),
                        Span("playbook-audit explain abandoned_account", "code"),
                        Span("."),
                    )
                ),
            ),
        ),
    ),
    footer=(plain("Règles 1.0.0 · sha256 5f1c… · audit.yaml"),),
)
