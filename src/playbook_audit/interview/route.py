"""Where one goes from a place: onward to what is open, or back to what came before.

A place is the path of a question, or the list of accounts. The order is that of the questionnaire;
all there is to remember is where one went back from, and that the list was declared over.
"""

from playbook_audit.interview import wording
from playbook_audit.interview.filed import account_at
from playbook_audit.interview.flow import Flow
from playbook_audit.interview.session import Session

ACCOUNTS = "accounts"
"""The list of accounts, among places; the others are paths of questions."""


class Route:
    """The way through one interview."""

    def __init__(self, session: Session) -> None:
        """Begin without having gone back."""
        self._session = session
        self._frontier: str | None = None
        """Where one went back from: until there, each answer leads to the next one."""
        self._is_list_over = False
        """Whether the list of accounts was declared over since the interview was opened."""

    @property
    def _flow(self) -> Flow:
        return self._session.flow

    # ------------------------------------------------------------ back

    def before(self, place: str) -> str | None:
        """Give the place before; None at the very first."""
        order = self._around(place)
        rank = order.index(place)
        if rank:
            return order[rank - 1]
        return None if _account_of(place) is None else ACCOUNTS

    def back(self, place: str) -> str:
        """Go to the place before, and remember how far one had been."""
        before = self.before(place) or place
        if before == ACCOUNTS:
            self._frontier = place if place in self._around(ACCOUNTS) else None
        elif self._frontier is None:
            self._frontier = place
        return before

    def last(self) -> str | None:
        """Give the last place, for those who go back from the review."""
        order = self._around(ACCOUNTS)
        return order[-1] if order else None

    # ------------------------------------------------------------ onward

    def after(self, place: str) -> str | None:
        """Give the place after an answer: the next one while one is where one had been already."""
        order = self._around(place)
        if place not in order or self._frontier not in order:
            self._frontier = None
            return self.next_open(place)
        rank, frontier = order.index(place) + 1, order.index(self._frontier)
        if rank < frontier:
            return order[rank]
        self._frontier = None
        return order[rank] if rank == frontier else self.next_open(place)

    def past_accounts(self) -> str | None:
        """Give the place after the list: what an account still waits for, then what follows.

        A second account opens some questions for the first.
        """
        self._is_list_over = True
        waiting = (stop.path for stop in self._flow.open_ones if stop.account is not None)
        return next(waiting, None) or self.after(ACCOUNTS)

    def next_open(self, place: str | None = None) -> str | None:
        """Give the next place with something to ask or confirm; None when nothing is left."""
        key = None if place is None else _account_of(place)
        if key is not None:
            mine = self._flow.next_of(key, place)
            if mine is not None or self._is_list_due():
                return mine or ACCOUNTS
        found = self._open_after(place)
        return found if found in (None, ACCOUNTS) else self._flow.approach(found, place)

    def _open_after(self, place: str | None) -> str | None:
        """Give the first open place after one; when there is none, the very first."""
        waiting = {stop.path for stop in self._flow.open_ones}
        waiting |= {ACCOUNTS} if self._is_list_due() else set()
        order = self._whole()
        rank = order.index(place) + 1 if place in order else 0
        found = next((one for one in order[rank:] if one in waiting), None)
        if found is None and waiting:
            self._session.tell([wording.QUESTIONS_ABOVE])
            return next(one for one in order if one in waiting)
        return found

    def _is_list_due(self) -> bool:
        """Tell whether one has not gone past the list of accounts yet."""
        if self._flow.is_absent or self._is_list_over:
            return False
        return not self._flow.filed.accounts or not self._flow.is_past_accounts

    # ------------------------------------------------------------ the order

    def _around(self, place: str) -> list[str]:
        """Give the places one steps through from a place: of its account, or of the audit."""
        key = _account_of(place)
        if key is not None:
            return [stop.path for stop in self._flow.of_account(key)]
        return [one for one in self._whole() if _account_of(one) is None]

    def _whole(self) -> list[str]:
        """Give every place, the list of accounts after what is asked of each."""
        flow = self._flow
        early = [stop.path for stop in flow.stops if stop.section.section not in flow.later]
        later = [stop.path for stop in flow.stops if stop.section.section in flow.later]
        return [*early, *([] if flow.is_absent else [ACCOUNTS]), *later]


def _account_of(place: str) -> str | None:
    return None if place == ACCOUNTS else account_at(place)
