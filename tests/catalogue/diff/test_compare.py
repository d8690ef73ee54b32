"""A catalogue and its edited copy: which verdicts move, from what to what, and because of what."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.diff.conftest import Compared, Edit, situation, version

from playbook_audit.catalogue.diff.answers import answers_behind
from playbook_audit.catalogue.diff.changelog import changelog
from playbook_audit.catalogue.diff.compare import Comparison, compare
from playbook_audit.catalogue.diff.json import plain
from playbook_audit.catalogue.diff.situations import examples
from playbook_audit.catalogue.diff.text import lines_of, summary
from playbook_audit.catalogue.diff.version import Version
from playbook_audit.dossier.read import answers_from
from playbook_audit.model.errors import InvalidInput

DORMANT = "scoring/findings/abandonment/dormant_account.yaml"
NETWORKS = "scoring/networks.yaml"
PAGE = {"key": "page", "platform": "facebook", "scope": "general", "status": "live"}
QUIET = situation("cent jours", accounts=[{**PAGE, "last_post": "il y a 100 jours"}])
ALIVE = situation("hier", accounts=[{**PAGE, "last_post": "2026-11-21"}])
NEW_RULE = """\
id: page_exists
title: Une page existe
risk: abandonment
for_each: account
when: {eq: [account.platform, facebook]}
severity: low
says: "{account.label} existe."
why: Pour voir.
otherwise: Rien de plus.
remedy: [{do: Regarder, who: communication, within_days: 30, effort: low}]
sources: [choix-outil]
lifecycle: experimental
since: 1.1.0
examples:
  raised: {on: 2026-11-22, accounts: [{platform: facebook}]}
  cleared: {on: 2026-11-22, accounts: [{platform: x}]}
  unknown: {on: 2026-11-22, accounts: [{handle: ville}]}
