"""The hostile key sequences of keystrokes.jsonl, on a real pseudo-terminal.

The file was collected from measured accidents of terminal prompts (2026): keys that crashed them,
answered the next question, or were stored. ``must`` says what has to happen.
"""

import json
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

from tests.interview.person import DOWN, ENTER, Person  # noqa: E402

KEYS: dict[str, list[str]] = {
    record["id"]: record["keys"]
    for line in (Path(__file__).parent / "keystrokes.jsonl").read_text("utf-8").splitlines()
    for record in [json.loads(line)]
}
LEFT = {"ctrl-c-first", "ctrl-c-mid", "ctrl-d-empty", "ctrl-d-list"}
RESIZED = {"resize", "tiny"}
ANSWERED = {
    "ctrl-z-char": "abc",
    "ctrl-backslash": "abc",
    "paste-two-lines": "ligne1 ligne2",
    "paste-raw": "ligne1",
    "paste-coloured": "rouge",
    "mouse-junk": "ok",
    "nul": "ab",
}
"""What one text field gives for each sequence; the question after it must stay unanswered."""


def test_every_sequence_is_tried() -> None:
    assert set(KEYS) == LEFT | RESIZED | set(ANSWERED) | {"arrows-spam"}


def test_texts_are_kept_clean_and_answer_one_question(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", *(["text", "one"] * len(ANSWERED)), size=(80, 40)) as person:
        for rank, (name, text) in enumerate(ANSWERED.items()):
            person.sees(f"✓ {2 * rank}/47" if rank else "1/47")
            person.types("\x15", *KEYS[name])
            person.sees(f"✓ {2 * rank + 1}/47")
            assert person.replied[-1] == f"text Given(raw={text!r})"
            assert len(person.replied) == 2 * rank + 1
            person.types(ENTER)
        assert person.ends() == 0
        assert "Traceback" not in person.written
        assert not set(person.written) & {"\x00", "\x1a", "\x1c"}


def test_a_hundred_arrows_are_no_trouble(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "one") as person:
        person.sees("F3 note")
        person.types(*KEYS["arrows-spam"])
        assert person.ends() == 0
        assert len(person.replied) == 1


@pytest.mark.parametrize("name", sorted(LEFT))
def test_leaving(name: str, tmp_path: Path) -> None:
    asked = ("one",) if name == "ctrl-d-list" else ("text", "text")
    with Person(tmp_path / "replies", *asked) as person:
        person.sees("F3 note")
        for keys in KEYS[name]:
            if keys.startswith("<"):  # « to a list question »
                continue
            person.types(keys)
        assert person.ends() == 130
        assert person.replied == (["text Given(raw='abc')"] if name == "ctrl-c-mid" else [])
        assert "Vous pourrez reprendre." in person.seen


def test_a_resize_keeps_the_choice(tmp_path: Path) -> None:
    with Person(tmp_path / "replies", "one") as person:
        person.sees("F3 note")
        person.types(DOWN)
        for keys in KEYS["resize"]:
            if keys.startswith("<resize"):
                rows, columns = keys.strip("<>").split()[1].split("x")
                person.resizes(int(columns), int(rows))
            else:
                person.types(keys)
        assert person.ends() == 0
        assert person.replied == ["one Given(raw='c2')"]


def test_a_slow_paste_of_many_lines_answers_one_question(tmp_path: Path) -> None:
    lines = [f"ligne {rank}\n" for rank in range(40)]
    with Person(tmp_path / "replies", "text", "count", "one") as person:
        person.sees("F3 note")
        for line in lines:
            person.child.send(line)
        person.sees("habitants")
        assert person.replied == ["text Given(raw='ligne 0')"]
        assert "ligne 1" not in person.seen
