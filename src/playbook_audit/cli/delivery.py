"""Writes documents to files: all of them or none, never half of one."""

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from playbook_audit.model.errors import UnreadableFile
from playbook_audit.reading.text import reason_of

ON_WINDOWS = os.name == "nt"
ATTEMPTS = 8
PAUSE = 0.25
"""Seconds: on Windows an antivirus or a synchronised folder may hold a file for a moment."""
NO_FOLDER = "ce dossier n’existe pas ; créez-le, ou choisissez-en un autre"
A_FOLDER = "c’est un dossier ; indiquez un fichier"
NOT_A_FOLDER = "c’est un fichier ; indiquez un dossier"
EXISTS = "ce fichier existe déjà et peut contenir vos réponses ; choisissez un autre nom"


def deliver(documents: Mapping[Path, str]) -> None:
    """Write every document to its file, or raise ``UnreadableFile`` and leave all as it was."""
    staged: dict[Path, Path] = {}
    try:
        for target, text in documents.items():
            _stage(target, text.encode("utf-8", "replace"), staged)
        for target, temporary in staged.items():
            _replace(temporary, target)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def deliver_new(target: Path, text: str) -> None:
    """Write a document people will fill in, never over a file that exists."""
    if target.exists():
        raise UnreadableFile(str(target), A_FOLDER if target.is_dir() else EXISTS)
    deliver({target: text})


def folder_for(path: Path) -> Path:
    """Give a folder, made if need be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UnreadableFile(str(path), NOT_A_FOLDER) from error
    except OSError as error:
        raise UnreadableFile(str(path), reason_of(error)) from error
    return path


def _stage(target: Path, data: bytes, staged: dict[Path, Path]) -> None:
    """Write a document beside its place, safely on the disk."""
    if target.is_dir():
        raise UnreadableFile(str(target), A_FOLDER)
    if not target.parent.is_dir():
        raise UnreadableFile(str(target.parent), NO_FOLDER)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe is written to, never replaced
            return
        place = target.resolve()  # a link is followed, not replaced
        temporary = place.with_name(f".{place.name[:40]}.{secrets.token_hex(4)}.tmp")
        staged[place] = temporary
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            temporary.chmod(place.stat().st_mode & 0o7777)
    except OSError as error:
        raise UnreadableFile(str(target), reason_of(error)) from error


def _replace(temporary: Path, target: Path) -> None:
    """Put a document in its place at one stroke."""
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            temporary.replace(target)
            break
        except OSError as error:
            held = ON_WINDOWS and isinstance(error, PermissionError)
            if not held or not attempts_left:
                raise UnreadableFile(str(target), reason_of(error)) from error
        time.sleep(PAUSE)
