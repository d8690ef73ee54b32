"""What copies of the accounts show: how far they go, rhythm, longest silence, posts by month."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import dropwhile
from typing import NamedTuple

from playbook_audit.assessment.facts.fleet import SILENT
from playbook_audit.model.assessment import AccountAssessment
from playbook_audit.report.case import Case
from playbook_audit.report.interface import Block, Column, Paragraph, Subheading, Table, Text
from playbook_audit.report.labels import Labels
from playbook_audit.report.measured_words import (
    Measured,
    copy_end,
    measured,
    month_in_words,
    rhythm,
    short_silence,
)
from playbook_audit.report.spans import ours, said
from playbook_audit.report.words import number, short_day

MONTHS_SHOWN = 12
MONTHS_IN_YEAR = 12
NOT_COPIED = "–"
IN_PART = "+"
MEANING = (
    "« Mesuré » veut dire lu dans une copie du compte, sans jugement. Une réponse à quelqu’un "
    "n’est pas comptée comme une publication."
)


class Line(NamedTuple):
    """One account of the timeline."""

    name: Text
    measured: Measured
    silent: Text = ()
    """For an account that fell silent, its mark and since when."""


def measured_accounts(case: Case) -> Mapping[str, Measured]:
    """Give what was measured of each account of the audit, by key."""
    tolerance = case.catalogue.rulebook.numbers["coverage_tolerance_days"]
    given, until = case.answers.measured.accounts, case.assessment.on
    return {
        one.key: measured(given[one.key], until, tolerance)
        for one in case.assessment.accounts
        if one.key in given
    }


def measured_blocks(
    case: Case, labels: Labels, in_order: Iterable[AccountAssessment]
) -> tuple[Block, ...]:
    """Give what was measured, account by account; nothing where nothing was."""
    known = measured_accounts(case)
    lines = [
        Line(labels.account(one.key), known[one.key], _silent(one, known[one.key], labels))
        for one in in_order
        if one.key in known
    ]
    if not lines:
        return ()
    return (
        Subheading(ours("Ce que montrent les copies de vos comptes")),
        Paragraph(ours(MEANING)),
        _copies(lines),
        *months_table(lines),
    )


def _silent(account: AccountAssessment, known: Measured, labels: Labels) -> Text:
    """Give the mark of an account that surely fell silent, and its last publication."""
    if not account.states or not SILENT.issuperset(account.states):
        return ()
    last = known.measures.last
    if last is None:
        since = labels.short_date(f"accounts.{account.key}.last_post")
    else:
        since = ours(short_day(last.day))
    marks = "".join(labels.rulebook.states[state].symbol or "" for state in account.states)
    return said("{mark} {since}", mark=marks, since=since)


def _copies(lines: Sequence[Line]) -> Table:
    columns = (
        Column("Compte"),
        Column("Copie jusqu’au"),
        Column("Rythme sur un an", short="Rythme"),
        Column("Plus long silence"),
    )
    rows = tuple(
        (
            one.name,
            ours(copy_end(one.measured)),
            ours(rhythm(one.measured)),
            ours(short_silence(one.measured)),
        )
        for one in lines
    )
    return Table("Copie, rythme et silences des comptes mesurés", columns, rows)


# ---------------------------------------------------------------- month by month


def months_table(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Give the publications of the last twelve months that a copy covers, account by account."""
    months = _months_known(lines)
    if not months:
        return ()
    silent = any(one.silent for one in lines)
    columns = (
        Column("Compte"),
        *(
            Column(month_in_words(one), numeric=True, short=month_in_words(one, short=True))
            for one in months
        ),
        *((Column("Se tait depuis", essential=False),) if silent else ()),
    )
    rows = tuple(
        (one.name, *_counts(one.measured, months), *((one.silent,) if silent else ()))
        for one in lines
    )
    return (Table(_caption(lines, months), columns, rows),)


def _months_known(lines: Sequence[Line]) -> list[str]:
    """Give the last months, from the first of them that a copy covers."""
    ends = [end for one in lines if (end := one.measured.covered_until) is not None]
    found = {month for one in lines for month, _ in one.measured.measures.months}
    months = _months_until(max(ends)) if ends else []
    return list(dropwhile(lambda month: month not in found, months))


def _months_until(last: date) -> list[str]:
    """Give twelve months, the last one included, oldest first: ``2026-04``."""
    rank = last.year * MONTHS_IN_YEAR + last.month - 1
    ranks = range(rank - MONTHS_SHOWN + 1, rank + 1)
    return [f"{one // MONTHS_IN_YEAR:04}-{one % MONTHS_IN_YEAR + 1:02}" for one in ranks]


def _caption(lines: Sequence[Line], months: Sequence[str]) -> str:
    """Give what the table counts; each sign it uses is explained."""
    shown = {cell for one in lines for text in _counts(one.measured, months) for cell in text}
    texts = [cell.text for cell in shown]
    signs = ["– : rien de connu"] if NOT_COPIED in texts else []
    signs += ["+ : mois copié en partie"] if any(one.endswith(IN_PART) for one in texts) else []
    told = f"Publications par mois, de {month_in_words(months[0])} à {month_in_words(months[-1])}"
    return f"{told} ({' ; '.join(signs)})" if signs else told


def _counts(one: Measured, months: Iterable[str]) -> tuple[Text, ...]:
    found = dict(one.measures.months)
    return tuple(ours(_count(one, month, found.get(month))) for month in months)


def _count(one: Measured, month: str, posts: int | None) -> str:
    if posts is None:
        return NOT_COPIED
    return number(posts) + ("" if _is_whole(one, month) else IN_PART)


def _is_whole(one: Measured, month: str) -> bool:
    """Tell whether no day of a month is unknown, from the opening of the account to the audit."""
    first = date.fromisoformat(f"{month}-01")
    last = min(first.replace(day=monthrange(first.year, first.month)[1]), one.until)
    if one.activity.opened_on is not None:
        first = max(first, one.activity.opened_on)
    if one.is_recent and one.covered_until is not None:
        last = min(last, one.covered_until)
    return any(start <= first and last <= end for start, end in one.activity.windows)
