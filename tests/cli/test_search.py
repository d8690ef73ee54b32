"""``search``: what it prints, what it leaves, what it never does."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.sessions import Session

Run = Callable[..., Session]


def test_the_answers_come_with_their_kind_sources_and_next_step(run: Run) -> None:
    session = run("search", "comptes", "abandonnés")
    assert (session.code, session.err, session.english) == (0, "", [])
    out = session.out.replace("\u00a0", " ")
    assert out.startswith("« comptes abandonnés » : ")
    first = out.split("\n\n")[1]
    assert first.startswith("1. Constat : Compte abandonné\n")
    assert "   À faire d’abord : " in first
    assert "   Sources : " in first
    assert first.endswith("\n   → playbook-audit explain abandoned_account")
    assert [line for line in session.out.splitlines() if len(line) > 80] == []


def test_words_in_quotes_or_not_are_the_same(run: Run) -> None:
    assert run("search", "mot de passe").out == run("search", "mot", "de", "passe").out


def test_eight_answers_at_first_and_all_on_demand(run: Run) -> None:
    some, everything = run("search", "modération"), run("search", "modération", "--all")
    assert some.out.count("→ playbook-audit explain") == 8
    assert ", les 8 premières ; toutes avec --all." in " ".join(some.out.split())
    assert everything.out.count("→ playbook-audit explain") > 8
    assert "--all" not in everything.out


def test_every_next_step_shown_works(run: Run) -> None:
    steps = [
        line.rpartition(" ")[2]
        for query in ("élections", "tiktok", "fermer", "seuil", "Cap’Com")
        for line in run("search", query, "--all").out.splitlines()
        if "→" in line
    ]
    assert steps
    assert {run("explain", name).code for name in set(steps)} == {0}


def test_a_mended_word_is_said(run: Run) -> None:
    out = run("search", "modreation").out.replace("\u00a0", " ")
    assert "(« modreation » lu « modération »)" in " ".join(out.split())


def test_nothing_found_is_no_failure(run: Run) -> None:
    session = run("search", "accessoiriste")
    assert (session.code, session.err) == (0, "")
    assert "aucune réponse dans le référentiel." in session.out
    assert "Mots connus les plus proches" in session.out
    assert "Essayez un ou deux mots du sujet" in run("search", "est-ce", "que").out


def test_in_json(run: Run) -> None:
    data = json.loads(run("search", "double authentification", "--json").out)
    assert data["query"] == "double authentification"
    assert 1 <= len(data["hits"]) <= min(8, data["count"])
    first = data["hits"][0]
    assert (first["kind"], first["id"]) == ("finding", "no_mfa")
    assert first["explain"] == "playbook-audit explain no_mfa"
    assert first["sources"][0].keys() == {"id", "title", "grade", "address"}


def test_the_width_asked_for_is_kept(run: Run) -> None:
    lines = run("search", "élections", "--width", "50").out.splitlines()
    assert [line for line in lines if len(line) > 50 and "→" not in line] == []


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "NEAR(a b)",
        "a AND OR NOT",
        "title:x",
        "'; DROP",
        "\x1b[31mrouge\x07",
        "🙂",
        "x" * 10_000,
    ],
)
def test_hostile_words_are_only_words(run: Run, query: str) -> None:
    session = run("search", query)
    assert (session.code, session.err) == (0, "")
    assert session.out.replace("\n", "").replace("\u00a0", " ").isprintable()
    assert [line for line in session.out.splitlines() if len(line) > 80] == []


def test_words_that_look_like_options_follow_two_dashes(run: Run) -> None:
    assert run("search", "--", "--modération").code == 0
    refused = run("search", "--modération")
    assert refused.code == 2
    assert "option inconnue" in refused.err


def test_words_are_needed(run: Run) -> None:
    session = run("search")
    assert (session.code, session.out) == (2, "")
    assert "il manque MOTS" in session.err


def test_the_help_is_in_french(run: Run) -> None:
    session = run("search", "--help")
    assert (session.code, session.english) == (0, [])
    assert "Usage : playbook-audit search [OPTIONS] MOTS…" in session.out.replace("\u00a0", " ")


def test_nothing_is_recorded_and_nothing_leaves(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(socket, "socket", refused)
    assert run("search", "mot de passe").code == 0
    assert list(tmp_path.rglob("*")) == []


def test_the_same_words_give_the_same_bytes_on_every_machine(spawn: Callable[..., Session]) -> None:
    surroundings: list[dict[str, str]] = [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "latin-1", "TZ": "Pacific/Kiritimati"},
    ]
    sessions = [spawn("search", "publicité élections", "--all", **one) for one in surroundings]
    assert sessions[0] == sessions[1]
    assert sessions[0].code == 0


def test_a_very_long_word_is_echoed_by_its_beginning(run: Run) -> None:
    heading = run("search", "x" * 5000).out.split("\n")[0]
    assert heading.startswith("«\u00a0" + "x" * 20)
    assert "…" in run("search", "x" * 5000).out
