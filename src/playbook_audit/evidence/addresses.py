"""Addresses of accounts as people type and export them, brought to what tells accounts apart.

    canonical("https://fr-fr.facebook.com/pages/Ville/100000000000001", networks)

A name nobody could follow to an account (« Ville de Valmont », a video, a search) gives nothing.
The shapes are those the networks show in a browser, now or in the past.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from playbook_audit.model.address import platform_of
from playbook_audit.model.rule import Network

LONGEST = 2_000
"""Characters; no browser shows a longer address."""
_LINK = re.compile(r"https?://[^\s<>()«»\"]+", re.IGNORECASE)
_NAME = re.compile(r"@?[\w.\-]{1,100}")
_FEDIVERSE = re.compile(r"(?:acct:)?(@?)([\w.\-]{1,100})@([\w\-]+(?:\.[\w\-]+)+)")
_ENDING_NUMBER = re.compile(r"(?:.*-)?(\d{8,25})")
_AROUND = " \t\r\n<>«»\"'“”(),;"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SERVICES = _words(
    "about ads adsmanager api business developers docs help l lm login studio support"
)
"""First words of hosts that hold no account, but for what a network says otherwise."""
_OWN_SERVICES = {"youtube": _words("studio"), "facebook": _words("business")}
_NOT_HANDLES = {
    "facebook": _words(
        "ads business dialog events gaming hashtag help home.php l.php legal login login.php "
        "marketplace media notes photo photos plugins policies posts public reel search settings "
        "share sharer sharer.php stories tr video videos watch"
    ),
    "instagram": _words("accounts about developer direct explore p reel reels tv"),
    "x": _words("explore hashtag home i messages search settings share"),
    "youtube": _words(
        "about account embed feed feeds hashtag live playlist premium results shorts t watch"
    ),
    "snapchat": _words("discover explore lens p spotlight"),
    "dailymotion": _words("embed playlist search topic video"),
    "telegram": _words("addstickers c iv joinchat share"),
}
"""First words of paths that lead to a post or a service, by network."""


class Address(NamedTuple):
    """Where an account is: its network, and what names it there."""

    network: str
    platform: str
    """As in scoring/networks.yaml: a page and a group of Facebook are two platforms."""
    handle: str | None = None
    """In lower case, without ``@``; on the fediverse with its server: ``valmont@piaille.fr``."""
    native_id: str | None = None
    """What the network numbers the account by, as it writes it."""

    def is_same(self, other: "Address") -> bool:
        """Tell whether both surely name one account; False also when nothing can be compared."""
        if self.network != other.network:
            return False
        if self.native_id and other.native_id:
            return self.native_id == other.native_id
        if not self.handle or not other.handle:
            return False
        return _are_same_handles(self.network, self.handle, other.handle)

    def may_be(self, other: "Address") -> bool:
        """Tell whether nothing says that both differ: one may show a number, the other a name."""
        if self.network != other.network:
            return False
        compared = (self.native_id and other.native_id) or (self.handle and other.handle)
        return not compared or self.is_same(other)


def canonical(
    text: str, networks: Mapping[str, Network], platform: str | None = None
) -> Address | None:
    """Give the account a text leads to, or None; ``platform`` says where a bare name stands."""
    written = unicodedata.normalize("NFC", text[:LONGEST]).strip(_AROUND)
    link = _LINK.search(written)
    address = (link[0] if link else written).rstrip(_AROUND + ".")
    known = platform_of(address, networks) if link or "/" in address else None
    if known is not None:
        return _on_network(_parts(address), known, platform, networks)
    stated = platform if platform in networks else None
    return (
        _elsewhere(address, stated, networks)
        if "/" in address
        else _bare(address, stated, networks)
    )


# ---------------------------------------------------------------- addresses of known hosts


class _Parts(NamedTuple):
    """An address taken apart."""

    host: str
    path: tuple[str, ...]
    query: Mapping[str, list[str]]

    def word(self, rank: int) -> str:
        return self.path[rank] if rank < len(self.path) else ""

    def asked(self, name: str) -> str:
        return self.query.get(name, [""])[0]


class _Named(NamedTuple):
    """What names an account on its network."""

    handle: str = ""
    native_id: str = ""
    platform: str = ""
    """Another one than its host tells; empty otherwise."""


_NOBODY = _Named()


def _parts(address: str) -> _Parts:
    """Take apart an address that has a host; ``#!/name`` was a path on Twitter."""
    whole = address if "//" in address else f"//{address}"
    split = urlsplit(whole.replace("/#!/", "/"))
    path = tuple(unquote(one) for one in split.path.split("/") if one)
    host = (split.hostname or "").lower()
    try:
        return _Parts(host, path, parse_qs(split.query, max_num_fields=50))
    except ValueError:  # more fields than any address of an account has
        return _Parts(host, path, {})


