"""Bytes to text: size cap and encoding, without ever guessing."""

import codecs
from pathlib import Path

from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput, UnreadableFile

MOST_BYTES = 10 * 1024 * 1024
"""An answers file of 10,000 accounts weighs one tenth of this."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(file: Path, most: int | None = None) -> str:
    """Give the text of a file of so many bytes; raise ``UnreadableFile`` or ``InvalidInput``."""
    limit = MOST_BYTES if most is None else most
    try:
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableFile(str(file), reason_of(error)) from error
    if len(data) > limit:
        raise InvalidInput([_diagnostic(file, None, "FILE-SIZE", _TOO_BIG)])
    return decode(data, file)


def decode(data: bytes, file: Path) -> str:
    """Give the text of bytes: the encoding its first bytes announce, otherwise UTF-8."""
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    body = data[len(mark) :]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise InvalidInput([_diagnostic(file, line, "FILE-ENCODING", _NOT_UTF8)]) from error


_TOO_BIG = "le fichier dépasse 10 Mo ; vérifiez qu’il s’agit bien d’un fichier de réponses"
_NOT_UTF8 = "caractères illisibles ; enregistrez le fichier en « UTF-8 », puis recommencez"


def _diagnostic(file: Path, line: int | None, code: str, message: str) -> Diagnostic:
    return Diagnostic(str(file), line, None, "", code, message)


_SPACES = "\u00a0\u202f"  # not printable for Python, and common in French


def shortened(value: object, most: int = 40) -> str:
    """Give what was read, short enough for a message, controls shown as codes."""
    text = value if isinstance(value, str) else str(value)
    shown = "".join(
        one if one.isprintable() or one in _SPACES else f"\\x{ord(one):02x}"
        for one in text[: most + 1]
    )
    return shown if len(shown) <= most else f"{shown[:most]}…"


def reason_of(error: OSError) -> str:
    """Give, in French, why a file cannot be used."""
    if isinstance(error, FileNotFoundError):
        return "ce fichier n’existe pas ; vérifiez le nom et le dossier"
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier ; indiquez un fichier"
    if isinstance(error, PermissionError):
        return "vous n’avez pas le droit de l’ouvrir ; vérifiez les droits ou copiez-le ailleurs"
    if isinstance(error, FileExistsError):
        return "un fichier de ce nom existe déjà"
    return "lecture ou écriture impossible ; vérifiez le disque et le nom du fichier"
