"""The collectivité in one line: a name or a code gives its type and its population."""

from collections.abc import Sequence

from playbook_audit.interview import wording
from playbook_audit.interview.asking import Settled, put
from playbook_audit.interview.filed import path_of
from playbook_audit.interview.interface import UNKNOWN, Line, Menu, Place, Prompt
from playbook_audit.interview.session import Session
from playbook_audit.model.question import Question

NAME = "org_name"
BY_HAND = "by_hand"
MOST_LISTED = 9
SOURCE = " — "
"""What parts a collectivité from where it was found, in the label of a place."""


def identify(prompt: Prompt, question: Question, session: Session) -> Settled | None:
    """Ask for the name until it is kept, with what it fills in; None to go back."""
    while True:
        typed = put(prompt, question, session, lambda _: None)
        if typed is None:
            return None
        settled = _looked_up(typed, prompt, session)
        if settled is not None:
            return settled


def _looked_up(typed: Settled, prompt: Prompt, session: Session) -> Settled | None:
    """Keep the collectivité a name stands for; None when the name must be asked again."""
    if typed.raw in (UNKNOWN, prompt.current):
        return typed if session.keeps(session.setting(prompt.path, typed.raw)) else None
    places = session.desk.places(typed.raw)
    chosen = _choice(places, session)
    if chosen is None:
        return None
    if chosen == BY_HAND:
        return _by_hand(typed, prompt, session, known=bool(places))
    return _as_found(places[int(chosen)], session)


def _choice(places: Sequence[Place], session: Session) -> str | None:
    """Ask which collectivité is meant; None when one goes back to its name."""
    if not places:
        return BY_HAND
    if len(places) == 1:
        lines = [Line("0", wording.IT_IS)]
        above: tuple[str, ...] = (wording.understood(places[0].label),)
    else:
        lines = [Line(str(rank), one.label) for rank, one in enumerate(places[:MOST_LISTED])]
        more = wording.MORE_PLACES if len(places) > MOST_LISTED else None
        above = tuple(filter(None, (places[0].source, more)))
    title = wording.IS_IT if len(places) == 1 else wording.WHICH_PLACE
    return session.choose(
        Menu(title, (*lines, Line(BY_HAND, wording.NO_PLACE)), current="0", above=above)
    )


def _as_found(place: Place, session: Session) -> Settled | None:
    """Keep what a collectivité fills in, its name last: it is asked again if we are cut before."""
    names = sorted(place.answers, key=lambda name: name == NAME)
    changes = [session.setting(path_of(name), place.answers[name]) for name in names]
    words = place.label.partition(SOURCE)[0]
    return Settled(place.answers[NAME], words) if session.keeps(*changes) else None


def _by_hand(typed: Settled, prompt: Prompt, session: Session, *, known: bool) -> Settled | None:
    """Keep a name as it was typed; what another name filled in stays, and is said."""
    if not session.keeps(session.setting(prompt.path, typed.raw)):
        return None
    filled = [
        stop
        for stop in session.flow.stops
        if stop.question.prefilled_by == NAME and stop.account is None
    ]
    if filled and all(stop.filed for stop in filled):
        kept = wording.still(", ".join(session.words(stop) for stop in filled))
        return typed._replace(news=(*typed.news, kept))
    return typed if known else typed._replace(news=(*typed.news, wording.NOT_FOUND))
