"""The comparisons a rule makes in one audit: what is compared, its value here, what is asked of it.

Each is judged by the same closure as the rule itself, so that this table cannot disagree with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from playbook_audit.assessment.facts.account_state import STATES
from playbook_audit.assessment.scope import AccountScope
from playbook_audit.conditions.compile import Compiler
from playbook_audit.conditions.french import in_halves
from playbook_audit.conditions.references import Signed, operand_of, signed_leaves
from playbook_audit.conditions.truth import Truth
from playbook_audit.conditions.vocabulary import ACCOUNT, Term, TermType
from playbook_audit.model.answer import NEVER, Table, Value
from playbook_audit.model.condition import Answered, Condition, Noted
from playbook_audit.model.operand import Kind, Operand, bounds, possibilities
from playbook_audit.model.rule import Thresholds
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.interface import Column, Text
from playbook_audit.report.interface import Table as TextTable
from playbook_audit.report.spans import listed, ours, said
from playbook_audit.report.thresholds import thresholds_by_account
from playbook_audit.report.values import days_of_silence, number_between

OUTCOMES = {
    Truth.TRUE: "oui",
    Truth.FALSE: "non",
    Truth.UNKNOWN: "à préciser",
    Truth.NOT_APPLICABLE: "sans objet",
}
STATE = "account.state"


class Compared(NamedTuple):
    """One comparison, in words."""

    what: Text
    here: Text
    asked: Text
    outcome: Text


def compared_table(
    telling: Telling, conditions: Iterable[Condition], keys: tuple[str, ...]
) -> tuple[TextTable, ...]:
    """Give the comparisons of some conditions, for the accounts at ``keys`` where they have one.

    Accounts that compare alike share a row.
    """
    grouped: dict[Compared, list[str | None]] = defaultdict(list)
    for condition in conditions:
        for placed in signed_leaves(condition):
            for key, row in _compared(telling, placed, keys):
                if key not in grouped[row]:
                    grouped[row].append(key)
    columns = [Column("Ce qui est comparé"), Column("Ici"), Column("Demandé"), Column("Vrai ici")]
    several = len(keys) > 1
    rows = tuple(
        (*row, _accounts(telling, found)) if several else tuple(row)
        for row, found in grouped.items()
    )
    columns += [Column("Comptes")] if several else []
    return (TextTable("Comparaisons faites", tuple(columns), rows),) if rows else ()


def _compared(
    telling: Telling, placed: Signed, keys: tuple[str, ...]
) -> Iterator[tuple[str | None, Compared]]:
    """Give the row of a comparison, for each account when it is about accounts."""
    _, leaf, negated = placed
    if isinstance(leaf, Answered | Noted):
        return
    name = operand_of(leaf)
    title, predicate = in_halves(leaf, telling.vocabulary, negated=negated)
    judge = Compiler(telling.rulebook.numbers).compile(leaf, negated=negated)
    on_account = telling.vocabulary.terms[name].on_account
    for key in keys if on_account else (None,):
        scope = telling.account_scope(key)
        truth, _ = judge(telling.scope, scope)
        here = value_here(telling, name, scope)
        yield key, Compared(ours(title), here, ours(predicate), ours(OUTCOMES[truth]))


def _accounts(telling: Telling, keys: list[str | None]) -> Text:
    known = [key for key in keys if key is not None]
    return listed([telling.labels.account(key) for key in known]) or ours("—")


def value_here(telling: Telling, name: str, scope: AccountScope | None) -> Text:
    """Give what a question or a fact is worth in the audit, in words."""
    term = telling.vocabulary.terms[name]
    if not term.on_account:
        return _worth(telling, term, telling.scope[name])
    if scope is None:
        return ours("selon le compte")
    operand = scope[name.removeprefix(ACCOUNT)]
    if name == STATE and operand.kind is not Kind.NOT_APPLICABLE:
        return _state_here(telling, operand, scope)
    return _worth(telling, term, operand)


def _state_here(telling: Telling, operand: Operand, scope: AccountScope) -> Text:
    """Give the state of an account, with the silence it comes from."""
    possible = possibilities(operand) or frozenset()
    state = telling.labels.state([one for one in STATES if one in possible])
    silence = bounds(scope["silence_days"])
    if silence is None or silence == (0, inf):
        return state
    return said("{state}, {silence} de silence", state=state, silence=days_of_silence(*silence))


def _worth(telling: Telling, term: Term, operand: Operand) -> Text:
    if operand.kind is Kind.NOT_APPLICABLE:
        return ours("sans objet")
    if operand.kind is Kind.UNKNOWN:
        return ours("pas encore connu")
    limits = bounds(operand)
    if term.type is TermType.AGE:
        never = operand.value is NEVER
        return ours("jamais" if never else days_of_silence(*limits or (0, inf)))
    if term.type is TermType.NUMBER and limits is not None:
        return ours(number_between(*limits, None))
    values = possibilities(operand) or frozenset()
    return listed([_value(telling, term, one) for one in sorted(values, key=str)], "ou")


def _value(telling: Telling, term: Term, value: object) -> Text:
    if isinstance(value, bool):
        return ours(term.labels["true" if value else "false"])
    if not term.is_question:
        return ours(term.labels.get(str(value), str(value)))
    told: Value = value if isinstance(value, Table | frozenset) else str(value)
    place = "accounts._." if term.on_account else "answers."
    return telling.labels.value(f"{place}{term.id.removeprefix(ACCOUNT)}", told)


def silence_against_threshold(telling: Telling, key: str) -> Text | None:
    """Give the silence of an account beside the threshold that decides; None without either."""
    row = thresholds_by_account(telling.given).get(key)
    concluded = next(one for one in telling.given.assessment.accounts if one.key == key)
    if row is None or concluded.silence_days is None:
        return None
    low, high = concluded.silence_days
    return said(
        "{silence}, {place} ({title})",
        silence=days_of_silence(low, high),
        place=_place(low, high, row),
        title=row.title,
    )


def _place(low: float, high: float, row: Thresholds) -> str:
    """Give on which side of the thresholds a silence stands."""
    if low >= row.abandon_ceiling:
        return f"au-delà des {row.abandon_ceiling} jours de l’abandon"
    if low >= row.dormancy_ceiling:
        return f"au-delà des {row.dormancy_ceiling} jours du sommeil"
    if high < row.dormancy_ceiling:
        return f"en deçà des {row.dormancy_ceiling} jours du sommeil"
    return f"peut-être au-delà des {row.dormancy_ceiling} jours du sommeil"
