"""Bad answers files: each file of tests/bad_answers/ is one slip of the pen and what is said of it.

A YAML file bears in its first comment lines, word for word, what it must be told; those of JSON
files stand in json.txt. Faults that no text file could hold are written here.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ON
from tests.effort import examples

from playbook_audit.catalogue.load import catalogue as catalogue_of_this_checkout
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.read import parse_answers, read_answers
from playbook_audit.model.answer import Answers
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.text import MOST_BYTES, decode
from playbook_audit.reading.yaml import DEEPEST, MOST_DIAGNOSTICS

FOLDER = Path(__file__).parent.parent / "bad_answers"
YAML = sorted(FOLDER.glob("*.yaml"))
JSON = sorted(FOLDER.glob("*.json"))
VALID = (locate("examples") / "valmont-sur-loire.yaml").read_text(encoding="utf-8")
ENGLISH = re.compile(
    r"\b(while|expected|found|could not|cannot|mapping|scanning|parsing|token|block|scalar|anchor"
    r"|undefined|unacceptable|character|delimiter|property|enclosed|double quotes|Extra data"
    r"|Unterminated|Invalid|control|escape|nesting|None|True|False|dict|list|str|int|Error"
    r"|codec|byte|Traceback|line \d+|column \d+|char \d+|NoneType|recursion)\b",
    re.IGNORECASE,
)
"""Words of PyYAML, of the JSON parser and of Python."""


def faults(read: Callable[[], Answers], file: Path | str) -> list[str]:
    """Give what is said of a bad file, without its name."""
    with pytest.raises(InvalidInput) as refused:
        read()
    assert all(one.file == str(file) and one.level == "error" for one in refused.value.diagnostics)
    return [str(one).removeprefix(f"{file}:").strip() for one in refused.value.diagnostics]


def faults_of(text: str, catalogue: Catalogue, name: str = "audit.yaml") -> list[str]:
    """Give what is said of the text of a file."""
    return faults(lambda: parse_answers(text, name, catalogue, ON), name)


def expected_in(file: Path) -> list[str]:
    """Give the first comment lines of a file."""
    told: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            break
        told.append(line.removeprefix("# "))
    return told


def expected_of_json() -> dict[str, list[str]]:
    """Give the table of json.txt: a line for the file, then one, set back, for each fault."""
    told: dict[str, list[str]] = {}
    name = ""
    for line in (FOLDER / "json.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(" "):
            told[name].append(line.strip())
        else:
            name = line
            told[name] = []
    return told


# ---------------------------------------------------------------- the folder


@pytest.mark.parametrize("file", YAML, ids=lambda file: file.stem)
def test_a_yaml_file_is_told_its_faults(file: Path, catalogue: Catalogue) -> None:
    assert faults(lambda: read_answers(file, catalogue, ON), file) == expected_in(file)


@pytest.mark.parametrize("file", JSON, ids=lambda file: file.stem)
def test_a_json_file_is_told_its_faults(file: Path, catalogue: Catalogue) -> None:
    told = faults(lambda: read_answers(file, catalogue, ON), file)
    assert told == expected_of_json()[file.name]


def test_the_table_of_json_files_names_them_all() -> None:
    assert sorted(expected_of_json()) == [file.name for file in JSON]


@pytest.mark.parametrize("file", YAML + JSON, ids=lambda file: file.name)
def test_faults_come_in_french_short_and_in_the_order_of_the_file(
    file: Path, catalogue: Catalogue
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_answers(file, catalogue, ON)
    found = refused.value.diagnostics
    assert [one.line or 0 for one in found] == sorted(one.line or 0 for one in found)
    for one in found:
        assert one.message.isprintable() or "\u00a0" in one.message
        assert one.path.isprintable()
        assert len(one.message) < 250
        assert re.fullmatch(r"[A-Z]+-[A-Z]+", one.code)
        own = re.sub(r"« [^«»]* »|: [a-z_, ]+$|champs admis : .*|choix : .*", "", one.message)
        assert ENGLISH.findall(own) == []


# ---------------------------------------------------------------- what no text file could hold

NOT_ANSWERS = (
    "ce fichier n’est pas un fichier de réponses ; "
    "« playbook-audit template » en écrit un à remplir [ANS-SHAPE]"
)
CONTROL = "caractère de contrôle invisible ; effacez-le et retapez le mot [YAML-CHARACTER]"
ENCODING = "caractères illisibles ; enregistrez le fichier en « UTF-8 », puis recommencez"
BROKEN_JSON = (
    "mise en forme JSON illisible ici ; vérifiez virgules, guillemets et accolades [JSON-FORM]"
)
BYTES = {
    "empty.yaml": (b"", NOT_ANSWERS),
    "comments_alone.yaml": (b"# rien\n\n", NOT_ANSWERS),
    "bom_alone.yaml": (b"\xef\xbb\xbf", NOT_ANSWERS),
    "empty.json": (
        b"",
        f"1:1: {BROKEN_JSON}",
    ),
    "cp1252.yaml": (
        "answers:\n  org_type: commune\n  org_name: Évry\n".encode("cp1252"),
        f"3: {ENCODING} [FILE-ENCODING]",
    ),
    "cp1252.json": (
        '{"answers":\n {"org_name": "Évry"}}'.encode("cp1252"),
        f"2: {ENCODING} [FILE-ENCODING]",
    ),
    "half_utf16.yaml": (b"\xff\xfea\x00\n", f"1: {ENCODING} [FILE-ENCODING]"),
    "picture.yaml": (b"\x89PNG\r\n\x1a\n", f"1: {ENCODING} [FILE-ENCODING]"),
    "control_after_accents.yaml": (
        ("# éèàùç\n" * 4 + "answers:\n  org_name: a\x07b\n" + "# fin\n" * 9).encode(),
        f"6: {CONTROL}",
    ),
    "nul.yaml": (b"answers:\n  org_name: \x00\n", f"2: {CONTROL}"),
    "too_big.yaml": (
        b"#" * (MOST_BYTES + 1),
        "le fichier dépasse 10 Mo ; vérifiez qu’il s’agit bien d’un fichier de réponses [FILE-SIZE]",
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_answers(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    data, told = BYTES[name]
    file = tmp_path / name
    file.write_bytes(data)
    assert faults(lambda: read_answers(file, catalogue, ON), file) == [told]


@pytest.mark.parametrize("depth", [DEEPEST + 1, 1_000, 200_000])
def test_deep_nesting_is_refused_and_crashes_nothing(depth: int, catalogue: Catalogue) -> None:
    text = "answers: " + "[" * depth + "]" * depth
    told = faults_of(text, catalogue)
    assert len(told) == 1
    assert told[0].endswith(": trop de niveaux imbriqués [YAML-FORM]")
    as_json = '{"answers": ' + "[" * depth + "]" * depth + "}"
    assert faults_of(as_json, catalogue, "audit.json") == ["trop de niveaux imbriqués [JSON-FORM]"]


@pytest.mark.parametrize("name", ["audit.yaml", "audit.json"])
def test_5000_digits_are_no_number_and_are_not_shown(name: str, catalogue: Catalogue) -> None:
    text = json.dumps({"accounts": [{"followers": "x"}]}).replace('"x"', "9" * 5_000)
    [told] = faults_of(text, catalogue, name)
    assert f"« {'9' * 40}… » : un nombre est attendu" in told


@pytest.mark.parametrize("amount", ["9" * 5_000, "99999", "100000"])
def test_a_duration_without_end_is_no_date(amount: str, catalogue: Catalogue) -> None:
    [told] = faults_of(f"accounts: [last_post: il y a {amount} ans]", catalogue)
    assert "une date est attendue" in told


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_durations_past_the_ends_of_the_calendar_crash_nothing(on: str) -> None:
    for last in ("il y a un an", "il y a 0 mois", "plus de dix ans", "hier", "avant-hier"):
        nothing_but_our_errors(f"on: {on}\naccounts: [last_post: {last}]".encode(), "audit.yaml")


def test_at_most_twenty_faults_of_form_are_told(catalogue: Catalogue) -> None:
    assert len(faults_of("answers:\n" + "  org_type: epci\n" * 40, catalogue)) == MOST_DIAGNOSTICS


def test_a_key_written_twice_is_shown_short_and_without_controls(catalogue: Catalogue) -> None:
    key = '"\\e[31m' + "x" * 60 + '"'
    [told] = faults_of(f"{key}: a\n{key}: b\n", catalogue)
    assert f"« \\x1b[31m{'x' * 32}… » est écrit deux fois" in told


@pytest.mark.parametrize("handle", ["http://[facebook.com", "[x.y]", "http://[::1/x", "//℀.com"])
def test_a_broken_address_crashes_nothing(handle: str, catalogue: Catalogue) -> None:
    text = json.dumps({"accounts": [{"handle": handle}]})
    [account] = parse_answers(text, "audit.json", catalogue, ON).accounts or ()
    assert set(account.answers) == {"handle"}


def test_half_characters_of_json_are_replaced(catalogue: Catalogue) -> None:
    text = r'{"answers": {"org_name": "Test\ud800bourg \ud83d\ude00"}}'
    answers = parse_answers(text, "audit.json", catalogue, ON)
    assert answers.answers["org_name"].value == "Test\ufffdbourg 😀"
    [told] = faults_of(r'{"\ud800": 1}', catalogue, "audit.json")
    assert "champ inconnu « \ufffd »" in told


# ---------------------------------------------------------------- anything at all

NASTY = st.sampled_from(
    [
        "\t", "\x00", "\x1b[31m", "\u2028", "\ufeff", "&a ", "*a", "<<: ", "!!x ", "---\n", "...\n",
        "? ", ": ", "- ", "[", "]", "{", "}", '"', "'", "|", ">", "%YAML 9\n", "#", "\n", "\r",
        "\\ud800", '"\\U00110000"', "9" * 5_000, "-0", "1e999", "il y a 0 mois", "0001-01-01",
        "9999-12-31", "http://[", "?", "null", "~", "{contradicted: [{value: }]}", "{value: }",
    ]
)  # fmt: skip
NAMES = ("audit.yaml", "audit.json")


def _as_json() -> str:
    from playbook_audit.reading.yaml import parse_yaml

    return json.dumps(parse_yaml(VALID, "f").data, ensure_ascii=False)


TEXTS = (VALID, _as_json())


def nothing_but_our_errors(data: bytes, name: str) -> None:
    """Read bytes: answers or our errors come out, and nothing else."""
    try:
        parse_answers(decode(data, Path(name)), name, catalogue_of_this_checkout(), ON)
    except InvalidInput as error:
        for one in error.diagnostics:
            assert (one.message + one.path).encode()
            assert "\x1b" not in one.message + one.path


@given(st.data())
@examples(300)
def test_a_file_cut_and_pasted_anyhow_raises_nothing_but_our_errors(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(NASTY | st.text(max_size=5)) + text[end:]
    body = text.encode("utf-8", "replace")
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(body)))
        body = body[:place] + data.draw(st.binary(max_size=3)) + body[place + 1 :]
    nothing_but_our_errors(body, data.draw(st.sampled_from(NAMES)))


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | NASTY
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "note", "contradicted", "key", "x"]), inner)
    ),
    max_leaves=5,
)


@given(st.data())
@examples(300)
def test_any_value_anywhere_raises_nothing_but_our_errors(data: st.DataObject) -> None:
    whole = json.loads(TEXTS[1])
    for _ in range(data.draw(st.integers(1, 3))):
        holder: Any = whole
        while True:
            keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(holder[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
                holder[key] = data.draw(ANYTHING)
                break
            holder = holder[key]
    nothing_but_our_errors(json.dumps(whole).encode(), "audit.json")


@pytest.mark.parametrize("kind", ["audit_questions", "account_questions"])
def test_no_question_crashes_on_any_odd_value(kind: str, catalogue: Catalogue) -> None:
    odd: list[Any] = [
        None, "", " ", "?", "\x1b", [], {}, [[]], [None], [{}], {"value": None}, {"value": []},
        {"value": {"value": "x"}}, {"contradicted": None}, {"contradicted": []}, {"x": None},
        {"contradicted": [{}]}, {"contradicted": [{"value": []}]}, "9" * 5_000, "²", "٣", "http://[",
    ]  # fmt: skip
    for name in getattr(catalogue.questionnaire, kind):
        for value in odd:
            row = {name: value}
            data = {"answers": row} if kind == "audit_questions" else {"accounts": [row]}
            nothing_but_our_errors(json.dumps(data).encode(), "audit.json")
