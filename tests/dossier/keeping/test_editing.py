"""Editing the text of a file: the data changes, and nothing else that somebody wrote."""

import random
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.dossier.keeping.plain import ANSWER, FILES
from tests.effort import examples

from playbook_audit.dossier.keeping.editing import edited
from playbook_audit.dossier.template import answers_template
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import InvalidInput
from playbook_audit.reading.yaml import Keys, parse_yaml

BY_HAND = """\
# Audit de Valmont, rempli en réunion

playbook_audit: 1   # ne pas changer
on: 2026-11-22
answers:

  # ce que dit l’INSEE
  org_population: 8 012      # au 1er janvier
  org_name:   'Valmont'
  goals:
    - inform     # surtout
    - listen
  register_exists: {value: partial, note: "liste de 2023"}   # à revoir
  charter: |
    Une charte
    sur deux lignes

  # question laissée de côté
  crisis_plan:     # voir avec le maire

accounts:
# le compte principal
- key: facebook-ville
  platform: facebook   # page

  handle: >-
    VilleDe
    Valmont
# celui de la médiathèque
- {key: insta, platform: instagram}
-
  key: orphan
plan: []
# fin
"""


def read(text: str) -> Any:
    return parse_yaml(text, "").data


def changed(text: str, data: Any) -> str:
    result = edited(text, data)
    assert result is not None
    assert read(result) == data
    return result


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Give the lines that left and those that came, the common head and tail put aside."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


def edit(*path: Any, to: Any = None, text: str = BY_HAND) -> tuple[list[str], list[str]]:
    """Give the lines that change when one value does."""
    data = read(text)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = to
    return changed_lines(text, changed(text, data))


def test_the_same_data_is_the_same_text() -> None:
    assert changed(BY_HAND, read(BY_HAND)) == BY_HAND


def test_a_value_changes_on_its_line_and_the_comment_beside_it_stays() -> None:
    was, now = edit("answers", "org_population", to="8100")
    assert was == ["  org_population: 8 012      # au 1er janvier"]
    assert now == ["  org_population: 8100      # au 1er janvier"]


def test_a_line_left_empty_is_filled_before_its_comment() -> None:
    _, now = edit("answers", "crisis_plan", to="yes")
    assert now == ['  crisis_plan: "yes"     # voir avec le maire']


def test_a_text_block_gives_way_to_one_line() -> None:
    was, now = edit("answers", "charter", to="une ligne")
    assert was == ["  charter: |", "    Une charte", "    sur deux lignes"]
    assert now == ["  charter: une ligne"]


def test_a_list_of_dashes_gives_way_to_one_line() -> None:
    was, now = edit("answers", "goals", to=["serve"])
    assert was == ["  goals:", "    - inform     # surtout", "    - listen"]
    assert now == ["  goals: [serve]"]


def test_a_note_changes_inside_its_braces() -> None:
    _, now = edit("answers", "register_exists", "note", to="liste de 2026")
    assert now == ["  register_exists: {value: partial, note: liste de 2026}   # à revoir"]


def test_an_account_between_braces_takes_one_more_answer() -> None:
    data = read(BY_HAND)
    data["accounts"][1]["mfa"] = "?"
    _, now = changed_lines(BY_HAND, changed(BY_HAND, data))
    assert now == ['- {key: insta, platform: instagram, mfa: "?"}']


def test_a_new_answer_comes_after_the_one_before_it() -> None:
    data = read(BY_HAND)
    answers = data["answers"]
    data["answers"] = {"org_population": answers.pop("org_population"), "new": "a", **answers}
    was, now = changed_lines(BY_HAND, changed(BY_HAND, data))
    assert (was, now) == ([], ["  new: a"])


def test_a_first_answer_comes_right_under_the_field() -> None:
    data = read(BY_HAND)
    data["answers"] = {"first": "a", **data["answers"]}
    was, now = changed_lines(BY_HAND, changed(BY_HAND, data))
    assert (was, now) == ([], ["  first: a"])


def test_an_account_takes_its_answers_and_another_leaves_with_its_lines() -> None:
    data = read(BY_HAND)
    data["accounts"][0]["mfa"] = "all"
    del data["accounts"][2]
    data["accounts"].append({"key": "new", "platform": "x"})
    after = changed(BY_HAND, data)
    assert "    Valmont\n  mfa: all\n# celui de la médiathèque\n" in after
    assert after.endswith("- key: new\n  platform: x\nplan: []\n# fin\n")


def test_an_answer_taken_away_leaves_with_its_line_alone() -> None:
    data = read(BY_HAND)
    del data["answers"]["org_name"]
    was, now = changed_lines(BY_HAND, changed(BY_HAND, data))
    assert (was, now) == (["  org_name:   'Valmont'"], [])


def test_the_first_answer_of_an_account_leaves_its_dash_behind() -> None:
    text = "accounts:\n  - platform: x  # ici\n    key: a\n    mfa: all\n    scope: b\n"
    data = read(text)
    del data["accounts"][0]["platform"], data["accounts"][0]["mfa"]
    assert changed(text, data) == "accounts:\n  - key: a\n    scope: b\n"


def test_an_answer_may_come_before_all_those_of_an_account() -> None:
    text = "accounts:\n  - platform: x  # ici\n"
    after = changed(text, {"accounts": [{"key": "a", "platform": "x"}]})
    assert after == "accounts:\n  - key: a\n    platform: x  # ici\n"


