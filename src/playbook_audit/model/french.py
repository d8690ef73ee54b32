"""The closed lists of the model, as they are said in French: one wording for every page."""

from collections.abc import Mapping
from types import MappingProxyType

from playbook_audit.model.activity import Medium, TimeBasis
from playbook_audit.model.answer import Origin
from playbook_audit.model.assessment import Level
from playbook_audit.model.question import Path, QuestionType
from playbook_audit.model.rule import Checked, Effort, Severity, Source

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
CHECKS: Mapping[Checked, str] = MappingProxyType(
    {
        "read": "lu à la source",
        "relayed": "connu par la page citée",
        "to_check": "à vérifier",
    }
)
LEGAL_CHECKS: Mapping[Checked, str] = MappingProxyType(
    {
        "read": "lu à la source",
        "relayed": "connu par la page citée, à vérifier dans le texte officiel",
        "to_check": "à vérifier sur Légifrance",
    }
)
"""The same for laws and decisions, which the official text alone settles."""
LEGAL_GRADES = ("law", "case_law")
CERTAINTIES: Mapping[str, str] = MappingProxyType(
    {
        "read": "lu à la source",
        "computed": "calculé d’après la règle",
        "to_check": "à vérifier",
    }
)
LEVEL_WORDS: Mapping[Level, str] = MappingProxyType(
    {"low": "faible", "moderate": "modéré", "high": "élevé", "critical": "très élevé"}
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
ORIGINS: Mapping[Origin, str] = MappingProxyType(
    {"declared": "déclaré", "deduced": "déduit", "measured": "mesuré"}
)
MEDIA: Mapping[Medium, str] = MappingProxyType(
    {
        "text": "texte seul",
        "image": "image",
        "carousel": "suite d’images",
        "video": "vidéo",
        "short_video": "vidéo courte",
        "link": "lien",
        "document": "document",
        "poll": "sondage",
        "event": "événement",
        "unknown": "publication sans précision",
    }
)
TIME_BASES: Mapping[TimeBasis, str] = MappingProxyType(
    {
        "utc": "heures données avec leur fuseau",
        "pacific_converted": "heures de Californie converties",
        "paris": "heures de Paris, telles qu’écrites",
        "id_derived": "heure tirée du numéro de la publication",
        "day_only": "jour seulement",
    }
)
EFFORTS: Mapping[Effort, str] = MappingProxyType(
    {"low": "moins d’une heure", "medium": "une demi-journée", "high": "plusieurs jours"}
)


def how_checked(source: Source) -> str:
    """Give how what a source says was checked; nothing for a choice of ours."""
    words = LEGAL_CHECKS if source.grade in LEGAL_GRADES else CHECKS
    return "" if source.checked is None else words[source.checked]
