"""Static checks of a condition: every word exists, fits its operator, and stands where it may.

Faults are placed by keys relative to the condition as written, so that who read the file can give
lines and columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite
from typing import NamedTuple

from playbook_audit.conditions.references import Compared, Keys, literals_of, members, operand_of
from playbook_audit.conditions.vocabulary import ACCOUNT, Term, TermType, Vocabulary
from playbook_audit.model.condition import (
    Answered,
    Comparison,
    Condition,
    Count,
    Every,
    In,
    Literal,
    NoOne,
    Noted,
    ParameterReference,
    Some,
)
from playbook_audit.model.spelling import suggestion

DEEPEST = 3
"""Levels of all, any, not and quantifiers; beyond, a reader no longer follows."""
MOST_LISTED = 12


class Fault(NamedTuple):
    """What is wrong, and where in the condition."""

    keys: Keys
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a condition stands, which decides some of what it may say."""

    on_account: bool = False
    """Whether it is judged for one account, so that ``account.`` operands mean something."""
    in_ask_if: bool = False
    in_benefit: bool = False


def check(condition: Condition, vocabulary: Vocabulary, setting: Setting) -> tuple[Fault, ...]:
    """Give every fault of a condition, in the order of writing."""
    return tuple(_Checker(vocabulary).check(condition, setting, (), 0))


