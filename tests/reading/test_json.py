"""JSON to the same plain data as YAML."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.json import parse_json, places_in_json
from playbook_audit.reading.yaml import DEEPEST, parse_yaml


def read(text: str) -> Any:
    return parse_json(text, "audit.json").data


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("8012", "8012"),
        ("8012.50", "8012.50"),
        ("-0", "-0"),
        ("1e309", "1e309"),
        ("9" * 5_000, "9" * 5_000),
        ("true", "true"),
        ("false", "false"),
        ("null", None),
        ('""', ""),
        ('"null"', "null"),
        ('"01001"', "01001"),
        ('"\\u00c9vry \\ud83d\\ude00"', "Évry 😀"),
        ('"a\\ud800b"', "a\ufffdb"),
        ('"a\\uDFFF"', "a\ufffd"),
        ('"écrit \\\\ud800"', "écrit \\ud800"),
        ('{"\\ud800": ["\\udc00"]}', {"\ufffd": ["\ufffd"]}),
        ("[]", []),
        ("{}", {}),
        ('{"a": [1, {"b": null}]}', {"a": ["1", {"b": None}]}),
    ],
)
def test_scalars_are_text_as_written(written: str, data: Any) -> None:
    assert read(written) == data


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", (1, 1), "illisible ici"),
        ('{\n "a": [1,\n', (3, 1), "illisible ici"),
        ("{} {}", (1, 4), "illisible ici"),
        ("{'a': 1}", (1, 2), "illisible ici"),
        ('{"a": 1,}', (1, 8), "illisible ici"),
        ('{"a": "x\ty"}', (1, 9), "illisible ici"),
        ('{"a": 1, "b": 2, "a": 3}', (None, None), "« a » est écrit deux fois"),
        ('[{"x": {"a": 1, "a": 1}}]', (None, None), "« a » est écrit deux fois"),
        ("[NaN]", (None, None), "« NaN » n’est pas un nombre"),
        ("[Infinity]", (None, None), "« Infinity » n’est pas un nombre"),
        ("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), (None, None), "trop de niveaux imbriqués"),
        ("[" * 200_000, (None, None), "trop de niveaux imbriqués"),
    ],
    ids=range(12),
)
def test_faults_of_form(text: str, place: tuple[int | None, int | None], words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_json(text, "audit.json")
    [fault] = refused.value.diagnostics
    assert (fault.file, fault.code, fault.path) == ("audit.json", "JSON-FORM", "")
    if not text.endswith(",}"):  # Python 3.13 points at the comma, 3.11 after it
        assert (fault.line, fault.column) == place
    assert words in fault.message


def test_places_are_those_of_keys_and_rows() -> None:
    text = '{\n\t"answers": {"a": 1},\n\t"accounts": [\n\t\t{"key": "fb"}\n\t]\n}\n'
    places = places_in_json(text, "f")
    assert places[("answers", "a")] == (2, 14)
    assert places[("accounts", 0)] == (4, 3)
    assert places[("accounts", 0, "key")] == (4, 4)


def test_places_are_left_out_where_they_cannot_be_found() -> None:
    assert places_in_json('{"a": "\\ud800"}', "f") == {}


@pytest.mark.parametrize("depth", [1, DEEPEST])
def test_nesting_within_reason_is_read(depth: int) -> None:
    assert read("[" * depth + "]" * depth) is not None


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufeff"),
    max_size=8,
)
TREES = st.recursive(
    st.none() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)


@given(TREES)
@examples(200)
def test_json_and_yaml_of_the_same_content_give_the_same_data(tree: Any) -> None:
    as_json = read(json.dumps(tree))
    assert as_json == tree
    assert read(json.dumps(tree, ensure_ascii=False)) == tree
    assert parse_yaml(yaml.safe_dump(tree), "f").data == as_json


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans())
@examples(100)
def test_bare_figures_are_the_same_in_json_and_in_yaml(figure: float) -> None:
    text = json.dumps({"a": figure})
    assert read(text) == parse_yaml(text, "f").data
