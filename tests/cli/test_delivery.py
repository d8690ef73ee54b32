"""Files are written whole, all of them or none."""

import os
import stat
import threading
from pathlib import Path

import pytest

from playbook_audit.cli import delivery
from playbook_audit.cli.delivery import deliver, deliver_new, folder_for
from playbook_audit.model.errors import UnreadableFile


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_documents_are_utf8_with_bare_line_ends(tmp_path: Path) -> None:
    deliver({tmp_path / "r.md": "l’été\nfin\n"})
    assert (tmp_path / "r.md").read_bytes() == "l’été\nfin\n".encode()
    assert names(tmp_path) == ["r.md"]


def test_a_half_character_never_loses_a_document(tmp_path: Path) -> None:
    deliver({tmp_path / "r.md": "nom \udce9"})
    assert (tmp_path / "r.md").read_bytes() == b"nom ?"


def test_when_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ancien", encoding="utf-8")
    (tmp_path / "dossier").mkdir()
    with pytest.raises(UnreadableFile):
        deliver({tmp_path / "a.md": "neuf", tmp_path / "dossier": "neuf"})
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "ancien"
    assert names(tmp_path) == ["a.md", "dossier"]


def test_a_disk_that_fails_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.md").write_text("ancien", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile) as raised:
        deliver({tmp_path / "a.md": "neuf"})
    assert "disque" in raised.value.reason
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "ancien"
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_cannot_take_its_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UnreadableFile):
        deliver({tmp_path / "a.md": "neuf"})
    assert names(tmp_path) == []


def test_on_windows_a_file_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []
    replace = Path.replace

    def held_twice(self: Path, target: Path) -> Path:
        tries.append(self)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(delivery, "ON_WINDOWS", True)
    monkeypatch.setattr(delivery, "PAUSE", 0.0)
    deliver({tmp_path / "a.md": "neuf"})
    assert len(tries) == 3
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "neuf"


@pytest.mark.parametrize(("on_windows", "attempts"), [(True, delivery.ATTEMPTS), (False, 1)])
def test_a_file_held_for_good_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_windows: bool, attempts: int
) -> None:
    tries: list[Path] = []

    def held(self: Path, target: Path) -> Path:
        tries.append(self)
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(delivery, "ON_WINDOWS", on_windows)
    monkeypatch.setattr(delivery, "PAUSE", 0.0)
    with pytest.raises(UnreadableFile):
        deliver({tmp_path / "a.md": "neuf"})
    assert len(tries) == attempts
    assert names(tmp_path) == []


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ancien", encoding="utf-8")
    (tmp_path / "lien.md").symlink_to(tmp_path / "a.md")
    deliver({tmp_path / "lien.md": "neuf"})
    assert (tmp_path / "lien.md").is_symlink()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "neuf"


def test_the_rights_of_a_former_file_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("ancien", encoding="utf-8")
    file.chmod(0o640)
    deliver({file: "neuf"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    deliver({pipe: "neuf"})
    reader.join(timeout=10)
    assert read == ["neuf"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_new_document_is_written_beside_others(tmp_path: Path) -> None:
    deliver_new(tmp_path / "audit.yaml", "neuf")
    assert names(tmp_path) == ["audit.yaml"]


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert folder_for(tmp_path / "a" / "b").is_dir()
    assert folder_for(tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    for path in (tmp_path / "a", tmp_path / "a" / "b"):
        with pytest.raises(UnreadableFile):
            folder_for(path)
