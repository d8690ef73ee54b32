"""Whether a question applies, and what it is worth when it does not."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from playbook_audit.conditions.compile import Compiled, Compiler
from playbook_audit.conditions.truth import FALSE, TRUE, UNKNOWN
from playbook_audit.model.answer import Answer
from playbook_audit.model.operand import Operand, Witnesses, known, not_applicable, unknown
from playbook_audit.model.question import Path, Question
from playbook_audit.questionnaire.path import offers
from playbook_audit.questionnaire.worth import worth

UNKNOWN_WHEN_HIDDEN = "unknown"
"""The ``otherwise`` of a question whose absence leaves the matter open."""


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question with its conditions as closures."""

    question: Question
    ask_if: Compiled | None
    path_if: tuple[tuple[Path, Compiled], ...]


def compile_question(question: Question, compiler: Compiler) -> CompiledQuestion:
    """Compile the conditions of a question."""
    return CompiledQuestion(
        question,
        None if question.ask_if is None else compiler.compile(question.ask_if),
        tuple((one.path, compiler.compile(one.when)) for one in question.path_if),
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where a question stands in one audit."""

    audit: Any
    account: Any
    """The scope of the account, None for a question of the audit."""
    path: Path
    on: date


Standing: TypeAlias = tuple[Operand, bool]
"""What a question is worth in one audit, and whether it is asked there.

A question is not asked when it is not offered, or does not apply; one that may apply is asked.
"""


def standing_of(
    compiled: CompiledQuestion, answer: Answer | None, path: Witnesses, around: Circumstances
) -> Standing:
    """Give what a question is worth: its answer, or what its absence stands for.

    Not offered on this path and not answered: not applicable. Hidden by its condition: the answer
    assumed otherwise, or not applicable. Behind an unknown gate: unknown until the gate is known.
    """
    question = compiled.question
    offered = offers(around.path, _path_of(compiled, around))
    if answer is None and not offered:
        return not_applicable(()), False
    if compiled.ask_if is None:
        return worth(question, answer, path, around.on), offered
    asked, gate = compiled.ask_if(around.audit, around.account)
    if asked is TRUE:
        return worth(question, answer, path, around.on), offered
    if asked is UNKNOWN:
        return unknown(gate, gate + path), offered
    hidden = _hidden(question, gate) if asked is FALSE else not_applicable(gate)
    return hidden, False


def _path_of(compiled: CompiledQuestion, around: Circumstances) -> Path:
    """Give the path a question is on for this audit."""
    if not compiled.path_if:
        return compiled.question.path
    for path, when in compiled.path_if:
        if when(around.audit, around.account)[0] is TRUE:
            return path
    return compiled.question.path


def _hidden(question: Question, gate: Witnesses) -> Operand:
    if question.otherwise is None:
        return not_applicable(gate)
    if question.otherwise == UNKNOWN_WHEN_HIDDEN:
        return unknown(gate)
    return known(question.otherwise, gate)
