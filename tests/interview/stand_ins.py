"""What the walk is given in tests: answers kept in memory, and a desk that reads as files are read."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from tests.builders import ON

from playbook_audit.assessment.confront import confronted
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.convert import convert
from playbook_audit.dossier.french import Unreadable, clean
from playbook_audit.dossier.keeping.change import (
    AddAccount,
    DropAccount,
    Order,
    RemoveAnswer,
    SetAnswer,
    apply,
)
from playbook_audit.dossier.keeping.change import Change as FileChange
from playbook_audit.dossier.read import FILE_FIELDS, answers_from
from playbook_audit.interview.filed import account_at, question_at
from playbook_audit.interview.interface import (
    Adding,
    Change,
    Dropping,
    Place,
    Raw,
    Refused,
    Removing,
    Setting,
    Understood,
)
from playbook_audit.model.activity import NO_ACTIVITY, Activity
from playbook_audit.model.address import platform_of
from playbook_audit.model.answer import Answers, Contradicted, DateRange, Never, Value
from playbook_audit.model.errors import NotSaved

ORDER = Order(
    FILE_FIELDS,
    tuple(catalogue().questionnaire.audit_questions),
    ("key", *catalogue().questionnaire.account_questions),
)
VALMONT = Place(
    "Commune de Valmont-sur-Loire (00001), 8 012 habitants",
    {"org_name": "Valmont-sur-Loire", "org_type": "commune", "org_population": "8012"},
)
HAMLET = Place(
    "Commune de Saint-Ouen (00002), 640 habitants",
    {"org_name": "Saint-Ouen", "org_type": "commune", "org_population": "640"},
)
NAMESAKE = Place(
    "Commune de Saint-Ouen (00003), 2 100 habitants",
    {"org_name": "Saint-Ouen", "org_type": "commune", "org_population": "2100"},
)
PLACES = (VALMONT, HAMLET, NAMESAKE)


class MemoryKeeper:
    """Keeps answers in memory; what ``data`` holds is what a file would after a kill."""

    name = "audit.yaml"

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self.data: dict[str, Any] = deepcopy(dict(data or {"playbook_audit": "1", "answers": {}}))
        self.changes: list[Change] = []
        self.saves = 0
        self.heard: list[str] = []
        """What people should be told once."""
        self.full = False
        """Whether the disk is full."""

    def record(self, change: Change) -> None:
        if self.full:
            raise NotSaved(self.name, "le disque est plein : faites de la place")
        self.changes.append(change)
        apply(_in_file(change), self.data, ORDER)

    def save(self) -> None:
        self.saves += 1

    def news(self) -> Sequence[str]:
        heard, self.heard = self.heard, []
        return heard


def _in_file(change: Change) -> FileChange:
    match change:
        case Setting(path, raw):
            return SetAnswer(question_at(path), raw, account_at(path))
        case Removing(path):
            return RemoveAnswer(question_at(path), account_at(path))
        case Adding(key):
            return AddAccount(key)
        case Dropping(key):
            return DropAccount(key)


class FileDesk:
    """Reads as answers files are read; never forgiving, so that the walk must leave files sound."""

    def __init__(
        self,
        on: date = ON,
        places: Sequence[Place] = PLACES,
        measures: Activity = NO_ACTIVITY,
    ) -> None:
        self.on = on
        self._places = places
        self._measures = measures

    def read(self, data: Mapping[str, Any]) -> Answers:
        given = answers_from(data, "audit.yaml", catalogue(), self.on)
        return confronted(catalogue(), given, self._measures, self.on)

    def words(self, path: str, value: Value) -> str:
        match value:
            case Contradicted():
                return " ou ".join(self.words(path, one) for one in value.values)
            case DateRange(earliest, latest):
                return f"{latest}" if earliest == latest else f"entre {earliest} et {latest}"
            case float():
                return f"{value:.15g}"
        return "jamais" if isinstance(value, Never) else str(value)

    def understand(self, path: str, raw: Raw, data: Mapping[str, Any]) -> Understood | Refused:
        questionnaire = catalogue().questionnaire
        kind = "account." if account_at(path) else ""
        question = questionnaire.find(f"{kind}{question_at(path)}")
        assert question is not None
        try:
            value = convert(question, raw, self.on, lambda _: None)
        except Unreadable as error:
            return Refused(str(error))
        if isinstance(value, float):
            return Understood(f"{value:.15g} {question.unit}")
        if isinstance(value, DateRange) and str(raw) != str(value.latest):
            return Understood(f"entre le {value.earliest} et le {value.latest}")
        return Understood(str(raw))

    def clean(self, text: str) -> tuple[str, str | None]:
        cleaned = clean(text)
        return cleaned, None if cleaned == text.strip() else "des caractères invisibles"

    def account_of(self, text: str) -> Mapping[str, Raw]:
        platform = platform_of(text, catalogue().rulebook.networks)
        return {} if platform is None else {"platform": platform, "handle": text}

    def places(self, text: str) -> Sequence[Place]:
        return [one for one in self._places if text and text in one.label]
