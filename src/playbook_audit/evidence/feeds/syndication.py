"""RSS and Atom: the one way in for the XML of feeds, and what its readers share.

No feed we know needs a DOCTYPE: it is refused before anything it declares is read, so there is no
entity to expand and no file to open. Size, depth and number of elements are bounded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html import unescape
from typing import NamedTuple, NoReturn
from urllib.parse import SplitResult, urlsplit
from xml.parsers import expat

from playbook_audit.evidence.feeds.feed_times import Dated, dated
from playbook_audit.evidence.interface import Refused, Rejected
from playbook_audit.evidence.piece import Piece
from playbook_audit.model.typography import one_line

MOST_BYTES = 50_000_000
MOST_ELEMENTS = 300_000
DEEPEST = 100
LONGEST_NAME = 200
"""Characters of the name of an account."""
NAMESPACES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.youtube.com/xml/schemas/2015": "yt:",
}
"""How we call the vocabularies of feeds; elements of others are named « other: »."""
ROOTS = frozenset(("rss", "rdf:RDF", "atom:feed"))
FILES = ("*.rss", "*.atom", "rss*.xml", "feed*.xml", "videos*.xml")
"""How feeds are called inside an archive."""
PUBLISHED = ("pubDate", "dc:date", "atom:published")
WITH_DOCTYPE = "le flux déclare un DOCTYPE ou des entités, interdits ici"
TOO_LARGE = "le flux est démesuré ; ce n’est pas celui d’un compte"
CUT = "le flux est coupé avant sa fin ; téléchargez-le encore"
BROKEN = "le flux n’est pas du XML bien formé ; téléchargez-le encore"
NO_FEED = "ce XML n’est pas un flux RSS ou Atom"
_CUTS = frozenset(
    expat.errors.codes[name]
    for name in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->)*+"
    r"(?:<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>(?:\s|<!--.*?-->)*+)?"
    r"<(?:[\w.-]+:)?(?:rss|RDF|feed)[\s/>]",
    re.DOTALL,
)
_MARKUP = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Element:
    """An element of a feed, and where it stands."""

    name: str
    """With our prefix: ``pubDate``, ``atom:published``, ``yt:videoId``."""
    attributes: Mapping[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give its text, without that of its children."""
        return "".join(self.said).strip()

    def every(self, *path: str) -> Iterator["Element"]:
        """Give the elements at a path under this one."""
        for child in self.children:
            if child.name == path[0]:
                if len(path) == 1:
                    yield child
                else:
                    yield from child.every(*path[1:])

    def of(self, *names: str) -> str:
        """Give the first text among children of some names; empty when there is none."""
        texts = (child.text for name in names for child in self.every(name))
        return next((text for text in texts if text), "")

    def attribute(self, name: str, *path: str) -> str:
        """Give the first value of an attribute at a path; empty when there is none."""
        values = (one.attributes.get(name, "").strip() for one in self.every(*path))
        return next((value for value in values if value), "")

    def link(self, relation: str = "alternate") -> str:
        """Give a link of RSS or Atom; empty when there is none."""
        plain = self.of("link") if relation == "alternate" else ""
        return plain or next(
            (
                one.attributes.get("href", "").strip()
                for one in self.every("atom:link")
                if one.attributes.get("rel", "alternate") == relation
            ),
            "",
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it says of itself, and its items in their order."""

    head: Element
    items: tuple[Element, ...]

    @property
    def is_atom(self) -> bool:
        """Tell whether it is Atom, and not RSS."""
        return self.head.name == "atom:feed"

    @property
    def generator(self) -> str:
        """Give the program that says it made the feed."""
        return self.head.of("generator", "atom:generator")

    @property
    def made(self) -> Dated | None:
        """Give when the feed says it was last made."""
        return dated(self.head.of("lastBuildDate", "pubDate", "dc:date", "atom:updated"))


class DatedItem(NamedTuple):
    """An item of a feed whose date was read."""

    rank: int
    item: Element
    when: Dated


def feed_of(piece: Piece) -> Feed:
    """Give the feed of a piece; raise ``Refused`` when it is none, or is not safe."""
    if len(piece.data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    builder = _Builder()
    try:
        builder.parser.Parse(piece.data, True)  # noqa: FBT003 — the C function has no keyword
    except expat.ExpatError as error:
        raise Refused(CUT if error.code in _CUTS else BROKEN, error.lineno) from None
    except (LookupError, ValueError):  # an encoding unknown, or of several bytes a letter
        raise Refused(BROKEN, 1) from None
    return builder.feed()


@lru_cache(maxsize=1)
def glimpse(piece: Piece) -> Feed | None:
    """Give what the first bytes show of a feed; None when they show none. Never raises.

    Kept for the readers that ask in turn about the same piece.
    """
    if not is_feed(piece):
        return None
    builder = _Builder()
    with suppress(expat.ExpatError, LookupError, ValueError, Refused):
        builder.parser.Parse(piece.head, False)  # noqa: FBT003 — the same
    with suppress(Refused):  # what was seen before a fault may be enough
        return builder.feed()
    return None


def is_feed(piece: Piece) -> bool:
    """Tell whether the first element is that of a feed, whatever stands before it."""
    return piece.is_xml and _ROOT.match(piece.start) is not None


def dated_items(
    feed: Feed, today: date, rejected: list[Rejected], names: Sequence[str] = PUBLISHED
) -> Iterator[DatedItem]:
    """Give the items whose date is read among children of some names; note the others."""
    for rank, item in enumerate(feed.items, 1):
        name = next((one for one in names if item.of(one)), "")
        when = dated(item.of(name)) if name else None
        if not name:
            rejected.append(Rejected(item.line, f"entrée {rank} : aucune date de parution"))
        elif when is None:
            rejected.append(Rejected(item.line, f"entrée {rank} : date ({_bare(name)}) illisible"))
        elif not when.is_possible(today):
            rejected.append(Rejected(item.line, f"entrée {rank} : date ({_bare(name)}) impossible"))
        else:
            yield DatedItem(rank, item, when)


def shown_name(written: str) -> str | None:
    """Give the name of an account as it may be shown: one line, no markup; None when empty."""
    return one_line(words_of(written).replace("<", " "))[:LONGEST_NAME].strip() or None


def words_of(html: str) -> str:
    """Give the words of a text that may hold HTML."""
    return _MARKUP.sub(" ", unescape(html))


def web(address: str) -> SplitResult | None:
    """Give an address of the web taken apart; None for any other, such as ``javascript:``."""
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return parts if named else None


def host_of(parts: SplitResult) -> str:
    """Give the host of an address, without « www. »."""
    return (parts.hostname or "").lower().removeprefix("www.")


def site_of(address: str) -> str | None:
    """Give the address of a site as accounts are named by it: ``valmont.fr/actualites``."""
    parts = web(address)
    if parts is None:
        return None
    words = [word for word in parts.path.split("/") if word]
    return "/".join((host_of(parts), *words)).lower()


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


class _Builder:
    """Builds the elements as expat meets them."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0

    def feed(self) -> Feed:
        """Give the feed built so far."""
        root = self._root
        if root is None or root.name not in ROOTS:
            raise Refused(NO_FEED)
        if root.name == "atom:feed":
            return Feed(root, tuple(root.every("atom:entry")))
        head = next(root.every("channel"), root)
        holder = root if root.name == "rdf:RDF" else head
        return Feed(head, tuple(holder.every("item")))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise Refused(TOO_LARGE, self.parser.CurrentLineNumber)
        element = Element(_named(name), attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].said.append(text)

    def _refuse(self, *_: object) -> NoReturn:
        raise Refused(WITH_DOCTYPE, self.parser.CurrentLineNumber)


def _named(name: str) -> str:
    """Give the name of an element with our prefix for its vocabulary."""
    space, _, local = name.rpartition(" ")
    return NAMESPACES.get(space, "other:") + local
