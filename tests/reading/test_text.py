"""Bytes to text: the encoding a file announces, otherwise UTF-8, and never a guess."""

import codecs
import os
from pathlib import Path

import pytest

from playbook_audit.model.errors import InvalidInput, UnreadableFile
from playbook_audit.reading import text as reading_text
from playbook_audit.reading.text import decode, read_text, reason_of, shortened

WORDS = "Évry – l’été 😀\r\nAÿ\n"
ENCODED = {
    "utf-8": WORDS.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + WORDS.encode(),
    "utf-16 of Windows": codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
    "utf-16 the other way": codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_the_text_comes_out_whole_and_without_its_mark(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_bytes(data)
    assert read_text(file) == WORDS


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\xe9", 1),
        (b"a\nb\r\n\xe9t\xe9\n", 3),
        (codecs.BOM_UTF8 + b"a\n\xff", 2),
        (codecs.BOM_UTF16_LE + b"a", 1),
    ],
)
def test_another_encoding_is_refused_at_its_line(data: bytes, line: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        decode(data, Path("f.yaml"))
    [fault] = refused.value.diagnostics
    assert (fault.file, fault.line, fault.code) == ("f.yaml", line, "FILE-ENCODING")
    assert "UTF-8" in fault.message


def test_a_file_of_just_the_size_allowed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_text, "MOST_BYTES", 10)
    file = tmp_path / "audit.yaml"
    file.write_bytes(b"x" * 10)
    assert read_text(file) == "x" * 10
    file.write_bytes(b"x" * 11)
    with pytest.raises(InvalidInput) as refused:
        read_text(file)
    assert [(one.line, one.code) for one in refused.value.diagnostics] == [(None, "FILE-SIZE")]


def test_a_missing_file_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="ce fichier n’existe pas"):
        read_text(tmp_path / "rien.yaml")


def test_a_folder_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="c’est un dossier"):
        read_text(tmp_path)


def test_a_folder_that_is_a_file_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    with pytest.raises(UnreadableFile, match="vérifiez le disque et le nom"):
        read_text(tmp_path / "fichier" / "audit.yaml")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read anything"
)
def test_a_file_one_may_not_open_is_said_in_french(tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_text("")
    file.chmod(0)
    with pytest.raises(UnreadableFile, match="vous n’avez pas le droit de l’ouvrir"):
        read_text(file)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "vous n’avez pas le droit"),
        (FileExistsError(17, "File exists"), "existe déjà"),
        (OSError(28, "No space left on device"), "lecture ou écriture impossible"),
    ],
)
def test_reasons_are_in_french(error: OSError, words: str) -> None:
    assert words in reason_of(error)
    assert (error.strerror or "") not in reason_of(error)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("commune", "commune"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 40 + "…"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202e", "\\x202e"),
        ("8\u202f012\u00a0habitants", "8\u202f012\u00a0habitants"),
        ("\x1b" * 30, ("\\x1b" * 30)[:40] + "…"),
        (["a"], "['a']"),
    ],
)
def test_what_was_read_is_shown_short_and_without_controls(value: object, shown: str) -> None:
    assert shortened(value) == shown
