"""YAML to plain data: every scalar as written, with the place of everything."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading import yaml as reading_yaml
from playbook_audit.reading.yaml import parse_yaml, path_text, read_yaml


def read(text: str) -> Any:
    return parse_yaml(text, "audit.yaml").data


@pytest.fixture(params=["C", "Python"], autouse=True)
def _with_either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the parser in C, and the one of machines that lack it."""
    if request.param == "Python":
        monkeypatch.setattr(reading_yaml, "_LOADER", yaml.SafeLoader)


@pytest.mark.parametrize(
    "scalar",
    [
        "01001", "2A004", "12:30", "non", "oui", "no", "yes", "true", "1_000", "0123", "0o17", "1e3",
        "0x1F", ".nan", ".inf", "-5", "8 012", "8012.0", "2026-11-22", "2026-02-30", "=",
        "nulle", "None", "l’été", "😀",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["a: {}", "a: {}  # remarque", "a: '{}'", 'a: "{}"', "{{a: {}}}"])
def test_a_scalar_stays_as_written(scalar: str, form: str) -> None:
    assert read(form.format(scalar)) == {"a": scalar}


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL", "# rien"])
def test_nothing_is_none(scalar: str) -> None:
    assert read(f"a: {scalar}\nb: x") == {"a": None, "b": "x"}


@pytest.mark.parametrize("scalar", ["", "~", "null", "?"])
def test_what_is_between_quotes_is_text(scalar: str) -> None:
    assert read(f"a: \"{scalar}\"\nb: '{scalar}'") == {"a": scalar, "b": scalar}


def test_keys_stay_as_written() -> None:
    assert read("non: a\n01: b\n~: c\n? \n: d") == {"non": "a", "01": "b", "~": "c", "": "d"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_of_every_system(end: str) -> None:
    assert read(end.join(["a: x", "b:", "  - y", "  - z", ""])) == {"a": "x", "b": ["y", "z"]}


def test_a_file_with_a_mark_and_one_in_utf16(tmp_path: Any) -> None:
    file = tmp_path / "audit.yaml"
    for encoding in ("utf-8-sig", "utf-16"):
        file.write_bytes("a: Évry\r\n".encode(encoding))
        document = read_yaml(file)
        assert (document.data, document.file) == ({"a": "Évry"}, str(file))
        assert document.places[("a",)] == (1, 1)


def test_an_empty_text_holds_nothing_and_has_no_place() -> None:
    document = parse_yaml("# rien\n", "f")
    assert document.data is None
    assert document.place_of(("answers",)) == (None, None)


def test_places_of_keys_and_of_rows() -> None:
    document = parse_yaml("# é\nanswers:\n  a: x\n  été: [u, {v: w}]\naccounts:\n- key: fb\n", "f")
    assert document.places == {
        (): (2, 1),
        ("answers",): (2, 1),
        ("answers", "a"): (3, 3),
        ("answers", "été"): (4, 3),
        ("answers", "été", 0): (4, 9),
        ("answers", "été", 1): (4, 12),
        ("answers", "été", 1, "v"): (4, 13),
        ("accounts",): (5, 1),
        ("accounts", 0): (6, 3),
        ("accounts", 0, "key"): (6, 3),
    }


def test_what_has_no_place_has_that_of_what_holds_it() -> None:
    document = parse_yaml("a: x\nb:\n  - c: d\n", "f")
    assert document.place_of(("b", 0, "zzz", 4)) == (3, 5)
    assert document.place_of(("b", 7)) == (2, 1)
    assert str(document.diagnostic(("b", 0, "e"), "X-Y", "mot")) == "f:3:5: b[1].e : mot [X-Y]"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), ""),
        (("answers",), "answers"),
        (("accounts", 0, "followers"), "accounts[1].followers"),
        (("a", 1, 2), "a[2][3]"),
        (("a", "\x1b[31m"), "a.\\x1b[31m"),
        (("x" * 50,), "x" * 40 + "…"),
    ],
)
def test_a_path_is_named_as_a_person_would(keys: tuple[str | int, ...], text: str) -> None:
    assert path_text(keys) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x 1\nb: *x\nc: {<<: {d: e}}\nf: !!int 3", [(1, "ALIAS"), (2, "ALIAS"), (3, "ALIAS"),
                                                     (4, "TAG")]),
        ("a: 1\na: 2\nb: [{c: 1, c: 2}]", [(2, "TWICE"), (3, "TWICE")]),
        ("a: 1\n---\nb: 2\n---\nc: 3", [(2, "DOCUMENTS"), (4, "DOCUMENTS")]),
        ("? {a: b}\n: c\n? [d]\n: e", [(1, "KEY"), (3, "KEY")]),
        ("*x : 1", [(1, "ALIAS")]),
        ("a: '", [(1, "FORM")]),
        ("a: [", [(2, "FORM")]),
        ("\ta: 1", [(1, "FORM")]),
        ("a: é\nb: \x07", [(2, "CHARACTER")]),
        ("%YAML 9.9\n--- a", [(1, "FORM")]),
        ('a: "\\q"', [(1, "FORM")]),
    ],
)  # fmt: skip
def test_faults_of_form_are_told_together(text: str, told: list[tuple[int, str]]) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_yaml(text, "f")
    found = [(one.line, one.code.removeprefix("YAML-")) for one in refused.value.diagnostics]
    near = [(line, code) for line, code in found if line is not None]
    assert [code for _, code in near] == [code for _, code in told]
    assert all(abs(one[0] - other[0]) <= 1 for one, other in zip(near, told, strict=True))


@pytest.mark.parametrize("text", ['a: "\\ud800"', 'a: "\\U00110000"', 'a: "\\Uffffffff"'])
def test_characters_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_yaml(text, "f")


WRITABLE = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufeff"),
    max_size=8,
)
TREES = st.recursive(
    WRITABLE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WRITABLE, inner, max_size=4)
    ),
    max_leaves=15,
)  # fmt: skip


@given(TREES)
@examples(200)
def test_any_tree_of_quoted_text_is_read_back(tree: Any) -> None:
    for unicode in (True, False):
        text = yaml.safe_dump(tree, default_style='"', allow_unicode=unicode)
        bare = text.replace("!!map ", "").replace("!!seq ", "")
        assert parse_yaml(bare, "f").data == tree
