"""Which questions and facts about an account rest on nothing said of the other accounts.

They stay as they are when another account changes, so that a trial need not work them out again.
"""

from collections.abc import Iterator

from playbook_audit.assessment.facts import FACTS
from playbook_audit.conditions.references import members, operands
from playbook_audit.model.condition import Condition, Count, Every, NoOne, Some
from playbook_audit.model.fact import Fact
from playbook_audit.model.question import Question, Questionnaire

ON_ACCOUNT = "account."


def standalone(questionnaire: Questionnaire) -> frozenset[str]:
    """Give their ids, without ``account.``."""
    reads = dict(_reads(questionnaire))
    moved = {name for name, read in reads.items() if _looks_around(name, read)}
    while more := {name for name, read in reads.items() if name not in moved and moved & read}:
        moved |= more
    alone = reads.keys() - moved
    return frozenset(name.removeprefix(ON_ACCOUNT) for name in alone if name.startswith(ON_ACCOUNT))


OTHERS = "accounts"
"""Stands, among what is read, for the accounts of the audit, one after the other."""


def _reads(questionnaire: Questionnaire) -> Iterator[tuple[str, frozenset[str]]]:
    """Give what each question and each fact reads, by the name conditions give it."""
    for fact in FACTS.values():
        yield fact.id, _read_by_fact(fact)
    for question in questionnaire.audit_questions.values():
        yield question.id, _read_by_question(question)
    for question in questionnaire.account_questions.values():
        yield f"{ON_ACCOUNT}{question.id}", _read_by_question(question)


def _read_by_fact(fact: Fact) -> frozenset[str]:
    within = () if fact.condition is None else _named(fact.condition)
    return frozenset((*fact.reads, *within, *([OTHERS] if fact.looks_around else [])))


def _read_by_question(question: Question) -> frozenset[str]:
    asked = () if question.ask_if is None else _named(question.ask_if)
    offered = (name for one in question.path_if for name in _named(one.when))
    return frozenset((*asked, *offered))


def _named(condition: Condition) -> Iterator[str]:
    yield from operands(condition)
    if _counts(condition):
        yield OTHERS


def _counts(condition: Condition) -> bool:
    """Tell whether a condition goes through the accounts."""
    through = isinstance(condition, Some | NoOne | Count | Every)
    return through or any(_counts(one) for _, one in members(condition))


def _looks_around(name: str, read: frozenset[str]) -> bool:
    """Tell whether something reads several accounts by itself, as all that is of the audit does."""
    of_audit = not name.startswith(ON_ACCOUNT)
    return OTHERS in read or (of_audit and any(one.startswith(ON_ACCOUNT) for one in read))
