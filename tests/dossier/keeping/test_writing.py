"""Plain data written as YAML: read again, it is the same, by us and by anybody."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from tests.dossier.keeping.plain import MAPPINGS, PLAIN, TEXTS
from tests.effort import examples

from playbook_audit.dossier.keeping.writing import as_json, as_yaml, flow, key, scalar
from playbook_audit.reading.json import parse_json
from playbook_audit.reading.yaml import parse_yaml


@examples(400)
@given(PLAIN)
def test_a_value_on_one_line_is_read_again_as_it_was(value: Any) -> None:
    line = f"x: {flow(value)}\n"
    assert len(line.splitlines()) == 1
    assert parse_yaml(line, "").data == {"x": value}


@examples(400)
@given(MAPPINGS.filter(bool))
def test_a_file_is_read_again_as_it_was(data: dict[str, Any]) -> None:
    assert parse_yaml(as_yaml(data), "").data == data
    assert parse_json(as_json(data), "").data == data


@examples(400)
@given(TEXTS)
def test_other_yaml_readers_see_the_same_text(text: str) -> None:
    read = yaml.safe_load(scalar(text))
    assert read == (text if not isinstance(read, int) else int(text))


QUOTED = [
    *("yes", "No", "ON", "off", "y", "N", "null", "True", "~", "", " a", "a ", "a: b", "x #1"),
    *("2026-03", "2026-11-22", "01001", "2A004", "12:30", "12.5", "1_000", "1e3", "-5", "+3"),
    *("?", "? a", "- a", "@ville", "*a", "&a", "!a", "{a", "[a", "%a", "`a", "|", ">", "a, b"),
    *("a\nb", "a\tb", "\x1b[31m", "\u202f", "é\u2028", "#tag", "https://x.fr/a?b=c", "0x1f"),
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_text_that_could_be_misread_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')


@pytest.mark.parametrize(
    "text", ["commune", "Valmont-sur-Loire", "liste de 2023", "L’Haÿ-les-Roses", "8012", "0"]
)
def test_a_plain_text_stays_bare(text: str) -> None:
    assert scalar(text) == text


def test_the_field_on_stays_bare_as_people_write_it() -> None:
    assert key("on") == "on"
