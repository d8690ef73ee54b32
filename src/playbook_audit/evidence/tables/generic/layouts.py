"""What a table may hold, and how its columns are called.

The first name of a column is ours: that of the templates and of ``colonnes.toml``. Names are
compared without accents or capitals. Only usual words are here, no export of a tool nobody saw.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

LayoutName = Literal["publications", "comptes"]
Layout = Mapping[str, Sequence[str]]
"""Notion → names of its column."""

_SHARED: Layout = {
    "network": (
        "reseau",
        "réseau social",
        "réseaux",
        "plateforme",
        "canal",
        "média social",
        "network",
        "social network",
        "platform",
        "channel",
    ),
    "account": (
        "compte",
        "nom du compte",
        "page",
        "nom de la page",
        "profil",
        "nom du profil",
        "account",
        "account name",
        "page name",
        "profile",
        "profile name",
    ),
    "handle": (
        "nom_utilisateur",
        "nom d'utilisateur",
        "nom de profil",
        "pseudo",
        "arobase",
        "username",
        "account username",
        "handle",
    ),
}
POSTS: Layout = {
    "date": (
        "date",
        "date de publication",
        "date de parution",
        "date de mise en ligne",
        "date et heure",
        "date/heure",
        "publié le",
        "publiée le",
        "mis en ligne le",
        "jour",
        "publish date",
        "published",
        "published on",
        "published at",
        "post date",
        "posted at",
        "posted on",
        "datetime",
        "timestamp",
    ),
    "time": ("heure", "heure de publication", "horaire", "time", "publish time"),
    **_SHARED,
    "type": (
        "type",
        "type de publication",
        "type de contenu",
        "type de post",
        "format",
        "nature",
        "post type",
        "content type",
        "media type",
    ),
    "text": (
        "texte",
        "texte de la publication",
        "message",
        "publication",
        "contenu",
        "légende",
        "description",
        "titre",
        "sujet",
        "text",
        "post",
        "post text",
        "post message",
        "caption",
        "content",
        "title",
    ),
    "url": (
        "url",
        "lien",
        "lien de la publication",
        "lien du post",
        "url de la publication",
        "adresse",
        "permalien",
        "link",
        "permalink",
        "post url",
        "post link",
    ),
    "id": ("id", "id de la publication", "identifiant de la publication", "post id"),
    "state": ("statut", "état", "status", "state"),
    "reactions": (
        "reactions",
        "nombre de réactions",
        "j'aime",
        "mentions j'aime",
        "likes",
    ),
    "comments": ("commentaires", "nombre de commentaires", "comments"),
    "shares": ("partages", "nombre de partages", "shares", "reposts", "retweets"),
    "saves": ("enregistrements", "saves", "bookmarks"),
    "clicks": ("clics", "nombre de clics", "clicks"),
    "views": ("vues", "nombre de vues", "views"),
    "reach": ("couverture", "portée", "personnes touchées", "reach"),
    "impressions": ("impressions",),
}
ACCOUNTS: Layout = {
    **_SHARED,
    "account": (*_SHARED["account"], "nom", "name"),
    "url": (
        "url",
        "lien",
        "adresse",
        "adresse du compte",
        "adresse de la page",
        "url du compte",
        "lien du compte",
        "link",
        "page url",
        "profile url",
    ),
    "native_id": (
        "id",
        "id du compte",
        "id de la page",
        "identifiant numérique",
        "account id",
        "page id",
    ),
    "opened": (
        "ouverture",
        "date d'ouverture",
        "ouvert le",
        "date de création",
        "création",
        "créé le",
        "opened",
        "opened on",
        "created",
        "created on",
        "creation date",
    ),
    "last_post": (
        "derniere_publication",
        "dernière publication",
        "date de la dernière publication",
        "dernier post",
        "dernière activité",
        "last post",
        "last post date",
        "last activity",
    ),
    "followers": (
        "abonnes",
        "nombre d'abonnés",
        "nb d'abonnés",
        "nb abonnés",
        "abonnés (nombre)",
        "fans",
        "followers",
        "subscribers",
    ),
    "on": (
        "releve_le",
        "relevé le",
        "date du relevé",
        "relevé du",
        "abonnés au",
        "date",
        "as of",
        "measured on",
    ),
    "state": ("statut", "état", "status"),
}
LAYOUTS: Mapping[LayoutName, Layout] = {"publications": POSTS, "comptes": ACCOUNTS}
OF_POSTS = ("text", "url", "type", "id")
"""One of them tells that a row is a post, and not the figures of a day."""
OF_ACCOUNTS = ("opened", "last_post", "followers")
OF_ACCOUNT_NAMES = ("account", "url", "handle", "native_id")
Ranks = Mapping[str, Sequence[int]]


def are_posts(ranks: Ranks) -> bool:
    """Tell whether the columns found are those of a table of posts."""
    return bool(ranks["date"]) and any(ranks[one] for one in OF_POSTS)


def are_accounts(ranks: Ranks) -> bool:
    """Tell whether the columns found are those of an inventory of accounts."""
    tells = any(ranks[one] for one in (*OF_ACCOUNTS, "state"))
    named = any(ranks[one] for one in OF_ACCOUNT_NAMES)
    return bool(ranks["network"] and (tells or named)) or (named and tells)
