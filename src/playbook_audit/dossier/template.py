"""Writes the answers file to fill in: every question with its choices, and no answer yet.

Left as it is, it is valid and says « pas encore répondu » everywhere.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from playbook_audit.dossier.read import FORMAT
from playbook_audit.dossier.wording import form_of
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Question, QuestionType, Section

WIDTH = 96
HASH_SHOWN = 12
"""Characters of the hash: enough to tell two catalogues apart."""
EXAMPLE_ACCOUNT = (
    ("key", "facebook-ville", "nom stable de ce compte dans ce fichier"),
    ("platform", "facebook", "l’identifiant d’un choix, ou son libellé : « Facebook (page) »"),
    ("handle", "https://www.facebook.com/VilleDeValmont", ""),
    ("scope", "general", ""),
    ("last_post", "il y a trois mois", "ou 2026-11-18, mars 2026, jamais"),
    ("mfa", '"?"', "je ne sais pas"),
    ("owner", '{value: service, note: "service communication"}', "une réponse et sa note"),
)
_HEADER = """\
# yaml-language-server: $schema=answers.schema.json
#
# Audit des réseaux sociaux d’une collectivité : fichier de réponses.
#
# Comment le remplir
#   - Écrivez la réponse après les deux points : l’identifiant d’un choix, ou son libellé.
#   - "?" veut dire « je ne sais pas ». Une ligne laissée vide veut dire « pas encore répondu ».
#     Ni l’un ni l’autre n’est une faute : le rapport dit ce qu’il faudrait chercher.
#   - Pour joindre une note : {value: …, note: "un exemple, un chiffre"}.
#   - Une question sans objet chez vous se laisse vide.
#   - Écrivez des fonctions (« service communication »), jamais des noms de personnes.
#
# Vérifier : playbook-audit check CE_FICHIER
# Rapport  : playbook-audit report CE_FICHIER
# (La première ligne sert aux éditeurs de texte qui complètent les réponses ; le schéma s’obtient
# par « playbook-audit schema --output answers.schema.json ».)
"""


def answers_template(catalogue: Catalogue) -> str:
    """Give the text of an answers file without answers."""
    lines = [*_head(catalogue), "", "answers:"]
    for section in catalogue.questionnaire.sections:
        if not section.per_account:
            lines += _section(section, "  ")
    for section in catalogue.questionnaire.sections:
        if section.per_account:
            lines += ["", "accounts:", *_accounts(section)]
    return "\n".join([*lines, ""])


def _head(catalogue: Catalogue) -> Iterator[str]:
    yield _HEADER
    yield f"playbook_audit: {FORMAT}"
    yield f"catalogue: {catalogue.version} sha256:{catalogue.sha256[:HASH_SHOWN]}"
    yield "on:    # date de l’audit, comme 2026-11-22 ; laissée vide, celle du jour du rapport"


def _section(section: Section, margin: str) -> Iterator[str]:
    yield ""
    yield f"{margin}# ──── {section.title} ({_length(section)})"
    for question in section.questions:
        yield ""
        yield from _question(question, margin)


def _length(section: Section) -> str:
    each = " par compte" if section.per_account else ""
    minutes = "1 minute" if section.minutes == 1 else f"{section.minutes} minutes"
    return f"{len(section.questions)} questions au plus, environ {minutes}{each}"


def _accounts(section: Section) -> Iterator[str]:
    """Give one example as a comment, then one empty account whose lines are explained."""
    yield "  # Un tiret par compte. Par exemple :"
    for rank, (name, value, remark) in enumerate(EXAMPLE_ACCOUNT):
        line = f"  # {'  ' if rank else '- '}{name}: {value}"
        yield f"{line}    # {remark}" if remark else line
    yield "  # Recopiez le bloc qui suit autant de fois que vous avez de comptes."
    yield ""
    yield f"  # ──── {section.title} ({_length(section)})"
    yield "  - key:    # un nom court et stable, comme facebook-ville"
    for question in section.questions:
        yield ""
        yield from _question(question, "    ")


def _question(question: Question, margin: str) -> Iterator[str]:
    """Give the wording and the choices as comments, then the empty key."""
    more = " (facultatif)" if question.path == "more" else ""
    yield from _comment(f"{question.ask}{more}", margin)
    if question.help:
        yield from _comment(question.help, margin)
    if not question.offered or question.type in (QuestionType.MANY, QuestionType.TABLE):
        yield from _comment(f"→ {_shape(question)}", margin)
    yield from _choices(question, margin)
    if question.note:
        yield from _comment(f"Note utile : {question.note}", margin)
    yield f"{margin}{question.id}:"


def _shape(question: Question) -> str:
    """Give the form of an answer, with an example of how it is written."""
    ids = [choice.id for choice in question.offered]
    if question.type is QuestionType.MANY:
        return f"{form_of(question)}, entre crochets : [{', '.join(ids[:2])}]"
    if question.type is QuestionType.TABLE:
        return f"une ligne par réponse donnée à {question.rows_from}, comme {{young: {ids[0]}}}"
    return form_of(question)


def _choices(question: Question, margin: str) -> Iterable[str]:
    longest = max((len(choice.id) for choice in question.offered), default=0)
    for choice in question.offered:
        yield f"{margin}#   {choice.id.ljust(longest)}  {choice.label}"


def _comment(text: str, margin: str) -> Iterable[str]:
    return (f"{margin}# {line}" for line in wrap(text, WIDTH - len(margin) - 2))