def _on_network(
    parts: _Parts, known: str, stated: str | None, networks: Mapping[str, Network]
) -> Address | None:
    """Give the account of an address whose host is that of a network."""
    network = networks[known].network
    if parts.host.partition(".")[0] in _SERVICES - _OWN_SERVICES.get(network, frozenset()):
        return None
    found = _BY_NETWORK.get(network, _first_word)(parts)
    if not found.handle and not found.native_id:
        return None
    if _is_of(stated, network, networks) and not found.platform:
        known = stated or known
    return _address(network, found.platform or known, found)


def _is_of(platform: str | None, network: str, networks: Mapping[str, Network]) -> bool:
    return platform in networks and networks[platform or ""].network == network


def _address(network: str, platform: str, found: _Named) -> Address | None:
    handle = _plain(found.handle.lstrip("@").lower())
    if handle in _NOT_HANDLES.get(network, ()):
        handle = ""
    number = _plain(found.native_id)
    if not handle and not number:
        return None
    return Address(network, platform, handle or None, number or None)


def _plain(name: str) -> str:
    """Give a name that can be one: without spaces nor what moves the cursor; else nothing."""
    return name if name.isprintable() and " " not in name else ""


def _first_word(parts: _Parts) -> _Named:
    """Give the first word of the path, which names the account on most networks."""
    return _Named(handle=parts.word(0))


def _facebook(parts: _Parts) -> _Named:
    first = parts.word(0).lower()
    number = parts.asked("id")
    if first in ("profile.php", "permalink.php", "story.php", "photo.php"):
        return _Named(native_id=number if number.isdecimal() else "")
    if first == "groups":
        return _facebook_group(parts.word(1))
    if first in ("pages", "people", "p"):
        return _numbered(parts.path[-1])
    if first in ("pg", "profile"):
        return _numbered(parts.word(1), or_named=True)
    return _numbered(parts.word(0), or_named=True)


def _facebook_group(word: str) -> _Named:
    """Give a group: its names are apart from those of pages."""
    if word.isdecimal():
        return _Named(native_id=word, platform="facebook_group")
    return _Named(f"groups/{word}" if word else "", platform="facebook_group")


def _numbered(word: str, *, or_named: bool = False) -> _Named:
    """Give the number a word is or ends with, as in « Ville-de-Valmont-100000000000001 »."""
    number = _ENDING_NUMBER.fullmatch(word)
    if number is not None:
        return _Named(native_id=number[1])
    return _Named(handle=word) if or_named else _NOBODY


def _instagram(parts: _Parts) -> _Named:
    return _Named(handle=parts.word(1 if parts.word(0) in ("stories", "_u", "_n") else 0))


def _x(parts: _Parts) -> _Named:
    if parts.path[:2] == ("i", "user"):
        return _Named(native_id=parts.word(2))
    if parts.word(0) == "intent":
        return _Named(parts.asked("screen_name"), parts.asked("user_id"))
    return _first_word(parts)


