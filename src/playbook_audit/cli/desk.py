"""What the interview needs of the rest: French read and put in words, addresses, places."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playbook_audit.assessment.confront import confronted
from playbook_audit.dossier.convert import convert
from playbook_audit.dossier.french import LINE_ENDS, Unreadable, clean
from playbook_audit.dossier.read import readable
from playbook_audit.interview.interface import Place, Raw, Refused, Understood
from playbook_audit.model.activity import NO_ACTIVITY, Activity
from playbook_audit.model.address import platform_of
from playbook_audit.model.answer import Answers, Value
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Question
from playbook_audit.report.spans import plain
from playbook_audit.report.values import Wording, value_in_words
from playbook_audit.territory import Territory, find, origin

MOST_PLACES = 10
"""One more than are listed, so that the interview can say that there are others."""
_IN_A_FILE = ' (ou "?" s’il n’est pas connu)'
"""How a file says « je ne sais pas »; in an interview, ``?`` asks why."""
_IN_FIGURES = ("est attendu, comme 8012 ou 8 012", "est attendu, en chiffres : 3, ou 8 012")
"""An answer is often small, and typed with its unit or in letters."""
_FACEBOOK = {"/groups/": "facebook_group", "profile.php": "facebook_profile"}
"""What an address on Facebook may be besides a page."""
_ADDRESS = re.compile(r"https?://[^\s<>()«»\"]+", re.IGNORECASE)
_LINE = "des retours à la ligne"
_HIDDEN = "des caractères invisibles"


class Desk:
    """The desk of one audit: its catalogue, the day its dates are read on, what was measured."""

    def __init__(self, catalogue: Catalogue, on: date, measures: Activity = NO_ACTIVITY) -> None:
        """Keep them."""
        self.catalogue = catalogue
        self.on = on
        self._measures = measures

    def read(self, data: Mapping[str, Any]) -> Answers:
        """Give typed answers beside what was measured; what cannot be read is left out."""
        given = readable(data, self.catalogue, self.on)
        return confronted(self.catalogue, given, self._measures, self.on)

    def understand(self, path: str, raw: Raw, data: Mapping[str, Any]) -> Understood | Refused:
        """Give an answer in words, or why it is not taken."""
        question = self._question(path)
        if question is None:
            return Understood(str(raw))
        given = self.read(data)
        try:
            value = convert(question, raw, self.on, lambda name: _chosen(given, name))
        except Unreadable as error:
            return Refused(str(error).replace(_IN_A_FILE, "").replace(*_IN_FIGURES))
        if value is None:
            return Understood("je ne sais pas")
        return Understood(self._in_words(question, value))

    def words(self, path: str, value: Value) -> str:
        """Give a value in words."""
        question = self._question(path)
        return str(value) if question is None else self._in_words(question, value)

    def _in_words(self, question: Question, value: Value) -> str:
        rows = self._question(f"answers.{question.rows_from}") if question.rows_from else None
        return plain(value_in_words(question, value, Wording(rows)))

    def _question(self, path: str) -> Question | None:
        name = path.rpartition(".")[2]
        prefix = "account." if path.startswith("accounts.") else ""
        return self.catalogue.questionnaire.find(f"{prefix}{name}")

    def clean(self, text: str) -> tuple[str, str | None]:
        """Give a text on one line without hidden characters, and what was taken out."""
        cleaned = clean(text)
        lines = LINE_ENDS.search(text.strip())
        hidden = clean(LINE_ENDS.sub(" ", text)) != _spaced(LINE_ENDS.sub(" ", text))
        removed = [said for said, found in ((_LINE, lines), (_HIDDEN, hidden)) if found]
        return cleaned, " et ".join(removed) or None

    def account_of(self, text: str) -> Mapping[str, Raw]:
        """Give the platform and handle of a pasted address; nothing for a bare name."""
        address = _address(text)
        platform = platform_of(address, self.catalogue.rulebook.networks)
        if platform is None:
            return {}
        kinds = [kind for mark, kind in _FACEBOOK.items() if mark in address.lower()]
        found = kinds[0] if platform == "facebook" and kinds else platform
        return {"platform": found, "handle": address}

    def places(self, text: str) -> Sequence[Place]:
        """Give the collectivités a name or a code may mean."""
        found = find(text, MOST_PLACES)
        alone = len(found) == 1
        return [_place(one, one.describe() if alone else one.summary()) for one in found]


def _address(text: str) -> str:
    """Give the address a text holds, as in « Voir <https://…> »; else the text."""
    found = _ADDRESS.search(text)
    return found[0] if found else text


def _spaced(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


def _chosen(given: Answers, name: str) -> frozenset[str] | None:
    answer = given.answers.get(name)
    value = None if answer is None else answer.value
    return value if isinstance(value, frozenset) else None


def _place(found: Territory, label: str) -> Place:
    answers: dict[str, Raw] = {"org_name": found.called, "org_type": found.type}
    if found.population:
        answers["org_population"] = str(found.population)
    return Place(label, answers, origin())
