"""Long JSON gone through piece by piece gives what reading it whole does."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.trees import json_stream
from playbook_audit.evidence.trees.json_stream import BROKEN, TOO_LONG, JsonStream
from playbook_audit.evidence.trees.json_tree import TOO_DEEP

SCALARS = st.none() | st.booleans() | st.text(max_size=20) | st.integers().map(str)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def stream(text: str | bytes) -> JsonStream:
    return JsonStream(
        BytesIO(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    )


def in_small_blocks(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", size)


@given(
    values=st.lists(VALUES, max_size=6), size=st.integers(1, 30), indent=st.sampled_from([None, 1])
)
def test_items_are_those_of_the_list_whatever_the_blocks(
    values: list[Any], size: int, indent: int | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        in_small_blocks(patch, size)
        assert list(stream(json.dumps(values, indent=indent, ensure_ascii=False)).items()) == values


@given(values=st.dictionaries(st.text(max_size=5), VALUES, max_size=6), size=st.integers(1, 30))
def test_keys_come_with_their_values(values: dict[str, Any], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        in_small_blocks(patch, size)
        text = stream(json.dumps(values))
        assert {key: text.value() for key in text.keys()} == values  # noqa: SIM118 — a stream


def test_figures_stay_text_even_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_blocks(monkeypatch, 3)
    long = "9" * 5_000
    assert list(stream(f"[12345, 1.50, NaN, {long}]").items()) == ["12345", "1.50", "NaN", long]


def test_a_mark_and_utf16_are_read() -> None:
    assert stream(b"\xef\xbb\xbf[1]").value() == ["1"]
    assert stream('["é"]'.encode("utf-16")).value() == ["é"]


@pytest.mark.parametrize("text", ["[1, 2", "[1 2]", "[1,]", "[", "", "[}", '["a', "nul", "{1}"])
def test_what_is_broken_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(Refused) as caught:
        list(stream(f"\n\n{text}").items())
    assert (caught.value.reason, caught.value.line) == (BROKEN, 3)


@pytest.mark.parametrize("text", ['{"a" 1}', '{"a": 1', "{", '{"a": 1, }', "[]"])
def test_a_broken_object_is_refused(text: str) -> None:
    read = stream(text)
    with pytest.raises(Refused):
        dict((key, read.value()) for key in read.keys())  # noqa: C402, SIM118 — a stream


def test_values_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 1_000)
    in_small_blocks(monkeypatch, 100)
    with pytest.raises(Refused) as caught:
        list(stream('["' + "a" * 5_000 + '"]').items())
    assert caught.value.reason == TOO_LONG


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        stream("[" * 100_000 + "]" * 100_000).value()
    assert caught.value.reason == TOO_DEEP


def test_a_mark_that_is_nowhere_is_refused() -> None:
    with pytest.raises(Refused):
        stream("abc").skip_to("[")
