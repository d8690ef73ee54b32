"""``prefill``: what is proposed, what is written, what is asked and never guessed."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.sessions import Session

from playbook_audit.catalogue.load import catalogue
from playbook_audit.cli import prefill as command
from playbook_audit.cli.whose import whose
from playbook_audit.dossier.read import answers_from, read_answers
from playbook_audit.interview.interface import Given, Menu
from playbook_audit.interview.scripted import Scripted, preselected
from playbook_audit.territory import origin

Run = Callable[..., Session]
SAMPLES = Path(__file__).parent.parent / "evidence" / "samples"
DILA = SAMPLES / "dila" / "2026-08-03_053120-data.gouv_local.json"
EXPORT = SAMPLES / "dila" / "api-lannuaire-administration_export_ods.json"
INVENTORY = SAMPLES / "generique" / "inventaire_comptes.csv"
ORIGIN = "annuaire local de la DILA, fiche modifiée le 09/08/2023"
EDITION = (
    "Direction de l’information légale et administrative (Premier ministre), "
    "fichier du 03/08/2026, Licence Ouverte 2.0"
)
MINE = """\
# À ne pas perdre
answers:
  org_name: Valmont-sur-Loire   # chez nous
  org_type: commune
accounts:
  - key: twitter-mairie
    platform: X (Twitter)
    handle: "@VilleValmont"
    scope: general
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An answers file with one account of the register, written otherwise."""
    file = tmp_path / "audit.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


# ---------------------------------------------------------------- without a terminal


@pytest.mark.parametrize("register", [DILA, EXPORT])
def test_without_a_terminal_it_lists_and_writes_nothing(
    register: Path, run: Run, tmp_path: Path
) -> None:
    done = run("prefill", "audit.yaml", "--from", register, "--code", "99999")
    assert done.code == 0
    assert f"À ajouter ({ORIGIN}) :\n" in done.out
    assert "  - Facebook (page) : https://www.facebook.com/villevalmont\n" in done.out
    assert "Site : https://www.valmont.example" in done.out
    assert "Licence Ouverte 2.0" in done.out
    assert "--code 99999 --yes" in done.err
    assert list(tmp_path.iterdir()) == []
    assert done.english == []


def test_yes_writes_accounts_and_identity_with_their_origin(run: Run, tmp_path: Path) -> None:
    done = run("prefill", "audit.yaml", "--from", DILA, "--code", "99999", "--yes")
    assert done.code == 0
    assert "audit.yaml : 3 comptes et 2 réponses ajoutés, avec l’origine en note." in done.err
    answers = read_answers(tmp_path / "audit.yaml", catalogue(), date(2026, 11, 30))
    assert [one.key for one in answers.accounts or ()] == ["facebook-1", "x-1", "youtube-1"]
    handle = (answers.accounts or ())[1].answers["handle"]
    assert handle.value == "https://twitter.com/villevalmont"
    assert handle.note == f"{ORIGIN} ; {EDITION}"
    assert answers.answers["org_type"].value == "commune"


def test_a_second_time_adds_nothing(run: Run, tmp_path: Path) -> None:
    words = ("prefill", "audit.yaml", "--from", DILA, "--code", "99999", "--yes")
    run(*words)
    before = (tmp_path / "audit.yaml").read_bytes()
    done = run(*words)
    assert "Rien à ajouter." in done.out
    assert "Déjà dans audit.yaml :" in done.out
    assert (tmp_path / "audit.yaml").read_bytes() == before


def test_answers_and_comments_stay_and_the_same_account_is_known(run: Run, mine: Path) -> None:
    done = run("prefill", mine, "--from", DILA, "--code", "99999", "--yes")
    assert "  - https://twitter.com/villevalmont (« twitter-mairie »)" in done.out
    assert "audit.yaml : 2 comptes ajoutés" in done.err
    text = mine.read_text("utf-8")
    assert "# À ne pas perdre" in text
    assert "org_name: Valmont-sur-Loire   # chez nous" in text
    assert text.count("key:") == 3


def test_an_identity_that_differs_is_shown_and_not_written(run: Run, mine: Path) -> None:
    done = run("prefill", mine, "--from", DILA, "--code", "77188", "--yes")
    assert "  - nom : « Valmont-sur-Loire » chez vous, « Fontaine-le-Port » ici" in done.out
    assert "Rien à ajouter." in done.out
    assert (
        "À savoir : la fiche ne donne aucun réseau social ; "
        "cela ne prouve pas que vous n’en ayez aucun.\n"
    ) in done.out
    assert mine.read_text("utf-8") == MINE


def test_the_identity_of_a_real_commune_comes_from_the_national_table(
    run: Run, tmp_path: Path
) -> None:
    done = run("prefill", "neuf.yaml", "--from", DILA, "--code", "77188", "--yes")
    assert done.code == 0
    assert "À ajouter (INSEE, population au 1er janvier" in done.out
    assert "  - population : 1\u202f025\n" in done.out
    assert "org_population" in (tmp_path / "neuf.yaml").read_text("utf-8")
    assert "Etalab" in origin()


def test_an_account_that_may_be_there_already_is_left_to_the_person(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("accounts:\n  - {key: fb, platform: facebook, handle: Ville de V.}\n", "utf-8")
    done = run("prefill", file, "--from", DILA, "--code", "epci-99998-01", "--yes")
    assert "facebook.com/villevalmont : peut-être « fb »" in done.out
    assert "facebook-1" not in file.read_text("utf-8")


# ---------------------------------------------------------------- whose accounts


def test_a_file_that_does_not_say_whose_it_is_asks_for_a_code(run: Run) -> None:
    done = run("prefill", "audit.yaml", "--from", DILA)
    assert (done.code, done.out) == (2, "")
    assert "ajoutez --code" in done.err


def test_homonyms_are_listed_with_their_codes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("answers: {org_name: Sainte-Colombe, org_type: commune}\n", "utf-8")
    done = run("prefill", file, "--from", DILA)
    assert done.code == 2
    assert "  --code 77404 : Commune de Sainte-Colombe (77404, Seine-et-Marne)" in done.err


def test_a_record_found_by_its_name_alone_is_listed(run: Run, mine: Path) -> None:
    done = run("prefill", mine, "--from", DILA)
    assert done.code == 2
    assert "  --code mairie-99999-01 : Mairie - Valmont-sur-Loire (fictive)" in done.err
    assert run("prefill", mine, "--from", DILA, "--code", "mairie-99999-01").code == 0


def test_a_code_without_record_proves_nothing(run: Run) -> None:
    done = run("prefill", "audit.yaml", "--from", DILA, "--code", "01001")
    assert done.code == 0
    assert "Aucune fiche trouvée" in done.err


@pytest.mark.parametrize(
    ("answers", "code", "expected"),
    [
        ({"org_name": "Fontaine-le-Port", "org_type": "commune"}, None, "77188"),
        ({"org_name": "Mairie de Fontaine le Port"}, None, "77188"),
        ({"org_name": "Sainte-Colombe", "org_population": "1781"}, None, "77404"),
        ({"org_name": "Sainte-Colombe"}, None, "several"),
        ({"org_name": "Nulle-Part-sur-Rien"}, None, None),
        ({}, "77188", "77188"),
        ({"org_type": "departement"}, "53", "53"),
        ({}, "99999", "99999"),
    ],
)
def test_the_collectivite_is_found_by_its_name_and_never_guessed(
    answers: dict[str, str], code: str | None, expected: str | None
) -> None:
    on = date(2026, 11, 22)
    found = whose(answers_from({"answers": answers}, "", catalogue(), on), code)
    assert ("several" if found.alike else found.sought.insee) == expected


def test_a_group_is_sought_by_its_siren_only() -> None:
    on = date(2026, 11, 22)
    nothing = answers_from({"answers": {}}, "", catalogue(), on)
    found = whose(nothing, "200046977")
    assert (found.sought.siren, found.sought.insee, found.sought.kind) == (
        "200046977",
        None,
        "epci",
    )
    unknown = whose(nothing, "999 999 999 00018").sought
    assert (unknown.siren, unknown.insee) == ("999999999", None)


# ---------------------------------------------------------------- other registers, faults


def test_an_inventory_needs_no_code(run: Run, tmp_path: Path) -> None:
    done = run("prefill", "audit.yaml", "--from", INVENTORY, "--yes")
    assert done.code == 0
    assert "2 comptes ajoutés" in done.err
    assert "votre inventaire, inventaire_comptes.csv" in (tmp_path / "audit.yaml").read_text(
        "utf-8"
    )


def test_a_table_of_wikidata_says_that_accounts_may_be_closed(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "query.csv"
    entity = "http://www.wikidata.org/entity/Q900001"
    table.write_text(f"item,itemLabel,P374,P2002\n{entity},Valmont,99999,villevalmont\n", "utf-8")
    done = run("prefill", "audit.yaml", "--from", table, "--code", "99999")
    assert "À ajouter (Wikidata, élément Q900001) :\n" in done.out
    assert "  - X (Twitter) : https://x.com/villevalmont\n" in done.out
    assert "comptes fermés ou renommés" in done.out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (DILA.read_bytes()[:4000], "illisible après la fiche 1"),
        (b"bonjour", "aucun des registres connus"),
        (b"", "aucun des registres connus"),
    ],
)
def test_a_file_that_is_no_register_is_refused(
    content: bytes, reason: str, run: Run, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    done = run("prefill", "audit.yaml", "--from", bad, "--code", "99999", "--yes")
    assert done.code == 3
    assert reason in done.err
    assert done.err.startswith(f"{bad}:")
    assert not (tmp_path / "audit.yaml").exists()


@pytest.mark.parametrize("missing", ["absent.json", "."])
def test_a_register_that_cannot_be_opened_is_said(missing: str, run: Run) -> None:
    done = run("prefill", "audit.yaml", "--from", missing, "--code", "99999")
    assert done.code == 3
    assert done.err.startswith(f"{missing} : ")


def test_a_faulty_answers_file_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("answers: {org_tipe: commune}\n", "utf-8")
    for more in ((), ("--yes",)):
        done = run("prefill", file, "--from", DILA, "--code", "99999", *more)
        assert done.code == 3
        assert "org_tipe" in done.err


def test_no_person_of_the_directory_reaches_screen_or_disk(run: Run, tmp_path: Path) -> None:
    service = json.loads(DILA.read_text("utf-8"))["service"][1]
    service["affectation_personne"] = [{"personne": {"nom": "SENTINELLE"}}]
    service["adresse_courriel"] = ["SENTINELLE@example.invalid"]
    service["telephone"] = [{"valeur": "SENTINELLE"}]
    service["reseau_social"].append({"valeur": "https://www.linkedin.com/in/sentinelle"})
    register = tmp_path / "r.json"
    register.write_text(json.dumps({"service": [service]}), "utf-8")
    done = run("prefill", "audit.yaml", "--from", register, "--code", "99999", "--yes")
    assert "1 profil de personne sur LinkedIn" in done.out
    kept = (tmp_path / "audit.yaml").read_text("utf-8")
    assert "sentinelle" not in (done.out + done.err + kept).lower()


# ---------------------------------------------------------------- with somebody to ask


class Present:
    """Somebody in a terminal, who answers menus as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *replies: str) -> None:
        left = list(replies)

        def pick(menu: Menu) -> Any:
            return Given(left.pop(0)) if left else preselected(menu)

        self.person = Scripted(lambda _: Given(""), pick)
        monkeypatch.setattr(command, "_person", lambda _stack, accessible: self.person)

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.person.menus]


