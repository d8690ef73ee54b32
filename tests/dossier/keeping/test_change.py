"""Changes: what each does to plain data, and that doing them again does nothing more."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from playbook_audit.dossier.keeping.change import (
    AddAccount,
    Change,
    DropAccount,
    Order,
    RemoveAnswer,
    SetAnswer,
    apply,
    as_plain,
    from_plain,
)

ORDER = Order(("playbook_audit", "answers", "accounts"), ("a", "b", "c"), ("key", "x", "y"))
QUESTIONS = st.sampled_from("abc")
KEYS = st.sampled_from(["ville", "musée", "sport"])
RAW = st.sampled_from(["1", "2", ["a", "b"], {"value": "1", "note": "n"}])
CHANGES = st.one_of(
    st.builds(SetAnswer, QUESTIONS, RAW),
    st.builds(SetAnswer, st.sampled_from("xy"), RAW, KEYS),
    st.builds(RemoveAnswer, QUESTIONS),
    st.builds(RemoveAnswer, st.sampled_from("xy"), KEYS),
    st.builds(AddAccount, KEYS),
    st.builds(DropAccount, KEYS),
)


def after(*changes: Change, start: dict[str, Any] | None = None) -> dict[str, Any]:
    data = deepcopy(start) if start is not None else {"playbook_audit": "1"}
    for change in changes:
        apply(change, data, ORDER)
    return data


def by_key(data: dict[str, Any]) -> dict[str, Any]:
    """Give data without the order of accounts, which nothing depends on."""
    accounts = sorted(data.get("accounts", ()), key=lambda one: str(one["key"]))
    return {**data, "accounts": accounts}


def test_answers_stand_in_the_order_of_the_questionnaire() -> None:
    data = after(SetAnswer("c", "3"), SetAnswer("a", "1"), SetAnswer("b", "2"))
    assert list(data["answers"]) == ["a", "b", "c"]


def test_an_unknown_field_stays_where_it_is_and_new_ones_come_in_order() -> None:
    start: dict[str, Any] = {"playbook_audit": "1", "accounts": None, "plan": []}
    data = after(SetAnswer("b", "2"), start=start)
    assert list(data) == ["playbook_audit", "answers", "accounts", "plan"]


def test_an_answer_the_questionnaire_ignores_comes_last() -> None:
    data = after(SetAnswer("z", "?"), SetAnswer("b", "2"), SetAnswer("y2", "?"))
    assert list(data["answers"]) == ["b", "z", "y2"]


def test_an_answer_about_an_account_nobody_added_adds_it() -> None:
    data = after(SetAnswer("y", "2", "ville"), SetAnswer("x", "1", "ville"))
    assert data["accounts"] == [{"key": "ville", "x": "1", "y": "2"}]
    assert list(data["accounts"][0]) == ["key", "x", "y"]


def test_dropping_the_last_account_leaves_no_list() -> None:
    assert after(AddAccount("ville"), DropAccount("ville")) == {"playbook_audit": "1"}


def test_the_first_account_fills_the_empty_block_of_the_template() -> None:
    start: dict[str, Any] = {"accounts": [{"key": None, "x": None, "y": None}]}
    data = after(AddAccount("ville"), AddAccount("sport"), start=start)
    assert data["accounts"] == [{"key": "ville", "x": None, "y": None}, {"key": "sport"}]


def test_removing_what_is_not_there_changes_no_answer() -> None:
    assert after(RemoveAnswer("a"), DropAccount("ville")) == {"playbook_audit": "1"}


@examples(200)
@given(st.lists(CHANGES, max_size=12), st.lists(CHANGES, max_size=12))
def test_changes_made_again_in_their_order_change_nothing(
    first: list[Change], second: list[Change]
) -> None:
    """What a crash between the snapshot and the emptying of the journal amounts to."""
    once = after(*first, *second)
    again = after(*second, start=once)
    assert by_key(again) == by_key(once)


@examples(200)
@given(CHANGES)
def test_a_change_survives_the_journal(change: Change) -> None:
    assert from_plain(json.loads(json.dumps(as_plain(change)))) == change


def test_half_characters_are_replaced_before_they_reach_a_file() -> None:
    plain = as_plain(SetAnswer("a", "x\ud83d"))
    assert plain["raw"] == "x\ufffd"


@pytest.mark.parametrize("raw", [8012, True, 12.5, [1]])
def test_an_answer_is_made_of_texts(raw: Any) -> None:
    with pytest.raises(TypeError):
        as_plain(SetAnswer("a", raw))


@pytest.mark.parametrize(
    "data",
    [{}, {"act": "burn"}, {"act": "set"}, {"act": "add", "account": 3}, {"act": "add", "x": "y"}],
)
def test_what_is_no_change_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        from_plain(data)
