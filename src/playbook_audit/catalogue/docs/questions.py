"""The page of questions: what is asked, why, of whom, and what the answers are worth."""

from collections.abc import Iterator

from playbook_audit.catalogue.docs.book import Book
from playbook_audit.catalogue.docs.markdown import bullets, code, escaped, heading, table
from playbook_audit.conditions.french import figure
from playbook_audit.model.french import PATHS, TYPES
from playbook_audit.model.question import Choice, Question, Section
from playbook_audit.questionnaire.applicability import UNKNOWN_WHEN_HIDDEN

INTRODUCTION = (
    "Toutes les questions, dans l’ordre où elles sont posées. « Je ne sais pas » est toujours "
    "possible et n’est jamais compté contre vous. La valeur d’un choix, de 0 à 1, mesure une "
    "pratique ; les questions sans valeur donnent le contexte."
)


def questions_page(book: Book) -> list[str]:
    """Give the blocks of the page."""
    blocks = [heading(1, "Questions"), INTRODUCTION, *_axes(book)]
    for section in book.questionnaire.sections:
        blocks += [heading(2, section.title), _opening(section)]
        for question in section.questions:
            blocks += _question(book, section, question)
    return blocks


def _axes(book: Book) -> Iterator[str]:
    yield heading(2, "Les six pratiques mesurées")
    rows = [
        (escaped(axis.title), code(axis.id), escaped(axis.means))
        for axis in book.rulebook.axes.values()
    ]
    yield table(("Pratique", "Identifiant", "Sens"), rows)


def _opening(section: Section) -> str:
    how_long = f"{section.minutes} minute{'s' if section.minutes > 1 else ''}"
    each = ", pour chaque compte" if section.per_account else ""
    return f"Partie {code(section.section)}, {how_long} environ{each}."


def _question(book: Book, section: Section, question: Question) -> list[str]:
    name = f"account.{question.id}" if section.per_account else question.id
    return [
        heading(3, question.ask),
        bullets(_lines(book, name, question)),
        _choices(question),
    ]


def _lines(book: Book, name: str, question: Question) -> Iterator[str]:
    yield f"Identifiant : {code(question.id)}, depuis la version {question.since}"
    yield f"Pourquoi : {escaped(question.why)}"
    if question.help:
        yield f"Aide : {escaped(question.help)}"
    yield f"Réponse : {_answer(question)}"
    yield from _when(book, question)
    yield from _worth(book, question)
    yield from _remarks(question)
    yield f"Sources : {book.sources(question.sources)}"
    users = book.uses.operands.get(name, ())
    if users:
        yield f"Sert à : {book.users(users)}"


def _answer(question: Question) -> str:
    parts = [TYPES[question.type]]
    if question.at_most is not None:
        parts.append(f"{question.at_most} au plus")
    if question.unit:
        parts.append(f"en {question.unit}")
    if question.minimum is not None and question.maximum is not None:
        parts.append(f"de {figure(question.minimum)} à {figure(question.maximum)}")
    if question.rows_from:
        parts.append(f"une ligne pour chaque choix de {code(question.rows_from)}")
    if question.note:
        parts.append(f"avec une précision ({question.note})")
    return ", ".join(parts)


def _when(book: Book, question: Question) -> Iterator[str]:
    yield f"Parcours : {PATHS[question.path]}"
    for exception in question.path_if:
        introduction = f"Parcours, autrement : {PATHS[exception.path]} si"
        yield book.condition(introduction, exception.when)
    if question.ask_if is None:
        return
    yield book.condition("Posée si :", question.ask_if)
    yield f"Sinon : {_otherwise(question)}"


def _otherwise(question: Question) -> str:
    if question.otherwise is None:
        return "sans objet"
    if question.otherwise == UNKNOWN_WHEN_HIDDEN:
        return "la réponse reste inconnue"
    return f"tenue pour « {escaped(question.choice_of[question.otherwise].label)} »"


def _worth(book: Book, question: Question) -> Iterator[str]:
    if question.axis is not None:
        title = book.rulebook.axes[question.axis].title
        yield f"Mesure : {escaped(title)} ({code(question.axis)}), poids {figure(question.weight)}"


def _remarks(question: Question) -> Iterator[str]:
    remarks = [
        (question.prefilled_by, f"préremplie d’après {code(question.prefilled_by or '')}"),
        (question.measured_by, "peut être mesurée sur une copie du compte"),
        (question.same_for_all, "une même réponse peut valoir pour tous les comptes"),
        (question.personal, "laissée de côté dans la version publiable"),
    ]
    said = [text for given, text in remarks if given]
    if said:
        yield f"À noter : {' ; '.join(said)}"


def _choices(question: Question) -> str:
    rows = [
        (escaped(choice.label), code(choice.id), _value(choice), _remark(choice))
        for choice in question.offered
    ]
    return table(("Choix", "Identifiant", "Valeur", "Remarque"), rows)


def _value(choice: Choice) -> str:
    worth = choice.value if choice.value is not None else choice.weight
    return "" if worth is None else figure(worth)


def _remark(choice: Choice) -> str:
    remarks = [
        (choice.not_applicable, "rend la question sans objet"),
        (choice.exclusive, "exclut les autres choix"),
    ]
    return ", ".join(text for given, text in remarks if given)