def _youtube(parts: _Parts) -> _Named:
    if parts.host.endswith("youtu.be"):
        return _NOBODY
    first = parts.word(0)
    if first == "channel":
        return _Named(native_id=parts.word(1))
    if parts.asked("channel_id"):
        return _Named(native_id=parts.asked("channel_id"))
    return _Named(handle=parts.word(1 if first in ("c", "user") else 0))


def _linkedin(parts: _Parts) -> _Named:
    """Give an organisation, or a person, whose names are apart."""
    first, name = parts.word(0).lower(), parts.word(1)
    if first == "in":
        return _Named(handle=f"in/{name}" if name else "")
    if first not in ("company", "school", "showcase", "organization"):
        return _NOBODY
    return _Named(native_id=name) if name.isdecimal() else _Named(handle=name)


def _only_with_sign(parts: _Parts) -> _Named:
    """Give a name that its network always writes with ``@``."""
    return _first_word(parts) if parts.word(0).startswith("@") else _NOBODY


def _bluesky(parts: _Parts) -> _Named:
    if parts.word(0) != "profile":
        return _NOBODY
    name = parts.word(1)
    return _Named(native_id=name) if name.startswith("did:") else _Named(handle=name)


def _mastodon(parts: _Parts) -> _Named:
    """Give a user with the server that holds it, which may be another than the one shown."""
    words = parts.path[1:] if parts.word(0) == "web" else parts.path
    first = words[0] if words else ""
    name = words[1] if first == "users" and len(words) > 1 else first if "@" in first else ""
    bare = name.lstrip("@")
    if not bare:
        return _NOBODY
    return _Named(handle=bare if "@" in bare else f"{bare}@{_without_www(parts.host)}")


def _snapchat(parts: _Parts) -> _Named:
    return _Named(handle=parts.word(1 if parts.word(0) == "add" else 0))


def _telegram(parts: _Parts) -> _Named:
    return _Named(handle=parts.word(1 if parts.word(0) == "s" else 0))


def _whatsapp(parts: _Parts) -> _Named:
    """Give a channel; ``wa.me`` shows a telephone number and is left alone."""
    return _Named(native_id=parts.word(1) if parts.word(0) == "channel" else "")


def _invitation(parts: _Parts) -> _Named:
    return _Named(native_id=parts.word(0))


def _podcast(parts: _Parts) -> _Named:
    last = parts.path[-1] if parts.path else ""
    return _Named(native_id=last[2:] if last.startswith("id") and last[2:].isdecimal() else "")


def _flickr(parts: _Parts) -> _Named:
    name = parts.word(1) if parts.word(0) in ("photos", "people") else ""
    return _Named(native_id=name) if "@" in name else _Named(handle=name)


_BY_NETWORK: Mapping[str, Callable[[_Parts], _Named]] = {
    "facebook": _facebook,
    "instagram": _instagram,
    "x": _x,
    "youtube": _youtube,
    "linkedin": _linkedin,
    "tiktok": _only_with_sign,
    "threads": _only_with_sign,
    "bluesky": _bluesky,
    "mastodon": _mastodon,
    "snapchat": _snapchat,
    "telegram": _telegram,
    "whatsapp_channel": _whatsapp,
    "whatsapp_group": _invitation,
    "podcast": _podcast,
    "flickr": _flickr,
}


# ---------------------------------------------------------------- other hosts, bare names


def _elsewhere(address: str, stated: str | None, networks: Mapping[str, Network]) -> Address | None:
    """Give the account of a host nobody lists: a server of the fediverse, or what was stated."""
    try:
        parts = _parts(address)
    except ValueError:  # brackets that are no IPv6 address
        return None
    if "." not in parts.host:
        return None
    network = networks[stated].network if stated else None
    if network in (None, "mastodon") and parts.word(0).startswith("@") and "mastodon" in networks:
        return _address("mastodon", "mastodon", _mastodon(parts))
    if network == "mastodon":
        return _address("mastodon", stated or "", _mastodon(parts))
    if network == "peertube":
        return _address("peertube", stated or "", _peertube(parts))
    if network is None or networks[stated or ""].hosts:
        return None
    whole = "/".join((_without_www(parts.host), *parts.path))
    return _address(network, stated or "", _Named(handle=whole))


