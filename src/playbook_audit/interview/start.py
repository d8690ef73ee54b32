"""How an interview opens: the first screen, or the question where one stopped."""

from playbook_audit.interview import wording
from playbook_audit.interview.flow import Flow
from playbook_audit.interview.interface import Line, Menu
from playbook_audit.interview.session import Session

RESUME, REVIEW = "resume", "review"
YES, NO = "yes", "no"
SECONDS_PER_ANSWER, SECONDS_PER_ACCOUNT_ANSWER = 14, 8
"""What an answer takes, look-ups apart: an assumption of ours, to be measured on people."""


def welcome(session: Session) -> None:
    """Say what it is, how long it takes, where answers go and which keys to use."""
    session.tell((*wording.WELCOME, wording.kept_in(session.file), "", *wording.KEYS))


def resume(session: Session, place: str) -> str | None:
    """Offer to go on at the first place with something to ask; None to stop there."""
    flow = session.flow
    following = flow.by_path.get(place)
    lines = (Line(RESUME, wording.RESUME), Line(REVIEW, wording.RESUME_REVIEW))
    above = (
        wording.already(flow.answered, len(flow.counted)),
        wording.kept_in(session.file),
        *([] if following is None else [wording.next_question(following.question)]),
    )
    rank = None if following is None else flow.place(place).partition("/")[0]
    title = wording.resume_title(rank)
    return session.choose(Menu(title, lines, current=RESUME, above=above, may_go_back=False))


def offer_further(session: Session) -> bool:
    """Offer the questions kept for after the first report; False when none is left or wanted."""
    left = [stop for stop in session.flow.open_ones if stop.counts]
    if not left:
        return False
    lines = (Line(YES, wording.FURTHER_YES), Line(NO, wording.FURTHER_NO))
    title = wording.further_title(len(left), minutes(session.flow))
    return session.choose(Menu(title, lines, current=NO, may_go_back=False)) == YES


def minutes(flow: Flow) -> int:
    """Give the minutes the questions without an answer take, look-ups apart."""
    seconds = sum(
        SECONDS_PER_ANSWER if stop.account is None else SECONDS_PER_ACCOUNT_ANSWER
        for stop in flow.open_ones
    )
    return max(1, round(seconds / 60))
