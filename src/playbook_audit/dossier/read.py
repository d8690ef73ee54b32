"""Reads an answers file, YAML or JSON, with every fault of the file at once."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook_audit.dossier.convert import convert
from playbook_audit.dossier.french import Unreadable, clean, day
from playbook_audit.model.address import platform_of
from playbook_audit.model.answer import (
    ORIGINS,
    Acceptance,
    Account,
    Answer,
    Answers,
    Contradicted,
)
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import InvalidInput
from playbook_audit.model.question import Question
from playbook_audit.model.spelling import suggestion
from playbook_audit.reading.json import parse_json, places_in_json, says_json
from playbook_audit.reading.text import read_text, shortened
from playbook_audit.reading.yaml import Document, Keys, parse_yaml

FORMAT = "1"
FILE_FIELDS = (
    "playbook_audit",
    "catalogue",
    "generation",
    "on",
    "answers",
    "accounts",
    "accepted",
    "plan",
    "orphans",
)
ANSWER_FIELDS = ("value", "note", "by", "at")
CONTRADICTED_FIELDS = ("value", "origin", "by", "at")
ACCEPTANCE_FIELDS = ("fingerprint", "reason", "by", "until")


def read_answers(file: Path, catalogue: Catalogue, on: date) -> Answers:
    """Read an answers file against a catalogue; ``on`` is the date of the audit if it says none.

    Raise ``UnreadableFile``, or ``InvalidInput`` with every fault.
    """
    return parse_answers(read_text(file), str(file), catalogue, on)


def parse_answers(text: str, file: str, catalogue: Catalogue, on: date) -> Answers:
    """Read the text of an answers file; raise ``InvalidInput`` with every fault."""
    document = parse_document(text, file)
    reader = _Reader(document, catalogue, on)
    answers = reader.read()
    if reader.faults:
        if says_json(text, file):
            document.places.update(places_in_json(text, file))
        raise InvalidInput(reader.diagnostics())
    return answers


def answers_from(data: Any, file: str, catalogue: Catalogue, on: date) -> Answers:
    """Read answers already parsed to plain data with text scalars, as rule examples are."""
    reader = _Reader(Document(file, data), catalogue, on)
    answers = reader.read()
    if reader.faults:
        raise InvalidInput(reader.diagnostics())
    return answers


def readable(data: Any, catalogue: Catalogue, on: date) -> Answers:
    """Give what can be read of plain data; what is refused is left out."""
    return _Reader(Document("", data), catalogue, on).read()


def parse_document(text: str, file: str) -> Document:
    """Give the plain data of an answers file, whatever it says; raise ``InvalidInput``."""
    return parse_json(text, file) if says_json(text, file) else parse_yaml(text, file)


def account_keys(data: Any, file: str, catalogue: Catalogue, on: date) -> list[str | None]:
    """Give the key each account is known by, in the order of the file; None for an empty block."""
    reader = _Reader(Document(file, data), catalogue, on)
    rows = data.get("accounts") or ()
    read = [None if _is_blank(row) else reader.account(rank, row) for rank, row in enumerate(rows)]
    return [None if account is None else account.key for account in read]


class _Reader:
    """Reads one document, noting faults by path; places are looked up only when there are some."""

    def __init__(self, document: Document, catalogue: Catalogue, on: date) -> None:
        self.document = document
        self.questionnaire = catalogue.questionnaire
        self.networks = catalogue.rulebook.networks
        self.on = on
        self.faults: list[tuple[Keys, str, str]] = []

    def diagnostics(self) -> list[Diagnostic]:
        """Give the faults with their places, in the order of the file."""
        found = [self.document.diagnostic(*fault) for fault in self.faults]
        return sorted(found, key=lambda one: (one.line or 0, one.column or 0))

    def refuse(self, keys: Keys, code: str, message: str) -> None:
        """Note a fault."""
        self.faults.append((keys, code, message))

    def read(self) -> Answers:
        """Give the answers; what is refused is left out."""
        data = self.document.data
        if not isinstance(data, dict):
            self.refuse((), "ANS-SHAPE", _NOT_ANSWERS)
            data = {}
        self._fields(data, FILE_FIELDS, ())
        self._format(data)
        stated = self._date(data, "on", ())
        self.on = stated or self.on
        answers = self._audit(self._mapping(data, "answers"))
        accounts = self._accounts(data)
        return Answers(
            answers=_with_presence(answers, accounts),
            accounts=accounts,
            on=stated,
            catalogue=self._text(data, "catalogue"),
            accepted=self._acceptances(data),
            input_name=Path(self.document.file).name,
            input_sha256=canonical_hash(data),
        )

    def _format(self, data: dict[str, Any]) -> None:
        stated = data.get("playbook_audit")
        if stated not in (None, FORMAT):
            message = f"format « {shortened(stated)} » inconnu ; cet outil lit le format {FORMAT}"
            self.refuse(("playbook_audit",), "ANS-FORMAT", message)

    def _fields(self, data: dict[str, Any], known: Iterable[str], keys: Keys) -> None:
        """Refuse the fields of a mapping that nothing reads."""
        for name in data:
            if name not in known:
                hint = suggestion(name, known) or f" ; champs admis : {', '.join(known)}"
                message = f"champ inconnu « {shortened(name)} »{hint}"
                self.refuse((*keys, name), "ANS-FIELD", message)

    def _mapping(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        found = data.get(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.refuse((name,), "ANS-SHAPE", "une liste « question: réponse » est attendue")
            return {}
        return found

    def _text(self, data: dict[str, Any], name: str) -> str | None:
        written = data.get(name)
        if written is None or isinstance(written, str):
            return written
        self.refuse((name,), "ANS-SHAPE", "un texte est attendu")
        return None

    def _date(self, data: dict[str, Any], name: str, keys: Keys) -> date | None:
        written = data.get(name)
        if written is None:
            return None
        found = day(written) if isinstance(written, str) else None
        if found is None:
            self.refuse((*keys, name), "ANS-DATE", "un jour est attendu, comme 2026-11-22")
        return found

    def _audit(self, given: dict[str, Any]) -> dict[str, Answer]:
        """Read the answers asked once; those a table depends on are read before it."""
        questions = self.questionnaire.audit_questions
        read: dict[str, Answer] = {}
        ranks = {name: rank for rank, name in enumerate(questions)}
        for name in sorted(given, key=lambda one: ranks.get(one, len(ranks))):
            question = questions.get(name)
            if question is None:
                self._unknown_question(("answers", name), name, questions)
                continue
            answer = self._answer(("answers", name), question, given[name], partial(_chosen, read))
            if answer is not None:
                read[name] = answer
        return {name: read[name] for name in questions if name in read}

    def _unknown_question(self, keys: Keys, name: str, questions: dict[str, Question]) -> None:
        elsewhere = name in self.questionnaire.account_questions
        if elsewhere and questions is self.questionnaire.audit_questions:
            message = f"« {name} » se répond pour chaque compte ; déplacez-la sous « accounts »"
        elif name in self.questionnaire.audit_questions:
            message = f"« {name} » se répond une fois ; déplacez-la sous « answers »"
        else:
            message = f"question inconnue « {shortened(name)} »{suggestion(name, questions)}"
        self.refuse(keys, "ANS-QUESTION", message)

    def _accounts(self, data: dict[str, Any]) -> tuple[Account, ...] | None:
        rows = data.get("accounts")
        if rows is None:
            return None
        if not isinstance(rows, list):
            self.refuse(
                ("accounts",), "ANS-SHAPE", "une liste de comptes est attendue, un par tiret"
            )
            return None
        read = [
            None if _is_blank(row) else self.account(rank, row) for rank, row in enumerate(rows)
        ]
        self._distinct(read)
        accounts = [account for account in read if account is not None]
        if rows and not accounts:
            return None
        return tuple(sorted(accounts, key=lambda account: account.key))

    def account(self, rank: int, row: Any) -> Account | None:
        """Give one account of the list, or None when it is no account."""
        keys: Keys = ("accounts", rank)
        if not isinstance(row, dict):
            self.refuse(keys, "ANS-SHAPE", "un compte est une suite « question: réponse »")
            return None
        questions = self.questionnaire.account_questions
        read: dict[str, Answer] = {}
        for name, raw in row.items():
            if name == "key":
                continue
            question = questions.get(name)
            if question is None:
                self._unknown_question((*keys, name), name, questions)
                continue
            answer = self._answer((*keys, name), question, raw, partial(_chosen, read))
            if answer is not None:
                read[name] = answer
        self._deduce_platform(read)
        return Account(self._key(rank, row, read), {n: read[n] for n in questions if n in read})

    def _deduce_platform(self, read: dict[str, Answer]) -> None:
        """Fill the network from the address of the account, when only one fits."""
        handle = read.get("handle")
        if "platform" in read or handle is None or not isinstance(handle.value, str):
            return
        platform = platform_of(handle.value, self.networks)
        if platform is not None:
            read["platform"] = Answer(platform, origin="deduced")

    def _key(self, rank: int, row: dict[str, Any], read: dict[str, Answer]) -> str:
        """Give the key of an account: the one written, or its network and rank."""
        written = row.get("key")
        if written is None:
            platform = read.get("platform")
            network = None if platform is None else platform.value
            if not isinstance(network, str):  # not known, or contradicted
                network = "compte"
            return f"{network}-{rank + 1}"
        key = clean(str(written))
        if not key or not all(one.isalnum() or one in "-_" for one in key):
            message = "la clé d’un compte ne contient que des lettres, chiffres et tirets"
            self.refuse(("accounts", rank, "key"), "ANS-KEY", message)
        return key

    def _distinct(self, accounts: list[Account | None]) -> None:
        seen: dict[str, int] = {}
        for rank, account in enumerate(accounts):
            if account is None:
                continue
            if account.key in seen:
                message = (
                    f"la clé « {account.key} » est déjà celle du compte {seen[account.key] + 1}"
                )
                self.refuse(("accounts", rank, "key"), "ANS-TWICE", message)
            seen.setdefault(account.key, rank)

    def _answer(
        self,
        keys: Keys,
        question: Question,
        raw: Any,
        chosen: Callable[[str], frozenset[str] | None],
    ) -> Answer | None:
        """Give one answer, bare or with its note and author; None when the line is empty."""
        if raw is None:
            return None
        if isinstance(raw, dict) and "contradicted" in raw:
            return self._contradicted(keys, question, raw, chosen)
        if not isinstance(raw, dict) or "value" not in raw:
            return self._value(keys, question, raw, chosen)
        self._fields(raw, ANSWER_FIELDS, keys)
        if raw["value"] is None:
            return None
        answer = self._value((*keys, "value"), question, raw["value"], chosen)
        if answer is None:
            return None
        note, author = raw.get("note"), raw.get("by")
        return answer._replace(
            note=clean(str(note)) if note else None, by=clean(str(author)) if author else None
        )

    def _value(
        self,
        keys: Keys,
        question: Question,
        raw: Any,
        chosen: Callable[[str], frozenset[str] | None],
    ) -> Answer | None:
        try:
            return Answer(convert(question, raw, self.on, chosen))
        except Unreadable as error:
            read = "" if isinstance(raw, dict | list) else f"« {shortened(raw)} » : "
            text = str(error)
            self.refuse(keys, "ANS-VALUE", text if text.startswith("«") else f"{read}{text}")
            return None

    def _contradicted(
        self,
        keys: Keys,
        question: Question,
        raw: dict[str, Any],
        chosen: Callable[[str], frozenset[str] | None],
    ) -> Answer | None:
        rows = raw["contradicted"]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(keys, "ANS-SHAPE", "une liste de valeurs contredites est attendue")
            return None
        read = [
            self._contradiction((*keys, "contradicted", rank), question, row, chosen)
            for rank, row in enumerate(rows)
            if row.get("value") is not None
        ]
        kept = [one for one in read if one is not None and one.value is not None]
        values = tuple(one.value for one in kept if one.value is not None)
        origins = tuple(one.origin for one in kept)
        return Answer(Contradicted(values, origins)) if values else Answer(None)

    def _contradiction(
        self,
        keys: Keys,
        question: Question,
        row: dict[str, Any],
        chosen: Callable[[str], frozenset[str] | None],
    ) -> Answer | None:
        """Give one of the values kept side by side, with where it comes from."""
        self._fields(row, CONTRADICTED_FIELDS, keys)
        origin = row.get("origin") or "declared"
        if origin not in ORIGINS:
            accepted = ", ".join(ORIGINS)
            message = f"« {shortened(origin)} » : une origine est {accepted}"
            self.refuse((*keys, "origin"), "ANS-ORIGIN", message + suggestion(str(origin), ORIGINS))
            return None
        answer = self._value(keys, question, row["value"], chosen)
        return None if answer is None else answer._replace(origin=origin)

    def _acceptances(self, data: dict[str, Any]) -> tuple[Acceptance, ...]:
        rows = data.get("accepted") or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(("accepted",), "ANS-SHAPE", "une liste de constats acceptés est attendue")
            return ()
        return tuple(self._acceptance(rank, row) for rank, row in enumerate(rows))

    def _acceptance(self, rank: int, row: dict[str, Any]) -> Acceptance:
        keys: Keys = ("accepted", rank)
        self._fields(row, ACCEPTANCE_FIELDS, keys)
        for name in ("fingerprint", "reason"):
            if not clean(str(row.get(name) or "")):
                self.refuse((*keys, name), "ANS-ACCEPTED", f"il manque « {name} »")
        author = row.get("by")
        return Acceptance(
            fingerprint=str(row.get("fingerprint") or ""),
            reason=clean(str(row.get("reason") or "")),
            by=clean(str(author)) if author else None,
            until=self._date(row, "until", keys),
        )


_NOT_ANSWERS = (
    "ce fichier n’est pas un fichier de réponses ; "
    "« playbook-audit template » en écrit un à remplir"
)


def _is_blank(row: Any) -> bool:
    """Tell whether an account is the empty block of the template, which says nothing yet."""
    return isinstance(row, dict) and all(value is None for value in row.values())


def _chosen(read: dict[str, Answer], name: str) -> frozenset[str] | None:
    """Give the choices made at a question already read, or None."""
    answer = read.get(name)
    value = None if answer is None else answer.value
    return value if isinstance(value, frozenset) else None


def _with_presence(
    answers: dict[str, Answer], accounts: tuple[Account, ...] | None
) -> dict[str, Answer]:
    """Deduce presence from a list of accounts when the question itself has no line."""
    if "org_presence" in answers or not accounts:
        return answers
    return {**answers, "org_presence": Answer("yes", origin="deduced")}


def canonical_hash(data: Any) -> str:
    """Give the hash of plain data whatever its order, its format, and how often it was saved."""
    if isinstance(data, dict):
        data = {name: value for name, value in data.items() if name != "generation"}
    accounts = data.get("accounts") if isinstance(data, dict) else None
    if not isinstance(accounts, list):
        return sha256(_canonical(data).encode()).hexdigest()
    rest = _canonical({name: value for name, value in data.items() if name != "accounts"})
    listed = sorted(_canonical(account) for account in accounts)
    return sha256("\n".join((rest, *listed)).encode()).hexdigest()


def _canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True)
