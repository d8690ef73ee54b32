"""A measured answer, shown to be kept or corrected in place of its question.

Keeping it writes nothing: the measure stands beside the answers, and a newer copy replaces it.
A correction is an answer like any other, and is confronted with the measure.
"""

from dataclasses import replace

from playbook_audit.interview import wording
from playbook_audit.interview.asking import prompt_of
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import Back, Given, Leaving, Prompt, Unsure, Why
from playbook_audit.interview.measured import source
from playbook_audit.interview.session import Left, Session
from playbook_audit.interview.step import answer
from playbook_audit.interview.why import why
from playbook_audit.model.question import Choice, QuestionType

MEASURED = ".measured"
"""Ends the path of a prompt that shows a measure, which is no answer of its own."""
KEEP, CORRECT = "keep", "correct"


def settle(stop: Stop, session: Session, *, may_go_back: bool = True) -> bool:
    """Put a question, or show its measured answer; False when one went back."""
    if not stop.is_measured:
        return answer(stop, session, may_go_back=may_go_back)
    prompt = _prompt(stop, session, may_go_back=may_go_back)
    while (chosen := _chosen(prompt, stop, session)) == CORRECT:
        if answer(stop, session):
            return True
    if chosen == KEEP:
        session.trace(stop, session.words(stop))
    return chosen == KEEP


def _prompt(stop: Stop, session: Session, *, may_go_back: bool) -> Prompt:
    """Give the prompt of a measured answer: the question, where the answer was read, two lines."""
    value = session.filed.value(stop.path)
    words = "" if value is None else session.desk.words(stop.path, value)
    return replace(
        prompt_of(stop, session, may_go_back=may_go_back),
        path=stop.path + MEASURED,
        type=QuestionType.ONE,
        choices=(
            Choice(id=KEEP, label=wording.keep(words)),
            Choice(id=CORRECT, label=wording.CORRECT),
        ),
        current=KEEP,
        hint=wording.sentence(source(stop, session)),
        may_be_unknown=False,
        may_be_noted=False,
    )


def _chosen(prompt: Prompt, stop: Stop, session: Session) -> str | None:
    """Give what is chosen; None to go back. Raise ``Left`` to stop."""
    while True:
        reply = session.asker.ask(prompt)
        match reply:
            case Back() if prompt.may_go_back:
                return None
            case Leaving():
                raise Left
            case Why():
                session.tell(why(stop.question, session.catalogue))
            case Given(str() as chosen) if chosen in (KEEP, CORRECT):
                return chosen
            case Unsure():
                return KEEP
