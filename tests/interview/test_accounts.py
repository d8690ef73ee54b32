"""The list of accounts: what is recognised, copied, shared, corrected, taken off."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from tests.interview.people import Person, account_answers
from tests.interview.stand_ins import FileDesk, MemoryKeeper

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.filed import account_at, question_at
from playbook_audit.interview.interface import Back, Given, Leaving, Menu, Prompt, Reply, Unsure
from playbook_audit.interview.scripted import Scripted, preselected
from playbook_audit.interview.walk import walk

TOWN = "00001"


class Steps(Person):
    """Somebody who picks lines in the list of accounts as written, then finishes."""

    def __init__(self, picks: Sequence[str], **said: Any) -> None:
        super().__init__(0, org_name=TOWN, **said)
        self.picks = list(picks)
        self.handles: Iterator[Reply] = iter(())

    def _line(self, menu: Menu, ids: list[str]) -> Given:
        if self.picks and self.picks[0] in ids:
            return Given(self.picks.pop(0))
        if menu.title.startswith("Comme"):
            return Given("no")
        return Given("finish") if "finish" in ids else preselected(menu)

    def say(self, prompt: Prompt) -> Reply:
        if question_at(prompt.path) == "handle":
            for reply in self.handles:
                return reply
        return super().say(prompt)


def interviewed(person: Scripted) -> list[dict[str, Any]]:
    keeper = MemoryKeeper()
    assert walk(catalogue(), person, keeper, FileDesk()).finished
    accounts: list[dict[str, Any]] = keeper.data.get("accounts", [])
    return accounts


def names(person: Scripted) -> list[str]:
    return [question_at(prompt.path) for prompt in account_answers(person.asked)]


def list_of(menus: list[Menu]) -> list[tuple[str, ...]]:
    return [menu.above for menu in menus if "add" in {line.id for line in menu.lines}]


def test_a_pasted_address_says_its_network_which_is_not_asked() -> None:
    person = Steps(["add"])
    (account,) = interviewed(person)
    assert account["key"] == "instagram-1"
    assert account["platform"] == "instagram"
    assert "platform" not in names(person)
    assert "Compris\u00a0: Instagram, Valmont1" in person.told


def test_the_network_of_a_bare_name_is_asked() -> None:
    person = Steps(["add"])
    person.handles = iter([Given("Page de la mairie")])
    (account,) = interviewed(person)
    assert account["key"] == "compte-1"
    assert names(person)[:2] == ["handle", "platform"]


def test_an_account_may_have_no_known_name() -> None:
    person = Steps(["add"])
    person.handles = iter([Unsure()])
    (account,) = interviewed(person)
    assert account["handle"] == "?"


@pytest.mark.parametrize(
    "host", [h for n in catalogue().rulebook.networks.values() for h in n.hosts]
)
def test_the_address_of_every_network_is_recognised(host: str) -> None:
    person = Steps(["add"])
    person.handles = iter([Given(f"https://{host}/valmont")])
    (account,) = interviewed(person)
    assert account["key"] == f"{account['platform']}-1"


def test_the_list_is_in_view_with_what_is_left_of_each_account() -> None:
    person = Steps(["add", "add"])
    interviewed(person)
    empty, one, two = list_of(person.menus)
    assert empty == ("Aucun compte décrit pour l’instant.",)
    assert one == ("1. Instagram, Valmont1\u00a0: complet",)
    assert two == (
        "1. Instagram, Valmont1\u00a0: reste une question",
        "2. X (Twitter), Valmont2\u00a0: complet",
    )


def test_what_a_second_account_opens_for_the_first_is_asked_once_the_list_is_over() -> None:
    person = Steps(["add", "add", "finish"])
    first, _ = interviewed(person)
    paths = [prompt.path for prompt in person.asked]
    after = paths.index("accounts.instagram-1.branding")
    assert question_at(paths[after + 1]) == "message_adaptation"
    assert first["branding"] == "yes"


def test_a_copy_keeps_what_is_shared_and_asks_what_is_its_own() -> None:
    person = Steps(["add", "copy"])
    first, second = interviewed(person)
    asked = [
        question_at(prompt.path)
        for prompt in person.asked
        if prompt.path.startswith("accounts.x-1")
    ]
    assert asked == ["last_post", "answer_share", "followers", "branding"]
    assert second["owner"] == first["owner"]
    assert second["handle"] != first["handle"]


def test_what_differs_is_changed_in_the_list_of_what_was_copied() -> None:
    person = Steps(["add", "copy", "accounts.x-1.purpose"])
    person.said["purpose"] = "alert"
    first, second = interviewed(person)
    assert (first["purpose"], second["purpose"]) == ("alert", "alert")
    copied = next(menu for menu in person.menus if menu.title.startswith("Repris"))
    assert copied.current == "done"
    assert "owner" in {question_at(line.id) for line in copied.lines}


def test_one_answer_may_be_set_on_every_account() -> None:
    person = Steps(["add", "add", "add", "same"])
    interviewed(person)
    about = [prompt for prompt in person.asked if prompt.about == "Tous vos comptes"]
    assert [question_at(prompt.path) for prompt in about] == [
        "bio_contents",
        "listed_on_site",
        "mfa",
        "email_institutional",
    ]
    changed = Steps(["add", "add", "same"])
    inner = changed.reply

    def say(prompt: Prompt) -> Reply:
        if question_at(prompt.path) == "mfa" and prompt.about == "Tous vos comptes":
            return Given("none")
        return inner(prompt)

    changed.reply = say
    assert [row["mfa"] for row in interviewed(changed)] == ["none", "none"]


def test_answers_that_differ_are_said_before_one_replaces_them() -> None:
    person = Steps(["add", "add", "same"])
    inner = person.reply

    def say(prompt: Prompt) -> Reply:
        second = question_at(prompt.path) == "mfa" and account_at(prompt.path) == "x-1"
        return Given("none") if second else inner(prompt)

    person.reply = say
    interviewed(person)
    told = [line for line in person.told if "diffèrent" in line]
    assert len(told) == 1, "la seule question où les deux comptes diffèrent"


def test_the_shared_answers_of_the_account_before_are_offered() -> None:
    person = Steps(["add", "add", "yes"])
    first, second = interviewed(person)
    offer = next(menu for menu in person.menus if menu.title.startswith("Comme"))
    assert offer.title == "Comme pour «\u00a0Instagram, Valmont1\u00a0»\u202f?"
    assert len(offer.above) == 4
    assert second["bio_contents"] == first["bio_contents"]


def test_an_account_is_taken_off_only_once_that_is_confirmed() -> None:
    kept = Steps(["add", "drop", "no"])
    assert len(interviewed(kept)) == 1
    dropped = Steps(["add", "add", "drop", "x-1", "yes"])
    assert [row["key"] for row in interviewed(dropped)] == ["instagram-1"]


def test_a_key_is_never_given_twice() -> None:
    person = Steps(["add", "add", "drop", "instagram-1", "yes", "add"])
    person.handles = iter(Given(f"https://www.instagram.com/v{rank}") for rank in range(3))
    assert [row["key"] for row in interviewed(person)] == ["instagram-2", "instagram-3"]


def test_an_answer_about_an_account_is_corrected_from_the_list() -> None:
    person = Steps(["add", "edit", "accounts.instagram-1.owner", "done"])
    person.said["owner"] = "elected"
    (account,) = interviewed(person)
    assert names(person).count("owner") == 2
    assert account["owner"] == "elected"


def test_another_address_moves_the_account_to_its_network() -> None:
    person = Steps(["add", "edit", "accounts.instagram-1.handle", "done"])
    person.handles = iter(
        [Given("https://www.instagram.com/valmont"), Given("https://x.com/valmont")]
    )
    (account,) = interviewed(person)
    assert (account["key"], account["platform"]) == ("instagram-1", "x")


def test_back_from_the_address_of_a_new_account_adds_nothing() -> None:
    person = Steps(["add"])
    person.handles = iter([Back()])
    assert interviewed(person) == []


def test_back_from_the_list_asks_the_question_before_it() -> None:
    backs: Iterator[Given | Back | Leaving] = iter([Back()])
    person = Steps([])
    inner: Callable[[Menu], Given | Back | Leaving] = person.pick

    def pick(menu: Menu) -> Given | Back | Leaving:
        if "add" in {line.id for line in menu.lines}:
            for back in backs:
                return back
        return inner(menu)

    person.pick = pick
    interviewed(person)
    early = [question_at(prompt.path) for prompt in person.asked]
    assert early.count("audience_channel_map") == 2


def test_beyond_twelve_accounts_the_file_is_proposed() -> None:
    person = Steps(["add", *["copy", "done"] * 12])
    interviewed(person)
    lists = list_of(person.menus)
    assert not any("fichier" in line for line in lists[11])
    assert "ouvrez audit.yaml" in lists[13][-1]
