"""Networks as people name them in a table, and accounts as they write them there."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from playbook_audit.evidence.addresses import Address, canonical
from playbook_audit.evidence.tables.columns import normal
from playbook_audit.model.address import platform_of
from playbook_audit.model.rule import Network

_NAMES = {
    "facebook": "facebook, fb, page facebook, meta",
    "facebook_profile": "profil facebook, facebook (profil)",
    "facebook_group": "groupe facebook, facebook (groupe)",
    "instagram": "instagram, insta, ig",
    "x": "x, twitter, x (twitter), x (ex-twitter), x (ex twitter), twitter (x), x/twitter",
    "tiktok": "tiktok, tik tok",
    "threads": "threads",
    "bluesky": "bluesky, bsky, blue sky",
    "mastodon": "mastodon, fediverse",
    "linkedin": "linkedin, linked in, page linkedin",
    "youtube": "youtube, you tube, chaine youtube",
    "whatsapp_channel": "whatsapp, chaine whatsapp, whatsapp (chaine)",
    "whatsapp_group": "groupe whatsapp, whatsapp (groupe)",
    "telegram": "telegram",
    "snapchat": "snapchat, snap",
    "dailymotion": "dailymotion",
    "peertube": "peertube",
    "podcast": "podcast, podcasts",
    "flickr": "flickr",
}
_HOSTS = {
    "facebook": "facebook.com fb.com fb.me",
    "instagram": "instagram.com",
    "x": "x.com twitter.com",
    "tiktok": "tiktok.com",
    "threads": "threads.net threads.com",
    "bluesky": "bsky.app",
    "mastodon": "mastodon.social piaille.fr mamot.fr",
    "linkedin": "linkedin.com",
    "youtube": "youtube.com youtu.be",
    "whatsapp_channel": "whatsapp.com",
    "whatsapp_group": "chat.whatsapp.com",
    "telegram": "t.me telegram.me",
    "snapchat": "snapchat.com",
    "dailymotion": "dailymotion.com dai.ly",
    "podcast": "podcasts.apple.com",
    "flickr": "flickr.com flic.kr",
}
_PLATFORMS = {name: one for one, names in _NAMES.items() for name in names.split(", ")}
_FAMILIES = {"facebook_profile": "facebook", "facebook_group": "facebook"}
OTHER = "other"
LONGEST_SHOWN = 200
_BETWEEN = re.compile(r"[,;/+&]| et ")
NETWORKS: Mapping[str, Network] = {
    platform: Network(
        id=platform,
        title=platform,
        network=_FAMILIES.get(platform, platform),
        thresholds="",
        hosts=tuple(_HOSTS.get(platform, "").split()),
    )
    for platform in (*_NAMES, OTHER)
}
"""Those of scoring/networks.yaml, which readers are not handed; a test compares them."""


class Named(NamedTuple):
    """Which account a row is about."""

    network: str
    handle: str | None = None
    native_id: str | None = None
    name: str | None = None

    @property
    def is_somebody(self) -> bool:
        """Tell whether it is more than a network."""
        return bool(self.handle or self.native_id or self.name)


def platforms_named(written: str) -> tuple[str, ...]:
    """Give the platforms a person means by « Insta », « Facebook + X »; else that of others."""
    whole = _PLATFORMS.get(normal(written))
    if whole is not None or not written.strip():
        return () if whole is None else (whole,)
    parts = [_PLATFORMS.get(normal(one)) for one in _BETWEEN.split(written)]
    known = tuple(dict.fromkeys(one for one in parts if one is not None))
    return known if len(parts) == len([one for one in parts if one]) else (OTHER,)


def is_network(word: str) -> bool:
    """Tell whether a word, the name of a sheet for instance, is that of a network."""
    return normal(word) in _PLATFORMS


def account_named(platform: str | None, name: str, handle: str = "", url: str = "") -> Named | None:
    """Give the account a row is about, or None when nothing tells the network.

    ``name`` is a plain name unless it begins as an address does; ``handle`` and ``url`` are
    addresses, or what follows ``@``. An address that leads nowhere known stands for the name.
    """
    written = [url, handle, name if _is_address(name) else ""]
    found = next((at for one in written if one and (at := _address(one, platform))), None)
    shown = name if name and not _is_address(name) else None
    if found is None and not shown:
        shown = next((one[:LONGEST_SHOWN] for one in written if "/" in one), None)
    if found is not None:
        return Named(found.network, found.handle, found.native_id, shown)
    hosts = (platform_of(one, NETWORKS) for one in written if "/" in one)
    known = platform or next((one for one in hosts if one is not None), None)
    return None if known is None else Named(NETWORKS[known].network, name=shown)


def _is_address(written: str) -> bool:
    return written.startswith("@") or "/" in written


def _address(written: str, platform: str | None) -> Address | None:
    """Give the account of an address; one on another network than stated is not that account."""
    found = canonical(written, NETWORKS, platform)
    if found is None or platform is None or platform == OTHER:
        return found
    return found if found.network == NETWORKS[platform].network else None
