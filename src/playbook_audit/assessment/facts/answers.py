"""Facts on the answers themselves: how many are missing, which ones measures contradict."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from playbook_audit.assessment.remaining import sections_to_clear
from playbook_audit.model.answer import Contradicted, DateRange, Value
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import Operand, known

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope


def sections_left_open(audit: "AuditScope") -> Operand:
    """Give how many sections lack so many answers that it is worth a note."""
    sections = sections_to_clear(audit)
    missing = tuple(one.path for section in sections for one in section.open_ones)
    return known(float(len(sections)), missing)


def declared_measured_conflict(account: "AccountScope") -> Operand:
    """Tell whether a measure and what somebody declared cannot both be true."""
    paths = tuple(_conflicting(account))
    return known(bool(paths), paths or (account.path_of("last_post"),))


def _conflicting(account: "AccountScope") -> Iterator[str]:
    for name, compiled in account.audit.programme.account_questions.items():
        answer = account.given.get(name)
        if compiled.question.measured_by is None or answer is None:
            continue
        if isinstance(answer.value, Contradicted) and _apart(answer.value):
            yield account.path_of(name)


def _apart(kept: Contradicted) -> bool:
    """Tell whether no declared value meets a measured one, when there are both."""
    declared, measured = kept.of("declared"), kept.of("measured")
    met = any(_meet(one, other) for one in declared for other in measured)
    return bool(declared and measured) and not met


def _meet(one: Value, other: Value) -> bool:
    """Tell whether two values may be the same: dates known more or less may be one day."""
    if isinstance(one, DateRange) and isinstance(other, DateRange):
        first = max((day for day in (one.earliest, other.earliest) if day), default=None)
        return first is None or first <= min(one.latest, other.latest)
    return one == other


FACTS = (
    Fact(
        "audit.sections_to_clear",
        "parties du questionnaire où beaucoup de réponses manquent",
        "number",
        compute=sections_left_open,
        unit="parties",
        looks_around=True,
    ),
    Fact(
        "account.declared_measured_conflict",
        "réponse contraire à ce que montre la copie du compte",
        "flag",
        compute=declared_measured_conflict,
        reads=(
            "account.last_post",
            "account.opened_on",
            "account.followers",
            "account.answer_share",
        ),
    ),
)
