"""An answer on file in the words of its question: for the line that stays, and for the review."""

from collections.abc import Mapping

from playbook_audit.interview import wording
from playbook_audit.interview.filed import Filed
from playbook_audit.interview.interface import UNKNOWN, Desk, Raw, Understood
from playbook_audit.model.answer import Contradicted
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Choice, Question


def words_at(path: str, question: Question, filed: Filed, desk: Desk, catalogue: Catalogue) -> str:
    """Give the answer on file in words, or what was measured."""
    seen = _seen_in_words(path, filed, desk)
    if seen is not None:
        return seen
    if not filed.holds(path):
        return wording.UNANSWERED
    current = filed.current(path, question)
    if current is None:
        return wording.CONTRADICTED
    if isinstance(current, str) and current != UNKNOWN and not question.offered:
        understood = desk.understand(path, current, filed.data)
        return understood.words if isinstance(understood, Understood) else current
    return in_words(current, question, catalogue)


def _seen_in_words(path: str, filed: Filed, desk: Desk) -> str | None:
    """Give what a measure says or confirms, or how it contradicts what was declared."""
    seen = filed.seen(path)
    if seen is None or seen.value is None:
        return None
    if isinstance(seen.value, Contradicted):
        return desk.words(path, seen.value) if seen.value.of("measured") else None
    return wording.measured(desk.words(path, seen.value)) if seen.origin == "measured" else None


def in_words(raw: Raw, question: Question, catalogue: Catalogue) -> str:
    """Give the labels of what is chosen, or « je ne sais pas »."""
    if isinstance(raw, Mapping):
        rows = rows_of(question, catalogue)
        return " ; ".join(
            f"{rows[row].label} : {_label(one, question)}" for row, one in raw.items()
        )
    chosen = raw if isinstance(raw, list) else [raw]
    return ", ".join(_label(one, question) for one in chosen)


def rows_of(question: Question, catalogue: Catalogue) -> Mapping[str, Choice]:
    """Give the choices that may be rows of a table, by id."""
    source = catalogue.questionnaire.audit_questions.get(question.rows_from or "")
    return {} if source is None else source.choice_of


def account_name(key: str, filed: Filed, catalogue: Catalogue) -> str:
    """Give a short name for an account: « Facebook (page), VilleDeValmont »."""
    platform = filed.value(f"accounts.{key}.platform")
    network = catalogue.questionnaire.account_questions["platform"].choice_of.get(str(platform))
    handle = filed.value(f"accounts.{key}.handle")
    parts = [network.label] if network else []
    parts += [_bare(handle)] if isinstance(handle, str) else []
    return ", ".join(parts) or wording.numbered(filed.accounts.index(key) + 1)


def _bare(handle: str) -> str:
    """Give the end of an address, or a name as it is."""
    end = handle.rstrip("/").rpartition("/")[2] if "/" in handle else handle
    return wording.shortened(end or handle, 40)


def _label(choice: str, question: Question) -> str:
    if choice == UNKNOWN:
        return wording.UNSURE
    found = question.choice_of.get(choice)
    return choice if found is None else found.label
