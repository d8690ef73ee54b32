"""``evidence``: a whole folder in, measures out, and nobody’s words."""

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.cli.sessions import Session

from playbook_audit.catalogue.locate import locate
from playbook_audit.evidence.readers import formats
from playbook_audit.interview import opening
from playbook_audit.interview.interface import Given, Interrupted, Leaving, Menu, Unsure
from playbook_audit.interview.scripted import Scripted

Run = Callable[..., Session]
VALMONT = locate("examples") / "valmont-mesure"
SAMPLES = Path(__file__).parent.parent / "evidence" / "samples"
HOSTILE = Path(__file__).parent.parent / "evidence" / "hostile"
TEXTS = ("Travaux", "Conseil municipal", "Loire :", "encombrants", "Offre d", "canicule", "Budget")
PEOPLE = ("citoyen_fictif", "prefet_fictif", "nepaslire", "autreautre", "4242")
META = "facebook_contenu_fr_Nov-01-2025_Apr-30-2026_1111111111111111.csv"


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """The measured example, copied as its first lines ask."""
    folder = tmp_path / "valmont"
    shutil.copytree(VALMONT, folder, copy_function=shutil.copyfile)
    return folder / "audit.yaml"


def activity_of(audit: Path) -> Path:
    return audit.with_name("audit.activity.json")


def measures(run: Run, audit: Path) -> dict[str, dict[str, object]]:
    shown = run("evidence", "show", audit, "--json")
    assert shown.code == 0
    return {one["key"]: one for one in json.loads(shown.out)["accounts"]}


# ---------------------------------------------------------------- the main job


def test_one_command_measures_five_accounts(run: Run, audit: Path) -> None:
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert (session.code, session.out, session.english) == (0, "", [])
    assert "5 comptes mesurés" in session.err
    found = measures(run, audit)
    assert {key: (one["posts"], one["longest_gap_days"]) for key, one in found.items()} == {
        "bluesky-ville": (7, 11),
        "facebook-ville": (17, 70),
        "instagram-ville": (12, 14),
        "x-ville": (11, 11),
        "youtube-ville": (15, 70),
    }
    assert found["facebook-ville"]["first_post"] == "2025-11-03T06:20:00+01:00"
    assert found["facebook-ville"]["last_post"] == "2026-04-02T08:20:00+02:00"
    assert found["facebook-ville"]["shares"] == 3


def test_the_report_then_says_measured_and_keeps_the_contradiction(run: Run, audit: Path) -> None:
    run("evidence", "add", audit.parent / "exports", "--to", audit)
    report = json.loads(run("report", audit, "--format", "json").out)
    accounts = {one["key"]: one for one in report["accounts"]}
    assert accounts["instagram-ville"]["basis"] == "measured"
    assert accounts["instagram-ville"]["states"] == ["dormant"]
    assert accounts["instagram-ville"]["activity"]["coverage"]["end"] == "2026-04-30"
    conflicts = [
        one["account"]
        for one in report["notes"]
        if one["id"] == "declared_measured_conflict" and one["state"] == "raised"
    ]
    assert conflicts == ["x-ville"]
    assert [one["name"] for one in report["inputs"]] == ["audit.yaml", "audit.activity.json"]


def test_adding_again_changes_nothing(run: Run, audit: Path) -> None:
    run("evidence", "add", audit.parent / "exports", "--to", audit)
    before = activity_of(audit).read_bytes()
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert session.code == 0
    assert "Rien de nouveau" in session.err
    assert activity_of(audit).read_bytes() == before


def test_the_order_of_the_files_changes_no_byte(run: Run, audit: Path) -> None:
    files = sorted((audit.parent / "exports").iterdir())
    written = []
    for ordered in (files, files[::-1]):
        activity_of(audit).unlink(missing_ok=True)
        for file in ordered:
            run("evidence", "add", file, "--to", audit)
        written.append(activity_of(audit).read_bytes())
    assert written[0] == written[1]


def test_nobody_s_words_or_name_reach_the_disk_or_the_screen(run: Run, audit: Path) -> None:
    session = run("evidence", "add", SAMPLES, "--to", audit)
    shown = run("evidence", "show", audit)
    kept = activity_of(audit).read_text("utf-8")
    told = session.out + session.err + shown.out + shown.err
    for word in (*TEXTS, *PEOPLE):
        assert word not in kept
        assert word not in told


def test_no_folder_of_this_computer_is_kept(run: Run, audit: Path) -> None:
    run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert str(audit.parent) not in activity_of(audit).read_text("utf-8")


# ---------------------------------------------------------------- whose account


def test_what_no_account_surely_is_is_listed_with_what_to_do(run: Run, audit: Path) -> None:
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert "À rattacher : TikTok, « villevalmont »" in session.err
    assert "    - key: tiktok-villevalmont" in session.err
    assert "À rattacher : LinkedIn, sans nom dans le fichier" in session.err


