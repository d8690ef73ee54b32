"""Says a condition in French, from the wordings of questions and the names of facts.

Negations are pushed down to the comparisons, so that the text never says « il est faux que ».
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from playbook_audit.conditions.references import Compared, literals_of, operand_of
from playbook_audit.conditions.vocabulary import Term, TermType, Vocabulary
from playbook_audit.model.condition import (
    All,
    Answered,
    AnyOf,
    Condition,
    Count,
    Every,
    Has,
    In,
    NoOne,
    Not,
    Noted,
    ParameterReference,
    Some,
)
from playbook_audit.model.condition import Literal as Limit

Join = Literal["et", "ou"]
OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}
NARROW_SPACE = "\u202f"


class Clause(NamedTuple):
    """A condition in words: a sentence, or clauses joined by « et » or « ou ».

    ``head`` opens the clauses when they speak of accounts (« au moins un compte où »).
    """

    head: str
    parts: tuple["Clause", ...] = ()
    joined: Join = "et"


def clause_of(condition: Condition, vocabulary: Vocabulary) -> Clause:
    """Give a condition in words, as a tree that a page can lay out."""
    return _French(vocabulary).clause(condition, negated=False)


def in_french(condition: Condition, vocabulary: Vocabulary) -> str:
    """Give a condition in words, on one line."""
    return in_one_line(clause_of(condition, vocabulary))


class Said(NamedTuple):
    """A comparison in two halves: what is compared, and what is asked of it."""

    title: str
    predicate: str


def in_halves(leaf: Compared, vocabulary: Vocabulary, *, negated: bool = False) -> Said:
    """Give a comparison, or its opposite, in words."""
    return _French(vocabulary).halves(leaf, negated=negated)


def in_one_line(clause: Clause) -> str:
    """Give a clause on one line, with parentheses where « et » and « ou » meet.

    >>> in_one_line(Clause("", (Clause("a"), Clause("", (Clause("b"), Clause("c")), "ou"))))
    'a ; et (b ; ou c)'
    """
    if not clause.parts:
        return clause.head
    alone = len(clause.parts) == 1
    joined = f" ; {clause.joined} ".join(_part(one, alone=alone) for one in clause.parts)
    if not clause.head:
        return joined
    return f"{clause.head} {joined}" if alone else f"{clause.head} ({joined})"


def _part(clause: Clause, *, alone: bool) -> str:
    line = in_one_line(clause)
    return f"({line})" if len(clause.parts) > 1 and not clause.head and not alone else line


class _French:
    """Says conditions with the words of one catalogue."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.terms = vocabulary.terms
        self.parameters = vocabulary.parameters

    def clause(self, condition: Condition, *, negated: bool) -> Clause:
        match condition:
            case All() | AnyOf():
                joined: Join = "et" if isinstance(condition, All) != negated else "ou"
                return self._joined(condition.members, joined, negated=negated)
            case Not():
                return self.clause(condition.member, negated=not negated)
            case Some() | NoOne() | Count() | Every():
                return self._quantifier(condition, negated=negated)
            case Answered() | Noted():
                return Clause(self._mark(condition, negated=negated))
            case _:
                return Clause(" : ".join(self.halves(condition, negated=negated)))

    def _joined(self, members: Iterable[Condition], joined: Join, *, negated: bool) -> Clause:
        parts: list[Clause] = []
        for group in _grouped(members, joined, negated=negated):
            first, opposite = group[0]
            if isinstance(first, Has) and len(group) > 1:
                choices = [str(one.literal) for one, _ in group if isinstance(one, Has)]
                parts.append(Clause(self._several(first, choices, joined, negated=opposite)))
            else:
                parts.append(self.clause(first, negated=opposite))
        return parts[0] if len(parts) == 1 else Clause("", tuple(_flat(parts, joined)), joined)

    def _several(self, first: Has, choices: list[str], joined: Join, *, negated: bool) -> str:
        """Say several ``has`` on one question at once."""
        term = self.terms[first.operand]
        names = [_quoted(term, choice) for choice in choices]
        if negated:
            return f"{_title(term)} : {_neither(names)}"
        if joined == "et":
            return f"{_title(term)} : {_listed(names, 'et')} parmi les réponses"
        return f"{_title(term)} : au moins une de ces réponses : {_listed(names, 'ou')}"

    def _quantifier(self, condition: Some | NoOne | Count | Every, *, negated: bool) -> Clause:
        match condition:
            case Some():
                return self._accounts(_none_or_one(none=negated), condition.some.where)
            case NoOne():
                return self._accounts(_none_or_one(none=not negated), condition.no_one.where)
            case Count():
                least = figure(self._number(condition.count.at_least))
                head = f"moins de {least} comptes où" if negated else _at_least(least)
                return self._accounts(head, condition.count.where)
            case _:
                return self._exception(condition) if negated else self._every(condition)

    def _accounts(self, head: str, where: Condition) -> Clause:
        return _headed(head, self.clause(where, negated=False))

    def _every(self, condition: Every) -> Clause:
        where = condition.every.where
        which = "" if where is None else f" où {self._inside(where)}"
        head = f"pour chaque compte{which} :"
        return _headed(head, self.clause(condition.every.holds, negated=False))

    def _inside(self, where: Condition) -> str:
        clause = self.clause(where, negated=False)
        line = in_one_line(clause)
        return f"({line})" if len(clause.parts) > 1 else line

    def _exception(self, condition: Every) -> Clause:
        """Say that an account breaks a universal condition."""
        where = condition.every.where
        breaks = self.clause(condition.every.holds, negated=True)
        if where is None:
            return _headed(_none_or_one(none=False), breaks)
        both = (self.clause(where, negated=False), breaks)
        return Clause(_none_or_one(none=False), tuple(_flat(both, "et")), "et")

    def _mark(self, condition: Answered | Noted, *, negated: bool) -> str:
        title = _title(self.terms[operand_of(condition)])
        if isinstance(condition, Answered):
            return f"{title} : {'pas encore répondu' if negated else 'déjà répondu'}"
        return f"{title} : réponse {'sans' if negated else 'accompagnée d’une'} précision"

    def halves(self, condition: Compared, *, negated: bool) -> Said:
        term = self.terms[operand_of(condition)]
        return Said(_title(term), self._predicate(term, condition, negated=negated))

    def _predicate(self, term: Term, condition: Compared, *, negated: bool) -> str:
        literals = literals_of(condition)
        if isinstance(condition, Has):
            return _membership(term, str(literals[0]), negated=negated)
        if isinstance(condition, In):
            names = [self._value(term, one) for one in literals]
            return _neither(names) if negated else _listed(names, "ou")
        operator = OPPOSITE[condition.operator] if negated else condition.operator
        if operator in _ORDERS:
            orders = _AGES if term.type is TermType.AGE else _ORDERS
            return orders[operator].format(figure(self._number(literals[0])))
        return self._equal(term, literals[0], different=operator == "ne")

    def _equal(self, term: Term, literal: Limit, *, different: bool) -> str:
        if term.type is TermType.FLAG:
            return "oui" if (literal == "true") != different else "non"
        value = self._value(term, literal)
        closed = term.type not in (TermType.NUMBER, TermType.AGE)
        other = "autre réponse que" if term.is_question and closed else "autre que"
        return f"{other} {value}" if different else value

    def _value(self, term: Term, literal: Limit) -> str:
        if isinstance(literal, ParameterReference) or term.type is TermType.NUMBER:
            return figure(self._number(literal))
        return "jamais" if term.type is TermType.AGE else _quoted(term, literal)

    def _number(self, literal: Limit | int) -> float | str:
        return (
            self.parameters[literal.param] if isinstance(literal, ParameterReference) else literal
        )


