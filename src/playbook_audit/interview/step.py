"""One question put, its answer kept, and what that changes for the others told."""

from collections.abc import Iterator, Mapping

from playbook_audit.interview import wording
from playbook_audit.interview.answer import rows_of
from playbook_audit.interview.asking import Settled, prompt_of, put
from playbook_audit.interview.filed import account_at, path_of, value_of
from playbook_audit.interview.flow import Flow, Stop
from playbook_audit.interview.identity import NAME, identify
from playbook_audit.interview.interface import UNKNOWN, Change, Raw, Removing, Setting
from playbook_audit.interview.measured import contradiction
from playbook_audit.interview.session import Session
from playbook_audit.model.answer import Table

HANDLE, PLATFORM = "handle", "platform"


def answer(stop: Stop, session: Session, *, may_go_back: bool = True) -> bool:
    """Put a question until its answer is kept; False when one went back."""
    before = session.flow
    prompt = prompt_of(stop, session, may_go_back=may_go_back)
    if stop.path == path_of(NAME):
        settled = identify(prompt, stop.question, session)
    else:
        settled = put(prompt, stop.question, session, lambda one: _keep(stop, one, session))
    if settled is None:
        return False
    session.trace(stop, settled.words)
    news = (*settled.news, *contradiction(stop, session))
    session.tell((*news, *consequences(before, session.flow, session)))
    return True


def _keep(stop: Stop, settled: Settled, session: Session) -> None:
    """Make an answer durable, after what it would leave unreadable: rows of a table."""
    found = _read_in_address(stop, settled.raw, session)
    changes = [*_rows_gone(stop, settled.raw, session)]
    changes.append(session.setting(stop.path, found.get(HANDLE, settled.raw)))
    if PLATFORM in found:
        changes.append(Setting(path_of(PLATFORM, stop.account), found[PLATFORM]))
    session.record(*changes)


def _read_in_address(stop: Stop, raw: Raw, session: Session) -> Mapping[str, Raw]:
    """Give what another address says of an account; the same one says nothing new."""
    if stop.question.id != HANDLE or raw in (UNKNOWN, value_of(session.filed.raw(stop.path))):
        return {}
    return session.desk.account_of(raw)


def _rows_gone(stop: Stop, raw: Raw, session: Session) -> Iterator[Change]:
    """Give the changes that take off the tables the rows that are not chosen any more."""
    kept = raw if isinstance(raw, list) else []
    for table in session.catalogue.questionnaire.audit_questions.values():
        path = path_of(table.id)
        rows = value_of(session.filed.raw(path))
        if table.rows_from != stop.question.id or not isinstance(rows, dict) or not kept:
            continue
        left = {row: column for row, column in rows.items() if row in kept}
        if left != rows:
            yield session.setting(path, left) if left else Removing(path)


def consequences(before: Flow, after: Flow, session: Session) -> Iterator[str]:
    """Name the answers that have no effect any more, and count the questions that are added."""
    aside = [
        _named(stop, session)
        for stop in before.stops
        if stop.filed and stop.path not in after.by_path and after.filed.holds(stop.path)
    ]
    yield from wording.set_aside(aside)
    gone = [label for stop in before.stops for label in _labels_gone(stop, before, after, session)]
    if gone:
        yield wording.rows_gone(gone)
    more = session.growth(before, after)
    if more > 0 and before.answered:
        yield wording.added(more)


def _labels_gone(stop: Stop, before: Flow, after: Flow, session: Session) -> Iterator[str]:
    """Name the rows of a table that had an answer and have none any more."""
    old, new = before.filed.value(stop.path), after.filed.value(stop.path)
    if isinstance(old, Table):
        left = {row for row, _ in new.rows} if isinstance(new, Table) else set()
        rows = rows_of(stop.question, session.catalogue)
        yield from (rows[row].label for row, _ in old.rows if row not in left)


def _named(stop: Stop, session: Session) -> str:
    key = account_at(stop.path)
    about = "" if key is None else f" ({session.account_name(key)})"
    return f"{wording.subject(stop.question)}{about}"