def test_a_note_taken_away_leaves_the_rest_of_the_braces() -> None:
    data = read(BY_HAND)
    del data["answers"]["register_exists"]["note"]
    _, now = changed_lines(BY_HAND, changed(BY_HAND, data))
    assert now == ["  register_exists: {value: partial}   # à revoir"]


def test_a_pair_between_brackets_goes_to_its_own_lines() -> None:
    text = "plan: [a: b]\nplus: {a, b: c}\n"
    after = changed(text, {"plan": [{"a": "b", "c": "d"}], "plus": {"a": "x", "b": "c"}})
    assert after == "plan:\n  - a: b\n    c: d\nplus: {a: x, b: c}\n"


@pytest.mark.parametrize(
    "accounts", ["accounts:", "accounts: []", "accounts:\n  []", "accounts:   # aucun", ""]
)
def test_a_first_account_opens_the_list(accounts: str) -> None:
    text = f"playbook_audit: 1\n{accounts}\n# fin\n"
    data = {**read(text), "accounts": [{"key": "a", "platform": "x"}]}
    after = changed(text, data)
    assert "- key: a\n    platform: x\n" in after
    assert after.endswith("# fin\n")


def test_ends_of_lines_of_windows_stay() -> None:
    text = BY_HAND.replace("\n", "\r\n")
    data = read(text)
    data["answers"]["new"] = "a"
    data["accounts"].append({"key": "z"})
    after = changed(text, data)
    assert after.count("\n") == after.count("\r\n")


def test_a_file_without_its_last_end_of_line_takes_more() -> None:
    text = "playbook_audit: 1\nanswers:\n  a: b"
    data = {**read(text), "answers": {"a": "b", "c": "d"}, "plan": []}
    assert changed(text, data) == f"{text}\n  c: d\nplan: []"


@pytest.mark.parametrize("text", ["--- {a: b}\n", "? a\n: b: c\n", "a\n", "- a\n", "a: {"])
def test_a_layout_nobody_writes_is_left_alone(text: str) -> None:
    assert edited(text, {"a": "b", "e": "f"}) is None


def test_the_template_is_filled_without_losing_a_line(catalogue: Catalogue) -> None:
    text = answers_template(catalogue)
    data = read(text)
    for name in data["answers"]:
        data["answers"][name] = f"réponse à {name}"
    data["accounts"][0] = dict.fromkeys(data["accounts"][0], "rien")
    after = changed(text, data)
    pairs = zip(text.splitlines(), after.splitlines(), strict=True)
    assert all(now == was or now.startswith(f"{was.split('#')[0].rstrip()} ") for was, now in pairs)


# ---------------------------------------------------------------- any file, any change

COMMENTS = ("", "", "", "# note", "\n# « : - { »", "\n")


def by_hand(data: dict[str, Any], draw: random.Random) -> str:
    """Write a file as a person might: comments, blank lines, any quotes."""
    lines = [draw.choice(COMMENTS)]
    for name, value in data.items():
        written = yaml.safe_dump(
            {name: value},
            allow_unicode=True,
            sort_keys=False,
            indent=draw.choice((2, 4)),
            default_flow_style=draw.choice((None, False, False)),
            width=draw.choice((20, 200)),
        ).rstrip("\n")
        if len(written.splitlines()) == 1 and draw.random() < 0.3:
            written += "   # à droite"
        lines += [written, draw.choice(COMMENTS)]
    return "\n".join([*lines, ""])


def variant(old: dict[str, Any], new: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """Give ``new`` with some accounts of ``old``, a few of them changed."""
    if old.get("accounts") and new.get("accounts"):
        kept = [one for one in deepcopy(old["accounts"]) if draw.random() < 0.7]
        for one in kept:
            if draw.random() < 0.5:
                one["scope"] = "general"
            if draw.random() < 0.3:
                one.pop("platform", None)
        new["accounts"] = kept + [{**one, "key": f"n{one['key']}"} for one in new["accounts"]]
    return new


@examples(300)
@given(FILES, FILES, st.randoms(use_true_random=False), st.booleans())
def test_any_file_takes_any_data(
    old: dict[str, Any], new: dict[str, Any], draw: random.Random, windows: bool
) -> None:
    text = by_hand(old, draw)
    if windows:
        text = text.replace("\n", "\r\n")
    try:
        read(text)
    except InvalidInput:
        assume(False)  # a text PyYAML writes and our reader refuses
    data = variant(old, new, draw)
    after = changed(text, data)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]


@examples(150)
@given(FILES, ANSWER, st.randoms(use_true_random=False))
def test_one_value_changes_its_own_lines_only(
    old: dict[str, Any], value: Any, draw: random.Random
) -> None:
    old["answers"] = {"q0": "a", **(old.get("answers") or {})}
    text = by_hand(old, draw)
    try:
        document = parse_yaml(text, "")
    except InvalidInput:
        assume(False)  # a text PyYAML writes and our reader refuses
    path = draw.choice([one for one in document.places if is_an_answer(one)])
    holder = document.data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    was, now = changed_lines(text, changed(text, document.data))
    assert len(now) <= 1
    first = document.places[path][0] - 1
    assert was == [] or set(was) <= set(text.splitlines()[first : first + len(was)])


def is_an_answer(path: Keys) -> bool:
    of_audit = path[0:1] == ("answers",) and len(path) == 2
    return of_audit or (path[0:1] == ("accounts",) and len(path) == 3 and path[2] != "key")
