"""The sentence of a rule outside any audit, with what it would print named in brackets."""

from playbook_audit.assessment.findings import placeholders
from playbook_audit.conditions.vocabulary import Vocabulary

_OWN = {
    "account.label": "le compte",
    "account.main": "le compte principal",
    "account.silence": "la durée",
    "accounts": "les comptes",
    "audiences": "les publics",
    "contributions": "ce qu’ils apportent",
    "count": "le nombre de comptes",
    "org_name": "la collectivité",
    "account.network": "le réseau",
    "audit.elections": "du premier au dernier jour, pour l’élection",
}


def with_blanks(says: str, vocabulary: Vocabulary) -> str:
    """Give a sentence whose placeholders are replaced by what they stand for.

    >>> with_blanks("{account.label} se tait.", Vocabulary({}, {}))
    '[le compte] se tait.'
    """
    for name in placeholders(says):
        says = says.replace(f"{{{name}}}", f"[{_blank(name, vocabulary)}]")
    return says


def _blank(name: str, vocabulary: Vocabulary) -> str:
    if name in _OWN:
        return _OWN[name]
    term = vocabulary.terms[name]
    return "la réponse" if term.is_question else term.title
