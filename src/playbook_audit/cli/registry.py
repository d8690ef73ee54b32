"""The commands there are, with one line each; the module of a command is imported when it runs."""

from typing import NamedTuple

PROGRAM = "playbook-audit"


class Entry(NamedTuple):
    """A command: its name, what the list of commands says of it, and where it is written."""

    name: str
    says: str
    place: str
    """``module:function`` under ``playbook_audit.cli``; empty for a group of commands."""
    members: "tuple[Entry, ...]" = ()


COMMANDS = (
    Entry("demo", "Montrer un audit d’exemple, du fichier au rapport", "demo:demo"),
    Entry(
        "interview", "Répondre question par question, puis voir le rapport", "interview:interview"
    ),
    Entry("template", "Écrire un fichier de réponses à remplir", "template:template"),
    Entry("prefill", "Reprendre comptes et identité d’un registre public", "prefill:prefill"),
    Entry("check", "Vérifier des fichiers de réponses, tout d’un coup", "check:check"),
    Entry(
        "evidence",
        "Mesurer les comptes sur leurs exports et leurs flux",
        "",
        (
            Entry("add", "Lire des exports et garder leurs mesures", "evidence.add:add"),
            Entry("show", "Montrer ce qui est mesuré", "evidence.show:shown"),
            Entry("formats", "Dire quels fichiers sont lus", "evidence.formats:formats"),
            Entry(
                "template", "Donner un tableau à remplir à la main", "evidence.template:template"
            ),
        ),
    ),
    Entry("report", "Faire le rapport d’un fichier de réponses", "report:report"),
    Entry("explain", "Dire pourquoi une question, une règle ou un seuil", "explain:explain"),
    Entry("search", "Chercher une réponse avec vos mots", "search:search"),
    Entry("questions", "Lister tout ce qui peut être demandé", "questions:questions"),
    Entry("schema", "Donner le schéma JSON des réponses, ou du rapport", "schema:schema"),
    Entry(
        "catalogue",
        "Vérifier et documenter les questions et les règles",
        "",
        (
            Entry("check", "Vérifier questions/ et scoring/", "catalogue:check"),
            Entry("docs", "Écrire les pages qui décrivent le catalogue", "catalogue:docs"),
            Entry("diff", "Dire quels verdicts un changement modifie", "catalogue_diff:diff"),
        ),
    ),
)
