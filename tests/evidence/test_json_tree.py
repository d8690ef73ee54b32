import json
from typing import Any

import pytest
from tests.evidence.pieces import hostile, piece

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import HEAD
from playbook_audit.evidence.trees.json_tree import at, listed, paths, read_json, seconds


def test_keys_are_seen_in_the_first_bytes_of_a_file_far_longer() -> None:
    rows = [{"timestamp": 1, "data": [{"post": "x" * 100}]} for _ in range(5_000)]
    data = json.dumps(rows)
    assert len(data) > 2 * HEAD
    assert {"item.timestamp", "item.data.item.post"} <= paths(piece("a.json", data))


def test_keys_are_seen_before_a_first_item_longer_than_the_first_bytes() -> None:
    data = json.dumps(
        [{"timestamp": 1, "attachments": [{"data": [{"media": {"uri": "a"}}] * 9_000}]}]
    )
    assert "item.attachments.item.data.item.media.uri" in paths(piece("a.json", data))


def test_what_is_no_json_has_no_keys() -> None:
    for data in ("", "Date,Vues\n", "<rss/>", "{", "[", "{'a': 1}", '{"a": nul'):
        assert "a.b" not in paths(piece("a.json", data))
    assert paths(piece("a.csv", "Date,Vues\n")) == frozenset()


def test_endless_nesting_is_refused_and_costs_nothing_to_look_at() -> None:
    deep = piece("a.json", "[" * 200_000)
    assert all(len(path) <= 500 for path in paths(deep))
    with pytest.raises(Refused):
        read_json(deep)


def test_nested_objects_stop_the_look_at_keys() -> None:
    assert all(len(path) <= 500 for path in paths(piece("a.json", '{"a":' * 20_000)))


def test_a_cut_file_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as caught:
        read_json(piece("a.json", '{"a": 1,\n"b": [2,'))
    assert caught.value.line == 2
    assert "coupé" in caught.value.reason


def test_a_number_of_five_thousand_digits_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_json(piece("a.json", "[" + "9" * 5_000 + "]"))
    assert "démesuré" in caught.value.reason


def test_a_mark_at_the_start_and_windows_bytes_are_read() -> None:
    assert read_json(hostile("json/bom.json")) == {"collectivite": "Testbourg"}
    assert read_json(piece("a.json", '["été"]'.encode("cp1252"))) == ["été"]


def test_a_path_through_other_shapes_gives_nothing() -> None:
    assert at({"a": {"b": 1}}, "a", "b") == 1
    others: list[Any] = [None, [], "a", 3, {"a": []}, {"a": None}]
    for value in others:
        assert at(value, "a", "b") is None


def test_null_is_an_empty_list_and_an_object_is_refused() -> None:
    assert listed(None) == []
    with pytest.raises(Refused):
        listed({})


def test_seconds_are_numbers_and_never_zero() -> None:
    assert seconds(1764836400) == 1764836400
    others: list[Any] = [0, True, "1764836400", None, []]
    assert [seconds(one) for one in others] == [None] * 5
