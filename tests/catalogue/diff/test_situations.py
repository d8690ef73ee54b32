"""What is replayed: cases that lean on one another, answers files, what is refused in them."""

import json
from datetime import date
from pathlib import Path

import pytest

from playbook_audit.catalogue.diff.situations import answers_files, cases_in
from playbook_audit.model.errors import InvalidInput, UnreadableFile

ON = date(2026, 11, 22)
CASES = """\
theme: Essai
cases:
  - name: un
    why: Pour voir.
    on: 2026-11-22
    answers: {org_type: commune, org_population: 400}
    accounts:
      - {key: a, platform: facebook}
      - {key: b, platform: x}
    expect: {path: village}
  - name: deux
    why: Pour voir.
    like: un
    on: 2026-11-23
    answers: {org_population: 8012}
    accounts: [{key: b, scope: general}, {key: c, platform: youtube}]
    expect: {path: core}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "essai.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_like_another_holds_what_the_other_says(tmp_path: Path) -> None:
    first, second = cases_in(written(tmp_path, CASES))
    assert (first.name, first.on) == ("essai.yaml, « un »", ON)
    assert second.on == date(2026, 11, 23)
    assert second.document.data["answers"] == {"org_type": "commune", "org_population": "8012"}
    assert second.document.data["accounts"] == [
        {"key": "a", "platform": "facebook"},
        {"key": "b", "platform": "x", "scope": "general"},
        {"key": "c", "platform": "youtube"},
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("like: un", "like: trois", 13, "aucun cas « trois » plus haut"),
        ("on: 2026-11-23", "on: demain", 14, "une date (2026-11-22) est attendue"),
        ("  - name: un\n    why", "  - why", 3, "il manque « name »"),
        ("cases:", "cas:", 1, "il manque « cases »"),
    ],
)
def test_a_slip_in_a_case_is_placed(
    old: str, new: str, line: int, says: str, tmp_path: Path
) -> None:
    assert old in CASES
    with pytest.raises(InvalidInput) as refused:
        cases_in(written(tmp_path, CASES.replace(old, new)))
    fault = refused.value.diagnostics[0]
    assert fault.line == line
    assert says in fault.message


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="aucun fichier de cas"):
        cases_in(tmp_path)


def test_an_answers_file_may_be_yaml_or_json(tmp_path: Path) -> None:
    data = {"answers": {"org_type": "commune"}}
    yaml, as_json = tmp_path / "a.yaml", tmp_path / "a.json"
    yaml.write_text("answers: {org_type: commune}\n", encoding="utf-8")
    as_json.write_text(json.dumps(data), encoding="utf-8")
    found = answers_files([yaml, as_json], ON)
    assert [one.document.data for one in found] == [data, data]
    assert [one.name for one in found] == [str(yaml), str(as_json)]


def test_accounts_without_a_key_are_all_kept(tmp_path: Path) -> None:
    bare = CASES.replace("key: a, ", "").replace("{key: b, platform: x}", "{platform: x}")
    _, second = cases_in(written(tmp_path, bare))
    assert second.document.data["accounts"] == [
        {"platform": "facebook"},
        {"platform": "x"},
        {"key": "b", "scope": "general"},
        {"key": "c", "platform": "youtube"},
    ]
