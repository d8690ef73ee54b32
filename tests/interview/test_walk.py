"""The walk as people live it: what is asked, in which order, going back, stopping, resuming."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.interview.people import Person, account_answers, usual
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.filed import question_at
from playbook_audit.interview.interface import (
    Asker,
    Back,
    Given,
    Interrupted,
    Leaving,
    Menu,
    Noting,
    Prompt,
    Reply,
    Unsure,
    Why,
)
from playbook_audit.interview.scripted import FromAnswers, Scripted, preselected
from playbook_audit.interview.walk import Mode, Outcome, walk

VALMONT, HAMLET = "00001", "00002"


def walked(asker: Asker, keeper: MemoryKeeper, mode: Mode = "ask") -> Outcome:
    return walk(catalogue(), asker, keeper, FileDesk(), mode=mode)


def interviewed(person: Scripted) -> MemoryKeeper:
    keeper = MemoryKeeper()
    assert walked(person, keeper).finished
    return keeper


def names(person: Scripted) -> list[str]:
    return [question_at(prompt.path) for prompt in person.asked]


class Steps(Scripted):
    """Somebody who answers as usual, save at the steps of a script: each a reply, taken in turn."""

    def __init__(
        self, script: dict[str, list[Reply]], pick: Callable[[Menu], Any] | None = None
    ) -> None:
        super().__init__(self.say, pick or self.go)
        self.script = {name: iter(replies) for name, replies in script.items()}
        self.usual = Person(org_presence="no", org_name=HAMLET)

    def say(self, prompt: Prompt) -> Reply:
        replies: Iterator[Reply] = self.script.get(question_at(prompt.path), iter(()))
        for reply in replies:
            return reply
        return self.usual.say(prompt)

    def go(self, menu: Menu) -> Any:
        return self.usual.go(menu)


# ---------------------------------------------------------------- how much is asked


def test_a_village_without_account_answers_eight_questions() -> None:
    person = Person(org_name=HAMLET, org_presence="no")
    interviewed(person)
    assert names(person) == [
        "org_name",
        "org_other_channels",
        "org_presence",
        "objectives_list",
        "absence_chosen",
        "absence_reason",
        "absence_review",
        "local_groups",
    ]


def test_a_village_with_one_account_answers_fifteen_questions() -> None:
    person = Person(1, org_name=HAMLET)
    keeper = interviewed(person)
    assert len(person.asked) == 15
    assert person.asked[0].place.startswith("1/")
    assert person.asked[-1].place == "15/15"
    assert keeper.data["accounts"][0]["platform"] == "instagram"


def test_a_town_that_copies_its_accounts_answers_seventy_five_questions_at_most() -> None:
    person = Person(5, org_name=VALMONT, copying=True)
    interviewed(person)
    assert len(person.asked) <= 75


def test_the_shared_answers_are_asked_once_when_one_says_so() -> None:
    alone, sharing = Person(5, org_name=VALMONT), Person(5, org_name=VALMONT, sharing=True)
    one, other = interviewed(alone), interviewed(sharing)
    shared = sum(q.same_for_all for q in catalogue().questionnaire.account_questions.values())
    assert len(alone.asked) - len(sharing.asked) == 4 * shared
    assert one.data == other.data


# ---------------------------------------------------------------- going back, not knowing, noting


def test_back_shows_the_answer_again_and_takes_its_line_back() -> None:
    person = Steps({"org_presence": [Back()], "org_other_channels": [Given(["bulletin"])]})
    keeper = interviewed(person)
    again = [one for one in person.asked if one.path == "answers.org_other_channels"][-1]
    assert again.current == ["bulletin"]
    assert sum("Par quels autres moyens" in line for line in person.traced) == 1
    assert keeper.data["answers"]["org_other_channels"] == ["website"]


def test_back_from_the_second_question_shows_what_the_name_filled_in() -> None:
    person = Steps({"org_other_channels": [Back()], "org_population": [Given("650")]})
    keeper = interviewed(person)
    assert person.asked[2].current == "640"
    assert keeper.data["answers"]["org_population"] == "650"


def test_several_steps_back_come_forward_one_by_one() -> None:
    script: dict[str, list[Reply]] = {
        "local_groups": [Back()],
        "absence_review": [Given("oral"), Back()],
    }
    person = Steps(script)
    keeper = interviewed(person)
    assert names(person)[-6:] == [
        "absence_review",
        "local_groups",
        "absence_review",
        "absence_reason",
        "absence_review",
        "local_groups",
    ]
    assert keeper.data["answers"]["absence_review"] == "oral"


def test_the_very_first_question_has_nothing_before_it() -> None:
    person = Steps({"org_name": [Back()]})
    interviewed(person)
    assert not person.asked[0].may_go_back
    assert person.asked[1].path == person.asked[0].path


def test_not_knowing_is_an_answer_and_is_not_asked_again() -> None:
    keeper = interviewed(Steps({"local_groups": [Unsure()]}))
    assert keeper.data["answers"]["local_groups"] == "?"
    again = Steps({})
    assert walked(again, keeper).finished
    assert not again.asked


def test_a_note_goes_with_the_answer_it_was_written_for() -> None:
    person = Steps({"local_groups": [Noting()], "note": [Given("deux groupes très suivis")]})
    keeper = interviewed(person)
    assert keeper.data["answers"]["local_groups"] == {
        "value": "none",
        "note": "deux groupes très suivis",
    }


def test_a_note_written_before_going_back_is_still_there() -> None:
    person = Steps({"local_groups": [Noting(), Back()], "note": [Given("à demander")]})
    keeper = interviewed(person)
    assert keeper.data["answers"]["local_groups"]["note"] == "à demander"


def test_why_gives_the_reason_the_rules_and_the_sources_then_asks_again() -> None:
    person = Steps({"org_presence": [Why()]})
    interviewed(person)
    told = "\n".join(person.told)
    assert "Pourquoi\u00a0: Être absent des réseaux est un choix légitime" in told
    assert "Règles qui s’en servent" in told
    assert "https://" in told
    assert names(person).count("org_presence") == 2


# ---------------------------------------------------------------- what is refused or understood


def test_a_refused_answer_is_asked_again_with_the_reason() -> None:
    person = Steps(
        {"objectives_list": [Given([]), Given(["inform", "alert", "dialogue", "listen"])]}
    )
    keeper = interviewed(person)
    refusals = [one.refusal for one in person.asked if one.path == "answers.objectives_list"]
    assert refusals[0] is None
    assert "au moins une ligne" in str(refusals[1])
    assert "3 choix au plus" in str(refusals[2])
    assert keeper.data["answers"]["objectives_list"] == ["inform"]


def test_what_was_understood_is_said_when_it_differs_from_what_was_typed() -> None:
    person = Person(1, org_name=HAMLET, last_post="mars 2026", admins_count="environ 2")
    interviewed(person)
    assert "Compris\u00a0: entre le 2026-03-01 et le 2026-03-31" in person.told
    assert "Compris\u00a0: 2 personnes" in person.told


def test_an_answer_that_cannot_be_kept_is_asked_again() -> None:
    keeper = MemoryKeeper()
    person = Steps({})

    def say(prompt: Prompt) -> Reply:
        keeper.full = question_at(prompt.path) == "org_presence" and prompt.refusal is None
        return person.usual.say(prompt)

    person.reply = say
    assert walked(person, keeper).finished
    assert [one.refusal for one in person.asked if one.path == "answers.org_presence"] == [
        None,
        "Le disque est plein\u00a0: faites de la place.",
    ]


def test_a_condition_that_opens_questions_says_how_many() -> None:
    person = Person(1, org_name=HAMLET, last_post="2026-01-10", status="seasonal", season=["july"])
    interviewed(person)
    assert person.told.count("2 questions ajoutées.") == 1


# ---------------------------------------------------------------- identity


def test_homonyms_are_listed_and_the_one_chosen_fills_in_the_rest() -> None:
    def second(menu: Menu) -> Given:
        return Given("1") if "by_hand" in {line.id for line in menu.lines} else preselected(menu)

    person = Steps({"org_name": [Given("Saint-Ouen")]}, second)
    keeper = interviewed(person)
    assert len(person.menus[0].lines) == 3
    assert keeper.data["answers"]["org_population"] == "2100"


def test_a_name_nobody_knows_is_kept_and_the_rest_is_asked() -> None:
    person = Steps({"org_name": [Given("Syndicat des eaux")]})
    keeper = interviewed(person)
    assert names(person)[:3] == ["org_name", "org_type", "org_population"]
    assert keeper.data["answers"]["org_name"] == "Syndicat des eaux"
    assert any("vous seront demandés" in line for line in person.told)


def test_going_back_from_the_list_of_homonyms_asks_the_name_again() -> None:
    replies = iter([Back()])

    def hesitant(menu: Menu) -> Any:
        return next(replies, preselected(menu))

    person = Steps({"org_name": [Given("Saint-Ouen")]}, hesitant)
    interviewed(person)
    assert names(person)[:2] == ["org_name", "org_name"]


# ---------------------------------------------------------------- leaving and resuming


def test_an_interruption_records_nothing_and_keeps_its_code() -> None:
    def say(prompt: Prompt) -> Reply:
        if question_at(prompt.path) == "org_presence":
            raise Interrupted(143)
        return Given(HAMLET if question_at(prompt.path) == "org_name" else usual(prompt))

    keeper = MemoryKeeper()
    outcome = walked(Scripted(say), keeper)
    assert (outcome.finished, outcome.code, outcome.answered) == (False, 143, 2)
    assert "org_presence" not in keeper.data["answers"]
    assert "playbook-audit interview audit.yaml" in outcome.say[1]


def test_leaving_keeps_everything_and_resuming_lands_on_the_first_open_question() -> None:
    keeper = MemoryKeeper()
    assert not walked(Steps({"absence_chosen": [Leaving()]}), keeper).finished
    again = Steps({})
    assert walked(again, keeper).finished
    assert again.menus[0].title == "Reprendre à la question 5\u202f?"
    assert names(again)[0] == "absence_chosen"


def test_a_walk_cut_at_every_question_gives_the_same_answers() -> None:
    straight = interviewed(Person(2, org_name=VALMONT))
    keeper, person = MemoryKeeper(), Person(2, org_name=VALMONT)
    inner = person.reply
    for _ in range(200):
        left = iter((False, True))

        def once(prompt: Prompt, left: Iterator[bool] = left) -> Reply:
            if next(left, True):
                raise Interrupted(130)
            return inner(prompt)

        person.reply = once
        if walked(person, keeper).finished:
            break
    assert keeper.data == straight.data


def test_what_happened_to_the_file_is_said_at_once() -> None:
    keeper, person = MemoryKeeper(), Person(org_name=HAMLET, org_presence="no")
    keeper.heard = ["L’entretien avait été coupé : tout est là."]
    assert walked(person, keeper).finished
    assert person.told[0] == "L’entretien avait été coupé\u00a0: tout est là."


def test_a_file_that_is_whole_opens_on_the_review() -> None:
    keeper = interviewed(Person(1, org_name=HAMLET))
    again = Person()
    assert walked(again, keeper).finished
    assert [menu.title for menu in again.menus] == ["Relire avant le rapport"]


def test_the_file_is_saved_at_the_end_of_each_section() -> None:
    keeper = interviewed(Person(org_name=HAMLET, org_presence="no"))
    assert keeper.saves >= 3


def test_answers_written_in_a_file_can_be_played_again() -> None:
    straight = interviewed(Person(3, org_name=VALMONT))
    keeper = MemoryKeeper()
    assert walked(FromAnswers(straight.data), keeper).finished
    assert keeper.data == straight.data


def test_what_is_kept_for_later_is_offered_after_the_report() -> None:
    keeper = interviewed(Person(1, org_name=VALMONT))
    declining = Person()
    assert walked(declining, keeper, "further").finished
    assert not declining.asked
    assert "Pour aller plus loin" in declining.menus[0].title
    curious = Steps({}, lambda menu: Given("yes") if "loin" in menu.title else preselected(menu))
    assert walked(curious, keeper, "further").finished
    assert "declared_rhythm" in names(curious)
    assert "assembly_informed" in names(curious)


def test_what_was_kept_for_later_is_reviewed_like_the_rest() -> None:
    keeper = interviewed(Person(1, org_name=VALMONT))
    curious = Steps({}, lambda menu: Given("yes") if "loin" in menu.title else preselected(menu))
    assert walked(curious, keeper, "further").finished
    reader = Person()
    outcome = walked(reader, keeper, "review")
    assert outcome.answered == outcome.total
    assert not [line for line in reader.menus[0].lines if "de côté" in line.label]


@pytest.mark.parametrize("presence", ["yes", "?"])
def test_a_list_of_accounts_may_stay_empty(presence: str) -> None:
    person = Person(0, org_name=VALMONT, org_presence=presence)
    keeper = interviewed(person)
    assert "accounts" not in keeper.data
    assert not account_answers(person.asked)