"""


def moved(found: Comparison, about: str, name: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (one.situation.name, one.account, one.old, one.new)
        for verdicts in found.verdicts
        for one in verdicts.moved
        if (verdicts.about, verdicts.id) == (about, name)
    ]


def causes(found: Comparison, name: str) -> set[str]:
    return {one.id for verdicts in found.verdicts if verdicts.id == name for one in verdicts.causes}


@pytest.fixture
def ceiling(edit: Edit) -> Path:
    """Accounts of feed networks sleep after 120 days instead of 90."""
    return edit(NETWORKS, "dormancy_ceiling: 90", "dormancy_ceiling: 120")


# ---------------------------------------------------------------- nothing changes


def test_identical_catalogues_change_no_verdict(compared: Compared, today: Version) -> None:
    found = compared(*examples(today, today)[:20], QUIET)
    assert (found.content, found.verdicts) == ((), ())
    assert summary(found) == "Aucun verdict ne change, sur 21 situations."
    assert changelog(found)[2] == "- Aucun."


def test_a_text_written_anew_changes_no_verdict(edit: Edit, compared: Compared) -> None:
    edit(DORMANT, "title: Compte en sommeil", "title: Compte endormi")
    found = compared(QUIET, ALIVE)
    assert [one.id for one in found.content] == ["dormant_account"]
    assert found.verdicts == ()


def test_comments_and_line_ends_are_no_change(edit: Edit, compared: Compared) -> None:
    edit(DORMANT, "id: dormant_account\n", "# relu\r\nid: dormant_account\r\n")
    assert compared(QUIET).content == ()


# ---------------------------------------------------------------- a threshold


def test_a_higher_ceiling_leaves_open_what_was_asleep(ceiling: Path, compared: Compared) -> None:
    found = compared(QUIET, ALIVE)
    assert moved(found, "finding", "dormant_account") == [
        ("cent jours", "page", "levé (modéré à élevé)", "inconnu (modéré à élevé)")
    ]
    assert moved(found, "state", "state") == [
        ("cent jours", "page", "en sommeil", "actif ou au ralenti ou en sommeil")
    ]
    assert causes(found, "dormant_account") == causes(found, "state") == {"feed"}


def test_the_answers_behind_are_shown_as_they_were_written(
    ceiling: Path, compared: Compared
) -> None:
    found = compared(QUIET)
    one = next(one for one in found.moved if one.account and "levé" in one.old)
    assert ("last_post", "il y a 100 jours") in answers_behind(one)


# ---------------------------------------------------------------- rules


def test_a_graver_severity_changes_the_finding_and_the_level(
    edit: Edit, compared: Compared
) -> None:
    edit(DORMANT, "severity: moderate", "severity: critical")
    found = compared(QUIET, ALIVE)
    assert moved(found, "finding", "dormant_account") == [
        ("cent jours", "page", "levé (modéré à élevé)", "levé (critique)")
    ]
    assert [one[0] for one in moved(found, "risk", "abandonment")] == ["cent jours"]
    assert causes(found, "dormant_account") == causes(found, "abandonment") == {"dormant_account"}


def test_heavier_points_are_told_when_nothing_else_moves(copy: Path, compared: Compared) -> None:
    file = copy / "scoring/parameters.yaml"
    heavier = re.sub(
        r"(id: points_moderate\n.*\n  value: ).*", r"\g<1>1.3", file.read_text("utf-8")
    )
    file.write_text(heavier, encoding="utf-8")
    ((_, _, old, new),) = moved(compared(QUIET), "finding", "dormant_account")
    assert old != new
    for one in (old, new):
        assert re.fullmatch(r"levé \(modéré à élevé\), [\d,]+ à [\d,]+ points", one)
    assert causes(compared(QUIET), "dormant_account") == {"points_moderate"}


def test_a_rule_removed_is_absent_where_it_was_raised(copy: Path, compared: Compared) -> None:
    (copy / DORMANT).unlink()
    found = compared(QUIET, ALIVE)
    assert moved(found, "finding", "dormant_account") == [
        ("cent jours", "page", "levé (modéré à élevé)", "absent")
    ]


def test_a_new_rule_is_told_where_it_concludes(copy: Path, compared: Compared) -> None:
    (copy / "scoring/findings/abandonment/page_exists.yaml").write_text(NEW_RULE, encoding="utf-8")
    unanswered = situation("réseau inconnu", accounts=[{"key": "a", "handle": "ville"}])
    found = compared(QUIET, unanswered)
    assert moved(found, "finding", "page_exists") == [
        ("cent jours", "page", "absent", "levé (faible)")
    ]
    assert causes(found, "page_exists") == {"page_exists"}


def test_a_row_of_decisions_tried_first_changes_decisions(copy: Path, compared: Compared) -> None:
    file = copy / "scoring/decisions.yaml"
    head, first, *rows = file.read_text(encoding="utf-8").split("\n- id: ")
    *others, last = rows
    wide = first.replace("keep_closed", "close_all").replace("decision: keep", "decision: close")
    wide = wide.replace("title: Conserver", "title: Fermer")
    wide = f"{wide[: wide.index('  when:')]}  when: {{eq: [account.scope, general]}}\n  because: Pour voir."
    file.write_text("\n- id: ".join([head, wide, first, *others, last]), encoding="utf-8")
    found = compared(ALIVE)
    ((_, account, _, new),) = moved(found, "decision", "decision")
    assert (account, new) == ("page", "Fermer")
    assert causes(found, "decision") == {"close_all"}


# ---------------------------------------------------------------- questions


@pytest.fixture
def dropped(copy: Path) -> Path:
    """A question nobody is asked any more, with the rule that read it."""
    (copy / "scoring/findings/fragmentation/territory_overlap.yaml").unlink()
    file = copy / "questions/50-organisation.yaml"
    before, found, after = file.read_text(encoding="utf-8").partition("  - id: shared_territory")
    assert found
    rest = after[after.index("\n  - id: ") + 1 :]
    file.write_text(before + rest, encoding="utf-8")
    return copy


NEIGHBOURS = situation("voisins", answers={"shared_territory": "confused", "voice": "people"})


def test_answers_to_a_dropped_question_are_set_aside_and_said(
    dropped: Path, compared: Compared
) -> None:
    found = compared(NEIGHBOURS)
    assert moved(found, "finding", "territory_overlap") == [
        ("voisins", None, "levé (faible)", "absent")
    ]
    said = f"Mis de côté : 1 réponse à « shared_territory », que « {dropped} » ne sait pas lire."
    assert said in lines_of(found)


def test_a_question_that_comes_back_is_set_aside_on_the_old_side(
    dropped: Path, today: Version
) -> None:
    found = compare(version(dropped), today, [NEIGHBOURS], answers_from)
    ((one, count),) = found.set_aside.items()
    assert (one.version, one.question, count) == (str(dropped), "shared_territory", 1)


def test_answers_no_version_can_read_are_refused(compared: Compared) -> None:
    wrong = situation("faux", answers={"org_tipe": "commune"})
    with pytest.raises(InvalidInput) as refused:
        compared(QUIET, wrong)
    assert [one.file for one in refused.value.diagnostics] == ["faux"]


# ---------------------------------------------------------------- the three ways of telling it


def test_the_order_of_situations_changes_nothing(ceiling: Path, compared: Compared) -> None:
    three = (QUIET, ALIVE, NEIGHBOURS)
    told = {tuple(lines_of(compared(*order))) for order in itertools.permutations(three)}
    assert len(told) == 1


def test_the_order_of_entries_in_a_file_changes_nothing(copy: Path, compared: Compared) -> None:
    file = copy / "scoring/sources.yaml"
    head, *rows = file.read_text(encoding="utf-8").rstrip("\n").split("\n- id: ")
    file.write_text("\n- id: ".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    found = compared(QUIET)
    assert (found.content, found.verdicts) == ((), ())


def test_the_text_says_what_changed_then_what_moves_then_how_much(
    ceiling: Path, compared: Compared
) -> None:
    lines = lines_of(compared(QUIET, ALIVE))
    assert "  ~ feed, « Réseaux à fil et messageries »" in lines
    assert "      sommeil à partir de (jours) : 90 → 120" in lines
    assert "  levé (modéré à élevé) → inconnu (modéré à élevé) : 1" in lines
    assert "    - cent jours, compte page" in lines
    assert "  Peut venir de : feed (scoring/networks.yaml)" in lines
    assert lines[-1].endswith(" dans 1 des 2 situations : " + lines[-1].rpartition(" : ")[2])


def test_many_situations_are_counted_not_listed(ceiling: Path, compared: Compared) -> None:
    many = [QUIET._replace(name=f"cas {rank}") for rank in range(9)]
    lines = lines_of(compared(*many))
    assert lines.count("    … et 6 de plus (--json les donne tous)") == len(
        [line for line in lines if line.endswith(" : 9")]
    )


def test_the_block_for_the_changelog_holds_no_answer(ceiling: Path, compared: Compared) -> None:
    secret = QUIET._replace(kind="file", name="audit-de-valmont.yaml")
    lines = changelog(compared(secret))
    assert lines[:2] == ["### Verdicts modifiés", ""]
    assert "- **dormant_account, « Compte en sommeil »** : levé (modéré à élevé) → " in "\n".join(
        lines
    )
    assert "valmont" not in "\n".join(lines).replace("copie", "")
    assert "100 jours" not in "\n".join(lines)


def test_accounts_named_otherwise_are_counted_not_named(edit: Edit, compared: Compared) -> None:
    edit(NETWORKS, "dormancy_ceiling: 90", "dormancy_ceiling: 120")
    found = compared(QUIET)
    ((_, _, old, new),) = moved(found, "finding", "overstretched_team")
    assert old.endswith(", nomme 1 compte")
    assert new.endswith(", nomme 0 compte et peut-être 1")
    assert "page" not in "\n".join(changelog(found))


def test_json_holds_every_verdict_with_ids(ceiling: Path, compared: Compared) -> None:
    found: dict[str, Any] = plain(compared(QUIET))
    one = next(one for one in found["verdicts"] if one["id"] == "dormant_account")
    assert one["situation"] == {"kind": "case", "name": "cent jours"}
    assert one["causes"] == [{"kind": "thresholds", "id": "feed", "file": "scoring/networks.yaml"}]
    assert found["catalogue"] == [
        {
            "kind": "thresholds",
            "id": "feed",
            "change": "changed",
            "file": "scoring/networks.yaml",
            "fields": [{"field": "dormancy_ceiling", "old": 90, "new": 120}],
        }
    ]


Told = Callable[[Comparison], object]


@pytest.mark.parametrize("tell", [lines_of, changelog, plain])
def test_every_example_can_be_told(tell: Told, ceiling: Path, today: Version) -> None:
    new = version(ceiling)
    some = [one for one in examples(today, new) if "account" in one.name]
    assert tell(compare(today, new, some, answers_from))


def test_an_example_that_changed_is_replayed_as_it_was_too(edit: Edit, today: Version) -> None:
    new = version(edit(DORMANT, "status: idle, last_post: 2026-07-01", "last_post: 2026-07-02"))
    names = [one.name for one in examples(today, new) if "dormant_account" in one.name]
    assert "exemple « levé » de dormant_account" in names
    assert "exemple « levé » de dormant_account, tel qu’il était" in names
    assert len(names) == 4


# ---------------------------------------------------------------- benefits, notes, removed entries

BENEFIT = """\
id: someone_writes
title: Quelqu’un écrit
concerns: all
realised_if: {eq: [voice, people]}
says: On voit des gens d’ici.
why: Pour voir.
keep: Continuer.
sources: [choix-outil]
lifecycle: stable
since: 1.1.0
examples:
  realised: {on: 2026-11-22, answers: {voice: people}}
  not_sought: {on: 2026-11-22, answers: {voice: posters}}
