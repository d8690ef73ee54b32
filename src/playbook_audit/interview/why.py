"""Why a question is asked: its reason, the rules that read it, its sources."""

from collections.abc import Iterator

from playbook_audit.assessment.uses import User, uses_of
from playbook_audit.interview import wording
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Question

MOST_RULES = 3


def why(question: Question, catalogue: Catalogue) -> list[str]:
    """Give the lines that answer « pourquoi cette question ? », few enough to stay in view."""
    reason = wording.because(question.why)
    return [reason, *_rules(question, catalogue), *_sources(question, catalogue)]


def _rules(question: Question, catalogue: Catalogue) -> Iterator[str]:
    """Name the rules that read it, in the order of the catalogue."""
    rules = [line for user in _users(question, catalogue) if (line := _line(user, catalogue))]
    if not rules:
        yield wording.NO_RULE
        return
    yield wording.RULES_USING
    yield from rules[:MOST_RULES]
    if len(rules) > MOST_RULES:
        yield wording.more_rules(len(rules) - MOST_RULES)


def _users(question: Question, catalogue: Catalogue) -> Iterator[User]:
    """Give who reads the answer, then who reads what is worked out of it, each once."""
    is_of_account = question.id in catalogue.questionnaire.account_questions
    waiting = [f"account.{question.id}" if is_of_account else question.id]
    seen: set[User] = set()
    while waiting:
        for user in uses_of(catalogue).operands.get(waiting.pop(0), ()):
            if user not in seen:
                seen.add(user)
                waiting += [user.id] if user.kind == "fact" else []
                yield user


def _line(user: User, catalogue: Catalogue) -> str | None:
    rulebook = catalogue.rulebook
    if user.kind == "finding":
        return wording.rule_line(rulebook.findings[user.id].title)
    if user.kind == "benefit":
        return wording.rule_line(rulebook.benefits[user.id].title)
    return None


def _sources(question: Question, catalogue: Catalogue) -> Iterator[str]:
    for name in question.sources:
        source = catalogue.rulebook.sources[name]
        yield wording.source_line(source.title, source.address)
