"""Laws of the method on answers: better ones, missing ones, hidden ones; order; independence.

A law that needs a precondition says which, and why, in the docstring of its test.
"""

from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.effort import examples
from tests.smallest import holds
from tests.strategies import DRAWABLE, Drawn, allowed, audits, choice_lists, question_at

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.assessment import Assessment, Interval
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.operand import Kind, Operand
from playbook_audit.model.question import Question, QuestionType

pytestmark = pytest.mark.law

TINY = 1e-9
"""Sums of floating-point numbers in another order may differ by as much."""


def some_of(candidates: list[Any]) -> st.SearchStrategy[list[Any]]:
    """Give some of the candidates: judging again costs less than drawing another audit."""
    assume(candidates)
    return st.lists(st.sampled_from(candidates), min_size=1, max_size=10)


def within(inner: Interval, outer: Interval) -> bool:
    return inner.low >= outer.low - TINY and inner.high <= outer.high + TINY


# ------------------------------------------------------------------ better answers


@examples(600)
@given(audits(most=2), st.data())
def test_better_answer_never_raises_a_risk_nor_lowers_an_axis(
    drawn: Drawn, data: st.DataObject
) -> None:
    """Others and applicability fixed; of a several-choice answer, better is set inclusion."""
    for path, better in data.draw(some_of(list(better_answers(drawn)))):
        holds(partial(_better_is_no_worse, path, better), drawn)


def better_answers(drawn: Drawn) -> list[tuple[str, Any]]:
    """Give the known answers that carry a value, each with every better one."""
    return [
        (path, better)
        for path, operand in drawn.operands().items()
        if operand.kind is Kind.KNOWN and question_at(path).has_value
        for better in _better(question_at(path), drawn.written(path))
    ]


def _better(question: Question, written: Any) -> list[Any]:
    """Give a higher choice, or one more choice; nothing of what a file does not say."""
    answer = written.get("value") if isinstance(written, dict) else written
    if question.type is QuestionType.MANY and isinstance(answer, list):
        kept = [one for one in answer if not question.choice_of[one].exclusive]
        others = [one.id for one in question.offered if not one.exclusive and one.id not in kept]
        return [[*kept, one] for one in others]
    value = question.value_of(answer)
    if value is None:
        return []
    return [one.id for one in question.offered if one.value is not None and one.value > value]


def _better_is_no_worse(path: str, better: Any, drawn: Drawn) -> None:
    changed = drawn.given(path, better)
    assume((path, better) in better_answers(drawn))
    assume(_applicability(changed) == _applicability(drawn))
    before, after = drawn.assessment, changed.assessment
    for was, became in zip(before.risks, after.risks, strict=True):
        assert became.points.low <= was.points.low + TINY, (path, better, was, became)
        assert became.points.high <= was.points.high + TINY, (path, better, was, became)
    for axis, better_axis in zip(before.practices, after.practices, strict=True):
        if axis.mean is not None and better_axis.mean is not None:
            assert better_axis.mean.low >= axis.mean.low - TINY, (path, better, axis, better_axis)
            assert better_axis.mean.high >= axis.mean.high - TINY, (path, better, axis, better_axis)


def _applicability(drawn: Drawn) -> dict[str, tuple[Kind, Any]]:
    return {path: (operand.kind, operand.missing) for path, operand in drawn.operands().items()}


# ------------------------------------------------------------------ missing answers


@examples(700)
@given(audits(most=2), st.data())
def test_answer_to_an_unknown_stays_inside_the_former_intervals(
    drawn: Drawn, data: st.DataObject
) -> None:
    """Of a question that applies, or may: off the village path, an answer makes one apply."""
    for path in data.draw(some_of(unanswered(drawn))):
        value = data.draw(allowed(question_at(path), drawn.on))
        holds(partial(_filled_is_inside, path, value), drawn)


def unanswered(drawn: Drawn) -> list[str]:
    """Give the paths of the questions that apply, or may, and have no answer."""
    return [
        path
        for path, operand in drawn.operands().items()
        if operand.kind is Kind.UNKNOWN
        and drawn.written(path) in (None, "?")
        and question_at(path).type in DRAWABLE
    ]


def _filled_is_inside(path: str, value: Any, drawn: Drawn) -> None:
    assume(path in unanswered(drawn))
    before, after = drawn.assessment, drawn.given(path, value).assessment
    for was, became in zip(before.risks, after.risks, strict=True):
        assert within(became.points, was.points), (path, value, was, became)
    for axis, filled in zip(before.practices, after.practices, strict=True):
        if filled.mean is not None:
            assert axis.mean is not None, (path, value, axis, filled)
            assert within(filled.mean, axis.mean), (path, value, axis, filled)
    for finding, settled in zip(before.findings, after.findings, strict=True):
        reversed_ones = {finding.state, settled.state} == {"raised", "cleared"}
        assert not reversed_ones, (path, value, finding, settled)
    _accounts_are_inside(before, after, f"{path} → {value}")


def _accounts_are_inside(before: Assessment, after: Assessment, why: str) -> None:
    for was, became in zip(before.accounts, after.accounts, strict=True):
        assert set(became.states) <= set(was.states), (why, was, became)
        assert within(became.exposure, was.exposure), (why, was, became)
        assert within(became.risk, was.risk), (why, was, became)
        assert within(became.benefit, was.benefit), (why, was, became)


