"""Which questions apply to an audit, and what stands for those that do not."""

from typing import Any

import pytest
from tests.builders import ON, TOWN, judged
from tests.strategies import Drawn

from playbook_audit.model.operand import Kind, Operand


def operands(accounts: list[dict[str, Any]] | None = None, **answers: Any) -> dict[str, Operand]:
    """Give what every question is worth in a town of 8 012 inhabitants, by path."""
    data: dict[str, Any] = {"answers": {**TOWN, **answers}}
    if accounts is not None:
        rows = enumerate(accounts)
        data["accounts"] = [{"key": f"c{rank}", "platform": "x", **row} for rank, row in rows]
    return Drawn(data, ON).operands()


def of_account(name: str, answers: Any = None, **account: Any) -> Operand:
    return operands([account], **(answers or {}))[f"accounts.c0.{name}"]


# ------------------------------------------------------------------ gates


def test_a_question_without_condition_is_its_answer() -> None:
    assert operands(local_groups="read")["answers.local_groups"] == Operand(
        Kind.KNOWN, "read", ("answers.local_groups",)
    )


@pytest.mark.parametrize("answers", [{}, {"local_groups": "?"}])
def test_a_question_that_applies_and_is_not_answered_is_unknown(answers: dict[str, Any]) -> None:
    operand = operands(**answers)["answers.local_groups"]
    assert operand.kind is Kind.UNKNOWN
    assert operand.missing == ("answers.local_groups",)


def test_a_choice_may_say_that_the_question_has_no_object() -> None:
    operand = operands(local_groups="none")["answers.local_groups"]
    assert operand == Operand(Kind.NOT_APPLICABLE, None, ("answers.local_groups",))


@pytest.mark.parametrize("answer", [None, "?", "draft"])
def test_a_question_hidden_by_an_answer_does_not_apply(answer: object) -> None:
    operand = operands(org_presence="no", strategy_written=answer)["answers.strategy_written"]
    assert operand.kind is Kind.NOT_APPLICABLE
    assert operand.basis == ("answers.org_presence",)


@pytest.mark.parametrize("answer", [None, "?", "draft"])
def test_a_question_behind_an_unknown_gate_waits_for_the_gate(answer: object) -> None:
    operand = operands(org_presence="?", strategy_written=answer)["answers.strategy_written"]
    assert operand.kind is Kind.UNKNOWN
    assert operand.missing == ("answers.org_presence",)


def test_a_deficit_that_hides_a_question_answers_it() -> None:
    hidden = operands(indicators_used=["nothing"], results_used="yes")["answers.results_used"]
    assert hidden == Operand(Kind.KNOWN, "no", ("answers.indicators_used",))


def test_what_nobody_looked_for_stays_unknown() -> None:
    found = operands(unofficial_watch="never", unofficial_found=["nothing"])
    assert found["answers.unofficial_found"].kind is Kind.UNKNOWN
    assert found["answers.unofficial_found"].missing == ("answers.unofficial_watch",)


def test_a_gate_without_object_leaves_the_question_without_object() -> None:
    absent = operands(org_presence="no", indicators_used=["followers"])
    assert absent["answers.results_used"].kind is Kind.NOT_APPLICABLE


# ------------------------------------------------------------------ the status of an account


@pytest.mark.parametrize(
    ("last_post", "expected"),
    [("2026-10-23", "live"), ("2026-10-22", None), ("jamais", None), ("?", None), (None, None)],
)
def test_a_post_of_the_last_thirty_days_answers_for_the_status(
    last_post: object, expected: str | None
) -> None:
    operand = of_account("status", last_post=last_post)
    assert operand.value == expected
    assert operand.basis[:1] == ("accounts.c0.last_post",) if expected else operand.missing


def test_a_status_on_file_is_kept_whatever_the_last_post() -> None:
    assert of_account("status", last_post="2026-11-20", status="closed").value == "closed"


def test_a_vague_last_post_leaves_the_status_open() -> None:
    operand = of_account("status", last_post="2026-10")
    assert operand.kind is Kind.UNKNOWN
    assert operand.missing == ("accounts.c0.last_post",)


@pytest.mark.parametrize(
    ("comments", "applies"), [("both", Kind.KNOWN), ("neither", Kind.NOT_APPLICABLE)]
)
def test_answers_are_expected_where_residents_can_write(comments: str, applies: Kind) -> None:
    account = {"last_post": "2026-11-20", "comments_open": comments, "answer_share": "rarely"}
    assert of_account("answer_share", **account).kind is applies


def test_whether_residents_can_write_must_be_known_first() -> None:
    operand = of_account("answer_share", last_post="2026-11-20", answer_share="rarely")
    assert operand.missing == ("accounts.c0.comments_open",)


def test_a_village_is_asked_for_its_answers_alone() -> None:
    village = {"org_population": 640}
    account = {"last_post": "2026-11-20", "answer_share": "rarely"}
    assert of_account("answer_share", village, **account).value == "rarely"
    assert of_account("comments_open", village, **account).kind is Kind.NOT_APPLICABLE


# ------------------------------------------------------------------ paths


@pytest.mark.parametrize(
    ("population", "accounts", "path"),
    [
        (1999, 1, "village"),
        (1999, 0, "village"),
        (1999, 2, "core"),
        (2000, 1, "core"),
        (0, 1, "village"),
        ("?", 1, "core"),
    ],
)
def test_a_village_has_few_inhabitants_and_one_account_at_most(
    population: object, accounts: int, path: str
) -> None:
    presence = "yes" if accounts else "no"
    rows = [{"platform": "x"}] * accounts
    assert judged(rows, org_population=population, org_presence=presence).path == path


def test_a_village_whose_accounts_are_not_listed_is_on_the_core_path() -> None:
    assert judged(None, org_population=640).path == "core"


def test_a_contradicted_population_is_small_only_if_both_are() -> None:
    both_small = {"contradicted": [{"value": 640}, {"value": 700}]}
    one_small = {"contradicted": [{"value": 640}, {"value": 2100}]}
    assert judged([{"platform": "x"}], org_population=both_small).path == "village"
    assert judged([{"platform": "x"}], org_population=one_small).path == "core"


def test_off_its_path_a_question_does_not_apply_until_it_is_answered() -> None:
    village = {"org_population": 640}
    assert of_account("scope", village).kind is Kind.NOT_APPLICABLE
    assert of_account("scope", village, scope="general").value == "general"
    assert of_account("scope", village, scope="?").kind is Kind.UNKNOWN
    assert of_account("scope").kind is Kind.UNKNOWN


def test_a_question_for_later_does_not_apply_until_it_is_answered() -> None:
    assert operands()["answers.archive_practice"].kind is Kind.NOT_APPLICABLE
    assert operands(archive_practice="before")["answers.archive_practice"].value == "before"


def test_a_question_may_be_on_another_path_for_some() -> None:
    """Absences are asked at once of those who are absent, later of the others."""
    assert operands(org_presence="no")["answers.absence_chosen"].kind is Kind.UNKNOWN
    assert operands(org_presence="yes")["answers.absence_chosen"].kind is Kind.NOT_APPLICABLE
