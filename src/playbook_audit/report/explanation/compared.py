"""The comparisons that decided a verdict in one audit: what is asked, what it is here, says who.

Each is judged by the same closure as the rule itself, so that this list cannot disagree with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.facts.account_state import STATES
from playbook_audit.assessment.scope import AccountScope
from playbook_audit.conditions.deciding import Decided, Deciding
from playbook_audit.conditions.french import in_halves
from playbook_audit.conditions.references import operand_of
from playbook_audit.conditions.vocabulary import ACCOUNT, Term, TermType
from playbook_audit.model.answer import NEVER, Table, Value
from playbook_audit.model.condition import Answered, Noted
from playbook_audit.model.operand import Kind, Operand, bounds, possibilities
from playbook_audit.model.rule import Thresholds
from playbook_audit.report.explanation.telling import Telling
from playbook_audit.report.explanation.witnessed import answered, origin
from playbook_audit.report.interface import Block, Bullets, Item, Subheading, Text
from playbook_audit.report.sections.findings import code
from playbook_audit.report.sections.witnesses import ACCOUNT_LIST, PRESENCE
from playbook_audit.report.spans import joined, listed, ours, said, sentence_case
from playbook_audit.report.values import days_of_silence, number_between

STATE = "account.state"
MOST_PLACES = 4
"""Different values of one comparison that are worth a line each."""


MOST_ANSWERS = 2
"""Different answers to one question behind a fact that are worth a line each."""


class Asked(NamedTuple):
    """One comparison as a rule makes it, whoever it is about."""

    name: str
    what: str
    wanted: str


class Found(NamedTuple):
    """What was found where a comparison was made."""

    here: Text
    short: Text
    key: str | None
    basis: tuple[str, ...]


def deciding(telling: Telling) -> Deciding:
    """Give what tells the comparisons that decided a condition in the audit."""
    return Deciding(telling.compiler, telling.scope)


def compared(
    telling: Telling, heading: str, decided: Iterable[Decided], own: str | None, read: Iterable[str]
) -> tuple[Block, ...]:
    """Give comparisons under a heading, each with the answers behind it.

    The account at ``own`` is not named again; answers in ``read`` that no comparison shows stand
    last.
    """
    by_asked = _by_asked(telling, decided)
    items = [_item(telling, asked, found, own) for asked, found in by_asked.items()]
    shown = {path for found in by_asked.values() for one in found for path in one.basis}
    left = [one for one in read if one not in (*shown, PRESENCE, ACCOUNT_LIST)]
    if left and items:
        items.append(Item(ours("Aussi lu"), answered(telling, left, own)))
    elif left:
        items = [Item(text) for text in answered(telling, left, own)]
    return (Subheading(ours(heading), level=4), Bullets(tuple(items))) if items else ()


def _by_asked(telling: Telling, decided: Iterable[Decided]) -> dict[Asked, list[Found]]:
    grouped: dict[Asked, list[Found]] = defaultdict(list)
    for one in decided:
        if isinstance(one.leaf, Answered | Noted):
            continue
        asked, found = _compared(telling, one)
        if found not in grouped[asked]:
            grouped[asked].append(found)
    return grouped


def _compared(telling: Telling, one: Decided) -> tuple[Asked, Found]:
    leaf, scope = one.leaf, one.account
    name = operand_of(leaf)
    what, wanted = in_halves(leaf, telling.vocabulary, negated=one.negated)  # type: ignore[arg-type]
    on_account = telling.vocabulary.terms[name].on_account
    operand = scope[name.removeprefix(ACCOUNT)] if on_account else telling.scope[name]
    here = value_here(telling, name, scope)
    key = scope.key if on_account else None
    short = _worth(telling, telling.vocabulary.terms[name], operand)
    return Asked(name, what, wanted), Found(here, short, key, (*operand.basis, *operand.missing))


def _item(telling: Telling, asked: Asked, found: list[Found], own: str | None) -> Item:
    """Give a comparison, what is asked, what it is here, and the answers it comes from."""
    local = asked.name.removeprefix(ACCOUNT) if asked.name not in FACTS else asked.name
    what = said("{what} ({id})", what=sentence_case(ours(asked.what)), id=code(local))
    places = list(_places(telling, found, own))
    lines = [ours(f"demandé : {asked.wanted}"), *(said("ici : {one}", one=one) for one in places)]
    if len(places) == 1:
        lines = [joined(lines, " ; ")]
    behind = tuple(dict.fromkeys(path for one in found for path in one.basis))
    return Item(what, (*lines, *_deduced(telling, asked.name, behind, own)))


def _places(telling: Telling, found: list[Found], own: str | None) -> Iterator[Text]:
    """Give what was found, those that agree together; too many differ to be told apart."""
    grouped: dict[Text, list[str]] = defaultdict(list)
    for one in found:
        grouped[one.here] += [one.key] if one.key and one.key != own else []
    if len(grouped) > MOST_PLACES:
        keys = [key for some in grouped.values() for key in some]
        yield said("selon le compte, pour {names}", names=telling.labels.accounts(keys))
        return
    for here, keys in grouped.items():
        names = telling.labels.accounts(keys)
        yield said("{here} pour {names}", here=here, names=names) if keys else here


def _deduced(
    telling: Telling, name: str, paths: tuple[str, ...], own: str | None
) -> tuple[Text, ...]:
    """Give the answers a fact comes from."""
    if name not in FACTS:
        return ()
    shown = [one for one in paths if one not in (PRESENCE, ACCOUNT_LIST)]
    told = answered(telling, shown, own, MOST_ANSWERS)
    return tuple(said("d’après {answer}", answer=one) for one in told)


def on_one_line(telling: Telling, decided: Iterable[Decided]) -> Text:
    """Give comparisons on one line: what is compared, and what it is here."""
    told = []
    for asked, found in _by_asked(telling, decided).items():
        here = listed(list(dict.fromkeys(one.short for one in found)), "ou", MOST_PLACES)
        told.append(said("{what} : {here}", what=asked.what, here=here))
    return joined(told, " ; ")


def value_here(telling: Telling, name: str, scope: AccountScope | None) -> Text:
    """Give what a question or a fact is worth in the audit, in words."""
    term = telling.vocabulary.terms[name]
    if term.on_account and scope is None:
        return ours("selon le compte")
    local = name.removeprefix(ACCOUNT)
    operand = scope[local] if term.on_account and scope is not None else telling.scope[name]
    if name == STATE and scope is not None and operand.kind is not Kind.NOT_APPLICABLE:
        return _state_here(telling, operand, scope)
    if not term.is_question:
        return _worth(telling, term, operand)
    place = scope.path_of(local) if scope is not None and term.on_account else f"answers.{name}"
    return _answer_here(telling, term, operand, place)


def _answer_here(telling: Telling, term: Term, operand: Operand, path: str) -> Text:
    """Give an answer with where it comes from; a date, with the days gone by."""
    answer = telling.labels.at(path)
    if operand.kind is Kind.NOT_APPLICABLE or answer is None or answer.value is None:
        return _worth(telling, term, operand)
    told = telling.labels.answer(path)
    if term.type is TermType.AGE and operand.value is not NEVER:
        days = days_of_silence(*bounds(operand) or (0, inf))
        told = said("{told}, il y a {days}", told=told, days=days)
    return said("{told} ({origin})", told=told, origin=origin(telling, answer))


def _state_here(telling: Telling, operand: Operand, scope: AccountScope) -> Text:
    """Give the state of an account, with the silence it comes from."""
    state = _worth(telling, telling.vocabulary.terms[STATE], operand)
    silence = silence_against_threshold(telling, scope.key)
    if silence is None or bounds(scope["silence_days"]) in (None, (0, inf)):
        return state
    return said("{state}, silence de {silence}", state=state, silence=silence)


def _worth(telling: Telling, term: Term, operand: Operand) -> Text:
    if operand.kind is Kind.NOT_APPLICABLE:
        return ours("sans objet")
    if operand.kind is Kind.UNKNOWN:
        return ours("pas encore connu")
    if term.id == "audit.elections":
        return telling.labels.operand(term.id, operand)
    if term.id == STATE:
        possible = possibilities(operand) or frozenset()
        return telling.labels.state([one for one in STATES if one in possible])
    limits = bounds(operand)
    if term.type is TermType.AGE:
        never = operand.value is NEVER
        return ours("jamais" if never else days_of_silence(*limits or (0, inf)))
    if term.type is TermType.NUMBER and limits is not None:
        question = telling.questionnaire.find(term.id)
        unit = FACTS[term.id].unit if question is None else question.unit
        return ours(number_between(*limits, unit))
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
    row = telling.thresholds.get(key)
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
