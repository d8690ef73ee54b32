"""A catalogue ready to run: its conditions compiled to closures, its numbers looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from playbook_audit.assessment.facts import FACTS
from playbook_audit.assessment.standalone import standalone
from playbook_audit.conditions.compile import Compiled, Compiler
from playbook_audit.conditions.truth import NOT_APPLICABLE, UNKNOWN, Truth
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.condition import Condition, condition_from
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import Operand, among, known, not_applicable
from playbook_audit.model.rule import (
    BenefitRule,
    Concern,
    DecisionRow,
    FindingRule,
    Network,
    NoteRule,
    Severity,
    Thresholds,
)
from playbook_audit.questionnaire.applicability import CompiledQuestion, compile_question

FactFunction = Callable[[Any], Operand]
CONCERNS: dict[Concern, Condition] = {
    "present": condition_from({"in": ["org_presence", ["yes"]]}),
    "absent": condition_from({"in": ["org_presence", ["no", "left"]]}),
}


@dataclass(frozen=True, slots=True)
class CompiledFinding:
    """A risk rule with its conditions as closures."""

    rule: FindingRule
    applies: Compiled | None
    when: Compiled
    raises: tuple[tuple[Severity, Compiled], ...]
    names: Compiled | None


@dataclass(frozen=True, slots=True)
class CompiledBenefit:
    """A benefit rule with its conditions as closures."""

    rule: BenefitRule
    applies: Compiled | None
    sought: Compiled | None
    realised: Compiled
    potential: Compiled | None
    names: Compiled | None


@dataclass(frozen=True, slots=True)
class CompiledNote:
    """A note with its condition as a closure."""

    rule: NoteRule
    when: Compiled


@dataclass(frozen=True, slots=True)
class CompiledDecision:
    """A row of the table of decisions; the last one has no condition."""

    row: DecisionRow
    when: Compiled | None


class Programme:
    """Everything ``assess`` needs of a catalogue, worked out once."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Compile the questions and facts; each rule is compiled when it is first applied."""
        questionnaire, rulebook = catalogue.questionnaire, catalogue.rulebook
        self.catalogue = catalogue
        self.rulebook = rulebook
        self.numbers = rulebook.numbers
        self.networks: dict[str, Network] = rulebook.networks
        self._compiler = Compiler(self.numbers)
        self.audit_questions = self._questions(questionnaire.audit_questions)
        self.account_questions = self._questions(questionnaire.account_questions)
        self.measured_questions = _measured(self.audit_questions)
        self.measured_account_questions = _measured(self.account_questions)
        self.account_facts = self._facts("account.")
        self.audit_facts = self._facts("audit.", strip=False)
        self._compiled: dict[str, CompiledFinding] = {}
        self.points = {severity: self.numbers[f"points_{severity}"] for severity in Severity}

    @cached_property
    def findings(self) -> tuple[CompiledFinding, ...]:
        """Give the risk rules, in the order of the catalogue."""
        return tuple(self.finding(rule) for rule in self.rulebook.findings)

    def finding(self, rule: str) -> CompiledFinding:
        """Give one risk rule, without compiling the others."""
        if rule not in self._compiled:
            self._compiled[rule] = self._finding(self.rulebook.findings[rule])
        return self._compiled[rule]

    @cached_property
    def benefits(self) -> tuple[CompiledBenefit, ...]:
        """Give the benefit rules, in the order of the catalogue."""
        return tuple(self._benefit(rule) for rule in self.rulebook.benefits.values())

    @cached_property
    def notes(self) -> tuple[CompiledNote, ...]:
        """Give the notes, in the order of the catalogue."""
        rules = self.rulebook.notes.values()
        return tuple(CompiledNote(rule, self._compiler.compile(rule.when)) for rule in rules)

    @cached_property
    def decisions(self) -> tuple[CompiledDecision, ...]:
        """Give the table of decisions, in its order."""
        rows = self.rulebook.decisions
        return tuple(CompiledDecision(row, self._optional(row.when)) for row in rows)

    @cached_property
    def concerns(self) -> dict[Concern, Compiled]:
        """Give the conditions of the rules for those present, and for those absent."""
        return {
            concern: self._compiler.compile(condition) for concern, condition in CONCERNS.items()
        }

    def _questions(self, questions: dict[str, Any]) -> dict[str, CompiledQuestion]:
        return {one.id: compile_question(one, self._compiler) for one in questions.values()}

    def _facts(self, prefix: str, *, strip: bool = True) -> dict[str, FactFunction]:
        return {
            name.removeprefix(prefix) if strip else name: self._fact(fact)
            for name, fact in FACTS.items()
            if name.startswith(prefix)
        }

    def _fact(self, fact: Fact) -> FactFunction:
        if fact.compute is not None:
            return fact.compute
        if fact.condition is None:
            raise TypeError(fact.id)
        return _flag(self._compiler.compile(fact.condition))

    def _optional(self, condition: Condition | None) -> Compiled | None:
        return None if condition is None else self._compiler.compile(condition)

    def _finding(self, rule: FindingRule) -> CompiledFinding:
        return CompiledFinding(
            rule,
            self._optional(rule.applies_if),
            self._compiler.compile(rule.when),
            tuple((one.to, self._compiler.compile(one.when)) for one in rule.raises),
            self._optional(rule.names.where if rule.names else None),
        )

    def _benefit(self, rule: BenefitRule) -> CompiledBenefit:
        return CompiledBenefit(
            rule,
            self._optional(rule.applies_if),
            self._optional(_sought(rule)),
            self._compiler.compile(rule.realised_if),
            self._optional(rule.potential_if),
            self._optional(rule.names.where if rule.names else None),
        )

    def longest(self, group: str, *, satellite: bool, rare: bool) -> Thresholds:
        """Give the row with the longest ceilings among those that apply."""
        rows = [self.rulebook.thresholds[group]]
        rows += [self.rulebook.thresholds["satellite"]] if satellite else []
        rows += [self.rulebook.thresholds["rare"]] if rare else []
        return max(rows, key=lambda row: (row.abandon_ceiling, row.dormancy_ceiling))

    @cached_property
    def standalone(self) -> frozenset[str]:
        """Give what is worked out of an account without a look at the other ones."""
        return standalone(self.catalogue.questionnaire)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Give the networks, each once."""
        return tuple(dict.fromkeys(one.network for one in self.networks.values()))

    @cached_property
    def bound_types(self) -> tuple[str, ...]:
        """Give the types of collectivité, as the questionnaire lists them."""
        return tuple(self.audit_questions["org_type"].question.choice_of)

    @cached_property
    def month_ranks(self) -> dict[str, int]:
        """Give the number of each month the question on seasons offers, from 1."""
        months = self.account_questions["season"].question.choice_of
        return {month: rank for rank, month in enumerate(months, start=1)}

    def elections(self, org_type: str, day: date) -> tuple[str, ...]:
        """Give the elections whose window is open that day for a type of collectivité."""
        return tuple(one.id for one in self.rulebook.calendar if one.frames(org_type, day))

    def in_summer_truce(self, day: date) -> bool:
        """Tell whether the day is in the weeks of summer when posting less means nothing."""
        parameters = self.rulebook.parameters
        start, end = parameters["summer_truce_start"].value, parameters["summer_truce_end"].value
        return str(start) <= f"{day:%m-%d}" <= str(end)


@lru_cache(maxsize=4)
def programme_of(catalogue: Catalogue) -> Programme:
    """Give the compiled form of a catalogue; catalogues are compared by identity."""
    return Programme(catalogue)


def _measured(questions: dict[str, CompiledQuestion]) -> tuple[CompiledQuestion, ...]:
    """Give the questions that measure a practice."""
    return tuple(one for one in questions.values() if one.question.has_value)


def _flag(compiled: Compiled) -> FactFunction:
    """Turn a condition on one account into a fact that is true, false, open or without object."""

    def flag(account: Any) -> Operand:
        truth, witnesses = compiled(account.audit, account)
        if truth is UNKNOWN:
            return among(frozenset((True, False)), witnesses, witnesses)
        if truth is NOT_APPLICABLE:
            return not_applicable(witnesses)
        return known(truth is Truth.TRUE, witnesses)

    return flag


def _sought(rule: BenefitRule) -> Condition | None:
    if not rule.objectives:
        return None
    return condition_from({"any": [{"has": ["objectives_list", one]} for one in rule.objectives]})
