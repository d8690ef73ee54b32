"""Takes the catalogue of a past commit out of git, asking git itself.

``git archive`` is one process and one answer, needs no library, and changes nothing in the folder
one works in. Nothing is fetched: what the machine does not hold stays unknown.
"""

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from shutil import which

from playbook_audit.model.errors import UnreadableFile
from playbook_audit.model.spelling import suggestion

FOLDERS = ("questions", "scoring")
INSTEAD = "ou donnez le chemin d’un dossier qui contient questions/ et scoring/"
NO_GIT = f"git est introuvable sur cette machine ; installez-le, {INSTEAD}"
NO_CHECKOUT = (
    "ce n’est pas un dossier, et le catalogue en service n’est pas dans un dépôt git ; "
    "lancez la commande depuis une copie de développement, " + INSTEAD
)
NO_SUCH_VERSION = "ni version connue de git, ni dossier qui contient questions/ et scoring/"
LISTED = " ; « git tag » et « git log » listent les versions"
NO_CATALOGUE = (
    f"cette version n’a pas questions/ et scoring/ ; prenez-en une plus récente, {INSTEAD}"
)
OFFLINE = ("-c", "protocol.allow=never")
"""Even a partial clone, which fetches what it lacks, stays on the machine."""


def extract(ref: str, checkout: Path, into: Path) -> None:
    """Write the YAML files of a tag, branch or commit under a folder.

    Raise ``UnreadableFile`` when there is no git, no checkout, no such version, no catalogue in it.
    """
    packed = _git(checkout, "archive", "--format=tar", _commit(ref, checkout), *FOLDERS)
    if packed is None:
        raise UnreadableFile(ref, NO_CATALOGUE)
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        for member in archive:
            stream = archive.extractfile(member) if _is_ours(member) else None
            if stream is not None:
                target = into / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())


def _is_ours(member: tarfile.TarInfo) -> bool:
    """Tell a YAML file of the catalogue from links, and from names that lead elsewhere."""
    path = PurePosixPath(member.name)
    inside = path.parts[0] in FOLDERS and ".." not in path.parts
    return member.isfile() and inside and path.suffix == ".yaml"


def _commit(ref: str, checkout: Path) -> str:
    """Give the full name of the commit a word stands for."""
    if _git(checkout, "rev-parse", "--git-dir") is None:
        raise UnreadableFile(ref, NO_CHECKOUT)
    found = None
    if ref.isprintable() and not ref.startswith("-"):  # git would take a dash for an option
        found = _git(checkout, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not (found and found.strip().isalnum()):  # « ^v1 » is a commit left out, not one chosen
        hint = suggestion(ref, _names(checkout)) or LISTED
        raise UnreadableFile(ref, f"{NO_SUCH_VERSION}{hint}")
    return found.decode("ascii").strip()


def _names(checkout: Path) -> list[str]:
    """Give the tags and branches, to suggest one."""
    listed = _git(checkout, "for-each-ref", "--format=%(refname:short)") or b""
    return ["HEAD", *listed.decode("utf-8", "replace").split()]


def _git(checkout: Path, *words: str) -> bytes | None:
    """Give what git answers, or None when it refuses."""
    program = which("git")
    if program is None:
        raise UnreadableFile("git", NO_GIT)
    done = subprocess.run(  # noqa: S603 - no shell; what a person typed never begins with a dash
        [program, *OFFLINE, "-C", str(checkout), *words],
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None
