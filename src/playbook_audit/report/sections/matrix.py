"""Objectives × audiences → accounts, with what is served twice or not at all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from playbook_audit.model.answer import Account, Value
from playbook_audit.report.case import Case
from playbook_audit.report.labels import OUT_OF_SERVICE
from playbook_audit.report.values import ordered

NO_OBJECTIVE = "none"


@dataclass(frozen=True, slots=True)
class Matrix:
    """The accounts in service by objective and audience, both in the order of the questionnaire."""

    objectives: tuple[str, ...]
    audiences: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    unplaced: tuple[str, ...]
    """Accounts whose objective or audience is not known."""
    unserved: tuple[str, ...]
    """Chosen objectives that no account has, surely."""
    unreached: tuple[str, ...]
    """Named audiences that no account has, surely."""
    duplicates: tuple[tuple[str, ...], ...]
    """Accounts of one network with the same objective and the same audience."""

    def at(self, objective: str, audience: str) -> tuple[str, ...]:
        """Give the accounts that serve an objective for an audience."""
        return self.cells.get((objective, audience), ())


def matrix_of(case: Case) -> Matrix | None:
    """Give the matrix, or None when no account says its objective and its audience."""
    accounts = accounts_in_service(case)
    placed = {one.key: _place(one) for one in accounts}
    cells = _cells(placed)
    if not cells:
        return None
    chosen, named = _chosen(case, "objectives_list"), _chosen(case, "audiences_named")
    served, reached = {one for one, _ in cells}, {one for _, one in cells}
    unplaced = tuple(key for key, place in placed.items() if None in place)
    return Matrix(
        objectives=tuple(dict.fromkeys((*chosen, *_other(case, "purpose", served)))),
        audiences=tuple(dict.fromkeys((*named, *_other(case, "audience", reached)))),
        cells=cells,
        unplaced=unplaced,
        unserved=() if unplaced else tuple(one for one in chosen if one not in served),
        unreached=() if unplaced else tuple(one for one in named if one not in reached),
        duplicates=_duplicates(case, cells),
    )


def accounts_in_service(case: Case) -> tuple[Account, ...]:
    """Give the accounts neither closed nor reserved, in the order of keys."""
    concluded = {one.key: set(one.states) for one in case.assessment.accounts}
    accounts = (one for one in case.answers.accounts or () if one.key in concluded)
    open_ones = (one for one in accounts if not concluded[one.key] <= OUT_OF_SERVICE)
    return tuple(sorted(open_ones, key=lambda one: one.key))


def _place(account: Account) -> tuple[str | None, str | None]:
    return _choice(account, "purpose"), _choice(account, "audience")


def _choice(account: Account, question: str) -> str | None:
    answer = account.answers.get(question)
    return answer.value if answer is not None and isinstance(answer.value, str) else None


def _cells(
    placed: Mapping[str, tuple[str | None, str | None]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    cells: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for key, (objective, audience) in placed.items():
        if objective is not None and audience is not None:
            cells[objective, audience] += (key,)
    return dict(cells)


def _chosen(case: Case, question: str) -> tuple[str, ...]:
    answer = case.answers.answers.get(question)
    value: Value | None = None if answer is None else answer.value
    if not isinstance(value, frozenset):
        return ()
    return tuple(ordered(case.catalogue.questionnaire.audit_questions[question], value))


def _other(case: Case, question: str, found: set[str]) -> list[str]:
    """Give what accounts say without the collectivité having chosen it, in a fixed order."""
    return ordered(case.catalogue.questionnaire.account_questions[question], frozenset(found))


def _duplicates(
    case: Case, cells: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    networks = case.catalogue.rulebook.networks
    accounts = {one.key: one for one in case.answers.accounts or ()}
    found = []
    for keys in cells.values():
        by_network: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            network = networks.get(_choice(accounts[key], "platform") or "")
            if network is not None and network.id != "other":
                by_network[network.network].append(key)
        found += [tuple(twins) for twins in by_network.values() if len(twins) > 1]
    return tuple(sorted(found))
