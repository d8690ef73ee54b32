"""The loop of accounts: the list always in view, and what can be done with it."""

from collections.abc import Iterator

from playbook_audit.interview import wording
from playbook_audit.interview.asking import Settled, put
from playbook_audit.interview.browse import Shelf, browse
from playbook_audit.interview.copying import ask_for_all, copied, shared_stops
from playbook_audit.interview.filed import path_of
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import (
    UNKNOWN,
    Adding,
    Change,
    Dropping,
    Line,
    Menu,
    MenuAction,
    Prompt,
    Setting,
)
from playbook_audit.interview.session import Session
from playbook_audit.interview.step import HANDLE, PLATFORM

UNNAMED = "compte"
FINISHED = "finish"
LABELS: dict[MenuAction, str] = {
    "add": wording.ADD,
    "copy": wording.COPY,
    "same": wording.SAME,
    "edit": wording.EDIT,
    "drop": wording.DROP,
    "finish": wording.FINISH,
}


def visit(session: Session) -> str | None:
    """Show the list until one goes on: a path to ask next, ``FINISHED``, or None to go back."""
    while True:
        chosen = session.choose(_menu(session))
        if chosen is None or chosen == FINISHED:
            return chosen
        following = _act(chosen, session)
        if following is not None:
            return following


def _menu(session: Session) -> Menu:
    actions = tuple(_actions(session))
    lines = tuple(Line(one, LABELS[one]) for one in actions)
    if not session.filed.accounts:
        lines = (lines[0], Line(FINISHED, wording.FINISH_EMPTY))
    return Menu(wording.ACCOUNTS_TITLE, lines, current=_likely(session), above=_listed(session))


def _actions(session: Session) -> Iterator[MenuAction]:
    keys = session.filed.accounts
    yield "add"
    if keys:
        yield "copy"
        if sum(bool(shared_stops(key, session)) for key in keys) > 1:
            yield "same"
        yield "edit"
        yield "drop"
    yield "finish"


def _likely(session: Session) -> MenuAction:
    """Give the action most people want next."""
    keys = session.filed.accounts
    if not keys:
        return "add"
    return "edit" if any(_left(key, session) for key in keys) else "finish"


def _listed(session: Session) -> tuple[str, ...]:
    """Give the list of accounts: network, name, and how much is left to answer."""
    keys = session.filed.accounts
    lines = tuple(
        wording.account_line(rank, session.account_name(key), _left(key, session))
        for rank, key in enumerate(keys, start=1)
    )
    too_many = (wording.many_accounts(session.file),) if len(keys) >= wording.MOST_BY_HAND else ()
    return (lines or (wording.NO_ACCOUNT,)) + too_many


def _left(key: str, session: Session) -> int:
    return sum(not stop.filed for stop in session.flow.of_account(key))


def _act(action: str, session: Session) -> str | None:
    """Do what was chosen; give the path to ask next, or None to come back to the list."""
    match action:
        case "add":
            return _first_open(_add(session), session)
        case "copy":
            return _copy(session)
        case "same":
            ask_for_all(session)
        case "edit":
            return _edit(session)
        case "drop":
            _drop(session)
    return None


def _first_open(key: str | None, session: Session) -> str | None:
    return None if key is None else session.flow.next_of(key)


# ---------------------------------------------------------------- adding


def _add(session: Session, source: str | None = None) -> str | None:
    """Add an account once its address or name is given; None when one went back."""
    question = session.catalogue.questionnaire.account_questions[HANDLE]
    prompt = Prompt(
        path=path_of(HANDLE, UNNAMED),
        ask=question.ask,
        type=question.type,
        place=session.flow.place(path_of(HANDLE, UNNAMED)),
        hint=wording.hint(question),
    )
    before = session.flow
    settled = put(
        prompt, question, session, lambda one: session.record(*_added(one, session, source))
    )
    if settled is None:
        return None
    key = session.filed.accounts[-1]
    _tell_added(key, session)
    more = len(session.flow.about_audit) - len(before.about_audit)
    session.tell([wording.added(more)] if more > 0 else [])
    return key


def _added(settled: Settled, session: Session, source: str | None) -> Iterator[Change]:
    """Give the changes that add an account, with what its address and its model fill in."""
    found = {} if settled.raw == UNKNOWN else dict(session.desk.account_of(settled.raw))
    key = _free_key(str(found.get(PLATFORM, UNNAMED)), session)
    session.move_note(path_of(HANDLE, UNNAMED), path_of(HANDLE, key))
    yield Adding(key)
    yield session.setting(path_of(HANDLE, key), found.get(HANDLE, settled.raw))
    if PLATFORM in found:
        yield Setting(path_of(PLATFORM, key), found[PLATFORM])
    if source is not None:
        yield from copied(source, key, session)


def _free_key(platform: str, session: Session) -> str:
    """Give a key nobody had yet, which names no one: ``facebook-2``.

    An account taken off the list may have left measures: they are not those of another.
    """
    stem = f"{platform}-"
    ranks = [
        int(key.removeprefix(stem))
        for key in (*session.filed.accounts, *session.filed.answers.measured.accounts)
        if key.startswith(stem) and key.removeprefix(stem).isdecimal()
    ]
    return f"{stem}{max(ranks, default=0) + 1}"


def _tell_added(key: str, session: Session) -> None:
    """Say what was recognised, and leave the line of the address on screen."""
    handle = session.flow.by_path[path_of(HANDLE, key)]
    session.trace(handle, session.words(handle))
    if session.filed.holds(path_of(PLATFORM, key)):
        session.tell([wording.understood(session.account_name(key))])


def _copy(session: Session) -> str | None:
    """Add an account that answers as the one before, and let people say what differs."""
    source = session.filed.accounts[-1]
    key = _add(session, source)
    if key is None:
        return None
    title = wording.copied_title(session.account_name(source))
    names = {change.path for change in copied(source, key, session) if isinstance(change, Setting)}

    def listed() -> list[Stop]:
        return [stop for stop in session.flow.of_account(key) if stop.path in names]

    browse(Shelf(title, wording.COPIED_OK, listed, is_right_by_default=True), session)
    return _first_open(key, session)


# ---------------------------------------------------------------- changing


def _pick(session: Session) -> str | None:
    """Ask which account is meant; the only one is."""
    keys = session.filed.accounts
    if len(keys) == 1:
        return keys[0]
    lines = tuple(Line(key, session.account_name(key)) for key in keys)
    current = next((key for key in keys if _left(key, session)), keys[-1])
    return session.choose(Menu(wording.WHICH_ACCOUNT, lines, current=current))


def _edit(session: Session) -> str | None:
    """Go on with an account that is not complete, or let people change its answers."""
    key = _pick(session)
    if key is None:
        return None
    following = _first_open(key, session)
    if following is None:
        title = wording.account_title(session.account_name(key))
        shelf = Shelf(title, wording.ACCOUNT_DONE, lambda: session.flow.of_account(key))
        browse(shelf, session)
    return following


def _drop(session: Session) -> None:
    """Take an account off the list, once that is confirmed."""
    key = _pick(session)
    if key is None:
        return
    lines = (Line("no", wording.DROP_NO), Line("yes", wording.DROP_YES))
    title = wording.drop_title(session.account_name(key))
    if session.choose(Menu(title, lines, current="no")) == "yes":
        session.keeps(Dropping(key))
