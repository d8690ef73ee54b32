"""Every call to the disk fails in turn: nothing acknowledged is lost, no file becomes unreadable."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.keeping.desk import content, opened, said_in

from playbook_audit.dossier.keeping.change import SetAnswer
from playbook_audit.dossier.keeping.disk import Disk
from playbook_audit.dossier.keeping.notebook import Notebook
from playbook_audit.model.errors import NotSaved

CALLS = (
    *("read", "open_new", "open_to_append", "write", "sync", "truncate", "close"),
    *("link", "restrict", "rename", "remove", "sync_folder"),
)
QUESTIONS = ("org_name", "org_type", "org_population", "org_presence", "strategy_written")


class Faulty(Disk):
    """A disk whose calls fail from one rank on: that one only, or all that follow.

    ``done`` makes the call first: a network may lose the answer rather than the question.
    """

    def __init__(self, rank: int, code: int, *, lasts: bool, done: bool) -> None:
        self.rank, self.code, self.lasts, self.done = rank, code, lasts, done
        self.calls = 0
        self.is_well = False

    def fails(self) -> bool:
        self.calls += 1
        met = self.calls >= self.rank if self.lasts else self.calls == self.rank
        return met and not self.is_well

    def write(self, file: int, data: bytes) -> int:
        """Write half of it at a time; a full disk keeps the half it took."""
        half = os.write(file, data[: max(1, len(data) // 2)])
        if self.fails():
            raise OSError(self.code, os.strerror(self.code))
        return half


def failing(name: str) -> Callable[..., Any]:
    call = getattr(Disk, name)

    def attempt(self: Faulty, *arguments: Any) -> Any:
        fails = self.fails()
        result = None
        if not fails or self.done or name == "close":
            result = call(self, *arguments)
        if fails:
            raise OSError(self.code, os.strerror(self.code))
        return result

    return attempt


for one in CALLS:
    if one != "write":
        setattr(Faulty, one, failing(one))


Answered = tuple[dict[str, str], set[str]]
"""The answers acknowledged, and the questions attempted."""


def interview(file: Path, disk: Faulty, elsewhere: str = "") -> Answered:
    """Answer, save (the file may have changed elsewhere), answer again, then be killed."""
    acknowledged: dict[str, str] = {}
    attempted: set[str] = set()
    try:
        notebook = opened(file, disk)
    except NotSaved:
        return acknowledged, attempted
    for rank, question in enumerate(QUESTIONS):
        attempted.add(question)
        with refused():
            notebook.record(SetAnswer(question, "?"))
            acknowledged[question] = "?"
        if rank == 2:
            file.write_text(elsewhere or file.read_text("utf-8"), "utf-8")
            with refused():
                notebook.save()
    notebook.abandon()
    return acknowledged, attempted


@contextmanager
def refused() -> Iterator[None]:
    """Go on after what the disk refuses, as a person does."""
    with suppress(NotSaved):
        yield


def sweep(folder: Path, attempt: Callable[[Path, int], Faulty]) -> int:
    """Make the first call fail, then the second, until none is left; give how many there were."""
    rank = 0
    while True:
        rank += 1
        place = folder / str(rank)
        place.mkdir()
        (place / "audit.yaml").write_text(BY_HAND, "utf-8")
        if attempt(place / "audit.yaml", rank).calls < rank:
            return rank


BY_HAND = "# à la main\nanswers:\n"
once_or_for_good = pytest.mark.parametrize("lasts", [False, True], ids=["once", "for good"])
done_or_not = pytest.mark.parametrize("done", [False, True], ids=["not done", "done all the same"])


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@once_or_for_good
@done_or_not
def test_each_call_fails_in_turn(tmp_path: Path, code: int, lasts: bool, done: bool) -> None:
    def attempt(file: Path, rank: int) -> Faulty:
        disk = Faulty(rank, code, lasts=lasts, done=done)
        acknowledged, attempted = interview(file, disk)
        said_in(file)
        with opened(file) as again:
            found = content(again.data)["answers"]
            assert found.items() >= acknowledged.items(), rank
            assert found.keys() <= attempted, rank
        assert content(said_in(file))["answers"] == found
        assert file.read_text("utf-8").startswith("# à la main\n")
        return disk

    assert sweep(tmp_path, attempt) > 30


@once_or_for_good
@done_or_not
def test_each_call_fails_in_turn_while_the_file_changes_elsewhere(
    tmp_path: Path, lasts: bool, done: bool
) -> None:
    theirs = "# à eux\nanswers: {respondent_role: comm}\n"

    def attempt(file: Path, rank: int) -> Faulty:
        disk = Faulty(rank, errno.EIO, lasts=lasts, done=done)
        acknowledged, _ = interview(file, disk, theirs)
        found: set[str] = set()
        for one in sorted(file.parent.glob("*.yaml")):
            with opened(one) as again:
                found |= content(again.data)["answers"].keys()
        assert found >= acknowledged.keys(), rank
        assert not acknowledged or file.read_text("utf-8").startswith("# à eux\n")
        return disk

    assert sweep(tmp_path, attempt) > 30


def test_the_same_answer_given_again_is_kept_once_there_is_room(tmp_path: Path) -> None:
    disk = Faulty(0, errno.ENOSPC, lasts=True, done=False)
    disk.is_well = True
    notebook = opened(tmp_path / "audit.yaml", disk)
    notebook.record(SetAnswer("org_name", "Valmont"))
    disk.is_well = False
    with pytest.raises(NotSaved, match="le disque est plein ; libérez de la place"):
        notebook.record(SetAnswer("org_type", "commune"))
    assert "org_type" not in content(notebook.data)["answers"]
    disk.is_well = True
    notebook.record(SetAnswer("org_type", "commune"))
    notebook.abandon()
    with opened(tmp_path / "audit.yaml") as again:
        assert content(again.data)["answers"] == {"org_name": "Valmont", "org_type": "commune"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "le disque est plein"),
        (errno.EROFS, "en lecture seule"),
        (errno.EIO, "le disque a signalé une erreur"),
        (errno.EACCES, "vous n’avez pas le droit"),
        (errno.ENOTEMPTY, "lecture ou écriture impossible"),
    ],
)
def test_what_fails_before_the_first_question_is_said_in_french(
    tmp_path: Path, code: int, words: str
) -> None:
    with pytest.raises(NotSaved, match=words):
        opened(tmp_path / "audit.yaml", Faulty(1, code, lasts=True, done=False))


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_a_share_that_cannot_sync_folders_is_a_disk_all_the_same(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sync(file: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", sync)
    if os.name == "nt" or code == errno.EINVAL:
        Disk().sync_folder(tmp_path)
        return
    with pytest.raises(OSError, match=os.strerror(code)):
        Disk().sync_folder(tmp_path)


# ---------------------------------------------------------------- a disk that is really full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_acknowledged(small_disk: Path) -> None:
    file = small_disk / "audit.yaml"
    notebook = opened(file)
    acknowledged = fill(notebook)
    assert 0 < acknowledged < 400
    with pytest.raises(NotSaved, match="le disque est plein"):
        notebook.close()
    said_in(file)
    (small_disk / "filler").unlink()
    with opened(file) as again:
        assert content(again.data)["answers"]["org_name"] == f"Ville {acknowledged}"
    assert content(said_in(file))["answers"]["org_name"] == f"Ville {acknowledged}"


def fill(notebook: Notebook) -> int:
    """Answer until the disk is full, and give the rank of the last answer acknowledged."""
    filler = notebook.file.with_name("filler")
    filler.write_bytes(b"\0" * 36 * 1024)
    for rank in range(1, 400):
        try:
            notebook.record(SetAnswer("org_name", f"Ville {rank}"))
            notebook.record(SetAnswer("handle", "x" * 200, f"compte-{rank}"))
        except NotSaved:
            kept = content(notebook.data)["answers"]["org_name"]
            return int(str(kept).removeprefix("Ville "))
    return 400


@pytest.fixture
def read_only_disk(small_disk: Path) -> Path:
    """A disk where nothing can be written, holding an answers file."""
    (small_disk / "audit.yaml").write_text("playbook_audit: 1\n")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    return small_disk


def test_a_read_only_disk_is_said_before_the_first_question(read_only_disk: Path) -> None:
    with pytest.raises(NotSaved, match="lecture seule"):
        opened(read_only_disk / "audit.yaml")
    with pytest.raises(NotSaved, match="lecture seule"):
        opened(read_only_disk / "new.yaml")