"""


def test_a_new_benefit_is_told_where_it_is_realised(copy: Path, compared: Compared) -> None:
    (copy / "scoring/benefits/someone_writes.yaml").write_text(BENEFIT, encoding="utf-8")
    found = compared(NEIGHBOURS, QUIET)
    assert moved(found, "benefit", "someone_writes") == [("voisins", None, "absent", "réalisé")]
    assert "  + someone_writes, « Quelqu’un écrit »" in lines_of(found)


def test_a_note_that_is_no_longer_given(copy: Path, compared: Compared) -> None:
    (copy / "scoring/notes/unknown_answers.yaml").unlink()
    found = compared(QUIET)
    assert moved(found, "note", "unknown_answers") == [("cent jours", None, "levé", "absent")]
    assert "  - unknown_answers, « Questions à éclaircir »" in lines_of(found)
    removed = next(one for one in plain(found)["catalogue"] if one["id"] == "unknown_answers")
    assert (removed["change"], removed["fields"]) == ("removed", [])


def test_a_rule_in_another_order_of_rows_is_said_with_its_rank(
    copy: Path, compared: Compared
) -> None:
    file = copy / "scoring/decisions.yaml"
    head, first, second, *others = file.read_text(encoding="utf-8").split("\n- id: ")
    file.write_text("\n- id: ".join([head, second, first, *others]), encoding="utf-8")
    assert "      rang dans la table : 1 → 2" in lines_of(compared())


def test_json_gives_conditions_as_the_yaml_writes_them(edit: Edit, compared: Compared) -> None:
    edit(DORMANT, "when: {eq: [account.state, dormant]}", "when: {eq: [account.state, closed]}")
    ((field,),) = [one["fields"] for one in plain(compared())["catalogue"]]
    assert field == {
        "field": "when",
        "old": {"eq": ["account.state", "dormant"]},
        "new": {"eq": ["account.state", "closed"]},
    }
