"""Whether a verdict holds when the numbers of the method move within their reasonable range.

A few values are tried up to each end of the range; where the verdict turns, the first value that
turns it is found by halving. Thresholds of networks have no range, and are not moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.findings import Outcome, outcome_of
from playbook_audit.assessment.programme import Programme, programme_of
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.assessment.uses import conditions_of
from playbook_audit.conditions.references import operands, parameters
from playbook_audit.model.answer import Answers
from playbook_audit.model.assessment import Finding
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition
from playbook_audit.model.rule import FindingRule, Parameter

STEPS = 3
"""Values tried between a parameter and each end of its range."""
FINENESS = 0.01
"""The smallest move of a parameter that is not a whole number."""
PATH_PARAMETER = "village_population"
"""The number that shortens the interview, and so what any rule may read."""


class Turn(NamedTuple):
    """The nearest value of a parameter, on one side, that changes a verdict."""

    value: float
    outcome: Outcome


class Sway(NamedTuple):
    """What becomes of a verdict when one parameter moves over its range."""

    parameter: str
    below: Turn | None
    above: Turn | None

    @property
    def holds(self) -> bool:
        """Tell whether the verdict is the same over the whole range."""
        return self.below is None and self.above is None


class Robustness:
    """One audit judged again with other numbers."""

    def __init__(self, catalogue: Catalogue, answers: Answers, on: date) -> None:
        """Keep the audit; nothing is judged yet."""
        self.catalogue = catalogue
        self.answers = answers
        self.on = on
        self._scopes: dict[tuple[str, float], AuditScope] = {}

    def sways(self, finding: Finding) -> tuple[Sway, ...]:
        """Give what becomes of a finding when each number it reads moves.

        Numbers behind the questions and facts it reads are given only where they change something.
        """
        rule = self.catalogue.rulebook.findings[finding.rule]
        read = self.reads(finding)
        behind = [name for name in sorted(self._behind(rule)) if name not in read]
        moved = [self._sway(finding, one) for one in self._ranged(read)]
        further = [self._sway(finding, one) for one in self._ranged(behind)]
        return (*moved, *(one for one in further if not one.holds))

    def reads(self, finding: Finding) -> list[str]:
        """Give the parameters a rule compares with, then those its facts look up here."""
        rule = self.catalogue.rulebook.findings[finding.rule]
        named = [name for placed in conditions_of(rule) for name in parameters(placed.condition)]
        watching = _Watching(programme_of(self.catalogue), self.answers, self.on)
        _outcome(watching, finding)
        return list(dict.fromkeys([*named, *sorted(watching.looked_up)]))

    def _behind(self, rule: FindingRule) -> set[str]:
        """Give the parameters in the conditions of all the questions and facts behind a rule."""
        found, seen = {PATH_PARAMETER}, set[str]()
        waiting = [name for placed in conditions_of(rule) for name in operands(placed.condition)]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for condition in self._conditions(name):
                found.update(parameters(condition))
                waiting += operands(condition)
            waiting += FACTS[name].reads if name in FACTS else ()
        return found

    def _conditions(self, name: str) -> Iterator[Condition]:
        question = self.catalogue.questionnaire.find(name)
        if question is not None:
            yield from (placed.condition for placed in conditions_of(question))
        elif (condition := FACTS[name].condition) is not None:
            yield condition

    def _ranged(self, names: Iterable[str]) -> list[Parameter]:
        """Give the parameters that may move."""
        found = (self.catalogue.rulebook.parameters[name] for name in names)
        return [one for one in found if range_of(one) is not None]

    def _sway(self, finding: Finding, parameter: Parameter) -> Sway:
        low, high = range_of(parameter) or (0.0, 0.0)
        below, above = (self._turn(finding, parameter, end) for end in (low, high))
        return Sway(parameter.id, below, above)

    def _turn(self, finding: Finding, parameter: Parameter, end: float) -> Turn | None:
        """Give the value nearest to the one in force that changes the verdict, if any does."""
        step = _step(parameter)
        start, steps = float(parameter.value), round((end - float(parameter.value)) / step)
        today = self.outcome(finding, parameter.id, start)
        same = 0
        for rank in range(1, STEPS + 1):
            far = round(steps * rank / STEPS)
            if self.outcome(finding, parameter.id, _moved(start, far, step)) == today:
                same = far
                continue
            while abs(far - same) > 1:
                middle = (same + far) // 2
                value = _moved(start, middle, step)
                if self.outcome(finding, parameter.id, value) == today:
                    same = middle
                else:
                    far = middle
            value = _moved(start, far, step)
            return Turn(value, self.outcome(finding, parameter.id, value))
        return None

    def outcome(self, finding: Finding, parameter: str, value: float) -> Outcome:
        """Give the verdict of a finding with another value of a parameter."""
        place = (parameter, value)
        if place not in self._scopes:
            programme = _programme_with(self.catalogue, parameter, value)
            self._scopes[place] = AuditScope(programme, self.answers, self.on)
        return _outcome(self._scopes[place], finding)


class _Watching(AuditScope):
    """An audit that remembers which parameters its facts look up."""

    def __init__(self, programme: Programme, answers: Answers, on: date) -> None:
        super().__init__(programme, answers, on)
        self.looked_up: set[str] = set()

    def number(self, parameter: str) -> float:
        self.looked_up.add(parameter)
        return super().number(parameter)


@lru_cache(maxsize=128)
def _programme_with(catalogue: Catalogue, parameter: str, value: float) -> Programme:
    return Programme(with_number(catalogue, parameter, value))


def _outcome(scope: AuditScope, finding: Finding) -> Outcome:
    account = None if finding.account is None else scope.account(finding.account)
    return outcome_of(scope.programme.finding(finding.rule), scope, account)


def range_of(parameter: Parameter) -> tuple[float, float] | None:
    """Give the range in which a number may move; None for dates, and for what the law fixes."""
    if parameter.range is None or not isinstance(parameter.value, float):
        return None
    low, high = parameter.range
    if not isinstance(low, float) or not isinstance(high, float) or low == high:
        return None
    return low, high


def _step(parameter: Parameter) -> float:
    """Give the smallest move of a parameter: whole numbers stay whole."""
    figures = (parameter.value, *(range_of(parameter) or ()))
    return 1.0 if all(float(one).is_integer() for one in figures) else FINENESS


def _moved(start: float, steps: int, step: float) -> float:
    return round(start + steps * step, 6)


def with_number(catalogue: Catalogue, parameter: str, value: float) -> Catalogue:
    """Give the same catalogue with another value of one parameter."""
    rulebook = catalogue.rulebook
    moved = rulebook.parameters[parameter].model_copy(update={"value": float(value)})
    numbers = {**rulebook.parameters, parameter: moved}
    return replace(catalogue, rulebook=replace(rulebook, parameters=numbers))
