"""The way in for the XML of feeds: what is hostile is refused at once, and nothing is opened."""

import builtins
from typing import Any, NoReturn

import pytest
from tests.evidence.feeds import TODAY
from tests.evidence.pieces import hostile, piece

from playbook_audit.evidence.feeds import syndication
from playbook_audit.evidence.feeds.syndication import feed_of, shown_name, site_of
from playbook_audit.evidence.interface import Circumstances, Refused
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import recognised, web_feed

DOCTYPES = ("feeds/billion-laughs.rss", "feeds/xxe-file.rss")


def refused(found: Piece) -> Refused:
    with pytest.raises(Refused) as caught:
        web_feed.read(found, Circumstances(TODAY))
    return caught.value


@pytest.mark.parametrize("name", DOCTYPES)
def test_a_doctype_is_refused_with_its_line(name: str) -> None:
    found = refused(hostile(name))
    assert (found.reason, found.line) == (syndication.WITH_DOCTYPE, 2)


@pytest.mark.parametrize("name", DOCTYPES)
def test_a_doctype_opens_no_other_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = hostile(name)
    assert found.data
    assert recognised(found) is not None

    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a file is opened")

    monkeypatch.setattr(builtins, "open", forbidden)
    refused(found)


def test_a_feed_cut_short_is_refused_with_its_line() -> None:
    found = refused(hostile("feeds/truncated.rss"))
    assert (found.reason, found.line) == (syndication.CUT, 2)


def test_a_doctype_in_a_text_is_only_a_text() -> None:
    text = "<rss><channel><item><title><![CDATA[<!DOCTYPE html>]]></title></item></channel></rss>"
    (item,) = feed_of(piece("a", text)).items
    assert item.of("title") == "<!DOCTYPE html>"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "iso-8859-1"])
def test_a_doctype_is_seen_in_every_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE rss>\n<rss><channel/></rss>'
    assert refused(piece("a", text.encode(encoding))).line == 2


@pytest.mark.parametrize("encoding", ["inconnu", "shift-jis", "utf-7"])
def test_an_encoding_nobody_reads_is_refused(encoding: str) -> None:
    refused(piece("a", f'<?xml version="1.0" encoding="{encoding}"?><rss><channel/></rss>'))


def test_a_feed_too_deep_or_of_too_many_elements_is_refused() -> None:
    deep = "<rss>" + "<a>" * 1_000_000
    many = "<rss><channel>" + "<a/>" * (syndication.MOST_ELEMENTS + 1) + "</channel></rss>"
    for text in (deep, many):
        assert refused(piece("a", text)).reason == syndication.TOO_LARGE


def test_a_feed_too_long_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syndication, "MOST_BYTES", 20)
    assert refused(piece("a", "<rss><channel></channel></rss>")).reason == syndication.TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><body>flux introuvable</body></html>",
        "<html><body><rss></rss></body></html>",
        "<opml><body/></opml>",
        "<!--" * 16_000,
        "<?a" * 16_000,
        "<!DOCTYPE r [" + "]" * 60_000,
        "rss",
        "",
    ],
)
def test_what_is_no_feed_is_not_recognised(text: str) -> None:
    assert recognised(piece("flux.rss", text)) is None


def test_a_feed_is_recognised_whatever_stands_before_it() -> None:
    text = (
        '\ufeff<?xml version="1.0"?>\n<!-- <html> --><?xsl a?>\n<rss version="2.0"><channel/></rss>'
    )
    assert recognised(piece("a", text)) is web_feed.FORMAT


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("&lt;b>Valmont&lt;/b>", "Valmont"),
        ("Valmont \u202eéli\x1b[31m", "Valmont éli[31m"),
        ("Valmont <3 la Loire", "Valmont 3 la Loire"),
        ("\ud83d", "\ufffd"),
        ("a" * 5_000, "a" * 200),
        (" ", None),
    ],
)
def test_a_name_is_shown_without_markup(written: str, shown: str | None) -> None:
    assert shown_name(written) == shown


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.Valmont.example/Actualites/?page=1", "valmont.example/actualites"),
        ("http://v.example", "v.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/hostname", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_site_is_named_by_its_address(address: str, site: str | None) -> None:
    assert site_of(address) == site
