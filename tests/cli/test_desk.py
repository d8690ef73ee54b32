"""The desk and the keeper: what a text is taken for, and where an answer goes in a file."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.activity import activities, activity_of
from tests.cli.clerk import plain

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli.desk import MOST_PLACES, Desk
from playbook_audit.cli.keeping import NotebookKeeper, shown
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.interview.interface import (
    Adding,
    Dropping,
    Raw,
    Refused,
    Removing,
    Setting,
    Understood,
)
from playbook_audit.model.answer import DateRange

ON = date(2026, 11, 22)


@pytest.fixture
def desk() -> Desk:
    return Desk(catalogue(), ON)


def test_what_was_measured_is_read_with_the_answers_and_put_in_words() -> None:
    seen = activity_of("facebook-1", [date(2026, 4, 2)], (date(2026, 1, 1), date(2026, 4, 30)))
    desk = Desk(catalogue(), ON, activities(seen))
    read = desk.read({"accounts": [{"key": "facebook-1", "last_post": "3 mars 2026"}]})
    found = read.at("accounts.facebook-1.last_post")
    assert found is not None
    assert found.value is not None
    said = plain(desk.words("accounts.facebook-1.last_post", found.value))
    assert said == "3 mars 2026 (déclaré) ou 2 avril 2026 (mesuré)"
    on = desk.words("accounts.facebook-1.followers", DateRange(ON, ON))
    assert plain(on) == "22 novembre 2026"


def words(desk: Desk, path: str, raw: Raw, data: Mapping[str, Any] | None = None) -> str:
    found = desk.understand(path, raw, data or {})
    assert isinstance(found, Understood), found
    return plain(found.words)


@pytest.mark.parametrize(
    ("path", "raw", "said"),
    [
        ("answers.org_name", "Valmont", "Valmont"),
        ("answers.org_type", "commune", "Commune"),
        ("answers.org_population", "8 012", "8 012 habitants"),
        ("answers.org_population", "environ 640", "640 habitants"),
        ("answers.org_presence", "oui", "Oui"),
        ("accounts.fb.last_post", "mars 2026", "mars 2026"),
        ("accounts.fb.last_post", "18/11/2026", "18 novembre 2026"),
        ("accounts.a.b.admins_count", "2", "2 personnes"),
        ("answers.org_name", "?", "je ne sais pas"),
        ("accounts.fb.last_post", "?", "je ne sais pas"),
        ("accounts.compte.handle", "Mairie", "Mairie"),
        ("note", "ce qu’on veut", "ce qu’on veut"),
    ],
)
def test_an_answer_is_said_back_in_words(desk: Desk, path: str, raw: Raw, said: str) -> None:
    assert words(desk, path, raw) == said


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("answers.org_population", "beaucoup"),
        ("answers.org_population", "-3"),
        ("answers.org_type", "royaume"),
        ("accounts.fb.last_post", "le 31 février 2026"),
        ("accounts.fb.last_post", "mars 2031"),
        ("accounts.fb.opened_on", "bientôt"),
        ("accounts.fb.admins_count", "2 ou 3 ans"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is_accepted(
    desk: Desk, path: str, raw: Raw
) -> None:
    found = desk.understand(path, raw, {})
    assert isinstance(found, Refused), found
    assert '"?"' not in found.why  # what a file would say; here ``?`` asks why
    assert len(found.why) > 20


def test_what_cannot_be_read_in_a_file_is_left_out_and_never_raised(desk: Desk) -> None:
    answers = desk.read({"answers": {"org_name": "Valmont", "org_population": "beaucoup"}})
    assert set(answers.answers) == {"org_name"}


@pytest.mark.parametrize(
    ("text", "cleaned", "removed"),
    [
        ("Valmont", "Valmont", None),
        ("  Valmont  sur  Loire ", "Valmont sur Loire", None),
        ("Valmont\nsur Loire", "Valmont sur Loire", "des retours à la ligne"),
        ("Val\u200bmont", "Valmont", "des caractères invisibles"),
        (
            "Val\u202emont\r\nsur Loire",
            "Valmont sur Loire",
            "des retours à la ligne et des caractères invisibles",
        ),
        ("Valmont\n", "Valmont", None),
        ("e\u0301te\u0301", "été", None),
    ],
)
def test_a_text_is_cleaned_and_that_is_said(
    desk: Desk, text: str, cleaned: str, removed: str | None
) -> None:
    assert desk.clean(text) == (cleaned, removed)


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("https://www.facebook.com/MairieDeValmont", "facebook"),
        ("https://fr-fr.facebook.com/MairieDeValmont/", "facebook"),
        ("facebook.com/groups/valmont", "facebook_group"),
        ("https://www.facebook.com/GROUPS/12345/", "facebook_group"),
        ("https://www.facebook.com/profile.php?id=100064", "facebook_profile"),
        ("https://www.instagram.com/valmont", "instagram"),
        ("https://x.com/valmont", "x"),
        ("https://www.youtube.com/@valmont", "youtube"),
    ],
)
def test_an_address_says_its_network(desk: Desk, text: str, platform: str) -> None:
    assert desk.account_of(text) == {"platform": platform, "handle": text}


@pytest.mark.parametrize("text", ["Mairie de Valmont", "@valmont", "https://valmont.fr", "", "?"])
def test_a_bare_name_says_nothing(desk: Desk, text: str) -> None:
    assert desk.account_of(text) == {}


def test_every_network_of_the_catalogue_is_a_choice(desk: Desk) -> None:
    question = desk.catalogue.questionnaire.account_questions["platform"]
    hosts = {
        host: desk.account_of(f"https://{host}/valmont")
        for network in desk.catalogue.rulebook.networks.values()
        for host in network.hosts
    }
    assert {found["platform"] for found in hosts.values() if found} <= set(question.choice_of)
    assert all(hosts.values())


def test_a_place_fills_in_its_type_and_its_population(desk: Desk) -> None:
    (found,) = desk.places("01002")
    assert found.answers == {
        "org_name": "L’Abergement-de-Varey",
        "org_type": "commune",
        "org_population": "270",
    }
    assert "population" in found.label or "habitants" in found.label


def test_places_are_few_and_an_unknown_name_gives_none(desk: Desk) -> None:
    assert 1 < len(desk.places("Saint-Martin")) <= MOST_PLACES
    assert desk.places("Xyzzy-lès-Rien") == []


# ---------------------------------------------------------------- what keeps


def test_each_change_goes_where_its_path_says(tmp_path: Path) -> None:
    with Notebook.open(tmp_path / "audit.yaml", catalogue(), ON) as notebook:
        keeper = NotebookKeeper(notebook)
        keeper.record(Setting("answers.org_name", "Valmont"))
        keeper.record(Setting("answers.org_type", "commune"))
        keeper.record(Removing("answers.org_type"))
        keeper.record(Adding("facebook-1"))
        keeper.record(Setting("accounts.facebook-1.handle", "Mairie"))
        keeper.record(Setting("accounts.facebook-1.admins_count", {"value": "2", "note": "n"}))
        keeper.record(Adding("x-1"))
        keeper.record(Dropping("x-1"))
        assert keeper.data["answers"] == {"org_name": "Valmont"}
        assert keeper.data["accounts"] == [
            {
                "key": "facebook-1",
                "handle": "Mairie",
                "admins_count": {"value": "2", "note": "n"},
            }
        ]
        assert list(keeper.news()) == []


def test_a_file_is_named_as_it_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "audit.yaml") == "audit.yaml"
    assert shown(tmp_path / "mon audit.yaml") == '"mon audit.yaml"'
    assert shown(tmp_path.parent / "ailleurs.yaml") == str(tmp_path.parent / "ailleurs.yaml")
