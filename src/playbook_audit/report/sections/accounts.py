"""Section 2: every account with its state, what was measured, objectives × audiences × accounts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from playbook_audit.assessment.facts.fleet import SILENT
from playbook_audit.model.assessment import AccountAssessment
from playbook_audit.report.actions import proposals
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels
from playbook_audit.report.sections.matrix import Matrix, matrix_of
from playbook_audit.report.sections.timeline import measured_blocks
from playbook_audit.report.spans import listed, ours, said
from playbook_audit.report.words import duration_between, plural

MOST_IN_ONE_TABLE = 20
MOST_IN_A_CELL = 3
MOST_DUPLICATES = 5
ORDER = ("abandoned", "dormant", "never_started")
"""States shown first; the others follow in the order of names."""


def build(case: Case, labels: Labels) -> Section:
    """Give section 2."""
    accounts = case.assessment.accounts
    if not accounts:
        return Section("accounts", "2. Vos comptes", (Paragraph(ours(_NONE)),))
    tables = _one_table if len(accounts) <= MOST_IN_ONE_TABLE else _tables_by_decision
    measured = measured_blocks(case, labels, sorted(accounts, key=_silent_first))
    blocks = (*tables(case, labels), *measured, *_matrix(case, labels))
    return Section("accounts", "2. Vos comptes", blocks)


_NONE = "Aucun compte n’est listé."


def _one_table(case: Case, labels: Labels) -> tuple[Block, ...]:
    return (_table("État et décision, compte par compte", case.assessment.accounts, labels),)


def _tables_by_decision(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give one table for each decision, so that many accounts stay readable."""
    by_decision: dict[str, list[AccountAssessment]] = defaultdict(list)
    for account in case.assessment.accounts:
        by_decision[account.decision.decision].append(account)
    order = dict.fromkeys(one.row.decision for one in proposals(case))
    titles = {decision: labels.decision(decision) for decision in order}
    blocks: list[Block] = []
    for decision, title in titles.items():
        found = by_decision[decision]
        caption = f"{title} : {plural(len(found), 'compte')}"
        blocks += [Subheading(ours(caption)), _table(caption, found, labels)]
    return tuple(blocks)


def _table(caption: str, accounts: Iterable[AccountAssessment], labels: Labels) -> Table:
    columns = (
        Column("Compte"),
        Column("État"),
        Column("Dernière publication"),
        Column("Silence", numeric=True, essential=False),
        Column("Preuve", essential=False),
        Column("Décision"),
    )
    rows = tuple(_row(one, labels) for one in sorted(accounts, key=_silent_first))
    return Table(caption, columns, rows)


def _silent_first(account: AccountAssessment) -> tuple[int, float, str]:
    state = account.states[0] if len(account.states) == 1 else ""
    rank = ORDER.index(state) if state in ORDER else len(ORDER)
    silence = account.silence_days
    days = silence.low if silence and state in SILENT else 0.0
    return rank, -days, account.key


def _row(account: AccountAssessment, labels: Labels) -> tuple[Text, ...]:
    path = f"accounts.{account.key}.last_post"
    answer = labels.at(path)
    silence = account.silence_days
    return (
        labels.account(account.key),
        labels.state(account.states),
        labels.short_date(path),
        ours(duration_between(*silence) if silence else ""),
        ours(labels.origin(answer) if answer and answer.value is not None else ""),
        ours(labels.decision(account.decision.decision)),
    )


# ---------------------------------------------------------------- the matrix


def _matrix(case: Case, labels: Labels) -> tuple[Block, ...]:
    matrix = matrix_of(case)
    if matrix is None:
        return ()
    return (
        Subheading(ours("Objectifs, publics et comptes")),
        _matrix_table(matrix, labels),
        *_remarks(matrix, labels),
    )


def _matrix_table(matrix: Matrix, labels: Labels) -> Table:
    columns = (
        Column("Objectif"),
        *(Column(labels.choice("audiences_named", one)) for one in matrix.audiences),
    )
    rows = tuple(
        (
            ours(labels.choice("purpose", objective)),
            *(_cell(matrix.at(objective, audience), labels) for audience in matrix.audiences),
        )
        for objective in matrix.objectives
    )
    return Table("À quoi et à qui sert chaque compte en service", columns, rows)


def _cell(keys: Sequence[str], labels: Labels) -> Text:
    if not keys:
        return ()
    return listed([labels.account(key) for key in keys], most=MOST_IN_A_CELL)


def _remarks(matrix: Matrix, labels: Labels) -> tuple[Block, ...]:
    items = [*_gaps(matrix, labels), *_duplicates(matrix, labels)]
    if matrix.unplaced:
        names = labels.accounts(matrix.unplaced)
        items.append(said("Objectif ou public à préciser : {names}.", names=names))
    if not items:
        return (Paragraph(ours("Chaque objectif et chaque public a son compte, sans doublon.")),)
    return (Bullets(tuple(Item(one) for one in items)),)


def _gaps(matrix: Matrix, labels: Labels) -> list[Text]:
    """Name the objectives and publics without an account; another support may serve them."""
    found = []
    if matrix.unserved:
        names = listed([ours(labels.choice("objectives_list", one)) for one in matrix.unserved])
        found.append(said(_UNSERVED, names=names))
    if matrix.unreached:
        names = listed([ours(labels.choice("audiences_named", one)) for one in matrix.unreached])
        found.append(said(_UNREACHED, names=names))
    return found


_UNSERVED = "Objectifs sans compte : {names}. Un autre support peut suffire."
_UNREACHED = "Publics sans compte à eux : {names}. Un autre support peut suffire."


def _duplicates(matrix: Matrix, labels: Labels) -> list[Text]:
    shown = [
        said("Même objectif, même public, même réseau : {names}.", names=labels.accounts(keys))
        for keys in matrix.duplicates[:MOST_DUPLICATES]
    ]
    left = len(matrix.duplicates) - len(shown)
    if left:
        shown.append(ours(f"{plural(left, 'autre groupe')} de comptes dans le même cas."))
    return shown
