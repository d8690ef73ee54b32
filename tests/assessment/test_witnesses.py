"""What each verdict rests on, over audits drawn from the real catalogue.

The witnesses of a decided finding are enough to decide it; those of an open one are missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from tests.effort import examples
from tests.smallest import holds
from tests.strategies import Drawn, audits, question_at

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.facts import FACTS
from playbook_audit.catalogue.load import catalogue
from playbook_audit.conditions.references import operands
from playbook_audit.model.answer import Answer, Answers, Contradicted, DateRange, Table
from playbook_audit.model.assessment import Assessment, Finding

pytestmark = pytest.mark.law

FORGOTTEN = Answer(None)
BLINDERS = frozenset(
    f"answers.{name}"
    for question in catalogue().questionnaire.audit_questions.values()
    if question.otherwise == "unknown" and question.ask_if is not None
    for name in operands(question.ask_if)
)
"""Answers that hide a question and leave what it asks unknown."""


@examples(250)
@given(audits(most=3))
def test_the_witnesses_alone_reproduce_a_decided_finding(drawn: Drawn) -> None:
    holds(_witnesses_are_enough, drawn)


def _witnesses_are_enough(drawn: Drawn) -> None:
    decided = [one for one in drawn.assessment.findings if one.state in ("raised", "cleared")]
    for finding in decided[:: max(1, len(decided) // 8)]:
        alone = keeping(drawn.answers, with_gates(finding, drawn.answers))
        again = _same(finding, assess(catalogue(), alone, drawn.on))
        assert again.state == finding.state, (finding, again)
        assert again.severity.rank >= finding.severity.rank, (finding, again)


def with_gates(finding: Finding, answers: Answers) -> frozenset[str]:
    """Give the witnesses, and the answers that make the rule and their own questions apply."""
    rule = catalogue().rulebook.findings[finding.rule]
    kept = set(finding.witnesses) | {"answers.org_presence", "answers.org_population"}
    if rule.applies_if is not None:
        kept |= set(_paths(operands(rule.applies_if), _keys(finding.account, answers)))
    waiting = list(kept)
    while waiting:
        found = [path for path in _gates(waiting.pop(), answers) if path not in kept]
        kept |= set(found)
        waiting += found
    return frozenset(kept)


def _gates(path: str, answers: Answers) -> Iterator[str]:
    """Give the answers that decide whether a question applies."""
    key = path.split(".")[1] if path.startswith("accounts.") else None
    question = None if path == "accounts" else question_at(path)
    if question is not None and question.ask_if is not None:
        yield from _paths(operands(question.ask_if), _keys(key, answers))


def _keys(key: str | None, answers: Answers) -> tuple[str, ...]:
    """Give the account something is about; what is about the audit may read all of them."""
    return tuple(one.key for one in answers.accounts or ()) if key is None else (key,)


def _paths(names: Iterable[str], keys: tuple[str, ...]) -> Iterator[str]:
    """Give the answers behind operands."""
    for name in names:
        fact = FACTS.get(name)
        if fact is not None:
            within = () if fact.condition is None else operands(fact.condition)
            yield from _paths((*fact.reads, *within), keys)
        elif name.startswith("account."):
            yield from (f"accounts.{key}.{name.removeprefix('account.')}" for key in keys)
        else:
            yield f"answers.{name}"


def keeping(answers: Answers, paths: frozenset[str]) -> Answers:
    """Give the same audit where only some answers are known; the list of accounts stays known."""
    given = {
        name: one if f"answers.{name}" in paths else FORGOTTEN
        for name, one in answers.answers.items()
    }
    accounts = answers.accounts
    if accounts is not None:
        accounts = tuple(
            replace(
                account,
                answers={
                    name: one if f"accounts.{account.key}.{name}" in paths else FORGOTTEN
                    for name, one in account.answers.items()
                },
            )
            for account in accounts
        )
    return replace(answers, answers=given, accounts=accounts)


def _same(finding: Finding, assessment: Assessment) -> Finding:
    return next(one for one in assessment.findings if one.fingerprint == finding.fingerprint)


@examples(300)
@given(audits(most=3))
def test_an_open_finding_names_missing_answers_and_nothing_else(drawn: Drawn) -> None:
    """Two answers are named though they are known, since they leave the matter open.

    A silence between two thresholds waits for the posts themselves; nothing is known of what one
    says one does not look at.
    """
    holds(_names_what_is_missing, drawn)


def _names_what_is_missing(drawn: Drawn) -> None:
    for finding in drawn.assessment.findings:
        missing = finding.witnesses if finding.state == "unknown" else ()
        missing += tuple(path for one in finding.open_raises for path in one.missing)
        assert missing or finding.state != "unknown", finding
        for path in missing:
            assert _may_be_missing(drawn.answers, path), (path, finding)


def _may_be_missing(answers: Answers, path: str) -> bool:
    if path == "accounts":
        return not answers.accounts
    value = getattr(answers.at(path), "value", None)
    if path.endswith(".last_post") or path in BLINDERS:
        return True
    open_table = isinstance(value, Table) and any(column is None for _, column in value.rows)
    vague = isinstance(value, DateRange) and value.earliest != value.latest
    return value is None or open_table or vague or isinstance(value, Contradicted)


@examples(200)
@given(audits(most=3))
def test_the_answers_ranked_as_missing_are_those_findings_wait_for(drawn: Drawn) -> None:
    holds(_ranked_are_waited_for, drawn)


def _ranked_are_waited_for(drawn: Drawn) -> None:
    waited = {
        path
        for finding in drawn.assessment.findings
        for path in (
            *(finding.witnesses if finding.state == "unknown" else ()),
            *(path for one in finding.open_raises for path in one.missing),
        )
    }
    exposure = {"answers.org_population"}
    exposure |= {f"accounts.{row['key']}.followers" for row in drawn.rows}
    ranked = [one.path for one in drawn.assessment.unknowns]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) <= waited | exposure
    changes = [one.would_change for one in drawn.assessment.unknowns]
    assert changes == sorted(changes, reverse=True)
