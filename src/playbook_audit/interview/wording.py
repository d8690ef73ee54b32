"""Every sentence of the interview, in French; ``typeset`` sets their spaces when they are drawn."""

import re
from collections.abc import Iterable
from math import ceil

from playbook_audit.model.question import Question, QuestionType
from playbook_audit.model.spelling import folded

UNSURE = "je ne sais pas"
_REMARK = re.compile(r" \([^)]*\)")
LONGEST_PREVIEW = 60
ENDS = (".", "?", "!", "…")


def several(count: int, word: str, plural: str | None = None) -> str:
    """Give a count and its word: « 2 questions », « une question »."""
    if count == 0:
        return f"0 {word}"
    if count == 1:
        return f"{'une' if word in _FEMININE else 'un'} {word}"
    return f"{count} {plural or word + 's'}"


_FEMININE = frozenset(("question", "réponse", "minute", "heure", "autre"))


def sentence(text: str) -> str:
    """Give a text as a sentence of its own: a capital first, a stop at the end.

    >>> sentence("ce dossier n’existe pas")
    'Ce dossier n’existe pas.'
    """
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(ENDS) else '.'}"


def shortened(text: str, most: int = LONGEST_PREVIEW) -> str:
    """Give a text cut at a word when it is too long for its line."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0] + "…"


def subject(question: Question) -> str:
    """Give what a question is about, for a line that names it.

    The remark in brackets and the question mark go: « Combien d’abonnés ».
    """
    return _REMARK.sub("", question.ask).removesuffix(" ?")


# ---------------------------------------------------------------- first screen

WELCOME = (
    "Audit de la présence de votre collectivité sur les réseaux sociaux",
    "",
    "Comptez 10 minutes pour un village, 35 à 40 minutes pour cinq comptes, recherches comprises.",
    "Avec la fiche de préparation, 25 minutes suffisent pour cinq comptes. Pour l’imprimer :",
    "  playbook-audit template --format markdown",
    "Ce qui manque se répond « je ne sais pas » : ce n’est jamais une faute.",
    "Rien n’est envoyé : tout reste sur cet ordinateur.",
)
KEYS = (
    "Échap ou <          revenir à la question d’avant",
    "F1 ou ?             pourquoi cette question",
    "F2 ou nsp           je ne sais pas",
    "F3 ou note          ajouter une note à la réponse",
    "Ctrl+C ou quitter   arrêter ; rien n’est perdu",
)


def kept_in(name: str) -> str:
    """Say where answers are kept."""
    return f"Vos réponses s’enregistrent une à une dans {name}."


def section_line(title: str, questions: int, minutes: int, *, each: bool = False) -> str:
    """Give the title of a section, with how much it asks, in all or of each account."""
    about = " par compte" if each else ""
    return f"── {title} ── {several(questions, 'question')} · {several(minutes, 'minute')}{about}"


def rest_line(title: str, left: int, questions: int) -> str:
    """Give the title of a section begun already, with what is left of it."""
    return f"── {title} ── reste {several(left, 'question')} sur {questions}"


def resume_title(rank: str | None) -> str:
    """Offer to go on where one stopped: a question, or the list of accounts."""
    return f"Reprendre à la question {rank} ?" if rank else "Reprendre à la liste des comptes ?"


RESUME = "Oui, reprendre là"
RESUME_REVIEW = "Revoir d’abord mes réponses"


def next_question(question: Question) -> str:
    """Say which question comes next."""
    return f"Prochaine question : « {question.ask} »"


def already(answered: int, total: int) -> str:
    """Say how much is answered already."""
    are = "est" if answered == 1 else "sont"
    return sentence(f"{several(answered, 'réponse')} sur {total} {are} déjà là")


# ---------------------------------------------------------------- one question


def trace(place: str, what: str, words: str, note: str | None) -> str:
    """Give the one line that stays of an answered question."""
    added = " (avec une note)" if note else ""
    return f"✓ {place}  {what} : {words}{added}"


def understood(words: str) -> str:
    """Say what was understood."""
    return f"Compris : {words}"


def cleaned(what: str) -> str:
    """Say what was taken out of a text."""
    return f"Retiré du texte : {what}"


def note_ask(label: str | None) -> str:
    """Ask for the note of an answer."""
    return f"Votre note ({label})" if label else "Votre note"


NOTE_HINT = "Une ligne ; elle figurera en annexe du rapport. Laissez vide pour n’en garder aucune."
EMPTY_LIST = "Cochez au moins une ligne, ou répondez « je ne sais pas »."
EMPTY_TEXT = "Écrivez une réponse, ou répondez « je ne sais pas »."
NOT_A_LINE = "Choisissez parmi les lignes proposées."
HINTS = {
    QuestionType.DATE: "Par exemple « 18/11/2026 », « hier » ou « plus d’un an ».",
    QuestionType.MONTH: "Par exemple « mars 2026 », « 2024 » ou « il y a deux ans ».",
    QuestionType.YES_NO: None,
    QuestionType.TEXT: None,
    QuestionType.ONE: None,
    QuestionType.TABLE: "Un choix par ligne.",
}


def hint(question: Question) -> str | None:
    """Say how to answer a question, and where to look."""
    if question.type is QuestionType.COUNT:
        form: str | None = f"Un nombre ({question.unit}) ; « environ 20 » convient."
    elif question.type is QuestionType.MANY:
        most = question.at_most
        form = f"{most} choix au plus." if most else "Plusieurs choix possibles."
        form = None if "au plus" in question.ask else form
    else:
        form = HINTS[question.type]
    return " ".join(part for part in (question.help, form) if part) or None


def added(count: int) -> str:
    """Say how many questions an answer opens."""
    return sentence(f"{several(count, 'question')} {'ajoutée' if count == 1 else 'ajoutées'}")


def set_aside(subjects: Iterable[str]) -> list[str]:
    """Name the answers that have no effect any more."""
    lines = [f"  {one}" for one in subjects]
    return (
        ["Sans objet désormais ; réponses gardées de côté, sans effet :", *lines] if lines else []
    )


def rows_gone(rows: Iterable[str]) -> str:
    """Name the rows of a table that are no longer asked for."""
    return f"Retiré du tableau des publics : {', '.join(rows)}"


QUESTIONS_ABOVE = "D’autres questions, plus haut, vous concernent maintenant."

# ---------------------------------------------------------------- measures

CORRECT = "Corriger"
DIFFERS = (
    "La copie du compte dit autre chose : le rapport gardera les deux et demandera de vérifier."
)
_HOUR, _DAY = 3600, 24 * 3600
_MOST_HOURS = 48


def measured(words: str) -> str:
    """Give a measured answer."""
    return f"{words} (mesuré)"


def keep(words: str) -> str:
    """Offer to keep a measured answer."""
    return f"C’est bien cela : {words}"


def from_copy(until: str | None, *, is_count: bool = False) -> str:
    """Say where a measure comes from, and up to which day it holds."""
    if until is None:
        return "D’après la copie du compte"
    return f"D’après la copie du compte, {'au' if is_count else 'qui va jusqu’au'} {until}"


def seen(source: str, words: str) -> str:
    """Say what was measured, above a question that is asked all the same."""
    return sentence(f"{source} : {words}")


def replies(timed: int, median: float) -> str:
    """Say how fast questions were answered, as far as a copy tells."""
    if timed == 1:
        return f"une réponse, en {_delay(median)}"
    return f"{timed} réponses, dont la moitié en {_delay(median)} au plus"


def _delay(seconds: float) -> str:
    """Give a delay, in whole hours then in whole days, never shorter than it was."""
    hours, days = ceil(seconds / _HOUR), ceil(seconds / _DAY)
    return several(max(hours, 1), "heure") if hours <= _MOST_HOURS else several(days, "jour")


# ---------------------------------------------------------------- identity

WHICH_PLACE = "Laquelle est la vôtre ?"
MORE_PLACES = "Il y en a d’autres : revenez en arrière et écrivez un nom plus complet."
IS_IT = "C’est bien elle ?"
IT_IS = "Oui"
NO_PLACE = "Aucune de celles-ci, saisir à la main"
NOT_FOUND = "Nom absent de la liste des collectivités : type et population vous seront demandés."


def still(values: str) -> str:
    """Say that what another name filled in was kept."""
    return f"Type et population restent : {values}. Ils se changent à la relecture."


# ---------------------------------------------------------------- accounts

MOST_BY_HAND = 12
ACCOUNTS_TITLE = "Vos comptes"
NO_ACCOUNT = "Aucun compte décrit pour l’instant."
ADD = "Ajouter un compte"
COPY = "Ajouter un compte en copiant le précédent"
SAME = "Donner une même réponse pour tous (présentation, sécurité)"
EDIT = "Compléter ou corriger un compte"
DROP = "Retirer un compte de la liste"
FINISH = "Terminer la liste des comptes"
FINISH_EMPTY = "Continuer sans décrire de compte (le rapport dira ce qui manque)"
WHICH_ACCOUNT = "Quel compte ?"
DROP_YES = "Oui, retirer ce compte et ses réponses"
DROP_NO = "Non, le garder"
COPIED_OK = "C’est bien cela, continuer"
AS_BEFORE_YES = "Oui, reprendre ces réponses"
AS_BEFORE_NO = "Non, répondre pour ce compte"
EVERY_ACCOUNT = "Tous vos comptes"
ACCOUNT_DONE = "Revenir à la liste des comptes"


def replaced(accounts: Iterable[str]) -> tuple[str, ...]:
    """Warn that accounts answer differently, before one answer is given for all."""
    lines = (f"  {shortened(one)}" for one in accounts)
    return ("Aujourd’hui, les réponses diffèrent ; Échap les garde telles quelles :", *lines)


def account_line(rank: int, label: str, left: int) -> str:
    """Give the line of one account in the list."""
    state = "complet" if not left else f"reste {several(left, 'question')}"
    return f"{rank}. {label} : {state}"


def numbered(rank: int) -> str:
    """Name an account nothing is known of."""
    return f"Compte n° {rank}"


def many_accounts(file: str) -> str:
    """Propose the file to those who have many accounts."""
    return (
        f"Au-delà de {MOST_BY_HAND} comptes, le fichier se remplit plus vite à la main : "
        f"terminez ici, puis ouvrez {file}."
    )


def drop_title(label: str) -> str:
    """Ask before an account goes."""
    return f"Retirer « {label} » ?"


def copied_title(label: str) -> str:
    """Show what was copied from another account."""
    return f"Repris de « {label} ». Qu’est-ce qui change ?"


def as_before(label: str) -> str:
    """Offer the answers of another account."""
    return f"Comme pour « {label} » ?"


def account_title(label: str) -> str:
    """Head the answers of one account."""
    return f"Réponses pour « {label} »"


# ---------------------------------------------------------------- review

REVIEW_TITLE = "Relire avant le rapport"
REVIEW_FINISH = "Tout est bon : voir le rapport"
REVIEW_BACK = "Revenir aux parties"
REVIEW_ACCOUNTS = "La liste des comptes"
REVIEW_NOTHING_LEFT = "Toutes les questions ont une réponse."
REVIEW_PICK = "Choisissez la réponse à changer"
UNANSWERED = "pas encore répondu"
CONTRADICTED = "réponses qui se contredisent"


def review_unknown(count: int) -> str:
    """Name the questions still without an answer."""
    return f"À éclaircir : {several(count, 'question')}"


def review_aside(count: int) -> str:
    """Name the answers kept aside."""
    return f"Gardées de côté, sans effet : {several(count, 'réponse')}"


def review_part(title: str, count: int) -> str:
    """Name a section or an account, with how many answers it holds."""
    return f"{title} : {several(count, 'réponse')}"


REVIEW_ABOVE = "« À éclaircir » commence par ce qui préciserait le plus le rapport."

# ---------------------------------------------------------------- why


def because(reason: str) -> str:
    """Give the reason of a question."""
    return f"Pourquoi : {reason}"


RULES_USING = "Règles qui s’en servent :"
NO_RULE = "Cette réponse oriente les questions suivantes, ou figure dans le rapport."


def rule_line(title: str) -> str:
    """Name a rule."""
    return f"  {title}"


def more_rules(count: int) -> str:
    """Say how many rules are not listed."""
    return f"  et {several(count, 'autre')}"


def source_line(title: str, address: str | None) -> str:
    """Name a source."""
    return f"Source : {title}{f', {address}' if address else ''}"


# ---------------------------------------------------------------- further, and the end

FURTHER_YES = "Oui, continuer"
FURTHER_NO = "Non, c’est assez pour aujourd’hui"


def further_title(questions: int, minutes: int) -> str:
    """Offer the questions that come after the first report."""
    return (
        f"Pour aller plus loin : {several(questions, 'question')} de plus, "
        f"environ {several(minutes, 'minute')} ?"
    )


NOTHING_YET = "Aucune réponse encore."


def kept(answered: int, file: str) -> str:
    """Say how many answers are kept, and where."""
    gone = "gardée" if answered == 1 else "gardées"
    said = f"{several(answered, 'réponse')} {gone} dans {file}"
    return sentence(said) if answered else NOTHING_YET


def left(answered: int, file: str) -> tuple[str, ...]:
    """Say what is kept, and how to go on."""
    return (kept(answered, file), f"Pour reprendre : playbook-audit interview {file}")


def finished(answered: int, file: str) -> tuple[str, ...]:
    """Say that it is over, and where answers are kept."""
    return (
        kept(answered, file),
        f"Pour changer une réponse : playbook-audit interview {file} --review",
    )


def is_news(typed: str, words: str) -> bool:
    """Tell whether what was understood differs from what was typed: « mars 2026 », not « 8012 »."""
    return not _squeezed(words).startswith(_squeezed(typed))


def _squeezed(text: str) -> str:
    return folded(text).replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
