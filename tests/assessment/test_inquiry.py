"""What other answers would change: each claim is tried again, answer by answer, on whole audits."""

from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import ON, audit, judged
from tests.effort import examples
from tests.smallest import holds
from tests.strategies import DRAWABLE, Drawn, ages, audits, question_at

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.assessment.trials import values_tried, with_answer
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import NEVER, Answers, DateRange, Value
from playbook_audit.model.inquiry import Change, Inquiry, Settling
from playbook_audit.model.question import Question, QuestionType

WHOLE = audits(dates=(ON,), wholeness=st.just(value=True), least=1, most=2)


def inquiry_of(drawn: Drawn) -> Inquiry:
    return inquire(catalogue(), drawn.answers, drawn.assessment)


@cache
def every_answer(question: Question) -> tuple[Value, ...]:
    """Give every answer to a question, or a great many: more than the inquiry itself tries."""
    match question.type:
        case QuestionType.MANY:
            free = [one.id for one in question.offered if not one.exclusive]
            alone = [frozenset((one.id,)) for one in question.offered]
            return (*alone, *(frozenset(pair) for pair in product(free, free)))
        case QuestionType.DATE | QuestionType.MONTH:
            days = (ON - timedelta(days=age) for age in ages())
            return (*(DateRange(day, day) for day in days), NEVER)
        case QuestionType.COUNT:
            return tuple(float(one) for one in (0, 1, 2, 3, 100, 999, 2_500, 100_000, 5_000_000))
        case _:
            return values_tried(question, ON)


def levels(answers: Answers, risk: str) -> tuple[str, ...]:
    return assess(catalogue(), answers, ON).risk(risk).levels


# ------------------------------------------------------------------ what would settle a level


@examples(40)
@given(WHOLE, st.data())
def test_what_settles_a_level_settles_it_whatever_the_answer(
    drawn: Drawn, data: st.DataObject
) -> None:
    paths = [path for path in drawn.operands() if question_at(path).type in DRAWABLE]
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4)):
        drawn = drawn.given(path, "?")
    holds(_settles, drawn)


def _settles(drawn: Drawn) -> None:
    for risk, settling in inquiry_of(drawn).settled_by.items():
        assert len(drawn.assessment.risk(risk).levels) > 1
        if settling.alone:
            [path] = settling.paths
            for value in every_answer(question_at(path)):
                found = levels(with_answer(drawn.answers, path, value), risk)
                assert len(found) == 1, (risk, path, value, found)
        elif len(settling.paths) == 2:
            assert _some_pair_settles(drawn.answers, risk, settling), (risk, settling)


def _some_pair_settles(answers: Answers, risk: str, settling: Settling) -> bool:
    """Try every pair of answers that the inquiry may have tried."""
    pairs = product(*(values_tried(question_at(path), ON) for path in settling.paths))
    one, other = settling.paths
    return any(
        len(levels(with_answer(with_answer(answers, one, first), other, second), risk)) == 1
        for first, second in pairs
    )


@examples(80)
@given(WHOLE, st.data())
def test_the_only_missing_answer_is_named_whenever_it_settles_a_level(
    drawn: Drawn, data: st.DataObject
) -> None:
    paths = [path for path in drawn.operands() if question_at(path).type in DRAWABLE]
    path = data.draw(st.sampled_from(paths))
    holds(lambda one: _is_named(path, one), drawn.given(path, "?"))


def _is_named(path: str, drawn: Drawn) -> None:
    assume(drawn.written(path) == "?")
    settled = inquiry_of(drawn).settled_by
    for risk in drawn.assessment.risks:
        if len(risk.levels) > 1 and risk.id not in settled:
            open_still = [
                value
                for value in every_answer(question_at(path))
                if len(levels(with_answer(drawn.answers, path, value), risk.id)) > 1
            ]
            assert open_still, (risk.id, path)


# ------------------------------------------------------------------ what would lift a finding


@examples(60)
@given(WHOLE)
def test_what_lifts_a_finding_lifts_it_when_it_is_done(drawn: Drawn) -> None:
    holds(_lifts, drawn)


def _lifts(drawn: Drawn) -> None:
    lifted_by = inquiry_of(drawn).lifted_by
    assert set(lifted_by) == {one.fingerprint for one in drawn.assessment.raised}
    for fingerprint, ways in lifted_by.items():
        for way in ways:
            after = assess(catalogue(), _done(drawn.answers, way), ON)
            state = next(one.state for one in after.findings if one.fingerprint == fingerprint)
            assert state != "raised", (fingerprint, way, state)


def _done(answers: Answers, changes: tuple[Change, ...]) -> Answers:
    for change in changes:
        answers = with_answer(answers, change.path, change.value)
    return answers


@examples(40)
@given(WHOLE)
def test_a_way_out_is_something_somebody_can_do(drawn: Drawn) -> None:
    """Other answers than today's, to questions whose answer one can decide."""
    holds(_is_an_act, drawn)


def _is_an_act(drawn: Drawn) -> None:
    for ways in inquiry_of(drawn).lifted_by.values():
        for change in (change for way in ways for change in way):
            today = drawn.answers.at(change.path)
            assert today is None or today.value != change.value, change
            question = question_at(change.path)
            if question.acts is not None:
                before = today.value if today is not None else None
                chosen = change.value if isinstance(change.value, frozenset) else {change.value}
                kept = before if isinstance(before, frozenset) else frozenset()
                assert chosen - kept <= set(question.acts), change


def ways_out(rule: str, accounts: list[dict[str, Any]], **answers: Any) -> list[dict[str, Any]]:
    """Give the ways out of a finding, each as its changes by path."""
    given_answers, assessment = audit(accounts, **answers), judged(accounts, **answers)
    ways = inquire(catalogue(), given_answers, assessment).lifted_by[rule]
    return [dict(way) for way in ways]


def test_a_silent_account_is_posted_on_or_closed() -> None:
    account = {"key": "x", "platform": "x", "scope": "general", "status": "idle"}
    found = ways_out("dormant_account:x", [{**account, "last_post": "2026-07-01"}])
    assert {"accounts.x.last_post": DateRange(ON, ON)} in found
    assert {"accounts.x.status": "closed"} in found


def test_a_practice_is_lifted_by_the_next_better_one() -> None:
    found = ways_out("accessibility_gap", [{"platform": "x"}], accessibility_practice="never")
    assert found == [{"answers.accessibility_practice": "mostly"}]


def test_a_finding_that_names_accounts_is_lifted_by_the_same_answer_on_each() -> None:
    accounts = [
        {"key": one, "platform": one, "scope": "general", "last_post": ON, "mfa": "none"}
        for one in ("facebook", "x", "instagram")
    ]
    [found] = ways_out("no_mfa", accounts)
    assert found == {f"accounts.{one}.mfa": "all" for one in ("facebook", "x", "instagram")}


def test_one_does_not_change_ones_population() -> None:
    for ways in inquiry_of(Drawn({"answers": {"strategy_written": "none"}}, ON)).lifted_by.values():
        assert all("org_population" not in change.path for way in ways for change in way)
