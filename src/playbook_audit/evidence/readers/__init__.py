"""The formats of evidence, one file each; the first that recognises a piece reads it."""

from functools import cache
from importlib import import_module

from playbook_audit.evidence.interface import Format
from playbook_audit.evidence.piece import Piece

FORMATS = (
    "meta_content",
    "meta_daily",
    "facebook_download",
    "instagram_download",
    "instagram_insights",
    "x_archive",
    "x_analytics",
    "x_overview",
    "mastodon_archive",
    "linkedin_content",
    "linkedin_followers",
    "youtube_studio",
    "tiktok_download",
    "tiktok_studio",
    "bluesky_feed",
    "mastodon_statuses",
    "json_feed",
    "youtube_feed",
    "mastodon_feed",
    "bluesky_feed_rss",
    "peertube_feed",
    "podcast_feed",
    "web_feed",
    "posts_table",
    "accounts_table",
    "unknown_table",
)
"""From the most particular to the most general: tables without a known header come last."""


@cache
def formats() -> tuple[Format, ...]:
    """Give every format, in the order they are tried."""
    return tuple(_format(name) for name in FORMATS)


def recognised(piece: Piece) -> Format | None:
    """Give the format of a piece, told by its content; None when it is of no format we know."""
    return next((one for one in formats() if one.recognises(piece)), None)


def _format(name: str) -> Format:
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found
