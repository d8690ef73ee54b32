"""The State's local directory (« annuaire local » of the DILA), streamed: 259 MB need little room.

Two serialisations: the bulk file, one object ``{"service": […]}``, alone or in a ``.tar.bz2``; and
the export of the API, a list ``[…]`` whose own lists are JSON inside texts. Of a record only its
name, its kind and codes, its sites and its networks are looked at: it also names people, with
their telephone and e-mail.
Source of the format: two public importers' code and a real record, November 2026.
"""

import bz2
import json
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, Protocol

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.piece import HEAD, UTF8_MARK, Piece
from playbook_audit.evidence.registers.interface import (
    MOST_CANDIDATES,
    Consulted,
    Kind,
    Networks,
    Record,
    Register,
    Sought,
)
from playbook_audit.evidence.registers.listing import visible, with_accounts
from playbook_audit.model.spelling import folded

SIREN = 9
"""Digits; a SIRET begins with them."""
MOST_BYTES = 1_500_000_000
"""Six times the directory of 2026; counted once decompressed."""
MOST_MEMBERS = 5
"""Of the archive, which holds one file."""
BZIP2 = b"BZh"
MOST_IN_A_RECORD = 5_000_000
"""Bytes; the longest have a page of texts."""
DEEPEST = 50
KEPT = frozenset(
    (
        *("nom", "ancien_code_pivot", "siren", "siret", "pivot"),
        *("site_internet", "reseau_social", "date_modification"),
    )
)
"""All that is looked at in a record."""
LISTS = ("service", "results")
"""The list of records in the bulk file, and in an answer of the API saved as it came."""
SERVICES: Mapping[str, Kind] = {
    "mairie": "commune",
    "epci": "epci",
    "cg": "departement",
    "cr": "region",
}
"""Kinds of records, by ``type_service_local``; the others are offices of somebody else."""
_SIGNS = ('"ancien_code_pivot"', '"type_service_local', '\\"type_service_local')
_MADE_ON = re.compile(r"(20\d\d)-(\d\d)-(\d\d)_\d{6}-data")
_CHANGED_ON = re.compile(r"(\d\d/\d\d/\d{4})(?: .*)?")
_MAIN = re.compile(r".*-01")
"""Deputy town halls of merged communes have the INSEE code of the whole, and another end."""
_ISSUER = "Direction de l’information légale et administrative (Premier ministre)"
_TRUNCATED = "{} ; le fichier est coupé ou abîmé, téléchargez-le encore"


def recognises(piece: Piece) -> bool:
    """Tell whether the piece holds records of the directory, or may be its archive."""
    if piece.head.startswith(BZIP2):
        return True
    return piece.is_json and any(sign in piece.start for sign in _SIGNS)


def consult(piece: Piece, sought: Sought, networks: Networks) -> Consulted:
    """Give the records of a collectivité."""
    with _opened(piece) as (stream, name):
        found = _Found(sought)
        for rank, raw in _services(stream):
            found.look_at(rank, raw)
    records = found.records()
    surely = tuple(_record(one, networks) for one in records)
    maybe = () if surely else tuple(_record(one, networks) for one in found.candidates())
    return Consulted(surely, maybe, _edition(name), tuple(_remarks(surely, found)))


# ---------------------------------------------------------------- bytes


@contextmanager
def _opened(piece: Piece) -> Iterator[tuple["_Counted", str]]:
    """Give the JSON and the name of its file, out of the archive if it is in one."""
    with piece.opened() as stream:
        if not piece.head.startswith(BZIP2):
            yield _Counted(stream), piece.base
            return
        try:
            with bz2.open(stream) as unpacked:
                yield _member(unpacked)
        except (tarfile.TarError, OSError, EOFError) as error:
            raise Refused(_TRUNCATED.format("l’archive s’arrête avant la fin")) from error


def _member(unpacked: IO[bytes]) -> tuple["_Counted", str]:
    """Give the first JSON of an archive, read in passing: nothing is extracted.

    ``tarfile`` would keep the longest extended header a hostile archive can hold.
    """
    for _ in range(MOST_MEMBERS):
        header = unpacked.read(tarfile.BLOCKSIZE)
        if not header.strip(b"\0"):
            break
        member = tarfile.TarInfo.frombuf(header, "utf-8", "surrogateescape")
        if member.isreg() and member.name.lower().endswith(".json"):
            return _Counted(_Part(unpacked, member.size)), member.name.rpartition("/")[2]
        _skip(unpacked, member.size)
    raise Refused("cette archive ne contient pas l’annuaire (un fichier .json)")