@examples(150)
@given(audits(most=2), st.sampled_from(("once", "yearly")), st.data())
def test_looking_for_a_problem_never_costs_more_than_not_looking(
    drawn: Drawn, how_often: str, data: st.DataObject
) -> None:
    found = data.draw(choice_lists(question_at("answers.unofficial_found")))
    holds(partial(_looking_costs_no_more, how_often, found), drawn)


def _looking_costs_no_more(how_often: str, found: list[str], drawn: Drawn) -> None:
    unaware = drawn.given("answers.unofficial_watch", "never")
    aware = drawn.given("answers.unofficial_watch", how_often)
    aware = aware.given("answers.unofficial_found", found)
    for was, became in zip(unaware.assessment.risks, aware.assessment.risks, strict=True):
        assert became.points.high <= was.points.high + TINY, (was, became)


@examples(500)
@given(audits(most=2), st.data())
def test_a_not_applicable_answer_has_no_effect(drawn: Drawn, data: st.DataObject) -> None:
    """Hidden by another answer; off the village path, answering makes a question applicable."""
    hidden = [path for path, operand in drawn.operands().items() if _is_hidden(path, operand)]
    for path in data.draw(some_of(hidden)):
        value = data.draw(allowed(question_at(path), drawn.on))
        holds(partial(_hidden_answer_is_ignored, path, value), drawn)


def _is_hidden(path: str, operand: Operand) -> bool:
    """Tell whether a question is hidden by others: not applicable, or taken as answered."""
    settled = operand.kind in (Kind.KNOWN, Kind.NOT_APPLICABLE)
    return settled and path not in operand.basis and question_at(path).type in DRAWABLE


def _hidden_answer_is_ignored(path: str, value: Any, drawn: Drawn) -> None:
    changed, operand = drawn.given(path, value), drawn.operands()[path]
    assume(_is_hidden(path, operand) and changed.operands()[path] == operand)
    assert repr(changed.assessment) == repr(drawn.assessment), (path, value)


# ------------------------------------------------------------------ order and repetition


@examples(200)
@given(audits(most=4), st.randoms(use_true_random=False))
def test_order_of_accounts_and_questions_changes_no_byte(drawn: Drawn, random: Any) -> None:
    """Accounts carry their keys: without one, a key is made of the network and the rank."""
    other = Drawn(_shuffled(drawn.data, random), drawn.on)
    assert other.answers.input_sha256 == drawn.answers.input_sha256
    assert repr(other.assessment) == repr(drawn.assessment)


def _shuffled(data: Any, random: Any) -> Any:
    """Give the same content with keys and accounts in another order."""
    if isinstance(data, dict):
        names = random.sample(list(data), len(data))
        return {name: _shuffled(data[name], random) for name in names}
    if isinstance(data, list) and data and isinstance(data[0], dict) and "key" in data[0]:
        return random.sample([_shuffled(one, random) for one in data], len(data))
    return data


@examples(100)
@given(audits(most=3))
def test_same_inputs_give_same_bytes(drawn: Drawn) -> None:
    again = Drawn(drawn.data, drawn.on)
    assert repr(again.assessment) == repr(drawn.assessment)


# ------------------------------------------------------------------ independence


@examples(200)
@given(audits(most=3))
def test_benefits_and_risks_never_move_each_other(drawn: Drawn) -> None:
    without_benefits = assess(_without("benefits"), drawn.answers, drawn.on)
    assert without_benefits.findings == drawn.assessment.findings
    assert without_benefits.risks == drawn.assessment.risks
    without_findings = assess(_without("findings"), drawn.answers, drawn.on)
    assert without_findings.benefits == drawn.assessment.benefits
    assert without_findings.practices == drawn.assessment.practices


@examples(150)
@given(audits(most=3))
def test_a_practice_never_moves_a_risk_nor_a_benefit(drawn: Drawn) -> None:
    without_axes = assess(_without("axes"), drawn.answers, drawn.on)
    assert without_axes.risks == drawn.assessment.risks
    assert without_axes.benefits == drawn.assessment.benefits


@cache
def _without(part: str) -> Catalogue:
    """Give the catalogue without its findings, its benefits or its axes."""
    whole = catalogue()
    nothing: dict[str, Any] = {part: {}}
    return replace(whole, rulebook=replace(whole.rulebook, **nothing))


@examples(150)
@given(audits(most=2))
def test_a_note_moves_no_risk_nor_practice(drawn: Drawn) -> None:
    answers = {name: _bare(value) for name, value in drawn.data["answers"].items()}
    bare = Drawn({**drawn.data, "answers": answers}, drawn.on)
    assert bare.assessment.risks == drawn.assessment.risks
    assert bare.assessment.practices == drawn.assessment.practices


def _bare(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) and "note" in value else value


def test_every_drawn_question_is_one_of_the_catalogue() -> None:
    questionnaire = catalogue().questionnaire
    both = chain(questionnaire.audit_questions.values(), questionnaire.account_questions.values())
    left_out = {question.id for question in both if question.type not in DRAWABLE}
    assert left_out == {"org_name", "handle", "audience_channel_map"}
