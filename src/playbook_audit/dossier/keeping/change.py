"""What one step of an interview changes in the plain data of an answers file.

A change names the value it leaves, never the one it found: applying the same changes again, in
their order, to data that holds them already gives the same data, but for the order of accounts.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw]"
"""An answer as a file holds it: a text, a list, a table, or a value with its note."""
Data: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """An answer takes a value; ``account`` is None for what is asked once."""

    question: str
    raw: Raw
    account: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveAnswer:
    """An answer goes back to « pas encore répondu »."""

    question: str
    account: str | None = None


@dataclass(frozen=True, slots=True)
class AddAccount:
    """An account without answers joins the list."""

    account: str


@dataclass(frozen=True, slots=True)
class DropAccount:
    """An account leaves the list with its answers."""

    account: str


Change: TypeAlias = SetAnswer | RemoveAnswer | AddAccount | DropAccount
_ACTS: dict[str, type[Change]] = {
    "set": SetAnswer,
    "remove": RemoveAnswer,
    "add": AddAccount,
    "drop": DropAccount,
}


def as_plain(change: Change) -> Data:
    """Give a change as plain data, for one line of the journal."""
    act = next(name for name, kind in _ACTS.items() if isinstance(change, kind))
    fields = {name: getattr(change, name) for name in change.__slots__}
    plain = {name: value for name, value in fields.items() if value is not None}
    return {"act": act, **_whole(plain)}


def from_plain(data: Data) -> Change:
    """Give the change that plain data describes; raise ``ValueError`` when there is none."""
    fields = dict(data)
    kind = _ACTS.get(fields.pop("act", ""))
    if kind is None or not _is_raw(fields):
        raise ValueError
    try:
        return kind(**fields)
    except TypeError as error:
        raise ValueError from error


def _is_raw(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_raw(one) for name, one in value.items())
    if isinstance(value, list):
        return all(_is_raw(one) for one in value)
    return isinstance(value, str)


def _whole(value: Any) -> Any:
    """Give plain data whose half characters, which no file can hold, are replaced."""
    if isinstance(value, dict):
        return {_whole(name): _whole(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(one) for one in value]
    if not isinstance(value, str):
        message = f"an answer is made of texts, not {type(value).__name__}"
        raise TypeError(message)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# ---------------------------------------------------------------- applying


@dataclass(frozen=True, slots=True)
class Order:
    """In which order a file names its fields, its answers and those of an account."""

    fields: tuple[str, ...]
    answers: tuple[str, ...]
    account: tuple[str, ...]


def apply(change: Change, data: Data, order: Order) -> None:
    """Change plain data in place; answers about an account nobody added add it."""
    match change:
        case AddAccount(account):
            _account(data, account, order)
        case DropAccount(account):
            _drop(data, account)
        case SetAnswer(question, raw, None):
            place(_answers(data, order), question, raw, order.answers)
        case SetAnswer(question, raw, str(account)):
            place(_account(data, account, order), question, raw, order.account)
        case RemoveAnswer(question, None):
            (data.get("answers") or {}).pop(question, None)
        case RemoveAnswer(question, str(account)):
            (_found(data, account) or {}).pop(question, None)


def place(mapping: Data, name: str, value: Any, order: tuple[str, ...]) -> None:
    """Give a name its value; a new name comes after those that precede it in the order."""
    if name in mapping:
        mapping[name] = value
        return
    rank = order.index(name) if name in order else len(order)
    earlier = set(order[:rank])
    names = list(mapping)
    after = max((at + 1 for at, one in enumerate(names) if one in earlier), default=0)
    if name not in order:
        after = len(names)
    items = list(mapping.items())
    mapping.clear()
    mapping.update([*items[:after], (name, value), *items[after:]])


def _answers(data: Data, order: Order) -> Data:
    if data.get("answers") is None:
        place(data, "answers", {}, order.fields)
    answers: Data = data["answers"]
    return answers


def _account(data: Data, key: str, order: Order) -> Data:
    """Give an account; a new one fills the empty block of the template, if it is still there."""
    found = _found(data, key)
    if found is None and (found := _empty_block(data)) is not None:
        place(found, "key", key, order.account)
    elif found is None:
        found = {"key": key}
        if data.get("accounts") is None:
            place(data, "accounts", [], order.fields)
        data["accounts"].append(found)
    return found


def _found(data: Data, key: str) -> Data | None:
    return next((one for one in data.get("accounts") or () if one.get("key") == key), None)


def _empty_block(data: Data) -> Data | None:
    blocks = (one for one in data.get("accounts") or () if not any(one.values()))
    return next(blocks, None)


def _drop(data: Data, key: str) -> None:
    """Take an account away; a list left empty is no list, as before the first was added."""
    kept = [one for one in data.get("accounts") or () if one.get("key") != key]
    if kept:
        data["accounts"][:] = kept
    else:
        data.pop("accounts", None)
