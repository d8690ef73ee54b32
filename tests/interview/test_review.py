"""The review: what is missing first, what is changed and what that sets aside."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.interview.people import Person, usual
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.filed import question_at
from playbook_audit.interview.interface import UNKNOWN, Back, Given, Menu, Prompt
from playbook_audit.interview.scripted import Scripted, preselected
from playbook_audit.interview.walk import walk


def interviewed(person: Scripted) -> MemoryKeeper:
    keeper = MemoryKeeper()
    assert walk(catalogue(), person, keeper, FileDesk()).finished
    return keeper


class Reader(Scripted):
    """Somebody who picks these lines one after the other, and gives these answers."""

    def __init__(self, picks: Sequence[str], **said: Any) -> None:
        super().__init__(self.say, self.go)
        self.picks: Iterator[str] = iter(picks)
        self.said = said

    def say(self, prompt: Prompt) -> Given:
        return Given(self.said.get(question_at(prompt.path), usual(prompt)))

    def go(self, menu: Menu) -> Given:
        ids = {line.id for line in menu.lines}
        pick = next(self.picks, None)
        if pick is not None:
            assert pick in ids, f"{pick} is not among {ids}"
            return Given(pick)
        return next((Given(one) for one in ("done", "finish") if one in ids), preselected(menu))


def reviewed(reader: Scripted, keeper: MemoryKeeper) -> None:
    assert walk(catalogue(), reader, keeper, FileDesk(), mode="review").finished


def test_answers_are_listed_by_section_and_account() -> None:
    keeper = interviewed(Person(2, org_name="00001"))
    reader = Reader([])
    reviewed(reader, keeper)
    ids = [line.id for line in reader.menus[0].lines]
    assert ids[0] == "finish"
    assert ids[1:6] == [
        "section.collectivite",
        "section.strategie",
        "section.publics",
        "account.instagram-1",
        "account.x-1",
    ]
    assert not reader.asked


def test_what_is_not_known_comes_first_by_what_it_would_make_clear() -> None:
    unknown: dict[str, Any] = {
        "org_social_hours": UNKNOWN,
        "mfa": UNKNOWN,
        "departure_procedure": UNKNOWN,
    }
    keeper = interviewed(Person(1, org_name="00001", **unknown))
    reader = Reader(["missing"])
    reviewed(reader, keeper)
    assert reader.menus[0].lines[1].label == "À éclaircir\u00a0: 3 questions"
    listed = [line.id for line in reader.menus[1].lines[:3]]
    desk = FileDesk()
    unknowns = assess(catalogue(), desk.read(keeper.data), desk.on).unknowns
    gains = {one.path: one.would_change for one in unknowns}
    worth = [gains.get(path, 0.0) for path in listed]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 0


def test_an_answer_is_changed_in_place() -> None:
    keeper = interviewed(Person(org_name="00002", org_presence="no"))
    picks = ["section.ecoute", "answers.local_groups"]
    reader = Reader(picks, local_groups="read")
    reviewed(reader, keeper)
    assert keeper.data["answers"]["local_groups"] == "read"
    assert [question_at(prompt.path) for prompt in reader.asked] == ["local_groups"]


def test_answers_made_pointless_are_named_and_kept_aside() -> None:
    keeper = interviewed(Person(1, org_name="00002"))
    before = dict(keeper.data["answers"])
    picks = ["section.collectivite", "answers.org_presence"]
    reader = Reader(picks, org_presence="left")
    reviewed(reader, keeper)
    told = "\n".join(reader.told)
    assert "Sans objet désormais" in told
    assert "les accès aux comptes ont-ils été transmis" in told
    assert keeper.data["answers"] == before | {"org_presence": "left"}
    again = Reader(["aside"])
    reviewed(again, keeper)
    assert any(line.id == "answers.absence_cover" for line in again.menus[1].lines)


def test_a_public_that_goes_takes_its_row_and_a_new_one_is_asked() -> None:
    keeper = interviewed(Person(0, org_name="00001"))
    picks = ["section.publics", "answers.audiences_named"]
    reader = Reader(picks, audiences_named=["young", "seniors"])
    reviewed(reader, keeper)
    assert keeper.data["answers"]["audience_channel_map"] == {"young": "networks"}
    assert "Retiré du tableau des publics\u00a0: Familles" in reader.told
    person = Person(0)
    assert walk(catalogue(), person, keeper, FileDesk()).finished
    assert keeper.data["answers"]["audience_channel_map"] == {
        "young": "networks",
        "seniors": "networks",
    }


def test_the_list_of_accounts_is_within_reach_of_the_review() -> None:
    keeper = interviewed(Person(1, org_name="00001"))
    reader = Reader(["accounts", "add"])
    reviewed(reader, keeper)
    assert len(keeper.data["accounts"]) == 2
    assert all("email_institutional" in row for row in keeper.data["accounts"])


def test_going_back_from_the_review_returns_to_the_last_question() -> None:
    backs = iter([Back()])

    class Hesitant(Person):
        def go(self, menu: Menu) -> Any:
            if menu.title.startswith("Relire"):
                for back in backs:
                    return back
            return super().go(menu)

    person = Hesitant(org_name="00002", org_presence="no")
    interviewed(person)
    assert [question_at(one.path) for one in person.asked[-2:]] == ["local_groups"] * 2