def test_one_question_is_asked_and_yes_adds(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Present(monkeypatch, "yes")
    assert run("prefill", mine, "--from", DILA, "--code", "99999").code == 0
    assert somebody.titles == ["Ajouter ces 2 comptes ?"]
    assert "facebook-1" in mine.read_text("utf-8")


def test_no_leaves_the_file_as_it_was(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Present(monkeypatch, "none")
    done = run("prefill", mine, "--from", DILA, "--code", "99999")
    assert (done.code, done.err) == (0, "Rien n’a été ajouté.\n")
    assert mine.read_text("utf-8") == MINE


def test_a_record_and_a_place_are_chosen_from_a_list(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Present(monkeypatch, "mairie-99999-01", "yes")
    assert run("prefill", mine, "--from", DILA).code == 0
    assert somebody.titles == ["Laquelle de ces fiches est la vôtre ?", "Ajouter ces 2 comptes ?"]
    mine.write_text("answers: {org_name: Sainte-Colombe}\n", "utf-8")
    somebody = Present(monkeypatch, "77404", "none")
    run("prefill", mine, "--from", DILA)
    assert somebody.titles[0] == "De quelle collectivité s’agit-il ?"


def test_none_of_the_list_stops_there(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Present(monkeypatch, "none")
    assert run("prefill", mine, "--from", DILA).code == 2
    assert mine.read_text("utf-8") == MINE


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_in_a_terminal_accounts_are_added_once_agreed(mine: Path) -> None:
    from tests.cli.clerk import Clerk

    clerk = Clerk(mine.parent, "prefill", "audit.yaml", "--from", str(DILA), "--code", "99999")
    assert clerk.prompt().title == "? Ajouter ces 2 comptes ?"
    clerk.picks("Oui")
    assert clerk.ends() == 0
    assert "2 comptes ajoutés" in clerk.text
    assert "youtube-1" in mine.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_leaving_at_the_question_adds_nothing(mine: Path) -> None:
    from tests.cli.clerk import Clerk

    clerk = Clerk(mine.parent, "prefill", "audit.yaml", "--from", str(DILA), "--code", "99999")
    clerk.prompt()
    clerk.types("\x03")
    assert clerk.ends() == 130
    assert mine.read_text("utf-8") == MINE
