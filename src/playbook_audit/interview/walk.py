"""The walk: from the first screen to the last answer, whoever answers and however it is drawn.

Its state is the answers on file and the question on screen: an interview that is cut and resumed
says the same as one that was not.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from playbook_audit.interview import accounts, start, wording
from playbook_audit.interview.confirming import settle
from playbook_audit.interview.copying import offer_as_before
from playbook_audit.interview.flow import Stop
from playbook_audit.interview.interface import Asker, Desk, Interrupted, Keeper
from playbook_audit.interview.review import review
from playbook_audit.interview.route import ACCOUNTS, Route
from playbook_audit.interview.session import Left, Session
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Section

Mode: TypeAlias = Literal["ask", "review", "further"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an interview ended, and what to say of it."""

    finished: bool
    answered: int
    total: int
    say: tuple[str, ...]
    """Where answers are kept, and how to go on."""
    code: int | None = None
    """The exit code of an interruption."""


def walk(
    catalogue: Catalogue,
    asker: Asker,
    keeper: Keeper,
    desk: Desk,
    *,
    mode: Mode = "ask",
) -> Outcome:
    """Ask what is left to ask, then let people read their answers again.

    ``review`` goes straight to the review; ``further`` offers what is kept for after the report.
    """
    session = Session(catalogue, asker, keeper, desk, further=mode == "further")
    try:
        session.tell_news()
        finished = _Walk(session, mode).run()
    except Left:
        finished = False
    except Interrupted as interruption:
        return _outcome(session, finished=False, code=interruption.code)
    session.save()
    return _outcome(session, finished=finished)


def _outcome(session: Session, *, finished: bool, code: int | None = None) -> Outcome:
    file = session.file
    answered, total = session.flow.answered, len(session.flow.counted)
    written = session.flow.written
    say = wording.finished(written, file) if finished else wording.left(written, file)
    return Outcome(finished, answered, total, say, code)


class _Walk:
    """One walk; what it holds besides the session is where one is, and how far one had been."""

    def __init__(self, session: Session, mode: Mode) -> None:
        self.session = session
        self.mode = mode
        self.route = Route(session)
        self.section: Section | None = None
        """The section whose title was printed last."""

    # ------------------------------------------------------------ from end to end

    def run(self) -> bool:
        """Open the interview, ask, then review until people are done."""
        if self.mode == "further" and not start.offer_further(self.session):
            return True
        place = self._opening()
        while True:
            while place is not None:
                place = self._at(place)
            if review(self.session) or self.mode == "review":
                return True
            place = self.route.last()

    def _opening(self) -> str | None:
        """Give the place where to begin; None to begin with the review."""
        place = self.route.next_open()
        if self.mode == "review" or place is None:
            return None
        if not self.session.flow.answered:
            start.welcome(self.session)
        elif self.mode == "ask" and start.resume(self.session, place) != start.RESUME:
            return None
        return place

    def _at(self, place: str) -> str | None:
        """Ask what there is to ask at a place, and give the next one; None at the end."""
        if place == ACCOUNTS:
            return self._at_accounts()
        stop = self.session.flow.by_path.get(place)
        return self.route.next_open() if stop is None else self._at_question(stop)

    # ------------------------------------------------------------ one place

    def _at_question(self, stop: Stop) -> str | None:
        self._announce(stop.section)
        taken = offer_as_before(stop, self.session)
        if taken is None:
            return self._back(stop.path)
        may_go_back = self.route.before(stop.path) is not None
        if taken or settle(stop, self.session, may_go_back=may_go_back):
            return self.route.after(stop.path)
        return self._back(stop.path)

    def _at_accounts(self) -> str | None:
        section = next(one for one in self._sections() if one.per_account)
        self._announce(section)
        following = accounts.visit(self.session)
        if following is None:
            return self._back(ACCOUNTS)
        if following == accounts.FINISHED:
            return self.route.past_accounts()
        return following

    def _back(self, place: str) -> str:
        """Go to the place before, whose title is still on screen, and take its line back."""
        before = self.route.back(place)
        if before != ACCOUNTS:
            self.section = self.session.flow.by_path[before].section
        self.session.untrace(before)
        return before

    def _announce(self, section: Section) -> None:
        """Print the title of a section one enters; the one left is saved."""
        if section is self.section:
            return
        if self.section is not None:
            self.session.save()
        self.section = section
        self.session.tell(("", self._title(section)))

    def _title(self, section: Section) -> str:
        """Give the title of a section: all it asks, or what is left when some is answered."""
        flow = self.session.flow
        asked = flow.of_section(section)
        left = sum(not stop.filed for stop in asked)
        if 0 < left < len(asked):
            return wording.rest_line(section.title, left, len(asked))
        each = section.per_account and not flow.filed.accounts
        minutes = flow.minutes_of(section)
        return wording.section_line(section.title, len(asked), minutes, each=each)

    def _sections(self) -> tuple[Section, ...]:
        return self.session.catalogue.questionnaire.sections
