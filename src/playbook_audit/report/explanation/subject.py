"""Finds what an id names: an entry of the catalogue, a finding on one account, or an answer."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from playbook_audit.assessment.facts import FACTS
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.report.case import Case

Kind = Literal[
    "question",
    "finding",
    "benefit",
    "note",
    "risk",
    "axis",
    "state",
    "decision",
    "network",
    "thresholds",
    "parameter",
    "source",
    "fact",
    "election",
    "term",
]


class Subject(NamedTuple):
    """One thing to explain; ``account`` narrows it to one account of the audit."""

    kind: Kind
    id: str
    account: str | None = None


def subjects(catalogue: Catalogue, wanted: str, case: Case | None) -> list[Subject]:
    """Give everything an id names, the most used kinds first; nothing when it names nothing.

    Thresholds named after a network are told with it.
    """
    bare, account = _parted(wanted)
    if account is not None and case is not None and account not in _keys(case):
        return []
    found = [subject for name, subject in _named(catalogue) if name == bare]
    if account is not None:
        found = [one for one in found if _is_on_account(catalogue, one)]
    kinds = {one.kind for one in found}
    kept = [one for one in found if one.kind != "thresholds" or "network" not in kinds]
    return [one._replace(account=account) for one in dict.fromkeys(kept)]


def _parted(wanted: str) -> tuple[str, str | None]:
    """Split a fingerprint (``rule:account``) or the path of an answer about an account."""
    if wanted.startswith("accounts."):
        key, _, question = wanted.removeprefix("accounts.").rpartition(".")
        return f"account.{question}", key
    rule, colon, key = wanted.partition(":")
    return (rule, key) if colon else (wanted, None)


def _is_on_account(catalogue: Catalogue, subject: Subject) -> bool:
    """Tell whether a thing is asked, or judged, account by account."""
    if subject.kind == "question":
        return subject.id in catalogue.questionnaire.account_questions
    if subject.kind in ("finding", "benefit", "note"):
        return catalogue.rulebook.rule(subject.id).for_each is not None
    return False


def _keys(case: Case) -> list[str]:
    return [account.key for account in case.answers.accounts or ()]


def known_ids(catalogue: Catalogue, case: Case | None) -> list[str]:
    """Give every id that can be asked for, fingerprints of the audit included."""
    ids = [name for name, _ in _named(catalogue)]
    if case is not None:
        ids += [one.fingerprint for one in case.assessment.findings if one.account is not None]
    return list(dict.fromkeys(ids))


def _named(catalogue: Catalogue) -> Iterator[tuple[str, Subject]]:
    """Give every id with what it names."""
    rulebook = catalogue.rulebook
    for section in catalogue.questionnaire.sections:
        prefix = "account." if section.per_account else "answers."
        for question in section.questions:
            subject = Subject("question", question.id)
            yield question.id, subject
            yield f"{prefix}{question.id}", subject
    yield from ((one, Subject("finding", one)) for one in rulebook.findings)
    yield from ((one, Subject("benefit", one)) for one in rulebook.benefits)
    yield from ((one, Subject("note", one)) for one in rulebook.notes)
    yield from ((one, Subject("risk", one)) for one in rulebook.risks)
    yield from ((one, Subject("axis", one)) for one in rulebook.axes)
    yield from ((one, Subject("state", one)) for one in rulebook.states)
    for row in rulebook.decisions:
        yield row.id, Subject("decision", row.id)
        yield row.decision, Subject("decision", row.decision)
    yield from ((one, Subject("network", one)) for one in rulebook.networks)
    yield from ((one, Subject("thresholds", one)) for one in rulebook.thresholds)
    yield from ((one, Subject("parameter", one)) for one in rulebook.parameters)
    yield from ((one, Subject("source", one)) for one in rulebook.sources)
    yield from ((one, Subject("fact", one)) for one in FACTS)
    yield from ((one.id, Subject("election", one.id)) for one in rulebook.calendar)
    yield from ((one, Subject("term", one)) for one in rulebook.glossary)