class _Checker:
    """Checks conditions against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.terms = vocabulary.terms
        self.parameters = vocabulary.parameters

    def check(
        self, condition: Condition, setting: Setting, keys: Keys, depth: int
    ) -> Iterator[Fault]:
        parts = members(condition)
        if parts and depth == DEEPEST:
            yield Fault(keys, "COND-DEPTH", _DEEP)
        yield from self._own(condition, setting, keys)
        if isinstance(condition, Some | NoOne | Every | Count):
            setting = replace(setting, on_account=True)
        for place, member in parts:
            yield from self.check(member, setting, (*keys, *place), depth + 1)

    def _own(self, condition: Condition, setting: Setting, keys: Keys) -> Iterator[Fault]:
        """Check a node without its members."""
        match condition:
            case Comparison() | In():
                yield from self._comparison(condition, setting, keys)
            case Count():
                yield from self._at_least(condition, keys)
            case Answered():
                yield from self._mark(condition.answered, setting, (*keys, "answered"))
            case Noted():
                yield from self._mark(condition.noted, setting, (*keys, "noted"))

    def _comparison(self, leaf: Compared, setting: Setting, keys: Keys) -> Iterator[Fault]:
        """Check a comparison: its operand, its operator, then each of its literals."""
        operator = "in" if isinstance(leaf, In) else leaf.operator
        place = (*keys, operator)
        name = operand_of(leaf)
        term = self.terms.get(name)
        yield from self._operand(name, setting, (*place, 0))
        if term is None:
            return
        refusal = _refused_operator(operator, term)
        if refusal:
            yield Fault(place, "COND-TYPE", refusal)
            return
        if not literals_of(leaf):
            yield Fault(place, "COND-EMPTY", "la liste est vide ; donnez au moins une valeur")
        for rank, literal in enumerate(literals_of(leaf)):
            where = (*place, 1, rank) if isinstance(leaf, In) else (*place, 1)
            yield from self._literal(operator, term, literal, where)

    def _operand(self, name: str, setting: Setting, keys: Keys) -> Iterator[Fault]:
        term = self.terms.get(name)
        if term is None:
            yield Fault(keys, "COND-OPERAND", self._unknown(name))
        elif term.on_account and not setting.on_account:
            yield Fault(keys, "COND-ACCOUNT", _OFF_ACCOUNT.format(name))

    def _unknown(self, name: str) -> str:
        """Say that a name is nothing, and what was probably meant."""
        local = name.removeprefix(ACCOUNT)
        other = local if local != name else f"{ACCOUNT}{name}"
        if other in self.terms:
            return f"« {name} » n’existe pas ; écrivez « {other} »"
        return f"« {name} » n’est ni une question ni un fait{suggestion(name, self.terms)}"

    def _literal(self, operator: str, term: Term, literal: Literal, keys: Keys) -> Iterator[Fault]:
        if isinstance(literal, ParameterReference):
            yield from self._parameter(operator, term, literal, keys)
            return
        fault = _refused_literal(operator, term, literal)
        if fault is not None:
            yield Fault(keys, *fault)

    def _parameter(
        self, operator: str, term: Term, literal: ParameterReference, keys: Keys
    ) -> Iterator[Fault]:
        yield from self._number(literal, keys)
        if not _takes_number(operator, term):
            message = f"« {term.id} » ne se compare pas à un nombre ; écrivez une de ses valeurs"
            yield Fault(keys, "COND-TYPE", message)

    def _number(self, literal: ParameterReference, keys: Keys) -> Iterator[Fault]:
        value = self.parameters.get(literal.param)
        if value is None:
            hint = suggestion(literal.param, self.parameters)
            message = f"paramètre inconnu « {literal.param} »{hint}"
            yield Fault((*keys, "param"), "COND-PARAM", message)
        elif isinstance(value, str):
            message = f"le paramètre « {literal.param} » n’est pas un nombre ({value})"
            yield Fault((*keys, "param"), "COND-PARAM", message)

    def _at_least(self, condition: Count, keys: Keys) -> Iterator[Fault]:
        least, place = condition.count.at_least, (*keys, "count", "at_least")
        if isinstance(least, ParameterReference):
            yield from self._number(least, place)
        elif least < 1:
            yield Fault(place, "COND-NUMBER", "au moins 1 est attendu")

    def _mark(self, name: str, setting: Setting, keys: Keys) -> Iterator[Fault]:
        """Check ``answered`` and ``noted``: their place, and that they name a question."""
        yield from self._operand(name, setting, keys)
        term = self.terms.get(name)
        if term is not None and not term.is_question:
            message = f"« {name} » est un fait ; « {keys[-1]} » demande une question"
            yield Fault(keys, "COND-TYPE", message)
        allowed = setting.in_ask_if if keys[-1] == "answered" else setting.in_benefit
        if not allowed:
            yield Fault(keys[:-1], "COND-PLACE", _MISPLACED[str(keys[-1])])


_DEEP = (
    f"plus de {DEEPEST} niveaux imbriqués ; écrivez plus simplement, "
    "ou faites-en deux règles ou un fait"
)
_OFF_ACCOUNT = (
    "« {0} » n’a de sens que pour un compte ; "
    "mettez la comparaison sous « some », « no_one », « every » ou « count »"
)
_MISPLACED = {
    "answered": "« answered » ne s’écrit que dans « ask_if » ; ailleurs, "
    "répondre renverserait un verdict",
    "noted": "« noted » ne s’écrit que dans un bénéfice ; ailleurs, une note ne prouve rien",
}
_ORDERS = frozenset(("lt", "le", "gt", "ge"))
_KINDS = {
    TermType.CHOICE: "qui n’a qu’une réponse",
    TermType.SEVERAL: "qui a plusieurs réponses",
    TermType.TABLE: "qui est un tableau",
    TermType.NUMBER: "qui est un nombre",
    TermType.AGE: "qui est une date",
    TermType.FLAG: "qui est vrai ou faux",
    TermType.TEXT: "qui est un texte",
}


def _refused_operator(operator: str, term: Term) -> str | None:
    """Say why an operator does not suit an operand, and which would; None when it does."""
    listed = term.type in (TermType.SEVERAL, TermType.TABLE)
    measured = term.type in (TermType.NUMBER, TermType.AGE)
    if operator == "has":
        better = None if listed else "gt » ou « le" if measured else "eq"
    elif operator in _ORDERS:
        better = None if measured else "has" if listed else "eq"
    else:
        better = "has" if listed else None
    if better is None:
        return None
    kind = _KINDS[term.type]
    return f"« {operator} » ne va pas avec « {term.id} », {kind} ; écrivez « {better} »"


def _takes_number(operator: str, term: Term) -> bool:
    return term.type is TermType.NUMBER or (operator in _ORDERS and term.type is TermType.AGE)


def _refused_literal(operator: str, term: Term, literal: str) -> tuple[str, str] | None:
    """Give the code and message of a literal that does not suit; None when it does."""
    if _takes_number(operator, term):
        known = _is_number(literal)
        return None if known else ("COND-NUMBER", f"un nombre est attendu, pas « {literal} »")
    if term.type is TermType.AGE:
        return None if literal == "never" else ("COND-NUMBER", _ONLY_NEVER)
    if term.type is TermType.TEXT:
        return None
    if literal not in term.labels:
        return "COND-CHOICE", _unknown_choice(term, literal)
    if literal in term.objectless:
        return "COND-CHOICE", _OBJECTLESS.format(literal, term.id)
    return None


_ONLY_NEVER = (
    "seul « never » s’écrit ainsi pour une date ; "
    "pour une durée, comparez des jours : {gt: [account.last_post, 30]}"
)
_OBJECTLESS = "« {0} » dit que « {1} » est sans objet ; la comparaison ne sera jamais décidée"


def _unknown_choice(term: Term, literal: str) -> str:
    what = "un choix" if term.is_question else "une valeur"
    listed = ", ".join(list(term.labels)[:MOST_LISTED])
    more = f"… ({len(term.labels)} en tout)" if len(term.labels) > MOST_LISTED else ""
    hint = suggestion(literal, term.labels)
    return f"« {literal} » n’est pas {what} de « {term.id} »{hint} ; valeurs : {listed}{more}"


def _is_number(literal: str) -> bool:
    try:
        return isfinite(float(literal))
    except ValueError:
        return False
