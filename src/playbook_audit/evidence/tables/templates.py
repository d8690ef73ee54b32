"""Two tables to fill in by hand, as CSV that a French spreadsheet opens: posts, and accounts."""

from collections.abc import Mapping

from playbook_audit.evidence.tables.generic.layouts import LayoutName

MARK = "\ufeff"
"""So that a spreadsheet reads the accents."""
_POSTS = """\
date;reseau;compte;type;texte;url;reactions;commentaires;partages
03/11/2025 08:30;facebook;Ville de Valmont;photo;Exemple à effacer;;12;3;1
05/11/2025;instagram;@villevalmont;video;Exemple à effacer, sans heure;;;;
"""
_ACCOUNTS = """\
compte;reseau;url;date d’ouverture;dernière publication;abonnés;relevé le;statut
Exemple à effacer;facebook;https://www.facebook.com/villevalmont;12/03/2012;28/04/2026;14320;02/05/2026;actif
"""
_TEMPLATES: Mapping[LayoutName, str] = {"publications": _POSTS, "comptes": _ACCOUNTS}


KINDS: tuple[LayoutName, ...] = tuple(_TEMPLATES)


def template(layout: LayoutName) -> str:
    """Give the text of a template, with its mark and the line ends of spreadsheets."""
    return MARK + _TEMPLATES[layout].replace("\n", "\r\n")