def test_the_person_may_name_the_account(run: Run, audit: Path) -> None:
    table = SAMPLES / "youtube" / "studio_fr" / "Informations relatives aux tableaux.csv"
    session = run("evidence", "add", table, "--to", audit, "--account", "youtube-ville")
    assert "youtube-ville : 9 publications" in session.err
    assert measures(run, audit)["youtube-ville"]["posts"] == 9


def test_a_file_given_to_the_wrong_account_is_taken_back(run: Run, audit: Path) -> None:
    text = audit.read_text("utf-8")
    second = "  - {key: youtube-jeunes, platform: youtube, handle: Valmont jeunes, status: live}\n"
    audit.write_text(f"{text}\n{second}", "utf-8")
    table = SAMPLES / "youtube" / "studio_fr" / "Informations relatives aux tableaux.csv"
    run("evidence", "add", table, "--to", audit, "--account", "youtube-jeunes")
    run("evidence", "add", table, "--to", audit, "--account", "youtube-ville")
    found = measures(run, audit)
    assert (list(found), found["youtube-ville"]["posts"]) == (["youtube-ville"], 9)


def test_a_file_without_a_name_is_known_again(run: Run, audit: Path) -> None:
    table = SAMPLES / "youtube" / "studio_fr" / "Informations relatives aux tableaux.csv"
    run("evidence", "add", table, "--to", audit, "--account", "youtube-ville")
    again = run("evidence", "add", table, "--to", audit)
    assert "À rattacher" not in again.err
    assert "Rien de nouveau" in again.err


def test_an_account_of_another_network_is_not_given_the_file(run: Run, audit: Path) -> None:
    table = SAMPLES / "tiktok" / "Content.csv"
    session = run("evidence", "add", table, "--to", audit, "--account", "x-ville")
    assert "À rattacher : TikTok" in session.err


def test_an_unknown_account_is_refused_with_those_there_are(run: Run, audit: Path) -> None:
    session = run("evidence", "add", SAMPLES, "--to", audit, "--account", "facebok")
    assert session.code == 2
    assert "ses comptes : " in session.err
    assert "youtube-ville" in session.err
    assert not activity_of(audit).exists()


