"""The closed lists of the model, as they are said in French: one wording for every page."""

from collections.abc import Mapping
from types import MappingProxyType

from playbook_audit.model.question import Path, QuestionType
from playbook_audit.model.rule import Effort, Severity

PATHS: Mapping[Path, str] = MappingProxyType(
    {
        "village": "posée à tous",
        "core": "posée à tous, sauf au parcours court des villages",
        "more": "proposée après le premier rapport",
    }
)
TYPES: Mapping[QuestionType, str] = MappingProxyType(
    {
        QuestionType.ONE: "un choix",
        QuestionType.MANY: "plusieurs choix",
        QuestionType.YES_NO: "oui, en partie ou non",
        QuestionType.COUNT: "un nombre",
        QuestionType.DATE: "une date, même approchée",
        QuestionType.MONTH: "un mois ou une année",
        QuestionType.TEXT: "un texte court",
        QuestionType.TABLE: "un tableau",
    }
)
GRADES: Mapping[str, str] = MappingProxyType(
    {
        "law": "loi ou règlement",
        "case_law": "décision de justice ou avis",
        "official_guide": "guide officiel",
        "study": "étude",
        "practice": "pratique publiée",
        "own_choice": "choix de l’outil",
    }
)
CERTAINTIES: Mapping[str, str] = MappingProxyType(
    {
        "read": "lu à la source",
        "computed": "calculé d’après la règle",
        "to_check": "à vérifier",
    }
)
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.INFO: "pour information",
        Severity.LOW: "faible",
        Severity.MODERATE: "modéré",
        Severity.HIGH: "élevé",
        Severity.CRITICAL: "critique",
    }
)
EFFORTS: Mapping[Effort, str] = MappingProxyType(
    {"low": "moins d’une heure", "medium": "une demi-journée", "high": "plusieurs jours"}
)
