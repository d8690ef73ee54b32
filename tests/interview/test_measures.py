"""What the copies of the accounts say is shown to be confirmed; it is not asked, nor written."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from tests.activity import activities, activity_of, every, post_on
from tests.interview.people import Person, usual
from tests.interview.restless import listed
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview import wording
from playbook_audit.interview.confirming import MEASURED
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Leaving,
    Menu,
    Prompt,
    Raw,
    Reply,
    Unsure,
    Why,
)
from playbook_audit.interview.scripted import FromAnswers, Scripted, preselected
from playbook_audit.interview.walk import Mode, Outcome, walk
from playbook_audit.model.activity import AccountActivity, Headcount
from playbook_audit.model.answer import Contradicted

FACEBOOK = "accounts.facebook-1"
LATELY = date(2026, 11, 20)
WEEKLY = activity_of(
    "facebook-1", every(7, date(2025, 11, 21), LATELY), (date(2025, 11, 1), date(2026, 11, 21))
)
FOLLOWED = activity_of(
    "facebook-1",
    every(7, date(2025, 11, 21), LATELY),
    (date(2025, 11, 1), date(2026, 11, 21)),
    followers=Headcount(1240, date(2026, 11, 1)),
)
QUIET = activity_of(
    "facebook-1", [date(2026, 3, 2), date(2026, 4, 2)], (date(2026, 1, 1), date(2026, 11, 21))
)
OLD = activity_of(
    "facebook-1", [date(2026, 3, 2), date(2026, 4, 2)], (date(2026, 1, 1), date(2026, 4, 30))
)
CHECKED = f"{FACEBOOK}.last_post{MEASURED}"


class Reader(Scripted):
    """Somebody who answers as usual and keeps what is measured, save replies given by path."""

    def __init__(self, **replies: Sequence[Reply]) -> None:
        super().__init__(self.say, self.go)
        self.replies = {path.replace("__", "."): list(given) for path, given in replies.items()}

    def say(self, prompt: Prompt) -> Reply:
        for path, left in self.replies.items():
            if prompt.path.endswith(path) and left:
                return left.pop(0)
        return Given(usual(prompt))

    def go(self, menu: Menu) -> Given | Back | Leaving:
        ids = [line.id for line in menu.lines]
        return next((Given(one) for one in ("finish", "no") if one in ids), preselected(menu))

    @property
    def places(self) -> list[str]:
        """The paths of what was asked of the first account, without its key."""
        start = f"{FACEBOOK}."
        return [one.path.removeprefix(start) for one in self.asked if one.path.startswith(start)]

    def prompt(self, path: str) -> Prompt:
        return next(one for one in self.asked if one.path == path)


def one_account(**answers: Raw) -> dict[str, Any]:
    """Give a file that lists one account, with what is said of it."""
    data = deepcopy(listed())
    del data["accounts"][1:]
    data["accounts"][0] |= answers
    return data


def begun() -> dict[str, Any]:
    """Give a file left at the list of accounts, one of which is there."""
    data = one_account()
    names = ("org_name", "org_type", "org_population", "org_presence")
    return {**data, "answers": {name: data["answers"][name] for name in names}}


def interviewed(
    person: Scripted,
    *measures: AccountActivity,
    data: Mapping[str, Any] | None = None,
    mode: Mode = "ask",
) -> tuple[MemoryKeeper, Outcome]:
    keeper = MemoryKeeper(one_account() if data is None else data)
    desk = FileDesk(measures=activities(*measures))
    return keeper, walk(catalogue(), person, keeper, desk, mode=mode)


# ---------------------------------------------------------------- shown, not asked


def test_a_measured_date_is_shown_and_kept_by_enter_and_written_nowhere() -> None:
    person = Reader()
    keeper, outcome = interviewed(person, WEEKLY)
    assert outcome.finished
    assert "last_post" not in person.places
    assert "last_post" not in keeper.data["accounts"][0]
    shown = person.prompt(CHECKED)
    assert shown.ask == "Quand y a-t-on publié pour la dernière fois\u202f?"
    assert shown.hint == "D’après la copie du compte, qui va jusqu’au 2026-11-21."
    assert [one.label for one in shown.choices] == ["C’est bien cela\u00a0: 2026-11-20", "Corriger"]
    assert (shown.current, shown.may_be_unknown, shown.may_be_noted) == ("keep", False, False)


def test_what_is_kept_leaves_its_line() -> None:
    person = Reader()
    interviewed(person, WEEKLY)
    said = "Quand y a-t-on publié pour la dernière fois\u00a0: 2026-11-20 (mesuré)"
    assert [line.partition("  ")[2] for line in person.traced].count(said) == 1


def test_each_measure_is_shown_at_its_place() -> None:
    person = Reader()
    interviewed(person, FOLLOWED)
    shown = [place for place in person.places if place.endswith(MEASURED)]
    assert shown == [f"last_post{MEASURED}", f"followers{MEASURED}"]
    rank = person.places.index(f"followers{MEASURED}")
    assert person.places[rank - 1] == "answer_share"
    hint = person.prompt(f"{FACEBOOK}.followers{MEASURED}").hint
    assert hint == "D’après la copie du compte, au 2026-11-01."


def test_an_old_measured_post_opens_the_question_of_what_became_of_the_account() -> None:
    recent, quiet = Reader(), Reader()
    interviewed(recent, WEEKLY)
    interviewed(quiet, QUIET)
    assert "status" not in recent.places
    assert quiet.places[quiet.places.index(f"last_post{MEASURED}") + 1] == "status"


def test_an_account_that_never_posted_is_measured_too() -> None:
    person = Reader()
    silent = activity_of("facebook-1", [], (None, date(2026, 11, 21)), opened_on=date(2024, 5, 2))
    interviewed(person, silent)
    assert person.prompt(CHECKED).choices[0].label == "C’est bien cela\u00a0: jamais"
    opened = person.prompt(f"{FACEBOOK}.opened_on{MEASURED}")
    assert opened.hint == "D’après la copie du compte."


def test_a_copy_that_ends_too_early_is_a_hint_and_the_question_is_asked() -> None:
    person = Reader()
    keeper, _ = interviewed(person, OLD)
    assert CHECKED not in [prompt.path for prompt in person.asked]
    hint = str(person.prompt(f"{FACEBOOK}.last_post").hint)
    assert hint.startswith(
        "D’après la copie du compte, qui va jusqu’au 2026-04-30\u00a0: entre 2026-04-02 et"
    )
    assert keeper.data["accounts"][0]["last_post"] == "2026-11-20"


def test_what_was_answered_already_is_neither_asked_nor_shown() -> None:
    person = Reader()
    interviewed(person, WEEKLY, data=one_account(last_post="novembre 2026"))
    assert not [place for place in person.places if place.startswith("last_post")]


def test_without_measures_for_this_account_it_is_asked() -> None:
    person = Reader(last_post=[Given("2026-11-20")])
    keeper, _ = interviewed(person, activity_of("x-9", [LATELY], (None, LATELY)))
    assert keeper.data["accounts"][0]["last_post"] == "2026-11-20"
    assert MEASURED not in "".join(person.places)


# ---------------------------------------------------------------- corrected


def test_a_correction_is_an_answer_and_the_disagreement_is_told() -> None:
    person = Reader(last_post__measured=[Given("correct")], last_post=[Given("2026-06-01")])
    keeper, _ = interviewed(person, WEEKLY)
    assert keeper.data["accounts"][0]["last_post"] == "2026-06-01"
    assert wording.DIFFERS.replace(" :", "\u00a0:") in person.told
    read = FileDesk(measures=activities(WEEKLY)).read(keeper.data)
    found = read.at(f"{FACEBOOK}.last_post")
    assert found is not None
    assert isinstance(found.value, Contradicted)


def test_a_correction_that_agrees_says_nothing() -> None:
    person = Reader(last_post__measured=[Given("correct")], last_post=[Given("2026-11-20")])
    interviewed(person, WEEKLY)
    assert wording.DIFFERS.replace(" :", "\u00a0:") not in person.told


def test_not_knowing_leaves_the_measure_standing() -> None:
    person = Reader(last_post__measured=[Given("correct")], last_post=[Unsure()])
    keeper, _ = interviewed(person, WEEKLY)
    assert keeper.data["accounts"][0]["last_post"] == UNKNOWN
    assert "status" not in person.places


def test_going_back_from_a_correction_shows_the_measure_again() -> None:
    person = Reader(last_post__measured=[Given("correct"), Given("keep")], last_post=[Back()])
    keeper, _ = interviewed(person, WEEKLY)
    assert "last_post" not in keeper.data["accounts"][0]


def test_one_goes_back_through_a_measure_as_through_a_question() -> None:
    person = Reader(comments_open=[Back()], last_post__measured=[Given("keep"), Back()])
    interviewed(person, WEEKLY)
    rank = person.places.index("comments_open")
    assert person.places[rank - 1 : rank + 5] == [
        f"last_post{MEASURED}",
        "comments_open",
        f"last_post{MEASURED}",
        "owner",
        f"last_post{MEASURED}",
        "comments_open",
    ]


def test_why_is_told_and_the_measure_shown_again() -> None:
    person = Reader(last_post__measured=[Why()])
    interviewed(person, WEEKLY)
    assert person.places.count(f"last_post{MEASURED}") == 2
    assert any(line.startswith("Pourquoi") for line in person.told)


# ---------------------------------------------------------------- counted, resumed, read again


def test_a_measure_counts_as_answered_but_not_as_written() -> None:
    kept, corrected = Reader(), Reader(last_post__measured=[Given("correct")])
    corrected.replies["last_post"] = [Given("2026-11-20")]
    _, first = interviewed(kept, FOLLOWED)
    _, second = interviewed(corrected, FOLLOWED)
    assert (first.answered, first.total) == (second.answered, second.total)
    assert first.answered == first.total
    assert first.say[0] == f"{first.total - 2} réponses gardées dans audit.yaml."


def test_one_who_left_at_a_measure_comes_back_to_it() -> None:
    leaving = Reader(last_post__measured=[Leaving()])
    keeper, outcome = interviewed(leaving, WEEKLY)
    assert not outcome.finished
    back = Reader()
    interviewed(back, WEEKLY, data=keeper.data)
    assert back.places[0] == f"last_post{MEASURED}"
    assert "Prochaine question" in "".join(line for menu in back.menus[:1] for line in menu.above)


def test_one_who_left_at_the_question_after_it_sees_the_measure_again() -> None:
    keeper, _ = interviewed(Reader(comments_open=[Leaving()]), WEEKLY)
    back = Reader()
    interviewed(back, WEEKLY, data=keeper.data)
    assert back.places[:2] == [f"last_post{MEASURED}", "comments_open"]


def test_the_list_of_accounts_says_complete() -> None:
    person = Reader()
    interviewed(person, FOLLOWED, data=begun())
    lists = [menu.above for menu in person.menus if "add" in {line.id for line in menu.lines}]
    assert lists[-1][0].endswith("complet")


class Proofreader(Reader):
    """Opens the first account at the review, and changes its last post."""

    def go(self, menu: Menu) -> Given | Back | Leaving:
        ids = [line.id for line in menu.lines]
        wanted = ("account.facebook-1", f"{FACEBOOK}.last_post")
        for one in wanted:
            if one in ids and len([seen for seen in self.menus if one in str(seen)]) == 1:
                return Given(one)
        return next((Given(one) for one in ("finish", "done") if one in ids), preselected(menu))


def test_the_review_says_what_is_measured_and_lets_it_be_changed() -> None:
    keeper, _ = interviewed(Reader(), WEEKLY)
    person = Proofreader(last_post=[Given("2026-06-01")])
    keeper, _ = interviewed(person, WEEKLY, data=keeper.data, mode="review")
    lines = [line.label for menu in person.menus for line in menu.lines]
    said = "Quand y a-t-on publié pour la dernière fois\u00a0: "
    assert f"{said}2026-11-20 (mesuré)" in lines
    assert f"{said}2026-06-01 ou 2026-11-20" in lines
    assert keeper.data["accounts"][0]["last_post"] == "2026-06-01"
    assert person.places == ["last_post"]


def test_a_confirmed_answer_reads_as_measured_and_may_be_typed_over() -> None:
    keeper, _ = interviewed(Reader(), WEEKLY, data=one_account(last_post="novembre 2026"))
    person = Proofreader(last_post=[Given("2026-11-20")])
    interviewed(person, WEEKLY, data=keeper.data, mode="review")
    assert person.prompt(f"{FACEBOOK}.last_post").current == "novembre 2026"


# ---------------------------------------------------------------- other accounts


def test_a_new_account_never_takes_the_measures_of_one_taken_off() -> None:
    person = Person(1, org_name="00001")
    person.described = 4  # the next address is one of Facebook
    person.wanted = 5
    keeper = MemoryKeeper()
    walk(catalogue(), person, keeper, FileDesk(measures=activities(WEEKLY)))
    assert [row["key"] for row in keeper.data["accounts"]] == ["facebook-2"]
    assert keeper.data["accounts"][0]["last_post"] == "2026-11-20"


def test_an_account_that_is_copied_gives_no_measure_away() -> None:
    class Copier(Reader):
        def go(self, menu: Menu) -> Given | Back | Leaving:
            ids = [line.id for line in menu.lines]
            if "copy" in ids and menu.above[0].endswith("complet") and len(menu.above) == 1:
                return Given("copy")
            return super().go(menu)

    person = Copier(handle=[Given("https://www.facebook.com/Piscine")])
    person.replies["facebook-2.last_post"] = [Given("mars 2026")]
    keeper, _ = interviewed(person, FOLLOWED, data=begun())
    _, copy = keeper.data["accounts"]
    assert copy["last_post"] == "mars 2026"
    assert f"accounts.{copy['key']}.followers" in [prompt.path for prompt in person.asked]


# ---------------------------------------------------------------- delays of replies


@pytest.mark.parametrize(
    ("delays", "said"),
    [
        ([600], "une réponse, en une heure"),
        ([3600, 4 * 3600 + 1, 90 * 3600], "3 réponses, dont la moitié en 5 heures au plus"),
        ([90 * 3600], "une réponse, en 4 jours"),
    ],
)
def test_the_delay_of_replies_is_told_above_the_question_it_does_not_answer(
    delays: list[int], said: str
) -> None:
    replies = [post_on(LATELY, "reply", answered_after=delay) for delay in delays]
    account = activity_of("x-1", [LATELY], (None, LATELY), network="x", also=replies)
    data = listed()
    person = Reader(last_post=[Given("2026-11-20")])
    keeper, _ = interviewed(person, account, data={**data, "accounts": data["accounts"][1:]})
    hint = str(person.prompt("accounts.x-1.answer_share").hint)
    assert hint == f"D’après la copie du compte\u00a0: {said}."
    assert keeper.data["accounts"][0]["answer_share"]


def test_replies_whose_delay_is_not_known_are_no_hint() -> None:
    replies = [post_on(LATELY, "reply")]
    account = activity_of("facebook-1", [LATELY], (None, LATELY), also=replies)
    person = Reader()
    interviewed(person, account)
    assert person.prompt(f"{FACEBOOK}.answer_share").hint is None


# ---------------------------------------------------------------- a script


def test_a_file_of_answers_keeps_what_it_does_not_answer() -> None:
    answers = {"answers": {}, "accounts": [{"handle": "x", "last_post": "2026-06-01"}]}
    asker = FromAnswers(answers)
    keeper, outcome = interviewed(asker, FOLLOWED)
    assert outcome.finished
    assert keeper.data["accounts"][0]["last_post"] == "2026-06-01"
    assert "followers" not in keeper.data["accounts"][0]