_ORDERS = {"ge": "au moins {0}", "gt": "plus de {0}", "le": "au plus {0}", "lt": "moins de {0}"}
_AGES = {
    "ge": "il y a {0} jours ou plus",
    "gt": "il y a plus de {0} jours",
    "le": "il y a {0} jours ou moins",
    "lt": "il y a moins de {0} jours",
}


def figure(value: float | str) -> str:
    """Give a number as French writes it; what is no number is left as it is.

    >>> figure("12500.5").replace(NARROW_SPACE, " ")
    '12 500,5'
    """
    try:
        number = float(value)
    except ValueError:
        return str(value)
    text = f"{number:,.10g}".replace(",", NARROW_SPACE)
    return text.replace(".", ",")


def _title(term: Term) -> str:
    return f"« {term.title} »" if term.is_question else term.title


def _quoted(term: Term, choice: str) -> str:
    return f"« {term.labels.get(choice, choice)} »"


def _listed(names: list[str], join: Join) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {join} {names[-1]}"


def _neither(names: list[str]) -> str:
    return "ni " + " ni ".join(names) if len(names) > 1 else f"pas {names[0]}"


def _membership(term: Term, choice: str, *, negated: bool) -> str:
    name = _quoted(term, choice)
    if term.type is TermType.TABLE:
        return f"{name} pour {'aucune ligne' if negated else 'une ligne au moins'}"
    return f"pas {name}" if negated else f"{name} parmi les réponses"


def _none_or_one(*, none: bool) -> str:
    return "aucun compte où" if none else "au moins un compte où"


def _at_least(least: str) -> str:
    return f"au moins {least} comptes où"


def _headed(head: str, inner: Clause) -> Clause:
    """Put a head on clauses; on a clause that has one, keep both."""
    if inner.head:
        return Clause(head, (inner,))
    return Clause(head, inner.parts, inner.joined)


def _flat(parts: Iterable[Clause], joined: Join) -> Iterable[Clause]:
    """Give the clauses with those joined by the same word opened up."""
    for part in parts:
        if part.head or part.joined != joined:
            yield part
        else:
            yield from part.parts


def _grouped(
    members: Iterable[Condition], joined: Join, *, negated: bool
) -> list[list[tuple[Condition, bool]]]:
    """Put together the ``has`` of one question that can be said at once.

    « Pas A ou pas B » cannot: each is said apart.
    """
    groups: dict[object, list[tuple[Condition, bool]]] = {}
    for rank, member in enumerate(members):
        bare, opposite = _without_not(member, negated=negated)
        together = isinstance(bare, Has) and not (opposite and joined == "ou")
        key = (operand_of(bare), opposite) if isinstance(bare, Has) and together else rank
        groups.setdefault(key, []).append((bare, opposite))
    return list(groups.values())


def _without_not(condition: Condition, *, negated: bool) -> tuple[Condition, bool]:
    while isinstance(condition, Not):
        condition, negated = condition.member, not negated
    return condition, negated