def _skip(unpacked: IO[bytes], size: int) -> None:
    """Pass over a member and what fills its last block."""
    left = min(-(-size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE, MOST_BYTES)
    while left > 0 and (passed := len(unpacked.read(min(left, HEAD)))):
        left -= passed


class _Part:
    """The bytes of one member."""

    def __init__(self, unpacked: IO[bytes], size: int) -> None:
        self._unpacked = unpacked
        self._left = size

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes of the member."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._unpacked.read(max(wanted, 0))
        self._left -= len(data)
        return data


class _Bytes(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes."""


class _Counted:
    """A stream that stops beyond any size the directory, or one record of it, may have."""

    def __init__(self, stream: _Bytes) -> None:
        self._stream = stream
        self._taken = self._since = 0
        self._ahead = self._next(HEAD).removeprefix(UTF8_MARK).lstrip()

    @property
    def opening(self) -> bytes:
        """Give the first character; empty when the file is."""
        return self._ahead[:1]

    def mark(self) -> None:
        """Count anew: a record is whole."""
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes; none when none is asked for, which tells bytes from text."""
        if not size or not self._ahead:
            return self._next(size)
        given = self._ahead if size < 0 else self._ahead[:size]
        self._ahead = self._ahead[len(given) :]
        return given

    def _next(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._taken += len(data)
        self._since += len(data)
        if self._taken > MOST_BYTES:
            raise Refused("le fichier est bien plus grand que l’annuaire ; téléchargez-le encore")
        if self._since > MOST_IN_A_RECORD:
            raise Refused("une fiche est démesurée ; téléchargez encore le fichier")
        return data


def _services(stream: _Counted) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give the records with their rank; what is no record is passed over."""
    import ijson

    rank = 0
    try:
        events = ijson.basic_parse(stream, use_float=True)
        for rank, raw in enumerate(_pruned(events, in_list=stream.opening == b"["), start=1):
            stream.mark()
            yield rank, raw
    except (ijson.JSONError, ValueError, OverflowError):
        where = f"illisible après la fiche {rank}" if rank else "illisible dès la première fiche"
        raise Refused(_TRUNCATED.format(where), rank or None) from None  # it quotes the file
    if not rank:
        raise Refused("aucune fiche : ce n’est pas l’annuaire, ou son téléchargement a échoué")


def _pruned(events: Iterator[tuple[str, Any]], *, in_list: bool) -> Iterator[Mapping[str, Any]]:
    """Give each record without what is never looked at, from the events of the parser.

    ``ijson.items`` is twice as fast, but builds what names people, and its memory grows with the
    square of the depth of a hostile file.
    """
    holder = 1 if in_list else 2
    depth, among_services = 0, in_list
    for event, value in events:
        if event == "start_map" and depth == holder and among_services:
            yield _record_of(events)
        elif event in _OPENING:
            depth = _deeper(depth)
        elif event in _CLOSING:
            depth -= 1
        elif event == "map_key" and depth == 1:
            among_services = value in LISTS


def _record_of(events: Iterator[tuple[str, Any]]) -> Mapping[str, Any]:
    """Take a record from its first key to its end: fifteen million events in a directory."""
    from ijson import ObjectBuilder

    builder, depth, kept = ObjectBuilder(), 1, False
    builder.event("start_map", None)
    for event, value in events:
        if event == "map_key" and depth == 1:
            kept = value in KEPT
        elif event in _OPENING:
            depth = _deeper(depth)
        elif event in _CLOSING:
            depth -= 1
        if kept or not depth:
            builder.event(event, value)
        if not depth:
            break
    found: Mapping[str, Any] = builder.value
    return found


def _deeper(depth: int) -> int:
    if depth >= DEEPEST:
        raise ValueError
    return depth + 1


_OPENING = frozenset(("start_map", "start_array"))
_CLOSING = frozenset(("end_map", "end_array"))


# ---------------------------------------------------------------- records


class _Service(NamedTuple):
    """What is kept of a record: neither people, nor telephones, nor e-mails."""

    rank: int
    id: str
    name: str
    kind: Kind
    communes: tuple[str, ...]
    siren: str
    changed: str
    sites: tuple[str, ...]
    networks: tuple[tuple[str, str], ...]


class _Found:
    """The records that bear the code sought, and those that might be meant."""

    def __init__(self, sought: Sought) -> None:
        self.sought = sought
        self.coded: list[_Service] = []
        self.alike: list[_Service] = []
        self.unnumbered = 0
        """Intercommunalités without SIREN nor SIRET, which no code can find."""
        self._name = _bare(sought.name or "")

    def look_at(self, rank: int, raw: Mapping[str, Any]) -> None:
        """Keep a record if it has to do with what is sought."""
        for pivot in _listed(raw.get("pivot")):
            kind = SERVICES.get(_text(pivot.get("type_service_local")))
            if kind is not None and self._concerns(kind, raw):
                self._take(_service(rank, raw, kind))
                return

    def records(self) -> list[_Service]:
        """Give the only record that can be meant; nothing when there are several."""
        main = [one for one in self.coded if _MAIN.fullmatch(one.id)]
        asked = [one for one in self.coded if one.id and one.id == self.sought.record]
        named = [one for one in self.coded if not one.id]
        chosen = asked or main or (named if len(self.coded) == 1 else [])
        return chosen if len(chosen) == 1 else []

    def candidates(self) -> list[_Service]:
        """Give what to choose from when nothing is sure."""
        return (self.coded or self.alike)[:MOST_CANDIDATES]

    def _concerns(self, kind: Kind, raw: Mapping[str, Any]) -> bool:
        asked = self.sought.kind in (None, "other", kind)
        return asked or _text(raw.get("ancien_code_pivot")) == self.sought.record

    def _take(self, one: _Service) -> None:
        if self._bears(one):
            self.coded.append(one)
            return
        self.unnumbered += one.kind == "epci" and not one.siren
        near = len(self.alike) < MOST_CANDIDATES and self._may_be(one)
        self.alike += [one] if near else []

    def _bears(self, one: _Service) -> bool:
        """Tell whether a record has the code; that of its seat proves nothing but for a mairie."""
        sought = self.sought
        if sought.record is not None and one.id == sought.record:
            return True
        if sought.siren is not None and one.siren == sought.siren:
            return True
        return one.kind == "commune" and sought.insee is not None and sought.insee in one.communes

    def _may_be(self, one: _Service) -> bool:
        if one.kind == "departement" and self.sought.kind == "departement" and self.sought.insee:
            return any(code.startswith(self.sought.insee) for code in one.communes)
        return bool(self._name) and _bare(one.name) == self._name


def _bare(name: str) -> str:
    """Give a name without what says its kind: « Mairie - Valmont », « Conseil régional - … »."""
    shown = re.sub(r"\(.*?\)", " ", name.rpartition(" - ")[2])
    return folded(re.sub(r"[-\s]+", " ", shown))


def _service(rank: int, raw: Mapping[str, Any], kind: Kind) -> _Service:
    siren = re.sub(r"\D", "", _text(raw.get("siren")) or _text(raw.get("siret")))[:SIREN]
    return _Service(
        rank=rank,
        id=_text(raw.get("ancien_code_pivot")),
        name=_text(raw.get("nom")),
        kind=kind,
        communes=tuple(_communes(raw)),
        siren=siren if len(siren) == SIREN else "",
        changed=_text(raw.get("date_modification")),
        sites=tuple(
            filter(None, (_text(one.get("valeur")) for one in _listed(raw.get("site_internet"))))
        ),
        networks=tuple(_networks(raw)),
    )


def _communes(raw: Mapping[str, Any]) -> Iterator[str]:
    for pivot in _listed(raw.get("pivot")):
        codes = pivot.get("code_insee_commune")
        yield from (_text(one) for one in (codes if isinstance(codes, list) else [codes]))


def _networks(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in _listed(raw.get("reseau_social")):
        if value := _text(one.get("valeur")):
            yield value, _text(one.get("custom_dico2"))


def _listed(value: Any) -> Sequence[Mapping[str, Any]]:
    """Give the objects of a list, which may be written as a text, or be missing."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.startswith(("[", "{")) else []
        except (ValueError, RecursionError):
            return ()
    rows = value if isinstance(value, list) else [value]
    return [one for one in rows if isinstance(one, dict)]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


# ---------------------------------------------------------------- what is told


def _record(one: _Service, networks: Networks) -> Record:
    changed = _CHANGED_ON.fullmatch(one.changed)
    record = Record(
        id=visible(one.id),
        name=visible(one.name),
        dated=f"fiche modifiée le {changed[1]}" if changed else "fiche sans date",
        kind=one.kind,
        sites=tuple(map(visible, one.sites)),
    )
    return with_accounts(record, one.networks, networks)


def _remarks(records: Sequence[Record], found: _Found) -> Iterator[str]:
    if not records and found.sought.kind == "epci" and found.unnumbered:
        yield "des intercommunalités y sont sans SIREN ni SIRET : la vôtre est peut-être du nombre"


def _edition(name: str) -> str:
    """Give the mention that the licence asks for."""
    made = _MADE_ON.search(name)
    dated = f", fichier du {made[3]}/{made[2]}/{made[1]}" if made else ""
    return f"{_ISSUER}{dated}, Licence Ouverte 2.0"


REGISTER = Register(
    id="dila",
    title="annuaire local de la DILA",
    obtained="Service-Public.fr, données locales (all_latest.tar.bz2), ou l’export JSON de l’API",
    needs_a_code=True,
    recognises=recognises,
    consult=consult,
)
