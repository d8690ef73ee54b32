"""Inventories, one row for each account: who they are, since when, how many followers.

The last post somebody typed is what they believe, not a measure: it makes no post.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from playbook_audit.evidence.interface import AccountSeen, Circumstances
from playbook_audit.evidence.tables.generic.dates import (
    IMPOSSIBLE,
    MONTH_TOO_HIGH,
    NotADate,
    Proof,
    is_ambiguous,
    order_proved,
    typed,
)
from playbook_audit.evidence.tables.generic.finding import Row, Table
from playbook_audit.evidence.tables.generic.networks import (
    OTHER,
    Named,
    account_named,
    is_network,
    platforms_named,
)
from playbook_audit.evidence.tables.generic.rows import Notes, sound_rows, whole_number
from playbook_audit.evidence.tables.mapping import ACCOUNT, NETWORK, ORDER, ORDERS
from playbook_audit.evidence.tables.sheets import is_rounded
from playbook_audit.evidence.times import FIRST_YEAR
from playbook_audit.model.activity import Headcount

USED = (
    "network",
    "account",
    "handle",
    "url",
    "native_id",
    "opened",
    "last_post",
    "followers",
    "on",
)
DATES = ("opened", "last_post", "on")
AMBIGUOUS = "jour et mois peuvent être inversés : une autre date du tableau est mois/jour"
NO_NETWORK = "réseau non précisé"
NOBODY = "ni nom ni adresse de compte"


def accounts_in(tables: Sequence[Table], around: Circumstances, notes: Notes) -> list[AccountSeen]:
    """Give the accounts of the inventories of one file."""
    found: list[AccountSeen] = []
    for table in tables:
        notes.sheet = table.sheet if len(tables) > 1 else ""
        found.extend(_accounts(table, around, notes))
    notes.sheet = ""
    return found


def _accounts(table: Table, around: Circumstances, notes: Notes) -> Iterator[AccountSeen]:
    rows = list(sound_rows(table, notes, USED))
    month_first = table.columns.get(ORDER) == ORDERS[1]
    proof = order_proved((line, table.cell(row, one)) for line, row in rows for one in DATES)
    read = [
        (row, _Days(table, row, around.today, month_first=month_first))
        for row in rows
        if month_first or not _is_disordered(table, row, proof, notes)
    ]
    known = max((day for _, days in read for day in days.values()), default=None)
    for row, days in read:
        account = _account(table, row, notes)
        if account is not None:
            days.say(notes)
            followers = _followers(table, row, days, known, notes)
            yield _seen(account, days, known, followers)


def _is_disordered(table: Table, row: Row, proof: Proof, notes: Notes) -> bool:
    """Reject a row whose dates may be month first, as others of the table are."""
    if not proof.month_first:
        return False
    written = [table.cell(row[1], one) for one in DATES]
    if order_proved((row[0], one) for one in written).month_first:
        notes.reject(row[0], MONTH_TOO_HIGH)
        return True
    if any(map(is_ambiguous, written)):
        notes.reject(row[0], AMBIGUOUS)
        return True
    return False


class _Days(dict[str, date]):
    """The dates of a row that can be read; a day still to come is none."""

    def __init__(self, table: Table, row: Row, today: date, *, month_first: bool) -> None:
        super().__init__()
        self.faults: list[tuple[int, str]] = []
        for notion in DATES:
            written = table.cell(row[1], notion)
            if not written:
                continue
            try:
                self[notion] = _past(typed(written, month_first=month_first).day, today)
            except NotADate as reason:
                self.faults.append((row[0], f"{table.title(notion)} : {reason}"))

    def say(self, notes: Notes) -> None:
        """Note what could not be read."""
        for line, what in self.faults:
            notes.leave(line, what)


def _past(day: date, today: date) -> date:
    if day.year < FIRST_YEAR or day > today:
        raise NotADate(IMPOSSIBLE)
    return day


def _account(table: Table, row: Row, notes: Notes) -> Named | None:
    """Give the account of a row; reject the row when nothing tells it."""
    account = _named(table, row, notes)
    if account is None:
        notes.reject(row[0], NO_NETWORK)
        return None
    number = table.cell(row[1], "native_id")
    if is_rounded(number):
        notes.leave(row[0], "identifiant arrondi par le tableur, laissé de côté")
    elif number:
        account = account._replace(native_id=number)
    if not account.is_somebody:
        notes.reject(row[0], NOBODY)
        return None
    return account


def _named(table: Table, row: Row, notes: Notes) -> Named | None:
    written = table.cell(row[1], "network") or table.columns.get(NETWORK, "")
    if not written and is_network(table.sheet):
        written = table.sheet
    platforms = platforms_named(written)
    if OTHER in platforms or len(platforms) > 1:
        notes.leave(row[0], "réseau inconnu, rangé dans « autre »")
    platform = OTHER if len(platforms) > 1 else next(iter(platforms), None)
    return account_named(
        platform,
        table.cell(row[1], "account") or table.columns.get(ACCOUNT, ""),
        table.cell(row[1], "handle"),
        table.cell(row[1], "url"),
    )


def _seen(
    account: Named, days: _Days, known: date | None, followers: Headcount | None
) -> AccountSeen:
    return AccountSeen(
        network=account.network,
        native_id=account.native_id,
        handle=account.handle,
        name=account.name,
        taken_on=known,
        time_basis="day_only",
        opened_on=days.get("opened"),
        followers=followers,
    )


def _followers(
    table: Table, row: Row, days: _Days, known: date | None, notes: Notes
) -> Headcount | None:
    """Give the followers and their day: that of the row, else the last day the table knows of."""
    count = whole_number(table, row, "followers", notes)
    on = days.get("on") or known
    if count is not None and "on" not in days:
        notes.leave(row[0], _undated(on))
    return None if count is None or on is None else Headcount(count, on)


def _undated(on: date | None) -> str:
    if on is None:
        return "abonnés sans jour de relevé, laissés de côté"
    return f"abonnés sans jour de relevé, datés du dernier jour cité ({on:%d/%m/%Y})"
