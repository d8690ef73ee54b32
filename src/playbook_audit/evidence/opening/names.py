"""Names: what may be opened of a folder or an archive, and what never is.

A format is told by its content, so that a file has to be opened to be recognised. What platforms
are known to put private matters under is therefore left closed by its name, whatever it holds.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
FEEDS = (".json", ".xml", ".rss", ".atom")
ARCHIVES = (".zip", ".tar.gz", ".tgz")
READABLE = TABLES + FEEDS + ARCHIVES
"""Endings of what is opened in a folder. ``.js`` only comes from archives, under known names;
``.txt`` is opened when it is named, since folders are full of notes."""
PRIVATE = (
    # what people write to the collectivité, and to one another
    "messages",
    "messages.*",
    "message_*.json",
    "direct_message*",
    "archived_threads",
    "inbox",
    "inbox.*",
    "chat",
    "chat.*",
    "chats",
    "chats.*",
    "chat_history*",
    "message_requests",
    # who knows or follows whom
    "contacts",
    "contacts.*",
    "address_books*",
    "your_address_books*",
    "connections",
    "connections.*",
    "invitations.*",
    "your_friends*",
    "friends*.json",
    "friends_and_followers",
    "followers_and_following",
    "followers*.json",
    "following*.json",
    "following_accounts.*",
    "blocked_*",
    "muted_*",
    "groups",
    # what an agent or a citizen likes, keeps, says and looks at
    "likes",
    "likes*.json",
    "liked_*.json",
    "bookmarks",
    "bookmarks.*",
    "saved",
    "saved_*.json",
    "comments",
    "comments.*",
    "post_comments*.json",
    "reels_comments*.json",
    "comments_and_reactions",
    "watch_history*",
    "search_history*",
    "searches",
    "your_search*",
    # identity, devices and places of whoever holds the access
    "personal_information*",
    "profile_information*",
    "security_and_login*",
    "login_activity",
    "logins",
    "logins.*",
    "login_*.json",
    "logout_*.json",
    "email_addresses.*",
    "phone_number*",
    "preferences",
    # advertising: interests and dealings of the person
    "ads",
    "ads.*",
    "ads_*",
    "ad_*.json",
    "ad_targeting.*",
    "advertis*.json",
    "apps_and_websites*",
    "payments*.json",
    "payment_history",
)
"""Names of folders and files, capitals, spaces and hyphens set apart, in the downloads of Meta, X,
TikTok, LinkedIn and Mastodon: they hold words, names and habits of citizens and agents."""
UNPACKED = ("your_*_activity*", "this_profile*_activity*", "logged_information")
"""Folders of Meta’s downloads once unpacked: there too, only known names are opened."""
LONGEST = 1_000
"""Characters in a path; no export comes near."""
LONGEST_SHOWN = 300
_BREAKS = re.compile(r"[\s-]+")
_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Names:
    """The names that may be opened in an archive."""

    pieces: tuple[str, ...]
    """Patterns of what is read."""
    beside: tuple[str, ...] = ()
    """Patterns of what is only opened beside another."""

    def reads(self, name: str) -> bool:
        """Tell whether a path is that of something to read."""
        return fits(name, self.pieces)

    def is_beside(self, name: str) -> bool:
        """Tell whether a path is that of something only opened beside another."""
        return fits(name, self.beside) and not fits(name, self.pieces)

    def knows(self, name: str) -> bool:
        """Tell whether a path is of one kind or the other."""
        return self.reads(name) or self.is_beside(name)


def fits(name: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path ends as one of the patterns, folder by folder, in any case."""
    return len(name) <= LONGEST and _ending(patterns).fullmatch(_plain(name)) is not None


def is_closed(name: str) -> bool:
    """Tell whether a path is left closed: private, or of the system and not of the person."""
    return is_private(name) or is_hidden(name)


def is_private(name: str) -> bool:
    """Tell whether a path goes through a name that announces private matters."""
    return _goes_through(name, PRIVATE)


def is_unpacked(name: str) -> bool:
    """Tell whether a path goes through the folders of a download that was unpacked."""
    return _goes_through(name, UNPACKED)


def is_hidden(name: str) -> bool:
    """Tell whether a path belongs to the system or to a spreadsheet being edited."""
    return any(
        part.startswith((".", "~$", "__macosx")) and part not in {".", ".."}
        for part in _plain(name).split("/")
    )


def is_readable(name: str) -> bool:
    """Tell whether the ending of a name is one that is opened in a folder."""
    return name.lower().endswith(READABLE)


def wanders(name: str) -> bool:
    """Tell whether a member names a place out of its archive, or cannot be shown as it is."""
    parts = name.replace("\\", "/").split("/")
    away = name.startswith(("/", "\\")) or _DRIVE.match(name) is not None or ".." in parts
    return away or _STRANGE.search(name) is not None


def shown(name: str) -> str:
    """Give a name as it can be printed: no control characters, not endless."""
    clean = _STRANGE.sub("\ufffd", name)
    return clean if len(clean) <= LONGEST_SHOWN else clean[: LONGEST_SHOWN - 1] + "…"


def _goes_through(name: str, patterns: tuple[str, ...]) -> bool:
    known = _whole(patterns)
    return any(known.fullmatch(_BREAKS.sub("_", part)) for part in _plain(name).split("/"))


@cache
def _ending(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?(?:{_either(patterns)})", re.DOTALL)


@cache
def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_either(patterns), re.DOTALL)


def _either(patterns: tuple[str, ...]) -> str:
    """Give an expression for patterns whose ``*`` and ``?`` stay within a folder."""
    escaped = (re.escape(_plain(one)) for one in patterns)
    return (
        "|".join(one.replace(r"\*", "[^/]*").replace(r"\?", "[^/]") for one in escaped) or r"(?!)"
    )


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()
