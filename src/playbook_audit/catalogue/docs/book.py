"""What every page needs of the catalogue: conditions in words, sources in full, who uses what."""

from collections import defaultdict
from collections.abc import Iterable

from playbook_audit.assessment.uses import User, uses_of
from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.catalogue.docs.markdown import clause_lines, code, escaped
from playbook_audit.conditions.french import clause_of, figure
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition
from playbook_audit.model.french import GRADES, how_checked
from playbook_audit.model.rule import Parameter, Who

FUNCTIONS: dict[Who, str] = {
    "communication": "communication (ou secrétariat de mairie)",
    "executive": "le maire, le président ou l’élu délégué",
    "management": "direction générale (ou le maire)",
    "holder": "le titulaire du compte",
    "service": "le service concerné",
    "purchasing": "achats (ou secrétariat de mairie)",
    "human_resources": "ressources humaines (ou secrétariat de mairie)",
}
USERS = {
    "question": "question",
    "finding": "constat",
    "benefit": "bénéfice",
    "note": "note",
    "decision": "décision",
    "fact": "fait",
    "parameter": "paramètre",
    "network": "réseau",
    "election": "élection",
    "term": "mot",
}


class Book:
    """One catalogue, ready to be described."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Keep the catalogue, with its vocabulary and who uses what."""
        self.catalogue = catalogue
        self.questionnaire = catalogue.questionnaire
        self.rulebook = catalogue.rulebook
        self.vocabulary = vocabulary_of(catalogue)
        self.uses = uses_of(catalogue)

    def condition(self, introduction: str, condition: Condition) -> str:
        """Give a condition in words, after its introduction."""
        return clause_lines(introduction, clause_of(condition, self.vocabulary))

    def sources(self, ids: Iterable[str]) -> str:
        """Give sources in short: title and id."""
        titles = [(self.rulebook.sources[one].title, one) for one in ids]
        return " ; ".join(f"{escaped(title)} ({code(one)})" for title, one in titles)

    def source_in_full(self, source_id: str) -> str:
        """Give a source with its author, date, grade, address, and how it was checked."""
        source = self.rulebook.sources[source_id]
        parts = (source.author, source.date, GRADES[source.grade], how_checked(source))
        told = ", ".join(filter(None, parts))
        text = f"{escaped(source.title)} ({code(source.id)}) — {escaped(told)}"
        return f"{text} — <{source.address}>" if source.address else text

    def parameter(self, parameter_id: str) -> str:
        """Give a parameter in short: title, value, id."""
        found = self.rulebook.parameters[parameter_id]
        return f"{escaped(found.title)} : {value_of(found)} ({code(found.id)})"

    def users(self, users: Iterable[User]) -> str:
        """Give who uses something, by kind."""
        by_kind: dict[str, list[str]] = defaultdict(list)
        for user in users:
            by_kind[USERS[user.kind]].append(code(user.id))
        return " ; ".join(
            f"{_several(kind, names)} {', '.join(names)}" for kind, names in by_kind.items()
        )


def _several(kind: str, names: list[str]) -> str:
    if len(names) == 1:
        return kind
    return f"{kind}x" if kind.endswith("eau") else f"{kind}s"


def value_of(parameter: Parameter) -> str:
    """Give the value of a parameter with its unit."""
    return " ".join(filter(None, (figure(parameter.value), parameter.unit)))


def day(text: str) -> str:
    """Give a day as 22/11/2026, a month as 11/2026; anything else is left as it is."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if all(one.isdecimal() for one in parts) else text
