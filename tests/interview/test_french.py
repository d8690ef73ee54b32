"""Everything the walk shows is French, well set, whatever one does."""

import random
import re
from collections.abc import Iterator

import pytest
from tests.interview.people import Person, usual
from tests.interview.restless import WRONG, Restless, described
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.interface import UNKNOWN, Given, Prompt, Reply, Why
from playbook_audit.interview.scripted import Scripted
from playbook_audit.interview.walk import walk
from playbook_audit.interview.why import why
from playbook_audit.interview.wording import is_news, several
from playbook_audit.model.question import Question
from playbook_audit.model.typography import french

ENGLISH = re.compile(
    r"\b(the|and|or|of|is|are|was|you|your|not|no|yes|must|should|please|error|invalid|unknown"
    r"|missing|required|expected|enter|press|select|choose|value|values|answer|answers|none|cannot"
    r"|failed|back|skip|done|finish|add|edit|drop|true|false|network|account|choice|general|theme)\b",
    re.IGNORECASE,
)
NOT_OURS = re.compile(r"playbook-audit [^»]*|\([a-z_]+\)|^Source.*|https?://\S+", re.MULTILINE)
BADLY_SET = re.compile(r"(?<![F2] ou) [;!?](?!\S)|«(?!\u00a0)|(?<!\u00a0)»|'")


def shown(asker: Scripted) -> Iterator[str]:
    """Give every text an asker was handed."""
    yield from asker.told
    yield from asker.traced
    for prompt in asker.asked:
        yield from (one for one in (prompt.ask, prompt.hint, prompt.refusal, prompt.about) if one)
        yield from (choice.label for choice in (*prompt.choices, *prompt.rows))
    for menu in asker.menus:
        yield from (menu.title, *menu.above, *(line.label for line in menu.lines))


def faults(texts: Iterator[str]) -> set[str]:
    """Give the texts that hold English, or are badly set."""
    ours = {NOT_OURS.sub("", text) for text in texts}
    return {text for text in ours if ENGLISH.search(text) or BADLY_SET.search(text)}


class Clumsy(Person):
    """Somebody who asks why, errs in every way, then answers."""

    def __init__(self, accounts: int) -> None:
        super().__init__(accounts, org_name="00001", last_post="2026-01-10", status="paused")
        self._tries: dict[str, Iterator[Reply]] = {}

    def say(self, prompt: Prompt) -> Reply:
        wrong = [Given(raw) for raw in WRONG[prompt.type]]
        for reply in self._tries.setdefault(prompt.path, iter([Why(), *wrong])):
            return reply
        return super().say(prompt)


def test_every_question_answered_in_right_and_wrong_ways_speaks_french() -> None:
    person = Clumsy(2)
    assert walk(catalogue(), person, MemoryKeeper(), FileDesk()).finished
    assert any(prompt.refusal for prompt in person.asked)
    assert faults(shown(person)) == set()


def test_every_turn_an_interview_may_take_speaks_french() -> None:
    drawn = random.Random(4)  # noqa: S311 - the same whims at each run
    for rank in range(12):
        person = Restless(drawn.randbytes(160), described() if rank % 2 else None)
        person.go_to_the_end()
        assert faults(shown(person)) == set()


def test_every_question_asked_later_speaks_french() -> None:
    keeper = MemoryKeeper()
    walk(catalogue(), Person(2, org_name="00001", org_social_hours=UNKNOWN), keeper, FileDesk())
    person = Scripted(lambda prompt: Given(usual(prompt)))
    person.pick = lambda menu: Given(next(one.id for one in menu.lines if one.id != "no"))
    assert walk(catalogue(), person, keeper, FileDesk(), mode="further").finished
    assert person.asked
    assert faults(shown(person)) == set()


@pytest.mark.parametrize(
    "question",
    [
        question
        for questions in (
            catalogue().questionnaire.audit_questions,
            catalogue().questionnaire.account_questions,
        )
        for question in questions.values()
    ],
    ids=lambda one: one.id,
)
def test_every_question_says_why_it_is_asked(question: Question) -> None:
    lines = why(question, catalogue())
    assert lines[0].startswith("Pourquoi : ")
    assert any(line.startswith("Source : ") for line in lines)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Oui ? Non ; si !", "Oui\u202f? Non\u202f; si\u202f!"),
        ("Compris : 8 012", "Compris\u00a0: 8\u202f012"),
        ("« nsp »", "«\u00a0nsp\u00a0»"),
        ("voir https://a.fr/?b ; c", "voir https://a.fr/?b\u202f; c"),
    ],
)
def test_spaces_are_those_of_french(typed: str, set_: str) -> None:
    assert french(typed) == set_


@pytest.mark.parametrize(
    ("typed", "words", "news"),
    [
        ("8012", "8 012 habitants", False),
        ("8 012", "8\u202f012 habitants", False),
        ("environ 20", "20 heures", True),
        ("mars 2026", "entre le 1er et le 31 mars 2026", True),
        ("Valmont", "Valmont", False),
    ],
)
def test_what_is_understood_is_news_only_when_it_differs(
    typed: str, words: str, news: bool
) -> None:
    assert is_news(typed, words) is news


def test_counts_agree_with_their_word() -> None:
    assert [several(count, "question") for count in (0, 1, 2)] == [
        "0 question",
        "une question",
        "2 questions",
    ]
    assert several(1, "compte") == "un compte"
