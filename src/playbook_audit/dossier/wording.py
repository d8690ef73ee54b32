"""What the questionnaire says of itself, for the documents people fill by hand."""

from playbook_audit.model.question import Path, Question, Questionnaire, QuestionType, Section

FORMS = {
    QuestionType.ONE: "un seul choix",
    QuestionType.YES_NO: "oui, en partie ou non",
    QuestionType.COUNT: "un nombre",
    QuestionType.DATE: "une date : 2026-11-18, mars 2026, il y a trois mois, jamais",
    QuestionType.MONTH: "un mois ou une année : mars 2026, 2024",
    QuestionType.TEXT: "un texte",
    QuestionType.TABLE: "une ligne par réponse",
}
PATHS: dict[Path, str] = {
    "village": "à tous",
    "core": "à tous, sauf sur le parcours court",
    "more": "pour aller plus loin",
}
_LONGER: dict[Path, tuple[Path, ...]] = {
    "village": ("village",),
    "core": ("village", "core"),
    "more": ("village", "core", "more"),
}


def form_of(question: Question) -> str:
    """Give the form of an answer: « un nombre (habitants) », « trois choix au plus »."""
    if question.type is QuestionType.MANY:
        return f"{question.at_most} choix au plus" if question.at_most else "plusieurs choix"
    unit = f" ({question.unit})" if question.unit else ""
    return f"{FORMS[question.type]}{unit}"


def minutes_of(questionnaire: Questionnaire, path: Path, accounts: int) -> int:
    """Give the minutes a path takes with so many accounts.

    The minutes of a section are those of the core path; others are in proportion of questions.
    """
    total = sum(
        section.minutes * _share(section, path) * (accounts if section.per_account else 1)
        for section in questionnaire.sections
    )
    return max(1, round(total))


def _share(section: Section, path: Path) -> float:
    core = sum(question.path in _LONGER["core"] for question in section.questions)
    offered = sum(question.path in _LONGER[path] for question in section.questions)
    return offered / core if core else 0.0
