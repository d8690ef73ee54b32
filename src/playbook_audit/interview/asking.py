"""Puts one question until it is settled: refusals, « pourquoi », notes, and « je ne sais pas »."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from playbook_audit.interview import wording
from playbook_audit.interview.answer import in_words, rows_of
from playbook_audit.interview.filed import WRITTEN
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import (
    UNKNOWN,
    Back,
    Given,
    Leaving,
    Noting,
    Prompt,
    Raw,
    Refused,
    Unsure,
    Why,
)
from playbook_audit.interview.measured import measured_hint
from playbook_audit.interview.session import Left, Session
from playbook_audit.interview.why import why
from playbook_audit.model.errors import NotSaved
from playbook_audit.model.question import Choice, Question, QuestionType

NOTE = ".note"
"""Ends the path of a prompt for a note, which is no answer of its own."""


class Settled(NamedTuple):
    """An answer that was accepted, and what it was taken for."""

    raw: Raw
    words: str
    """How the line that stays says it."""
    news: tuple[str, ...] = ()
    """What to say of it: characters taken out, what was understood."""


Keep = Callable[[Settled], None]
"""Makes an accepted answer durable; may raise ``NotSaved``, and the question is put again."""


def prompt_of(
    stop: Stop, session: Session, *, about: str | None = None, may_go_back: bool = True
) -> Prompt:
    """Give the prompt of a question; ``about`` names the account otherwise than by its own name."""
    question, path, filed = stop.question, stop.path, session.filed
    if about is None and stop.account is not None:
        about = session.account_name(stop.account)
    return Prompt(
        path=path,
        ask=question.ask,
        type=question.type,
        choices=question.offered,
        rows=_rows(question, session),
        place=session.flow.place(path),
        about=about,
        current=filed.current(path, question),
        hint=" ".join(filter(None, (measured_hint(stop, session), wording.hint(question)))) or None,
        at_most=question.at_most,
        exclusive=frozenset(one.id for one in question.offered if one.exclusive),
        may_go_back=may_go_back,
    )


def _rows(question: Question, session: Session) -> tuple[Choice, ...]:
    chosen = session.filed.chosen(question.rows_from) if question.rows_from else frozenset()
    rows = rows_of(question, session.catalogue)
    return tuple(row for name, row in rows.items() if name in chosen)


def put(prompt: Prompt, question: Question, session: Session, keep: Keep) -> Settled | None:
    """Put a question until its answer is kept; None to go back. Raise ``Left`` to stop."""
    refusal: str | None = None
    while True:
        reply = session.asker.ask(replace(prompt, refusal=refusal, note=session.note(prompt.path)))
        refusal = None
        match reply:
            case Back():
                if prompt.may_go_back:
                    return None
            case Leaving():
                raise Left
            case Why():
                session.tell(why(question, session.catalogue))
            case Noting():
                _ask_note(prompt, question, session)
            case Given() | Unsure():
                outcome = _settle(reply, prompt, question, session, keep)
                if isinstance(outcome, Settled):
                    return outcome
                refusal = wording.sentence(outcome.why)


def _settle(
    reply: Given | Unsure, prompt: Prompt, question: Question, session: Session, keep: Keep
) -> Settled | Refused:
    """Check an answer and make it durable, or say why it is not."""
    outcome = _accepted(reply, prompt, question, session)
    if isinstance(outcome, Refused):
        return outcome
    try:
        keep(outcome)
    except NotSaved as error:
        return Refused(error.reason)
    return outcome


def _accepted(
    reply: Given | Unsure, prompt: Prompt, question: Question, session: Session
) -> Settled | Refused:
    if isinstance(reply, Unsure) or reply.raw == UNKNOWN:
        return Settled(UNKNOWN, wording.UNSURE)
    if question.type in WRITTEN:
        return _accepted_text(str(reply.raw), prompt, session)
    fault = _fault(reply.raw, prompt)
    if fault is not None:
        return Refused(fault)
    understood = session.desk.understand(prompt.path, reply.raw, session.filed.data)
    if isinstance(understood, Refused):
        return understood
    return Settled(reply.raw, in_words(reply.raw, question, session.catalogue))


def _accepted_text(typed: str, prompt: Prompt, session: Session) -> Settled | Refused:
    """Take a text once what nobody sees is out of it, and say what it was taken for."""
    text, removed = session.desk.clean(typed)
    if not text:
        return Refused(wording.EMPTY_TEXT)
    understood = session.desk.understand(prompt.path, text, session.filed.data)
    if isinstance(understood, Refused):
        return understood
    news: tuple[str, ...] = (wording.cleaned(removed),) if removed else ()
    if wording.is_news(text, understood.words):
        return Settled(text, text, (*news, wording.understood(understood.words)))
    return Settled(text, understood.words, news)


def _fault(raw: Raw, prompt: Prompt) -> str | None:
    """Say what is wrong with what was chosen, before its meaning is looked at."""
    ids = {choice.id for choice in prompt.choices}
    if prompt.type is QuestionType.TABLE:
        rows = {row.id for row in prompt.rows}
        whole = isinstance(raw, Mapping) and raw.keys() == rows
        return None if whole and set(raw.values()) <= ids | {UNKNOWN} else wording.NOT_A_LINE
    if prompt.type is QuestionType.MANY:
        if not raw:
            return wording.EMPTY_LIST
        return None if isinstance(raw, list) and set(raw) <= ids else wording.NOT_A_LINE
    return None if isinstance(raw, str) and raw in ids else wording.NOT_A_LINE


def _ask_note(prompt: Prompt, question: Question, session: Session) -> None:
    """Ask for the note of an answer; it is kept with the answer, at once when there is one."""
    reply = session.asker.ask(
        Prompt(
            path=prompt.path + NOTE,
            ask=wording.note_ask(question.note),
            type=QuestionType.TEXT,
            place=prompt.place,
            about=prompt.about,
            current=session.note(prompt.path),
            hint=wording.NOTE_HINT,
            may_be_unknown=False,
            may_be_noted=False,
        )
    )
    if isinstance(reply, Leaving):
        raise Left
    if isinstance(reply, Given):
        _take_note(str(reply.raw), prompt.path, session)


def _take_note(typed: str, path: str, session: Session) -> None:
    text, removed = session.desk.clean(typed)
    if removed:
        session.tell([wording.cleaned(removed)])
    try:
        session.take_note(path, text)
    except NotSaved as error:
        session.tell([wording.sentence(error.reason)])
