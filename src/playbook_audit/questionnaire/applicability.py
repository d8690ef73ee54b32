"""Whether a question applies, and what it is worth when it does not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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


def operand_of(
    compiled: CompiledQuestion, answer: Answer | None, path: Witnesses, around: Circumstances
) -> Operand:
    """Give what a question is worth: its answer, or what its absence stands for.

    Not offered on this path and not answered: not applicable. Hidden by its condition: the answer
    assumed otherwise, or not applicable. Hidden or not by an unknown gate: unknown.
    """
    question = compiled.question
    if answer is None and not offers(around.path, question_path(compiled, around)):
        return not_applicable(())
    if compiled.ask_if is None:
        return worth(question, answer, path, around.on)
    asked, gate = compiled.ask_if(around.audit, around.account)
    if asked is TRUE:
        return worth(question, answer, path, around.on)
    if asked is UNKNOWN:
        return _behind_unknown_gate(answer, path, gate)
    return _hidden(question, gate) if asked is FALSE else not_applicable(gate)


def question_path(compiled: CompiledQuestion, around: Circumstances) -> Path:
    """Give the path a question is on for this audit."""
    for path, when in compiled.path_if:
        if when(around.audit, around.account)[0] is TRUE:
            return path
    return compiled.question.path


def is_asked(compiled: CompiledQuestion, around: Circumstances) -> bool:
    """Tell whether the question is offered and applies, or might apply."""
    if not offers(around.path, question_path(compiled, around)):
        return False
    if compiled.ask_if is None:
        return True
    return compiled.ask_if(around.audit, around.account)[0] in (TRUE, UNKNOWN)


def _behind_unknown_gate(answer: Answer | None, path: Witnesses, gate: Witnesses) -> Operand:
    if answer is None or answer.value is None:
        return unknown(gate + path)
    return unknown(gate, gate + path)


def _hidden(question: Question, gate: Witnesses) -> Operand:
    if question.otherwise is None:
        return not_applicable(gate)
    if question.otherwise == UNKNOWN_WHEN_HIDDEN:
        return unknown(gate)
    return known(question.otherwise, gate)