def test_in_a_terminal_the_person_is_asked_once_for_each_account(
    run: Run, audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(menu: Menu) -> Given:
        asked.append(menu.title)
        return Given(menu.lines[0].id if "LinkedIn" in menu.title else menu.lines[-1].id)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    person = Scripted(lambda prompt: Unsure(), choose)
    monkeypatch.setattr(opening, "open_asker", lambda **_: nullcontext(person))
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert session.code == 0
    assert len(asked) == 3
    kept = json.loads(activity_of(audit).read_text("utf-8"))
    assert [one["network"] for one in kept["unlisted"]] == ["linkedin"]


@pytest.mark.parametrize("typed", ["Ctrl-C", "quitter"])
def test_whoever_stops_in_the_middle_leaves_nothing_written(
    typed: str, run: Run, audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(menu: Menu) -> Given | Leaving:
        if "TikTok" not in menu.title:
            return Given(menu.lines[-1].id)
        if typed == "quitter":
            return Leaving()
        raise Interrupted(130)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    person = Scripted(lambda prompt: Unsure(), choose)
    monkeypatch.setattr(opening, "open_asker", lambda **_: nullcontext(person))
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert (session.code, session.english) == (130, [])
    assert session.err == "Arrêté ici ; rien n’a été écrit. La même commande recommence.\n"
    assert not activity_of(audit).exists()


def test_plain_lines_may_be_asked_for(
    run: Run, audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []

    def opened(*, accessible: bool) -> nullcontext[Scripted]:
        given.append(accessible)
        return nullcontext(Scripted(lambda prompt: Unsure(), lambda menu: Given(menu.lines[-1].id)))

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(opening, "open_asker", opened)
    run("evidence", "add", audit.parent / "exports", "--to", audit, "--accessible")
    assert given == [True]


def test_the_day_a_file_was_taken_ends_what_it_covers(run: Run, audit: Path) -> None:
    feed = SAMPLES / "bluesky" / "rss.xml"
    run("evidence", "add", feed, "--to", audit, "--taken-on", "2026-05-03")
    coverage = measures(run, audit)["bluesky-ville"]["coverage"]
    assert isinstance(coverage, dict)
    assert coverage["end"] == "2026-05-03"


def test_a_day_to_come_is_refused(run: Run, audit: Path) -> None:
    session = run("evidence", "add", SAMPLES, "--to", audit, "--taken-on", "2999-01-01")
    assert (session.code, "pas encore venu" in session.err) == (2, True)


# ---------------------------------------------------------------- what is refused


def test_a_hostile_file_is_refused_and_the_rest_is_read(run: Run, audit: Path) -> None:
    folder = audit.parent / "mixed"
    folder.mkdir()
    shutil.copyfile(audit.parent / "exports" / META, folder / META)
    for file in (HOSTILE / "feeds").iterdir():
        shutil.copyfile(file, folder / file.name)
    session = run("evidence", "add", folder, "--to", audit)
    assert session.code == 0
    assert "facebook-ville : 17 publications" in session.err
    assert "billion-laughs.rss, ligne 2 :" in session.err


def test_when_nothing_can_be_read_nothing_is_written(run: Run, audit: Path) -> None:
    session = run("evidence", "add", HOSTILE / "feeds" / "xxe-file.rss", "--to", audit)
    assert (session.code, session.english) == (3, [])
    assert session.err.endswith("1 erreur à corriger ; rien n’a été écrit.\n")
    assert not activity_of(audit).exists()


def test_a_missing_path_is_said(run: Run, audit: Path) -> None:
    session = run("evidence", "add", "absent.csv", "--to", audit)
    assert session.code == 3
    assert "absent.csv" in session.err


def test_a_table_nobody_knows_is_given_the_block_to_complete(run: Run, audit: Path) -> None:
    table = audit.with_name("outil.csv")
    table.write_text("Canal;Parution\nFacebook;03/11/2025\nFacebook;14/11/2025\n", "utf-8")
    refused = run("evidence", "add", table, "--to", audit)
    assert refused.code == 3
    assert 'entetes = ["Canal", "Parution"]' in refused.out
    block = refused.out.replace('date = ""', 'date = "Parution"')
    block = block.replace('reseau = ""', 'reseau = "Canal"')
    block = block.replace(
        'compte_fixe = ""', 'compte_fixe = "https://www.facebook.com/villevalmont"'
    )
    audit.with_name("colonnes.toml").write_text(block, "utf-8")
    read = run("evidence", "add", table, "--to", audit)
    assert read.code == 0
    assert measures(run, audit)["facebook-ville"]["posts"] == 2


def test_a_faulty_mapping_names_its_line(run: Run, audit: Path) -> None:
    audit.with_name("colonnes.toml").write_text("[tableau-1]\ndate = \n", "utf-8")
    session = run("evidence", "add", audit.parent / "exports", "--to", audit)
    assert session.code == 3
    assert "colonnes.toml:2" in session.err


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "[]",
        '{"playbook_audit_activity": 2, "accounts": [], "unlisted": []}',
        '{"playbook_audit_activity": 1, "unlisted": [], "accounts": [{"key": "x"}]}',
        '{"playbook_audit_activity": 1, "unlisted": [], "accounts": 3}',
    ],
)
@pytest.mark.parametrize("command", ["report", "show"])
def test_damaged_measures_are_refused_with_what_to_do(
    damaged: str, command: str, run: Run, audit: Path
) -> None:
    activity_of(audit).write_text(damaged, "utf-8")
    words = ("evidence", "show") if command == "show" else ("report",)
    session = run(*words, audit)
    assert (session.code, session.english) == (3, [])
    assert "audit.activity.json" in session.err
    assert "supprimez-le" in session.err


# ---------------------------------------------------------------- the other commands


def test_without_measures_show_says_how_to_begin(run: Run, audit: Path) -> None:
    session = run("evidence", "show", audit)
    assert (session.code, session.out) == (0, "")
    assert "evidence add" in session.err


def test_every_format_is_listed_with_where_to_get_it(run: Run) -> None:
    listed = run("evidence", "formats").out
    for one in formats():
        assert f"{one.title}\n  Où : {one.obtained}\n" in listed


@pytest.mark.parametrize("kind", ["publications", "comptes"])
def test_a_template_is_read_back_once_filled(kind: str, run: Run, audit: Path) -> None:
    table = audit.with_name(f"{kind}.csv")
    assert run("evidence", "template", kind, "--output", table).code == 0
    session = run("evidence", "add", table, "--to", audit)
    assert session.code == 0
    assert "en-têtes inconnus" not in session.err


def test_a_day_may_be_told_as_people_say_it(run: Run, audit: Path) -> None:
    assert run("evidence", "show", audit, "--on", "hier").code == 0


def test_a_number_of_the_rhythm_says_what_it_decides_here(run: Run, audit: Path) -> None:
    run("evidence", "add", audit.parent / "exports", "--to", audit)
    told = run("explain", "rhythm_history_days", audit).out
    assert "Constats qui en dépendent" in told
    assert "actif, au ralenti ou en sommeil, puis actif" in told


def test_the_report_asks_for_a_better_copy_not_for_a_date_it_has(run: Run, audit: Path) -> None:
    run("evidence", "add", audit.parent / "exports", "--to", audit)
    told = run("report", audit, "--width", "200").out
    assert "Une copie plus longue de ce compte" in told
    assert "Une copie plus récente de ce compte" in told
    assert "Votre réponse et la copie se contredisent" in told
