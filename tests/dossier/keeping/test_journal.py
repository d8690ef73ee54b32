"""The journal: whole lines are kept, a torn one is dropped, damage is refused."""

import json
from pathlib import Path

import pytest
from tests.dossier.keeping.desk import NAME, POPULATION, TOWN

from playbook_audit.dossier.keeping.disk import Disk
from playbook_audit.dossier.keeping.journal import Journal, contents
from playbook_audit.dossier.keeping.waiting import waiting
from playbook_audit.model.errors import InvalidInput

CHANGES = (NAME, TOWN, POPULATION)


def journal(folder: Path) -> Journal:
    return Journal(folder / "audit.yaml.journal", Disk(), "audit.yaml.journal")


@pytest.fixture
def written(tmp_path: Path) -> bytes:
    """The bytes of a journal of three changes."""
    one = journal(tmp_path)
    for change in CHANGES:
        one.append(change, "1.0.0 sha256:421f", "base")
    return (tmp_path / "audit.yaml.journal").read_bytes()


def test_each_change_is_one_line_with_what_it_takes_to_trust_it(written: bytes) -> None:
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["rank"] for line in lines] == [1, 2, 3]
    fields = {"run", "rank", "at", "catalogue", "base", "change", "check"}
    assert all(line.keys() == fields for line in lines)


def test_a_journal_is_read_again(written: bytes) -> None:
    found = contents(written, "")
    assert found.changes == CHANGES
    assert (found.length, found.is_torn, found.base) == (len(written), False, "base")


def test_an_end_torn_at_any_byte_is_dropped(written: bytes) -> None:
    start = written.rindex(b"\n", 0, -1) + 1
    for end in range(start + 1, len(written)):
        found = contents(written[:end], "")
        assert found.changes == CHANGES[:2]
        assert found.is_torn
        assert found.length == start


def test_opening_cuts_a_torn_end_so_that_the_next_line_is_whole(
    written: bytes, tmp_path: Path
) -> None:
    (tmp_path / "audit.yaml.journal").write_bytes(written[:-5])
    again = journal(tmp_path)
    again.append(POPULATION, "", "")
    assert journal(tmp_path).found.changes == CHANGES


@pytest.mark.parametrize("rank", [0, 1, 2])
def test_damage_is_refused_with_its_line_and_nothing_is_rewritten(
    written: bytes, tmp_path: Path, rank: int
) -> None:
    lines = written.splitlines(keepends=True)
    lines[rank] = lines[rank].replace(b"org", b"oRg")
    damaged = b"".join(lines)
    (tmp_path / "audit.yaml.journal").write_bytes(damaged)
    with pytest.raises(InvalidInput) as refused:
        journal(tmp_path)
    [diagnostic] = refused.value.diagnostics
    assert (diagnostic.line, diagnostic.code) == (rank + 1, "JOURNAL-DAMAGED")
    assert (tmp_path / "audit.yaml.journal").read_bytes() == damaged


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"check": 1, "rank": 1}']
)
def test_a_line_that_is_no_record_is_damage(written: bytes, line: bytes) -> None:
    with pytest.raises(InvalidInput):
        contents(line + b"\n" + written, "")


def test_a_line_lost_in_the_middle_is_damage(written: bytes) -> None:
    lines = written.splitlines(keepends=True)
    with pytest.raises(InvalidInput):
        contents(lines[0] + lines[2], "")


def test_an_emptied_journal_starts_a_new_run(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append(NAME, "", "")
    one.empty()
    one.append(TOWN, "", "")
    assert journal(tmp_path).found.changes == (TOWN,)


def test_without_locks_two_programs_keep_each_other_s_lines(tmp_path: Path) -> None:
    first, second = journal(tmp_path), journal(tmp_path)
    first.append(NAME, "", "")
    second.append(TOWN, "", "")
    first.append(POPULATION, "", "")
    first.empty()
    second.empty()
    assert journal(tmp_path).found.changes == (NAME, TOWN, POPULATION)


def test_a_journal_somebody_took_away_is_not_sound_until_it_is_opened_anew(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append(NAME, "", "")
    (tmp_path / "audit.yaml.journal").unlink()
    assert not one.is_sound
    one.empty()
    one.append(TOWN, "", "")
    assert journal(tmp_path).found.changes == (TOWN,)


def test_an_empty_journal_goes_away_with_its_notebook(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.close()
    assert list(tmp_path.iterdir()) == []


def test_how_many_answers_wait_beside_a_file(tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    assert waiting(file) == 0
    one = journal(tmp_path)
    one.append(NAME, "", "")
    one.append(TOWN, "", "")
    assert waiting(file) == 2