def _peertube(parts: _Parts) -> _Named:
    """Give an account or a channel with its server."""
    words = parts.path
    name = words[1] if words[:1] and words[0] in _PEERTUBE and len(words) > 1 else parts.word(0)
    bare = name.lstrip("@")
    return _Named(handle=bare if "@" in bare or not bare else f"{bare}@{_without_www(parts.host)}")


_PEERTUBE = frozenset(("a", "c", "accounts", "video-channels"))


def _without_www(host: str) -> str:
    return host.removeprefix("www.")


def _bare(name: str, stated: str | None, networks: Mapping[str, Network]) -> Address | None:
    """Give the account a bare name tells, where its network is known."""
    network = networks[stated].network if stated else None
    if name.lower().endswith(".bsky.social") and network in (None, "bluesky"):
        return Address("bluesky", stated or "bluesky", handle=name.lstrip("@").lower())
    user = _FEDIVERSE.fullmatch(name)
    if user is not None:
        return _federated(user, stated, networks)
    if network is None or stated is None or not _NAME.fullmatch(name):
        return None
    if name.isdecimal():
        return Address(network, stated, native_id=name)
    return _address(network, stated, _Named(handle=name))


def _federated(
    user: re.Match[str], stated: str | None, networks: Mapping[str, Network]
) -> Address | None:
    """Give ``@user@server``; without its first sign it may as well be an e-mail address."""
    sign, name, server = user.groups()
    network = networks[stated].network if stated else None
    host = platform_of(server, networks)
    if network not in (None, "mastodon", "peertube") or not (sign or stated or host == "mastodon"):
        return None
    handle = f"{name}@{server}".lower()
    return Address(network or "mastodon", stated or "mastodon", handle=handle)


# ---------------------------------------------------------------- writing


def address_of(account: Address) -> str:
    """Give where a browser finds an account; its bare name where only the network knows."""
    name = account.handle or account.native_id or ""
    if account.network == "mastodon" and "@" in name:
        user, _, server = name.partition("@")
        return f"https://{server}/@{user}"
    if account.platform == "facebook_group" and not account.handle:
        return f"https://www.facebook.com/groups/{name}"
    if name.startswith("in/"):
        return f"https://www.linkedin.com/{name}"
    form = _FORMS.get((account.network, account.handle is not None))
    return name if form is None else form.format(name)


_FORMS = {
    ("facebook", True): "https://www.facebook.com/{}",
    ("facebook", False): "https://www.facebook.com/profile.php?id={}",
    ("instagram", True): "https://www.instagram.com/{}/",
    ("x", True): "https://x.com/{}",
    ("x", False): "https://x.com/i/user/{}",
    ("tiktok", True): "https://www.tiktok.com/@{}",
    ("threads", True): "https://www.threads.com/@{}",
    ("bluesky", True): "https://bsky.app/profile/{}",
    ("bluesky", False): "https://bsky.app/profile/{}",
    ("linkedin", True): "https://www.linkedin.com/company/{}",
    ("linkedin", False): "https://www.linkedin.com/company/{}",
    ("youtube", True): "https://www.youtube.com/@{}",
    ("youtube", False): "https://www.youtube.com/channel/{}",
    ("telegram", True): "https://t.me/{}",
    ("dailymotion", True): "https://www.dailymotion.com/{}",
}
"""By network, and whether a name or a number is known."""


# ---------------------------------------------------------------- comparing


def _are_same_handles(network: str, one: str, other: str) -> bool:
    """Compare names: Facebook minds no dots, and a server may have been left out."""
    if network == "facebook":
        return one.replace(".", "") == other.replace(".", "")
    if network in ("mastodon", "peertube") and ("@" in one) != ("@" in other):
        return one.partition("@")[0] == other.partition("@")[0]
    return one == other
